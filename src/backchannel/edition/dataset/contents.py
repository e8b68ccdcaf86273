"""Make the rows of the data's tables: most are asked of the edition's database, those with the words of texts come from the records."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.anchors import block_names, note_anchors, paragraph_names
from backchannel.edition.dataset.tables import tables
from backchannel.edition.publication import publish
from backchannel.edition.queries import document_queries
from backchannel.printed import on_one_line
from backchannel.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.store import Store
    from backchannel.settings import Project

Row = tuple[Any, ...]
"""The values of a row, in the order of the columns of its table."""

_RUN = 64
"""Documents whose records are in memory at once."""


class TableRows(NamedTuple):
    """Rows of a table, by its name."""

    table: str
    rows: Iterable[Row]


def contents(store: Store, project: Project) -> Iterator[TableRows]:
    """Yield the rows of all tables. A table may come in several portions."""
    yield TableRows("volumes", _volumes(store, project))
    for table in tables():
        if table.select:
            yield TableRows(table.name, store.tuples(table.select, table.columns))
    for run in document_queries.runs(store, _RUN):
        records, named = document_queries.records(store, run), publish.paragraphs(store, run)
        places = _note_places(store, run)
        for listed in document_queries.listed(store, run):
            read = _ReadDocument(listed, Document.model_validate_json(records[listed.doc]), named.get(listed.doc, ()))
            yield TableRows("paragraphs", read.paragraphs())
            yield TableRows("notes", read.notes(places.get(listed.doc, ())))
            yield TableRows("date_evidence", read.date_evidence())


def _volumes(store: Store, project: Project) -> Iterator[Row]:
    for id in store.volumes():
        of, series = project.volume(id), project.series.of(id)
        yield (
            id,
            of.title,
            series.title,
            of.subseries,
            of.volume,
            of.part,
            of.place or series.place,
            of.publisher or series.publisher,
            of.year,
        )


class _NotePlace(NamedTuple):
    """Where a note is: its names, and the paragraph of its first marker."""

    doc: int
    ordinal: int
    anchor: str
    label: str
    kind: str
    marked_in: str | None


def _note_places(store: Store, run: document_queries.DocumentRun) -> dict[int, list[_NotePlace]]:
    """Return the notes of each document of a run, in order."""
    found: dict[int, list[_NotePlace]] = {}
    for place in store.records(_NotePlace, _NOTES, run):
        found.setdefault(place.doc, []).append(place)
    return found


class _ReadDocument:
    """A document with its words, and the names of its paragraphs."""

    def __init__(self, listed: ListedDocument, document: Document, paragraphs: Sequence[str]) -> None:
        self._listed, self._document, self._printed = listed, document, document.printed()
        self._names = block_names(document, paragraphs or paragraph_names(document))

    def paragraphs(self) -> Iterator[Row]:
        """Yield the blocks of the text, but for page labels."""
        blocks = [pair for pair in zip(self._document.blocks, self._names, strict=True) if pair[0].kind != "page"]
        for ordinal, (block, name) in enumerate(blocks, 1):
            words = self._printed.words(block.start, block.end)
            yield self._listed.id, ordinal, name, block.kind, self._page(block.start), words

    def notes(self, places: Iterable[_NotePlace]) -> Iterator[Row]:
        """Yield the notes of the text, and those that editors supply."""
        editors = self._document.editors
        words = [self._printed.words(note.start, note.end) for note in self._document.notes]
        words += [on_one_line(note.words) for note in (editors.notes if editors else ())]
        for place, text in zip(places, words, strict=True):
            yield self._listed.id, place.ordinal, place.anchor, place.label, place.kind, place.marked_in, text

    def date_evidence(self) -> Iterator[Row]:
        """Yield what shows the date of the document."""
        evidence = self._document.date.evidence if self._document.date else ()
        for ordinal, shown in enumerate(evidence, 1):
            words = self._printed.words(shown.start, shown.end) or None
            yield self._listed.id, ordinal, shown.rule, self._place(shown.start) if words else None, words, shown.days

    def _page(self, offset: int) -> str | None:
        """Return the printed page at this offset."""
        at = bisect_right(self._document.pages, offset, key=lambda page: page.start) - 1
        return self._document.pages[at].n if at >= 0 else self._listed.first_page

    def _place(self, offset: int) -> str:
        """Return the name of the block at this offset, or that of the note."""
        notes = self._document.notes
        at = bisect_right(notes, offset, key=lambda note: note.start) - 1
        if at >= 0 and offset < notes[at].end:
            return self._note_names()[at]
        at = bisect_right(self._document.blocks, offset, key=lambda block: block.start) - 1
        return self._names[max(at, 0)] if self._names else "head"

    def _note_names(self) -> list[str]:
        return note_anchors(self._document).notes


_NOTES = """
SELECT n.doc, n.ordinal, n.anchor, n.label, n.kind, (SELECT m.anchor FROM marker m WHERE m.doc = n.doc AND m.note = n.anchor
  ORDER BY m.ordinal LIMIT 1) AS marked_in
FROM document d JOIN note n ON n.doc = d.doc
WHERE d.volume = ? AND d.sequence BETWEEN ? AND ? ORDER BY d.sequence, n.ordinal
"""
