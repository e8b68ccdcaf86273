"""Summarize a message of the traffic: its name, how far it can be followed and where to, when it was sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.pages.components.about import about_words
from backchannel.pages.components.date_words import short_date
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.message_links import message_href, sending
from backchannel.pages.components.places import anchor_words, in_order
from backchannel.pages.components.volumes import designation, target_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.queries.messages import MessageMention, MessageRow
    from backchannel.pages.components.addresses import Linker

MESSAGE_STATUS_WORDS = {
    "printed": ("here", "Printed here"),
    "elsewhere": ("external", "At history.state.gov, not in this edition"),
    "quoted": ("quoted", "Quoted in a note of this edition"),
    "mentioned": ("mentioned", "Known only by mention"),
}
"""The CSS class of each status of a message, and its words."""


class MessageSummary(NamedTuple):
    """A message in words: `box` is the number of the document that prints it, `place` where it was sent to; `named` says where else it is
    known from, its first part being optional; `about` is its subject. `date` is short, without a year that the journey shows."""

    code: str
    href: str
    status_class: str
    status: str
    box: str
    place: str
    named: tuple[str, str] | None
    date: str
    inferred: bool
    about: str


def message_summary(message: MessageRow, namings: Sequence[MessageMention], linker: Linker, *, year: bool) -> MessageSummary:
    """Summarize a message; `year` adds the year to its date, if its figure does not show it."""
    status_class, status = MESSAGE_STATUS_WORDS[message.status]
    edtf, inferred = sending(message)
    return MessageSummary(
        code=code(message),
        href=printed_in(message, namings, linker),
        status_class=status_class,
        status=status,
        box=_number(message),
        place=message.place if message.place and message.direction == "out" and not channels.is_post(message.channel) else "",
        named=_named(message, namings),
        date=short_date(edtf, year=year) if edtf else "",
        inferred=inferred,
        about=about_words("", (), message.subject),
    )


def printed_in(message: MessageRow, namings: Sequence[MessageMention], linker: Linker) -> str:
    """Link a message to its text, here or elsewhere, or to the first place that names it."""
    if message.target or not namings:
        return message_href(linker, message)
    first = namings[0]
    return linker.place(first.document, first.anchor)


def named_in(linker: Linker, namings: Iterable[MessageMention]) -> list[Inline]:
    """List where a message is named: `Document 44, ¶1, ¶3; Document 57, note 2`, each place a link."""
    documents: dict[str, list[str]] = {}
    for naming in namings:
        documents.setdefault(naming.document, []).append(naming.anchor)
    return joined((_in_document(linker, id, anchors) for id, anchors in documents.items()), "; ")


def _in_document(linker: Linker, id: str, anchors: Iterable[str]) -> list[Inline]:
    links = [Inline(anchor_words(anchor), linker.place(id, anchor), "link--here") for anchor in in_order(anchors)]
    return joined([[Inline(target_words(id, linker.here))], *([link] for link in links)])


def code(message: MessageRow) -> str:
    """Name a message in its figure: `Tohak 82`; `Telegram 1576`, as the figure names the post; `Doc. 144` if only the document is known."""
    if not message.number:
        return f"Doc. {_local(message.target)}" if _local(message.target) else "Not numbered"
    return f"Telegram {message.number}" if channels.is_post(message.channel) else channels.name(message.channel, message.number)


def _local(target: str | None) -> str:
    """Return the number of the document in a target: `144`; empty if the target has none."""
    match = re.match(r"[^#/]+/d(\d+[a-z]?)", target or "")
    return match[1] if match else ""


def _number(message: MessageRow) -> str:
    if message.status == "printed":
        return message.document_number or _local(message.target) or "–"
    return (_local(message.target) or "–") if message.status == "elsewhere" else ""


def _named(message: MessageRow, namings: Sequence[MessageMention]) -> tuple[str, str] | None:
    if message.status == "printed":
        return None
    if message.status == "elsewhere":
        volume = ids.split_target(message.target or "")[0].partition("/")[0]
        near = not namings or namings[0].document.startswith(f"{volume}/")
        return None if near else ("", designation(volume).rpartition(", ")[2])
    document = message.document if message.status == "quoted" else next((naming.document for naming in namings), None)
    number = message.document_number if message.status == "quoted" else next((naming.document_number for naming in namings), None)
    words = number or _local(document)
    return ("quoted " if message.status == "quoted" else "named ", f"in {words}") if words else None
