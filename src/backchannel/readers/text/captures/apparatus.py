"""Find the lines that say where a document is held, below its text: they show where the notes of its editors are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.readers.text.source_notes.source_lines import is_archive, is_manuscript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.lines import TextLine

_FARTHEST = 6
"""Lines between a manuscript's description and the first numbered note at most: other notes of the editors."""
_LOWEST = 12
"""Lines at the end of a text among which an archive's file is: below it is only the foot of the page."""


def part_archive_line(text: str, lines: Sequence[TextLine]) -> tuple[Sequence[TextLine], Sequence[TextLine]]:
    """Part the line that says where a document is held from the others, if it is below the notes: `[AA : A3195, I.1586]`"""
    for i in range(len(lines) - 1, max(0, len(lines) - _LOWEST), -1):
        if text[lines[i].start] == "[" and is_archive(text[lines[i].start : lines[i].end]):
            return [*lines[:i], *lines[i + 1 :]], [lines[i]]
    return lines, ()


def has_manuscript_above(text: str, lines: Sequence[TextLine], first: int) -> bool:
    """Return whether a line not far above line `first` describes a manuscript: only editors write below it."""
    return any(is_manuscript(text[line.start : line.end]) for line in lines[max(0, first - _FARTHEST) : first])
