"""Prepare a text whose markup shows its markers, notes and head for certain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, rules
from backchannel.findings import Report
from backchannel.readers.text.captures.note_lists import NoteList
from backchannel.readers.text.certain import CertainParts
from backchannel.readers.text.heads.head_search import find_head
from backchannel.readers.text.heads.numbers import find_number
from backchannel.readers.text.lines import mask, split_lines
from backchannel.readers.text.markers.find import FoundMarkers
from backchannel.readers.text.notes import Endnote
from backchannel.readers.text.pages import find_pages
from backchannel.readers.text.prepared import PreparedDocument, PreparedText
from backchannel.records import Cited, Consumed, Marker, Reference
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.readers.markup.sheet import Sheet
    from backchannel.readers.text.lines import TextLine
    from backchannel.records import BlockKind, ReferenceKind
    from backchannel.source import Source

_LITTLE = 0.1
"""The share of the prose of a page that navigation and footers may have."""

_PROFILE = "markup"
"""The name of the form of a text whose markup shows its markers and notes."""


class MarkedNote(NamedTuple):
    """A note of a text with markup: its label in the list, the span of that label with the white space before it, and its words."""

    label: str
    mark: Span
    span: Span


class MarkedLink(NamedTuple):
    """Words that lead to another place: `#d5`, `#d5fn3`, `#pg_12`, `frus1961-63v05#d7`."""

    span: Span
    target: str


class StructuredText(NamedTuple):
    """A text in the raw form, written from a source with markup, and its certain parts. Each marker has the place of its note.

    `headings` are the lines that the source marks as headings, `kinds` the kinds of blocks that it shows, by their starts. `notes_start` is
    where the notes begin. `claim` is the id of the document, if the source has one. `left_out` is the share of the prose that was left out,
    where the source does not say which part of it is the document. It is not `certain` if its words have signs of markers that its markup
    lacks: then it is read as a text. `by_editors` counts the notes of another edition's editors, which are not part of the text."""

    text: str
    headings: tuple[Span, ...]
    markers: tuple[Marker, ...]
    notes: tuple[MarkedNote, ...]
    notes_start: int
    kinds: Mapping[int, BlockKind] = MappingProxyType({})
    links: tuple[MarkedLink, ...] = ()
    claim: str = ""
    left_out: float = 0.0
    certain: bool = True
    by_editors: int = 0


def end_note(sheet: Sheet, before: int, label: str) -> MarkedNote:
    """Return the note that was written on a sheet after `before`: a line that begins with `  1. `. It may have no words."""
    if sheet.size == before:
        sheet.here()
    start = sheet.lead_start
    words = start + len(f"  {label}. ")
    return MarkedNote(label, Span(start, words - 1), Span(words, sheet.size))


def prepare_marked(marked: StructuredText, source: Source, volume: str) -> PreparedDocument:
    """Prepare a text with markup for the reader of texts."""
    report = Report(source)
    report_left_out(marked, report)
    if marked.by_editors:
        report.add(rules.OTHER_EDITORS, Span(0, 0), count=marked.by_editors)
    text = _prepare_text(marked, volume, report)
    claim = marked.claim or (ids.document_id(text.number.words, "") if text.number else ids.document_id(None, source.stem))
    return PreparedDocument(source, volume, claim, text, tuple(report.findings))


def report_left_out(marked: StructuredText, report: Report) -> None:
    """Report that much was left out of a source that does not say which part of it is the document."""
    if marked.left_out > _LITTLE:
        report.add(rules.ARTICLE_GUESSED, Span(0, 0), share=f"{marked.left_out:.0%}")


def _prepare_text(marked: StructuredText, volume: str, report: Report) -> PreparedText:
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
    apparatus = _apparatus(marked, body)
    _report_untied(marked, report)
    names = _names(marked)
    return PreparedText(
        running=running,
        body=body,
        head=head,
        title=title,
        number=find_number(plain, title),
        form=apparatus.labeling,
        apparatus=apparatus,
        labels=[],
        pages=pages,
        marked=FoundMarkers([*marked.markers], names, []),
        certain=CertainParts(marked.kinds, [*_references(marked, names, volume)]),
        profile=_PROFILE,
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


def _apparatus(marked: StructuredText, body: Sequence[TextLine]) -> NoteList:
    """Return the notes as the reader of texts finds them in a list."""
    consumed = [Consumed(rule=rules.NOTE_LABEL.id, start=note.mark.start, end=note.mark.end) for note in marked.notes]
    notes = [Endnote(note.label, note.span) for note in marked.notes]
    return NoteList(_PROFILE, "numbered" if notes else "lost", notes, consumed, body, sure=True)


def _names(marked: StructuredText) -> list[str]:
    """Return the label of each note: the one in the list, or the one that its first marker shows where markers are numbered on through a
    chapter, and where the list has none."""
    shown: dict[int | None, str] = {}
    for marker in marked.markers:
        shown.setdefault(marker.note, marker.n)
    labels = [note.label for note in marked.notes]
    runs_on = _runs_on([(shown[place], label) for place, label in enumerate(labels, 1) if place in shown])
    return [shown.get(place, label) if runs_on or not label else label for place, label in enumerate(labels, 1)]


def _runs_on(pairs: Sequence[tuple[str, str]]) -> bool:
    """Return whether the labels that markers show exceed those of the list by more than 1 from the first on: 53 and 1, 54 and 2. Where they
    exceed them by 1, rather the first marker was lost."""
    numbered = [int(shown) - int(label) for shown, label in pairs if shown.isdecimal() and label.isdecimal()]
    return bool(numbered) and numbered[0] > 1


def _report_untied(marked: StructuredText, report: Report) -> None:
    """Report markers without a note, and notes without a marker."""
    for marker in marked.markers:
        if marker.note is None:
            report.add(rules.MARKER_WITHOUT_NOTE, marker.span, label=marker.n)
    tied = Counter(marker.note for marker in marked.markers)
    for place, note in enumerate(marked.notes, 1):
        if not tied[place]:
            report.add(rules.NOTE_WITHOUT_MARKER, note.span, label=note.label)


_TARGET = re.compile(r"(?P<volume>frus[\w-]*)?(?:#?(?P<document>d\d+[a-z]?)(?:fn(?P<note>[\w-]+))?|#?pg_(?P<page>\w+))?")


def _references(marked: StructuredText, names: Sequence[str], volume: str) -> Iterator[Reference]:
    """Yield the references that links show. A link to anything else, such as a web site, is none."""
    starts = [note.span.start for note in marked.notes]
    for span, target in marked.links:
        match = _TARGET.fullmatch(target.replace("/", "#"))
        if not match or not target:
            continue
        at = bisect_right(starts, span.start) - 1
        where = f"note:{names[at]}" if at >= 0 and span.start < marked.notes[at].span.end else "body"
        named = match["volume"] if match["volume"] != volume else None
        cited = Cited(volume=named, document=match["document"] and match["document"][1:], note=match["note"], page=match["page"])
        kind: ReferenceKind = "page" if cited.page else "note" if cited.note else "document" if cited.document else "volume"
        yield Reference(start=span.start, end=span.end, kind=kind, where=where, cited=cited)
