"""Open, fill and query the edition's database. Only the modules of this folder know SQL.

The database is one file, `.backchannel/edition.sqlite`. Everything in it can be read from the sources again, so a database that is damaged,
or that another version of the program wrote, is deleted and created again.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager
from importlib import resources
from itertools import chain, starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.named_rows import Record, insertion
from backchannel.edition.tables import CHILDREN, FindingRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from backchannel.edition.rows import Rows

_SCHEMA = resources.files("backchannel.edition").joinpath("schema.sql").read_text(encoding="utf-8")

PATIENCE = 5.0
"""Seconds to wait for another program that has locked the database, before reporting it."""

StoreDamaged = sqlite3.DatabaseError
"""Raised if the database can't be read or its contents are invalid."""

_UNUSABLE = {
    "SQLITE_BUSY": errno.EBUSY,
    "SQLITE_LOCKED": errno.EBUSY,
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_PERM": errno.EACCES,
    "SQLITE_CANTOPEN": errno.EACCES,
    "SQLITE_NOMEM": errno.ENOMEM,
    "SQLITE_IOERR": errno.EIO,
}
"""The errors that prevent the use of a database that may be sound: SQLite's name and the system's number for each."""


_VOLUMES_OF = """
SELECT volume FROM document WHERE path = ?1 UNION ALL SELECT volume FROM annotation WHERE path = ?1
UNION ALL SELECT volume FROM printed_list WHERE path = ?1
"""
_STAMPS = "SELECT path, stamp FROM file UNION ALL SELECT path, stamp FROM annotation"


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """Raise an `OSError` if the database at `path` can't be used: another program has locked it, the disk is full, or the folder is not
    writable. Faults of the database itself remain `StoreDamaged`."""
    try:
        yield
    except StoreDamaged as fault:
        name = "_".join(str(getattr(fault, "sqlite_errorname", "")).split("_")[:2])
        if name not in _UNUSABLE or (name == "SQLITE_READONLY" and _is_writable(path)):
            raise
        raise OSError(errno.EISDIR if path.is_dir() else _UNUSABLE[name], str(fault), str(path)) from fault


