"""Build the page of one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids, rules
from backchannel.edition.rebuild.invalidation import TEI
from backchannel.pages.citing.chicago import ChicagoNote, chicago_note
from backchannel.pages.citing.citation import Citation, citation
from backchannel.pages.citing.csl import csl_item, state_words
from backchannel.pages.citing.slots import citation_template
from backchannel.pages.components.about import about
from backchannel.pages.components.addresses import READING_LIST, page_path
from backchannel.pages.components.correspondence import Correspondence, code, correspondence, who_to_whom
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.places import DocumentPlace, DocumentPlaces
from backchannel.pages.components.volumes import given_number, given_title, official_words
from backchannel.pages.reading.body import BodyGroup, paragraphs
from backchannel.pages.reading.contents import Contents, contents
from backchannel.pages.reading.editorial import EditionNote, edition_notes, gap_note
from backchannel.pages.reading.editors import EditorialContent, editorial_content
from backchannel.pages.reading.explained import ExplainedHere, ExplanationInputs, explained_here
from backchannel.pages.reading.facts import DocumentFacts, document_facts
from backchannel.pages.reading.former import FormerSection, former_section, joined_ids
from backchannel.pages.reading.metadata_panel import Field, metadata_panel
from backchannel.pages.reading.notes import RenderedNote, end_notes
from backchannel.pages.reading.references import ReferenceCard, ReferenceTargets, cited_places, mentioned_here, referenced_by
from backchannel.pages.reading.text import MarkedText, TextPiece
from backchannel.pages.reading.thread import DocumentThread, document_thread
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.publication.publish import Publication
    from backchannel.edition.queries.document_queries import (
        AcceptedFinding,
        IncomingReference,
        ListedDocument,
        Neighbors,
        OutgoingReference,
    )
    from backchannel.edition.queries.messages import MessageRow, TiedMessage
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame
    from backchannel.records import Block, Document

_NEIGHBOR = 64
_PAGE_TITLE = 200


class NeighborLink(NamedTuple):
    """The document before or after: its address, its number, that with who wrote to whom (or its title), its message
    number, and what it is about."""

    href: str
    number: str
    name: str
    code: str
    about: str


class NeighborLine(NamedTuple):
    """A sequence of documents in the volume that the document belongs to (`On Tohak`, `Between Haig and Nixon`), and its neighbors in
    it."""

    name: str
    previous: Inline | None
    following: Inline | None


class DocumentInputs(NamedTuple):
    """Everything that the page of a document is made from. `around` has what its references lead to, `own` is the message that it prints,
    `known` is what explains its persons and terms, `station` is the place that the editors give for its journey, `publication` says
    what is published at its address, `paragraphs` are the names of its paragraphs, if they differ from their count."""

    listed: ListedDocument
    document: Document
    outgoing: Sequence[OutgoingReference]
    around: ReferenceTargets
    incoming: Sequence[IncomingReference]
    previous: ListedDocument | None
    following: ListedDocument | None
    lines: Sequence[Neighbors] = ()
    own: MessageRow | None = None
    tied: Sequence[TiedMessage] = ()
    accepted: Sequence[AcceptedFinding] = ()
    known: ExplanationInputs = ExplanationInputs()
    station: str = ""
    publication: Publication | None = None
    paragraphs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """The page of a document, from its path and layout to its footer. The source's own text is in `lead` (what precedes the head), `number`
    and `heading`, `body`, `notes` and `tail`; everything else is the edition's. `ids` are the ids to be published."""

    path: str
    layout: Layout
    opening: str
    id: str
    number_shown: str
    number: list[TextPiece]
    head_id: str
    heading: list[TextPiece]
    lead: list[BodyGroup]
    correspondence: Correspondence | None
    facts: DocumentFacts
    metadata_panel: list[Field]
    contents: Contents
    gap: list[Inline]
    official: str
    official_parts: str
    official_site: str
    body: list[BodyGroup]
    notes: list[RenderedNote]
    editors: EditorialContent
    tail: list[BodyGroup]
    edition_notes: list[EditionNote]
    mentioned: list[ReferenceCard]
    referenced: list[ReferenceCard]
    explained: ExplainedHere
    pages: str
    cite: ChicagoNote
    citation: Citation
    tei: str
    previous: NeighborLink | None
    following: NeighborLink | None
    lines: list[NeighborLine]
    thread: DocumentThread | None
    former: FormerSection
    state: str
    source: str
    witness: str | None
    data: str
    reading_list: str

    @property
    def ids(self) -> list[str]:
        """List the ids that others may point to: the document, its head, its paragraphs, notes, markers and page labels."""
        paragraphs = [paragraph for group in (*self.lead, *self.body, *self.tail) for paragraph in group.paragraphs]
        rendered = [self.heading, *(p.pieces for p in paragraphs), *(cell for p in paragraphs for cell in p.cells)]
        rendered += [line for note in self.notes for line in note.paragraphs]
        named = [paragraph.id for paragraph in paragraphs] + [note.id for note in self.notes]
        named += [note.id for note in self.editors.notes]
        named += [ids.editors_id(self.id)] if self.editors.introduction else []
        return [self.id, self.head_id, *named, *(piece.id for pieces in rendered for piece in pieces if piece.id)]


