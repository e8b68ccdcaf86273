"""Build the timeline: when messages were sent, a stack of lines for each journey, or for each month of the posts' telegrams."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.date_words import month_words
from backchannel.pages.components.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.queries.messages import MessageRow

_LINES = 26
"""The most lines of a stack: above that, a line represents several messages."""
_LINE = 5
"""Pixels from line to line."""
_ABOVE, _FOOT = 22, 22
"""Pixels for the count above a stack, and for the words under the axis."""
_NARROW = 1.2
"""The least width of a stack, in percent of the timeline."""
_STEPS = ((6, 1), (18, 3), (48, 12), (240, 60), (2_400, 120))
"""The months between two ticks, by the most months that they apply to."""


class TimelineGroup(NamedTuple):
    """Messages of one journey or month: from which day to which, of which channel pair, and the link to their figure (or empty)."""

    channel_pair: str
    first: str
    last: str
    words: str
    href: str
    messages: Sequence[MessageRow]


class TimelineLine(NamedTuple):
    """A line of a stack: its direction, and whether it represents messages printed here."""

    classes: str
    y: int


class TimelineBar(NamedTuple):
    """A stack as drawn: its horizontal position in percent, its lines from the bottom, and its count above them."""

    x: str
    end: str
    width: str
    top: int
    height: int
    above: int
    total: str
    title: str
    href: str
    lines: list[TimelineLine]


class TimelineTick(NamedTuple):
    """A month or year on the axis."""

    x: str
    text: str


class TimelineLane(NamedTuple):
    """The stacks of a channel pair, on a line of their own; its name if there are several."""

    name: str
    base: int
    under: int
    bars: list[TimelineBar]


class Timeline(NamedTuple):
    """The timeline: its height, its axis and the words under it, and its lanes."""

    height: int
    foot: int
    under: int
    ticks: list[TimelineTick]
    lanes: list[TimelineLane]
    note: str


def timeline(groups: Sequence[TimelineGroup]) -> Timeline | None:
    """Build the timeline of all groups, one lane per channel pair; None if nothing is dated."""
    if not groups:
        return None
    months = _Months(min(group.first for group in groups), max(group.last for group in groups))
    each = -(-max(len(group.messages) for group in groups) // _LINES)
    lanes: list[TimelineLane] = []
    y = 0
    channel_pairs = list(dict.fromkeys(group.channel_pair for group in groups))
    for channel_pair in channel_pairs:
        own = [(group, _classes(group.messages, each)) for group in groups if group.channel_pair == channel_pair]
        y += _ABOVE + max(len(classes) for _, classes in own) * _LINE
        lanes.append(
            TimelineLane(
                channel_pair if len(channel_pairs) > 1 else "", y, y + 16, [_bar(group, classes, y, months) for group, classes in own]
            )
        )
        y += _FOOT if len(channel_pairs) > 1 else 0
    note = f"Each line represents about {each} messages." if each > 1 else ""
    return Timeline(y + _FOOT, y, y + 17, list(months.ticks()), lanes, note)


def by_month(messages: Iterable[tuple[MessageRow, str]]) -> list[TimelineGroup]:
    """Group messages by month, each given with the day on which it was sent."""
    groups: dict[str, list[tuple[str, MessageRow]]] = {}
    for message, day in messages:
        groups.setdefault(day[:7], []).append((day, message))
    return [
        TimelineGroup("", f"{month}-01", f"{month}-28", month_words(f"{month}-01"), "", [message for _, message in sorted(group)])
        for month, group in sorted(groups.items())
    ]


class _Months:
    """The months of a timeline, from the first to the last day that it shows."""

    def __init__(self, first: str, last: str) -> None:
        self.first = int(first[:4]) * 12 + int(first[5:7]) - 1
        self.last = int(last[:4]) * 12 + int(last[5:7])
        self._start = _day(self.first).toordinal()
        final = _day(self.last - 1)
        self._days = final.toordinal() + monthrange(final.year, final.month)[1] - self._start

    def x(self, day: date) -> float:
        return 100 * (day.toordinal() - self._start) / self._days

    def ticks(self) -> Iterator[TimelineTick]:
        """List the ticks with their words: `Oct 1972`, `Nov`, `Dec`, `Jan 1973`."""
        step = next((step for most, step in _STEPS if self.last - self.first <= most), 12_000)
        months = [month for month in range(self.first, self.last) if month % step == 0]
        for n, month in enumerate(months):
            day = _day(month)
            named = day.strftime("%b %Y") if n == 0 or month % 12 == 0 else day.strftime("%b")
            yield TimelineTick(f"{self.x(day):.2f}%", str(day.year) if step >= 12 else named)


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _classes(messages: Sequence[MessageRow], each: int) -> list[str]:
    """Return the CSS class of each line, one line for `each` messages of one direction and status."""
    lines = [message.direction + ("" if message.status == "printed" else " quoted") for message in messages]
    if each == 1:
        return lines[::-1]
    return [classes for classes, times in sorted(Counter(lines).items()) for _ in range(max(1, round(times / each)))]


def _bar(group: TimelineGroup, classes: Sequence[str], base: int, months: _Months) -> TimelineBar:
    x = min(months.x(date.fromisoformat(group.first)), 100 - _NARROW)
    width = max(months.x(date.fromisoformat(group.last)) - x, _NARROW)
    top = base - len(classes) * _LINE
    words = f"{amount(len(group.messages), 'message')}, {group.words}"
    return TimelineBar(
        x=f"{x:.2f}%",
        end=f"{x + width:.2f}%",
        width=f"{width:.2f}%",
        top=top,
        height=base - top,
        above=top - 6,
        total=f"{len(group.messages):,}",
        title=words,
        href=group.href,
        lines=[TimelineLine(name, base - _LINE * (n + 1)) for n, name in enumerate(classes)],
    )
