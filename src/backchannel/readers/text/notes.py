"""Find the endnotes of a text, in the forms of captures.

1. `  1. Source: National Archives …`  a number, a letter or a sign, indented
2. `- Source: National Archives …↩`    no label: a note is identified by its position in the list
3. nothing                             the capture lost them

A note may have several paragraphs. A paragraph of the document that begins with a number is not indented, and a list item does not end
in an arrow: neither counts as a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import rules
from backchannel.records import Consumed
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.lines import TextLine

_MARGIN = (" ", "\u00a0")
_LABEL = re.compile(r"[ \u00a0]+([0-9]{1,4}|[a-z]|[*†‡§║‖¶#]{1,4})\.(?=\s|$)")
_DASH = re.compile(r"[-–—]\s")
_VARIANTS = "\ufe0e\ufe0f"
"""Variation selectors, which follow an arrow in some captures."""

NotesForm = Literal["numbered", "arrow", "lost"]


class Endnote(NamedTuple):
    """The label of a note and the span of its words."""

    label: str
    span: Span


class NoteApparatus(NamedTuple):
    """The endnotes of a text: their form, the marks that were consumed, and the number of lines before them."""

    form: NotesForm
    notes: list[Endnote]
    consumed: list[Consumed]
    lines_before: int


def find_notes(text: str, lines: Sequence[TextLine]) -> NoteApparatus:
    """Find the endnotes of `text`, whose lines are `lines`."""
    return _numbered(text, lines) or _arrow(text, lines) or NoteApparatus("lost", [], [], len(lines))


def _numbered(text: str, lines: Sequence[TextLine]) -> NoteApparatus | None:
    """Find notes of form 1: the last lines of a text that are indented and have a label."""
    indented = ((i, line) for i, line in enumerate(lines) if text[line.start - 1 : line.start] in _MARGIN)
    labels = {i: m for i, line in indented if (m := _LABEL.match(text, _margin(text, line)))}
    first = _foot(lines, labels)
    if first is None:
        return None
    starts = sorted(i for i in labels if i >= first)
    notes, consumed = [], []
    for start, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        match = labels[start]
        words = Span(min(_skip_space(text, match.end()), lines[start].end), lines[after - 1].end)
        notes.append(Endnote(match[1], words))
        consumed.append(Consumed(rule=rules.NOTE_LABEL.id, start=lines[start].start, end=match.end()))
    return NoteApparatus("numbered", notes, consumed, first)


def _foot(lines: Sequence[TextLine], labels: dict[int, re.Match[str]]) -> int | None:
    """Find the first line of the notes: after it each line is labeled or continues the note before it."""
    first, after = None, len(lines)
    for i in sorted(labels, reverse=True):
        if after - i > 1 and not _continues(lines, labels, i, after):
            break
        first = after = i
    return first


def _continues(lines: Sequence[TextLine], labels: dict[int, re.Match[str]], label: int, after: int) -> bool:
    """Return whether the lines between two labeled ones are more paragraphs of the first: the second label must be the next number."""
    if after == len(lines):
        return labels[label].string[lines[label + 1].start - 1 : lines[label + 1].start] in (" ", "\t")
    one, other = labels[label][1], labels[after][1]
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1


def _arrow(text: str, lines: Sequence[TextLine]) -> NoteApparatus | None:
    """Find notes of form 2: the last lines of a text; each note begins with a dash and ends in an arrow."""
    notes: list[Endnote] = []
    consumed: list[Consumed] = []
    i = len(lines)
    while i and (arrow := _arrow_of(text, lines[i - 1])):
        while i and not _DASH.match(text, lines[i - 1].start):
            i -= 1
        if not i:
            return None
        i -= 1
        begin = lines[i].start
        notes.append(Endnote("", Span(min(_skip_space(text, begin + 1), arrow.start), arrow.start)))
        consumed += [
            Consumed(rule=rules.NOTE_ARROW.id, start=arrow.start, end=arrow.end),
            Consumed(rule=rules.NOTE_LABEL.id, start=begin, end=begin + 1),
        ]
    numbered = [Endnote(str(n), note.span) for n, note in enumerate(reversed(notes), 1)]
    return NoteApparatus("arrow", numbered, consumed[::-1], i) if notes else None


def _arrow_of(text: str, line: TextLine) -> Span | None:
    """Find the arrow at the end of a line, with the white space before it."""
    words = text[line.start : line.end].rstrip(_VARIANTS)
    if not words.endswith("↩"):
        return None
    return Span(line.start + len(words[:-1].rstrip()), line.end)


def _margin(text: str, line: TextLine) -> int:
    """Return where the white space before a line begins."""
    return text.rfind("\n", 0, line.start) + 1


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\u00a0":
        position += 1
    return position
