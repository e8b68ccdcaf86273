"""Name the parts of a document on its page: `head`, `p7`, `fn3`, `ed-a`, `pg_533`, `att-tab-b`."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.records import UNNUMBERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.records import Document, EditorialText, Editors


class NoteAnchors(NamedTuple):
    """The anchors of the notes, in order, and of each marker the anchor of its note, given or lost."""

    notes: list[str]
    markers: list[str]

    def lost(self, document: Document, label: str) -> str:
        """Return the anchor of the note `label` that the capture lost, which may have no marker either."""
        markers = zip(document.markers, self.markers, strict=True)
        return next((anchor for marker, anchor in markers if marker.n == label and marker.note is None), ids.note_id("", label))


class Anchors(NamedTuple):
    """The start and the anchor of each block, and the anchors of the notes: computed once for all rows of a document."""

    blocks: list[tuple[int, str]]
    notes: NoteAnchors


def anchors(document: Document) -> Anchors:
    """Return the anchors of the blocks and of the notes."""
    return Anchors(_block_anchors(document), note_anchors(document))


def note_anchors(document: Document) -> NoteAnchors:
    """Return the anchors of the notes.

    1. `fn54`      a note whose marker shows 54, whatever its number in the list
    2. `fn54-2`    the second note with this label: a page may print it twice, or begin again at 1
    3. `fn55`      a note that the capture lost; `fn54-2`, if another note 54 is given
    """
    names = _UniqueNames()
    notes = [names.next(ids.note_id("", note.n)) for note in document.notes]
    lost: dict[str, str] = {}
    for marker in document.markers:
        if marker.note is None and marker.n not in lost:
            lost[marker.n] = names.next(ids.note_id("", marker.n))
    return NoteAnchors(notes, [lost[marker.n] if marker.note is None else notes[marker.note - 1] for marker in document.markers])


class _UniqueNames:
    """Names that were given, so that each is given once."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._given: set[str] = set()

    def next(self, name: str) -> str:
        """Return the name, with a number if it was given before: `fn54`, `fn54-2`."""
        unique = name
        while unique in self._given:
            self._counts[name] = self._counts.get(name, 1) + 1
            unique = f"{name}-{self._counts[name]}"
        self._given.add(unique)
        return unique


def _block_anchors(document: Document) -> list[tuple[int, str]]:
    """Return the start and the anchor of each block, in order: `head`, `p1`, `p2`. A block that is not a paragraph has the anchor of the
    block before it."""
    named: list[tuple[int, str]] = []
    ordinal = 0
    for block in document.blocks:
        if block.kind not in UNNUMBERED:
            ordinal += 1
        named.append((block.start, f"p{ordinal}" if ordinal else "head"))
    return named


def paragraph_names(document: Document) -> list[str]:
    """Return the names of the paragraphs, by their count: `p1`, `p2`. They are those that a first build publishes."""
    count = sum(block.kind not in UNNUMBERED for block in document.blocks)
    return [ids.paragraph_id("", ordinal) for ordinal in range(1, count + 1)]


def block_names(document: Document, paragraphs: Iterable[str]) -> list[str]:
    """Return the name of each block, in order: for a paragraph the next of these names; for another block its kind, with a number if there
    are several: `head`, `source-note`, `page`, `page-2`."""
    names, waiting, seen = [], iter(paragraphs), dict[str, int]()
    for block in document.blocks:
        if block.kind not in UNNUMBERED:
            names.append(next(waiting))
            continue
        seen[block.kind] = seen.get(block.kind, 0) + 1
        names.append(block.kind + (f"-{seen[block.kind]}" if seen[block.kind] > 1 else ""))
    return names


def marker_anchors(document: Document) -> list[str]:
    """Return the anchor of each marker, in order: `fnref3`; `fnref3-2` for the second marker with the label."""
    seen: dict[str, int] = {}
    names = []
    for marker in document.markers:
        seen[marker.n] = seen.get(marker.n, 0) + 1
        names.append(ids.marker_id("", marker.n, seen[marker.n]))
    return names


def page_anchors(document: Document) -> list[str]:
    """Return the id of each page break, in order: `pg_533`; `pg_533-2` if the same document prints the label again."""
    seen: dict[str, int] = {}
    names = []
    for page in document.pages:
        seen[page.n] = seen.get(page.n, 0) + 1
        names.append(ids.page_id(page.n) + (f"-{seen[page.n]}" if seen[page.n] > 1 else ""))
    return names


def attachment_anchors(document: Document) -> list[str]:
    """Return the anchor of each attachment, in order, by its label: `att-tab-b`; `att-enclosure-2` for the second `[Enclosure]`."""
    names = _UniqueNames()
    return [names.next(ids.attachment_id("", attachment.label.text)) for attachment in document.attachments]


def quotation_anchors(document: Document, named: NoteAnchors) -> dict[int, str]:
    """Return the anchor of each quotation of a message, by the position of its reference in the record: `fn3q1`, the first in note 3.
    Only notes have quotations."""
    seen: dict[str, int] = {}
    names = {}
    for ordinal, reference in enumerate(document.references):
        if reference.quotation:
            at = bisect_right(document.notes, reference.quotation.start, key=lambda note: note.start) - 1
            note = named.notes[at]
            seen[note] = seen.get(note, 0) + 1
            names[ordinal] = f"{note}q{seen[note]}"
    return names


def anchor_in(document: Document, named: Anchors, offset: int) -> str:
    """Return the anchor of the note or block that contains the character at `offset`."""
    at = bisect_right(document.notes, offset, key=lambda note: note.start) - 1
    in_note = at >= 0 and offset < document.notes[at].end
    return named.notes.notes[at] if in_note else anchor_at(named, offset)


def anchor_at(named: Anchors, offset: int) -> str:
    """Return the anchor of the block that contains the character at `offset`, or that precedes it."""
    at = bisect_right(named.blocks, (offset, "~")) - 1
    return named.blocks[at][1] if at >= 0 else "head"


class EditorialPiece(NamedTuple):
    """An editorial text about a document, and its anchor on the page: `ed`, `fn3`, `ed-a`."""

    anchor: str
    said: EditorialText


def editorial_pieces(document: Document) -> Iterator[tuple[int, EditorialPiece]]:
    """Yield the editorial texts about a document, each with the ordinal of its first reference among all of the document's references."""
    ordinal = len(document.references)
    for piece in _pieces(document, document.editors) if document.editors else ():
        yield ordinal, piece
        ordinal += len(piece.said.references)


def _pieces(document: Document, editors: Editors) -> Iterator[EditorialPiece]:
    notes = note_anchors(document)
    if editors.introduction:
        yield EditorialPiece(ids.editors_id(""), editors.introduction)
    for note in editors.notes:
        yield EditorialPiece(notes.lost(document, note.n), note)
    for annotation in editors.annotations:
        yield EditorialPiece(ids.editors_id("", annotation.n), annotation)
