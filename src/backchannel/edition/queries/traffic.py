"""Query the traffic of an edition's travelers, or of the posts in a volume: its journeys, messages, mentions and ties."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel.edition.queries.messages import (
    KNOWN,
    KNOWN_IN,
    MESSAGE,
    POST,
    JourneyRow,
    MessageMention,
    MessageRow,
    TieRow,
    message_of,
    messages_of,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from backchannel.edition.store import Store


@dataclass(frozen=True)
class Traffic:
    """The traffic of an edition's travelers, or of the posts in a volume. Messages are by id; `volume` is the only volume that prints or
    mentions them, or empty; `beyond` has the messages of other traffic that they are tied to or may be the same as; `maybe_named` has the
    ambiguous mentions of each message that they may mean."""

    journeys: list[JourneyRow]
    messages: dict[str, MessageRow]
    namings: dict[str, list[MessageMention]]
    ties: list[TieRow]
    volume: str = ""
    beyond: Mapping[str, MessageRow] = field(default_factory=dict)
    maybe_named: Mapping[str, list[MessageMention]] = field(default_factory=dict)

    @cached_property
    def _by_journey(self) -> dict[tuple[str, str | None], list[MessageRow]]:
        """Group the messages by channel pair and key of the journey, keeping their order."""
        found: dict[tuple[str, str | None], list[MessageRow]] = {}
        for message in self.messages.values():
            found.setdefault((message.channel_pair, message.journey), []).append(message)
        return found

    @cached_property
    def _journeys(self) -> dict[tuple[str, str | None], JourneyRow]:
        return {(journey.channel_pair, journey.key): journey for journey in self.journeys}

    @cached_property
    def _by_channel(self) -> dict[str, list[MessageRow]]:
        found: dict[str, list[MessageRow]] = {}
        for message in self.messages.values():
            found.setdefault(message.channel, []).append(message)
        return found

    def of_channel(self, channel: str) -> list[MessageRow]:
        """Return the messages of a channel, on all journeys."""
        return self._by_channel.get(channel, [])

    def on(self, journey: JourneyRow) -> list[MessageRow]:
        """Return the messages of a journey."""
        return self._by_journey.get((journey.channel_pair, journey.key), [])

    def journey_of(self, message: MessageRow) -> JourneyRow | None:
        """Return the journey of a message; None for a serial number."""
        return self._journeys.get((message.channel_pair, message.journey))

    def may_be_of_year(self, message: MessageRow, journey: JourneyRow) -> bool:
        """Return whether a message may have been sent in a year of a journey."""
        own = self.journey_of(message)
        first = message.first or (own and own.first) or journey.first or ""
        last = message.last or (own and own.last) or journey.last or ""
        return first[:4] <= (journey.last or "")[:4] and (journey.first or "")[:4] <= last[:4]

    def message(self, id: str) -> MessageRow:
        """Return the message with this id, from this traffic or tied to it."""
        return self.messages[id] if id in self.messages else self.beyond[id]


def traffic(store: Store, volume: str | None = None) -> Traffic:
    """Return the traffic of all travelers, or of the posts in a volume."""
    within = (volume,) if volume else ()
    messages = {row["id"]: message_of(row) for row in store.rows(_OF_VOLUME if volume else _OF_TRAVELERS, within)}
    namings = _by_message(store.records(MessageMention, _NAMINGS_IN_VOLUME if volume else _NAMINGS, within), messages)
    maybe_named = _by_message(store.records(MessageMention, _MAYBE_NAMED_IN_VOLUME if volume else _MAYBE_NAMED, within), messages)
    of: dict[str, set[str | None]] = {}
    for message in messages.values():
        of.setdefault(message.channel_pair, set()).add(message.journey)
    journeys = [
        journey
        for channel_pair in sorted(of)
        for journey in store.records(JourneyRow, _JOURNEYS, (channel_pair,), highest=json.loads)
        if journey.key in of[channel_pair]
    ]
    found = store.records(TieRow, _TIES_IN_VOLUME if volume else _TIES, within)
    ties = [tie for tie in found if {tie.message, tie.other} & messages.keys()]
    others = {id for tie in ties for id in (tie.message, tie.other)} | {id for message in messages.values() for id in message.may_be}
    beyond = messages_of(store, others - messages.keys())
    volumes = {naming.document.partition("/")[0] for group in namings.values() for naming in group}
    volumes |= {message.document.partition("/")[0] for message in messages.values() if message.document}
    only = volumes.pop() if len(volumes) == 1 else ""
    return Traffic(journeys, messages, namings, ties, volume or only, beyond, maybe_named)


def _by_message(mentions: Iterable[MessageMention], messages: Container[str]) -> dict[str, list[MessageMention]]:
    found: dict[str, list[MessageMention]] = {}
    for mention in mentions:
        if mention.message in messages:
            found.setdefault(mention.message, []).append(mention)
    return found


def never_seen(traffic: Traffic, journey: JourneyRow, channel: str) -> list[tuple[int, int]]:
    """Return the numbers of a channel that no message of a journey has, as ranges, from 1 to the highest number known to have been used.

    A number of the same channel that may be of the journey's year counts as seen. There are none for an unknown journey, because messages
    missing there may be assigned to another; and none for a post, which numbers all of its business.
    """
    if journey.known in ("not", "year"):
        return []
    of_channel = [message for message in traffic.of_channel(channel) if message.number.isdecimal()]
    on = [message for message in of_channel if message.journey == journey.key]
    last = max([*(int(message.number) for message in on if not message.doubtful), journey.highest.get(channel, 0)], default=0)
    seen = {int(message.number) for message in [*on, *(message for message in of_channel if traffic.may_be_of_year(message, journey))]}
    bounds = [0, *sorted(number for number in seen if number <= last), last + 1]
    return [(one + 1, other - 1) for one, other in pairwise(bounds) if other - one > 1]


def has_traffic(store: Store, volume: str) -> bool:
    """Return whether a volume has telegrams of posts; without a volume, whether the edition has messages of travelers."""
    return bool(store.rows(_HAS_POSTS, (volume,)) if volume else store.rows(f"SELECT 1 FROM message m WHERE NOT {POST} LIMIT 1"))


_OF_TRAVELERS = f"SELECT {MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE NOT {POST} ORDER BY m.id"

_OF_VOLUME = f"SELECT {MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE {POST} AND {KNOWN_IN} ORDER BY m.id"

_HAS_POSTS = f"SELECT 1 FROM ({KNOWN}) k JOIN message m ON m.id = k.id WHERE {POST} LIMIT 1"

_NAMED = """
SELECT r.message, d.id AS document, d.number AS document_number, d.sequence, r.anchor, r.words, r.quoted AS quotation
FROM reference r JOIN document d ON d.doc = r.doc
WHERE r.message IS NOT NULL
"""

_NAMINGS = f"""
{_NAMED} AND r.message IN (SELECT m.id FROM message m WHERE NOT {POST}) ORDER BY d.volume, d.sequence, r.ordinal
"""

_NAMINGS_IN_VOLUME = f"{_NAMED} AND d.volume = ? ORDER BY d.sequence, r.ordinal"

_MAYBE = """
SELECT c.value AS message, d.id AS document, d.number AS document_number, d.sequence, r.anchor, r.words, NULL AS quotation
FROM reference r JOIN json_each(r.candidates) c JOIN document d ON d.doc = r.doc
WHERE r.kind = 'message' AND r.status = 'ambiguous'
"""

_MAYBE_NAMED = f"{_MAYBE} ORDER BY d.volume, d.sequence, r.ordinal"

_MAYBE_NAMED_IN_VOLUME = f"{_MAYBE} AND d.volume = ? ORDER BY d.sequence, r.ordinal"

_JOURNEYS = """
SELECT j.channel_pair, j.key, coalesce(j.name, '') AS name, coalesce(j.place, '') AS place, j.first, j.last, j.known, j.highest,
  d.id AS document, j.anchor, j.words
FROM journey j LEFT JOIN document d ON d.doc = j.doc WHERE j.channel_pair = ? ORDER BY coalesce(j.first, '9999'), j.key
"""

_TIED = "SELECT s.kind, s.message, s.other, d.id AS document, s.anchor, s.words FROM message_tie s LEFT JOIN document d ON d.doc = s.doc"

_TIES_IN_ORDER = "ORDER BY d.doc IS NULL, d.volume, d.sequence, s.ordinal, s.message, s.other"

_TIES = f"{_TIED} {_TIES_IN_ORDER}"

_TIES_IN_VOLUME = f"{_TIED} WHERE s.message IN ({KNOWN}) OR s.other IN ({KNOWN}) {_TIES_IN_ORDER}"
