"""Parse an annotation file: introduction, annotations of quoted words, lost notes, corrections and settled questions.

+++
date = "1972-12-06"                     what the capture lost
+++
An introduction to the document.

> he called it a **weak reed**          quoted words; the annotation is on those in bold
The annotation.

## note 3 (printed volume, p. 156)      a note that the capture lost, and its source

## corrections
recieved
: received

## settled
- marker 2 is after “85”
- Hakto 37 is frus1969-76v09/d41
- Rogers means rogers-william
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.prose import ProseLine, ProsePart, parts
from backchannel.readers.annotations.front_matter import known, read_date, read_front_matter
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.findings import Report
    from backchannel.source import Source

KEYS = ("number", "title", "date", "place", "journey", "source")
"""The keys that the front matter may have."""

_NOTE = re.compile(r"note\s+(?P<n>\S{1,8})(?:\s+\((?P<source>.+)\))?", re.IGNORECASE)
_MARKER = re.compile(r"marker\s+(?P<n>\S{1,8})\s+is\s+after\s+[\"“”'‘](?P<words>.+)[\"“”'’]\.?", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"[\"“]?(?P<words>.+?)[\"”]?(?<!\s)\s+is\s+(?P<volume>[^\s/]+)/(?P<document>d[0-9]+[a-z]?)\.?", re.DOTALL)


_PERSON = re.compile(r"[\"“]?(?P<words>.+?)[\"”]?(?<!\s)\s+means\s+(?P<person>[a-z0-9][a-z0-9-]*)\.?", re.DOTALL)


class QuotedWords(NamedTuple):
    """Words quoted from a text. `strong` are the characters in bold, to which the annotation belongs, or None for all; `span` is their
    place in the file."""

    words: str
    strong: tuple[int, int] | None
    span: Span


class LostNoteText(NamedTuple):
    """A supplied note: its label, its source, its Markdown, and the span of its heading."""

    n: str
    source: str | None
    markdown: str
    span: Span


class SettledMarker(NamedTuple):
    """`marker 2 is after “85”`"""

    n: str
    after: QuotedWords


class SettledReference(NamedTuple):
    """`Hakto 37 is frus1969-76v09/d41`"""

    words: str
    volume: str
    document: str
    span: Span


class SettledPerson(NamedTuple):
    """`Rogers means rogers-william`"""

    words: str
    person: str
    span: Span


@dataclass
class AnnotationFile:
    """A parsed annotation file, not yet applied to a text. `given` is its front matter; `date` is EDTF."""

    given: dict[str, str] = field(default_factory=dict)
    date: str | None = None
    introduction: str = ""
    remarks: list[tuple[QuotedWords, str]] = field(default_factory=list)
    notes: list[LostNoteText] = field(default_factory=list)
    corrections: list[tuple[QuotedWords, str]] = field(default_factory=list)
    markers: list[SettledMarker] = field(default_factory=list)
    references: list[SettledReference] = field(default_factory=list)
    people: list[SettledPerson] = field(default_factory=list)


def read_annotation_file(source: Source, report: Report) -> AnnotationFile:
    """Parse the annotation file `source`."""
    head = read_front_matter(source.text, report)
    given = known(head.given, KEYS, source.text, report)
    written = AnnotationFile(given, read_date(given, source.text, report))
    file = _File(source.text, head.end)
    section = "annotations"
    for chunk in file.chunks():
        if chunk.opening and chunk.opening.kind == "section":
            section = " ".join(chunk.opening.lines[0].words.split()) if chunk.opening.lines else ""
        _read(written, file, section, chunk, report)
    return written


class _Chunk(NamedTuple):
    """A heading or quotation, and the parts that belong to it."""

    opening: ProsePart | None
    rest: list[ProsePart]
    markdown: str


class _File:
    """The text of a file after its front matter, by lines."""

    def __init__(self, text: str, begin: int) -> None:
        self._lines = text[begin:].split("\n")
        starts = [begin]
        for line in self._lines:
            starts.append(starts[-1] + len(line) + 1)
        self._starts = starts
        self._parts = parts("\n".join(self._lines))

    def chunks(self) -> Iterator[_Chunk]:
        """Yield the chunks of the file. A quotation opens a chunk only among annotations; in a note it is part of the note."""
        opening: ProsePart | None = None
        rest: list[ProsePart] = []
        annotating = True
        for part in self._parts:
            if part.kind == "section" or (part.kind == "quotation" and annotating):
                yield self._chunk(opening, rest, part.first)
                opening, rest = part, []
                if part.kind == "section":
                    annotating = " ".join(line.words for line in part.lines).strip().lower() == "annotations"
            else:
                rest.append(part)
        yield self._chunk(opening, rest, len(self._lines))

    def _chunk(self, opening: ProsePart | None, rest: list[ProsePart], end: int) -> _Chunk:
        first = opening.last if opening else 0
        return _Chunk(opening, rest, "\n".join(self._lines[first:end]).strip("\n"))

    def span(self, line: int) -> Span:
        """Return the span of a line of the Markdown, without the marks before its words."""
        words = self._lines[line]
        start = self._starts[line] + len(words) - len(words.lstrip("> -*:#\t"))
        return Span(start, self._starts[line] + len(words))


def _read(written: AnnotationFile, file: _File, section: str, chunk: _Chunk, report: Report) -> None:
    """Read a chunk according to its section."""
    lines = [line for part in chunk.rest for line in part.lines]
    if note := _NOTE.fullmatch(section):
        if chunk.opening:
            written.notes.append(LostNoteText(note["n"], note["source"], chunk.markdown, file.span(chunk.opening.first)))
    elif section.lower() == "annotations":
        _read_remark(written, file, chunk, report)
    elif section.lower() == "corrections":
        written.corrections += _corrections(file, lines)
    elif section.lower() == "settled":
        for line in lines:
            _read_settled(written, file, line, report)
    elif chunk.opening:
        report.add(rules.UNKNOWN_SECTION, file.span(chunk.opening.first), name=section)


def _read_remark(written: AnnotationFile, file: _File, chunk: _Chunk, report: Report) -> None:
    if chunk.opening and chunk.opening.kind == "quotation":
        if not chunk.opening.lines:
            report.add(
                rules.QUOTATION_NOT_FOUND,
                file.span(chunk.opening.first),
                quotation="",
                hint="; quote the words that the annotation is about",
            )
        quoted = [_quoted(file, line) for line in chunk.opening.lines]
        written.remarks += [(quotation, chunk.markdown) for quotation in quoted[:1]]
    elif chunk.markdown:
        written.introduction = "\n\n".join(filter(None, (written.introduction, chunk.markdown)))


def _quoted(file: _File, line: ProseLine) -> QuotedWords:
    return QuotedWords(line.words, line.strong, file.span(line.line))


def _corrections(file: _File, lines: list[ProseLine]) -> Iterator[tuple[QuotedWords, str]]:
    """Yield corrections: a definition list with `recieved` and, on the next line, `: received`."""
    for wrong, right in pairwise(lines):
        if (wrong.element, right.element) == ("dt", "dd"):
            yield _quoted(file, wrong), right.words


def _read_settled(written: AnnotationFile, file: _File, line: ProseLine, report: Report) -> None:
    span = file.span(line.line)
    if marker := _MARKER.fullmatch(line.words.strip()):
        written.markers.append(SettledMarker(marker["n"], QuotedWords(marker["words"], None, span)))
    elif reference := _REFERENCE.fullmatch(line.words.strip()):
        written.references.append(SettledReference(reference["words"], reference["volume"], reference["document"], span))
    elif person := _PERSON.fullmatch(line.words.strip()):
        written.people.append(SettledPerson(person["words"], person["person"], span))
    else:
        report.add(rules.SETTLED_NOT_READ, span, words=line.words)
