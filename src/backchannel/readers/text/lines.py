"""Parts a text into lines, and blanks out what later patterns must read through."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.source import Span


class TextLine(NamedTuple):
    """A line that is not blank: the extent of its words in characters, and how many blank lines stand before it."""

    start: int
    end: int
    gap: int


def split_lines(text: str) -> list[TextLine]:
    """The lines of `text` that are not blank, without the white space at both their ends."""
    lines: list[TextLine] = []
    position = gap = 0
    for line in text.split("\n"):
        if words := line.strip():
            start = position + line.index(words[0])
            lines.append(TextLine(start, start + len(words), gap))
            gap = 0
        else:
            gap += 1
        position += len(line) + 1
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
