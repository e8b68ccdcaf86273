"""Define the T rules: running text."""

from __future__ import annotations

from backchannel.findings import Rule

BULLET = Rule(
    id="T001",
    name="bullet",
    severity="info",
    message="the bullet before this item was read as a list marker",
    why="A bullet shows that its line is a list item. The page adds its own bullet and leaves out the one in the text.",
    cure="No action is needed. If the character is part of the words, delete the space after it.",
    bad="• The bombing stops",
    good="  • The bombing stops",
)
DOCUMENT_NUMBER = Rule(
    id="T002",
    name="document-number",
    severity="info",
    message="the number before the head was read as the document number",
    why="The number becomes the document’s id and part of the page address. The page shows it apart from the head.",
    cure="No action is needed.",
    bad="145 Message From President Nixon",
    good="145. Message From President Nixon",
)
LOST_TEXT = Rule(
    id="T003",
    name="lost-text",
    severity="error",
    message="text missing from the page: {words}",
    why="Every character of a text must be on its page or consumed by a rule. Here the reader broke that promise, which is a bug in the program.",
    cure="Report the bug, and attach the file. Until it is fixed, the page lacks these words.",
    bad="(words between two parts of a document)",
    good="(every word in a part)",
)
DOUBLED_TEXT = Rule(
    id="T004",
    name="doubled-text",
    severity="error",
    message="text duplicated on the page: {words}",
    why="Every character of a text must be on its page only once. Here the reader broke that promise, which is a bug in the program.",
    cure="Report the bug, and attach the file.",
    bad="(words in two parts of a document)",
    good="(every word in one part)",
)
