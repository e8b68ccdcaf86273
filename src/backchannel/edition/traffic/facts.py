"""What the readers found of messages, as plain values: the papers that print or name them, their numbers, mentions and folders."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels

if TYPE_CHECKING:
    from backchannel.edition.store import Store


class NumberKey(NamedTuple):
    """A number that a message bears: `Tohak`, `82`; the channel of a bare serial is empty."""

    channel: str
    number: str

    @property
    def words(self) -> str:
        return channels.name(self.channel, self.number)


class MessageDocument(NamedTuple):
    """A document that prints or names messages: its place in its volume, its days and minutes (EDTF and ISO), the days of the nearest
    documents that state theirs, if it does not, the journey that editors name, and the numbers that it bears, its channel's first."""

    doc: int
    id: str
    volume: str
    local: str
    sequence: int
    edtf: str | None
    earliest: str | None
    latest: str | None
    stated: bool | None
    instant: str | None
    received: str | None
    near_first: str | None
    near_last: str | None
    journey: str | None
    numbers: tuple[NumberKey, ...] = ()

    @property
    def own(self) -> NumberKey | None:
        return self.numbers[0] if self.numbers else None

    @property
    def channel_pair(self) -> str | None:
        return channels.channel_pair(self.numbers[0].channel) if self.numbers else None


class MentionTie(NamedTuple):
    """What the words around a mention say: `answers`, `answered` or `crossed`, the words, and the place (in the record's references) of
    the message that answers, where that is not the document."""

    kind: str
    words: str
    by: int | None


class Mention(NamedTuple):
    """A message that a document names: channel and number (None where only a document is named), the day given with them, the document
    that is said to print it, and what is said of it. `quoted` is the anchor of its quotation, `steps` what `said` is made of (JSON)."""

    doc: int
    ordinal: int
    in_note: bool
    anchor: str
    words: str
    channel: str | None
    number: str | None
    dated: str | None
    cited_document: str | None
    quoted: str | None
    steps: str | None
    message_group: str
    said: tuple[MentionTie, ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        return self.doc, self.ordinal


class MessageFolderMention(NamedTuple):
    """A folder that a document names: `Tohak 1–100, December 3–13, 1972`."""

    doc: int
    channel: str
    highest: int
    first: str
    last: str
    anchor: str
    words: str


class MessageFacts(NamedTuple):
    """All that is known of messages before any is told from another. `papers` by their key, in the order of volumes and documents."""

    papers: dict[int, MessageDocument]
    mentions: list[Mention]
    folders: list[MessageFolderMention]


def load(store: Store) -> MessageFacts:
    """The facts of an arranged edition, of the message groups that are in scope."""
    numbers: dict[int, list[NumberKey]] = {}
    for row in store.rows(_NUMBERS):
        numbers.setdefault(row["doc"], []).append(NumberKey(row["channel"], row["number"]))
    papers = {row[0]: MessageDocument(*row)._replace(numbers=tuple(numbers.get(row[0], ()))) for row in store.rows(_PAPERS)}
    mentions = [
        Mention(*row)._replace(dated=_on_calendar(row["dated"]), said=tuple(MentionTie(*said) for said in json.loads(row["steps"] or "[]")))
        for row in store.rows(_MENTIONS)
    ]
    return MessageFacts(papers, mentions, [MessageFolderMention(*row) for row in store.rows(_FOLDERS)])


def _on_calendar(dated: str | None) -> str | None:
    """A day or minute given with a mention, as far as the calendar has it: of `1972-12-07T25:00Z` the day, of `1972-02-30` nothing."""
    if not dated:
        return None
    day = dated[:10].replace("XXXX", "2000")
    for form in (day + dated[10:], day):
        try:
            datetime.fromisoformat(form)
        except ValueError:
            continue
        return dated[: len(form)]
    return None


# `scope` is a table of this connection alone, which `link` fills.

_DOCS = """
SELECT doc FROM numbering WHERE message_group IN (SELECT message_group FROM scope)
UNION SELECT doc FROM folder WHERE message_group IN (SELECT message_group FROM scope)
UNION SELECT doc FROM reference WHERE message_group IN (SELECT message_group FROM scope)
"""

_PAPERS = f"""
SELECT doc, id, volume, local, sequence, edtf, earliest, latest, stated, instant, received, near_first, near_last, journey FROM document
WHERE doc IN ({_DOCS}) ORDER BY volume, sequence
"""

_NUMBERS = f"SELECT doc, channel, number FROM numbering WHERE doc IN ({_DOCS}) ORDER BY doc, ordinal"

_MENTIONS = """
SELECT r.doc, r.ordinal, r.place <> 'body', r.anchor, r.words, r.channel, r.number, r.dated, r.cited_document, r.quoted, r.steps,
  r.message_group
FROM reference r JOIN document d ON d.doc = r.doc WHERE r.message_group IN (SELECT message_group FROM scope)
ORDER BY d.volume, d.sequence, r.ordinal
"""

_FOLDERS = """
SELECT f.doc, f.channel, f.highest, f.first, f.last, f.anchor, f.words FROM folder f JOIN document d ON d.doc = f.doc
WHERE f.message_group IN (SELECT message_group FROM scope) ORDER BY d.volume, d.sequence, f.ordinal
"""
