"""Measure the lines of a text: their columns, their indentation, and the width at which they were broken.

E-mail and terminals break lines at a column. Books break them at a width in print, so that the lines of a PDF or of OCR have different
numbers of characters; the widths of their letters are estimated.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.readers.text.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STOPPED = re.compile(r"[.!?:;…↩][\"'”’»)\]\d*†‡]{0,6}$")
_WITHIN = frozenset(word for term in vocabulary.terms("line_ends") if term.kind == "within" for word in term.words)
"""Words in which no paragraph, heading or item ends."""
_LAST_WORD = re.compile(r"[A-Za-z]+$")
_ABBREVIATION = re.compile(r"([^\W\d_](?:\.?[^\W\d_])*)\.$")
_DENSE = 5
"""Columns below the greatest length in which other lines must end, if that length is the width and not that of a single long line."""
_FEW = 0.03
_MOST_LOOSE = 0.05
"""Share of the full lines that may have had room for the next word in a text that was broken at a column."""
_MOST = 0.96
"""Share of the full lines of a book that must be within its slack."""


class TypedLine(NamedTuple):
    """A line that is not blank: its words, the number of blank lines before it, and the columns before its words."""

    words: str
    start: int
    end: int
    gap: int
    indent: int

    @property
    def first(self) -> str:
        """Return its first word."""
        return self.words.split(None, 1)[0]


class LineMeasure(NamedTuple):
    """How a text was set: the width of its lines, how much shorter a full line may be, how words are measured, and the blank lines between
    lines of the same paragraph. `indents` are those of lines that continue a paragraph for certain."""

    width: float
    slack: float
    size: Callable[[str], float]
    leading: int
    indents: frozenset[int]

    def length(self, line: TypedLine) -> float:
        """Return the length of a line with its margin."""
        return line.indent * self.size(" ") + self.size(line.words)

    def room(self, line: TypedLine, after: TypedLine) -> float:
        """Return the room that would have been left if the next line's first word had been set on this line; below 0 if the line was
        full."""
        return self.width - self.slack - self.length(line) - self.size(f" {after.first}")


def typed_lines(text: str) -> list[TypedLine]:
    """Return the lines of `text` that are not blank, with their margins."""
    return [TypedLine(text[start:end], start, end, gap, start - text.rfind("\n", 0, start) - 1) for start, end, gap in split_lines(text)]


def runs_on(line: TypedLine, after: TypedLine) -> bool:
    """Return whether a sentence certainly continues on the next line.

    1. `… that he` / `would not go`      no stop, and a small letter
    2. `… Secretary of the` / `Navy`     a word in which nothing ends
    3. `Strelsau, June` / `17, 1976`     a date
    """
    last, first = line.words[-1], after.words[0]
    if first.islower():
        return (last.isalnum() or last in ",-–—¬\u00ad)]”’") and not is_numbered(after.first)
    word = _LAST_WORD.search(line.words)
    if word is None:
        return False
    if first.isdecimal() and vocabulary.name_of("months", word[0]):
        return True
    return word[0].lower() in _WITHIN and (first.isalnum() or first in "“‘\"'([")


def is_numbered(word: str) -> bool:
    """Return whether a word is the label of an item: `a.`, `(b)`, `iv)`."""
    return re.fullmatch(r"[(\[]?(?:[a-z]|[ivx]{1,5}|\d{1,3})[.)\]]{1,2}", word) is not None


def is_stopped(words: str) -> bool:
    """Return whether a line ends as a sentence does, perhaps with a marker: `areas.3`, `undated.)12`; not `see p.` or `Robert S.`"""
    if not _STOPPED.search(words):
        return False
    last = _ABBREVIATION.search(words)
    return last is None or (len(last[1]) > 1 and vocabulary.folded(last[1]) not in vocabulary.names("abbreviations"))


def measure(lines: Sequence[TypedLine], continued: Sequence[int]) -> LineMeasure:
    """Measure a text, in columns unless its lines are more even in print. `continued` are the indexes of the lines that run on."""
    pairs = [(lines[i], lines[i + 1]) for i in continued]
    gaps = [after.gap for _, after in pairs]
    leading = 1 if gaps.count(1) > 3 * gaps.count(0) else 0
    indents = frozenset(after.indent for _, after in pairs)
    columns, printed = (_with_slack(_measure(lines, size, leading, indents), pairs) for size in (len, printed_width))
    return printed if printed.slack < columns.slack else columns


def _measure(lines: Sequence[TypedLine], size: Callable[[str], float], leading: int, indents: frozenset[int]) -> LineMeasure:
    unknown = LineMeasure(0, 0, size, leading, indents)
    return unknown._replace(width=_width(sorted(map(unknown.length, lines), reverse=True)))


def _with_slack(measure: LineMeasure, pairs: Sequence[tuple[TypedLine, TypedLine]]) -> LineMeasure:
    """Find by how much full lines are shorter than the width: not at all in a text that was broken at a column."""
    room = sorted(measure.room(*pair) for pair in pairs)
    if sum(size >= 0 for size in room) <= _MOST_LOOSE * len(room):
        return measure
    return measure._replace(slack=min(room[int(len(room) * _MOST)] + 1, measure.width / 3))


def _width(lengths: Sequence[float]) -> float:
    """Return the greatest length near which other lines end: a long row of a table or an address is longer than the width."""
    few = max(2, int(len(lengths) * _FEW))
    for i, length in enumerate(lengths):
        if i + few <= len(lengths) and lengths[i + few - 1] >= length - _DENSE:
            return length
    return lengths[0]


def printed_width(words: str) -> float:
    """Estimate the width of words in print, in average letters."""
    widths = _widths()
    return sum(widths.get(letter, 1.0) for letter in words)


@cache
def _widths() -> dict[str, float]:
    data = tomllib.loads(files("backchannel").joinpath("data", "letter_widths.toml").read_text(encoding="utf-8"))
    known = {letter: group["width"] / data["average"] for group in data["group"] for letter in group["letters"]}
    return {chr(code): data["other"] / data["average"] for code in range(33, 0x250)} | known
