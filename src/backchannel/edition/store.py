"""The edition's database: opened, filled with what the readers found, and asked. Only the modules of this folder know SQL.

One file, `.backchannel/edition.sqlite`. It holds nothing that the sources do not give again: one that is damaged or of another
version of the program is thrown away and made anew.
"""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from backchannel.edition.rows import Row, Rows

_SCHEMA = resources.files("backchannel.edition").joinpath("schema.sql").read_text(encoding="utf-8")

PATIENCE = 5.0
"""Seconds for which another program may hold the database before that is said."""

_ARRANGED, _LATER = ", NULL" * 8, {"reference": ", NULL" * 6, "finding": ", NULL"}
"""The columns of `document` and of its children that are filled once all are read."""

StoreDamaged = sqlite3.DatabaseError
"""Raised where the database can't be read, or holds what it can't hold."""

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
"""What keeps a database from being used though it may be sound: how SQLite calls it, and how the system does."""


_VOLUMES_OF = "SELECT volume FROM document WHERE path = ?1 UNION ALL SELECT volume FROM annotation WHERE path = ?1"
_STAMPS = "SELECT path, stamp FROM file UNION ALL SELECT path, stamp FROM annotation"


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """Raise an `OSError` where the database at `path` can't be used, for another program holds it, the disk is full or the folder is not to
    be written. What is wrong with the database itself stays `StoreDamaged`."""
    try:
        yield
    except StoreDamaged as fault:
        name = "_".join(str(getattr(fault, "sqlite_errorname", "")).split("_")[:2])
        if name not in _UNUSABLE:
            raise
        raise OSError(errno.EISDIR if path.is_dir() else _UNUSABLE[name], str(fault), str(path)) from fault


