"""Write dates in words, in American order, as readers of the series expect them: `December 3–13, 1972`.

A bound that is a minute is never written as if it were the time of the message: `by December 7, 1972, 1123Z`.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)Z)?$")
_PART = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)Z)?)?)?$")
_OPEN = ".."
_OF_DAY = len("1972-12-07")


class _Style(NamedTuple):
    """How the parts of a date are written: the names of the months, and whether a year is given where the date doesn't need it."""

    months: Sequence[str]
    year: bool
    short: bool = False


_LONG = _Style(tuple(month_name), year=True)


class _End(NamedTuple):
    """A date or an end of an interval, as far as it is known: `time` is `1123Z` or empty; `day` and `month` may be 0."""

    year: str
    month: int = 0
    day: int = 0
    time: str = ""

    @property
    def date(self) -> tuple[str, int, int]:
        return self.year, self.month, self.day

    @property
    def is_last_of_month(self) -> bool:
        return self.year.isdecimal() and self.day == monthrange(int(self.year), self.month)[1]


@lru_cache(4096)
def date_words(edtf: str) -> str:
    """Write an EDTF date or interval in words that may stand in a sentence.

    1. `1972-12-06`                           December 6, 1972
       `1972-12-06T22:15Z`                    December 6, 1972, 2215Z
       `XXXX-12-07T11:23Z`                    December 7, 1123Z
    2. `../1972-12-07T11:23Z`                 by December 7, 1972, 1123Z
       `1972-12-07/..`                        December 7, 1972, or later
       `1972-12-03T11:23Z/..`                 after December 3, 1972, 1123Z
    3. `1972-12-03/1972-12-13`, and others    as in the table of forms
    """
    return _in_words(edtf, _LONG)


@lru_cache(4096)
def short_date(edtf: str, *, year: bool) -> str:
    """Write a date beside a ladder, where there is little room: `Dec 7, 1123Z`, `Dec 3–7`. An interval has only days. `year` adds a year
    that the figure does not show."""
    return _in_words(edtf, _Style(tuple(month_abbr), year=year, short=True))


def day_and_month(day: str) -> str:
    """Write a day without its year: `1972-12-07` is `Dec 7`."""
    return f"{month_abbr[int(day[5:7])]} {int(day[8:10])}"


def month_words(day: str) -> str:
    """Write the month of a day: `December 1972`."""
    return f"{month_name[int(day[5:7])]} {day[:4]}"


def period_words(first: str | None, last: str | None) -> str:
    """Write a period whose ends are days, months or years, as far as known: `January 20, 1970, to May 1973`, `until 1969`."""
    begun, ended = (date_words(end) if end else "" for end in (first, last))
    if begun and ended:
        return begun if begun == ended else f"{begun}{_comma(begun)} to {ended}"
    return f"from {begun}" if begun else f"until {ended}" if ended else ""


def datetime_value(edtf: str) -> str | None:
    """Return the `datetime` attribute of a `time` element: a day or minute; None for an interval."""
    return edtf if _DAY.match(edtf) and not edtf.startswith("X") else None


def _in_words(edtf: str, style: _Style) -> str:
    first, interval, last = edtf.partition("/")
    if style.short and interval and first != last:
        first, last = first[:_OF_DAY], last[:_OF_DAY]
    one, other = (_end(end) for end in (first, last or first))
    if first == _OPEN:
        return f"by {_written(other, style)}" if other else edtf
    if one is None or (other is None and last != _OPEN):
        return f"{first} to {last}" if interval else edtf
    if other is None:
        words = _written(one, style)
        return f"after {words}" if one.time else f"{words}{_comma(words)} or later"
    if one == other:
        return _written(one, style)
    form = next(form for form in _FORMS if form.fits(one, other))
    return (form.short if style.short and form.short else form.long).format(**_parts(one, other, style))


def _end(edtf: str) -> _End | None:
    match = _PART.match(edtf)
    if not match:
        return None
    time = f"{match['hour']}{match['minute']}Z" if match["hour"] else ""
    return _End(match["year"], int(match["month"] or 0), int(match["day"] or 0), time)


