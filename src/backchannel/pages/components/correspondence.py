"""Build the correspondence header: a message as a line between two places, with who wrote to whom and its number.

It heads a document and is its row in a list. The traveler is on the right: what goes out to him (Tohak) runs from left to right, what comes
in from him (Hakto) from right to left. Other documents run from sender to recipient, and a conversation is between those who spoke.

"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels
from backchannel.edition.rows import short_name
from backchannel.pages.components.about import conversation
from backchannel.pages.components.inline import Inline, document_inlines
from backchannel.pages.components.words import capital, listing
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.edition.people.queries import IdentifiedName
    from backchannel.edition.queries.document_queries import ListedDocument, MessageNumber
    from backchannel.pages.components.addresses import Linker
    from backchannel.printed import PrintedText
    from backchannel.records import Correspondent, Document

NOT_STATED = "Not stated"
"""Shown at an end of a message that its head does not name."""

_NAME = 90
"""Characters of a correspondent's name that fit beside the channel."""


class Endpoint(NamedTuple):
    """One end of the line: its role (`From`, `To`, `Between`, `And`), the names as printed, each linked to the page of the person meant
    if known, and what is known about the place."""

    role: str
    names: list[Inline]
    place: str


class Correspondence(NamedTuple):
    """The line: `out` or `in`, its ends from left to right, and the channel between them. An end is None if documents of this kind do not
    have it (a memorandum for the record has no recipient)."""

    direction: str
    left: Endpoint | None
    right: Endpoint | None
    channel: str
    code: str
    serials: str


def correspondence(
    document: Document, listed: ListedDocument, linker: Linker, printed: PrintedText, named: Iterable[IdentifiedName] = ()
) -> Correspondence | None:
    """Build the line of a document, whose text is `printed`; None if it is no message and has no correspondents. `named` are the names that
    identify somebody."""
    if not (document.message or document.senders or document.recipients):
        return _conversation(document, listed, printed) if len(document.between) > 1 else None
    direction = channels.direction(document.message.channel) if document.message else "out"
    message = document.message is not None
    pages = {(name.role, name.ordinal): linker.person(name.person) for name in named}
    senders, recipients = (_short_names(people, printed) for people in (document.senders, document.recipients))
    sender = Endpoint("From", _linked(senders, "from", pages), _sent_from(document, printed)) if senders or message else None
    recipient = Endpoint("To", _linked(recipients, "to", pages), _sent_to(document, printed)) if recipients or message else None
    left, right = (sender, recipient) if direction == "out" else (recipient, sender)
    channel = "Channel" if listed.numbers else "Kind"
    return Correspondence(direction, left, right, channel, code(listed), serials(listed.numbers))


def _conversation(document: Document, listed: ListedDocument, printed: PrintedText) -> Correspondence:
    first, *others = _short_names(document.between, printed)
    return Correspondence(
        "out", Endpoint("Between", [Inline(first)], ""), Endpoint("And", [Inline(listing(others))], ""), "Kind", code(listed), ""
    )


def code(listed: ListedDocument) -> str:
    """Name a document by its channel and number: `Tohak 82`, `Telegram 1576 to Saigon`, else by its kind."""
    if listed.numbers and listed.numbers[0].channel:
        return channels.name(listed.numbers[0].channel, listed.numbers[0].number)
    return capital(listed.kind or "Document")


def serials(numbers: Sequence[MessageNumber]) -> str:
    """Write the other numbers of a message: `/ WHS 2280`, `/ 226`."""
    return " ".join(f"/ {channels.name(n.channel, n.number)}" for n in numbers[1:])


def short_names(listed: ListedDocument, role: str) -> str:
    """Name the senders (`from`) or recipients (`to`) of a document: `Nixon, Haig`; by office if no name is printed."""
    people = [person for person in listed.people if person.role == role]
    return shortened(", ".join(person.short for person in people), _NAME)


def who_to_whom(listed: ListedDocument) -> str:
    """Write `Nixon, Haig to Kissinger`, for a conversation `Nixon, Haig, Kissinger`; empty unless the head names both ends."""
    sender, recipient = short_names(listed, "from"), short_names(listed, "to")
    return f"{sender} to {recipient}" if sender and recipient else conversation(listed)


def _short_names(people: Sequence[Correspondent], printed: PrintedText) -> list[str]:
    return [short_name(person.name, printed.words(person.start, person.end)) for person in people]


def _linked(names: list[str], role: str, pages: Mapping[tuple[str, int], str]) -> list[Inline]:
    """List the names of one end: in one piece, unless one of them links to a person's page."""
    hrefs = [pages.get((role, ordinal), "") for ordinal in range(1, len(names) + 1)]
    if not any(hrefs):
        return [Inline(listing(names) or NOT_STATED)]
    return document_inlines([Inline(name, href) for name, href in zip(names, hrefs, strict=True)])


def _sent_to(document: Document, printed: PrintedText) -> str:
    """Find the place after the recipient in a head: `(Kissinger) in Paris`."""
    place = document.destination or document.place
    if not document.recipients:
        return ""
    in_head = place and document.head and document.recipients[-1].start <= place.start < document.head.end
    return printed.words(place.start, place.end) if place and in_head else _unknown_place(document)


def _sent_from(document: Document, printed: PrintedText) -> str:
    """Find the place in the dateline: `Washington, December 6, 1972`; if the capture lost the dateline, as editors supply it: `[Paris]`."""
    place = document.place
    if not document.senders:
        return ""
    if document.editors and document.editors.place:
        return f"[{document.editors.place}]"
    in_dateline = place and any(block.kind == "dateline" and block.start <= place.start < block.end for block in document.blocks)
    return printed.words(place.start, place.end) if place and in_dateline else _unknown_place(document)


def _unknown_place(document: Document) -> str:
    """Describe a place that the message does not state; in other documents readers do not expect one."""
    return "Place not stated" if document.message else ""
