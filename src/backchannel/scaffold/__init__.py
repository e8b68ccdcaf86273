"""Prepare an edition before a build: create it, and add raw texts to its volumes."""
