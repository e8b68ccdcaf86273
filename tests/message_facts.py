"""Make documents and mentions of messages for unit tests, without texts."""

from __future__ import annotations

from datetime import date

from backchannel import channels
from backchannel.edition.traffic.days import UNKNOWN, DayRange
from backchannel.edition.traffic.facts import ChannelNumber, Mention, MessageDocument
from backchannel.edition.traffic.ledger import LedgerMessage, MessageStatus

VOLUME = "frus1969-76v99"


def day_range(words: str) -> DayRange:
    """Return the days of `1972-12-03`, of `1972-12-03/1972-12-13`, or of a range with an unknown end: `../1972-12-13`. Without words, both
    ends are unknown."""
    if not words:
        return UNKNOWN
    first, _, last = words.partition("/")
    ends = [None if end == ".." else date.fromisoformat(end) for end in (first, last or first)]
    return DayRange(*ends)


def channel_number(words: str) -> ChannelNumber:
    """Return the channel and number of `Tohak 82` or `to Saigon 1037`."""
    channel, _, number = words.rpartition(" ")
    return ChannelNumber(channel, number)


def a_document(
    doc: int = 1,
    days: str = "",
    *,
    prints: str = "",
    serials: tuple[str, ...] = (),
    stated: bool = True,
    volume: str = VOLUME,
    kind: str | None = None,
    unmarked: tuple[str, ...] = (),
) -> MessageDocument:
    """Return document `doc` of a volume, written on these days, with the number of the message that it prints and the labels of its notes
    without markers."""
    own = channel_number(prints) if prints else None
    return MessageDocument(
        doc=doc,
        id=f"{volume}/d{doc}",
        volume=volume,
        local=f"d{doc}",
        edtf=days or None,
        earliest=days.partition("/")[0] or None,
        latest=days.rpartition("/")[2] or None,
        stated=stated if days else None,
        instant=None,
        received=None,
        near_first=None,
        near_last=None,
        journey=None,
        kind=kind,
        own=own,
        serials=tuple(map(channel_number, serials)),
        channel_pair=channels.channel_pair(own.channel) if own else "",
        direction=channels.direction(own.channel) if own else "",
        channel_kind=channels.kind(own.channel) if own else None,
        days=day_range(days),
        unmarked_notes=frozenset(unmarked),
    )


def a_mention(
    words: str, document: MessageDocument, ordinal: int = 0, *, dated: str | None = None, day: str = "", in_note: bool = False
) -> Mention:
    """Return a mention of `Tohak 82` in a document, with the date given with it and that day with its year."""
    channel, number = channel_number(words)
    return Mention(
        document=document,
        ordinal=ordinal,
        in_note=in_note,
        anchor="fn2" if in_note else "p1",
        channel=channel,
        number=number,
        channel_pair=channels.channel_pair(channel),
        direction=channels.direction(channel),
        channel_kind=channels.kind(channel),
        dated=dated or day or None,
        cited_document=None,
        quoted=None,
        message_group=channels.message_group(channel, number),
        ties=(),
        day=date.fromisoformat(day) if day else None,
    )


def a_message(
    id: str, words: str, *, journey: str | None = None, status: MessageStatus = "mentioned", doc: int | None = None
) -> LedgerMessage:
    """Return a message of the ledger with the number `Tohak 82`."""
    channel, number = channel_number(words)
    return LedgerMessage(
        id=id,
        message_group=channels.message_group(channel, number),
        channel_pair=channels.channel_pair(channel),
        direction=channels.direction(channel),
        channel_kind=channels.kind(channel),
        channel=channel,
        number=number,
        serials=(),
        journey=journey,
        status=status,
        doc=doc,
        target=None,
        edtf=None,
        stated=None,
        instant=None,
        received=None,
    )
