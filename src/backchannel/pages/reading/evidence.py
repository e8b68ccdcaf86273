"""Say why words are evidence of a date, if the words alone do not show it: `“President Kennedy” (while in office)`; and what the order of
the volume shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.words import amount

if TYPE_CHECKING:
    from backchannel.pages.components.addresses import Linker
    from backchannel.records import DateOrder, NeighborDay

_WHY = {
    "office": "while in office",
    "office-in-text": "who was in office by then",
    "signature": "while he signed for the Department",
    "post": "while head of that post",
    "body": "while that body or publication existed",
    "collection": "while that file was kept",
    "file-period": "while that file was kept",
    "file-date": "the day of filing, give or take two days",
    "file-retired": "the year in which the file was retired",
    "past-day": "mentioned as past",
    "past-year": "mentioned as past",
    "paper-in-note": "a document that the text mentions",
    "day-ahead": "mentioned as still to come",
    "dateline-day": "the year follows from the other evidence",
    "message-date": "the year follows from the other evidence",
    "reception": "the day follows from the date",
}


def why(rule: str) -> str:
    """Return the reason for a rule: ` (while in office)` for `office`; empty for words that show it themselves."""
    return f" ({_WHY[rule]})" if rule in _WHY else ""


def period_evidence(days: str) -> str:
    """Say which period a volume covers: `the volume covers October 1972–January 1973`."""
    first, _, last = days.partition("/")
    return f"the volume has no document after {date_words(last)}" if first == ".." else f"the volume covers {date_words(days)}"


def order_evidence(order: DateOrder, linker: Linker) -> list[Inline]:
    """Say between which documents a document is printed, and how many neighbors of the volume are in order of date."""
    before, after = (_neighbor(day, linker, margin) for day, margin in ((order.before, "less"), (order.after, "plus")))
    return [*before, Inline(" comes before it and "), *after, Inline(f" after it. {_measured(order)}")]


def _neighbor(day: NeighborDay, linker: Linker, margin: str) -> list[Inline]:
    number = day.document.partition("/")[2].removeprefix("d")
    allowed = f", {margin} {amount(day.margin, 'day')}" if day.margin else ""
    return [Inline(f"Document {number}", linker.document(day.document)), Inline(f" ({date_words(day.day)}{allowed})")]


def _measured(order: DateOrder) -> str:
    how_many = f"{order.share} of 100 neighboring documents" if order.share < 100 else "All neighboring documents"
    measured = f"{how_many} with stated dates in this volume are in order of date."
    return f"{measured} The other evidence excludes these days, so the date includes both." if order.disputed else measured
