"""Infer on which days a document was written, and which day is meant by one that is given without its year."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BEFORE = timedelta(days=150)
"""How long before a document a message may be that it names without a date: a post's number recurs after half a year at the earliest."""
_BEFORE_IN_TEXT = timedelta(days=60)
"""The same where only the year is wanted: 97 of 100 telegrams that name another do so within 60 days."""
AFTER_BY_EDITORS = timedelta(days=45)
"""How long after a document a message may be that an editor's note names."""
YEAR = timedelta(days=365)
"""How long before or after a document a message may be that editors name by a number that restarts. They date those of other years."""
NEXT_DAY = timedelta(days=1)
"""Days between a message's date where it was sent and where it was received."""
_LATEST_YEAR = timedelta(days=345)
"""How long before a text a day may be that it names without its year. One that is almost a year ago may be one that comes in some days."""
_NEAR = timedelta(days=200)
"""The longest time between two documents that shows when those between them were written."""
_NARROW = timedelta(days=90)
"""A range of days longer than this shows neither the year nor which of two messages is meant."""
_OF_ONE_NUMBERING = timedelta(days=400)
"""A range of days longer than this has several telegrams of every number."""


class DayRange(NamedTuple):
    """The first and the last day on which something may have been written; None if an end is unknown."""

    first: date | None
    last: date | None

    @property
    def is_narrow(self) -> bool:
        """Return whether it is short enough to show which message is meant."""
        return self.is_within(_NARROW)

    @property
    def is_of_one_numbering(self) -> bool:
        """Return whether a post can't have used a number three times in it."""
        return self.is_within(_OF_ONE_NUMBERING)

    @property
    def year(self) -> int | None:
        """Return the only year that it has days of."""
        return self.first.year if self.first and self.last and self.first.year == self.last.year else None

    def is_within(self, longest: timedelta) -> bool:
        return bool(self.first and self.last) and self.last - self.first <= longest  # type: ignore[operator]

    def widened(self, before: timedelta, after: timedelta) -> DayRange:
        """Return the range with some days more at its ends."""
        return DayRange(_plus(self.first, -before), _plus(self.last, after))

    def overlaps(self, other: DayRange) -> bool:
        """Return whether both share a day; an unknown end excludes nothing."""
        return not (self.is_before(other) or other.is_before(self))

    def common(self, other: DayRange) -> DayRange:
        """Return the days that both have; all of its own if there are none."""
        if not self.overlaps(other):
            return self
        firsts, lasts = [day for day in (self.first, other.first) if day], [day for day in (self.last, other.last) if day]
        return DayRange(max(firsts, default=None), min(lasts, default=None))

    def distance(self, day: date) -> timedelta:
        """Return how long before or after the range a day is; negative within it. Both ends must be known."""
        return max(self.first - day, day - self.last)  # type: ignore[operator]

    def is_before(self, other: DayRange) -> bool:
        return bool(self.last and other.first and self.last < other.first)

    def has(self, day: date) -> bool:
        return self.overlaps(DayRange(day, day))


UNKNOWN = DayRange(None, None)


def _plus(day: date | None, days: timedelta) -> date | None:
    """Return a day some days later; None at the ends of the calendar."""
    try:
        return day + days if day else None
    except OverflowError:
        return None


def range_of(first: str | None, last: str | None) -> DayRange:
    """Return the days between two EDTF dates, either of which may be unknown."""
    return DayRange(date.fromisoformat(first[:10]) if first else None, date.fromisoformat(last[:10]) if last else None)


def document_days(own: DayRange, near: DayRange) -> DayRange:
    """Return the days on which a document may have been written: those of its own date that its neighbors' dates allow, if the neighbors
    are close and in order. Volumes print their documents by date, chapter by chapter."""
    between = near.is_within(_NEAR) and near.first <= near.last and own.overlaps(near)  # type: ignore[operator]
    return own.common(near) if between and not own.is_narrow else own


def sent_before(days: DayRange, *, by_editors: bool) -> DayRange:
    """Return the days on which a message may have been sent that a document of these days names without a date."""
    return days.widened(BEFORE, AFTER_BY_EDITORS if by_editors else NEXT_DAY)


def likely_sent(days: DayRange, *, by_editors: bool) -> DayRange:
    """Return the days on which a message was most likely sent that a document of these days names without a date."""
    return days.widened(_BEFORE_IN_TEXT, AFTER_BY_EDITORS if by_editors else NEXT_DAY)


def day_named(dated: str | None, days: DayRange, *, by_editors: bool) -> date | None:
    """Return the day that a document of these days names: `1972-12-07T11:23Z`, or `XXXX-12-07` with its year, if that is certain.

    A text names no later day: the year is that of the last such day. In an editor's note, the year is the document's own, if that brings
    the day nearest to the document.
    """
    if not dated:
        return None
    if not dated.startswith("X"):
        return date.fromisoformat(dated[:10])
    if not (days.first and days.last):
        return None
    found = list(calendar_days(range(days.first.year - 2, days.last.year + 3), dated))
    if by_editors and days.is_narrow:
        nearest = min(found, key=days.distance, default=None)
        return nearest if nearest and nearest.year in (days.first.year, days.last.year) else None
    likely = days.widened(_LATEST_YEAR, NEXT_DAY) if days.is_narrow else sent_before(days, by_editors=by_editors)
    found = [day for day in found if likely.has(day)]
    return found[0] if len(found) == 1 else None


def calendar_days(years: Iterable[int], dated: str) -> Iterator[date]:
    """Yield the days of some years that a date without a year may mean."""
    for year in years:
        with suppress(ValueError):
            yield date(year, int(dated[5:7]), int(dated[8:10]))
