"""Index texts for the search: words, where they are, and how these places are written into the files that a browser loads."""
