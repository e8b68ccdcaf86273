"""Watches what an edit changes in the store, row by row, so that only what depends on it is worked out again.

The database keeps the log itself: while it is watched, each row that goes or comes is noted beside its table, with -1 or 1. What went and
came again as it was leaves nothing; what is left at the end is the change.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.store import Store

_WATCHED = (
    "document",
    "line",
    "numbering",
    "folder",
    "group_tie",
    "reference",
    "message",
    "step",
    "journey",
    "naming",
    "person",
    "finding",
)


@contextmanager
def watched(store: Store) -> Iterator[None]:
    """Note each change of the tables that pages and links depend on. To be used within a transaction."""
    for table in _WATCHED:
        columns = [row["name"] for row in store.rows(f"PRAGMA table_info({table})")]
        store.run(f"CREATE TEMP TABLE log_{table} AS SELECT 0 AS sign, * FROM {table} WHERE 0")
        for event, noted in (("INSERT", (1, "new")), ("DELETE", (-1, "old")), ("UPDATE", (-1, "old", 1, "new"))):
            notes = [_note(table, noted[n], noted[n + 1], columns) for n in range(0, len(noted), 2)]
            store.run(f"CREATE TEMP TRIGGER {table}_{event} AFTER {event} ON main.{table} BEGIN {' '.join(notes)} END")
    try:
        yield
    finally:
        for table in _WATCHED:
            for event in ("INSERT", "DELETE", "UPDATE"):
                store.run(f"DROP TRIGGER IF EXISTS temp.{table}_{event}")
            store.run(f"DROP TABLE IF EXISTS temp.log_{table}")


def _note(table: str, sign: object, row: object, columns: Sequence[str]) -> str:
    values = ", ".join(f'{row}."{column}"' for column in columns)
    return f"INSERT INTO log_{table} VALUES ({sign}, {values});"


def net(table: str, columns: str) -> str:
    """The query for what changed in a table, looked at in these columns: `sign` is below 0 for what is gone, above for what is new."""
    return f"SELECT {columns}, sum(sign) AS sign FROM log_{table} GROUP BY {columns} HAVING sum(sign) <> 0"


def changed(store: Store, table: str, columns: str) -> list[Any]:
    """What changed in a table, looked at in these columns."""
    return store.rows(net(table, columns))
