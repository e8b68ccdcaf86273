"""Insert rows and make records by the names of columns, never by their order."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

Record = TypeVar("Record", bound=NamedTuple)


def new_record(kind: type[Record]) -> Callable[..., Record]:
    """Return the constructor of a record, for the type checker, which knows only that it is some named tuple."""
    return kind


@cache
def insertion(table: str, columns: tuple[str, ...], on_conflict: str = "") -> str:
    """Write the statement that inserts a row by the names of its columns; `on_conflict` is `OR IGNORE` or `OR REPLACE`.

    This is the only place that writes `VALUES`: a column that is added to the schema, or moved in it, can't shift the others.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT {on_conflict} INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


def record_of(kind: type[Record], row: sqlite3.Row, **given: Any) -> Record:
    """Make a record from the columns of a row that have the names of its fields, and from values `given` by name.

    This is slower than `Store.records`. Use it for rows that have other columns as well.
    """
    values = {field: row[field] for field in kind._fields if field not in given}
    return new_record(kind)(**values, **given)


def json_tuple(words: str | None) -> tuple[Any, ...]:
    """Decode a column that holds a JSON list, or NULL for an empty one."""
    return tuple(json.loads(words)) if words else ()
