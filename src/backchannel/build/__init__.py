"""Build an edition: find what changed, ingest it, link, check and write."""
