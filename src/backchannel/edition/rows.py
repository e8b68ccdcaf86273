"""What the store keeps of one document: rows for each of its tables, worked out beside the reading, on all cores."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.clocks import months
from backchannel.dates import bounds
from backchannel.edition.printed_names import printed_names
from backchannel.edition.sentences import Sentences, plain
from backchannel.records import UNNUMBERED
from backchannel.source import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.records import Block, Document, Reference, Spanned

Row = tuple[object, ...]
Anchors = list[tuple[int, str]]
"""Where each block begins, and what it is called in the page: made once for all rows of a document."""

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
    return Rows(document.source, inputs, (*read, _face(read, children)), children)


def anchors(document: Document) -> Anchors:
    """Where each block begins and what it is called in the page, in order: `head`, `p1`, `p2`. A block that is no paragraph takes
    the name of the one before it."""
    named: Anchors = []
    ordinal = 0
    for block in document.blocks:
        if block.kind not in UNNUMBERED:
            ordinal += 1
        named.append((block.start, f"p{ordinal}" if ordinal else "head"))
    return named


def page_anchors(document: Document) -> list[str]:
    """The id of each page break in order: `pg_533`; where a page's label is printed again in the same document, `pg_533-2`."""
    seen: dict[str, int] = {}
    names = []
    for page in document.pages:
        seen[page.n] = seen.get(page.n, 0) + 1
        names.append(ids.page_id(page.n) + (f"-{seen[page.n]}" if seen[page.n] > 1 else ""))
    return names


def _face(read: Row, children: dict[str, list[Row]]) -> str:
    """A fingerprint of what other pages show of a document."""
    shown = [children[table] for table in ("correspondent", "numbering", "note", "page", "marker")]
    return digest(repr((read[1:], shown)).encode())


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
        document.date.stated if document.date else None,
        document.date.clock.instant if document.date and document.date.clock else None,
        document.received.instant if document.received else None,
        document.apparatus,
        pages[0].n if pages else None,
        pages[-1].n if pages else None,
        bool(pages) and pages[0].start <= first,
        _opening(Sentences(document), _paragraphs(document)),
    )


def _record(document: Document, named: Anchors) -> Iterator[Row]:
    yield document.model_dump_json(), _json(printed_names(document.text, _named_stretches(document, named)))


def _sort_key(claim: str, path: str) -> str:
    """`d9` before `d10` before `d10a`; texts without a number after them, by their path."""
    number, rest = ids.number_key(claim[1:]) if re.match(r"d\d", claim) else (10**8, path)
    return f"{number:09d} {rest}"


def _title(document: Document) -> str:
    if document.head:
        return plain(document.head.text)
    return _opening(Sentences(document), document.blocks)[:80] or document.source


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


def _named_stretches(document: Document, named: Anchors) -> Iterator[tuple[str, int, int]]:
    """Where persons may be mentioned: all but the head, which names correspondents."""
    for block, (_, anchor) in zip(document.blocks, named, strict=True):
        if block.kind != "head":
            yield anchor, block.start, block.end
    for note in document.notes:
        yield ids.note_id("", note.n), note.start, note.end


def _brackets(document: Document, named: Anchors) -> Iterator[Row]:
    for bracket in document.brackets:
        yield bracket.kind, plain(document.text[bracket.start : bracket.end]), _anchor_in(document, named, bracket.start)


def _anchor_in(document: Document, named: Anchors, offset: int) -> str:
    """The anchor of the note or the block that the character at `offset` stands in."""
    at = bisect_right(document.notes, offset, key=lambda note: note.start) - 1
    in_note = at >= 0 and offset < document.notes[at].end
    return ids.note_id("", document.notes[at].n) if in_note else _anchor_at(named, offset)


def _pages(document: Document, _: Anchors) -> Iterator[Row]:
    volume = document.id.partition("/")[0]
    for ordinal, (page, anchor) in enumerate(zip(document.pages, page_anchors(document), strict=True), 1):
        yield volume, page.n, ordinal, anchor


def _notes(document: Document, _: Anchors) -> Iterator[Row]:
    sentences = Sentences(document)
    for ordinal, note in enumerate(document.notes, 1):
        yield ordinal, note.n, note.kind, _opening(sentences, [note])


def _markers(document: Document, named: Anchors) -> Iterator[Row]:
    breaks = [page.start for page in document.pages]
    for ordinal, marker in enumerate(document.markers, 1):
        yield ordinal, marker.n, _anchor_at(named, marker.start), bisect_right(breaks, marker.start)


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


