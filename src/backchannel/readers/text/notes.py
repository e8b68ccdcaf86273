"""Finds the notes at the foot of a text, in the forms that captures give them.

1. `  1. Source: National Archives …`  a number, a letter or a sign, set in from the margin
2. `- Source: National Archives …↩`    no label: a note is known by its place in the list
3. nothing                             the capture lost them

A note may have several paragraphs. A paragraph of the document that begins with a number is not set in, and a list's item does
not end in an arrow: neither is taken for a note.
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
"""Follow an arrow in some captures, and say whether it is drawn as text or as a picture."""

NotesForm = Literal["numbered", "arrow", "lost"]


class Endnote(NamedTuple):
    """A note's label and the extent of its words."""

    label: str
    span: Span


class NoteApparatus(NamedTuple):
    """The notes at the foot: the form they have, what was consumed of their marks, and how many lines of the text stand before them."""

    form: NotesForm
    notes: list[Endnote]
    consumed: list[Consumed]
    lines_before: int


def find_notes(text: str, lines: Sequence[TextLine]) -> NoteApparatus:
    """The notes of `text`, whose lines are `lines`."""
    return _numbered(text, lines) or _arrow(text, lines) or NoteApparatus("lost", [], [], len(lines))


def _numbered(text: str, lines: Sequence[TextLine]) -> NoteApparatus | None:
    """Form 1: the last lines of a text that are set in and have a label."""
    set_in = ((i, line) for i, line in enumerate(lines) if text[line.start - 1 : line.start] in _MARGIN)
    labels = {i: m for i, line in set_in if (m := _LABEL.match(text, _margin(text, line)))}
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
    """Which line is the first of the notes: the one after which each line is labelled or goes on with the note before it."""
    first, after = None, len(lines)
    for i in sorted(labels, reverse=True):
        if after - i > 1 and not _goes_on(lines, labels, i, after):
            break
        first = after = i
    return first


def _goes_on(lines: Sequence[TextLine], labels: dict[int, re.Match[str]], label: int, after: int) -> bool:
    """Whether the lines between two labelled ones are further paragraphs of the first: its label and the next follow one another."""
    if after == len(lines):
        return labels[label].string[lines[label + 1].start - 1 : lines[label + 1].start] in (" ", "\t")
    one, other = labels[label][1], labels[after][1]
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1


def _arrow(text: str, lines: Sequence[TextLine]) -> NoteApparatus | None:
    """Form 2: the last lines of a text, of which the first begins with a dash and the last ends in an arrow."""
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
        notes.append(Endnote("", Span(_skip_space(text, begin + 1), arrow.start)))
        consumed += [
            Consumed(rule=rules.NOTE_ARROW.id, start=arrow.start, end=arrow.end),
            Consumed(rule=rules.NOTE_LABEL.id, start=begin, end=begin + 1),
        ]
    numbered = [Endnote(str(n), note.span) for n, note in enumerate(reversed(notes), 1)]
    return NoteApparatus("arrow", numbered, consumed[::-1], i) if notes else None


def _arrow_of(text: str, line: TextLine) -> Span | None:
    """The arrow at the end of a line, and the white space before it."""
    words = text[line.start : line.end].rstrip(_VARIANTS)
    if not words.endswith("↩"):
        return None
    return Span(line.start + len(words[:-1].rstrip()), line.end)


def _margin(text: str, line: TextLine) -> int:
    """Where the white space before a line begins."""
    return text.rfind("\n", 0, line.start) + 1


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\u00a0":
        position += 1
    return position
