"""Find messages of the ledger that may be one: they share channel and number, and nothing shows that they are two."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.traffic.days import NEXT_DAY, UNKNOWN, DayRange, sent_before
from backchannel.edition.traffic.inferred_journey import is_earlier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.edition.traffic.facts import ChannelNumber, Mention, MessageDocument
    from backchannel.edition.traffic.inferred_journey import InferredJourney
    from backchannel.edition.traffic.ledger import LedgerMessage


class _DatedMessage(NamedTuple):
    """A message, the days on which it may have been sent, and its journey if it is known."""

    message: LedgerMessage
    days: DayRange
    journey: str | None


def possible_matches(
    messages: Iterable[LedgerMessage],
    documents: Mapping[int, MessageDocument],
    mentions: Mapping[str, list[Mention]],
    journeys: Mapping[str, Iterable[InferredJourney]],
) -> Iterator[tuple[str, str]]:
    """Yield each two messages that may be one, by their ids. `mentions` are by the message that they mean. A message of an earlier journey
    is none of those known."""
    earlier = {(pair, journey.key) for pair, of_pair in journeys.items() for journey in of_pair if is_earlier(journey)}
    known = {(pair, journey.key): journey for pair, of_pair in journeys.items() for journey in of_pair if journey.known != "not"}
    for numbered in _by_number(messages):
        dated = []
        for message in numbered:
            if (message.channel_pair, message.journey) in earlier:
                continue
            journey = known.get((message.channel_pair, message.journey or ""))
            days = _days(documents.get(message.doc or 0), message, mentions.get(message.id, []))
            days = journey.days if journey and days == UNKNOWN else days
            dated.append(_DatedMessage(message, days, journey.key if journey and message.channel_kind == "traveler" else None))
        yield from ((one.message.id, other.message.id) for one, other in combinations(dated, 2) if _may_be_one(one, other))


def _by_number(messages: Iterable[LedgerMessage]) -> Iterator[list[LedgerMessage]]:
    """Yield the messages that share a channel and a number."""
    groups: dict[ChannelNumber, list[LedgerMessage]] = {}
    for message in messages:
        if message.number:
            groups.setdefault(message.named, []).append(message)
    yield from (group for group in groups.values() if len(group) > 1)


def _days(document: MessageDocument | None, message: LedgerMessage, mentions: Iterable[Mention]) -> DayRange:
    """Return the days on which a message may have been sent: those of its document, else the day given with a mention, else those that
    the documents with its mentions allow."""
    if document and message.status == "printed":
        return document.days
    day = next((mention.day for mention in mentions if mention.day), None)
    if day:
        return DayRange(day, day)
    return reduce(DayRange.common, (sent_before(mention.document.days, by_editors=mention.by_editors) for mention in mentions), UNKNOWN)


def _may_be_one(one: _DatedMessage, other: _DatedMessage) -> bool:
    if one.message.channel_kind in ("serial", None):
        return True  # these numbers never restart
    if one.journey and other.journey:
        return one.journey == other.journey
    if (
        one.message.channel_kind == "post"
        and one.days.is_narrow
        and other.days.is_narrow
        and _numbering(one.days) == _numbering(other.days)
    ):
        return True
    return one.days.widened(NEXT_DAY, NEXT_DAY).overlaps(other.days)


def _numbering(days: DayRange) -> tuple[int, int] | None:
    """Return the calendar year and the fiscal year, which began on July 1, of some days. In one of both a post uses a number once."""
    if days.year is None or not days.first or not days.last or (days.first.month < 7) != (days.last.month < 7):
        return None
    return days.year, days.year + (days.first.month >= 7)
