"""Read a raw text into a `Document`: find its parts, each with the help of those found before."""

from __future__ import annotations

from itertools import islice, takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, rules
from backchannel.findings import Report
from backchannel.printed import PrintedText
from backchannel.readers.text.attachments import find_attachments
from backchannel.readers.text.blocks import find_blocks, with_outer_cells
from backchannel.readers.text.brackets import find_brackets
from backchannel.readers.text.certain import with_kinds, with_references
from backchannel.readers.text.citations import find_references
from backchannel.readers.text.coverage import check_coverage
from backchannel.readers.text.dateline import read_dateline
from backchannel.readers.text.dating import DatingWitness, find_date, find_reception
from backchannel.readers.text.enumerations import prints_lists
from backchannel.readers.text.heads.head import HeadFields, read_head
from backchannel.readers.text.heads.openers import OPENING_LINES, is_enclosure_label, kind_of_opening
from backchannel.readers.text.line_ends.placing import placed_in_file
from backchannel.readers.text.lines import mask
from backchannel.readers.text.markers.find import FoundMarkers, find_markers, report_doubts, report_unmatched
from backchannel.readers.text.messages.copies import with_copies
from backchannel.readers.text.messages.message_line import read_message, report_unknown_channel
from backchannel.readers.text.messages.other_numbers import with_other_numbers
from backchannel.readers.text.messages.printed_locations import find_folders, messages_by_note, noted_as, printed_as
from backchannel.readers.text.messages.telegram import channel_of, read_channel_in_head, read_telegram
from backchannel.readers.text.messages.ties import read_ties
from backchannel.readers.text.notes import Endnote, find_cut
from backchannel.readers.text.prepared import PreparedDocument, PreparedText, prepare_document, prepare_documents
from backchannel.readers.text.source_notes.archival_citations import find_archival_citations
from backchannel.readers.text.source_notes.entry_source import find_entry_source, read_entry_source
from backchannel.readers.text.source_notes.markings import find_marking_lines
from backchannel.readers.text.source_notes.source_note import is_source_note, read_source_note
from backchannel.readers.text.split import placed_among
from backchannel.readers.text.subjects import read_participants, read_subjects
from backchannel.records import ArchivalCitation, Consumed, Document, Note, Origin, Words
from backchannel.source import Span
from backchannel.vocabulary import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.readers.text.dateline import Dateline
    from backchannel.readers.text.lines import TextLine
    from backchannel.readers.text.notes import NotesForm
    from backchannel.records import Block, Message, PageBreak, Reference
    from backchannel.source import Source


_LAST_RUNNING_ON = 1946
"""The last year of volumes whose notes are numbered through a chapter."""


class _Frame(NamedTuple):
    """The parts of a text. `plain` is the text with markers and page markers masked; `head` is an index of `body`."""

    plain: str
    body: Sequence[TextLine]
    head: int | None
    notes: list[Endnote]
    consumed: list[Consumed]
    pages: list[PageBreak]
    marked: FoundMarkers


class _Opening(NamedTuple):
    """The parsed parts that precede the text itself."""

    words: Words | None
    head: HeadFields | None
    datelines: list[Dateline]
    message: Message | None


def read_documents(source: Source, volume: str) -> list[Document]:
    """Read the documents of a file, of which most files have one."""
    return [finish_document(prepared) for prepared in prepare_documents(source, volume)]


def read_document(source: Source, volume: str) -> Document:
    """Read `source` as one document of `volume`. Never raises for the contents of a text: what is odd in it becomes a finding."""
    return finish_document(prepare_document(source, volume))


