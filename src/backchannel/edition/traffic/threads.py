"""Ties messages to each other: what each answers, what answers it, what crossed it on its way, and which words say so."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import channels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.traffic.facts import MessageFacts
    from backchannel.edition.traffic.ledger import Ledger, LedgerMessage


class MessageTie(NamedTuple):
    """`message` answers `other`, or both crossed, or it follows it by number; the words that say so, and the mention that they belong to
    (document, ordinal, anchor). Where only the clocks or the numbers say so, there is no mention."""

    kind: Literal["answers", "crossed", "follows"]
    message: str
    other: str
    doc: int | None
    ordinal: int | None
    anchor: str
    words: str


def tie_messages(facts: MessageFacts, ledger: Ledger) -> list[MessageTie]:
    """All steps between messages, each pair once for each kind, by the words that say so first."""
    said = list(_said(facts, ledger))
    clocked = _by_clock(ledger.messages.values())
    steps: dict[tuple[str, frozenset[str]], MessageTie] = {}
    for step in (*said, *clocked):
        steps.setdefault((step.kind, frozenset((step.message, step.other))), step)
    return list(steps.values())


def _said(facts: MessageFacts, ledger: Ledger) -> Iterator[MessageTie]:
    of_doc = {message.doc: message.id for message in ledger.messages.values() if message.status == "printed"}
    for mention in facts.mentions:
        named = _message(ledger, mention.key)
        for said in mention.said:
            own = of_doc.get(mention.doc) if said.by is None else _message(ledger, (mention.doc, said.by))
            if named and own and named != own:
                one, other = (named, own) if said.kind == "answered" else (own, named)
                kind: Literal["answers", "crossed"] = "crossed" if said.kind == "crossed" else "answers"
                yield MessageTie(kind, one, other, mention.doc, mention.ordinal, mention.anchor, said.words)


def _message(ledger: Ledger, key: tuple[int, int]) -> str | None:
    meaning = ledger.meanings.get(key)
    return meaning.id if meaning else None


def by_number(messages: Iterable[LedgerMessage]) -> list[MessageTie]:
    """Each message of a traveller's channel after the one whose number is next below its own, of those known, on one journey."""
    counts: dict[tuple[str, str | None], list[tuple[int, str]]] = {}
    for message in messages:
        if message.number.isdecimal() and channels.travels(message.channel):
            counts.setdefault((message.channel, message.journey), []).append((int(message.number), message.id))
    return [
        MessageTie("follows", after[1], before[1], None, None, "", "message numbers increase with time")
        for count in counts.values()
        for before, after in pairwise(sorted(count))
        if before[0] < after[0]
    ]


def _by_clock(messages: Iterable[LedgerMessage]) -> Iterator[MessageTie]:
    """Two messages of opposite ways that crossed: each was sent while the other was under way, as their minutes say."""
    groups: dict[tuple[str, str | None], list[tuple[datetime, datetime, LedgerMessage]]] = {}
    for message in messages:
        if message.instant and message.received:
            sent, received = datetime.fromisoformat(message.instant), datetime.fromisoformat(message.received)
            groups.setdefault((message.channel_pair, message.journey), []).append((sent, received, message))
    for group in groups.values():
        for one, other in combinations(sorted(group, key=lambda entry: entry[0]), 2):
            if one[2].direction != other[2].direction and other[0] < one[1]:
                words = "each was sent before the other was received"
                yield MessageTie("crossed", one[2].id, other[2].id, None, None, "", words)
