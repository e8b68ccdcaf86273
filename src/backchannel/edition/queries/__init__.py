"""The queries that pages make of the edition."""
