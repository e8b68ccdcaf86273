"""Split a text into lines, and mask what later patterns must ignore."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.source import Span


class TextLine(NamedTuple):
    """A line that is not blank: the characters of its words, and the number of blank lines before it."""

    start: int
    end: int
    gap: int


@lru_cache(1)
def split_lines(text: str) -> Sequence[TextLine]:
    """Return the lines of `text` that are not blank, without leading and trailing white space. Cached, because two readers need them."""
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
    """Replace each character of `spans` by a space, so that patterns ignore them and offsets don't change.

    `Hakto 38.2 Reference` with the marker masked is `Hakto 38.  Reference`.
    """
    pieces, position = [], 0
    for start, end in sorted(spans):
        if end > position:
            pieces += [text[position:start], " " * (end - max(start, position))]
            position = end
    pieces.append(text[position:])
    return "".join(pieces)
