"""Arrange the documents of each volume: give each its id, its position, its first and last printed page, the days near it, its date as
the order limits it, and its neighbors in the volume, in its channel and in the letters of its two correspondents."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel import dates, ids
from backchannel.edition.linking.date_order import DateInOrder, limit_dates
from backchannel.edition.named_rows import record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.store import Store

_NEAREST = 8
"""Maximum distance from a document without a day to the nearest document that states one."""


def arrange(store: Store, volumes: Iterable[str] | None = None) -> None:
    """Arrange the documents of these volumes; of all, if none are named.

    Two texts with the same number stay two documents: the first by path is `d44`, the next `d44-2`. Documents that did not move are not
    written.
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
    """Return the arrangement that a document has so far. Its column `local` is called `placed_local`, because `local` may be new."""
    return record_of(Arrangement, row, local=row["placed_local"])


class Arrangement(NamedTuple):
    """The columns of `document` that are filled in once all documents are read."""

    id: str | None
    local: str | None
    sequence: int | None
    first_page: str | None
    last_page: str | None
    first_page_from: str | None
    near_first: str | None
    near_last: str | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    date_order: str | None


class BreakRange(NamedTuple):
    """The page breaks of a document: the first and last label, and whether the first comes before any word. `number` is the document's
    number as an integer, or None."""

    number: int | None
    first_break: str | None
    last_break: str | None
    opens_with_break: int


class ArrangedDocument(NamedTuple):
    """A document of a volume: its name there, the day that it states, the date that its text gives and whether it is open to what the order
    shows, its page breaks, and the arrangement that it has so far."""

    doc: int
    volume: str
    local: str
    day: str | None
    own_edtf: str | None
    date_is_open: int
    breaks: BreakRange
    place: Arrangement


class PageRange(NamedTuple):
    """The printed pages on which a document begins and ends, and the evidence for them."""

    first: str | None
    last: str | None
    evidence: str | None


def places(documents: Sequence[ArrangedDocument]) -> Iterator[Arrangement]:
    """Yield the arrangement of each document of a volume, which are given in order."""
    days = [(sequence, document.day) for sequence, document in enumerate(documents, 1) if document.day]
    paged = paginate([document.breaks for document in documents])
    limited = limit_dates([_in_order(sequence, document) for sequence, document in enumerate(documents, 1) if document.breaks.number])
    for sequence, (document, pages) in enumerate(zip(documents, paged, strict=True), 1):
        near = (None, None) if document.day else _near(sequence, days)
        found = limited.get(sequence)
        edtf = found.edtf if found else document.own_edtf
        dated = (edtf, *(dates.bounds(edtf) if edtf else (None, None)), found.order.model_dump_json() if found else None)
        yield Arrangement(f"{document.volume}/{document.local}", document.local, sequence, *pages, *near, *dated)


def _in_order(sequence: int, document: ArrangedDocument) -> DateInOrder:
    id = f"{document.volume}/{document.local}"
    return DateInOrder(sequence, id, document.day, document.own_edtf, bool(document.date_is_open))


def _near(sequence: int, days: list[tuple[int, str]]) -> tuple[str | None, str | None]:
    """Return the days of the nearest documents before and after a position that state theirs, if they are close enough."""
    at = bisect_left(days, (sequence, ""))
    if not 0 < at < len(days):
        return None, None
    (before, first), (after, last) = days[at - 1], days[at]
    return (first, last) if sequence - before <= _NEAREST and after - sequence <= _NEAREST else (None, None)


def paginate(documents: Iterable[BreakRange]) -> Iterator[PageRange]:
    """Yield the pages of a volume's documents, which are given in order.

    1. a page break before the first word    the document begins on that page: `printed`
    2. a page break further on               it begins on the page before: `next-break`
    3. no page break                         it is on one page; if each page up to the next known one needs a document, and one position
                                             is left for each, they decide: `neighbors`; otherwise the page is unknown
    """
    run: list[BreakRange] = []
    before: _Stated | None = None
    for document in documents:
        if (pages := _by_breaks(document)).first is None:
            run.append(document)
            continue
        yield from _between(before, run, (document, pages))
        yield pages
        before, run = (document, pages), []
    yield from _between(before, run, None)


