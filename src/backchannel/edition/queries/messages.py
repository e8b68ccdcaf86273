"""Query the message traffic: journeys, messages, the mentions of each, and the ties between them. The results are plain tuples.

The messages of travelers belong to the edition as a whole, because several volumes may print those of one journey. The telegrams of posts
are queried by volume: those that it prints or mentions.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.named_rows import json_tuple, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.edition.queries.document_queries import DocumentRun
    from backchannel.edition.store import Store


class JourneyRow(NamedTuple):
    """A journey, or a year of a post's telegrams. `known` is `settings`, `folder`, `dates`, `year` or `not`; `document`, `anchor` and
    `words` are the folder that gives its dates; `highest` has the highest number of each channel that folders name."""

    channel_pair: str
    key: str
    name: str
    place: str
    first: str | None
    last: str | None
    known: str
    highest: dict[str, int]
    document: str | None
    anchor: str
    words: str


class DateEvidence(NamedTuple):
    """One step of the evidence for a date: `message`, its date, and the words (in `document`, at `anchor`) that tie it to the last step."""

    message: str
    edtf: str
    document: str | None
    anchor: str
    words: str


class MessageRow(NamedTuple):
    """A message. `direction` is `out` or `in`; `channel` and `number` are empty if only a document is known. `status` is `printed`,
    `elsewhere`, `quoted` or `mentioned`; `document` prints it in this edition, `target` is where its text is; `document_number`, `sender`,
    `recipient` and `place` are those of that document; `volume` is one that prints or mentions it; `via` are the steps by which
    its document was sent. `edtf` is its date; `first` and `last`
    are the days between which it was sent, by the evidence in `after` and `before`."""

    id: str
    channel_pair: str
    direction: str
    channel: str
    number: str
    serials: tuple[str, ...]
    journey: str | None
    status: str
    target: str | None
    edtf: str | None
    stated: bool | None
    instant: str | None
    received: str | None
    first: str | None
    last: str | None
    document: str | None
    document_number: str | None
    sequence: int | None
    place: str | None
    sender: str | None
    recipient: str | None
    volume: str | None
    via: str | None = None
    after: tuple[DateEvidence, ...] = ()
    before: tuple[DateEvidence, ...] = ()


class MessageMention(NamedTuple):
    """A mention of a message: the document with its number as printed, the anchor there, the words, and the anchor of its quotation."""

    message: str
    document: str
    document_number: str | None
    sequence: int
    anchor: str
    words: str
    quotation: str | None


class TieRow(NamedTuple):
    """A tie between two messages: `message` answers `other`, or they crossed (`kind`); with the words that say so, if any."""

    kind: str
    message: str
    other: str
    document: str | None
    anchor: str
    words: str


@dataclass(frozen=True)
class Traffic:
    """The traffic of an edition's travelers, or of the posts in a volume. Messages are by id; `volume` is the only volume that prints or
    mentions them, or empty; `beyond` has the messages of other channel pairs that they are tied to."""

    journeys: list[JourneyRow]
    messages: dict[str, MessageRow]
    namings: dict[str, list[MessageMention]]
    ties: list[TieRow]
    volume: str = ""
    beyond: Mapping[str, MessageRow] = field(default_factory=dict)

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

    def on(self, journey: JourneyRow) -> list[MessageRow]:
        """Return the messages of a journey."""
        return self._by_journey.get((journey.channel_pair, journey.key), [])

    def journey_of(self, message: MessageRow) -> JourneyRow | None:
        """Return the journey of a message; None for a serial number."""
        return self._journeys.get((message.channel_pair, message.journey))

    def message(self, id: str) -> MessageRow:
        """Return the message with this id, from this traffic or tied to it."""
        return self.messages[id] if id in self.messages else self.beyond[id]


def traffic(store: Store, volume: str | None = None) -> Traffic:
    """Return the traffic of all travelers, or of the posts in a volume."""
    messages = {row["id"]: _message(row) for row in store.rows(_OF_VOLUME if volume else _OF_TRAVELERS, (volume,) if volume else ())}
    namings: dict[str, list[MessageMention]] = {}
    within = (volume,) if volume else ()
    for mention in store.records(MessageMention, _NAMINGS_IN_VOLUME if volume else _NAMINGS, within):
        if mention.message in messages:
            namings.setdefault(mention.message, []).append(mention)
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
    beyond = messages_of(store, {id for tie in ties for id in (tie.message, tie.other)} - messages.keys())
    volumes = {naming.document.partition("/")[0] for group in namings.values() for naming in group}
    volumes |= {message.document.partition("/")[0] for message in messages.values() if message.document}
    only = volumes.pop() if len(volumes) == 1 else ""
    return Traffic(journeys, messages, namings, ties, volume or only, beyond)


def never_seen(journey: JourneyRow, channel: str, messages: Iterable[MessageRow]) -> list[tuple[int, int]]:
    """Return the numbers of a channel that no message of a journey has, as ranges, from 1 to the highest number known to have been used.

    There are none for an unknown journey, because messages missing there may be assigned to another; and none for a post, which numbers all
    of its business.
    """
    if journey.known in ("not", "year"):
        return []
    seen = sorted({int(message.number) for message in messages if message.channel == channel and message.number.isdecimal()})
    last = max([*seen, journey.highest.get(channel, 0)], default=0)
    bounds = [0, *seen, last + 1]
    return [(one + 1, other - 1) for one, other in pairwise(bounds) if other - one > 1]


def messages_of(store: Store, ids: Iterable[str]) -> dict[str, MessageRow]:
    """Return the messages with these ids."""
    found = (store.rows(f"SELECT {_MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE m.id = ?", (id,)) for id in set(ids))
    return {row["id"]: _message(row) for rows in found for row in rows}


def of_volume(store: Store, volume: str) -> list[MessageRow]:
    """Return all messages that a volume prints or mentions."""
    return [_message(row) for row in store.rows(_IN_VOLUME, (volume,))]


def has_traffic(store: Store, volume: str) -> bool:
    """Return whether a volume has telegrams of posts; without a volume, whether the edition has messages of travelers."""
    return bool(store.rows(_HAS_POSTS, (volume,)) if volume else store.rows(f"SELECT 1 FROM message m WHERE NOT {POST} LIMIT 1"))


class TiedMessage(NamedTuple):
    """A message that the document's own message `answers`, is `answered` by, or `crossed`; and the words that say so."""

    doc: int
    kind: str
    message: MessageRow
    document: str | None
    anchor: str
    words: str


