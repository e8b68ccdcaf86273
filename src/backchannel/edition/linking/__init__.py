"""Arrange documents in their volumes, and resolve references to their targets."""
