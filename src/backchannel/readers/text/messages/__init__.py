"""Read what a text says about messages.

`message_line` and `telegram` read the document's own number, `ties` which message answers which, and `printed_locations` where messages
are printed or filed.
"""
