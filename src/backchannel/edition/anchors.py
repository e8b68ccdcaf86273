"""Name the parts of a document on its page: `head`, `p7`, `fn3`, `ed-a`, `pg_533`."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.records import UNNUMBERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.records import Document, EditorialText, Editors

Anchors = list[tuple[int, str]]
"""The start and the anchor of each block, computed once for all rows of a document."""


def anchors(document: Document) -> Anchors:
    """Return the start and the anchor of each block, in order: `head`, `p1`, `p2`. A block that is not a paragraph has the anchor of the
    block before it."""
    named: Anchors = []
    ordinal = 0
    for block in document.blocks:
        if block.kind not in UNNUMBERED:
            ordinal += 1
        named.append((block.start, f"p{ordinal}" if ordinal else "head"))
    return named


def page_anchors(document: Document) -> list[str]:
    """Return the id of each page break, in order: `pg_533`; `pg_533-2` if the same document prints the label again."""
    seen: dict[str, int] = {}
    names = []
    for page in document.pages:
        seen[page.n] = seen.get(page.n, 0) + 1
        names.append(ids.page_id(page.n) + (f"-{seen[page.n]}" if seen[page.n] > 1 else ""))
    return names


def quotation_anchors(document: Document) -> dict[int, str]:
    """Return the anchor of each quotation of a message, by the position of its reference in the record: `fn3q1`, the first in note 3.
    Only notes have quotations."""
    seen: dict[str, int] = {}
    names = {}
    for ordinal, reference in enumerate(document.references):
        if reference.quotation:
            at = bisect_right(document.notes, reference.quotation.start, key=lambda note: note.start) - 1
            note = ids.note_id("", document.notes[at].n)
            seen[note] = seen.get(note, 0) + 1
            names[ordinal] = f"{note}q{seen[note]}"
    return names


def anchor_in(document: Document, named: Anchors, offset: int) -> str:
    """Return the anchor of the note or block that contains the character at `offset`."""
    at = bisect_right(document.notes, offset, key=lambda note: note.start) - 1
    in_note = at >= 0 and offset < document.notes[at].end
    return ids.note_id("", document.notes[at].n) if in_note else anchor_at(named, offset)


def anchor_at(named: Anchors, offset: int) -> str:
    at = bisect_right(named, (offset, "~")) - 1
    return named[at][1] if at >= 0 else "head"


class EditorialPiece(NamedTuple):
    """An editorial text about a document, and its anchor on the page: `ed`, `fn3`, `ed-a`."""

    anchor: str
    said: EditorialText


def editorial_pieces(document: Document) -> Iterator[tuple[int, EditorialPiece]]:
    """Yield the editorial texts about a document, each with the ordinal of its first reference among all of the document's references."""
    ordinal = len(document.references)
    for piece in _pieces(document.editors) if document.editors else ():
        yield ordinal, piece
        ordinal += len(piece.said.references)


def _pieces(editors: Editors) -> Iterator[EditorialPiece]:
    if editors.introduction:
        yield EditorialPiece(ids.editors_id(""), editors.introduction)
    for note in editors.notes:
        yield EditorialPiece(ids.note_id("", note.n), note)
    for annotation in editors.annotations:
        yield EditorialPiece(ids.editors_id("", annotation.n), annotation)
