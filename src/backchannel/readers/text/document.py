"""Read a raw text into a `Document`: find its parts, each with the help of those found before."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, rules
from backchannel.capture_forms import CaptureOptions
from backchannel.findings import Report
from backchannel.printed import PrintedText
from backchannel.readers.text.blocks import find_blocks
from backchannel.readers.text.brackets import find_brackets
from backchannel.readers.text.captures.choice import choose_form, report_form
from backchannel.readers.text.captures.sign_markers import read_sign_markers
from backchannel.readers.text.certain import with_kinds, with_references
from backchannel.readers.text.citations import find_references
from backchannel.readers.text.coverage import check_coverage
from backchannel.readers.text.dateline import read_dateline
from backchannel.readers.text.dating import DatingWitness, find_date, find_reception
from backchannel.readers.text.heads.head import HeadFields, read_head
from backchannel.readers.text.heads.numbers import HeadNumber, find_number
from backchannel.readers.text.heads.opening import find_opening
from backchannel.readers.text.line_ends.joined import join_broken_lines
from backchannel.readers.text.line_ends.placing import placed_in_file
from backchannel.readers.text.lines import mask, split_lines
from backchannel.readers.text.markers.find import FoundMarkers, find_markers, report_doubts, report_unmatched
from backchannel.readers.text.markers.places import NoteLabel, label_of
from backchannel.readers.text.messages.copies import with_copies
from backchannel.readers.text.messages.message_line import read_message, report_unknown_channel
from backchannel.readers.text.messages.other_numbers import with_other_numbers
from backchannel.readers.text.messages.printed_locations import find_folders, messages_by_note, noted_as, printed_as
from backchannel.readers.text.messages.telegram import channel_of, read_telegram
from backchannel.readers.text.messages.ties import read_ties
from backchannel.readers.text.notes import Endnote, find_cut
from backchannel.readers.text.pages import find_pages
from backchannel.readers.text.source_notes.markings import find_marking_lines
from backchannel.readers.text.source_notes.source_note import is_source_note, opens_source, read_source_note
from backchannel.readers.text.split import DocumentSource, placed_among, split
from backchannel.records import Consumed, Document, Note, Origin, Words
from backchannel.source import Span
from backchannel.vocabulary import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.findings import Finding
    from backchannel.readers.text.captures.note_lists import NoteList
    from backchannel.readers.text.certain import CertainParts
    from backchannel.readers.text.dateline import Dateline
    from backchannel.readers.text.lines import TextLine
    from backchannel.readers.text.notes import NotesForm
    from backchannel.records import Block, Message, PageBreak, Reference
    from backchannel.source import Source

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NO_OPTIONS = CaptureOptions()
_MOST_CONTROLS = 20
"""The most control characters that are reported for one text: a binary file has thousands."""


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


class PreparedText(NamedTuple):
    """A text prepared for the search for markers: `running` is the text without its notes, and masked where no marker can be: in page
    labels and in a paragraph that is a source note. `head` is an index of `body`, `title` its extent, `number` that of the document;
    `labels` are those of the notes, whose form is `form`. `marked` are the markers, if the capture shows them for certain;
    `separators` are the lines that separate the document from the next in its file, `certain` are other parts that are certain; `above`
    are the consumed lines above the head, and `covered` says that page furniture is among them; `profile` names the form of the
    capture."""

    running: str
    body: Sequence[TextLine]
    head: int | None
    title: Span
    number: HeadNumber | None
    form: NotesForm
    apparatus: NoteList
    labels: list[NoteLabel]
    pages: list[PageBreak]
    marked: FoundMarkers | None = None
    separators: Sequence[Span] = ()
    certain: CertainParts | None = None
    above: Sequence[Consumed] = ()
    covered: bool = False
    profile: str = "figures/none"


class PreparedDocument(NamedTuple):
    """A source whose number is known, but not its markers: what editors wrote about the document `claim` (`d145`) can be read before them.
    `findings` are those of its preparation. `found` is its text with its place in the file."""

    source: Source
    volume: str
    claim: str
    text: PreparedText
    findings: tuple[Finding, ...]
    found: DocumentSource | None = None
    witness: str | None = None


def read_documents(source: Source, volume: str) -> list[Document]:
    """Read the documents of a file, of which most files have one."""
    return [finish_document(prepared) for prepared in prepare_documents(source, volume)]


def read_document(source: Source, volume: str) -> Document:
    """Read `source` as one document of `volume`. Never raises for the contents of a text: what is odd in it becomes a finding."""
    return finish_document(prepare_document(source, volume))


def prepare_documents(source: Source, volume: str, capture: CaptureOptions = _NO_OPTIONS) -> list[PreparedDocument]:
    """Find where the documents of a file begin, and prepare each. `capture` is what an editor says about the captures of the volume."""
    return [prepare_document(found.source, volume, found, capture) for found in split(source)]


def prepare_document(
    file: Source, volume: str, found: DocumentSource | None = None, capture: CaptureOptions = _NO_OPTIONS
) -> PreparedDocument:
    """Find the number of a document, and part its body from its notes. `found` says what else its file has."""
    source = join_broken_lines(file)
    report = Report(source)
    _check_source(source, report)
    joined = len(source.text) - len(file.text)  # no line is joined to a separator
    separators = found.separators if found else ()
    text = prepare_text(source.text, report, [Span(start + joined, end + joined) for start, end in separators], capture)
    claim = ids.document_id(text.number.words, "") if text.number else ids.document_id(None, source.stem)
    return PreparedDocument(source, volume, claim, text, tuple(report.findings), found)


def finish_document(prepared: PreparedDocument, settled: Mapping[str, Span] = MappingProxyType({})) -> Document:
    """Read a prepared document. `settled` has the places of the markers that editors settled, by label."""
    source, volume = prepared.source, prepared.volume
    report = Report(source, [*prepared.findings])
    frame = _find_frame(source.text, prepared.text, settled, report)
    blocks, consumed = find_blocks(source.text, frame.plain, frame.body, frame.head, prepared.text.number)
    blocks = with_kinds(blocks, prepared.text.certain)
    separators = (Consumed(rule=rules.SEVERAL_DOCUMENTS.id, start=start, end=end) for start, end in prepared.text.separators)
    consumed = sorted((*frame.consumed, *consumed, *separators), key=lambda part: part.start)
    report.printed = PrintedText.of(source.text, frame.marked.markers, frame.pages, consumed)
    report_doubts(frame.marked, report)
    opening = _read_opening(frame, prepared.text, blocks, report)
    notes = [_read_note(frame.plain, note, report) for note in frame.notes]
    head = opening.head or HeadFields()
    origin = _find_origin(frame.plain, blocks, notes, report)
    kind = head.kind or _kind_by_file(origin)
    markings = list(find_marking_lines(frame.plain, blocks, report))
    channel = channel_of(head, kind, volume)
    message = opening.message or (read_telegram(frame.plain, head, blocks, markings, channel) if channel else None)
    check_coverage(source.text, (*blocks, *notes, *consumed), report)
    references = with_references(_find_references(frame, blocks, notes, message, volume), prepared.text.certain)
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
        place=_as_printed(head.place or next((dateline.place for dateline in opening.datelines if dateline.place), None), report),
        message=message,
        date=date,
        received=find_reception(witness, date, report),
        undated=_as_printed(next((dateline.undated for dateline in opening.datelines[:1]), None), report),
        blocks=tuple(blocks),
        markers=tuple(frame.marked.markers),
        pages=tuple(frame.pages),
        notes=tuple(notes),
        apparatus="given" if notes else "lost" if frame.marked.markers else "none",
        origin=origin,
        markings=tuple(markings),
        references=tuple(references),
        message_folders=tuple(find_folders(frame.plain)),
        brackets=tuple(find_brackets(source.text)),
        consumed=tuple(consumed),
        findings=tuple(sorted(report.findings, key=lambda finding: (finding.start, finding.rule))),
        profile=prepared.text.profile,
        text=source.text,
    )
    placed = placed_in_file(document, source)
    return placed_among(placed, prepared.found) if prepared.found else placed


def _check_source(source: Source, report: Report) -> None:
    if source.encoding != "utf-8":
        report.add(rules.NOT_UTF8, Span(0, 0), encoding=source.encoding)
    if not source.text.strip():
        report.add(rules.EMPTY, Span(0, 0))
    # Few texts have an unprintable character, and this test takes half as long as the pattern.
    if source.text.replace("\n", "").isprintable():
        return
    for count, match in enumerate(_CONTROL.finditer(source.text)):
        if count == _MOST_CONTROLS:
            break
        report.add(rules.CONTROL_CHARACTER, Span(*match.span()), code=ord(match[0]))


def prepare_text(text: str, report: Report, separators: Sequence[Span] = (), capture: CaptureOptions = _NO_OPTIONS) -> PreparedText:
    """Split `text` into its body and its notes, and find its head and number. `separators` are lines that end it; `capture` is what an
    editor says about it."""
    lines = split_lines(text[: separators[0].start] if separators else text)
    skipped = [line for line in lines if capture.is_skipped(text[line.start : line.end])] if capture.skip else []
    lines = [line for line in lines if line not in skipped] if skipped else lines
    form = choose_form(text, lines, capture.profile)
    report_form(form, report)
    apparatus = form.notes
    pinned = (i for i, line in enumerate(apparatus.body) if capture.is_head(text[line.start : line.end])) if capture.head else ()
    opening = find_opening(text, apparatus.body, next(iter(pinned), None))
    above = [*opening.consumed, *(Consumed(rule=rules.PAGE_FURNITURE.id, start=line.start, end=line.end) for line in skipped)]
    body, head = opening.lines, opening.head
    if head is None and lines:
        report.add(rules.NO_HEAD, Span(lines[0].start, lines[0].end))
    pages = find_pages(text, report)
    unmarked = [*(page.span for page in pages), *(Span(*line[:2]) for line in body if opens_source(text[line.start : line.end]))]
    hidden = [*(note.span for note in apparatus.notes), *(part.span for part in (*apparatus.consumed, *above))]
    running = mask(text, [*unmarked, *hidden])[: body[-1].end if body else 0]
    title = Span(0, 0) if head is None else Span(body[head].start, body[head].end)
    return PreparedText(
        running=running,
        body=body,
        head=head,
        title=title,
        number=opening.number or find_number(running, title),
        form=apparatus.labeling,
        apparatus=apparatus,
        labels=_labels(text, apparatus),
        pages=pages,
        marked=read_sign_markers(text, running, title, form) if form.signs else None,
        separators=separators,
        above=above,
        covered=opening.covered,
        profile=form.profile,
    )


def _find_frame(text: str, found: PreparedText, settled: Mapping[str, Span], report: Report) -> _Frame:
    cut = None if found.certain else find_cut(text, found.apparatus.notes, found.apparatus.consumed)
    if cut:
        report.add(rules.NOTES_CUT, cut)
    if found.marked:
        marked = found.marked
        if not found.certain:
            report_unmatched(marked, len(found.running), report)
    else:
        marked = find_markers(found.running, found.title, found.form, found.labels, report, settled, is_cut=cut is not None)
    notes = [_named(note, name, found.form) for name, note in zip(marked.labels, found.apparatus.notes, strict=True)]
    plain = mask(text, [part.span for part in (*found.pages, *marked.markers, *found.above)])
    return _Frame(plain, found.body, found.head, notes, [*found.above, *found.apparatus.consumed], found.pages, marked)


def _named(note: Endnote, name: str, form: NotesForm) -> Endnote:
    """Give a note the label that its marker shows, and keep another number that the list gives it."""
    return Endnote(name, note.span, note.label if form == "numbered" and note.label != name else None)


def _labels(text: str, apparatus: NoteList) -> list[NoteLabel]:
    return [label_of(note.label, text[note.span.start : note.span.end]) for note in apparatus.notes]


def _read_opening(frame: _Frame, prepared: PreparedText, blocks: Sequence[Block], report: Report) -> _Opening:
    head = None if frame.head is None else _trimmed(frame.plain, frame.body[frame.head])
    line = next(iter(_spans(blocks, "message")), None)
    if line is None:
        report_unknown_channel(frame.plain, _spans(blocks, "paragraph")[:2], report)
    return _Opening(
        words=Words(start=head.start, end=head.end, text=_head_words(frame, report.source.text, head)) if head else None,
        head=read_head(frame.plain, head, prepared.number, report, covered=prepared.covered) if head else None,
        datelines=[read_dateline(frame.plain, span, report) for span in _spans(blocks, "dateline")],
        message=read_message(frame.plain, line) if line else None,
    )


def _head_words(frame: _Frame, text: str, head: Span) -> str:
    """Return the words of a head as printed, with its number, which a page shows apart."""
    return PrintedText.of(text, frame.marked.markers, frame.pages).words(*head)


def _as_printed(words: Words | None, report: Report) -> Words | None:
    """Give words that were found in the masked text as they are printed."""
    return words and words.model_copy(update={"text": report.words(words.start, words.end)})


def _read_note(plain: str, note: Endnote, report: Report) -> Note:
    start, end = note.span
    if is_source_note(plain[start:end]):
        return Note(n=note.label, label=note.listed, start=start, end=end, kind="source", source=read_source_note(plain, note.span, report))
    return Note(n=note.label, label=note.listed, start=start, end=end, kind="note")


def _find_origin(plain: str, blocks: Sequence[Block], notes: Sequence[Note], report: Report) -> Origin | None:
    """Find the document's own source note: an unnumbered paragraph if there is one, else the first note."""
    for start, end in _spans(blocks, "source-note"):
        return Origin(start=start, end=end, where="body", source=read_source_note(plain, Span(start, end), report))
    for note in notes[:1]:
        if note.source:
            return Origin(start=note.start, end=note.end, where=f"note:{note.n}", source=note.source)
    return None


def _kind_by_file(origin: Origin | None) -> str | None:
    """Return the kind named by the file line, if the head names none: `501.BB/6–1148: Telegram`."""
    return name_of("kinds", origin.source.form) if origin and origin.source.form else None


def _find_references(
    frame: _Frame, blocks: Sequence[Block], notes: Sequence[Note], message: Message | None, volume: str
) -> list[Reference]:
    """Find all references in the order of the text, and for messages what the words around them say."""
    passages, own = list(_passages(blocks, notes)), message.channel if message else None
    found = find_references(frame.plain, passages, volume, own)
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


def _spans(parts: Sequence[Block] | Sequence[Note], kind: str) -> list[Span]:
    return [part.span for part in parts if part.kind == kind]


def _trimmed(plain: str, line: TextLine) -> Span:
    """Return the span of a line without the masked marker at its end."""
    return Span(line.start, line.start + len(plain[line.start : line.end].rstrip()))
