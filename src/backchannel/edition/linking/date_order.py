"""Limit inferred dates by the order of a volume: most volumes, or their chapters, print their documents by date.

The dated documents prove the order. A document is dated by its neighbors only if three documents before it and three after it state their
days, and these days are in order: so nothing is inferred where a chapter begins. The second nearest on each side is the limit, because
one document may be out of place. The limit is at least a day and at most two weeks from the nearest day.

The same is tried on each document that states its day. If it fails for more than one of fifty, the volume is not in order of date.
Inferred dates prove nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from backchannel import dates
from backchannel.records import DateOrder, NeighborDay

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AROUND = 3
"""How many documents with stated days are needed on each side. With two, twice as many dates were wrong; with four, fewer were given."""
_LEAST, _MOST = 1, 14
"""The least and the most days from the nearest stated day to a limit: an order of messages may follow the days of sending or of receipt.
With seven days at most, half as many dates more were wrong."""
_TRIED = 15
"""The least number of documents on which the order is tried."""
_FAILED = 50
"""One failure in so many is allowed."""


class DateInOrder(NamedTuple):
    """A document in the order of its volume: its `sequence` and id, the day that it states, the date that its own text gives, and whether
    the order may limit that date: not if it is one day, and not that of an editorial note, which has none."""

    sequence: int
    id: str
    day: str | None
    own: str | None
    open: bool


class OrderedDate(NamedTuple):
    """A date as the order of the volume limits it, in EDTF, and what shows it."""

    edtf: str
    order: DateOrder


class _Dated(NamedTuple):
    sequence: int
    id: str
    day: date


def limit_dates(documents: Sequence[DateInOrder]) -> dict[int, OrderedDate]:
    """Return the dates that the order of a volume limits, each by the sequence of its document."""
    dated = [_Dated(one.sequence, one.id, date.fromisoformat(one.day)) for one in documents if one.day]
    if not _is_in_order(dated):
        return {}
    share = sum(one.day <= other.day for one, other in pairwise(dated)) * 100 // (len(dated) - 1)
    return dict(_limited(documents, dated, share))


def _is_in_order(dated: Sequence[_Dated]) -> bool:
    """Return whether the neighbors of each document that states its day would give that day."""
    limits = [(one.day, _limits(dated, at, at + 1)) for at, one in enumerate(dated)]
    tried = [_day_of(found[0], -1) <= day <= _day_of(found[1], 1) for day, found in limits if found]
    return len(tried) >= _TRIED and tried.count(False) * _FAILED <= len(tried)


def _limited(documents: Sequence[DateInOrder], dated: Sequence[_Dated], share: int) -> Iterator[tuple[int, OrderedDate]]:
    sequences = [one.sequence for one in dated]
    for document in documents:
        at = bisect_left(sequences, document.sequence)
        limits = _limits(dated, at, at) if document.open else None
        if limits:
            before, after = limits
            first, last = (day.isoformat() for day in (_day_of(before, -1), _day_of(after, 1)))
            common = _common(document.own, first, last)
            edtf = common or _hull(document.own, first, last)
            yield document.sequence, OrderedDate(edtf, DateOrder(before=before, after=after, share=share, disputed=not common))


def _limits(dated: Sequence[_Dated], end: int, start: int) -> tuple[NeighborDay, NeighborDay] | None:
    """Return what limits the date of a document after those up to `end` and before those from `start`, if these are in order around it."""
    before, after = dated[max(0, end - _AROUND) : end], dated[start : start + _AROUND]
    if len(before) + len(after) < 2 * _AROUND or any(one.day > other.day for one, other in pairwise((*before, *after))):
        return None
    return _limit(before[-1], before[-2]), _limit(after[0], after[1])


def _limit(nearest: _Dated, second: _Dated) -> NeighborDay:
    distance = abs(second.day - nearest.day).days
    if _LEAST <= distance <= _MOST:
        return NeighborDay(document=second.id, day=second.day.isoformat())
    return NeighborDay(document=nearest.id, day=nearest.day.isoformat(), margin=_MOST if distance > _MOST else _LEAST)


def _day_of(limit: NeighborDay, direction: int) -> date:
    return dates.shifted(date.fromisoformat(limit.day), timedelta(limit.margin * direction))


def _common(own: str | None, first: str, last: str) -> str | None:
    """Return the days that both a document's own date and its neighbors allow: None if there are none."""
    earliest, latest = dates.bounds(own) if own else (None, None)
    first, last = max(first, earliest or first), min(last, latest or last)
    return _interval(first, last) if first <= last else None


def _hull(own: str | None, first: str, last: str) -> str:
    """Return all days that one of the two allows, because one of them is wrong and nothing shows which."""
    earliest, latest = dates.bounds(own or "..")
    return _interval(min(first, earliest) if earliest else "..", max(last, latest) if latest else "..")


def _interval(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"