def document_page(frame: PageFrame, inputs: DocumentInputs) -> DocumentPage:
    """Build the page of the document in `inputs`."""
    listed, linker = inputs.listed, frame.linker
    document = inputs.document
    places = DocumentPlaces(document, listed.local, inputs.paragraphs)
    former = inputs.publication.addresses if inputs.publication else []
    joined = joined_ids(listed.local, former)
    reasons = [found.reason.strip() for found in inputs.accepted if found.rule == rules.PUBLISHED_ID_GONE.id]
    mentions = mentioned_here(listed, inputs.outgoing, inputs.around, linker)
    linked = [reference for n, reference in enumerate(document.references) if n in mentions.links]
    explained = explained_here(document, listed.local, inputs.known, linker, linked)
    cited = cited_places(listed, inputs.incoming)
    marked = MarkedText(document, places, mentions.links, explained.places, cited)
    editors = editorial_content(document, places, marked, mentions.links)
    parts = _parts(document, places)
    number, heading = _heading(document, parts.head, marked)
    official = linker.official(listed.id)
    series = frame.project.series.of(listed.volume)
    state = state_words(inputs.publication)
    item = csl_item(frame.project, listed, state)
    template = citation_template(item, series)
    line = correspondence(document, listed, linker, marked.printed, inputs.known.named)
    panel = metadata_panel(document, listed, places, marked, mentions.links, linker, inputs.known.named, inputs.station)
    return DocumentPage(
        path=frame.path,
        layout=frame.layout.titled(_page_title(listed)),
        opening=shortened(listed.opening, _PAGE_TITLE),
        id=listed.local,
        number_shown="" if number else given_number(listed),
        number=number,
        head_id=places.blocks[0].id,
        heading=heading,
        lead=paragraphs(document, parts.lead, marked, listed.first_page, joined),
        correspondence=line,
        facts=document_facts(panel, "" if line else listed.place or ""),
        metadata_panel=panel,
        contents=contents(document, listed, places, marked.printed),
        gap=gap_note(document, f"{official_words(listed)} at {series.site}", official),
        official=official,
        official_parts=series.address_of_parts(listed.volume),
        official_site=series.site,
        body=paragraphs(document, parts.body, marked, listed.first_page, joined),
        notes=end_notes(document, places, marked, editors.supplied, cited),
        editors=editors,
        tail=paragraphs(document, parts.tail, marked, listed.first_page, joined),
        edition_notes=edition_notes(document, places, inputs.accepted),
        mentioned=mentions.cards,
        referenced=referenced_by(listed, inputs.incoming, linker),
        explained=explained,
        pages=item.get("page", ""),
        cite=chicago_note(template),
        citation=citation(item, template),
        tei=frame.linker.page(f"{listed.id}.xml") if TEI in frame.project.edition.formats else "",
        previous=_neighbor(linker, inputs.previous),
        following=_neighbor(linker, inputs.following),
        lines=[_neighbor_line(linker, line) for line in inputs.lines],
        thread=document_thread(linker, inputs.own, inputs.tied),
        former=former_section(listed.id, former, linker, reasons),
        state=state,
        source=document.source,
        witness=document.witness,
        data=linker.page(f"{listed.id}.json") if frame.project.edition.data.documents else "",
        reading_list=linker.page(page_path(READING_LIST)),
    )


