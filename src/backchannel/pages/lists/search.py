"""Prepare a document for the search: its text by paragraph and note, each under its id, and the values by which it can be filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.anchors import editorial_pieces
from backchannel.pages.components.about import about
from backchannel.pages.components.correspondence import code, who_to_whom
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.places import DocumentPlaces, place_id
from backchannel.pages.components.scripts import of_volume
from backchannel.pages.components.volumes import given_number, given_title, volume_words
from backchannel.pages.components.words import capital
from backchannel.printed import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.pages.components.layout import PageFrame
    from backchannel.printed import PrintedText
    from backchannel.records import Correction, Document
    from backchannel.records.spans import Spanned

FACETS = ("Sender", "Recipient", "Participant", "Channel", "Kind", "Year", "Classification", "Source collection")
"""The filters of the search page besides the volume, in their order."""

FACETS_FILE = "facets.js"
NOT_KNOWN = "Not known"


class SearchPassage(NamedTuple):
    """A paragraph or note that the search can link to: its id in the page, and its words."""

    id: str
    words: str


class SearchedDocument(NamedTuple):
    """A document for the search index: its id in the volume, number and title, what lists say of it, the id of its head in the page, and
    its text and notes, those of the editors among them."""

    local: str
    title: str
    about: str
    head_id: str
    text: list[SearchPassage]
    notes: list[SearchPassage]


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


def searched_document(listed: ListedDocument, document: Document, paragraphs: Sequence[str] = ()) -> SearchedDocument:
    """Prepare a document whose `paragraphs` have these names, if they differ from their count."""
    places, printed = DocumentPlaces(document, listed.local, paragraphs), document.printed()
    said = [code(listed) if listed.numbers else "", who_to_whom(listed), about(listed), date_words(listed.edtf) if listed.edtf else ""]
    return SearchedDocument(
        local=listed.local,
        title=f"{given_number(listed) or listed.local}. {given_title(listed)}",
        about=" · ".join(part for part in said if part),
        head_id=places.blocks[0].id,
        text=list(_text(document, places, printed)),
        notes=list(_notes(document, places, printed)),
    )


def facets(listed: ListedDocument) -> Iterator[tuple[str, str]]:
    """List the values of a document, each with its facet. A missing value is `Not known`, so that readers can filter by it."""
    values = {
        "Sender": [person.short for person in listed.people if person.role == "from"],
        "Recipient": [person.short for person in listed.people if person.role == "to"],
        "Participant": [person.short for person in listed.people if person.role == "present"],
        "Channel": [listed.numbers[0].channel] if listed.numbers and listed.numbers[0].channel else [],
        "Kind": [capital(listed.kind)] if listed.kind else [],
        "Year": [year] if (year := _year(listed)) else [],
        "Classification": [listed.classification] if listed.classification else [],
        "Source collection": [listed.collection] if listed.collection else [],
    }
    for facet in FACETS:
        for value in dict.fromkeys(values[facet]) or [NOT_KNOWN]:
            yield facet, value


def facets_script(volume: str, documents: Sequence[ListedDocument]) -> str:
    """Write the values of a volume's documents as a plain script: for each facet and value the positions of the documents in their list;
    and of each document the first and last day of its date, which are empty if they are open, and whether it is stated."""
    values: dict[str, dict[str, list[int]]] = {}
    for place, document in enumerate(documents):
        for facet, value in facets(document):
            values.setdefault(facet, {}).setdefault(value, []).append(place)
    dates = [[listed.earliest or "", listed.latest or "", int(bool(listed.stated))] if listed.edtf else [] for listed in documents]
    return of_volume("facets", volume, {"documents": [document.local for document in documents], "values": values, "dates": dates})


def _year(listed: ListedDocument) -> str:
    """Return the year of a document, if its date allows only one."""
    first, last = listed.earliest or "", listed.latest or ""
    return first[:4] if first[:4] == last[:4] and first[:4].isdecimal() else ""


def _text(document: Document, places: DocumentPlaces, printed: PrintedText) -> Iterator[SearchPassage]:
    corrections = document.editors.corrections if document.editors else ()
    for block, place in zip(document.blocks, places.blocks[1:], strict=True):
        if block.kind not in ("page", "head"):
            yield SearchPassage(place.id, _corrected(block, corrections, printed))


def _notes(document: Document, places: DocumentPlaces, printed: PrintedText) -> Iterator[SearchPassage]:
    for note, place in zip(document.notes, places.notes, strict=True):
        yield SearchPassage(place.id, printed.words(note.start, note.end))
    for _, piece in editorial_pieces(document):
        yield SearchPassage(place_id(places.local, piece.anchor), on_one_line(piece.said.words))


def _corrected(block: Spanned, corrections: Sequence[Correction], printed: PrintedText) -> str:
    """Return the words of a block, each correction after the words that it corrects: `recieved [received]`."""
    words, start = [], block.start
    for correction in corrections:
        if block.start <= correction.start and correction.end <= block.end:
            words += [printed.words(start, correction.end), f"[{correction.reading}]"]
            start = correction.end
    return " ".join([*words, printed.words(start, block.end)])
