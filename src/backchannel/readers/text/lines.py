"""Parts a text into lines, and blanks out what later patterns must read through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.source import Span

_LINE = re.compile(r"[^\n]+")


class Line(NamedTuple):
    """A line that is not blank: the extent of its words in characters, and how many blank lines stand before it."""

    start: int
    end: int
    gap: int


def split_lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank, without the white space at both their ends."""
    lines: list[Line] = []
    written = 0  # newlines up to the end of the last line that was taken
    newlines = 0
    position = 0
    for match in _LINE.finditer(text):
        newlines += match.start() - position
        position = match.end()
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        gap = max(0, newlines - written - 1) if lines else newlines
        lines.append(Line(start, start + len(words), gap))
        written = newlines
    return lines


def mask(text: str, spans: Iterable[Span]) -> str:
    """`text` with each character of `spans` made a space, so that patterns read through them and every offset stays true.

    `Hakto 38.2 Reference` with the marker masked is `Hakto 38.  Reference`.
    """
    pieces, position = [], 0
    for start, end in sorted(spans):
        if end > position:
            pieces += [text[position:start], " " * (end - max(start, position))]
            position = end
    pieces.append(text[position:])
    return "".join(pieces)
