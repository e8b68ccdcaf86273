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
BROKEN_LINES = Rule(
    id="T005",
    name="broken-lines",
    severity="info",
    message="lines broken at a column; {count} were joined with the next line",
    why="E-mail, OCR and the text of a PDF break the lines of a paragraph. The program recognizes such a text by lines of about the same length that end within a sentence, and reads and prints whole paragraphs. The file does not change.",
    cure="No action is needed. If the text is verse or a table, put a blank line between the lines that must stay apart.",
    bad="The Duke told the Count that he would\nnot go to Ruritania.",
    good="The Duke told the Count that he would not go to Ruritania.",
)
DOUBTFUL_LINE_END = Rule(
    id="T006",
    name="doubtful-line-end",
    severity="warning",
    message="line ends that may or may not end a paragraph: {count}, the first after this line; put a blank line between paragraphs",
    why="Lines of this text were broken at a column. Where a full line ends with a sentence, or a short line ends within one, nothing shows whether the next line begins a paragraph.",
    cure="Compare these places with the printed page. Put a blank line between paragraphs, or join the lines of a paragraph.",
    bad="(a full line that ends with a sentence, in a text without blank lines)",
    good="(the same text with a blank line between paragraphs)",
)
DIVIDED_WORD = Rule(
    id="T007",
    name="divided-word",
    severity="info",
    message="the end of this line is within a word",
    why="A word continues on the next line. The page prints it in one piece, without the hyphen if the hyphen only divided the word.",
    cure="No action is needed. If the hyphen belongs to the word, write the whole word on one line.",
    bad="the negotia-\ntions",
    good="the negotiations",
)
