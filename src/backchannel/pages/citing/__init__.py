"""Cite a document, in every format."""
