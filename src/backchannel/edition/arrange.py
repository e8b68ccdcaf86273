"""Puts the documents of each volume in order: their ids, their places, the printed pages on which they begin and end, and the lines that
run through the volume: a channel, what two wrote to each other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.store import Store


def arrange(store: Store) -> None:
    """Give each document its id, its place in the volume, its pages and its lines.

    Two texts that claim one number stay two documents: the first by path is `d44`, the next `d44-2`.
    """
    store.run("UPDATE document SET id = NULL")
    store.run(_ORDER)
    for _, documents in groupby(store.rows(_BREAKS), key=lambda row: row["volume"]):
        store.run_many(_SET_PAGES, ((p.first, p.last, p.evidence, p.doc) for p in paginate(Breaks(*row) for row in documents)))
    store.run("DELETE FROM line")
    store.run(_LINES)


class Breaks(NamedTuple):
    """The page breaks of one document: first and last label, and whether the first stands before any word. `sequence` is the
    document's place in its volume, `number` its number as an integer, or None."""

    volume: str
    doc: int
    number: int | None
    first: str | None
    last: str | None
    opens: int


class Pages(NamedTuple):
    """On which printed pages a document begins and ends, and what says so."""

    doc: int
    first: str | None
    last: str | None
    evidence: str | None


def paginate(documents: Iterable[Breaks]) -> Iterator[Pages]:
    """The pages of a volume's documents, given in order.

    1. a page break before the first word    the document begins on that page: `printed`
    2. a page break further on               it begins on the page before: `next-break`
    3. no page break                         it stands on one page, the one where the document before it ends, if the document
                                             after it begins there too: `neighbours`; else the page is not known
    """
    stated = [_by_breaks(document) for document in documents]
    for before, (document, pages), after in zip([None, *stated[:-1]], stated, [*stated[1:], None], strict=True):
        yield pages if pages.first else _between(before, document, after)


_Stated = tuple[Breaks, Pages]


def _by_breaks(document: Breaks) -> _Stated:
    if document.first is None:
        return document, Pages(document.doc, None, None, None)
    if document.opens:
        return document, Pages(document.doc, document.first, document.last, "printed")
    first = page_before(document.first)
    return document, Pages(document.doc, first, document.last, "next-break" if first else None)


def _between(before: _Stated | None, document: Breaks, after: _Stated | None) -> Pages:
    """Rule 3. Only neighbours by number count: with a document missing between them, its pages are missing too."""
    if before and after and document.number is not None:
        contiguous = before[0].number == document.number - 1 and after[0].number == document.number + 1
        if contiguous and before[1].last and before[1].last == after[1].first:
            return Pages(document.doc, before[1].last, before[1].last, "neighbours")
    return Pages(document.doc, None, None, None)


def page_before(page: str) -> str | None:
    """The page before: of `248` it is `247`, of `xiv` `xiii`; of the first there is none."""
    if page.isdecimal():
        return str(int(page) - 1) if int(page) > 1 else None
    value = ids.roman(page)
    return (ids.to_roman(value - 1).upper() if page.isupper() else ids.to_roman(value - 1)) if value and value > 1 else None


_ORDER = """
UPDATE document SET local = o.local, sequence = o.sequence, id = document.volume || '/' || o.local
FROM (
  SELECT doc, claim || CASE twin WHEN 1 THEN '' ELSE '-' || twin END AS local, sequence FROM (
    SELECT doc, claim,
      row_number() OVER (PARTITION BY volume, claim ORDER BY path) AS twin,
      row_number() OVER (PARTITION BY volume ORDER BY sort, path) AS sequence
    FROM document)
) AS o WHERE o.doc = document.doc
"""

_BREAKS = """
SELECT volume, doc, CASE WHEN claim GLOB 'd[0-9]*' THEN CAST(substr(claim, 2) AS INTEGER) END, first_break, last_break, opens_with_break
FROM document ORDER BY volume, sequence
"""

_SET_PAGES = "UPDATE document SET first_page = ?, last_page = ?, first_page_from = ? WHERE doc = ?"

_LINES = """
INSERT INTO line SELECT doc, kind, name, lag(doc) OVER along, lead(doc) OVER along FROM (
  SELECT d.doc, d.volume, d.sequence, 'channel' AS kind, m.channel AS name
  FROM document d JOIN numbering m ON m.doc = d.doc WHERE m.ordinal = 1 AND m.channel <> ''
  UNION ALL
  SELECT d.doc, d.volume, d.sequence, 'pair', min(c.short) || ' and ' || max(c.short)
  FROM document d JOIN correspondent c ON c.doc = d.doc
  GROUP BY d.doc HAVING count(*) = 2 AND count(DISTINCT c.role) = 2 AND count(DISTINCT c.short) = 2)
WINDOW along AS (PARTITION BY volume, kind, name ORDER BY sequence)
"""
