"""What the pages share: addresses, names of things, the layout, inline content."""
