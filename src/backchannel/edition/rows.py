"""Make the rows that the store keeps of one document. The processes that read the files do this, on all cores."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel import ids
from backchannel.dates import bounds
from backchannel.edition.anchors import anchor_at, anchor_in, anchors, page_anchors
from backchannel.edition.deflated import deflated
from backchannel.edition.near_duplicates import fingerprint_words
from backchannel.edition.printed_names import printed_names
from backchannel.edition.reference_rows import archival_citations, folders, group_ties, numberings, references
from backchannel.edition.sentences import Sentences
from backchannel.edition.tables import (
    CHILDREN,
    BracketRow,
    CorrespondentRow,
    DocumentRow,
    FindingRow,
    MarkerRow,
    NoteRow,
    OriginRow,
    PageRow,
    PassageRow,
    RecordRow,
    TransmissionRow,
)
from backchannel.edition.wordings import Wording, wordings
from backchannel.printed import on_one_line, shortened
from backchannel.records import UNNUMBERED
from backchannel.source import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.anchors import Anchors
    from backchannel.findings import Finding
    from backchannel.records import Block, Correspondent, Document, Spanned

_json = json.JSONEncoder(ensure_ascii=False).encode
_OPENING = 280
"""Characters of a text that a preview shows."""
FOLLOWED = 40
"""The least number of characters by which words are recognized in another document: shorter ones, such as `Approved.`, are in many."""
_TITLE = 80
"""Characters of a text without a head that name it."""


Row = tuple[object, ...]


class Rows(NamedTuple):
    """The rows of one document, its `children` by table, with their values in the order of `CHILDREN[table]._fields`.

    Children are plain tuples: processes exchange them, and SQLite takes them, in a third of the time that named tuples need.
    """

    path: str
    inputs: str
    document: DocumentRow
    children: dict[str, list[Row]]

    def named(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table as dictionaries from column to value."""
        return [dict(zip(CHILDREN[table]._fields, values, strict=True)) for values in self.children[table]]


def rows_of(document: Document, inputs: str) -> Rows:
    """Make the rows of `document`; `inputs` is the fingerprint of what its reading depended on."""
    named, sentences = anchors(document), Sentences.of(document)
    said = wordings(document, named, sentences)
    children: dict[str, list[Row]] = {
        "record": [tuple(_record(document, named, sentences, said))],
        "passage": [*map(tuple, _passages(said))],
    }
    children |= {table: list(map(tuple, make(document, named, sentences))) for table, make in _TABLES.items()}
    read = _document_row(document, sentences)
    read = read._replace(summary_hash=summary_hash(read, children), minhash=_minhash(document))
    return Rows(document.source, inputs, read, children)


SUMMARIZED = ("correspondent", "numbering", "note", "page", "marker", "transmission")
"""The child tables that other pages show or look up: their rows are part of the document's `summary_hash`."""


def summary_hash(read: DocumentRow, children: dict[str, list[Row]]) -> str:
    """Hash everything that other pages show of a document, which is all but its place in the files."""
    shown = [children[table] for table in SUMMARIZED]
    return digest(repr((tuple(read._replace(path="", part=0, start=0, line=0)), shown)).encode())


def _minhash(document: Document) -> str:
    """Hash the text from its first paragraph on. The head is left out because two captures of a document may give it two numbers."""
    first = next(_paragraphs(document), None)
    return fingerprint_words(document.text, first.start) if first else ""


def _document_row(document: Document, sentences: Sentences) -> DocumentRow:
    volume, _, claim = document.id.partition("/")
    earliest, latest = bounds(document.date.edtf) if document.date else (None, None)
    first = min((b.start for b in document.blocks if b.kind != "page"), default=0)
    pages = document.pages
    return DocumentRow(
        path=document.source,
        part=document.part or 1,
        start=document.start or 0,
        line=document.line or 1,
        volume=volume,
        claim=claim,
        sort=_sort_key(claim, document.source),
        number=document.number,
        kind=document.kind,
        title=_title(document, sentences),
        place=_place(document, sentences),
        written_at=_written_at(document, sentences),
        subject=_subject(document),
        own_edtf=document.date.edtf if document.date else None,
        edtf=document.date.edtf if document.date else None,
        earliest=earliest,
        latest=latest,
        stated=_is_stated(document),
        instant=document.date.clock.instant if document.date and document.date.clock else None,
        received=document.received.instant if document.received else None,
        apparatus=document.apparatus,
        first_break=pages[0].n if pages else None,
        last_break=pages[-1].n if pages else None,
        opens_with_break=bool(pages) and pages[0].start <= first,
        opening=_opening(document, sentences),
        journey=document.editors.journey if document.editors else None,
        annotated=document.editors is not None,
    )


