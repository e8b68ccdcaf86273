"""Find how a capture writes its notes and their markers, and read both in that form.

`forms` has the forms as data. `signs` finds the signs around markers, `note_lists` the lists that may be the notes, and `foot` the words of
a page below them. `agreement` and `list_evidence` weigh them, `choice` takes the form that explains the text best, and `sign_markers` reads
its markers.
"""
