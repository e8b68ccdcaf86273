"""Puts the documents of each volume in order: their ids, their places, the printed pages on which they begin and end, the days near them,
and the lines that run through the volume: a channel, what two wrote to each other."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel import ids
from backchannel.edition.store import record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.store import Store

_NEIGHBOURS = 8
"""Documents at most between one without a day and the next that states one."""


def arrange(store: Store, volumes: Iterable[str] | None = None) -> None:
    """Give each document of these volumes (of all, if none are named) its id, its place, its pages, the days near it, and its lines.

    Two texts that claim one number stay two documents: the first by path is `d44`, the next `d44-2`. What is as it was is left alone.
    """
    for volume in store.volumes() if volumes is None else volumes:
        documents = [
            record_of(ArrangedDocument, row, breaks=record_of(BreakRange, row), place=_arrangement(row))
            for row in store.rows(_DOCUMENTS, (volume,))
        ]
        moved = [(place, document.doc) for place, document in zip(places(documents), documents, strict=True) if place != document.place]
        store.run_many("UPDATE document SET id = NULL WHERE doc = ?", ((doc,) for _, doc in moved))
        store.run_many(_PLACE, ((*place, doc) for place, doc in moved))
        store.run(_NO_LINES, (volume,))
        store.run(_LINES, (volume,))


def _arrangement(row: Any) -> Arrangement:
    """The place that a document has so far; its id's last part has a name of its own there, for the documents' one may be new."""
    return record_of(Arrangement, row, local=row["placed_local"])


class Arrangement(NamedTuple):
    """What arranging gives a document; the columns of `document` that are filled once all are read."""

    id: str | None
    local: str | None
    sequence: int | None
    first_page: str | None
    last_page: str | None
    first_page_from: str | None
    near_first: str | None
    near_last: str | None


class BreakRange(NamedTuple):
    """The page breaks of a document: first and last label, and whether the first stands before any word. `number` is the document's
    number as an integer, or None."""

    number: int | None
    first_break: str | None
    last_break: str | None
    opens_with_break: int


class ArrangedDocument(NamedTuple):
    """A document of a volume, whose documents are given in order: its name there, the day that it states, its page breaks, and the place
    that it has so far."""

    doc: int
    volume: str
    local: str
    day: str | None
    breaks: BreakRange
    place: Arrangement


class PageRange(NamedTuple):
    """On which printed pages a document begins and ends, and what says so."""

    first: str | None
    last: str | None
    evidence: str | None


def places(documents: Sequence[ArrangedDocument]) -> Iterator[Arrangement]:
    """The place of each document of a volume."""
    days = [(sequence, document.day) for sequence, document in enumerate(documents, 1) if document.day]
    paged = paginate([document.breaks for document in documents])
    for sequence, (document, pages) in enumerate(zip(documents, paged, strict=True), 1):
        near = (None, None) if document.day else _near(sequence, days)
        yield Arrangement(f"{document.volume}/{document.local}", document.local, sequence, *pages, *near)


def _near(sequence: int, days: list[tuple[int, str]]) -> tuple[str | None, str | None]:
    """The days of the nearest documents before and after a place that state theirs, if they are few documents away."""
    at = bisect_left(days, (sequence, ""))
    if not 0 < at < len(days):
        return None, None
    (before, first), (after, last) = days[at - 1], days[at]
    return (first, last) if sequence - before <= _NEIGHBOURS and after - sequence <= _NEIGHBOURS else (None, None)


def paginate(documents: Iterable[BreakRange]) -> Iterator[PageRange]:
    """The pages of a volume's documents, given in order.

    1. a page break before the first word    the document begins on that page: `printed`
    2. a page break further on               it begins on the page before: `next-break`
    3. no page break                         it stands on one page, the one where the document before it ends, if the document
                                             after it begins there too: `neighbours`; else the page is not known
    """
    stated = [(document, _by_breaks(document)) for document in documents]
    for before, (document, pages), after in zip([None, *stated], stated, [*stated[1:], None], strict=False):
        yield pages if pages.first else _between(before, document, after)


_Stated = tuple[BreakRange, PageRange]


def _by_breaks(document: BreakRange) -> PageRange:
    if document.first_break is None:
        return PageRange(None, None, None)
    if document.opens_with_break:
        return PageRange(document.first_break, document.last_break, "printed")
    first = page_before(document.first_break)
    return PageRange(first, document.last_break, "next-break" if first else None)


def _between(before: _Stated | None, document: BreakRange, after: _Stated | None) -> PageRange:
    """Rule 3. Only neighbours by number count: with a document missing between them, its pages are missing too."""
    if before and after and document.number is not None:
        contiguous = before[0].number == document.number - 1 and after[0].number == document.number + 1
        if contiguous and before[1].last and before[1].last == after[1].first:
            return PageRange(before[1].last, before[1].last, "neighbours")
    return PageRange(None, None, None)


def page_before(page: str) -> str | None:
    """The page before: of `248` it is `247`, of `xiv` `xiii`; of the first there is none."""
    if page.isdecimal():
        return str(int(page) - 1) if int(page) > 1 else None
    value = ids.roman(page)
    return (ids.to_roman(value - 1).upper() if page.isupper() else ids.to_roman(value - 1)) if value and value > 1 else None


_DOCUMENTS = """
SELECT doc, volume, claim || CASE twin WHEN 1 THEN '' ELSE '-' || twin END AS local,
  CASE WHEN stated AND substr(earliest, 1, 10) = substr(latest, 1, 10) AND earliest NOT LIKE 'X%' THEN substr(earliest, 1, 10) END AS day,
  CASE WHEN claim GLOB 'd[0-9]*' THEN CAST(substr(claim, 2) AS INTEGER) END AS number, first_break, last_break, opens_with_break,
  id, local AS placed_local, sequence, first_page, last_page, first_page_from, near_first, near_last
FROM (SELECT *, row_number() OVER (PARTITION BY claim ORDER BY path) AS twin FROM document WHERE volume = ?) ORDER BY sort, path
"""

_PLACE = """
UPDATE document SET id = ?, local = ?, sequence = ?, first_page = ?, last_page = ?, first_page_from = ?, near_first = ?, near_last = ?
WHERE doc = ?
"""

_NO_LINES = "DELETE FROM neighbor WHERE doc IN (SELECT doc FROM document WHERE volume = ?)"

_LINES = """
INSERT INTO neighbor (doc, kind, name, previous, following) SELECT doc, kind, name, lag(doc) OVER along, lead(doc) OVER along FROM (
  SELECT doc, sequence, 'volume' AS kind, '' AS name FROM document WHERE volume = ?1
  UNION ALL
  SELECT d.doc, d.sequence, 'channel', m.channel
  FROM document d JOIN numbering m ON m.doc = d.doc WHERE d.volume = ?1 AND m.ordinal = 1 AND m.channel <> ''
  UNION ALL
  SELECT d.doc, d.sequence, 'pair', min(c.short) || ' and ' || max(c.short)
  FROM document d JOIN correspondent c ON c.doc = d.doc WHERE d.volume = ?1
  GROUP BY d.doc HAVING count(*) = 2 AND count(DISTINCT c.role) = 2 AND count(DISTINCT c.short) = 2)
WINDOW along AS (PARTITION BY kind, name ORDER BY sequence)
"""
