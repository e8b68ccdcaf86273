"""Prepare texts for reading: find the documents of a file, the number of each, its head, and its notes, before its markers are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, rules
from backchannel.capture_forms import CaptureOptions
from backchannel.findings import Report
from backchannel.printed import is_printable
from backchannel.readers.text.captures.apparatus import part_archive_line
from backchannel.readers.text.captures.choice import choose_form, report_form
from backchannel.readers.text.captures.sign_markers import read_sign_markers
from backchannel.readers.text.heads.numbers import HeadNumber, find_number
from backchannel.readers.text.heads.opening import find_opening
from backchannel.readers.text.line_ends.joined import join_broken_lines
from backchannel.readers.text.lines import mask, split_lines
from backchannel.readers.text.markers.find import FoundMarkers
from backchannel.readers.text.markers.places import NoteLabel, label_of
from backchannel.readers.text.messages.telegram import find_preamble_numbers
from backchannel.readers.text.pages import find_pages
from backchannel.readers.text.source_notes.source_note import find_file_number, opens_source
from backchannel.readers.text.split import DocumentSource, split
from backchannel.records import Consumed
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.findings import Finding
    from backchannel.readers.text.captures.note_lists import NoteList
    from backchannel.readers.text.certain import CertainParts
    from backchannel.readers.text.lines import TextLine
    from backchannel.readers.text.notes import NotesForm
    from backchannel.records import PageBreak
    from backchannel.source import Source

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NO_OPTIONS = CaptureOptions()
_MOST_CONTROLS = 20
"""The most control characters that are reported for one text: a binary file has thousands."""


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
    `findings` are those of its preparation. `found` is its text with its place in the file. `period` has the first and last day that its
    volume covers."""

    source: Source
    volume: str
    claim: str
    text: PreparedText
    findings: tuple[Finding, ...]
    found: DocumentSource | None = None
    witness: str | None = None
    period: tuple[str | None, str] | None = None


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


def _check_source(source: Source, report: Report) -> None:
    if source.encoding != "utf-8":
        report.add(rules.NOT_UTF8, Span(0, 0), encoding=source.encoding)
    if not source.text.strip():
        report.add(rules.EMPTY, Span(0, 0))
    if is_printable(source.text):
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
    lines, archive = part_archive_line(text, lines)
    form = choose_form(text, lines, capture.profile)
    report_form(form, report)
    apparatus = form.notes
    pinned = (i for i, line in enumerate(apparatus.body) if capture.is_head(text[line.start : line.end])) if capture.head else ()
    opening = find_opening(text, apparatus.body, next(iter(pinned), None))
    above = [*opening.consumed, *(Consumed(rule=rules.PAGE_FURNITURE.id, start=line.start, end=line.end) for line in skipped)]
    body, head = [*opening.lines, *archive], opening.head
    if head is None and lines:
        report.add(rules.NO_HEAD, Span(lines[0].start, lines[0].end))
    pages = find_pages(text, report)
    unmarked = [*(page.span for page in pages), *(Span(*line[:2]) for line in body if opens_source(text[line.start : line.end]))]
    unmarked += [file for line in body[: head or 0] if (file := find_file_number(text, Span(*line[:2])))]
    unmarked += find_preamble_numbers(text)
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


def _labels(text: str, apparatus: NoteList) -> list[NoteLabel]:
    return [label_of(note.label, text[note.span.start : note.span.end]) for note in apparatus.notes]
