"""Keep the index of the search: texts, terms and the ranges of terms that are in one file."""
