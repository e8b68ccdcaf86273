"""Load what the readers found about messages, as plain values: the documents that print or name them, and their mentions and folders."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels
from backchannel.edition.traffic.days import UNKNOWN, DayRange, day_named, document_days, range_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from sqlite3 import Row

    from backchannel.channels import ChannelKind
    from backchannel.edition.store import Store


class ChannelNumber(NamedTuple):
    """A message's number on a channel: `Tohak`, `82`; the channel of a bare serial is empty."""

    channel: str
    number: str

    @property
    def words(self) -> str:
        return channels.name(self.channel, self.number)


class MessageDocument(NamedTuple):
    """A document that prints or names messages.

    `edtf`, `earliest` and `latest` are its date, `instant` and `received` its minutes (ISO), `near_first` and `near_last` the dates of
    the nearest documents that state theirs, if this one does not. `journey` is the one that editors name. `own` is the number of the
    message that it prints, on that message's own channel, and `serials` are the message's other numbers; the channel's pair, direction
    and kind are empty for a document that prints none. `days` are those on which it may have been written, by its date or its neighbors;
    `unmarked_notes` are the labels of its notes whose markers were not found.
    """

    doc: int
    id: str
    volume: str
    local: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    stated: bool | None
    instant: str | None
    received: str | None
    near_first: str | None
    near_last: str | None
    journey: str | None
    kind: str | None = None
    own: ChannelNumber | None = None
    serials: tuple[ChannelNumber, ...] = ()
    channel_pair: str = ""
    direction: str = ""
    channel_kind: ChannelKind | None = None
    days: DayRange = UNKNOWN
    unmarked_notes: frozenset[str] = frozenset()

    @property
    def is_editorial(self) -> bool:
        """Return whether it is an editorial note, whose words are the editors'."""
        return self.kind == "editorial note"

    def prints(self, message: ChannelNumber) -> bool:
        """Return whether its message has that number."""
        return self.own is not None and message in (self.own, *self.serials)


class MentionTie(NamedTuple):
    """How the words around a mention tie its message to another: `answers`, `answered` or `crossed`, and the words. `by` is the ordinal of
    the reference to the message that answers, if it is not the document itself."""

    kind: str
    words: str
    by: int | None


