"""Build the ledger: the messages of each channel of each journey in the order of their numbers: printed, quoted, named, or never seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.edition.queries.traffic import never_seen
from backchannel.edition.traffic.parts import NOT_KNOWN, year_of
from backchannel.pages.components.about import about_words
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.link_status import link_class
from backchannel.pages.components.message_links import (
    ledger_href,
    message_href,
    message_name,
    message_status_class,
    message_status_words,
    when_sent,
)
from backchannel.pages.components.volumes import target_words
from backchannel.pages.components.words import amount
from backchannel.pages.traffic.former_messages import NO_FORMER_MESSAGES, FormerMessages, former_entries
from backchannel.pages.traffic.journeys import journey_days, journey_evidence
from backchannel.pages.traffic.message_summary import named_in
from backchannel.pages.traffic.views import TrafficView, traffic_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.queries.messages import JourneyRow, MessageRow
    from backchannel.edition.queries.traffic import Traffic
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.former import FormerEntry
    from backchannel.pages.components.layout import PageFrame


class LedgerRow(NamedTuple):
    """A message, or a run of numbers that no text mentions: its anchor, how far it can be followed, its numbers, when it was sent, where it
    is printed or quoted, and where it is named, for certain or perhaps; the messages that may be the same; its subject."""

    id: str
    status_class: str
    direction: str
    code: str
    also: str
    status: str
    date: str
    inferred: bool
    printed: list[Inline]
    named: list[Inline]
    maybe_named: list[Inline] = []  # noqa: RUF012 - never changed
    may_be: list[Inline] = []  # noqa: RUF012
    about: str = ""


class ChannelLedger(NamedTuple):
    """The messages of a channel on one journey, in the order of their numbers."""

    id: str
    name: str
    rows: list[LedgerRow]


class JourneyLedger(NamedTuple):
    """A journey: its name and dates, what they are known from, and a table for each of its channels. A large ledger is divided by `year`,
    if `part` names one, else by channel pair."""

    id: str
    name: str
    days: str
    known: list[Inline]
    counts: list[ChannelLedger]
    year: str
    part: str


class ChannelPairLedger(NamedTuple):
    """A channel in both directions, journey by journey."""

    id: str
    name: str
    journeys: list[JourneyLedger]


class LedgerPage(NamedTuple):
    """The ledger of the edition, or of a volume's telegrams, and the messages that it had before."""

    path: str
    layout: Layout
    view: TrafficView
    lede: str
    channel_pairs: list[ChannelPairLedger]
    former: list[FormerEntry]


def ledger_page(frame: PageFrame, traffic: Traffic, former: FormerMessages = NO_FORMER_MESSAGES) -> LedgerPage:
    """Build the ledger of all travelers, or of the posts of a volume."""
    linker = frame.linker._replace(here=traffic.volume)
    names = sorted({message.channel_pair for message in traffic.messages.values()})
    channel_pairs = [ChannelPairLedger(f"wire-{ids.slug(name)}", name, list(_journeys(name, traffic, linker))) for name in names]
    return LedgerPage(
        frame.path, frame.layout, traffic_view(frame), _POSTS if frame.volume else _TRAVELERS, channel_pairs, former_entries(linker, former)
    )


_TRAVELERS = (
    "Every numbered message that is printed, quoted or mentioned, channel by channel. Message numbers restart on every journey: two "
    "mentions of one number mean one message only if something says so. Numbers that no text prints or mentions are shown too."
)
_POSTS = (
    "Every telegram to or from a post that this volume prints or mentions. A post numbers its telegrams in each direction, and restarts "
    "every year; the missing numbers are those of its other business."
)


