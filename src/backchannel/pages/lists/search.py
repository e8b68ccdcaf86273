"""Prepare a document for the search: its text by paragraph and note, each under its id, and the values by which it can be filtered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.anchors import editorial_pieces
from backchannel.pages.components.correspondence import code, who_to_whom
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.places import DocumentPlaces, place_id
from backchannel.pages.components.scripts import of_volume
from backchannel.pages.components.volumes import given_number, given_title, volume_words
from backchannel.pages.components.words import capital
from backchannel.printed import on_one_line
from backchannel.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.pages.components.layout import PageFrame
    from backchannel.printed import PrintedText

FACETS = ("Sender", "Recipient", "Channel", "Kind", "Year", "Classification", "Source collection")
"""The filters of the search page besides the volume, in their order."""

FACETS_FILE = "facets.js"
INDEX_FOLDER = "search"
"""The folder, in that of a volume, of its full-text index."""
NOT_KNOWN = "Not known"


class SearchPassage(NamedTuple):
    """A paragraph or note that the search can link to: its id in the page, and its words."""

    id: str
    words: str


class SearchedDocument(NamedTuple):
    """A document for the search index; `local` is its id in the volume, `head_id` that of its head in the page."""

    local: str
    head_id: str
    number: str
    title: str
    about: str
    passages: list[SearchPassage]


class VolumeChoice(NamedTuple):
    """A volume in the search page's list."""

    id: str
    title: str


class SearchPage(NamedTuple):
    """The search page."""

    path: str
    layout: Layout
    volumes: list[VolumeChoice]
    facets: Sequence[str]


def search_page(frame: PageFrame, volumes: Iterable[str]) -> SearchPage:
    named = [VolumeChoice(id, volume_words(frame.project, id)) for id in volumes]
    return SearchPage(frame.path, frame.layout, named, FACETS)


def searched_document(listed: ListedDocument, record: str, paragraphs: Sequence[str] = ()) -> SearchedDocument:
    """Prepare the document of a record, whose `paragraphs` have these names, if they differ from their count."""
    document = Document.model_validate_json(record)
    places = DocumentPlaces(document, listed.local, paragraphs)
    about = [code(listed) if listed.numbers else "", who_to_whom(listed), date_words(listed.edtf) if listed.edtf else ""]
    return SearchedDocument(
        local=listed.local,
        head_id=places.blocks[0].id,
        number=given_number(listed) or listed.local,
        title=given_title(listed),
        about=" · ".join(part for part in about if part),
        passages=list(_passages(document, places, document.printed())),
    )


def facets(listed: ListedDocument) -> Iterator[tuple[str, str]]:
    """List the values of a document, each with its facet. A missing value is `Not known`, so that readers can filter by it."""
    values = {
        "Sender": [person.short for person in listed.people if person.role == "from"],
        "Recipient": [person.short for person in listed.people if person.role == "to"],
        "Channel": [listed.numbers[0].channel] if listed.numbers and listed.numbers[0].channel else [],
        "Kind": [capital(listed.kind)] if listed.kind else [],
        "Year": [year] if (year := _year(listed)) else [],
        "Classification": [listed.classification] if listed.classification else [],
        "Source collection": [listed.collection] if listed.collection else [],
    }
    for facet in FACETS:
        for value in dict.fromkeys(values[facet]) or [NOT_KNOWN]:
            yield facet, value


def facets_script(volume: str, key: str, documents: Sequence[ListedDocument]) -> str:
    """Write the values of a volume's documents as a plain script: for each facet and value the positions of the documents in their list.
    The search page refers to a document as `key.d145`."""
    values: dict[str, dict[str, list[int]]] = {}
    for place, document in enumerate(documents):
        for facet, value in facets(document):
            values.setdefault(facet, {}).setdefault(value, []).append(place)
    return of_volume("facets", volume, {"key": key, "documents": [document.local for document in documents], "values": values})


def _year(listed: ListedDocument) -> str:
    """Return the year of a document, if its date allows only one."""
    first, last = listed.earliest or "", listed.latest or ""
    return first[:4] if first[:4] == last[:4] and first[:4].isdecimal() else ""


def _passages(document: Document, places: DocumentPlaces, printed: PrintedText) -> Iterator[SearchPassage]:
    for block, place in zip(document.blocks, places.blocks[1:], strict=True):
        if block.kind not in ("page", "head"):
            yield SearchPassage(place.id, _separated(printed.words(block.start, block.end)))
    for note, place in zip(document.notes, places.notes, strict=True):
        yield SearchPassage(place.id, _separated(printed.words(note.start, note.end)))
    for _, piece in editorial_pieces(document):
        yield SearchPassage(place_id(places.local, piece.anchor), _separated(on_one_line(piece.said.words)))


_DASH = re.compile(r"(?<=\w)[—–](?=\w)")
JOINED = "\u2060"
"""Precedes a space that is not in the text but separates two words for the search, which reads `out—that` as one."""


def _separated(words: str) -> str:
    """Separate words that a dash joins."""
    return _DASH.sub(rf"\g<0>{JOINED} ", words)
