"""Decide whether the lines of a text were broken at a column, or whether each line is a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.readers.text.line_ends.running_heads import without_heads
from backchannel.readers.text.line_ends.typeset import TypedLine, runs_on, typed_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.line_ends.running_heads import RunningHead

_LONGEST = 120
"""Columns of the longest line of a broken text. In a text whose lines are paragraphs, most characters are in longer ones."""
_SHORTEST = 30
"""Columns of the shortest line that shows that a text is broken: shorter ones are those of lists and addresses."""
_MOST_LONG = 0.25
"""Share of the characters that may be in longer lines: a table or an address that was not broken."""
_FEW = 0.02
"""Share of the lines that must run on."""
_LOWEST_HEAD = 8
_TO = frozenset({"to", "à", "au", "aux"})
"""Lines from the top among which a head is, and what its second line begins with."""
_DOUBLE = 3
_MANY = 0.2
"""Lines that must run on over a blank line, and their share, if a text has double spacing: a head and the marking below it are two."""


def broken_lines(text: str, heads: Sequence[RunningHead] = ()) -> tuple[list[TypedLine], list[int]]:
    """Return the lines of a text whose lines were broken, and the indexes of those that run on; no lines if it was not broken. The running
    `heads` of its pages are left out."""
    if sum(length for length in map(len, text.split("\n")) if length > _LONGEST) > _MOST_LONG * len(text):
        return [], []
    lines = without_heads(typed_lines(text), heads) if heads else typed_lines(text)
    continued = _continued(lines)
    if len(continued) == 1 and _breaks_head(lines, continued[0]):
        return [], []
    return (lines, continued) if continued and len(continued) >= _FEW * len(lines) else ([], [])


def _continued(lines: Sequence[TypedLine]) -> list[int]:
    """Find the lines that certainly run on to the next, which is adjacent; in a text with double spacing, one blank line is between."""
    close = [i for i in range(len(lines) - 1) if lines[i + 1].gap < 2 and _SHORTEST <= lines[i].indent + len(lines[i].words) <= _LONGEST]
    found = [i for i in close if runs_on(lines[i], lines[i + 1]) or _is_bracketed(lines[i], lines[i + 1])]
    adjacent = [i for i in found if lines[i + 1].gap == 0]
    are_spaced = len(found) - len(adjacent) >= max(_DOUBLE, 3 * len(adjacent), len(lines) * _MANY)
    return found if are_spaced else adjacent


def _breaks_head(lines: Sequence[TypedLine], i: int) -> bool:
    """Return whether line `i` is that of a head whose recipient is on the next line, though its first word would have fit: other lines are
    longer."""
    if i > _LOWEST_HEAD or lines[i + 1].first not in _TO:
        return False
    width = max(length for line in lines if (length := line.indent + len(line.words)) <= _LONGEST)
    return lines[i].indent + len(lines[i].words) + 1 + len(lines[i + 1].first) <= width


def _is_bracketed(line: TypedLine, after: TypedLine) -> bool:
    """Return whether a bracket opens on this line and closes on the next: `[Source: … THAI.` / `Secret; Limdis.]`."""
    return after.gap == 0 and line.words.count("[") > line.words.count("]") and after.words.count("]") > after.words.count("[")
