"""What the store keeps of one document: rows for each of its tables, worked out beside the reading, on all cores."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.dates import bounds
from backchannel.edition.anchors import anchor_at, anchor_in, anchors, page_anchors
from backchannel.edition.near_duplicates import fingerprint_words
from backchannel.edition.printed_names import printed_names
from backchannel.edition.reference_rows import folders, group_ties, numberings, references
from backchannel.edition.sentences import Sentences, plain
from backchannel.records import UNNUMBERED
from backchannel.source import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.anchors import Anchors
    from backchannel.records import Block, Document, Spanned

Row = tuple[object, ...]

_json = json.JSONEncoder(ensure_ascii=False).encode
_OPENING = 280
"""Characters of a text that a preview shows."""


class Rows(NamedTuple):
    """One document's rows: those of its children lack the `doc` key that the store gives."""

    path: str
    inputs: str
    document: Row
    children: dict[str, list[Row]]


def rows_of(document: Document, inputs: str) -> Rows:
    """The rows of `document`, whose reading depended on what `inputs` is the fingerprint of."""
    named = anchors(document)
    children = {table: list(make(document, named)) for table, make in _TABLES.items()}
    read = _document_row(document)
    return Rows(document.source, inputs, (*read, _summary_hash(read, children), _minhash(document)), children)


def _summary_hash(read: Row, children: dict[str, list[Row]]) -> str:
    """A fingerprint of what other pages show of a document."""
    shown = [children[table] for table in ("correspondent", "numbering", "note", "page", "marker")]
    return digest(repr((read[1:], shown)).encode())


def _minhash(document: Document) -> str:
    """Of the text from its first paragraph on: the head has the number in which two captures of one document may differ."""
    first = next(_paragraphs(document), None)
    return fingerprint_words(document.text, first.start) if first else ""


def _document_row(document: Document) -> Row:
    volume, _, claim = document.id.partition("/")
    earliest, latest = bounds(document.date.edtf) if document.date else (None, None)
    first = min((b.start for b in document.blocks if b.kind != "page"), default=0)
    pages = document.pages
    return (
        document.source,
        volume,
        claim,
        _sort_key(claim, document.source),
        document.number,
        document.kind,
        _title(document),
        document.place.text if document.place else None,
        document.date.edtf if document.date else None,
        earliest,
        latest,
        _is_stated(document),
        document.date.clock.instant if document.date and document.date.clock else None,
        document.received.instant if document.received else None,
        document.apparatus,
        pages[0].n if pages else None,
        pages[-1].n if pages else None,
        bool(pages) and pages[0].start <= first,
        _opening(Sentences.of(document), _paragraphs(document)),
        document.editors.journey if document.editors else None,
    )


def _is_stated(document: Document) -> bool | None:
    """Whether the text states its date, or editors do, who vouch for it; None without a date."""
    editors = document.editors is not None and document.editors.date is not None
    return (document.date.stated or editors) if document.date else None


def _record(document: Document, named: Anchors) -> Iterator[Row]:
    yield document.model_dump_json(), _json(printed_names(document.text, named_stretches(document, named)))


def _sort_key(claim: str, path: str) -> str:
    """`d9` before `d10` before `d10a`; texts without a number after them, by their path."""
    number, rest = ids.number_key(claim[1:]) if re.match(r"d\d", claim) else (10**8, path)
    return f"{number:09d} {rest}"


def _title(document: Document) -> str:
    if document.head:
        return plain(document.head.text)
    if document.editors and document.editors.title:
        return document.editors.title
    return _opening(Sentences.of(document), document.blocks)[:80] or document.source


def _paragraphs(document: Document) -> Iterator[Block]:
    return (block for block in document.blocks if block.kind not in UNNUMBERED and block.kind != "dateline")


def _opening(sentences: Sentences, blocks: Iterable[Spanned]) -> str:
    """The first words of these blocks, on one line, cut at a word."""
    words: list[str] = []
    for block in blocks:
        words.append(sentences.words(block.start, min(block.end, block.start + _OPENING * 2)))
        if sum(map(len, words)) > _OPENING:
            break
    return _cut(" ".join(words), _OPENING)


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def _correspondents(document: Document, _: Anchors) -> Iterator[Row]:
    for role, people in (("from", document.senders), ("to", document.recipients)):
        for ordinal, person in enumerate(people, 1):
            yield role, ordinal, person.text, person.name, person.office, short_name(person.name, person.text)


def short_name(name: str | None, words: str) -> str:
    """What lists call a correspondent, by the name if one is printed: `Kissinger`, `Embassy in Thailand`."""
    short = " ".join((name or words).split())
    if short[:4].lower() == "the ":
        short = short[4:]
    return short[:1].upper() + short[1:]


def named_stretches(document: Document, named: Anchors) -> Iterator[tuple[str, int, int]]:
    """Where persons may be mentioned: all but the head, which names correspondents."""
    for block, (_, anchor) in zip(document.blocks, named, strict=True):
        if block.kind != "head":
            yield anchor, block.start, block.end
    for note in document.notes:
        yield ids.note_id("", note.n), note.start, note.end


def _brackets(document: Document, named: Anchors) -> Iterator[Row]:
    for bracket in document.brackets:
        yield bracket.kind, plain(document.text[bracket.start : bracket.end]), anchor_in(document, named, bracket.start)


def _pages(document: Document, _: Anchors) -> Iterator[Row]:
    volume = document.id.partition("/")[0]
    for ordinal, (page, anchor) in enumerate(zip(document.pages, page_anchors(document), strict=True), 1):
        yield volume, page.n, ordinal, anchor


def _notes(document: Document, _: Anchors) -> Iterator[Row]:
    sentences = Sentences.of(document)
    for ordinal, note in enumerate(document.notes, 1):
        yield ordinal, note.n, note.kind, _opening(sentences, [note])
    for ordinal, supplied in enumerate(document.editors.notes if document.editors else (), len(document.notes) + 1):
        yield ordinal, supplied.n, "supplied", _cut(plain(supplied.words), _OPENING)


def _markers(document: Document, named: Anchors) -> Iterator[Row]:
    breaks = [page.start for page in document.pages]
    for ordinal, marker in enumerate(document.markers, 1):
        yield ordinal, marker.n, anchor_at(named, marker.start), bisect_right(breaks, marker.start)


def _origins(document: Document, _: Anchors) -> Iterator[Row]:
    if document.origin:
        source = document.origin.source
        yield (
            source.repository,
            source.collection,
            source.series,
            source.box,
            source.folder,
            source.file,
            source.classification or _marked(document, "classification"),
            source.precedence or _marked(document, "precedence"),
        )


def _marked(document: Document, kind: str) -> str | None:
    """What a line by the head says, where the source note is silent: `secret`."""
    return next((marking.text for marking in document.markings if marking.kind == kind), None)


def _findings(document: Document, _: Anchors) -> Iterator[Row]:
    editors = document.editors
    for path, findings in ((document.source, document.findings), (editors.path, editors.findings) if editors else ("", ())):
        for f in findings:
            yield "read", "", path, f.rule, f.severity, f.start, f.end, f.line, f.column, f.message


_TABLES = {
    "record": _record,
    "correspondent": _correspondents,
    "bracket": _brackets,
    "page": _pages,
    "note": _notes,
    "marker": _markers,
    "origin": _origins,
    "numbering": numberings,
    "group_tie": group_ties,
    "folder": folders,
    "reference": references,
    "finding": _findings,
}
