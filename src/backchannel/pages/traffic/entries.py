"""The traffic as a table: each message in a row, with all that its row in the picture tells and what that has no room for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.bits import Bit, joined
from backchannel.pages.traffic.telling import STANDINGS, code, named_in, whereabouts
from backchannel.pages.volumes import target_words
from backchannel.pages.wires import sending
from backchannel.pages.words import date_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.edition.wires import Message, Naming, Tie, Traffic
    from backchannel.pages.traffic.sequence import Gap


class Ground(NamedTuple):
    """Where a page of the traffic stands: in the folder of a volume or at the top (empty), the volume that needs no name on it, and what
    each message answers or crossed, as far as it is on it."""

    folder: str
    here: str
    ties: Mapping[str, Sequence[Tie]]


class Entry(NamedTuple):
    """A row of a table, with the message's id. One for numbers that nothing names has no more than them and a standing."""

    id: str
    code: Bit
    also: str
    way: str
    standing: str
    date: str
    inferred: bool
    places: list[Bit]
    ties: list[Bit]


def ground(traffic: Traffic, folder: str) -> Ground:
    """Where the traffic of a page stands, with the ties of each message."""
    ties: dict[str, list[Tie]] = {}
    for tie in traffic.ties:
        ties.setdefault(tie.message, []).append(tie)
        if tie.kind == "crossed":
            ties.setdefault(tie.other, []).append(tie)
    return Ground(folder, traffic.volume, ties)


def entry(message: Message, traffic: Traffic, ground: Ground, station: str, whose: str) -> Entry:
    """The row of a message; `whose` journey it was sent on, where that is not known otherwise."""
    namings = traffic.namings.get(message.id, ())
    reach, standing = STANDINGS[message.standing]
    edtf, inferred = sending(message)
    return Entry(
        id=message.id,
        code=Bit(code(message), whereabouts(message, namings, ground.folder), "here" if reach == "quo" else reach),
        also=", ".join(message.serials),
        way=_way(message, station),
        standing=f"{standing}. {whose}." if whose else standing,
        date=date_words(edtf) if edtf else "",
        inferred=inferred,
        places=list(_places(message, namings, ground)),
        ties=joined(_ties(message, traffic, ground), "; "),
    )


def gap_entry(gap: Gap) -> Entry:
    return Entry("", Bit(gap.words), "", "", "Not seen", "", False, [], [])


def _way(message: Message, station: str) -> str:
    """`To Paris`, `From the traveller`."""
    name = station[:1].lower() + station[1:] if station.startswith("The ") else station
    return f"{'From' if message.way == 'in' else 'To'} {name}" if name else ""


def _places(message: Message, namings: Sequence[Naming], ground: Ground) -> Iterator[Bit]:
    """`Document 145. Named in Document 150, ¶2, note 1`."""
    if message.target and message.standing != "mentioned":
        reach = "ext" if message.standing == "elsewhere" else "here"
        target = (message.document if message.standing == "printed" else message.target) or ""
        place = re.sub(r"q\d+$", "", target) if message.standing == "quoted" else target
        yield Bit(target_words(place, ground.here), whereabouts(message, namings, ground.folder), reach)
    quoted = f"{message.target}" if message.standing == "quoted" else ""
    others = [n for n in namings if not n.quotation or quoted != f"{n.document}#{n.document.partition('/')[2]}{n.quotation}"]
    if others:
        yield Bit(". Named in " if message.target else "Named in ")
        yield from named_in(ground.folder, ground.here, others)


def _ties(message: Message, traffic: Traffic, ground: Ground) -> Iterator[list[Bit]]:
    """`Answers Hakto 37, Hakto 38`, `Crossed Hakto 19`."""
    for kind, words in (("answers", "Answers "), ("crossed", "Crossed ")):
        ties = [tie for tie in ground.ties.get(message.id, ()) if tie.kind == kind]
        ends = (tie.other if tie.message == message.id else tie.message for tie in ties)
        others = [traffic.messages[end] for end in ends if end in traffic.messages]
        if others:
            yield [Bit(words), *joined([Bit(code(other), f"#{other.id}")] for other in others)]
