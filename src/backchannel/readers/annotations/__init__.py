"""Reads what editors write beside a text: `d44.md` annotates document 44 of its folder."""