class Mention(NamedTuple):
    """A message that a document names.

    `channel` and `number` are empty where only a document is named. `dated` is the day or minute given with them, and `day` that day with
    its year, if the document shows which; `cited_document` is the document that is said to print the message, `quoted` the anchor of its
    quotation, `copies` the numbers of its copies.
    """

    document: MessageDocument
    ordinal: int
    in_note: bool
    anchor: str
    channel: str
    number: str
    channel_pair: str
    direction: str
    channel_kind: ChannelKind | None
    dated: str | None
    cited_document: str | None
    quoted: str | None
    message_group: str
    ties: tuple[MentionTie, ...]
    day: date | None = None
    copies: tuple[ChannelNumber, ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        return self.document.doc, self.ordinal

    @property
    def place(self) -> tuple[str, int]:
        """Return what orders mentions in any build: keys of documents depend on the order in which their files were added."""
        return self.document.id, self.ordinal

    @property
    def by_editors(self) -> bool:
        """Return whether editors wrote it, who know of later messages."""
        return self.in_note or self.document.is_editorial

    @property
    def message(self) -> ChannelNumber:
        return ChannelNumber(self.channel, self.number)


class MessageFolderMention(NamedTuple):
    """A folder that a document names: `Tohak 1–100, December 3–13, 1972`."""

    doc: int
    volume: str
    channel: str
    channel_pair: str
    highest: int
    first: str
    last: str
    anchor: str
    words: str


class MessageFacts(NamedTuple):
    """Everything known about messages before they are distinguished: the documents by key, in the order of volumes and documents."""

    documents: dict[int, MessageDocument]
    mentions: list[Mention]
    folders: list[MessageFolderMention]


def load(store: Store) -> MessageFacts:
    """Load the facts of an arranged edition for the message groups in scope."""
    numbers: dict[int, list[ChannelNumber]] = {}
    for row in store.rows(_NUMBERS):
        numbers.setdefault(row["doc"], []).append(ChannelNumber(row["channel"], row["number"]))
    unmarked: dict[int, list[str]] = {}
    for row in store.rows(_UNMARKED):
        unmarked.setdefault(row["doc"], []).append(row["label"])
    documents = {
        row["doc"]: _document(row, numbers.get(row["doc"], ()), frozenset(unmarked.get(row["doc"], ()))) for row in store.rows(_DOCUMENTS)
    }
    mentions = [_mention(row, documents[row["doc"]]) for row in store.rows(_MENTIONS)]
    folders = [MessageFolderMention(**dict(row), channel_pair=channels.channel_pair(row["channel"])) for row in store.rows(_FOLDERS)]
    return MessageFacts(documents, mentions, folders)


def _document(row: Row, numbers: Sequence[ChannelNumber], unmarked_notes: frozenset[str]) -> MessageDocument:
    document = MessageDocument(**dict(row))
    days = document_days(range_of(document.earliest, document.latest), range_of(document.near_first, document.near_last))
    document = document._replace(days=days, unmarked_notes=unmarked_notes)
    if not numbers:
        return document
    own, *serials = numbers
    return document._replace(
        own=own,
        serials=tuple(serials),
        channel_pair=channels.channel_pair(own.channel),
        direction=channels.direction(own.channel),
        channel_kind=channels.kind(own.channel),
    )


def _mention(row: Row, document: MessageDocument) -> Mention:
    channel = row["channel"] or ""
    dated = _valid_date(row["dated"])
    return Mention(
        document=document,
        ordinal=row["ordinal"],
        in_note=bool(row["in_note"]),
        anchor=row["anchor"],
        channel=channel,
        number=row["number"] or "",
        channel_pair=channels.channel_pair(channel),
        direction=channels.direction(channel),
        channel_kind=channels.kind(channel),
        dated=dated,
        cited_document=row["cited_document"],
        quoted=row["quoted"],
        message_group=row["message_group"],
        ties=tuple(MentionTie(kind, words, by) for kind, words, by in json.loads(row["steps"] or "[]")),
        day=day_named(dated, document.days, by_editors=bool(row["in_note"]) or document.is_editorial),
        copies=tuple(ChannelNumber(*copy) for copy in json.loads(row["copies"] or "[]")),
    )


def _valid_date(dated: str | None) -> str | None:
    """Return the valid part of a day or minute given with a mention: for `1972-12-07T25:00Z` the day, for `1972-02-30` None."""
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


# `scope` is a temporary table of this connection, which `link` fills.

_DOCS = """
SELECT doc FROM numbering WHERE message_group IN (SELECT message_group FROM scope)
UNION SELECT doc FROM folder WHERE message_group IN (SELECT message_group FROM scope)
UNION SELECT doc FROM reference WHERE message_group IN (SELECT message_group FROM scope)
"""

_DOCUMENTS = f"""
SELECT doc, id, volume, local, edtf, earliest, latest, stated, instant, received, near_first, near_last, journey, kind FROM document
WHERE doc IN ({_DOCS}) ORDER BY volume, sequence
"""

_NUMBERS = f"SELECT doc, channel, number FROM numbering WHERE doc IN ({_DOCS}) ORDER BY doc, ordinal"

_UNMARKED = f"""
SELECT n.doc, n.label FROM note n WHERE n.doc IN ({_DOCS}) AND n.kind = 'note'
AND NOT EXISTS (SELECT 1 FROM marker m WHERE m.doc = n.doc AND m.note = n.anchor)
"""

_MENTIONS = """
SELECT r.doc, r.ordinal, r.place <> 'body' AS in_note, r.anchor, r.channel, r.number, r.dated, r.cited_document, r.quoted, r.steps,
  r.copies,  r.message_group
FROM reference r JOIN document d ON d.doc = r.doc WHERE r.message_group IN (SELECT message_group FROM scope)
ORDER BY d.volume, d.sequence, r.ordinal
"""

_FOLDERS = """
SELECT f.doc, d.volume, f.channel, f.highest, f.first, f.last, f.anchor, f.words FROM folder f JOIN document d ON d.doc = f.doc
WHERE f.message_group IN (SELECT message_group FROM scope) ORDER BY d.volume, d.sequence, f.ordinal
"""
