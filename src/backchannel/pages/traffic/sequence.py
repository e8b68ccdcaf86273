"""Order the messages of a journey as they were sent, as far as known, and find the numbers between them that no text mentions."""

from __future__ import annotations

from bisect import bisect_right
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.edition.queries.traffic import never_seen
from backchannel.pages.components.words import page_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.edition.queries.messages import JourneyRow, MessageMention, MessageRow, TieRow
    from backchannel.edition.queries.traffic import Traffic

_NEVER = "9999"
"""The time of a message that nothing places: it sorts last."""


class PlacedMessage(NamedTuple):
    """A message in its position: `day` is the day that it is listed under (empty if unknown), `certain` whether it is known to be its
    own."""

    message: MessageRow
    day: str
    certain: bool


class NumberGap(NamedTuple):
    """Numbers of a channel that no text mentions, from the first to the last; they precede the message `before`, or are at the end."""

    channel: str
    first: int
    last: int
    before: str

    @property
    def numbers(self) -> str:
        return page_range(str(self.first), str(self.last))

    @property
    def words(self) -> str:
        return f"{self.channel} {self.numbers}"


def gap_words(missing: Iterable[NumberGap]) -> str:
    """Write runs of numbers: `Tohak 1–70, 72–100; Hakto 1–17`."""
    by_channel: dict[str, list[str]] = {}
    for gap in missing:
        by_channel.setdefault(gap.channel, []).append(gap.numbers)
    return "; ".join(f"{channel} {', '.join(numbers)}" for channel, numbers in by_channel.items())


def in_order(
    messages: Iterable[MessageRow], namings: Mapping[str, Sequence[MessageMention]], ties: Iterable[TieRow]
) -> list[PlacedMessage]:
    """Order the messages of a journey.

    1. one that is dated                     by its date; where its bounds leave a choice, as follows
    2. a printed one                         after the printed one before it in its volume
    3. one that is only named                before the first document that names it
    4. any                                   after what it answers, and after the lower numbers of its channel
    """
    of = {message.id: message for message in messages}
    times = _times(of.values(), namings)
    numbers = list(_by_number(of.values()))
    answers = [(tie.other, tie.message) for tie in ties if tie.kind == "answers" and _may_answer(of.get(tie.other), of.get(tie.message))]
    for edges in ([*numbers, *answers], numbers):
        times_in_order = _made_earlier(times, edges)
        keys = {id: (times_in_order[id], *_volume_position(message, namings.get(id, ()))) for id, message in of.items()}
        try:
            return [_placed(of[id], times_in_order[id]) for id in _sorted(keys, edges)]
        except CycleError:  # answers that contradict the numbers
            continue
    return []


def gaps(traffic: Traffic, journey: JourneyRow, messages: Sequence[MessageRow]) -> Iterator[NumberGap]:
    """Find the numbers that no text mentions, channel by channel, outgoing channels first."""
    names = {message.channel for message in messages if message.channel} | journey.highest.keys()
    for channel in sorted(names, key=lambda name: (channels.direction(name) != "out", name)):
        following = {int(m.number): m.id for m in messages if m.channel == channel and m.number.isdecimal()}
        for first, last in never_seen(traffic, journey, channel):
            yield NumberGap(channel, first, last, following.get(last + 1, ""))


def _times(messages: Iterable[MessageRow], namings: Mapping[str, Sequence[MessageMention]]) -> dict[str, str]:
    """Return the time that places each message, before ties and numbers are considered."""
    times: dict[str, str] = {}
    printed: dict[str, list[tuple[int, str]]] = {}
    others = [message for message in messages if message.status != "printed"]
    for message in sorted((m for m in messages if m.status == "printed"), key=lambda m: (_volume(m.document), m.sequence or 0)):
        before = printed.setdefault(_volume(message.document), [])
        times[message.id] = _within(message, before[-1][1] if before else "")
        before.append((message.sequence or 0, times[message.id]))
    for message in others:
        naming = next(iter(namings.get(message.id, ())), None)
        before = printed.get(_volume(naming.document), []) if naming else []
        place = bisect_right(before, (naming.sequence, _NEVER)) if naming else 0
        far = "" if message.first and not message.last else _NEVER
        times[message.id] = _within(message, before[place - 1][1] if place else far)
    return times


def _volume(document: str | None) -> str:
    return (document or "").partition("/")[0]


def _within(message: MessageRow, time: str) -> str:
    """Return the time nearest to `time` that the message's bounds allow."""
    time = min(time, _last(message))
    return max(time, _first(message))


def _first(message: MessageRow) -> str:
    return message.first if message.first and "T" in message.first else f"{message.first}T00:00Z" if message.first else ""


def _last(message: MessageRow) -> str:
    return message.last if message.last and "T" in message.last else f"{message.last}T23:59Z" if message.last else _NEVER


def _by_number(messages: Iterable[MessageRow]) -> Iterator[tuple[str, str]]:
    """Pair each message with the one that has the next lower number on its channel. A post's numbers restart within a year."""
    counts: dict[str, list[tuple[tuple[int, str], int, str]]] = {}
    for message in messages:
        if message.number and not channels.is_post(message.channel):
            counts.setdefault(message.channel, []).append((ids.number_key(message.number), message.sequence or 0, message.id))
    for count in counts.values():
        yield from ((before[-1], after[-1]) for before, after in pairwise(sorted(count)))


def _may_answer(answered: MessageRow | None, answer: MessageRow | None) -> bool:
    """Return whether both are of this journey, and whether their dates allow the one to precede the other."""
    return answered is not None and answer is not None and _first(answered) <= _last(answer)


def _made_earlier(times: Mapping[str, str], edges: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Make times earlier so that none is later than the time of a message that must follow."""
    times_in_order = dict(times)
    changed = True
    while changed:
        changed = False
        for before, after in reversed(edges):
            if times_in_order[after] < times_in_order[before]:
                times_in_order[before] = times_in_order[after]
                changed = True
    return times_in_order


def _volume_position(message: MessageRow, namings: Sequence[MessageMention]) -> tuple[str, int, int, str]:
    """Return the sort key of messages with the same time: the position in the volume of the document that prints or first names them."""
    if message.status == "printed":
        return _volume(message.document), message.sequence or 0, 1, message.id
    first = next(iter(namings), None)
    return (_volume(first.document), first.sequence, 0, message.id) if first else (_NEVER, 0, 0, message.id)


def _sorted(keys: Mapping[str, tuple[str, str, int, int, str]], edges: Iterable[tuple[str, str]]) -> list[str]:
    """Sort the ids by their keys, each after everything that an edge puts before it. Raises `CycleError`."""
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(keys, ()))
    for before, after in edges:
        sorter.add(after, before)
    sorter.prepare()
    ready: list[tuple[tuple[str, str, int, int, str], str]] = []
    found: list[str] = []
    while sorter.is_active():
        for id in sorter.get_ready():
            heappush(ready, (keys[id], id))
        found.append(heappop(ready)[1])
        sorter.done(found[-1])
    return found


def _placed(message: MessageRow, time: str) -> PlacedMessage:
    day = "" if time == _NEVER else time[:10]
    known = {(message.first or "")[:10], (message.last or "")[:10]}
    return PlacedMessage(message, day, known == {day} and bool(day))
