"""Join the broken lines of a text for the readers, and place what they find in the file.

The file's text never changes. The readers get a text in which each line is a paragraph, so that what they know of lines, labels and words
holds; each position in it has one in the file, and the record that leaves the readers has those of the file only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.line_ends.decision import broken_lines
from backchannel.readers.text.line_ends.hyphens import LineHyphens
from backchannel.readers.text.line_ends.real_ends import line_ends
from backchannel.readers.text.line_ends.running_heads import find_running_heads
from backchannel.source import Position, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.line_ends.real_ends import LineEnd
    from backchannel.readers.text.line_ends.running_heads import RunningHead
    from backchannel.readers.text.line_ends.typeset import TypedLine


BLANK_LINE = "\n\n"
"""What the readers see of a running head where no line is joined to the next."""
_BLANKS = re.compile(r"(?<=\S) {2,3}(?=\S)")
_COLUMNS = re.compile(r"\t| {4}")
"""What separates the columns of a table. Fewer blanks are those of OCR, or of a line that was filled."""


class LineJoint(NamedTuple):
    """The end of a line that was full: from its last character to the first of the next line. `seen` is what the readers see of it: a
    blank, or nothing if a word goes on; a blank line if only a running head is left out."""

    start: int
    end: int
    seen: str


class _Stretch(NamedTuple):
    """A run of characters: where it starts in the joined text and in the file, and its length in each."""

    start: int
    file_start: int
    length: int
    file_length: int


@dataclass(frozen=True)
class JoinedSource(Source):
    """A source whose text has whole lines; `place` gives positions in `file`. `doubtful` are lines of the file."""

    file: Source = field(kw_only=True)
    joints: tuple[LineJoint, ...] = field(kw_only=True)
    doubtful: tuple[Span, ...] = field(kw_only=True)
    heads: tuple[RunningHead, ...] = field(kw_only=True)

    @classmethod
    def join(
        cls, file: Source, joints: Sequence[LineJoint], doubtful: tuple[Span, ...] = (), heads: tuple[RunningHead, ...] = ()
    ) -> JoinedSource:
        """Join the lines of a file at `joints`, which are in order. `doubtful` are the lines whose ends were hard to judge, `heads` the
        running heads, each within a joint."""
        pieces, at = [], 0
        for joint in joints:
            pieces += [file.text[at : joint.start], joint.seen]
            at = joint.end
        pieces.append(file.text[at:])
        return cls(file.path, "".join(pieces), file.encoding, file.part, file=file, joints=tuple(joints), doubtful=doubtful, heads=heads)

    def place(self, offset: int) -> Position:
        return self.file.place(self.in_file(offset))

    def in_file(self, offset: int) -> int:
        """Return the offset in the file of the character at `offset`."""
        stretch = self._stretch(offset)
        return stretch.file_start + min(offset - stretch.start, stretch.file_length)

    def span_in_file(self, start: int, end: int) -> Span:
        """Return the span in the file of the characters from `start` to `end`."""
        first = self.in_file(start)
        if start >= end:
            return Span(first, first)
        stretch = self._stretch(end - 1)
        whole = end - stretch.start == stretch.length
        return Span(first, stretch.file_start + (stretch.file_length if whole else end - stretch.start))

    def _stretch(self, offset: int) -> _Stretch:
        return self._stretches[bisect_right(self._starts, offset) - 1]

    @cached_property
    def _starts(self) -> list[int]:
        return [stretch.start for stretch in self._stretches]

    @cached_property
    def _stretches(self) -> list[_Stretch]:
        """Return the stretches that have characters in the joined text, in order."""
        found, at, file_at = [], 0, 0
        for start, end, seen in (*self.joints, LineJoint(len(self.file.text), len(self.file.text), "")):
            found += [
                _Stretch(at, file_at, start - file_at, start - file_at),
                _Stretch(at + start - file_at, start, len(seen), end - start),
            ]
            at, file_at = at + start - file_at + len(seen), end
        return [stretch for stretch in found if stretch.length] or [_Stretch(0, 0, 0, 0)]


@lru_cache(1)
def join_broken_lines(source: Source) -> Source:
    """Return a source with its broken lines joined, and without the running heads of its pages; or the source itself if its lines are
    paragraphs. Cached, because most files have one document, and are searched for further ones before it is read."""
    heads = find_running_heads(source.text)
    lines, continued = broken_lines(source.text, heads)
    if not lines and not heads:
        return source
    ends = line_ends(lines, continued) if lines else []
    doubtful = tuple(Span(line.start, line.end) for line, end in zip(lines, ends, strict=False) if end.startswith("perhaps"))
    joints = list(_joints(source.text, lines, ends)) if lines else []
    return JoinedSource.join(source, _with_heads(source.text, joints, heads), doubtful, tuple(heads))


def _with_heads(text: str, joints: Sequence[LineJoint], heads: Sequence[RunningHead]) -> list[LineJoint]:
    """Add a joint for each running head that is in none: where a paragraph ends above it, the readers see a blank line."""
    alone = [head.span for head in heads if not any(joint.start < head.span.start < joint.end for joint in joints)]
    added = [LineJoint(len(text[:start].rstrip()), end + len(text[end:]) - len(text[end:].lstrip()), BLANK_LINE) for start, end in alone]
    return sorted((*joints, *added))


def _joints(text: str, lines: Sequence[TypedLine], ends: Sequence[LineEnd]) -> Iterator[LineJoint]:
    """Yield the joints of a text in order. A hyphen that divides a word is part of its joint."""
    hyphens = LineHyphens(text)
    for line, after, end in zip(lines, lines[1:], ends, strict=False):
        yield from _extra_blanks(text, line)
        if end in ("full", "perhaps full"):
            kind = hyphens.kind(line.words, after.words)
            yield LineJoint(line.end - (kind == "divides"), after.start, " " if kind == "none" else "")
    yield from _extra_blanks(text, lines[-1])


def _extra_blanks(text: str, line: TypedLine) -> Iterator[LineJoint]:
    """Yield the places where several blanks are between two words of a line, which are seen as one."""
    if "  " in line.words and not _COLUMNS.search(line.words):
        yield from (LineJoint(*found.span(), " ") for found in _BLANKS.finditer(text, line.start, line.end))
