"""Read the head of a document: number, kind, correspondents, place and date.

`head` finds the line and reads it; `parties` finds the sender's and the recipient's words in it, and `correspondents` splits those into
names and offices.
"""
