"""Take the words of a document apart for programs: its paragraphs, notes, and the evidence for its date, each under its name."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.anchors import block_names, note_anchors, paragraph_names
from backchannel.printed import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.records import Block, Document, Marker


class ParagraphWords(NamedTuple):
    """A block of the text, without markers and page labels: its position, name, kind, printed page and words."""

    ordinal: int
    place: str
    kind: str
    page: str | None
    text: str


class NoteWords(NamedTuple):
    """A note, or one that editors supply: its position, name, label and kind, the paragraph of its first marker, and its words."""

    ordinal: int
    place: str
    label: str
    kind: str
    marked_in: str | None
    text: str


class EvidenceWords(NamedTuple):
    """What shows the date of a document: the position and kind of the evidence, its place and words, and the days that it allows."""

    ordinal: int
    rule: str
    place: str | None
    words: str | None
    days: str | None


class DocumentWords:
    """The words of a document whose `paragraphs` have these names, if they differ from their count."""

    def __init__(self, document: Document, first_page: str | None, paragraphs: Sequence[str] = ()) -> None:
        self._document, self._first_page = document, first_page
        self.printed = document.printed()
        self._names = block_names(document, paragraphs or paragraph_names(document))
        self._notes = note_anchors(document)

    @property
    def blocks(self) -> Iterator[tuple[Block, str]]:
        """Yield the blocks of the text with their names, but for page labels."""
        return (pair for pair in zip(self._document.blocks, self._names, strict=True) if pair[0].kind != "page")

    @property
    def markers(self) -> Iterator[tuple[Marker, str]]:
        """Yield the markers with the names of their notes."""
        return zip(self._document.markers, self._notes.markers, strict=True)

    def paragraphs(self) -> Iterator[ParagraphWords]:
        """Yield the blocks of the text, but for page labels."""
        for ordinal, (block, name) in enumerate(self.blocks, 1):
            yield ParagraphWords(ordinal, name, block.kind, self._page(block.start), self.printed.words(block.start, block.end))

    def notes(self) -> Iterator[NoteWords]:
        """Yield the notes of the text, then those that editors supply."""
        given, marked = self._document.notes, self._marked()
        for ordinal, (note, name) in enumerate(zip(given, self._notes.notes, strict=True), 1):
            yield NoteWords(ordinal, name, note.n, note.kind, marked.get(name), self.printed.words(note.start, note.end))
        for ordinal, supplied in enumerate(self._document.editors.notes if self._document.editors else (), len(given) + 1):
            name = self._notes.lost(self._document, supplied.n)
            yield NoteWords(ordinal, name, supplied.n, "supplied", marked.get(name), on_one_line(supplied.words))

    def date_evidence(self) -> Iterator[EvidenceWords]:
        """Yield what shows the date of the document."""
        for ordinal, shown in enumerate(self._document.date.evidence if self._document.date else (), 1):
            words = self.printed.words(shown.start, shown.end) or None
            yield EvidenceWords(ordinal, shown.rule, self.place(shown.start) if words else None, words, shown.days)

    def place(self, offset: int) -> str:
        """Return the name of the note or block at this offset."""
        notes = self._document.notes
        at = bisect_right(notes, offset, key=lambda note: note.start) - 1
        if at >= 0 and offset < notes[at].end:
            return self._notes.notes[at]
        at = bisect_right(self._document.blocks, offset, key=lambda block: block.start) - 1
        return self._names[at] if at >= 0 else "head"

    def _marked(self) -> dict[str, str]:
        """Return the paragraph of each note's first marker, by the note's name."""
        return {name: self.place(marker.start) for marker, name in reversed([*self.markers])}

    def _page(self, offset: int) -> str | None:
        """Return the printed page at this offset."""
        at = bisect_right(self._document.pages, offset, key=lambda page: page.start) - 1
        return self._document.pages[at].n if at >= 0 else self._first_page
