"""Build the page about the edition's data: its files, its tables and columns, and what ten queries answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel import ids
from backchannel.edition.dataset.tables import queries, tables, views
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.dataset.database import Dataset, QueryAnswer
    from backchannel.edition.dataset.tables import DataQuery, DataTable
    from backchannel.pages.components.layout import PageFrame

FOLDER = "data"
"""The folder of the tables in the site."""


class ColumnEntry(NamedTuple):
    """A column of a table, and what it has."""

    name: str
    description: str


class DataTableEntry(NamedTuple):
    """A table: its size in words, its files, its columns."""

    id: str
    name: str
    description: str
    size: str
    files: list[Inline]
    columns: list[ColumnEntry]


class ViewEntry(NamedTuple):
    """A view over the tables."""

    name: str
    description: str
    size: str


class AnsweredQuery(NamedTuple):
    """A question, the query that answers it, and its result. `numbers` says of each column whether it has numbers."""

    id: str
    question: str
    sql: str
    columns: Sequence[str]
    numbers: list[bool]
    rows: list[list[Inline]]


class DataPage(NamedTuple):
    """The page about the data. `database` is the address of the database, empty if there is none; `package` that of its description."""

    path: str
    layout: Layout
    database: str
    package: str
    queries: list[AnsweredQuery]
    tables: list[DataTableEntry]
    views: list[ViewEntry]


def data_page(frame: PageFrame, data: Dataset) -> DataPage:
    """List what the tables have, and what the queries answer."""
    forms = frame.project.edition.data.tables
    answered = [_answered(frame, at, query, answer) for at, (query, answer) in enumerate(zip(queries(), data.answers(), strict=True), 1)]
    return DataPage(
        frame.path,
        frame.layout,
        frame.linker.page(f"{FOLDER}/edition.sqlite") if "sqlite" in forms else "",
        frame.linker.page(f"{FOLDER}/datapackage.json"),
        answered,
        [_table(frame, table, data.count(table.name), forms) for table in tables()],
        [ViewEntry(view.name, view.description, amount(data.count(view.name), "row")) for view in views()],
    )


def _table(frame: PageFrame, table: DataTable, size: int, forms: Iterable[str]) -> DataTableEntry:
    named = {"csv": "CSV", "jsonl": "JSON Lines"}
    files = [Inline(words, frame.linker.page(f"{FOLDER}/{table.name}.{form}")) for form, words in named.items() if form in forms]
    columns = [ColumnEntry(field.name, field.description) for field in table.fields]
    return DataTableEntry(f"table-{ids.slug(table.name)}", table.name, table.description, amount(size, "row"), files, columns)


def _answered(frame: PageFrame, at: int, query: DataQuery, answer: QueryAnswer) -> AnsweredQuery:
    numbers = [
        bool(answer.rows) and all(isinstance(row[place], int | float) for row in answer.rows) for place in range(len(answer.columns))
    ]
    rows = [[_cell(frame, name, value) for name, value in zip(answer.columns, row, strict=True)] for row in answer.rows]
    return AnsweredQuery(f"query-{at}", query.question, query.sql, answer.columns, numbers, rows)


def _cell(frame: PageFrame, column: str, value: Any) -> Inline:
    """Write a value; a document links to its page."""
    if value is None:
        return Inline("—")
    if column == "document":
        return Inline(value, frame.linker.document(value))
    return Inline(f"{value:,}" if isinstance(value, int | float) else str(value))
