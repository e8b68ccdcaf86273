"""Read what a text says of messages: its own number, what answers what, and where messages are printed."""