def _is_writable(path: Path) -> bool:
    """Return whether a database can be written: SQLite also says that one is read-only whose header has a wrong version."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


class Store:
    """A connection to the edition's database. Use it in a `with` statement, which closes it."""

    def __init__(self, connection: sqlite3.Connection, before_change: Callable[[], None] | None = None) -> None:
        self._db, self._before_change = connection, before_change
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("PRAGMA recursive_triggers = ON")  # or a row that replaces another is logged, and the one it replaces is not

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    @classmethod
    def open(cls, path: Path, version: str, before_change: Callable[[], None] | None = None) -> Store:
        """Open the database at `path`; create an empty one if there is none, or if another `version` wrote it. `before_change` is called
        before the first change reaches the file. Raises `StoreDamaged`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            store = cls._connect(path, before_change)
            if store.version() == version:
                return store
            store.close()
        if before_change:
            before_change()
        cls._create(path, version)
        return cls._connect(path)

    @classmethod
    def _create(cls, path: Path, version: str) -> None:
        """Create an empty database. It gets its name once it is complete: a database without a version is damaged."""
        new = path.with_name(path.name + ".new")
        cls.discard(new)
        with cls(sqlite3.connect(new)) as store:
            store._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
            store.put("version", version)
            store._db.commit()
        cls.discard(path)
        new.replace(path)

    @staticmethod
    def discard(path: Path) -> None:
        """Remove the database at `path`."""
        for part in (Store.checksum_of(path), path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            part.unlink(missing_ok=True)

    @staticmethod
    def checksum_of(path: Path) -> Path:
        """Return the file with the checksum of the database at `path`."""
        return path.with_name(f"{path.name}.crc")

    @classmethod
    def in_memory(cls) -> Store:
        """Create an empty edition in memory."""
        store = cls(sqlite3.connect(":memory:"))
        store._db.executescript(_SCHEMA)
        return store

    @classmethod
    def reading(cls, path: Path) -> Store:
        """Open the database at `path` read-only, for a process that renders pages in parallel with others."""
        return cls(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True))

    @classmethod
    def _connect(cls, path: Path, before_change: Callable[[], None] | None = None) -> Store:
        store = cls(sqlite3.connect(path, timeout=PATIENCE), before_change)
        try:
            store._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;")
        except StoreDamaged:
            store.close()
            raise
        return store

    def version(self) -> str:
        """Return the version of the program that filled the database. Raises `StoreDamaged` if it was never filled."""
        if not self.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            raise StoreDamaged("it is empty")
        return self.get("version") or ""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything that is done inside, or nothing."""
        before = self._db.total_changes
        with self._db:
            yield
            if self._before_change and self._db.total_changes != before:
                self._before_change()
                self._before_change = None

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows of a query. The columns of a row can be read by name."""
        return self._db.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the rows of a query one by one, for results too large to hold in memory."""
        yield from self._db.execute(sql, values)

    def records(self, kind: type[Record], sql: str, values: Sequence[object] = (), **decode: Callable[[Any], Any]) -> list[Record]:
        """Return the rows of a query as records whose fields have the names of its columns, in their order. `decode` converts columns.

        The names are compared once for each query, so a row costs no more than a plain tuple. The query may omit fields at the end that
        have a default. Raises `TypeError` if the names differ, which is a bug in the query.
        """
        return list(self.stream_records(kind, sql, values, **decode))

    def stream_records(
        self, kind: type[Record], sql: str, values: Sequence[object] = (), **decode: Callable[[Any], Any]
    ) -> Iterator[Record]:
        """Yield the records of a query one by one, like `records`, for results too large to hold in memory."""
        cursor = self._plain().execute(sql, values)
        columns = tuple(column[0] for column in cursor.description)
        missing = kind._fields[len(columns) :]
        if columns != kind._fields[: len(columns)] or not kind._field_defaults.keys() >= set(missing):
            raise TypeError(f"{kind.__name__} has the fields {', '.join(kind._fields)}; the query gives {', '.join(columns)}")
        found = starmap(kind, cursor)
        if not decode:
            return found
        return (record._replace(**{name: read(getattr(record, name)) for name, read in decode.items()}) for record in found)

    def tuples(self, sql: str, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query as plain tuples. Raises `TypeError` if its columns are others, which is a bug in the query."""
        cursor = self._plain().execute(sql)
        found = tuple(column[0] for column in cursor.description)
        if found != columns:
            raise TypeError(f"the query gives {', '.join(found)}; expected {', '.join(columns)}")
        return cursor

    def pairs(self, sql: str) -> dict[Any, Any]:
        """Return a query for two columns as a dictionary from the first to the second, in half the time that rows with names take."""
        return dict(self._plain().execute(sql))

    def _plain(self) -> sqlite3.Cursor:
        """Return a cursor whose rows are plain tuples."""
        cursor = self._db.cursor()
        cursor.row_factory = None
        return cursor

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        self._db.execute(sql, values)

    def run_many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        self._db.executemany(sql, values)

    def insert(self, table: str, on_conflict: str = "", /, **values: object) -> int:
        """Insert one row, with its values by column. Returns the rowid."""
        return self._db.execute(insertion(table, tuple(values), on_conflict), tuple(values.values())).lastrowid or 0

    def insert_all(self, table: str, rows: Iterable[NamedTuple], on_conflict: str = "") -> None:
        """Insert rows of one type, whose fields have the names of the columns."""
        rows = iter(rows)
        if (first := next(rows, None)) is not None:
            self.run_many(insertion(table, first._fields, on_conflict), chain([first], rows))

    def stamps(self, only: Iterable[str] | None = None) -> dict[str, str]:
        """Return the stamps of the source files that were read (only of these, if some are named), by path."""
        if only is None:
            return self.pairs(_STAMPS)
        return dict(row for path in only for row in self._db.execute(f"SELECT * FROM ({_STAMPS}) WHERE path = ?", (path,)))

    def inputs(self, path: str) -> str | None:
        """Return the fingerprint of everything that the reading of a source file depended on; None if it was not read."""
        found = self.rows("SELECT inputs FROM file WHERE path = ?1 UNION ALL SELECT inputs FROM annotation WHERE path = ?1", (path,))
        return str(found[0][0]) if found else None

    def restamp(self, stamps: Iterable[tuple[str, str]]) -> None:
        """Store new stamps (path and stamp) for files whose contents did not change."""
        for path, stamp in stamps:
            self.run("UPDATE file SET stamp = ? WHERE path = ?", (stamp, path))
            self.run("UPDATE annotation SET stamp = ? WHERE path = ?", (stamp, path))

    def forget(self, paths: Iterable[str]) -> None:
        """Delete the documents of these source files, with everything that belongs to them."""
        for path in paths:
            self.run("DELETE FROM document WHERE path = ?", (path,))
            self.run("DELETE FROM file WHERE path = ?", (path,))
            self.run("DELETE FROM annotation WHERE path = ?", (path,))
            self.run("DELETE FROM printed_list WHERE path = ?", (path,))

    def annotate(self, files: Iterable[NamedTuple], on_conflict: str = "OR REPLACE") -> None:
        """Insert rows of the table `annotation`; unless told otherwise, they replace those of the same files."""
        self.insert_all("annotation", files, on_conflict)

    def texts_of(self, volume: str, claim: str) -> list[str]:
        """Return the source files of the documents that give themselves this id."""
        return [row[0] for row in self.rows("SELECT path FROM document WHERE volume = ? AND claim = ?", (volume, claim))]

    def add(self, documents: Sequence[Rows], stamp: str = "") -> None:
        """Insert the documents of a file. They replace those of an earlier reading, and keep their keys."""
        path, inputs = documents[0].path, documents[0].inputs
        known = dict(self.rows("SELECT part, doc FROM document WHERE path = ?", (path,)))
        self.forget([path])
        self.insert("file", path=path, inputs=inputs, stamp=stamp)
        for rows in documents:
            doc = self.insert("document", doc=known.get(rows.document.part), **rows.document._asdict())
            for table, children in rows.children.items():
                if children:
                    self.run_many(insertion(table, ("doc", *CHILDREN[table]._fields)), ((doc, *child) for child in children))

    def add_list(self, file: NamedTuple, printed: NamedTuple) -> None:
        """Insert a printed list, with the row of its file. It replaces what was read from that file before."""
        self.forget([printed._asdict()["path"]])
        self.insert_all("file", [file])
        self.insert_all("printed_list", [printed])

    def add_findings(self, findings: Iterable[FindingRow], doc: int | None = None) -> None:
        """Insert the findings of a document (its key is `doc`), or of a file that is not a document."""
        self.run_many(insertion("finding", ("doc", *FindingRow._fields)), ((doc, *finding) for finding in findings))

    def volumes(self) -> list[str]:
        """Return the volumes that have documents, in the order of their ids."""
        return [row[0] for row in self.rows("SELECT DISTINCT volume FROM document ORDER BY volume")]

    def volumes_of(self, paths: Iterable[str]) -> set[str]:
        """Return the volumes of the documents and annotations that were read from these files."""
        return {row[0] for path in paths for row in self.rows(_VOLUMES_OF, (path,))}

    def tally(self) -> None:
        """Let SQLite collect statistics on its tables, so that it chooses the best index for each query."""
        self.run("PRAGMA analysis_limit = 1000")
        self.run("ANALYZE")

    def get(self, key: str) -> str | None:
        """Return the value stored under a key in `meta`."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    def kept(self) -> dict[str, str]:
        """Return all keys and values of `meta`."""
        return self.pairs("SELECT key, value FROM meta")

    def drop_findings(self, stage: str) -> None:
        self.run("DELETE FROM finding WHERE stage = ?", (stage,))

    def has_findings(self, stage: str) -> bool:
        return bool(self.rows("SELECT 1 FROM finding WHERE stage = ? LIMIT 1", (stage,)))

    def put(self, key: str, value: str) -> None:
        """Store a value under a key in `meta`."""
        self.insert("meta", "OR REPLACE", key=key, value=value)
