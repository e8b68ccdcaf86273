"""Looks over the whole edition: what it counts, and what only the whole can show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.store import Store


class Counts(NamedTuple):
    """How much an edition holds. `pages` counts printed page breaks; references by status, findings by severity."""

    documents: int
    pages: int
    notes: int
    references: dict[str, int]
    findings: dict[str, int]


def counts(store: Store) -> Counts:
    return Counts(
        documents=_size(store, "document"),
        pages=_size(store, "page"),
        notes=_size(store, "note"),
        references=dict(map(tuple, store.rows("SELECT status, count(*) FROM reference WHERE status IS NOT NULL GROUP BY 1 ORDER BY 1"))),
        findings=dict(map(tuple, store.rows("SELECT severity, count(*) FROM finding GROUP BY 1 ORDER BY 1"))),
    )


def _size(store: Store, table: str) -> int:
    return int(store.rows(f"SELECT count(*) FROM {table}")[0][0])


class Standing(NamedTuple):
    """A document among its neighbours: its number as an integer (None if it has none), and its printed pages."""

    doc: int
    volume: str
    id: str
    path: str
    claim: str
    number: int | None
    first_page: str | None
    last_page: str | None


def standings(store: Store) -> Iterator[Standing]:
    """All documents, volume by volume, in their order."""
    return (Standing(*row) for row in store.stream(_STANDINGS))


class FoundAt(NamedTuple):
    """A finding and the file that it was made in."""

    path: str
    line: int
    column: int
    severity: str
    rule: str
    message: str
    start: int
    end: int


def findings(store: Store) -> Iterator[FoundAt]:
    """All findings, by place."""
    return (FoundAt(*row) for row in store.stream(_FINDINGS))


_STANDINGS = """
SELECT doc, volume, id, path, claim, CASE WHEN claim GLOB 'd[0-9]*' THEN CAST(substr(claim, 2) AS INTEGER) END, first_page, last_page
FROM document ORDER BY volume, sequence
"""

_FINDINGS = """
SELECT path, line, "column", severity, rule, message, start, end FROM finding ORDER BY path, line, "column", rule, end, message
"""
