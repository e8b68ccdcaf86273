"""Find numbers of travelers' messages that may be misread: a number and the marker after it stand in a row, as in `Hakto 414` for Hakto 41
and note 4.

A number above the highest on its channel and journey is in doubt; so is one that, without its last figures, is a number of the same channel
and journey, if the document has a note for these figures whose marker was not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.edition.traffic.facts import ChannelNumber, Mention
    from backchannel.edition.traffic.inferred_journey import InferredJourney
    from backchannel.edition.traffic.ledger import Key, LedgerMessage
    from backchannel.edition.traffic.mentions import MentionMeaning

_LONGEST_MARKER = 2
"""Most figures of a marker that is taken for the end of a number."""


class DoubtfulNumber(NamedTuple):
    """A mention whose number may be misread: the highest other number of its channel and journey, and the messages whose number and marker
    it may be, by id and marker."""

    mention: Mention
    message: str
    highest: int
    readings: tuple[tuple[str, str], ...]

    @property
    def is_above(self) -> bool:
        """Return whether the number is above the highest other number."""
        return int(self.mention.number) > self.highest

    @property
    def has_unmarked_note(self) -> bool:
        """Return whether the last figures may be the marker of a note that has none."""
        return any(marker in self.mention.document.unmarked_notes for _, marker in self.readings)


def doubtful_numbers(
    mentions: Iterable[Mention],
    meanings: Mapping[Key, MentionMeaning],
    messages: Mapping[str, LedgerMessage],
    journeys: Mapping[str, Iterable[InferredJourney]],
) -> Iterator[DoubtfulNumber]:
    """Yield the mentions of messages that only one document names, and whose numbers may be misread."""
    limits = {(pair, journey.key): dict(journey.highest) for pair, of_pair in journeys.items() for journey in of_pair}
    named = _named(mentions, meanings)
    certain = _certain(messages.values(), named)
    for id, group in named.items():
        message = messages[id]
        if message.channel_kind != "traveler" or message.status != "mentioned" or not message.number.isdecimal():
            continue
        numbers = certain.get((message.named.channel, message.journey), {})
        limit = limits.get((message.channel_pair, message.journey or ""), {}).get(message.channel, 0)
        highest = max([limit, *(number for number, other in numbers.items() if other != id)])
        if len({mention.document.doc for mention in group}) > 1 or not highest:
            continue
        doubt = DoubtfulNumber(group[0], id, highest, tuple(_readings(message.named, group[0], numbers)))
        is_certain = any(mention.dated or mention.in_note for mention in group)  # notes have no markers, and numbers rise with dates
        is_beyond = int(message.number) > limit > 0 if is_certain else doubt.is_above
        if is_beyond or (not is_certain and doubt.has_unmarked_note):
            yield doubt


def _named(mentions: Iterable[Mention], meanings: Mapping[Key, MentionMeaning]) -> dict[str, list[Mention]]:
    """Return the mentions of each message."""
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        if (meaning := meanings.get(mention.key)) and meaning.id:
            named.setdefault(meaning.id, []).append(mention)
    return named


def _certain(messages: Iterable[LedgerMessage], named: Mapping[str, list[Mention]]) -> dict[tuple[str, str | None], dict[int, str]]:
    """Return the messages whose numbers are certain by channel, journey and number: those printed, dated, or named by two documents."""
    found: dict[tuple[str, str | None], dict[int, str]] = {}
    for message in messages:
        mentions = named.get(message.id, [])
        is_named_twice = len({mention.document.doc for mention in mentions}) > 1
        if message.number.isdecimal() and (message.status != "mentioned" or is_named_twice or any(mention.dated for mention in mentions)):
            found.setdefault((message.channel, message.journey), {})[int(message.number)] = message.id
    return found


def _readings(message: ChannelNumber, mention: Mention, numbers: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Yield the messages, by id, that a number would name without its last figures, and these figures: the marker."""
    for figures in range(1, min(_LONGEST_MARKER, len(message.number) - 1) + 1):
        number, marker = message.number[:-figures], message.number[-figures:]
        if int(number) in numbers and not marker.startswith("0") and not mention.in_note:
            yield numbers[int(number)], marker
