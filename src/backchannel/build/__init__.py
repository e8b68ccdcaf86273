"""One build: find what changed, ingest it, link, check and write."""
