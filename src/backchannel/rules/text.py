"""T: the running text."""

from __future__ import annotations

from backchannel.findings import Rule

BULLET = Rule(
    id="T001",
    name="bullet",
    severity="info",
    message="the bullet before this item was taken for a mark of the list",
    why="A bullet shows that its line is an item. The page draws its own, so that of the capture is consumed.",
    cure="Nothing needs to be done. If the sign is part of the words, take the white space after it away.",
    bad="• The bombing stops",
    good="  • The bombing stops",
)
DOCUMENT_NUMBER = Rule(
    id="T002",
    name="document-number",
    severity="info",
    message="the number before the head was taken for that of the document",
    why="The number makes the document's id and stands in its page's address; the page draws it apart from the head.",
    cure="Nothing needs to be done.",
    bad="145 Message From President Nixon",
    good="145. Message From President Nixon",
)
LOST_TEXT = Rule(
    id="T003",
    name="lost-text",
    severity="error",
    message="these words would not be on the page: {words}",
    why="Every character of a text is on its page or was consumed by a rule. The reader broke that promise here; it is a fault of the program.",
    cure="Report it, with the file. The page lacks these words until it is mended.",
    bad="(words between two parts of a document)",
    good="(every word in a part)",
)
DOUBLED_TEXT = Rule(
    id="T004",
    name="doubled-text",
    severity="error",
    message="these words would be on the page twice: {words}",
    why="Every character of a text is on its page once. The reader broke that promise here; it is a fault of the program.",
    cure="Report it, with the file.",
    bad="(words in two parts of a document)",
    good="(every word in one part)",
)
