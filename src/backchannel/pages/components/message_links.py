"""Name messages, link them, and say how far they can be followed and when they were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.link_status import STATUS_CLASSES, STATUS_WORDS
from backchannel.pages.components.volumes import target_words

if TYPE_CHECKING:
    from backchannel.edition.queries.messages import MessageRow
    from backchannel.pages.components.addresses import Linker

QUOTED = "Quoted in a note, not printed"


class SentWhen(NamedTuple):
    """When a message was sent, in words, and whether that is inferred."""

    words: str
    inferred: bool


def message_name(message: MessageRow) -> str:
    """Name a message: `Tohak 82`, `Telegram 1576 to Saigon`; one known only as a document is `Document 144`."""
    if message.number:
        return channels.name(message.channel, message.number)
    return target_words(message.target or "", (message.target or "").partition("/")[0])


def message_status_class(message: MessageRow) -> str:
    """Return the CSS class of a message's status: printed here, external, mentioned."""
    return STATUS_CLASSES["mentioned" if message.status == "quoted" else message.status]


def message_status_words(message: MessageRow) -> str:
    return QUOTED if message.status == "quoted" else STATUS_WORDS[message_status_class(message)]


def message_href(linker: Linker, message: MessageRow) -> str:
    """Link a message to its document, to the quotation of it, or to the official edition; else to its row in the ledger."""
    if message.status == "elsewhere":
        return linker.official(message.target or "")
    if message.target:
        return linker.target(message.target)
    return ledger_href(linker, message)


def ledger_href(linker: Linker, message: MessageRow) -> str:
    """Link a message to its row in the ledger: the edition's, or for a post's telegram that of the page's volume, or of the volume that
    mentions it."""
    if not channels.is_post(message.channel):
        return linker.message(message.id, message.part)
    return linker.page(page_path("messages", linker.folder or message.volume or ""), message.id)


def sending(message: MessageRow) -> tuple[str, bool]:
    """Return the date of a message (EDTF) and whether it is inferred: the date it states, else the days between which the evidence places
    it; empty if there is none."""
    if message.edtf and (message.stated or not (message.first or message.last)):
        return message.edtf, not message.stated
    if message.first and message.first == message.last:
        return message.first, True
    first, last = message.first or "..", message.last or ".."
    if ".." not in (first, last) and last[:10] < first[:10]:  # the days are of two places, whose calendars differ
        first, last = last, first
    return (f"{first}/{last}", True) if message.first or message.last else ("", False)


def when_sent(message: MessageRow) -> SentWhen | None:
    """Describe when a message was sent; None if nothing shows it."""
    edtf, inferred = sending(message)
    return SentWhen(date_words(edtf), inferred) if edtf else None
