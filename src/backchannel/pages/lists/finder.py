"""Write the data of the finder, the box in a page's header: a volume's documents by number and head, its printed pages, its messages.

It is a plain script, since browsers do not let a page read other files from a disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages.components.about import about, conversation
from backchannel.pages.components.addresses import Linker
from backchannel.pages.components.correspondence import code, serials, short_names
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.message_links import message_href, message_name, message_status_words
from backchannel.pages.components.scripts import of_volume
from backchannel.pages.components.volumes import given_number, given_title, volume_words
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.queries.lists import VolumePageBreak
    from backchannel.edition.queries.messages import MessageRow
    from backchannel.settings import Project

_HEAD = 160

FINDER = "finder.js"

_FROM_TOP = Linker()


class NumberedPlace(NamedTuple):
    """A document, page or message: its number, its address from the top of the site, and what is said of it."""

    kind: str
    number: str
    href: str
    says: str
    date: str


class VolumeFinder(NamedTuple):
    """The finder of a volume. Addresses are relative to the top of the site.

    `documents` have address, number, head, date, who to whom and about what, message numbers; `pages` number, address, and the document
    in which they begin; `messages` number, address, status.
    """

    title: str
    documents: list[tuple[str, str, str, str, str, str]]
    pages: list[tuple[str, str, str]]
    messages: list[tuple[str, str, str]]

    @property
    def numbered(self) -> list[NumberedPlace]:
        """List what has a number: documents, pages and messages."""
        return [
            *(
                NumberedPlace("document", number, href, code or people or head, date)
                for href, number, head, date, people, code in self.documents
            ),
            *(NumberedPlace("page", number, href, begins, "") for number, href, begins in self.pages),
            *(NumberedPlace("message", number, href, says, "") for number, href, says in self.messages),
        ]

    def script(self, volume: str) -> str:
        """Write the script that gives this finder to the page that loads it."""
        return of_volume("finders", volume, self._asdict())


def finder(
    project: Project,
    volume: str,
    documents: Sequence[ListedDocument],
    breaks: Sequence[VolumePageBreak],
    messages: Sequence[MessageRow],
) -> VolumeFinder:
    """Make the finder of a volume that prints or mentions these messages."""
    return VolumeFinder(
        volume_words(project, volume),
        [_document(document) for document in documents],
        sorted({*_marked(breaks), *_begun(documents)}, key=lambda page: (ids.page_number(page[0]), page)),
        sorted(_messages(volume, messages)),
    )


def _document(listed: ListedDocument) -> tuple[str, str, str, str, str, str]:
    ends = [short_names(listed, "from"), short_names(listed, "to")]
    return (
        _FROM_TOP.document(listed.id),
        given_number(listed) or listed.local,
        shortened(given_title(listed), _HEAD),
        date_words(listed.edtf) if listed.edtf else "",
        ": ".join(filter(None, (" to ".join(end for end in ends if end) or conversation(listed), about(listed)))),
        f"{code(listed)} {serials(listed.numbers)}".strip() if listed.numbers else "",
    )


def _marked(breaks: Sequence[VolumePageBreak]) -> Iterator[tuple[str, str, str]]:
    for mark in breaks:
        yield mark.page, _FROM_TOP.document(mark.id, mark.anchor), _number(mark.id)


def _begun(documents: Sequence[ListedDocument]) -> Iterator[tuple[str, str, str]]:
    """List the pages on which documents begin without a label that marks the page."""
    for listed in documents:
        if listed.first_page and listed.first_page_from != "printed":
            yield listed.first_page, _FROM_TOP.document(listed.id), _number(listed.id)


def _number(id: str) -> str:
    return id.partition("/")[2].removeprefix("d")


def _messages(volume: str, messages: Sequence[MessageRow]) -> Iterator[tuple[str, str, str]]:
    """List each number of a message with its address from the top of the site: for a telegram that no text prints, in the volume's
    ledger."""
    for message in messages:
        if message.number:
            href = message_href(_FROM_TOP, message._replace(volume=volume))
            names = [message_name(message), *(serial for serial in message.serials if not serial.isdecimal())]
            yield from ((name, href, message_status_words(message)) for name in names)
