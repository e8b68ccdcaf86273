"""Build the thread of a document's message: what it answers, what crossed it, what answers it, and the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels
from backchannel.pages.components.about import subject_words
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.link_status import link_class
from backchannel.pages.components.message_links import (
    ledger_href,
    message_href,
    message_name,
    message_status_class,
    message_status_words,
    when_sent,
)
from backchannel.pages.components.places import anchor_words, place_id
from backchannel.pages.components.volumes import target_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.queries.messages import MessageRow, TiedMessage
    from backchannel.pages.components.addresses import Linker


class ThreadStep(NamedTuple):
    """A message of the thread: `classes` give its link status and direction, and `now` for the document's own; how it is related to that
    message, when it was sent, and the words that say so."""

    classes: str
    name: Inline
    tie: str
    date: str
    inferred: bool
    evidence: list[Inline]


class DocumentThread(NamedTuple):
    """The messages of the thread in order, and links to the whole conversation."""

    steps: list[ThreadStep]
    whole: list[Inline]


_TIES = {
    "answers": "Answered here",
    "answered": "Answers this",
    "crossed": "Crossed this in transit",
    "same": "May be the same as this message",
}
_ORDER = ("answers", "now", "same", "crossed", "answered")


def document_thread(linker: Linker, own: MessageRow | None, tied: Sequence[TiedMessage]) -> DocumentThread | None:
    """Build the thread of the message that a document prints; None if nothing is related to it."""
    if own is None or not tied:
        return None
    steps = [(_ORDER.index(step.kind), n, _step(linker, own, step)) for n, step in enumerate(tied)]
    here = _ORDER.index("now"), 0, _own(own)
    ordered = [step for *_, step in sorted([*steps, here], key=lambda entry: entry[:2])]
    return DocumentThread(ordered, list(_whole(linker, own, in_thread=any(step.kind != "same" for step in tied))))


def _own(own: MessageRow) -> ThreadStep:
    """Show the document's own message, with its date if the related messages narrow it down."""
    sent = when_sent(own) if own.after or own.before else None
    inferred = sent is not None and sent.inferred
    return ThreadStep(
        f"now is-here {own.direction}",
        Inline(message_name(own)),
        "This document",
        sent.words if sent and inferred else "",
        inferred,
        evidence=[],
    )


def _step(linker: Linker, own: MessageRow, tied: TiedMessage) -> ThreadStep:
    message = tied.message
    status_class, sent = message_status_class(message), when_sent(message)
    return ThreadStep(
        classes=f"is-{status_class} {message.direction}",
        name=Inline(message_name(message), message_href(linker, message), link_class(status_class)),
        tie=" ".join(filter(None, (f"{_TIES[tied.kind]}. {message_status_words(message)}.", subject_words(message.subject)))),
        date=sent.words if sent else "",
        inferred=bool(sent and sent.inferred),
        evidence=_evidence(linker, own, tied),
    )


def _evidence(linker: Linker, own: MessageRow, tied: TiedMessage) -> list[Inline]:
    """Quote the words that relate two messages: `“Kissinger replied”, note 3`, with the document if it is another; if only the clocks show
    it, the words alone."""
    if not tied.document:
        return [Inline(tied.words)] if tied.words else []
    words = anchor_words(tied.anchor)
    if tied.document == own.document:
        local = tied.document.partition("/")[2]
        place = Inline(words, f"#{place_id(local, tied.anchor)}")
    else:
        place = Inline(f"{target_words(tied.document, linker.here)}, {words}", linker.place(tied.document, tied.anchor))
    return [Inline(tied.words, place.href, element="q"), Inline(" "), place]


def _whole(linker: Linker, own: MessageRow, *, in_thread: bool) -> Iterable[Inline]:
    if in_thread:
        page = page_path("threads", linker.folder if channels.is_post(own.channel) else "")
        yield Inline("The whole thread", linker.page(page, f"t-{own.id}"))
        yield Inline(" · ")
    yield Inline("In the ledger", ledger_href(linker, own))
