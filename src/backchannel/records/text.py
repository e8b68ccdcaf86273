"""What stands where in a text: blocks, markers, page labels, markings, brackets, and what was consumed."""

from __future__ import annotations

from typing import Literal

from backchannel.records.spans import Spanned, Words

BlockKind = Literal[
    "head", "message", "dateline", "paragraph", "item", "label", "row", "heading", "participants", "salute", "signed", "page", "source-note"
]
UNNUMBERED: frozenset[str] = frozenset({"head", "page", "source-note"})
"""Kinds of blocks that are not paragraphs of the document, and have no paragraph number."""


class Block(Spanned):
    """One block of the text in its order: without the newline after it, and without a bullet before it."""

    kind: BlockKind


class Marker(Spanned):
    """A note's marker where it stands in the text. `n` is its label as printed.

    `other` is where it may stand instead, if its place is in doubt; the finding at the marker says why this one was chosen."""

    n: str
    other: Spanned | None = None


class PageBreak(Spanned):
    """`[Page 533]`, brackets included: what follows stands on page `n` of the printed volume."""

    n: str


class Marking(Words):
    """A marking on a line of its own around the head, as the older volumes print it: `secret`, `us urgent`."""

    kind: str


class MessageFolder(Spanned):
    """A folder that holds the messages of a channel from one number to another, and its days (EDTF): `Tohak 1–100, December 3–13, 1972`."""

    channel: str
    lowest: int
    highest: int
    first: str
    last: str


BracketKind = Literal["not-declassified", "omitted", "illegible", "editorial"]


class Bracket(Spanned):
    """What stands in brackets for words that are not there: `[1 line not declassified]`, `[indiscrete]`, `[Omitted here …]`."""

    kind: BracketKind


class Consumed(Spanned):
    """Characters that a named rule took out of the running text: a note's `  2. `, a list's `  • `, the head's `145. `."""

    rule: str
