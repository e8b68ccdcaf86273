"""Read documents of the series in TEI, as the Office of the Historian publishes its volumes."""