class Store:
    """A connection to the edition's database. Use it in a `with` statement: it is closed at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA foreign_keys = ON")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    @classmethod
    def open(cls, path: Path, version: str) -> Store:
        """The database at `path`; an empty one if there is none, or if it was written by another `version`. Raises `StoreDamaged`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            store = cls._connect(path)
            if store.version() == version:
                return store
            store.close()
        cls._make(path, version)
        return cls._connect(path)

    @classmethod
    def _make(cls, path: Path, version: str) -> None:
        """Make an empty database. It takes its name when it is whole: one without a version is damaged."""
        new = path.with_name(path.name + ".new")
        cls.discard(new)
        with cls(sqlite3.connect(new)) as store:
            store._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
            store._db.execute("INSERT INTO meta VALUES ('version', ?)", (version,))
            store._db.commit()
        cls.discard(path)
        new.replace(path)

    @staticmethod
    def discard(path: Path) -> None:
        """Remove the database at `path`."""
        for part in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            part.unlink(missing_ok=True)

    @classmethod
    def in_memory(cls) -> Store:
        """An empty edition that no file keeps."""
        store = cls(sqlite3.connect(":memory:"))
        store._db.executescript(_SCHEMA)
        return store

    @classmethod
    def reading(cls, path: Path) -> Store:
        """The database at `path`, to be asked only: for a process that draws pages beside others."""
        return cls(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True))

    @classmethod
    def _connect(cls, path: Path) -> Store:
        store = cls(sqlite3.connect(path, timeout=PATIENCE))
        try:
            store._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;")
        except StoreDamaged:
            store.close()
            raise
        return store

    def version(self) -> str:
        """The program that filled the database. Raises `StoreDamaged` for one that none did."""
        if not self.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            raise StoreDamaged("it is empty")
        return self.get("version") or ""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside is kept, or none of it."""
        with self._db:
            yield

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of a query; each row's columns by name or place."""
        return self._db.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """The rows of a query one by one, for results that need not lie in memory."""
        yield from self._db.execute(sql, values)

    def pairs(self, sql: str) -> dict[Any, Any]:
        """The rows of a query for two columns, the second by the first: in half the time that rows with names take."""
        cursor = self._db.cursor()
        cursor.row_factory = None
        return dict(cursor.execute(sql))

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        self._db.execute(sql, values)

    def run_many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        self._db.executemany(sql, values)

    def stamps(self, only: Iterable[str] | None = None) -> dict[str, str]:
        """The stamps of the source files that were read (of these, if some are named), by their paths."""
        if only is None:
            return self.pairs(_STAMPS)
        return dict(row for path in only for row in self._db.execute(f"SELECT * FROM ({_STAMPS}) WHERE path = ?", (path,)))

    def inputs(self, path: str) -> str | None:
        """The fingerprint of what the reading of a source file depended on; None for one that was not read."""
        found = self.rows("SELECT inputs FROM file WHERE path = ?1 UNION ALL SELECT inputs FROM annotation WHERE path = ?1", (path,))
        return str(found[0][0]) if found else None

    def restamp(self, stamps: Iterable[tuple[str, str]]) -> None:
        """Keep the stamps of files (path and stamp) that are as they were read."""
        for path, stamp in stamps:
            self.run("UPDATE file SET stamp = ? WHERE path = ?", (stamp, path))
            self.run("UPDATE annotation SET stamp = ? WHERE path = ?", (stamp, path))

    def forget(self, paths: Iterable[str]) -> None:
        """Drop the documents of these source files, with all that hangs on them."""
        for path in paths:
            self.run("DELETE FROM document WHERE path = ?", (path,))
            self.run("DELETE FROM file WHERE path = ?", (path,))
            self.run("DELETE FROM annotation WHERE path = ?", (path,))

    def annotate(self, files: Iterable[Row]) -> None:
        """Put in rows of the table `annotation`, in the place of those of the same files."""
        self.run_many("INSERT OR REPLACE INTO annotation VALUES (?, ?, ?, ?, ?)", files)

    def texts_of(self, volume: str, claim: str) -> list[str]:
        """The source files of the documents that call themselves so."""
        return [row[0] for row in self.rows("SELECT path FROM document WHERE volume = ? AND claim = ?", (volume, claim))]

    def add(self, rows: Rows, stamp: str = "") -> None:
        """Put in a document, in the place of an earlier reading of the same file, whose key it takes over."""
        known = self.rows("SELECT doc FROM document WHERE path = ?", (rows.path,))
        self.forget([rows.path])
        self.run("INSERT INTO file VALUES (?, ?, ?)", (rows.path, rows.inputs, stamp))
        values = (known[0][0] if known else None, *rows.document)
        doc = self._db.execute(f"INSERT INTO document VALUES (?{', ?' * len(rows.document)}{_ARRANGED})", values).lastrowid
        for table, children in rows.children.items():
            if children:
                columns = ", ?" * len(children[0]) + _LATER.get(table, "")
                self.run_many(f"INSERT INTO {table} VALUES (?{columns})", ((doc, *child) for child in children))

    def add_findings(self, findings: Iterable[Row]) -> None:
        """Put in rows of the table `finding`."""
        self.run_many("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", findings)

    def volumes(self) -> list[str]:
        """The volumes that have documents, in the order of their ids."""
        return [row[0] for row in self.rows("SELECT DISTINCT volume FROM document ORDER BY volume")]

    def volumes_of(self, paths: Iterable[str]) -> set[str]:
        """The volumes of what was read from these files."""
        return {row[0] for path in paths for row in self.rows(_VOLUMES_OF, (path,))}

    def tally(self) -> None:
        """Let the database look what its tables hold, so that it knows which index serves a question best."""
        self.run("PRAGMA analysis_limit = 1000")
        self.run("ANALYZE")

    def get(self, key: str) -> str | None:
        """What was kept under that name."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    def kept(self) -> dict[str, str]:
        """All that was kept under a name."""
        return self.pairs("SELECT key, value FROM meta")

    def drop_findings(self, stage: str) -> None:
        self.run("DELETE FROM finding WHERE stage = ?", (stage,))

    def has_findings(self, stage: str) -> bool:
        return bool(self.rows("SELECT 1 FROM finding WHERE stage = ? LIMIT 1", (stage,)))

    def put(self, key: str, value: str) -> None:
        """Keep a value under a name."""
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
