"""Prepare a text whose markup shows its markers, notes and head for certain."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, rules
from backchannel.findings import Report
from backchannel.readers.text.document import PreparedDocument, PreparedText
from backchannel.readers.text.heads.head import find_head, find_number
from backchannel.readers.text.lines import mask, split_lines
from backchannel.readers.text.markers.find import FoundMarkers
from backchannel.readers.text.notes import Endnote, NoteApparatus
from backchannel.readers.text.pages import find_pages
from backchannel.records import Consumed, Marker
from backchannel.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.lines import TextLine


class MarkedNote(NamedTuple):
    """A note of a text with markup: its label in the list, the span of that label with the white space before it, and its words."""

    label: str
    mark: Span
    span: Span


class StructuredText(NamedTuple):
    """A text in the raw form, written from a source with markup, and its certain parts. Each marker has the place of its note. `headings`
    are the lines that the source marks as headings. `notes_start` is where the notes begin."""

    text: str
    headings: tuple[Span, ...]
    markers: tuple[Marker, ...]
    notes: tuple[MarkedNote, ...]
    notes_start: int


def prepare_marked(marked: StructuredText, path: str, volume: str) -> PreparedDocument:
    """Prepare a text with markup for the reader of texts."""
    source = Source(path, marked.text)
    report = Report(source)
    text = _prepare_text(marked, report)
    claim = ids.document_id(text.number.words, "") if text.number else ids.document_id(None, source.stem)
    return PreparedDocument(source, volume, claim, text, tuple(report.findings))


def _prepare_text(marked: StructuredText, report: Report) -> PreparedText:
    if not marked.text.strip():
        report.add(rules.EMPTY, Span(0, 0))
    body = [line for line in split_lines(marked.text) if line.start < marked.notes_start]
    pages = find_pages(marked.text, report)
    running = mask(marked.text, [page.span for page in pages])[: body[-1].end if body else 0]
    plain = mask(running, [marker.span for marker in marked.markers])
    head = _head(plain, body, marked.headings)
    if head is None and body:
        report.add(rules.NO_HEAD, Span(body[0].start, body[0].end))
    title = Span(0, 0) if head is None else Span(body[head].start, body[head].end)
    apparatus = _apparatus(marked, len(body))
    _report_untied(marked, report)
    return PreparedText(
        running=running,
        body=body,
        head=head,
        title=title,
        number=find_number(plain, title),
        form=apparatus.form,
        apparatus=apparatus,
        labels=[],
        pages=pages,
        marked=FoundMarkers([*marked.markers], _names(marked), []),
    )


def _head(plain: str, body: Sequence[TextLine], headings: Sequence[Span]) -> int | None:
    """Return the line that is the head: the first heading with a number, else the one that reads as a head, else the first heading."""
    marked = {heading.start for heading in headings}
    lines = [i for i, line in enumerate(body) if line.start in marked]
    numbered = [i for i in lines if find_number(plain, Span(body[i].start, body[i].end))]
    read = find_head(plain, body)
    if numbered or not lines or read in lines:
        return next(iter(numbered), read)
    return lines[0]


def _apparatus(marked: StructuredText, lines_before: int) -> NoteApparatus:
    """Return the notes as the reader of texts finds them in a list."""
    consumed = [Consumed(rule=rules.NOTE_LABEL.id, start=note.mark.start, end=note.mark.end) for note in marked.notes]
    notes = [Endnote(note.label, note.span) for note in marked.notes]
    return NoteApparatus("numbered" if notes else "lost", notes, consumed, lines_before)


def _names(marked: StructuredText) -> list[str]:
    """Return the label of each note: the one that its first marker shows, else the one in the list."""
    shown: dict[int | None, str] = {}
    for marker in marked.markers:
        shown.setdefault(marker.note, marker.n)
    return [shown.get(place, note.label) for place, note in enumerate(marked.notes, 1)]


def _report_untied(marked: StructuredText, report: Report) -> None:
    """Report markers without a note, and notes without a marker."""
    for marker in marked.markers:
        if marker.note is None:
            report.add(rules.MARKER_WITHOUT_NOTE, marker.span, label=marker.n)
    tied = Counter(marker.note for marker in marked.markers)
    for place, note in enumerate(marked.notes, 1):
        if not tied[place]:
            report.add(rules.NOTE_WITHOUT_MARKER, note.span, label=note.label)
