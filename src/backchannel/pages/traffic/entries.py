"""Build the traffic as a table: each message in a row, with everything that its row in the ladder shows and more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.about import about_words
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.link_status import link_class
from backchannel.pages.components.message_links import sending
from backchannel.pages.components.volumes import target_words
from backchannel.pages.traffic.message_summary import MESSAGE_STATUS_WORDS, code, named_in, printed_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.edition.queries.messages import MessageMention, MessageRow, TieRow
    from backchannel.edition.queries.traffic import Traffic
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.traffic.sequence import NumberGap


class TableContext(NamedTuple):
    """What the tables of a page share: its linker, and the ties of each message to others on the page."""

    linker: Linker
    ties: Mapping[str, Sequence[TieRow]]


class TableEntry(NamedTuple):
    """A row of a table, with the message's id. A row for numbers that no text mentions has only the numbers and a status.
    `about` is the subject of its document."""

    id: str
    code: Inline
    also: str
    direction: str
    status: str
    date: str
    inferred: bool
    places: list[Inline]
    ties: list[Inline]
    about: str = ""


def table_context(traffic: Traffic, linker: Linker) -> TableContext:
    """Collect the ties of each message."""
    ties: dict[str, list[TieRow]] = {}
    for tie in traffic.ties:
        ties.setdefault(tie.message, []).append(tie)
        if tie.kind == "crossed":
            ties.setdefault(tie.other, []).append(tie)
    return TableContext(linker, ties)


def table_entry(message: MessageRow, traffic: Traffic, context: TableContext, station: str, whose: str) -> TableEntry:
    """Make the row of a message; `whose` says whose journey it was sent on, if the journey is not known."""
    namings = traffic.namings.get(message.id, ())
    status_class, status = MESSAGE_STATUS_WORDS[message.status]
    edtf, inferred = sending(message)
    return TableEntry(
        id=message.id,
        code=Inline(
            code(message), printed_in(message, namings, context.linker), link_class("here" if status_class == "quoted" else status_class)
        ),
        also=", ".join(message.serials),
        direction=_direction_words(message, station),
        status=f"{status}. {whose}." if whose else status,
        date=date_words(edtf) if edtf else "",
        inferred=inferred,
        places=list(_places(message, namings, context)),
        ties=joined(_ties(message, traffic, context), "; "),
        about=about_words("", (), message.subject),
    )


def gap_entry(gap: NumberGap) -> TableEntry:
    return TableEntry("", Inline(gap.words), "", "", "Not seen", "", False, [], [])


def _direction_words(message: MessageRow, station: str) -> str:
    """Write the direction of a message: `To Paris`, `From the traveler`."""
    name = station[:1].lower() + station[1:] if station.startswith("The ") else station
    return f"{'From' if message.direction == 'in' else 'To'} {name}" if name else ""


def _places(message: MessageRow, namings: Sequence[MessageMention], context: TableContext) -> Iterator[Inline]:
    """Link where a message is printed and named: `Document 145. Named in Document 150, ¶2, note 1`."""
    if message.target and message.status != "mentioned":
        status_class = "external" if message.status == "elsewhere" else "here"
        target = (message.document if message.status == "printed" else message.target) or ""
        place = re.sub(r"q\d+$", "", target) if message.status == "quoted" else target
        yield Inline(target_words(place, context.linker.here), printed_in(message, namings, context.linker), link_class(status_class))
    quoted = f"{message.target}" if message.status == "quoted" else ""
    others = [n for n in namings if not n.quotation or quoted != f"{n.document}#{n.document.partition('/')[2]}{n.quotation}"]
    if others:
        yield Inline(". Named in " if message.target else "Named in ")
        yield from named_in(context.linker, others)


def _ties(message: MessageRow, traffic: Traffic, context: TableContext) -> Iterator[list[Inline]]:
    """Link the related messages: `Answers Hakto 37, Hakto 38`, `Crossed Hakto 19`."""
    for kind, words in (("answers", "Answers "), ("crossed", "Crossed ")):
        ties = [tie for tie in context.ties.get(message.id, ()) if tie.kind == kind]
        ends = (tie.other if tie.message == message.id else tie.message for tie in ties)
        others = [traffic.messages[end] for end in ends if end in traffic.messages]
        if others:
            yield [Inline(words), *joined([Inline(code(other), f"#{other.id}")] for other in others)]
