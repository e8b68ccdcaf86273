"""How a document is cited."""
