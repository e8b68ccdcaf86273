"""Read source notes: where a document is held (`source_note`), its markings (`markings`), and how it was handled (`remarks`)."""
