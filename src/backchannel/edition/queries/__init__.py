"""The questions that pages ask of the edition."""
