"""What pages ask of the traffic: journeys, messages, where each is named, and what ties them. Answers are plain tuples.

The messages of travellers belong to the edition as a whole: a journey may be printed in several volumes. The telegrams of posts are asked
for by volume: those that it prints or names.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.store import json_tuple, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.edition.queries.document_queries import DocumentRun
    from backchannel.edition.store import Store


class JourneyRow(NamedTuple):
    """A journey, or a year of a post's telegrams: `known` is `settings`, `folder`, `dates`, `year` or `not`. `document`, `anchor` and
    `words` are where a folder tells it; `highest` has the last number of each channel that folders name."""

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
    """A link in a chain of evidence for a date: that of `message`, and the words (in `document`, at `anchor`) that tie it to the last."""

    message: str
    edtf: str
    document: str | None
    anchor: str
    words: str


class MessageRow(NamedTuple):
    """A message: `direction` is `out` or `in`; `channel` and `number` are empty where only a document is known. `status` is `printed`,
    `elsewhere`, `quoted` or `mentioned`; `document` prints it here, `target` is where its words are; `document_number`, `sender`,
    `recipient` and `place` are as that document has them; `volume` is one that prints or names it. `edtf` is its date; `first` and `last`
    bound it, by `after` and `before`."""

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
    after: tuple[DateEvidence, ...] = ()
    before: tuple[DateEvidence, ...] = ()


class MessageMention(NamedTuple):
    """Where a message is named: the document with its number as printed, the anchor there, the words, and the anchor of its quotation."""

    message: str
    document: str
    document_number: str | None
    sequence: int
    anchor: str
    words: str
    quotation: str | None


class TieRow(NamedTuple):
    """`message` answers `other`, or both crossed (`kind`); the words that say so, where any do."""

    kind: str
    message: str
    other: str
    document: str | None
    anchor: str
    words: str


@dataclass(frozen=True)
class Traffic:
    """The traffic of an edition's travellers, or of the posts that a volume prints or names. Messages by id; `volume` is the only one that
    they are of, or empty; `beyond` are the messages of other channel pairs that they are tied to."""

    journeys: list[JourneyRow]
    messages: dict[str, MessageRow]
    namings: dict[str, list[MessageMention]]
    ties: list[TieRow]
    volume: str = ""
    beyond: Mapping[str, MessageRow] = field(default_factory=dict)

    @cached_property
    def _by_journey(self) -> dict[tuple[str, str | None], list[MessageRow]]:
        """The messages by their channel pair and the key of their journey, in the order of all."""
        found: dict[tuple[str, str | None], list[MessageRow]] = {}
        for message in self.messages.values():
            found.setdefault((message.channel_pair, message.journey), []).append(message)
        return found

    @cached_property
    def _journeys(self) -> dict[tuple[str, str | None], JourneyRow]:
        return {(journey.channel_pair, journey.key): journey for journey in self.journeys}

    def on(self, journey: JourneyRow) -> list[MessageRow]:
        """The messages of a journey."""
        return self._by_journey.get((journey.channel_pair, journey.key), [])

    def journey_of(self, message: MessageRow) -> JourneyRow | None:
        """The journey of a message; none of a serial's."""
        return self._journeys.get((message.channel_pair, message.journey))

    def message(self, id: str) -> MessageRow:
        """The message with that id, of this traffic or tied to one of it."""
        return self.messages[id] if id in self.messages else self.beyond[id]


def traffic(store: Store, volume: str | None = None) -> Traffic:
    """The traffic of all travellers, or of the posts of a volume."""
    messages = {row["id"]: _message(row) for row in store.rows(_OF_VOLUME if volume else _OF_TRAVELLERS, (volume,) if volume else ())}
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
    """The numbers of a channel that none of the messages of a journey has, as runs: from 1 up to the highest that is known to have been
    given out on it. None are told of a journey that is not known, for what is missing there may be named elsewhere; and none of a post,
    whose count is of all its business."""
    if journey.known in ("not", "year"):
        return []
    seen = sorted({int(message.number) for message in messages if message.channel == channel and message.number.isdecimal()})
    last = max([*seen, journey.highest.get(channel, 0)], default=0)
    bounds = [0, *seen, last + 1]
    return [(one + 1, other - 1) for one, other in pairwise(bounds) if other - one > 1]


def messages_of(store: Store, ids: Iterable[str]) -> dict[str, MessageRow]:
    """The messages with these ids."""
    found = (store.rows(f"SELECT {_MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE m.id = ?", (id,)) for id in set(ids))
    return {row["id"]: _message(row) for rows in found for row in rows}


def of_volume(store: Store, volume: str) -> list[MessageRow]:
    """All messages that a volume prints or names."""
    return [_message(row) for row in store.rows(_IN_VOLUME, (volume,))]


def has_traffic(store: Store, volume: str) -> bool:
    """Whether a volume prints or names telegrams of posts; without a name, whether the edition does messages of travellers."""
    return bool(store.rows(_HAS_POSTS, (volume,)) if volume else store.rows(f"SELECT 1 FROM message m WHERE NOT {POST} LIMIT 1"))


class TiedMessage(NamedTuple):
    """A message that a document's own is tied to: `answers` it, is `answered` by it, or `crossed` it; and the words that say so."""

    doc: int
    kind: str
    message: MessageRow
    document: str | None
    anchor: str
    words: str


def threads(store: Store, run: DocumentRun) -> dict[int, list[TiedMessage]]:
    """What the message of each document of a run is tied to, in the order of days and numbers."""
    found: dict[int, list[TiedMessage]] = {}
    for row in store.rows(_THREADS, run):
        found.setdefault(row["own"], []).append(
            TiedMessage(
                doc=row["own"], kind=row["tie"], message=_message(row), document=row["where"], anchor=row["anchor"], words=row["words"]
            )
        )
    return found


def own(store: Store, run: DocumentRun) -> dict[int, MessageRow]:
    """The message that each document of a run prints, by the document's key."""
    return {row["own"]: _message(row) for row in store.rows(_OWN, run)}


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

_MESSAGE = f"""
m.id, m.channel_pair, m.direction, m.channel, m.number, m.serials, m.journey, m.status, m.target, m.edtf, m.stated, m.instant, m.received,
m.first, m.last, m.chain, d.id AS document, d.number AS document_number, d.sequence,
CASE m.status WHEN 'printed' THEN d.place END AS place,
CASE m.status WHEN 'printed' THEN {_PERSON.format("from")} END AS sender,
CASE m.status WHEN 'printed' THEN {_PERSON.format("to")} END AS recipient,
coalesce(d.volume, (SELECT min(c.volume) FROM reference r JOIN document c ON c.doc = r.doc WHERE r.message = m.id)) AS volume
"""

POST = "(m.channel LIKE 'to %' OR m.channel LIKE 'from %')"

_OF_TRAVELLERS = f"SELECT {_MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE NOT {POST} ORDER BY m.id"

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

_OWN = f"""
SELECT d.doc AS own, {_MESSAGE} FROM document d JOIN message m ON m.doc = d.doc AND m.status = 'printed'
WHERE d.volume = ? AND d.sequence BETWEEN ? AND ?
"""
