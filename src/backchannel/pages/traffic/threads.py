"""Build the threads: messages that answer one another, each conversation in the order in which it was sent, with the words that connect
them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.about import about_words
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.inline import Inline
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
from backchannel.pages.components.places import anchor_words
from backchannel.pages.components.volumes import target_words
from backchannel.pages.components.words import amount
from backchannel.pages.traffic.views import TrafficView, traffic_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.queries.messages import DateEvidence, MessageRow, TieRow
    from backchannel.edition.queries.traffic import Traffic
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame


class ThreadLink(NamedTuple):
    """A related message: how it is related, its link, and the place that says so."""

    tie: str
    other: Inline
    evidence: list[Inline]


class ThreadEntry(NamedTuple):
    """A message of a thread: its anchor, its link status and direction, its link, when it was sent, who wrote to whom, about what, and its
    related messages."""

    id: str
    classes: str
    name: Inline
    status: str
    date: str
    inferred: bool
    ends: str
    about: str
    links: list[ThreadLink]
    chain: list[list[Inline]]


class MessageThread(NamedTuple):
    """A conversation: the channel pair of its first message, its title, its size, its messages."""

    channel_pair: str
    title: str
    size: str
    entries: list[ThreadEntry]


class ThreadsPage(NamedTuple):
    """All threads of the edition, or of a volume's telegrams."""

    path: str
    layout: Layout
    view: TrafficView
    threads: list[MessageThread]


def threads_page(frame: PageFrame, traffic: Traffic) -> ThreadsPage:
    """Build the threads of all travelers, or of the posts of a volume."""
    linker = frame.linker._replace(here=traffic.volume)
    ties = _by_message(traffic.ties)
    groups = sorted((_in_order(group, traffic, ties) for group in components(traffic.ties)), key=lambda group: _order(group[0]))
    return ThreadsPage(frame.path, frame.layout, traffic_view(frame), [_thread(group, traffic, ties, linker) for group in groups])


def components(ties: Iterable[TieRow]) -> list[set[str]]:
    """Group the messages that ties connect, directly or through others."""
    group_of: dict[str, set[str]] = {}
    for tie in ties:
        joint = group_of.get(tie.message, {tie.message}) | group_of.get(tie.other, {tie.other})
        group_of |= dict.fromkeys(joint, joint)
    return [group for first, group in group_of.items() if first == min(group)]


_Ties = dict[str, list["TieRow"]]
"""The ties of each message to those that it answers or crossed."""


def _by_message(ties: Iterable[TieRow]) -> _Ties:
    found: _Ties = {}
    for tie in ties:
        found.setdefault(tie.message, []).append(tie)
    return found


def _in_order(group: Iterable[str], traffic: Traffic, ties: _Ties) -> list[MessageRow]:
    """Order a thread by the known dates; an answer never precedes what it answers."""
    waiting = sorted((traffic.message(id) for id in group), key=_order)
    answered = {message.id: {tie.other for tie in ties.get(message.id, ()) if tie.kind == "answers"} for message in waiting}
    left = set(answered)
    ordered: list[MessageRow] = []
    while waiting:
        ready = next((message for message in waiting if not answered[message.id] & left), waiting[0])
        waiting.remove(ready)
        left.remove(ready.id)
        ordered.append(ready)
    return ordered


def _order(message: MessageRow) -> tuple[str, str, int, str]:
    return message.first or message.last or "9999", message.last or "9999", message.sequence or 0, message.id


def _thread(group: Sequence[MessageRow], traffic: Traffic, ties: _Ties, linker: Linker) -> MessageThread:
    first, last = message_name(group[0]), message_name(group[-1])
    title = f"{first} to {last}"
    return MessageThread(
        group[0].channel_pair, title, amount(len(group), "message"), [_entry(message, traffic, ties, linker) for message in group]
    )


def _entry(message: MessageRow, traffic: Traffic, ties: _Ties, linker: Linker) -> ThreadEntry:
    sent = when_sent(message)
    status_class = message_status_class(message)
    ends = f"{message.sender} to {message.recipient}" if message.sender and message.recipient else ""
    return ThreadEntry(
        id=f"t-{message.id}",
        classes=f"is-{status_class} {message.direction}",
        name=Inline(message_name(message), message_href(linker, message), link_class(status_class)),
        status=message_status_words(message),
        date=sent.words if sent else "",
        inferred=bool(sent and sent.inferred),
        ends=ends,
        about=about_words("", (), message.subject),
        links=[_link(tie, traffic, linker) for tie in ties.get(message.id, ())],
        chain=_chains(message, traffic, linker) if sent and sent.inferred else [],
    )


_TIE = {"answers": "Answers", "crossed": "Crossed"}


def _link(tie: TieRow, traffic: Traffic, linker: Linker) -> ThreadLink:
    other = traffic.message(tie.other)
    return ThreadLink(_TIE[tie.kind], Inline(message_name(other), f"#t-{other.id}"), _evidence(tie, linker))


def _evidence(tie: TieRow | DateEvidence, linker: Linker) -> list[Inline]:
    """Quote the words that connect two messages, with their place; if only clocks or numbers show it, the words alone."""
    if not tie.document:
        return [Inline(tie.words)]
    place = Inline(f"{target_words(tie.document, linker.here)}, {anchor_words(tie.anchor)}", linker.place(tie.document, tie.anchor))
    return [Inline(tie.words, place.href, element="q"), Inline(", "), place]


def _chains(message: MessageRow, traffic: Traffic, linker: Linker) -> list[list[Inline]]:
    """Explain the date of a message: `Not after Hakto 18 (December 7, 1972, 1123Z): “Kissinger replied”, Document 145, note 3`."""
    return [_chain(word, chain, traffic, linker) for word, chain in (("Not before", message.after), ("Not after", message.before)) if chain]


def _chain(word: str, chain: Sequence[DateEvidence], traffic: Traffic, linker: Linker) -> list[Inline]:
    inlines = [Inline(f"{word} ")]
    for n, bound in enumerate(chain):
        other = traffic.messages.get(bound.message) or traffic.beyond.get(bound.message)
        name = message_name(other) if other else bound.message
        inlines += [
            *([Inline("; that "), Inline(f"{word.lower()} ")] if n else []),
            Inline(name, ledger_href(linker, other) if other else ""),
        ]
        inlines += [Inline(" ("), *_evidence(bound, linker), Inline(")")]
    return [*inlines, Inline(f": {date_words(chain[-1].edtf)}.")]
