"""Findings that need the whole edition, the findings that editors accept, and the formats in which findings are printed."""
