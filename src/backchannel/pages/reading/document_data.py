"""Build the data of one document, for programs: what its page shows, as JSON.

The fields are a contract: they may be added to, but not renamed or removed. `DocumentData.model_json_schema()` describes them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from backchannel.edition.dataset.words import DocumentWords
from backchannel.pages.citing.csl import csl_item, state_words
from backchannel.pages.components.addresses import page_of
from backchannel.printed import on_one_line
from backchannel.records.spans import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.queries.document_queries import OutgoingReference
    from backchannel.pages.components.layout import PageFrame
    from backchannel.pages.reading.document import DocumentInputs
    from backchannel.records import Document, Editors

VERSION = "1.0"
"""The version of the fields: the first number changes if one is renamed or removed, the second if one is added."""
SCHEMA = "data/document.schema.json"
"""The path of the schema in the site."""


class EvidenceData(Record):
    """What shows the date of a document."""

    rule: str = Field(description="The kind of evidence.")
    place: str | None = Field(description="The paragraph or note that has the words.")
    words: str | None = Field(description="The words, as printed.")
    days: str | None = Field(description="The days that the evidence allows, in EDTF, if it is not in the document.")


class DateData(Record):
    """The date of a document."""

    edtf: str = Field(description="The date in EDTF.")
    stated: bool = Field(description="Whether the document or its editors state it; else it is inferred.")
    earliest: str | None = Field(description="The first day that it allows; null if it is open.")
    latest: str | None = Field(description="The last day that it allows; null if it is open.")
    evidence: list[EvidenceData]


class CorrespondentData(Record):
    """A sender, a recipient, or one present in a conversation."""

    role: str = Field(description="from, to or present.")
    words: str = Field(description="The words, as printed.")
    name: str | None
    office: str | None


class MarkerData(Record):
    """A note's marker in a paragraph."""

    label: str = Field(description="The label, as printed.")
    note: str = Field(description="The place of its note: fn3.")
    position: int = Field(description="How many characters of the paragraph's text come before it.")


class ParagraphData(Record):
    """A paragraph, heading, list item or table row."""

    place: str = Field(description="Its name in the document: p7. The id in the page is that of the document and this: d145p7.")
    kind: str
    page: str | None = Field(description="The printed page on which it begins.")
    text: str = Field(description="The words, on one line, without markers and page labels.")
    markers: list[MarkerData]


class NoteData(Record):
    """A note."""

    place: str = Field(description="Its name in the document: fn3.")
    label: str
    kind: str = Field(description="source, note, or supplied (by the editors).")
    marked_in: str | None = Field(description="The paragraph that has its marker; null if the marker is lost.")
    text: str


class PageData(Record):
    """A label of a printed page."""

    page: str
    place: str = Field(description="The paragraph or note in which the page begins.")


class SourceData(Record):
    """Where the document is held, by its source note."""

    repository: str | None
    collection: str | None
    series: str | None
    box: str | None
    folder: str | None
    file: str | None
    classification: str | None
    precedence: str | None


class ReferenceData(Record):
    """A reference to another document, note, page, volume, message or collection."""

    kind: str
    place: str = Field(description="The paragraph or note that has the words.")
    words: str
    sentence: str
    status: str | None = Field(description="printed, elsewhere, mentioned, ambiguous or missing; null for a collection.")
    target: str | None
    message: str | None = Field(description="The id of the message that it names.")
    reason: str | None = Field(description="Why it has no target.")
    candidates: list[str]


class AnnotationData(Record):
    """A note by this edition's editors."""

    label: str
    place: str
    words: str = Field(description="The words that it is about.")
    text: str


class CorrectionData(Record):
    """A correction by this edition's editors."""

    place: str
    words: str
    reading: str = Field(description="What the words should read.")


class EditorsData(Record):
    """What this edition's editors add."""

    introduction: str | None
    annotations: list[AnnotationData]
    corrections: list[CorrectionData]


