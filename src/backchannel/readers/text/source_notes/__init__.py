"""Read source notes: where a document is held, its markings, and how it was handled."""
