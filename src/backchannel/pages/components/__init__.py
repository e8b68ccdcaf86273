"""Components that all pages share: addresses, names of things, the page layout, inline content."""
