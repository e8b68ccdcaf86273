"""Build the histogram of the front page: how many documents the edition has of each month, or of each year or decade if it spans many.

Only documents whose date is within one month, or year, are drawn. Each bar links to the documents: in the chronology of the only volume
that has some, or else in the list of dates of the whole edition.
"""

from __future__ import annotations

from calendar import month_abbr, month_name
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.queries.front import PeriodCount
    from backchannel.pages.components.addresses import Linker

DATES = "dates"
"""The page that lists the dates of the whole edition."""
_MOST = 36
"""The most bars of a histogram."""
_WIDTH = 32
"""Pixels of a bar with the space beside it, on a screen that the histogram does not fit: a target large enough to tap."""
_HEIGHT = 120
"""Pixels of the highest bar."""
_FILLED, _WIDEST = 0.72, 9.0
"""How much of its column a bar fills, and its greatest width in percent of the histogram."""
_ABOVE = 20
"""Pixels for the number above a bar."""


class DateBar(NamedTuple):
    """A bar: what it says, its link, its left edge, its middle and its width in percent, and the left edge of the column that is clicked.
    The parts of stated and of inferred dates have their tops and heights in pixels; `number` is above them."""

    title: str
    href: str
    x: str
    middle: str
    width: str
    column: str
    top: int
    inferred: int
    stated_top: int
    stated: int
    number: str


class DateTick(NamedTuple):
    """The words under a bar, and in the line below them the year that begins there."""

    x: str
    label: str
    group: str


class DateHistogram(NamedTuple):
    """A histogram: what its bars are (`month`), its least width in pixels, the width of a column in percent, in pixels its height, its axis
    and the two lines of words under it, and its bars. `rest` says how many documents it leaves out."""

    unit: str
    width: int
    column: str
    height: int
    base: int
    label: int
    group: int
    bars: list[DateBar]
    ticks: list[DateTick]
    rest: str


class _Scale(NamedTuple):
    """A unit of the histogram, and how many months it has."""

    unit: str
    months: int


class _Drawing(NamedTuple):
    """A unit, and the counts of each bar by its position."""

    scale: _Scale
    bars: dict[int, list[PeriodCount]]


_SCALES = (_Scale("month", 1), _Scale("year", 12), _Scale("decade", 120), _Scale("century", 1200), _Scale("millennium", 12_000))


def date_histogram(linker: Linker, counts: Sequence[PeriodCount], documents: int) -> DateHistogram | None:
    """Draw the documents by month; None if no date is certain to a month or year. `documents` is how many the edition has."""
    if not counts:
        return None
    drawings = (_Drawing(scale, _by_slot(scale, counts)) for scale in _SCALES)
    scale, found = next(drawing for drawing in drawings if drawing.bars and max(drawing.bars) - min(drawing.bars) < _MOST)
    slots = range(min(found), max(found) + 1)
    highest = max(sum(count.stated + count.inferred for count in group) for group in found.values())
    base = _ABOVE + _HEIGHT
    drawn = sum(count.stated + count.inferred for group in found.values() for count in group)
    return DateHistogram(
        scale.unit,
        len(slots) * _WIDTH,
        _percent(100 / len(slots)),
        base + 40,
        base,
        base + 16,
        base + 33,
        [_bar(linker, scale, slot, slots, group, highest) for slot, group in sorted(found.items())],
        list(_ticks(scale, slots)),
        _rest(documents - drawn, scale.unit),
    )


def _by_slot(scale: _Scale, counts: Iterable[PeriodCount]) -> dict[int, list[PeriodCount]]:
    """Group counts by the bar that has them: the number of their month, or of their year, from the year 0. Where bars are months, a year
    has none."""
    found: dict[int, list[PeriodCount]] = {}
    for count in counts:
        year, _, month = count.period.partition("-")
        if month or scale.months > 1:
            found.setdefault((int(year) * 12 + int(month or 1) - 1) // scale.months, []).append(count)
    return found


def _bar(linker: Linker, scale: _Scale, slot: int, slots: range, group: Sequence[PeriodCount], highest: int) -> DateBar:
    stated, inferred = sum(count.stated for count in group), sum(count.inferred for count in group)
    share = 100 / len(slots)
    left = (slot - slots.start) * share
    width = min(share * _FILLED, _WIDEST)
    low, high = (round(_HEIGHT * number / highest) for number in (stated, stated + inferred))
    base = _ABOVE + _HEIGHT
    high = max(high, 2)
    return DateBar(
        title=f"{_name(scale, slot)}: {counted(stated, inferred)}",
        href=_href(linker, scale, group),
        x=_percent(left + (share - width) / 2),
        middle=_percent(left + share / 2),
        width=_percent(width),
        column=_percent(left),
        top=base - high,
        inferred=high - low,
        stated_top=base - low,
        stated=low,
        number=f"{stated + inferred:,}",
    )


def counted(stated: int, inferred: int) -> str:
    """Count documents by how their dates are known: `12 documents, 3 of them with an inferred date`."""
    words = amount(stated + inferred, "document")
    if not inferred:
        return words
    return f"{words}, {inferred:,} of them with an inferred date" if stated else f"{words} with an inferred date"


def _href(linker: Linker, scale: _Scale, group: Sequence[PeriodCount]) -> str:
    """Link a month of one volume to its chronology, all else to the list of dates."""
    volumes = {count.volume for count in group}
    if scale.months == 1 and len(volumes) == 1:
        return linker.page(page_path("chronology", volumes.pop()), f"m-{group[0].period}")
    first = min(count.period for count in group)
    return linker.page(page_path(DATES), f"m-{first}" if scale.months == 1 else f"y-{first[:4]}")


def _name(scale: _Scale, slot: int) -> str:
    year, month = divmod(slot, 12)
    return {
        "month": f"{month_name[month + 1]} {year}",
        "year": f"{slot}",
        "decade": f"{slot * 10}s",
        "century": f"{slot * 100}–{slot * 100 + 99}",
        "millennium": f"{slot * 1000}–{slot * 1000 + 999}",
    }[scale.unit]


def _ticks(scale: _Scale, slots: range) -> Iterator[DateTick]:
    share = 100 / len(slots)
    for slot in slots:
        x = _percent((slot - slots.start + 0.5) * share)
        if scale.unit == "month":
            year, month = divmod(slot, 12)
            yield DateTick(x, month_abbr[month + 1], str(year) if month == 0 or slot == slots.start else "")
        else:
            yield DateTick(x, _name(scale, slot), "")


def _rest(number: int, unit: str) -> str:
    left = amount(number, "document")
    return f"Not shown: {left} whose {unit} is not certain." if number else ""


def _percent(number: float) -> str:
    return f"{number:.2f}%"
