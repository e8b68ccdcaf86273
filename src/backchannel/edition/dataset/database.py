"""Write the edition's data to an SQLite database of its own, and read its tables and the answers to its queries.

The same data gives the same bytes: rows are inserted in a fixed order into a new file, and what SQLite's header says about the library that
wrote the file is replaced with fixed values.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.dataset.contents import contents
from backchannel.edition.dataset.tables import queries, tables, views
from backchannel.edition.named_rows import insertion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from backchannel.edition.dataset.contents import Row
    from backchannel.edition.dataset.tables import DataTable
    from backchannel.edition.store import Store
    from backchannel.settings import Project

_INDEXED = (
    ("documents", "volume"),
    ("cross_references", "target_document"),
    ("cross_references", "message"),
    ("messages", "document"),
    ("sources", "document"),
    ("omissions", "document"),
    ("names", "person"),
)
"""The columns that have an index, besides the keys: those by which the views join."""

_SETUP = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = 1; BEGIN;"

_HEADER = ((24, 1), (92, 1), (96, 3_040_000))
"""Offsets in the header of an SQLite file, and the numbers put there: how often it changed (twice), and the version of the library that
wrote it. They depend on that library, not on the data."""


class QueryAnswer(NamedTuple):
    """The result of a query: its columns and rows."""

    columns: tuple[str, ...]
    rows: list[Row]


class Dataset:
    """The data of an edition, in a database that was just made. It is open until its `with` statement ends."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._db = path, connection

    def rows(self, table: DataTable) -> Iterator[Row]:
        """Yield the rows of a table, in the order in which they were inserted."""
        yield from self._db.execute(f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY rowid")

    def count(self, name: str) -> int:
        """Count the rows of a table or view."""
        return int(self._db.execute(f"SELECT count(*) FROM {name}").fetchone()[0])

    def answer(self, sql: str) -> QueryAnswer:
        """Answer a query."""
        cursor = self._db.execute(sql)
        return QueryAnswer(tuple(column[0] for column in cursor.description), cursor.fetchall())

    def answers(self) -> list[QueryAnswer]:
        """Answer the queries that the page of the data shows."""
        return [self.answer(query.sql) for query in queries()]


@contextmanager
def dataset(store: Store, project: Project, path: Path) -> Iterator[Dataset]:
    """Make the data of an edition at `path`, in place of any file there, and open it. The file is removed in the end."""
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as connection:
            _fill(connection, store, project)
        _normalize(path)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            yield Dataset(path, connection)
    finally:
        path.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, store: Store, project: Project) -> None:
    connection.executescript(_SETUP)
    columns = {table.name: table.columns for table in tables()}
    for table in tables():
        connection.execute(table.sql)
    for name, rows in contents(store, project):
        connection.executemany(insertion(name, columns[name]), rows)
    for table_name, column in _INDEXED:
        connection.execute(f"CREATE INDEX {table_name}_{column} ON {table_name} ({column})")
    for view in views():
        connection.execute(view.sql)
    connection.execute("COMMIT")


def _normalize(path: Path) -> None:
    """Put fixed numbers into the header."""
    with path.open("r+b") as file:
        for offset, number in _HEADER:
            file.seek(offset)
            file.write(number.to_bytes(4, "big"))