def _journeys(channel_pair: str, traffic: Traffic, linker: Linker) -> Iterator[JourneyLedger]:
    """List the journeys of a channel pair. Messages whose journey is not known, and numbers that belong to no journey, are grouped at the
    end."""
    known = [journey for journey in traffic.journeys if journey.channel_pair == channel_pair and journey.known != "not"]
    on_channel_pair = [message for message in traffic.messages.values() if message.channel_pair == channel_pair]
    for journey in known:
        yield JourneyLedger(
            f"{ids.slug(channel_pair)}-{journey.key}",
            _journey_name(journey),
            "" if journey.known == "year" else journey_days(journey),
            journey_evidence(journey, linker),
            _counts(traffic.on(journey), traffic, linker, journey),
            year_of(journey.first, journey.known),
            _part(traffic.on(journey)),
        )
    keys = {journey.key for journey in known}
    if rest := [message for message in on_channel_pair if message.journey not in keys]:
        unplaced = any(message.journey for message in rest)
        name = ("Year not known" if linker.folder else "Journey not known") if unplaced else ""
        yield JourneyLedger(
            f"{ids.slug(channel_pair)}-not-known", name, "", [], _counts(rest, traffic, linker, None), NOT_KNOWN, _part(rest)
        )


def _part(messages: Sequence[MessageRow]) -> str:
    return messages[0].part if messages else ""


def _journey_name(journey: JourneyRow) -> str:
    if journey.known == "year":
        return journey.name
    return journey.name or journey.place or ("Session" if channels.is_delegation(journey.channel_pair.partition(" and ")[0]) else "Journey")


def _counts(on: Sequence[MessageRow], traffic: Traffic, linker: Linker, journey: JourneyRow | None) -> list[ChannelLedger]:
    """Make a table for each channel, outgoing first; messages known only as documents have a table of their own."""
    counted = journey.highest.keys() if journey else set()
    names = sorted({message.channel for message in on} | counted, key=lambda name: (not name, channels.direction(name) == "in", name))
    key = journey.key if journey else "not-known"
    return [
        ChannelLedger(f"count-{ids.slug(name or 'documents')}-{key}", _count_name(name), _rows(name, on, traffic, linker, journey))
        for name in names
    ]


def _count_name(channel: str) -> str:
    if channels.is_post(channel):
        return f"Telegrams {channel}"
    return channel or "Number not stated"


def _rows(channel: str, on: Sequence[MessageRow], traffic: Traffic, linker: Linker, journey: JourneyRow | None) -> list[LedgerRow]:
    found = [(ids.number_key(m.number), _row(m, traffic, linker, journey)) for m in on if m.channel == channel]
    gaps = never_seen(traffic, journey, channel) if journey and channel else []
    found += [((first, str(first)), _gap(channel, first, last)) for first, last in gaps]
    return [row for _, row in sorted(found, key=lambda entry: (entry[0], entry[1].id))]


def _row(message: MessageRow, traffic: Traffic, linker: Linker, journey: JourneyRow | None) -> LedgerRow:
    sent = when_sent(message)
    status_class = message_status_class(message)
    unplaced = traffic.journey_of(message) if journey is None and message.status != "printed" else None
    whose = f", of the journey of {target_words(unplaced.document, linker.here)}" if unplaced and unplaced.document else ""
    return LedgerRow(
        id=message.id,
        status_class=status_class,
        direction=message.direction,
        code=message_name(message),
        also=", ".join(message.serials),
        status=message_status_words(message) + whose + ("; the number may be misread" if message.doubtful else ""),
        date=sent.words if sent else "",
        inferred=bool(sent and sent.inferred),
        printed=[Inline(target_words(message.target, linker.here), message_href(linker, message), link_class(status_class))]
        if message.target
        else [],
        named=named_in(linker, (naming for naming in traffic.namings.get(message.id, ()) if naming.document != message.document)),
        maybe_named=named_in(linker, traffic.maybe_named.get(message.id, ())),
        about=about_words("", (), message.subject),
        may_be=joined(([_possible_match(traffic.message(id), linker)] for id in message.may_be), "; "),
    )


def _possible_match(message: MessageRow, linker: Linker) -> Inline:
    """Name a message that may be the same, with its date or document, which tell it from this one."""
    sent = when_sent(message)
    which = sent.words if sent else target_words(message.document, linker.here) if message.document else "no date"
    return Inline(f"{message_name(message)} ({which})", ledger_href(linker, message))


def _gap(channel: str, first: int, last: int) -> LedgerRow:
    number = str(first) if first == last else f"{first}–{last}"
    code = channels.name(channel, number)
    return LedgerRow(
        "", "gap", channels.direction(channel), code, "", f"Never seen: {amount(last - first + 1, 'number')}", "", False, [], []
    )
