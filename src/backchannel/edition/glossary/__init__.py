"""Explain abbreviations and terms: what is known of each volume's, where its documents print them, and what nothing explains."""