def _written(end: _End, style: _Style) -> str:
    """Write a moment: `December 6, 1972, 2215Z`, `Dec 6`; a month or a year alone always with its year."""
    known = end.year.isdecimal()
    if not end.day:
        return " ".join(part for part in (style.months[end.month], end.year if known else "") if part)
    words = f"{style.months[end.month]} {end.day}"
    return ", ".join(part for part in (words, end.year if known and style.year else "", end.time) if part)


def _comma(words: str) -> str:
    """Return the comma after a date that ends with the year after a day: `December 7, 1972, or later`."""
    return "," if "," in words else ""


def _parts(one: _End, other: _End, style: _Style) -> dict[str, str]:
    """Return the parts that the forms are made of; `year` is empty, or a comma and the year."""
    day1, day2 = one._replace(time=""), other._replace(time="")
    return {
        "one": _written(one, style),
        "other": _written(other, style),
        "day1": _written(day1, style),
        "day2": _written(day2, style),
        "time1": one.time,
        "time2": other.time,
        "month1": style.months[one.month],
        "month2": style.months[other.month],
        "n1": str(one.day),
        "n2": str(other.day),
        "year1": one.year,
        "year2": other.year,
        "year": f", {other.year}" if style.year and other.year.isdecimal() else "",
    }


class _Form(NamedTuple):
    """The words for an interval whose ends fit; `short` are those beside a ladder, where they differ."""

    fits: Callable[[_End, _End], bool]
    long: str
    short: str = ""


def _is_month_to_month(one: _End, other: _End) -> bool:
    return one.day == 1 and other.is_last_of_month and not one.time + other.time


_FORMS = (
    # December 7, 1972, between 0110Z and 1123Z
    _Form(lambda a, b: bool(a.time and b.time) and a.date == b.date, "{day1}, between {time1} and {time2}"),
    # between December 3, 1972, 1123Z, and December 7, 1972, 0110Z
    _Form(lambda a, b: bool(a.time and b.time), "between {one}, and {other}"),
    # December 7, 1972, by 1123Z · by December 7, 1972, 1123Z: the minute is the evidence, the other day that of a journey or folder
    _Form(lambda a, b: bool(b.time) and a.date == b.date, "{day1}, by {time2}"),
    _Form(lambda a, b: bool(b.time), "by {other}"),
    # December 3, 1972, after 1123Z · after December 3, 1972, 1123Z
    _Form(lambda a, b: bool(a.time) and a.date == b.date, "{day1}, after {time1}"),
    _Form(lambda a, b: bool(a.time), "after {one}"),
    # December 1972–May 1973 · 1969–1974
    _Form(lambda a, b: not a.day or not b.day, "{one}–{other}"),
    # 1972
    _Form(lambda a, b: a.year == b.year and a.month == 1 and b.month == 12 and _is_month_to_month(a, b), "{year1}"),
    # 1967–1973
    _Form(lambda a, b: a.month == 1 and b.month == 12 and _is_month_to_month(a, b), "{year1}–{year2}"),
    # between January 20, 1969, and August 9, 1974
    _Form(lambda a, b: _years(a, b) > 1, "between {one}, and {other}", "{year1}–{year2}"),
    # December 1972 · November–December 1972 · November 1972–January 1973
    _Form(lambda a, b: a.date[:2] == b.date[:2] and _is_month_to_month(a, b), "{month1} {year1}"),
    _Form(lambda a, b: a.year == b.year and _is_month_to_month(a, b), "{month1}–{month2} {year1}"),
    _Form(_is_month_to_month, "{month1} {year1}–{month2} {year2}"),
    # December 3–13, 1972 · November 30–December 2, 1972 · December 30, 1972–January 2, 1973
    _Form(lambda a, b: a.date[:2] == b.date[:2], "{month1} {n1}–{n2}{year}"),
    _Form(lambda a, b: a.year == b.year, "{month1} {n1}–{month2} {n2}{year}"),
    _Form(lambda _, __: True, "{month1} {n1}, {year1}–{month2} {n2}{year}"),
)
"""The forms of an interval. The first that fits is written."""


def _years(one: _End, other: _End) -> int:
    """Return the number of years between two dates; 0 if one has no year."""
    return int(other.year) - int(one.year) if one.year.isdecimal() and other.year.isdecimal() else 0
