"""Define the records of the parts of a text: blocks, markers, page markers, markings, brackets, and consumed characters."""

from __future__ import annotations

from typing import Literal

from backchannel.records.spans import Spanned, Words

BlockKind = Literal[
    "head", "message", "dateline", "paragraph", "item", "label", "row", "heading", "participants", "salute", "signed", "page", "source-note"
]
UNNUMBERED: frozenset[str] = frozenset({"head", "page", "source-note"})
"""Kinds of blocks that are not paragraphs of the document, and have no paragraph number."""


class Block(Spanned):
    """A block of the text, without the newline after it and without a bullet before it."""

    kind: BlockKind


class Marker(Spanned):
    """A note's marker in the text. `n` is its label as printed. `note` is the position of its note in the list of notes, from 1; None if
    the capture lost the note.

    `other` is another possible place, if the marker is doubtful, and `chance` says how often such a marker is wrong: `one time in five`.
    The finding at the marker says why this place was chosen."""

    n: str
    other: Spanned | None = None
    chance: str | None = None
    note: int | None = None


class PageBreak(Spanned):
    """`[Page 533]`, brackets included: the text after it is on page `n` of the printed volume."""

    n: str


class Marking(Words):
    """A marking on a line of its own near the head, as in older volumes: `secret`, `us urgent`."""

    kind: str


class MessageFolder(Spanned):
    """A folder that holds the messages of a channel from one number to another, and its days (EDTF): `Tohak 1–100, December 3–13, 1972`."""

    channel: str
    lowest: int
    highest: int
    first: str
    last: str


BracketKind = Literal["not-declassified", "omitted", "illegible", "editorial"]


class Attachment(Spanned):
    """A paper printed below the document, from its `label` to the next label, the notes or the end: `[Enclosure 1]`, `Tab B`.

    `title` is the line below the label that names the paper; `date` (EDTF) is that of its own dateline."""

    label: Words
    title: Words | None = None
    date: str | None = None


class Bracket(Spanned):
    """A bracket that replaces words of the document: `[1 line not declassified]`, `[indiscrete]`, `[Omitted here …]`."""

    kind: BracketKind


class Consumed(Spanned):
    """Characters that a rule took out of the running text: a note's `  2. `, a list's `  • `, the head's `145. `."""

    rule: str
