"""The page of one document, and that of an editors' chapter."""
