"""What the program asks of the operating system: processes, file stamps, timings."""
