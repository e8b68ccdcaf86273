"""Use the operating system: processes, file stamps, timings."""
