"""Query the message traffic: journeys, messages, the mentions of each, and the ties between them. The results are plain tuples.

The messages of travelers belong to the edition as a whole, because several volumes may print those of one journey. The telegrams of posts
are queried by volume: those that it prints or mentions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.named_rows import json_tuple, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    `elsewhere`, `quoted` or `mentioned`; `document` prints it in this edition, `target` is where its text is; `document_number`,
    `sender`, `recipient`, `subject` and `place` are those of that document, `via` the steps by which it was sent; `volume` is one that
    prints or mentions it. `edtf` is its date; `first` and `last` are the days between which it was sent, by the evidence in `after` and
    `before`; `may_be` are the ids of messages that may be this one. It is `doubtful` if its number may be misread; `part` is the part of a
    large ledger that has it."""

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
    subject: str | None = None
    via: str | None = None
    after: tuple[DateEvidence, ...] = ()
    before: tuple[DateEvidence, ...] = ()
    may_be: tuple[str, ...] = ()
    doubtful: bool = False
    part: str = ""


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


def messages_of(store: Store, ids: Iterable[str]) -> dict[str, MessageRow]:
    """Return the messages with these ids."""
    found = (store.rows(f"SELECT {MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE m.id = ?", (id,)) for id in set(ids))
    return {row["id"]: message_of(row) for rows in found for row in rows}


def of_volume(store: Store, volume: str) -> list[MessageRow]:
    """Return all messages that a volume prints or mentions."""
    return [message_of(row) for row in store.rows(_IN_VOLUME, (volume,))]


class TiedMessage(NamedTuple):
    """A message that the document's own message `answers`, is `answered` by, or `crossed`, with the words that say so; or that may be the
    `same`."""

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
                doc=row["own"], kind=row["tie"], message=message_of(row), document=row["where"], anchor=row["anchor"], words=row["words"]
            )
        )
    return found


def own(store: Store, run: DocumentRun) -> dict[int, MessageRow]:
    """Return the message that each document of a run prints, by the key of the document."""
    return {row["own"]: message_of(row) for row in store.rows(_OWN, run)}


def stations(store: Store, run: DocumentRun) -> dict[int, str]:
    """Return the place that the editors give for the journey of each document of a run whose message is printed, by the key of the
    document."""
    return {row["doc"]: row["place"] for row in store.rows(_STATIONS, run)}


def message_of(row: Any) -> MessageRow:
    """Return the message that a row of `MESSAGE` has."""
    chains = json.loads(row["chain"])
    return record_of(
        MessageRow,
        row,
        serials=json_tuple(row["serials"]),
        may_be=json_tuple(row["may_be"]),
        doubtful=bool(row["doubtful"]),
        after=tuple(DateEvidence(*link) for link in chains.get("after", ())),
        before=tuple(DateEvidence(*link) for link in chains.get("before", ())),
    )


_PERSON = "(SELECT group_concat(short, ', ') FROM correspondent WHERE doc = d.doc AND role = '{}')"

_VIA = "(SELECT group_concat(words, '; ') FROM (SELECT words FROM transmission WHERE doc = d.doc ORDER BY path, ordinal))"

MESSAGE = f"""
m.id, m.channel_pair, m.direction, m.channel, m.number, m.serials, m.journey, m.status, m.target, m.edtf, m.stated, m.instant, m.received,
m.first, m.last, m.chain, m.may_be, m.doubtful, m.part, d.id AS document, d.number AS document_number, d.sequence,
CASE m.status WHEN 'printed' THEN d.place END AS place,
CASE m.status WHEN 'printed' THEN d.subject END AS subject,
CASE m.status WHEN 'printed' THEN {_VIA} END AS via,
CASE m.status WHEN 'printed' THEN {_PERSON.format("from")} END AS sender,
CASE m.status WHEN 'printed' THEN {_PERSON.format("to")} END AS recipient,
coalesce(d.volume, (SELECT min(c.volume) FROM reference r JOIN document c ON c.doc = r.doc WHERE r.message = m.id)) AS volume
"""

POST = "(m.channel LIKE 'to %' OR m.channel LIKE 'from %')"

KNOWN = """
SELECT m.id FROM document d JOIN message m ON m.doc = d.doc WHERE d.volume = ?1
UNION SELECT r.message FROM document d JOIN reference r ON r.doc = d.doc WHERE d.volume = ?1 AND r.message IS NOT NULL
"""

KNOWN_IN = f"m.id IN ({KNOWN})"

_IN_VOLUME = f"SELECT {MESSAGE} FROM message m LEFT JOIN document d ON d.doc = m.doc WHERE {KNOWN_IN} ORDER BY m.id"

_THREADS = f"""
WITH own AS MATERIALIZED (
  SELECT o.id, o.doc, o.may_be FROM document run CROSS JOIN message o ON o.doc = run.doc AND o.status = 'printed'
  WHERE run.volume = ? AND run.sequence BETWEEN ? AND ?
), tied AS MATERIALIZED (
  SELECT own.doc AS own, t.other AS that, t.kind AS tie, t.doc, t.anchor, t.words
  FROM own CROSS JOIN message_tie t ON t.message = own.id
  UNION ALL
  SELECT own.doc, t.message, CASE t.kind WHEN 'answers' THEN 'answered' ELSE t.kind END, t.doc, t.anchor, t.words
  FROM own CROSS JOIN message_tie t ON t.other = own.id
  UNION ALL
  SELECT own.doc, other.value, 'same', NULL, '', '' FROM own CROSS JOIN json_each(own.may_be) other
)
SELECT t.own, t.tie, c.id AS "where", t.anchor, t.words, {MESSAGE}
FROM tied t CROSS JOIN message m ON m.id = t.that LEFT JOIN document d ON d.doc = m.doc LEFT JOIN document c ON c.doc = t.doc
ORDER BY t.own, coalesce(m.first, m.last, ''), m.id, t.tie, c.id, t.anchor, t.words
"""
"""The ties of the messages that a run prints. The joins are in a fixed order: SQLite would read all ties of the edition for each run."""

_STATIONS = """
SELECT d.doc, j.place FROM document d JOIN message m ON m.doc = d.doc AND m.status = 'printed'
JOIN journey j ON j.channel_pair = m.channel_pair AND j.key = m.journey
WHERE j.place IS NOT NULL AND d.volume = ? AND d.sequence BETWEEN ? AND ?
"""

_OWN = f"""
SELECT d.doc AS own, {MESSAGE} FROM document d JOIN message m ON m.doc = d.doc AND m.status = 'printed'
WHERE d.volume = ? AND d.sequence BETWEEN ? AND ?
"""