def _is_stated(document: Document) -> bool | None:
    """Return whether the text or the editors state its date; None without a date."""
    editors = document.editors is not None and document.editors.date is not None
    return (document.date.stated or editors) if document.date else None


def _record(document: Document, named: Anchors, sentences: Sentences, said: dict[str, Wording]) -> RecordRow:
    stretches = named_stretches(document, named)
    names = printed_names(*(sentences.on_lines(stretches) if document.line_ends == "broken" else (document.text, stretches)))
    settled = {name.words: name.person for name in document.editors.people} if document.editors else {}
    return RecordRow(record=deflated(document.model_dump_json()), names=_json(names), settled=_json(settled), wordings=_json(said))


def _passages(said: dict[str, Wording]) -> Iterator[PassageRow]:
    return (PassageRow(anchor, words.digest) for anchor, words in said.items() if len(words.words) >= FOLLOWED)


def _sort_key(claim: str, path: str) -> str:
    """Sort `d9` before `d10` before `d10a`, then texts without a number, by their path."""
    number, rest = ids.number_key(claim[1:]) if re.match(r"d\d", claim) else (10**8, path)
    return f"{number:09d} {rest}"


def _title(document: Document, sentences: Sentences) -> str:
    """Return the words of the head, after its number as printed; else the title that editors give, or the first words of the text."""
    if head := next((block for block in document.blocks if block.kind == "head"), None):
        return f"{_number_before(document, head)} {sentences.words(head.start, head.end)}".strip()
    if document.editors and document.editors.title:
        return document.editors.title
    body = (block for block in document.blocks if block.start < _foot(document))
    return sentences.opening(body, _TITLE) or document.source


def _number_before(document: Document, head: Block) -> str:
    """Return the number of the head, with its period, if it was taken out of the running text; else it is among the head's words."""
    if document.head is None:
        return ""
    labels = (page.start for page in document.pages if document.head.start <= page.start < head.start)
    return on_one_line(document.text[document.head.start : min(labels, default=head.start)])


def _place(document: Document, sentences: Sentences) -> str | None:
    """Return the place as printed, that of the recipient before that of the dateline: the traveler was there, the other is Washington. One
    that editors supplied is no part of the text."""
    place = document.destination or document.place
    if place is None or place.start == place.end:
        return place.text if place else None
    return sentences.words(place.start, place.end)


def _written_at(document: Document, sentences: Sentences) -> str | None:
    return sentences.words(*document.written_at.span) if document.written_at else None


def _subject(document: Document) -> str | None:
    """Return the subjects of the document itself on one line, without the periods at their ends: `Rice; Sugar`."""
    own = (on_one_line(subject.text).rstrip(" .,;") for subject in document.subject if not subject.enclosed)
    return "; ".join(filter(None, own)) or None


def _paragraphs(document: Document) -> Iterator[Block]:
    return filter(_is_paragraph, document.blocks)


def _is_paragraph(block: Block) -> bool:
    return block.kind not in UNNUMBERED and block.kind != "dateline"


def _opening(document: Document, sentences: Sentences) -> str:
    """Return the words of the first paragraph, and of those directly after it, on one line, cut at a word."""
    first = next(_paragraphs(document), None)
    if first is None:
        return ""
    in_body = first.start < _foot(document)
    after = (block for block in document.blocks if block.start >= first.start and block.kind != "page")
    run = takewhile(lambda block: _is_paragraph(block) and (block.start < _foot(document)) == in_body, after)
    return sentences.opening(run, _OPENING)


def _foot(document: Document) -> int:
    """Return where the notes begin: the blocks after them are not next to those before."""
    return document.notes[0].start if document.notes else len(document.text)


def _correspondents(document: Document, _: Anchors, sentences: Sentences) -> Iterator[CorrespondentRow]:
    for role, people in (("from", document.senders), ("to", document.recipients), ("present", _present(document))):
        for ordinal, person in enumerate(people, 1):
            words = sentences.words(person.start, person.end)
            short = short_name(person.name, words)
            yield CorrespondentRow(role=role, ordinal=ordinal, words=words, name=person.name, office=person.office, short=short)


def _present(document: Document) -> Sequence[Correspondent]:
    """Return the people of a conversation: those of the document's own lists of participants, else those whom the head names."""
    listed = [person for line in document.participants if not line.enclosed for person in line.people]
    return listed or document.between


def short_name(name: str | None, words: str) -> str:
    """Return the short form of a correspondent for lists, the name if one is printed: `Kissinger`, `Embassy in Thailand`."""
    short = on_one_line(name or words)
    if short[:4].lower() == "the ":
        short = short[4:]
    return short[:1].upper() + short[1:]