class _Parts(NamedTuple):
    """The blocks of a text by their position: before its head, the head, after it, and after the notes."""

    lead: list[tuple[Block, DocumentPlace]]
    head: Block | None
    body: list[tuple[Block, DocumentPlace]]
    tail: list[tuple[Block, DocumentPlace]]


def _parts(document: Document, places: DocumentPlaces) -> _Parts:
    blocks = list(zip(document.blocks, places.blocks[1:], strict=True))
    head = next((n for n, (block, _) in enumerate(blocks) if block.kind == "head"), None)
    after = blocks if head is None else blocks[head + 1 :]
    foot = document.notes[0].start if document.notes else len(document.text) + 1
    return _Parts(
        lead=blocks[:head] if head is not None else [],
        head=blocks[head][0] if head is not None else None,
        body=[part for part in after if part[0].start < foot],
        tail=[part for part in after if part[0].start > foot],
    )


def _heading(document: Document, head: Block | None, marked: MarkedText) -> tuple[list[TextPiece], list[TextPiece]]:
    """Render the number of a head, if it is part of the running text (`145. `, of which the page shows the figures), and the head's
    words."""
    if head is None:
        return [], []
    text, number = document.text[head.start : head.end], document.number
    first = len(text) - len(text.lstrip())
    if not number or not text.startswith(number, first):
        return [], marked.pieces(head.start, head.end)
    after = head.start + first + len(number)
    words = head.end - len(document.text[after : head.end].removeprefix(".").lstrip())
    point = (piece._replace(classes="visually-hidden") for piece in marked.pieces(after, words))
    return [*marked.pieces(head.start, after), *point], marked.pieces(words, head.end)


def _page_title(listed: ListedDocument) -> str:
    title = shortened(listed.title, _PAGE_TITLE)
    return f"{title} · {code(listed)}" if listed.numbers else title


def _neighbor(linker: Linker, listed: ListedDocument | None) -> NeighborLink | None:
    if listed is None:
        return None
    number = given_number(listed) or listed.local
    text = who_to_whom(listed) or given_title(listed)
    name = f"{number}{'.' if listed.number else ''} {shortened(text, _NEIGHBOR)}"
    return NeighborLink(linker.document(listed.id), number, name, code(listed) if listed.numbers else "", about(listed))


def _neighbor_line(linker: Linker, line: Neighbors) -> NeighborLine:
    return NeighborLine(
        f"On {'telegrams ' if channels.is_post(line.name) else ''}{line.name}" if line.kind == "channel" else f"Between {line.name}",
        _step(linker, line.previous, line.previous_number, line.previous_code if line.kind == "channel" else None, "‹ {}"),
        _step(linker, line.following, line.following_number, line.following_code if line.kind == "channel" else None, "{} ›"),
    )


def _step(linker: Linker, id: str | None, number: str | None, code: str | None, form: str) -> Inline | None:
    """Link a neighbor: `‹ 44, Tohak 82`."""
    if id is None:
        return None
    name = number or id.partition("/")[2]
    return Inline(form.format(f"{name}, {code}" if code else name), linker.document(id))
