"""Readers: turn source files into records."""
