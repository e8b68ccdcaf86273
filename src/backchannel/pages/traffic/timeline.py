"""The strip of time: when messages were sent, a pile of lines for each journey, or for each month of the posts' telegrams."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.words import amount, month_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.queries.messages import MessageRow

_LINES = 26
"""Lines of a pile at most: above that a line stands for several messages."""
_LINE = 5
"""Pixels from line to line."""
_ABOVE, _FOOT = 22, 22
"""Pixels for the count above a pile, and for the words under the axis."""
_NARROW = 1.2
"""Per cent of the strip that a pile has at least."""
_STEPS = ((6, 1), (18, 3), (48, 12), (240, 60))
"""Up to so many months there is a tick each so many months."""


class MessagePile(NamedTuple):
    """Messages of one journey or month: from which day to which, of which channel pair, and where they are drawn in full (or empty)."""

    channel_pair: str
    first: str
    last: str
    words: str
    href: str
    messages: Sequence[MessageRow]


class TimelineLine(NamedTuple):
    """A line of a pile: which way, and whether it stands for what is printed here."""

    classes: str
    y: int


class TimelineBar(NamedTuple):
    """A pile as drawn: its place across in per cent, its lines from below, and its count above them."""

    x: str
    end: str
    width: str
    top: int
    height: int
    above: int
    total: str
    said: str
    href: str
    lines: list[TimelineLine]


class TimelineTick(NamedTuple):
    """A month or year on the axis."""

    x: str
    text: str


class TimelineLane(NamedTuple):
    """The piles of a channel pair, on a line of their own; its name where there are several."""

    name: str
    base: int
    under: int
    bars: list[TimelineBar]


class Timeline(NamedTuple):
    """The strip: its height, its axis and the words under it, and its lanes."""

    height: int
    foot: int
    under: int
    ticks: list[TimelineTick]
    lanes: list[TimelineLane]
    note: str


def timeline(piles: Sequence[MessagePile]) -> Timeline | None:
    """The strip of all piles, a lane a channel pair; none where nothing is dated."""
    if not piles:
        return None
    months = _Months(min(pile.first for pile in piles), max(pile.last for pile in piles))
    each = -(-max(len(pile.messages) for pile in piles) // _LINES)
    lanes: list[TimelineLane] = []
    y = 0
    channel_pairs = list(dict.fromkeys(pile.channel_pair for pile in piles))
    for channel_pair in channel_pairs:
        own = [(pile, _classes(pile.messages, each)) for pile in piles if pile.channel_pair == channel_pair]
        y += _ABOVE + max(len(classes) for _, classes in own) * _LINE
        lanes.append(
            TimelineLane(
                channel_pair if len(channel_pairs) > 1 else "", y, y + 16, [_bar(pile, classes, y, months) for pile, classes in own]
            )
        )
        y += _FOOT if len(channel_pairs) > 1 else 0
    note = f"Each line represents about {each} messages." if each > 1 else ""
    return Timeline(y + _FOOT, y, y + 17, list(months.ticks()), lanes, note)


def by_month(messages: Iterable[tuple[MessageRow, str]]) -> list[MessagePile]:
    """A pile for each month of messages, each with the day on which it was sent."""
    groups: dict[str, list[tuple[str, MessageRow]]] = {}
    for message, day in messages:
        groups.setdefault(day[:7], []).append((day, message))
    return [
        MessagePile("", f"{month}-01", f"{month}-28", month_words(f"{month}-01"), "", [message for _, message in sorted(group)])
        for month, group in sorted(groups.items())
    ]


class _Months:
    """The months of a strip, from the first to the last day that it shows."""

    def __init__(self, first: str, last: str) -> None:
        self.first = int(first[:4]) * 12 + int(first[5:7]) - 1
        self.last = int(last[:4]) * 12 + int(last[5:7])
        self._start = _day(self.first).toordinal()
        self._days = _day(self.last).toordinal() - self._start

    def x(self, day: date) -> float:
        return 100 * (day.toordinal() - self._start) / self._days

    def ticks(self) -> Iterator[TimelineTick]:
        """The ticks with their words: `Oct 1972`, `Nov`, `Dec`, `Jan 1973`."""
        step = next((step for most, step in _STEPS if self.last - self.first <= most), 120)
        months = [month for month in range(self.first, self.last) if month % step == 0]
        for n, month in enumerate(months):
            day = _day(month)
            named = day.strftime("%b %Y") if n == 0 or month % 12 == 0 else day.strftime("%b")
            yield TimelineTick(f"{self.x(day):.2f}%", str(day.year) if step >= 12 else named)


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _classes(messages: Sequence[MessageRow], each: int) -> list[str]:
    """The class of each line, one for `each` messages of one way and status."""
    said = [message.direction + ("" if message.status == "printed" else " q") for message in messages]
    if each == 1:
        return said[::-1]
    return [classes for classes, times in sorted(Counter(said).items()) for _ in range(max(1, round(times / each)))]


def _bar(pile: MessagePile, classes: Sequence[str], base: int, months: _Months) -> TimelineBar:
    x = min(months.x(date.fromisoformat(pile.first)), 100 - _NARROW)
    width = max(months.x(date.fromisoformat(pile.last)) - x, _NARROW)
    top = base - len(classes) * _LINE
    words = f"{amount(len(pile.messages), 'message')}, {pile.words}"
    return TimelineBar(
        x=f"{x:.2f}%",
        end=f"{x + width:.2f}%",
        width=f"{width:.2f}%",
        top=top,
        height=base - top,
        above=top - 6,
        total=f"{len(pile.messages):,}",
        said=words,
        href=pile.href,
        lines=[TimelineLine(name, base - _LINE * (n + 1)) for n, name in enumerate(classes)],
    )
