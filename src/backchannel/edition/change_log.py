"""Log what an edit changes in the store, row by row, so that only what depends on it is done again.

While the store is watched, triggers copy each inserted and deleted row to a temporary table `log_TABLE`, with the sign 1 or -1. A view
`TABLE_change` adds the signs up: a row that was deleted and inserted again unchanged cancels out, and the rest is the change.

The schema decides what is watched: every column of every table, except for those that `EXEMPT` and `UNWATCHED` name with a reason.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.store import Store

_SUMMARIZED = "part of the document's `summary_hash`, which is watched"
_READ_AGAIN = "changes only when its file is read again, which invalidates the document and the pages of its volume"
_SITE = "says what is written of the site, not what pages show"

UNWATCHED: dict[str, str] = {
    "meta": "settings of the store itself; no page shows them",
    "file": "stamps and fingerprints; what changed in the text itself shows in the row of its document",
    "annotation": "the build invalidates the volume of each annotation file that changed",
    "chapter": "`invalidate_chapters` invalidates the chapters that changed, and those that cite what changed",
    "record": _READ_AGAIN,
    "passage": _READ_AGAIN,
    "named": _READ_AGAIN,
    "history": "what it says of a document shows in `named` and `publication`",
    "published": "follows from `history`",
    "published_message": "`load_messages` invalidates the ledgers whose rows change; a row that is new shows only once its message is gone",
    "publication": "`publish` invalidates each document, and the former documents of each volume, whose row changes",
    "bracket": _READ_AGAIN,
    "correspondent": _SUMMARIZED,
    "page": _SUMMARIZED,
    "note": _SUMMARIZED,
    "marker": _SUMMARIZED,
    "transmission": _SUMMARIZED,
    "invalidated": _SITE,
    "output": _SITE,
    **dict.fromkeys(
        ("searched", "searched_volume", "numbered_place", "term_run", "term", "term_change", "term_range"),
        "`search/` tracks its own changes",
    ),
    "volume_count": "counted from the other tables after each edit; the pages that show it are invalidated with the volume",
}
"""The tables that are not watched, and why."""

EXEMPT: dict[str, dict[str, str]] = {
    "document": {
        "path": "a document keeps its key only as long as it keeps its path",
        "part": "a document keeps its key only as long as it is the same document of its file",
        "start": "shifts with every word inserted before it; only exported data show it",
        "line": "shifts with every line inserted before it; findings have the lines of their own",
        "sequence": "moves only with a document of the same volume that comes, goes or changes its claim",
        "minhash": "shown only by findings of near duplicates, which are watched",
        "near_first": "only linking depends on it, which watches it by `near_change`",
        "near_last": "only linking depends on it, which watches it by `near_change`",
        "claim": _SUMMARIZED,
        "sort": _SUMMARIZED,
        "number": _SUMMARIZED,
        "kind": _SUMMARIZED,
        "title": _SUMMARIZED,
        "place": _SUMMARIZED,
        "written_at": _SUMMARIZED,
        "own_edtf": _SUMMARIZED,
        "subject": _SUMMARIZED,
        "stated": _SUMMARIZED,
        "instant": _SUMMARIZED,
        "received": _SUMMARIZED,
        "apparatus": _SUMMARIZED,
        "first_break": _SUMMARIZED,
        "last_break": _SUMMARIZED,
        "opens_with_break": _SUMMARIZED,
        "opening": _SUMMARIZED,
        "journey": _SUMMARIZED,
        "annotated": _SUMMARIZED,
    },
    "reference": {
        "ordinal": "shifts with every reference inserted before it; `order_change` watches it where the order shows",
        "start": "shifts with every word inserted before it; only the document's own page shows it",
        "end": "shifts with every word inserted before it; only the document's own page shows it",
    },
    "origin": {"classification": _READ_AGAIN, "precedence": _READ_AGAIN},
    "archival_citation": {"anchor": _READ_AGAIN, "quotation": _READ_AGAIN},
    "identification": {
        "ending": "shown only by findings of names to settle, which are watched",
        "candidates": "shown only by findings of names to settle, which are watched",
    },
    "finding": {"part": "says which part of a stage's work to do again; no page shows it"},
}
"""The columns of watched tables that are not watched, and why."""


class NarrowView(NamedTuple):
    """A view of what changed in a few columns of a table, for a reader that depends on these alone."""

    table: str
    columns: tuple[str, ...]


NARROW: dict[str, NarrowView] = {
    "date_change": NarrowView("document", ("path", "earliest", "latest")),
    "home_change": NarrowView("document", ("doc", "volume")),
    "near_change": NarrowView("document", ("doc", "volume", "near_first", "near_last")),
    "order_change": NarrowView("reference", ("doc", "ordinal", "anchor", "words", "quotation", "target_doc", "message")),
    "station_change": NarrowView("journey", ("channel_pair", "key", "place")),
    "part_change": NarrowView("message", ("id", "part")),
    "listed_message_change": NarrowView("message", ("id", "doc", "channel", "number", "serials", "status", "target", "part")),
    "wanted_change": NarrowView("reference", ("doc", "kind", "status", "target", "channel", "number")),
}
"""The narrow views: the days of a document, which decide who held an office; the volume of a document, whose folders the archives count;
the days near an undated one, on which tracing depends; the order of references; the places of journeys, whose clocks documents show; the
parts of the ledger that have messages; what the lists of volumes show of a message, and what the page of all references wanted shows of
one."""

_EVENTS = {"INSERT": ((1, "new"),), "DELETE": ((-1, "old"),), "UPDATE": ((-1, "old"), (1, "new"))}


def watched_columns(store: Store) -> dict[str, tuple[str, ...]]:
    """Return the columns that are watched, by table, as the schema and the exemptions have them."""
    tables = [row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    return {
        table: tuple(column for column in _columns(store, table) if column not in EXEMPT.get(table, {}))
        for table in tables
        if table not in UNWATCHED
    }


@contextmanager
def watched(store: Store) -> Iterator[None]:
    """Log each change of the watched tables. Use it within a transaction."""
    tables = watched_columns(store)
    for table, columns in tables.items():
        _log(store, table)
        _view(store, f"{table}_change", table, columns)
    for name, narrow in NARROW.items():
        _view(store, name, narrow.table, narrow.columns)
    try:
        yield
    finally:
        for name in (*(f"{table}_change" for table in tables), *NARROW):
            store.run(f"DROP VIEW IF EXISTS temp.{name}")
        for table in tables:
            for event in _EVENTS:
                store.run(f"DROP TRIGGER IF EXISTS temp.{table}_{event}")
            store.run(f"DROP TABLE IF EXISTS temp.log_{table}")


def _columns(store: Store, table: str) -> list[str]:
    return [row["name"] for row in store.rows(f"PRAGMA table_info({table})")]


def _log(store: Store, table: str) -> None:
    """Create the log of a table, which has all of its columns, and the triggers that fill it."""
    columns = _columns(store, table)
    names = _listed(columns)
    store.run(f"CREATE TEMP TABLE log_{table} AS SELECT 0 AS sign, {names} FROM {table} WHERE 0")
    for event, noted in _EVENTS.items():
        notes = (f"INSERT INTO log_{table} (sign, {names}) VALUES ({sign}, {_listed(columns, f'{row}.')});" for sign, row in noted)
        store.run(f"CREATE TEMP TRIGGER {table}_{event} AFTER {event} ON main.{table} BEGIN {' '.join(notes)} END")


def _view(store: Store, name: str, table: str, columns: Sequence[str]) -> None:
    """Create the view of what changed in these columns: `sign` is below 0 for what is gone, above 0 for what is new."""
    names = _listed(columns)
    store.run(
        f"CREATE TEMP VIEW {name} AS SELECT {names}, sum(sign) AS sign FROM log_{table} GROUP BY {names} HAVING sum(sign) <> 0",
    )


def _listed(columns: Iterable[str], row: str = "") -> str:
    return ", ".join(f'{row}"{column}"' for column in columns)
