"""Make the rows of the data's tables: most are asked of the edition's database, those with the words of texts come from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.dataset.tables import tables
from backchannel.edition.dataset.words import DocumentWords
from backchannel.edition.publication import publish
from backchannel.edition.queries import document_queries
from backchannel.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
        for listed in document_queries.listed(store, run):
            document = Document.model_validate_json(records[listed.doc])
            words = DocumentWords(document, listed.first_page, named.get(listed.doc, ()))
            yield TableRows("paragraphs", ((listed.id, *paragraph) for paragraph in words.paragraphs()))
            yield TableRows("notes", ((listed.id, *note) for note in words.notes()))
            yield TableRows("date_evidence", ((listed.id, *evidence) for evidence in words.date_evidence()))


def _volumes(store: Store, project: Project) -> Iterator[Row]:
    for id in store.volumes():
        of, series = project.volume(id), project.series.of(id)
        place, publisher = of.place or series.place, of.publisher or series.publisher
        yield id, of.title, series.title, of.subseries, of.volume, of.part, place, publisher, of.year
