"""S: the source file itself."""

from __future__ import annotations

from backchannel.findings import Rule

NOT_UTF8 = Rule(
    id="S001",
    name="not-utf8",
    severity="warning",
    message="the file is not UTF-8; it was read as {encoding}",
    why="Captures made on old machines are often Windows-1252. It was read as such, so that nothing is lost, but a wrong guess would show as wrong letters.",
    cure="Look at the letters with accents, the dashes and the quotation marks; save the file as UTF-8.",
    bad="Kissinger\\x92s reply",
    good="Kissinger’s reply",
)
CONTROL_CHARACTER = Rule(
    id="S002",
    name="control-character",
    severity="warning",
    message="control character U+{code:04X}",
    why="No printed page has one; it is a trace of the capture. It is kept, and drawn as a visible sign.",
    cure="Take it out of the file, or replace it by what the page has there.",
    bad="Tohak\\x0771",
    good="Tohak 71",
)
EMPTY = Rule(
    id="S003",
    name="empty-file",
    severity="warning",
    message="the file has no text",
    why="A file without text is most often a capture that failed. It gets a page of its own, so that the gap shows.",
    cure="Capture the document again, or take the file away.",
    bad="(nothing)",
    good="145. Message From President Nixon …",
)
UNREADABLE = Rule(
    id="S004",
    name="unreadable-file",
    severity="error",
    message="the file can’t be read: {reason}",
    why="The edition would lack a document without saying so.",
    cure="Give yourself the right to read the file, or take it out of the folder.",
    bad="(a file without read permission)",
    good="(a file that opens)",
)