def threads(store: Store, run: DocumentRun) -> dict[int, list[TiedMessage]]:
    """Return the ties of the message of each document of a run, in the order of days and numbers."""
    found: dict[int, list[TiedMessage]] = {}
    for row in store.rows(_THREADS, run):
        found.setdefault(row["own"], []).append(
            TiedMessage(
                doc=row["own"], kind=row["tie"], message=_message(row), document=row["where"], anchor=row["anchor"], words=row["words"]
            )
        )
    return found


def own(store: Store, run: DocumentRun) -> dict[int, MessageRow]:
    """Return the message that each document of a run prints, by the key of the document."""
    return {row["own"]: _message(row) for row in store.rows(_OWN, run)}


def stations(store: Store, run: DocumentRun) -> dict[int, str]:
    """Return the place that the editors give for the journey of each document of a run whose message is printed, by the key of the
    document."""
    return {row["doc"]: row["place"] for row in store.rows(_STATIONS, run)}


def _message(row: Any) -> MessageRow:
    chains = json.loads(row["chain"])
    return record_of(
        MessageRow,
        row,
        serials=json_tuple(row["serials"]),
        after=tuple(DateEvidence(*link) for link in chains.get("after", ())),
        before=tuple(DateEvidence(*link) for link in chains.get("before", ())),
    )


_PERSON = "(SELECT group_concat(short, ', ') FROM correspondent WHERE doc = d.doc AND role = '{}')"

_VIA = "(SELECT group_concat(words, '; ') FROM (SELECT words FROM transmission WHERE doc = d.doc ORDER BY path, ordinal))"

_MESSAGE = f"""
m.id, m.channel_pair, m.direction, m.channel, m.number, m.serials, m.journey, m.status, m.target, m.edtf, m.stated, m.instant, m.received,
m.first, m.last, m.chain, d.id AS document, d.number AS document_number, d.sequence,
CASE m.status WHEN 'printed' THEN d.place END AS place,
CASE m.status WHEN 'printed' THEN {_VIA} END AS via,
CASE m.status WHEN 'printed' THEN {_PERSON.format("from")} END AS sender,
CASE m.status WHEN 'printed' THEN {_PERSON.format("to")} END AS recipient,
coalesce(d.volume, (SELECT min(c.volume) FROM reference r JOIN document c ON c.doc = r.doc WHERE r.message = m.id)) AS volume
"""

