"""Check the whole edition, mark the findings that editors accept, and print findings in several formats."""
