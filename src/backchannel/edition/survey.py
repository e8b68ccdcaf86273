"""Looks over the whole edition: its documents in their order, and what was found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.store import Store


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


def standings(store: Store, volume: str) -> list[Standing]:
    """All documents of a volume, in their order."""
    return [Standing(*row) for row in store.rows(_STANDINGS, (volume,))]


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


def findings(store: Store, severity: str | None = None) -> Iterator[FoundAt]:
    """All findings, or those of a severity, by place."""
    return (FoundAt(*row) for row in store.stream(_FINDINGS, (severity,)))


_STANDINGS = """
SELECT doc, volume, id, path, claim, CASE WHEN claim GLOB 'd[0-9]*' THEN CAST(substr(claim, 2) AS INTEGER) END, first_page, last_page
FROM document WHERE volume = ? ORDER BY sequence
"""

_FINDINGS = """
SELECT path, line, "column", severity, rule, message, start, end FROM finding WHERE severity = coalesce(?, severity)
ORDER BY path, line, "column", rule, end, message
"""