POST = "(m.channel LIKE 'to %' OR m.channel LIKE 'from %')"

_OF_TRAVELERS = f"SELECT {_MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE NOT {POST} ORDER BY m.id"

_KNOWN = """
SELECT m.id FROM document d JOIN message m ON m.doc = d.doc WHERE d.volume = ?1
UNION SELECT r.message FROM document d JOIN reference r ON r.doc = d.doc WHERE d.volume = ?1 AND r.message IS NOT NULL
"""

_KNOWN_IN = f"m.id IN ({_KNOWN})"

_OF_VOLUME = f"SELECT {_MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE {POST} AND {_KNOWN_IN} ORDER BY m.id"

_IN_VOLUME = f"SELECT {_MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE {_KNOWN_IN} ORDER BY m.id"

_HAS_POSTS = f"SELECT 1 FROM ({_KNOWN}) k JOIN message m ON m.id = k.id WHERE {POST} LIMIT 1"

_NAMED = """
SELECT r.message, d.id AS document, d.number AS document_number, d.sequence, r.anchor, r.words, r.quoted AS quotation
FROM reference r JOIN document d ON d.doc = r.doc
WHERE r.message IS NOT NULL
"""

_NAMINGS = f"""
{_NAMED} AND r.message IN (SELECT m.id FROM message m WHERE NOT {POST}) ORDER BY d.volume, d.sequence, r.ordinal
"""

_NAMINGS_IN_VOLUME = f"{_NAMED} AND d.volume = ? ORDER BY d.sequence, r.ordinal"

_JOURNEYS = """
SELECT j.channel_pair, j.key, coalesce(j.name, '') AS name, coalesce(j.place, '') AS place, j.first, j.last, j.known, j.highest,
  d.id AS document, j.anchor, j.words
FROM journey j LEFT JOIN document d ON d.doc = j.doc WHERE j.channel_pair = ? ORDER BY coalesce(j.first, '9999'), j.key
"""

_TIED = "SELECT s.kind, s.message, s.other, d.id AS document, s.anchor, s.words FROM message_tie s LEFT JOIN document d ON d.doc = s.doc"

_TIES_IN_ORDER = "ORDER BY d.doc IS NULL, d.volume, d.sequence, s.ordinal, s.message, s.other"

_TIES = f"{_TIED} {_TIES_IN_ORDER}"

_TIES_IN_VOLUME = f"{_TIED} WHERE s.message IN ({_KNOWN}) OR s.other IN ({_KNOWN}) {_TIES_IN_ORDER}"

_THREADS = f"""
SELECT o.doc AS own, t.tie, c.id AS "where", t.anchor, t.words, {_MESSAGE}
FROM document run JOIN message o ON o.doc = run.doc AND o.status = 'printed' JOIN (
  SELECT message AS own, other AS that, CASE kind WHEN 'answers' THEN 'answers' ELSE kind END AS tie, doc, anchor, words FROM message_tie
  UNION ALL
  SELECT other, message, CASE kind WHEN 'answers' THEN 'answered' ELSE kind END, doc, anchor, words FROM message_tie
) t ON t.own = o.id JOIN message m ON m.id = t.that LEFT JOIN document d ON d.doc = m.doc LEFT JOIN document c ON c.doc = t.doc
WHERE run.volume = ? AND run.sequence BETWEEN ? AND ? ORDER BY o.doc, coalesce(m.first, m.last, ''), m.id
"""

_STATIONS = """
SELECT d.doc, j.place FROM document d JOIN message m ON m.doc = d.doc AND m.status = 'printed'
JOIN journey j ON j.channel_pair = m.channel_pair AND j.key = m.journey
WHERE j.place IS NOT NULL AND d.volume = ? AND d.sequence BETWEEN ? AND ?
"""

_OWN = f"""
SELECT d.doc AS own, {_MESSAGE} FROM document d JOIN message m ON m.doc = d.doc AND m.status = 'printed'
WHERE d.volume = ? AND d.sequence BETWEEN ? AND ?
"""
