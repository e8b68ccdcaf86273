"""Measure the lines of a text: their columns, their indentation, and the width at which they were broken."""

from __future__ import annotations

import re
from typing import NamedTuple

from backchannel import vocabulary
from backchannel.readers.text.lines import split_lines

_STOPPED = re.compile(r"[.!?:;…↩][\"'”’»)\]\d*†‡]{0,6}$")
_WITHIN = frozenset(word for term in vocabulary.terms("line_ends") if term.kind == "within" for word in term.words)
"""Words in which no paragraph, heading or item ends."""
_LAST_WORD = re.compile(r"[A-Za-z]+$")
_DENSE = 5
"""Columns below the greatest length in which other lines must end, if that length is the width and not that of a single long line."""
_FEW = 0.03


class TypedLine(NamedTuple):
    """A line that is not blank: its words, the number of blank lines before it, and the columns before its words and at its end."""

    words: str
    start: int
    end: int
    gap: int
    indent: int
    length: int

    @property
    def first(self) -> str:
        """Return its first word."""
        return self.words.split(None, 1)[0]


class LineMeasure(NamedTuple):
    """How a text was set: the width of its lines, the columns by which a full line may be shorter, and the blank lines between lines of
    the same paragraph. `indents` are those of lines that continue a paragraph for certain."""

    width: int
    slack: int
    leading: int
    indents: frozenset[int]


def typed_lines(text: str) -> list[TypedLine]:
    """Return the lines of `text` that are not blank, with their columns."""
    lines = []
    for start, end, gap in split_lines(text):
        left = text.rfind("\n", 0, start) + 1
        lines.append(TypedLine(text[start:end], start, end, gap, start - left, end - left))
    return lines


def runs_on(line: TypedLine, after: TypedLine) -> bool:
    """Return whether a sentence certainly continues on the next line.

    1. `… that he` / `would not go`      no stop, and a small letter
    2. `… Secretary of the` / `Navy`     a word in which nothing ends
    """
    last, first = line.words[-1], after.words[0]
    if first.islower():
        return (last.isalnum() or last in ",-–—¬\u00ad)]”’") and not is_numbered(after.first)
    word = _LAST_WORD.search(line.words)
    return word is not None and word[0].lower() in _WITHIN and (first.isalnum() or first in '“‘"([')


def is_numbered(word: str) -> bool:
    """Return whether a word is the label of an item: `a.`, `(b)`, `iv)`."""
    return re.fullmatch(r"[(\[]?(?:[a-z]|[ivx]{1,5}|\d{1,3})[.)\]]{1,2}", word) is not None


def is_stopped(words: str) -> bool:
    """Return whether a line ends as a sentence does, perhaps with a marker: `areas.3`, `undated.)12`."""
    return _STOPPED.search(words) is not None


def measure(lines: list[TypedLine], continued: list[int]) -> LineMeasure:
    """Measure a text. `continued` are the indexes of the lines that run on to the next."""
    width = _width(sorted((line.length for line in lines), reverse=True))
    pairs = [(lines[i], lines[i + 1]) for i in continued]
    spare = sorted(spare_columns(width, *pair) for pair in pairs)
    loose = sum(columns >= 0 for columns in spare)
    slack = spare[int(len(spare) * 0.9)] + 1 if loose * 20 > len(spare) else 0
    gaps = [after.gap for _, after in pairs]
    leading = 1 if gaps.count(1) > 3 * gaps.count(0) else 0
    return LineMeasure(width, min(slack, width // 3), leading, frozenset(after.indent for _, after in pairs))


def spare_columns(width: int, line: TypedLine, after: TypedLine) -> int:
    """Return how many columns would have been left if the next line's first word had been set on this line; below 0 if it had no room."""
    return width - line.length - 1 - len(after.first)


def _width(lengths: list[int]) -> int:
    """Return the greatest length near which other lines end: a long row of a table or an address is longer than the width."""
    few = max(2, int(len(lengths) * _FEW))
    for i, length in enumerate(lengths):
        if i + few <= len(lengths) and lengths[i + few - 1] >= length - _DENSE:
            return length
    return lengths[0]
