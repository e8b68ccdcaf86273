"""List what a long document has: its headings, its attachments and its printed pages. The list also says where the reader is."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.anchors import attachment_anchors, page_anchors
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.words import amount, listing
from backchannel.printed import shortened
from backchannel.readers.text.lists import heads_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.pages.components.places import DocumentPlaces
    from backchannel.printed import PrintedText
    from backchannel.records import Document

_LEAST_HEADINGS, _LEAST_PAGES = 3, 6
"""A document with fewer headings, and fewer printed pages, needs no contents, unless it has attachments."""
_MOST_HEADINGS = 60
_TITLE = 120


class ContentsEntry(NamedTuple):
    """A part of a document: its address, its name, its date if it states one, and the printed page that it begins on. `classes` tell an
    attachment from a heading."""

    href: str
    name: str
    title: str
    date: str
    page: str
    classes: str


class Contents(NamedTuple):
    """The contents of a document. `summary` counts them; `span` are its first and last page: `531–540`."""

    summary: str
    entries: list[ContentsEntry]
    pages: list[Inline]
    span: str

    @property
    def is_long(self) -> bool:
        return bool(self.entries) or len(self.pages) >= _LEAST_PAGES


def contents(document: Document, listed: ListedDocument, places: DocumentPlaces, printed: PrintedText) -> Contents:
    """List the parts of a document in the order of its text."""
    attachments = list(_attachments(document, listed, places.local))
    headings = list(_headings(document, listed, places, printed))
    headings = headings[:_MOST_HEADINGS] if len(headings) >= _LEAST_HEADINGS else []
    pages = [Inline(page.n, f"#{anchor}") for page, anchor in zip(document.pages, page_anchors(document), strict=True)]
    first = [Inline(listed.first_page, f"#{listed.local}")] if listed.first_page and listed.first_page_from != "printed" else []
    entries = [entry for _, entry in sorted((*attachments, *headings))]
    counts = {"attachment": len(attachments), "heading": len(headings), "page": len(first + pages)}
    span = f"{listed.first_page}–{listed.last_page}" if listed.first_page and listed.first_page != listed.last_page else ""
    return Contents(listing([amount(count, thing) for thing, count in counts.items() if count]), entries, first + pages, span)


def _attachments(document: Document, listed: ListedDocument, local: str) -> Iterator[tuple[int, ContentsEntry]]:
    for part, anchor in zip(document.attachments, attachment_anchors(document), strict=True):
        yield (
            part.start,
            ContentsEntry(
                href=f"#{local}{anchor}",
                name=part.label.text.strip("[]. "),
                title=shortened(part.title.text, _TITLE) if part.title else "",
                date=date_words(part.date) if part.date else "",
                page=_page(document, listed, part.start),
                classes="attachment",
            ),
        )


def _headings(
    document: Document, listed: ListedDocument, places: DocumentPlaces, printed: PrintedText
) -> Iterator[tuple[int, ContentsEntry]]:
    """Yield the headings in the text, without those of lists, and without the labels and titles of attachments."""
    named = {words.start for part in document.attachments for words in (part.label, part.title) if words}
    for block, place in zip(document.blocks, places.blocks[1:], strict=True):
        words = printed.words(block.start, block.end) if block.kind == "heading" and block.start not in named else ""
        if words and not heads_list(words):
            name = shortened(words, _TITLE)
            yield block.start, ContentsEntry(place.href, name, "", "", _page(document, listed, block.start), "")


def _page(document: Document, listed: ListedDocument, offset: int) -> str:
    labels: Sequence[str] = [listed.first_page or "", *(page.n for page in document.pages)]
    return labels[bisect_right(document.pages, offset, key=lambda page: page.start)]
