"""Tie messages to each other: what each answers, what answers it, what crossed it on its way, and which words say so."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.traffic.facts import Mention
    from backchannel.edition.traffic.ledger import Key, Ledger, LedgerMessage


class MessageTie(NamedTuple):
    """`message` answers `other`, or both crossed, or it follows it by number; and the words that say so.

    `doc`, `ordinal` and `anchor` are those of the mention with these words, and `document` is the id of its document. Where only the clocks
    or the numbers say so, there is no mention.
    """

    kind: Literal["answers", "crossed", "follows"]
    message: str
    other: str
    words: str
    doc: int | None = None
    document: str | None = None
    ordinal: int | None = None
    anchor: str = ""


def tie_messages(mentions: Iterable[Mention], ledger: Ledger) -> list[MessageTie]:
    """Return all ties between messages, each pair once for each kind; words that state a tie take precedence over clocks."""
    ties: dict[tuple[str, frozenset[str]], MessageTie] = {}
    for tie in (*_by_words(mentions, ledger), *_by_clock(ledger.messages.values())):
        ties.setdefault((tie.kind, frozenset((tie.message, tie.other))), tie)
    return list(ties.values())


def _by_words(mentions: Iterable[Mention], ledger: Ledger) -> Iterator[MessageTie]:
    """Yield the ties that the words around mentions state."""
    by_doc = {message.doc: message.id for message in ledger.messages.values() if message.status == "printed"}
    for mention in mentions:
        document, named = mention.document, _message(ledger, mention.key)
        for said in mention.ties:
            own = by_doc.get(document.doc) if said.by is None else _message(ledger, (document.doc, said.by))
            if named and own and named != own:
                one, other = (named, own) if said.kind == "answered" else (own, named)
                kind: Literal["answers", "crossed"] = "crossed" if said.kind == "crossed" else "answers"
                yield MessageTie(kind, one, other, said.words, document.doc, document.id, mention.ordinal, mention.anchor)


def _message(ledger: Ledger, key: Key) -> str | None:
    meaning = ledger.meanings.get(key)
    return meaning.id if meaning else None


def order_by_number(messages: Iterable[LedgerMessage]) -> list[MessageTie]:
    """Tie each message of a traveler's channel to the known one with the next lower number on the same journey. A number that may be
    misread shows no order."""
    numbered: dict[tuple[str, str | None], list[tuple[int, str]]] = {}
    for message in messages:
        if message.number.isdecimal() and message.channel_kind == "traveler" and not message.doubtful:
            numbered.setdefault((message.channel, message.journey), []).append((int(message.number), message.id))
    return [
        MessageTie("follows", message, other, "message numbers increase with time")
        for group in numbered.values()
        for (lower, other), (number, message) in pairwise(sorted(group))
        if lower < number
    ]


def _by_clock(messages: Iterable[LedgerMessage]) -> Iterator[MessageTie]:
    """Yield two messages of opposite directions that crossed: by their minutes, each was sent while the other was in transit."""
    groups: dict[tuple[str, str | None], list[tuple[datetime, datetime, LedgerMessage]]] = {}
    for message in messages:
        if message.instant and message.received:
            sent, received = datetime.fromisoformat(message.instant), datetime.fromisoformat(message.received)
            groups.setdefault((message.channel_pair, message.journey), []).append((sent, received, message))
    for group in groups.values():
        ordered = sorted(group, key=lambda timed: timed[0])
        for (_, received, first), (sent, _, second) in combinations(ordered, 2):
            if first.direction != second.direction and sent < received:
                yield MessageTie("crossed", first.id, second.id, "each was sent before the other was received")