def finish_document(prepared: PreparedDocument, settled: Mapping[str, Span] = MappingProxyType({})) -> Document:
    """Read a prepared document. `settled` has the places of the markers that editors settled, by label."""
    source, volume = prepared.source, prepared.volume
    report = Report(source, [*prepared.findings])
    frame = _find_frame(source.text, prepared.text, settled, report, runs_on=_runs_on(volume))
    blocks, consumed = find_blocks(source.text, frame.plain, frame.body, frame.head, prepared.text.number, lists=prints_lists(volume))
    blocks = with_outer_cells(source.text, with_kinds(blocks, prepared.text.certain))
    separators = (Consumed(rule=rules.SEVERAL_DOCUMENTS.id, start=start, end=end) for start, end in prepared.text.separators)
    consumed = sorted((*frame.consumed, *consumed, *separators), key=lambda part: part.start)
    report.printed = PrintedText.of(source.text, frame.marked.markers, frame.pages, consumed)
    report_doubts(frame.marked, sorted(block.start for block in blocks), report)
    opening = _read_opening(frame, prepared.text, blocks, report)
    notes = [_read_note(frame.plain, note, report) for note in frame.notes]
    head = opening.head or HeadFields()
    origin = _find_origin(frame.plain, blocks, notes, report)
    kind = head.kind or _kind_by_file(origin) or _kind_below_head(frame)
    markings = list(find_marking_lines(frame.plain, blocks, report))
    channel = channel_of(head, kind, volume)
    message = opening.message or read_channel_in_head(frame.plain, head, kind)
    message = message or (read_telegram(frame.plain, head, blocks, markings, channel) if channel else None)
    check_coverage(source.text, (*blocks, *notes, *consumed), report)
    references = with_references(_find_references(frame, blocks, notes, message, volume, kind), prepared.text.certain)
    message = with_other_numbers(frame.plain, message, references, origin)
    witness = DatingWitness(
        text=frame.plain,
        head=opening.head,
        datelines=opening.datelines,
        message=opening.message,
        blocks=blocks,
        sources=[*_spans(blocks, "source-note"), *_spans(notes, "source")],
        notes=_spans(notes, "note"),
        years=ids.volume_years(volume),
        period=prepared.period,
    )
    date = find_date(witness, report)
    document = Document(
        id=f"{volume}/{prepared.claim}",
        source=source.path,
        witness=prepared.witness,
        number=prepared.text.number.words if prepared.text.number else None,
        head=opening.words,
        kind=kind,
        senders=head.senders,
        recipients=head.recipients,
        between=head.between,
        place=_as_printed(_find_place(head, opening.datelines), report),
        destination=_as_printed(head.place, report) if head.place_is_recipients else None,
        written_at=_as_printed(next((line.place for line in opening.datelines if line.place), None), report),
        message=message,
        subject=read_subjects(frame.plain, blocks, report),
        participants=read_participants(frame.plain, blocks, report),
        date=date,
        received=find_reception(witness, date, report),
        undated=_as_printed(next((dateline.undated for dateline in opening.datelines[:1]), None), report),
        blocks=tuple(blocks),
        markers=tuple(frame.marked.markers),
        pages=tuple(_printed(frame.pages, consumed)),
        notes=tuple(notes),
        apparatus="given" if notes else "lost" if frame.marked.markers else "none",
        origin=origin,
        markings=tuple(markings),
        references=tuple(references),
        archival_citations=tuple(_find_archival_citations(frame.plain, blocks, notes, kind, report)),
        message_folders=tuple(find_folders(frame.plain)),
        attachments=find_attachments(frame.plain, blocks, notes, report),
        brackets=tuple(find_brackets(source.text)),
        consumed=tuple(consumed),
        findings=tuple(sorted(report.findings, key=lambda finding: (finding.start, finding.rule))),
        profile=prepared.text.profile,
        text=source.text,
    )
    placed = placed_in_file(document, source)
    return placed_among(placed, prepared.found) if prepared.found else placed


def _printed(pages: Sequence[PageBreak], consumed: Sequence[Consumed]) -> Iterator[PageBreak]:
    """Yield the page markers that are printed: those in words that were read as words of a web page are not."""
    furniture = [part for part in consumed if part.rule == rules.PAGE_FURNITURE.id]
    return (page for page in pages if not any(part.start <= page.start < part.end for part in furniture))


def _find_frame(text: str, found: PreparedText, settled: Mapping[str, Span], report: Report, *, runs_on: bool) -> _Frame:
    cut = None if found.certain else find_cut(text, found.apparatus.notes, found.apparatus.consumed)
    if cut:
        report.add(rules.NOTES_CUT, cut)
    if found.marked:
        marked = found.marked
        if not found.certain:
            report_unmatched(marked, len(found.running), report)
    else:
        is_cut = cut is not None
        marked = find_markers(found.running, found.title, found.form, found.labels, report, settled, is_cut=is_cut, runs_on=runs_on)
    notes = [_named(note, name, found.form) for name, note in zip(marked.labels, found.apparatus.notes, strict=True)]
    plain = mask(text, [part.span for part in (*found.pages, *marked.markers, *found.above)])
    return _Frame(plain, found.body, found.head, notes, [*found.above, *found.apparatus.consumed], found.pages, marked)


def _runs_on(volume: str) -> bool:
    """Return whether a volume numbers its notes through a chapter, as the annual volumes before 1947 do."""
    years = ids.volume_years(volume)
    return years is not None and years[1] <= _LAST_RUNNING_ON


def _named(note: Endnote, name: str, form: NotesForm) -> Endnote:
    """Give a note the label that its marker shows, and keep another number that the list gives it."""
    return Endnote(name, note.span, note.label if form == "numbered" and note.label != name else None)


def _read_opening(frame: _Frame, prepared: PreparedText, blocks: Sequence[Block], report: Report) -> _Opening:
    head = None if frame.head is None else _trimmed(frame.plain, frame.body[frame.head])
    line = next((block.span for block in blocks if block.kind == "message"), None)
    if line is None:
        first = islice((block.span for block in blocks if block.kind == "paragraph"), 2)
        report_unknown_channel(frame.plain, [*first], report)
    return _Opening(
        words=Words(start=head.start, end=head.end, text=_head_words(frame, report.source.text, head)) if head else None,
        head=read_head(frame.plain, head, prepared.number, report, covered=prepared.covered) if head else None,
        datelines=[read_dateline(frame.plain, span, report) for span in _own_datelines(frame.plain, blocks)],
        message=read_message(frame.plain, line) if line else None,
    )