_Stated = tuple[BreakRange, PageRange]
_UNKNOWN = PageRange(None, None, None)


def _by_breaks(document: BreakRange) -> PageRange:
    if document.first_break is None:
        return _UNKNOWN
    if document.opens_with_break:
        return PageRange(document.first_break, document.last_break, "printed")
    first = page_before(document.first_break)
    return PageRange(first, document.last_break, "next-break" if first else None)


def _between(before: _Stated | None, run: Sequence[BreakRange], after: _Stated | None) -> Iterator[PageRange]:
    """Apply rule 3 to the documents between two whose pages are known. Only consecutive numbers count: if a document is missing in between,
    its pages are missing too.

    1. from 6 to 6, two documents      both on page 6
    2. from 18 to 20, one document     on page 19, or that page would be empty
    3. from 6 to 7, one document       on page 6 or 7: unknown
    """
    last, first = _page_between(before and before[1].last), _page_between(after and after[1].first)
    known = [before and before[0].number, *(document.number for document in run), after and after[0].number]
    if last is None or first is None or any(a is None or a + 1 != b for a, b in pairwise(known)):
        yield from (_UNKNOWN for _ in run)
        return
    for position in range(1, len(run) + 1):
        lowest, highest = max(last, first - 1 - (len(run) - position)), min(first, last + position)
        yield PageRange(str(lowest), str(lowest), "neighbors") if lowest == highest else _UNKNOWN


def _page_between(page: str | None) -> int | None:
    return int(page) if page and page.isdecimal() else None


def page_before(page: str) -> str | None:
    """Return the page before: `247` for `248`, `xiii` for `xiv`, None for the first."""
    if page.isdecimal():
        return str(int(page) - 1) if int(page) > 1 else None
    value = ids.roman(page)
    return (ids.to_roman(value - 1).upper() if page.isupper() else ids.to_roman(value - 1)) if value and value > 1 else None


_DOCUMENTS = """
SELECT doc, volume, claim || CASE twin WHEN 1 THEN '' ELSE '-' || twin END AS local,
  own_edtf, NOT coalesce(stated, 0) AND coalesce(kind, '') <> 'editorial note' AND coalesce(own_edtf, '/') LIKE '%/%' AS date_is_open,
  CASE WHEN stated AND substr(earliest, 1, 10) = substr(latest, 1, 10) AND earliest NOT LIKE 'X%' THEN substr(earliest, 1, 10) END AS day,
  CASE WHEN claim GLOB 'd[0-9]*' THEN CAST(substr(claim, 2) AS INTEGER) END AS number, first_break, last_break, opens_with_break,
  id, local AS placed_local, sequence, first_page, last_page, first_page_from, near_first, near_last,
  edtf, earliest, latest, date_order
FROM (SELECT *, row_number() OVER (PARTITION BY claim ORDER BY path, part) AS twin FROM document WHERE volume = ?) ORDER BY sort, path, part
"""

_PLACE = """
UPDATE document SET id = ?, local = ?, sequence = ?, first_page = ?, last_page = ?, first_page_from = ?, near_first = ?, near_last = ?,
  edtf = ?, earliest = ?, latest = ?, date_order = ?
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
  FROM document d JOIN correspondent c ON c.doc = d.doc AND c.role <> 'present' WHERE d.volume = ?1
  GROUP BY d.doc HAVING count(*) = 2 AND count(DISTINCT c.role) = 2 AND count(DISTINCT c.short) = 2)
WINDOW along AS (PARTITION BY kind, name ORDER BY sequence)
"""