def named_stretches(document: Document, named: Anchors) -> Iterator[tuple[str, int, int]]:
    """Yield the anchor, start and end of each text that may mention people: everything but the head, which names correspondents, and the
    page labels, whose `Page` is nobody's name."""
    for block, (_, anchor) in zip(document.blocks, named.blocks, strict=True):
        if block.kind != "head":
            yield from ((anchor, *part) for part in _between_pages(document, block))
    for note, anchor in zip(document.notes, named.notes.notes, strict=True):
        yield from ((anchor, *part) for part in _between_pages(document, note))


def _between_pages(document: Document, part: Spanned) -> Iterator[tuple[int, int]]:
    start = part.start
    for page in document.pages[bisect_left(document.pages, start, key=_start) : bisect_left(document.pages, part.end, key=_start)]:
        yield start, page.start
        start = page.end
    yield start, part.end


def _start(part: Spanned) -> int:
    return part.start


def _brackets(document: Document, named: Anchors, sentences: Sentences) -> Iterator[BracketRow]:
    for bracket in document.brackets:
        words = sentences.words(bracket.start, bracket.end)
        yield BracketRow(kind=bracket.kind, words=words, anchor=anchor_in(document, named, bracket.start))


def _pages(document: Document, *_: object) -> Iterator[PageRow]:
    volume = document.id.partition("/")[0]
    for ordinal, (page, anchor) in enumerate(zip(document.pages, page_anchors(document), strict=True), 1):
        yield PageRow(volume=volume, n=page.n, ordinal=ordinal, anchor=anchor)


def _notes(document: Document, named: Anchors, sentences: Sentences) -> Iterator[NoteRow]:
    for ordinal, (note, anchor) in enumerate(zip(document.notes, named.notes.notes, strict=True), 1):
        opening = sentences.opening([note], _OPENING)
        yield NoteRow(ordinal=ordinal, label=note.n, anchor=anchor, kind=note.kind, opening=opening)
    for ordinal, supplied in enumerate(document.editors.notes if document.editors else (), len(document.notes) + 1):
        anchor, opening = named.notes.lost(document, supplied.n), shortened(supplied.words, _OPENING)
        yield NoteRow(ordinal=ordinal, label=supplied.n, anchor=anchor, kind="supplied", opening=opening)


def _markers(document: Document, named: Anchors, _: Sentences) -> Iterator[MarkerRow]:
    breaks = [page.start for page in document.pages]
    for ordinal, (marker, note) in enumerate(zip(document.markers, named.notes.markers, strict=True), 1):
        page = bisect_right(breaks, marker.start)
        yield MarkerRow(ordinal=ordinal, label=marker.n, note=note, anchor=anchor_at(named, marker.start), page=page)


def _origins(document: Document, _: Anchors, sentences: Sentences) -> Iterator[OriginRow]:
    if document.origin:
        source = document.origin.source
        yield OriginRow(
            repository=source.repository,
            collection=source.collection,
            series=source.series,
            box=source.box,
            folder=source.folder,
            file=source.file,
            classification=source.classification or _marked(document, sentences, "classification"),
            precedence=source.precedence or _marked(document, sentences, "precedence"),
        )


def _transmissions(document: Document, *_: object) -> Iterator[TransmissionRow]:
    for path, sent in enumerate(document.origin.source.via if document.origin else (), 1):
        for ordinal, step in enumerate(sent.steps, 1):
            yield TransmissionRow(path=path, ordinal=ordinal, kind=step.kind, words=on_one_line(step.text))


def _marked(document: Document, sentences: Sentences, kind: str) -> str | None:
    """Return the marking printed near the head, for documents whose source note gives none: `secret`."""
    marked = (sentences.words(marking.start, marking.end) for marking in document.markings if marking.kind == kind)
    return next(marked, None)


def _findings(document: Document, *_: object) -> Iterator[FindingRow]:
    yield from finding_rows(document.findings, stage="read", part="", path=document.source)
    if document.editors:
        yield from finding_rows(document.editors.findings, stage="read", part="", path=document.editors.path)


def finding_rows(findings: Iterable[Finding], stage: str, part: str, path: str) -> Iterator[FindingRow]:
    """Make the rows of findings in one file."""
    for f in findings:
        yield FindingRow(
            stage=stage,
            part=part,
            path=path,
            rule=f.rule,
            severity=f.severity,
            start=f.start,
            end=f.end,
            line=f.line,
            column=f.column,
            message=f.message,
        )


_Make = Callable[["Document", "Anchors", "Sentences"], "Iterator[NamedTuple]"]

_TABLES: dict[str, _Make] = {
    "correspondent": _correspondents,
    "bracket": _brackets,
    "page": _pages,
    "note": _notes,
    "marker": _markers,
    "origin": _origins,
    "archival_citation": archival_citations,
    "transmission": _transmissions,
    "numbering": numberings,
    "group_tie": group_ties,
    "folder": folders,
    "reference": references,
    "finding": _findings,
}
