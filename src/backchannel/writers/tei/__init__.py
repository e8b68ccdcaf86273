"""Write documents and volumes as TEI, in the manner of the series."""