def _find_place(head: HeadFields, datelines: Sequence[Dateline]) -> Words | None:
    """Return the place of a document: where it was written, or if only that is printed, where it was sent."""
    dated = next((dateline.place for dateline in datelines if dateline.place), None)
    return dated or head.place if head.place_is_recipients else head.place or dated


def _own_datelines(plain: str, blocks: Sequence[Block]) -> list[Span]:
    """Return the datelines of the document itself: those above its enclosures."""
    last = max((i for i, block in enumerate(blocks) if block.kind == "dateline"), default=-1)  # below it is most of a text
    own = takewhile(lambda block: not is_enclosure_label(plain[block.start : block.end].strip()), blocks[: last + 1])
    return _spans(list(own), "dateline")


def _head_words(frame: _Frame, text: str, head: Span) -> str:
    """Return the words of a head as printed, with its number, which a page shows apart."""
    markers, pages = ([part for part in parts if part.start < head.end] for parts in (frame.marked.markers, frame.pages))
    return PrintedText.of(text[: head.end], markers, pages).words(*head)


def _as_printed(words: Words | None, report: Report) -> Words | None:
    """Give words that were found in the masked text as they are printed."""
    return words and words.model_copy(update={"text": report.words(words.start, words.end)})


def _read_note(plain: str, note: Endnote, report: Report) -> Note:
    start, end = note.span
    if is_source_note(plain[start:end]):
        return Note(n=note.label, label=note.listed, start=start, end=end, kind="source", source=read_source_note(plain, note.span, report))
    return Note(n=note.label, label=note.listed, start=start, end=end, kind="note")


def _find_origin(plain: str, blocks: Sequence[Block], notes: Sequence[Note], report: Report) -> Origin | None:
    """Find the document's own source note: an unnumbered paragraph if there is one, else the first note, or the end of a calendar entry."""
    for start, end in _spans(blocks, "source-note"):
        return Origin(start=start, end=end, where="body", source=read_source_note(plain, Span(start, end), report))
    for note in notes[:1]:
        if note.source:
            return Origin(start=note.start, end=note.end, where=f"note:{note.n}", source=note.source)
    if entry := find_entry_source(plain, blocks):
        return Origin(start=entry.start, end=entry.end, where="body", source=read_entry_source(plain, entry, report))
    return None


def _kind_by_file(origin: Origin | None) -> str | None:
    """Return the kind named by the file line, if the head names none: `501.BB/6–1148: Telegram`."""
    return name_of("kinds", origin.source.form) if origin and origin.source.form else None


def _kind_below_head(frame: _Frame) -> str | None:
    """Return the kind named by a line below the head, if neither the head nor the file line names one: `[Telegram.]`"""
    first = 0 if frame.head is None else frame.head + 1
    return kind_of_opening(frame.plain[line.start : line.end].strip() for line in frame.body[first : first + OPENING_LINES])


def _find_references(
    frame: _Frame, blocks: Sequence[Block], notes: Sequence[Note], message: Message | None, volume: str, kind: str | None
) -> list[Reference]:
    """Find all references in the order of the text, and for messages what the words around them say."""
    passages, own = list(_passages(blocks, notes)), message.channel if message else None
    found = find_references(frame.plain, passages, volume, own, editorial=kind == "editorial note")
    found += messages_by_note(frame.plain, found, frame.marked.markers, notes, own)
    found.sort(key=lambda reference: reference.start)
    found = with_copies(frame.plain, found)
    found = noted_as(frame.plain, read_ties(frame.plain, found, passages, own), frame.marked.markers, notes)
    return printed_as(frame.plain, found)


def _passages(blocks: Sequence[Block], notes: Sequence[Note]) -> Iterator[tuple[Span, str]]:
    """Yield the passages in which references are searched for, each with its `where`: `body`, or `note:2`."""
    for block in blocks:
        yield block.span, "body"
    for note in notes:
        yield note.span, f"note:{note.n}"


def _find_archival_citations(
    plain: str, blocks: Sequence[Block], notes: Sequence[Note], kind: str | None, report: Report
) -> Iterator[ArchivalCitation]:
    """Find the archival places that the notes name, and those in the text of an editorial note."""
    for span, where in _passages(blocks if kind == "editorial note" else (), notes):
        yield from find_archival_citations(plain, where, span, report)


def _spans(parts: Sequence[Block] | Sequence[Note], kind: str) -> list[Span]:
    return [part.span for part in parts if part.kind == kind]


def _trimmed(plain: str, line: TextLine) -> Span:
    """Return the span of a line without the masked marker at its end."""
    return Span(line.start, line.start + len(plain[line.start : line.end].rstrip()))