def _numberings(document: Document, _: Anchors) -> Iterator[Row]:
    for ordinal, (channel, number) in enumerate(_numbers(document), 1):
        yield ordinal, channel, number, channels.strand(channel, number)


def _numbers(document: Document) -> Iterator[tuple[str, str]]:
    """The numbers that a message bears, its channel's first."""
    if document.message:
        yield document.message.channel, document.message.number
        yield from ((serial.name, serial.number) for serial in document.message.serials)


def _strand_ties(document: Document, _: Anchors) -> Iterator[Row]:
    """The strands that a document ties: those of its own numbers, those of messages that its words tie, and, where its minutes are known,
    that of all telegrams of its post that were under way in the same months."""
    own, *serials = [channels.strand(*number) for number in _numbers(document)] or [""]
    ties = {(own, strand) for strand in serials}
    named = {reference.start: _strand(reference) or "" for reference in document.references}
    for reference in document.references:
        ties |= {(named[reference.start], own if step.by is None else named[step.by]) for step in reference.steps}
    if document.message and document.date and document.date.clock and document.received:
        wire = channels.wire(document.message.channel)
        sent, received = document.date.clock.instant, document.received.instant
        ties |= {(own, f"{wire} {month}") for month in months(sent, received)}
    yield from ((None, one, other) for one, other in sorted(ties) if one and other and one != other)


def _strand(reference: Reference) -> str | None:
    """The strand of the message that a reference names; None where it names none, or none by its number."""
    cited = reference.cited
    return channels.strand(cited.channel, cited.number) if reference.kind == "message" and cited.channel and cited.number else None


def _folders(document: Document, named: Anchors) -> Iterator[Row]:
    for ordinal, folder in enumerate(document.message_folders, 1):
        words = plain(document.text[folder.start : folder.end])
        anchor = _anchor_in(document, named, folder.start)
        strand = channels.wire(folder.channel)
        yield ordinal, folder.channel, folder.lowest, folder.highest, folder.first, folder.last, anchor, words, strand


def quotation_anchors(document: Document) -> dict[int, str]:
    """What each quotation of a message is called, by the place of its reference in the record: `fn3q1`, the first in note 3."""
    seen: dict[str, int] = {}
    names = {}
    for ordinal, reference in enumerate(document.references):
        if reference.quotation:
            note = ids.note_id("", reference.where.partition(":")[2])
            seen[note] = seen.get(note, 0) + 1
            names[ordinal] = f"{note}q{seen[note]}"
    return names


def _references(document: Document, named: Anchors) -> Iterator[Row]:
    if not document.references:
        return
    sentences = Sentences(document)
    quotations = quotation_anchors(document)
    ordinals = {reference.start: ordinal for ordinal, reference in enumerate(document.references)}
    for ordinal, reference in enumerate(document.references):
        place, _, label = reference.where.partition(":")
        cited = reference.cited
        yield (
            ordinal,
            reference.start,
            reference.end,
            reference.kind,
            reference.where,
            ids.note_id("", label) if place == "note" else _anchor_at(named, reference.start),
            document.text[reference.start : reference.end],
            sentences.around(reference),
            cited.volume or document.id.partition("/")[0],
            cited.document,
            cited.note,
            cited.page,
            cited.relation,
            cited.channel,
            cited.number,
            cited.date,
            _steps(document, reference, ordinals),
            quotations.get(ordinal),
            _strand(reference),
        )


def _steps(document: Document, reference: Reference, ordinals: dict[int, int]) -> str | None:
    steps = [
        (step.kind, plain(document.text[step.start : step.end]), None if step.by is None else ordinals[step.by]) for step in reference.steps
    ]
    return _json(steps) if steps else None


def _anchor_at(named: Anchors, offset: int) -> str:
    at = bisect_right(named, (offset, "~")) - 1
    return named[at][1] if at >= 0 else "head"


def _findings(document: Document, _: Anchors) -> Iterator[Row]:
    for f in document.findings:
        yield "read", "", document.source, f.rule, f.severity, f.start, f.end, f.line, f.column, f.message


_TABLES = {
    "record": _record,
    "correspondent": _correspondents,
    "bracket": _brackets,
    "page": _pages,
    "note": _notes,
    "marker": _markers,
    "origin": _origins,
    "numbering": _numberings,
    "strand_tie": _strand_ties,
    "folder": _folders,
    "reference": _references,
    "finding": _findings,
}