class DocumentData(Record):
    """A document of the edition."""

    version: Literal["1.0"]
    id: str = Field(description="The id of the document: frus1969-76v09/d145.")
    volume: str
    address: str | None = Field(description="The address of its page, if the edition gives its own.")
    official: str | None = Field(description="The address of the document in the official edition.")
    number: str | None
    kind: str | None
    title: str
    subject: str | None
    place: str | None
    date: DateData | None
    apparatus: str = Field(description="Whether the text has its notes: given, none or lost.")
    first_page: str | None
    last_page: str | None
    correspondents: list[CorrespondentData]
    message: str | None = Field(description="The id of the message that it prints.")
    source: SourceData | None
    paragraphs: list[ParagraphData]
    notes: list[NoteData]
    pages: list[PageData]
    references: list[ReferenceData]
    editors: EditorsData | None
    citation: dict[str, Any] = Field(description="The citation, as a CSL-JSON item.")


def document_schema() -> str:
    """Return the JSON Schema of a document, as text."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | DocumentData.model_json_schema()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def document_data(frame: PageFrame, inputs: DocumentInputs) -> DocumentData:
    """Collect the data of the document in `inputs`."""
    listed, document = inputs.listed, inputs.document
    words = DocumentWords(document, listed.first_page, inputs.paragraphs)
    source = document.origin.source.model_dump(include=set(SourceData.model_fields)) if document.origin else None
    return DocumentData(
        version=VERSION,
        id=listed.id,
        volume=listed.volume,
        address=frame.project.edition.address_of(page_of(listed.id)) or None,
        official=frame.linker.official(listed.id) or None,
        number=listed.number,
        kind=listed.kind,
        title=listed.title,
        subject=listed.subject,
        place=listed.place,
        date=_date(inputs, words),
        apparatus=listed.apparatus,
        first_page=listed.first_page,
        last_page=listed.last_page,
        correspondents=[CorrespondentData(role=p.role, words=p.words, name=p.name, office=p.office) for p in listed.people],
        message=inputs.own.id if inputs.own else None,
        source=SourceData.model_validate(source) if source else None,
        paragraphs=list(_paragraphs(document, words)),
        notes=[NoteData.model_validate(note, from_attributes=True) for note in words.notes()],
        pages=[PageData(page=page.n, place=words.place(page.start)) for page in document.pages],
        references=[_reference(reference) for reference in inputs.outgoing],
        editors=_editors(document.editors, words) if document.editors else None,
        citation=dict(csl_item(frame.project, listed, state_words(inputs.publication))),
    )


def _date(inputs: DocumentInputs, words: DocumentWords) -> DateData | None:
    listed = inputs.listed
    if not listed.edtf:
        return None
    evidence = [EvidenceData.model_validate(shown, from_attributes=True) for shown in words.date_evidence()]
    return DateData(edtf=listed.edtf, stated=bool(listed.stated), earliest=listed.earliest, latest=listed.latest, evidence=evidence)


def _paragraphs(document: Document, words: DocumentWords) -> Iterator[ParagraphData]:
    blocks = {name: block for block, name in words.blocks}
    for paragraph in words.paragraphs():
        block = blocks[paragraph.place]
        markers = [
            MarkerData(label=marker.n, note=note, position=len(words.printed.words(block.start, marker.start)))
            for marker, note in words.markers
            if block.start <= marker.start < block.end
        ]
        yield ParagraphData(place=paragraph.place, kind=paragraph.kind, page=paragraph.page, text=paragraph.text, markers=markers)


def _reference(reference: OutgoingReference) -> ReferenceData:
    return ReferenceData(
        kind=reference.kind,
        place=reference.anchor,
        words=reference.words,
        sentence=reference.quotation,
        status=reference.status,
        target=reference.target,
        message=reference.message,
        reason=reference.reason,
        candidates=list(reference.candidates),
    )


def _editors(editors: Editors, words: DocumentWords) -> EditorsData:
    def said(start: int, end: int) -> dict[str, str]:
        return {"place": words.place(start), "words": words.printed.words(start, end)}

    return EditorsData(
        introduction=on_one_line(editors.introduction.words) if editors.introduction else None,
        annotations=[AnnotationData(label=a.n, text=on_one_line(a.words), **said(a.start, a.end)) for a in editors.annotations],
        corrections=[CorrectionData(reading=c.reading, **said(c.start, c.end)) for c in editors.corrections],
    )
