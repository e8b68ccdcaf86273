"""Find the endnotes of a text, in the forms of captures.

1. `  1. Source: National Archives …`  a number, a letter or a sign, indented
2. `- Source: National Archives …↩`    a dash or a bullet, no label: a note is identified by its position in the list
3. nothing                             the capture lost them

The list may have been cut (`find_cut`). A label at its end without words is no note.

A note may have several paragraphs. A paragraph of the document that begins with a number is not indented, and a list item does not end
in an arrow: neither counts as a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import rules
from backchannel.readers.text.source_notes.source_note import opens_source
from backchannel.records import Consumed
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.lines import TextLine

_MARGIN = (" ", "\u00a0")
_LABEL = re.compile(r"[ \u00a0]+([0-9]{1,4}[a-z]?|[a-z]|[*†‡§║‖¶#]{1,4})\.(?=\s|$)")
_DASH = re.compile(r"[-–—•*·▪●](?:\s|$)")
_FIRST_LABEL = "1."
_LEAST_PARAGRAPH = 60
"""Characters of a line that is a paragraph rather than a heading or an item."""
_LONGEST_CUT = 4
"""Lines of a note that was cut, at most."""
_CLOSED = (".", "?", "!", ")", "]", "”", "’", '"', "'", ":", "…")
_MARKER = re.compile(r"(?<=[a-z.,;)\]”’])[0-9]{1,3}(?=\s)")
ARROW = "↩"
"""The link from a note back to its marker."""
_VARIANTS = "\ufe0e\ufe0f"
"""Variation selectors, which follow an arrow in some captures."""

NotesForm = Literal["numbered", "arrow", "lost"]


class Endnote(NamedTuple):
    """The label of a note, the span of its words, and its number in the list, if markers show another."""

    label: str
    span: Span
    listed: str | None = None


class NoteApparatus(NamedTuple):
    """The endnotes of a text: their form, the marks that were consumed, and the number of lines before them."""

    form: NotesForm
    notes: list[Endnote]
    consumed: list[Consumed]
    lines_before: int


def find_notes(text: str, lines: Sequence[TextLine]) -> NoteApparatus:
    """Find the endnotes of `text`, whose lines are `lines`. Where paragraphs are indented, a number that is indented shows nothing."""
    numbered = None if are_paragraphs_indented(text, lines) else _numbered(text, lines)
    return numbered or _arrow(text, lines) or NoteApparatus("lost", [], [], len(lines))


def are_paragraphs_indented(text: str, lines: Sequence[TextLine]) -> bool:
    """Return whether the first lines of paragraphs are indented, as in a book: most long lines below the head that have no number. If all
    have one, the first of them decides, unless it begins the notes: then no other 1 follows, but perhaps right after it."""
    long = [line for line in lines[1:] if line.end - line.start >= _LEAST_PARAGRAPH and text[line.start].isalpha()]
    if long:
        return sum(_is_set_in(text, line) for line in long) * 2 > len(long)
    firsts = [i for i, line in enumerate(lines) if i and text.startswith(_FIRST_LABEL, line.start)]
    is_below_head = len(lines) > 1 and not _is_set_in(text, lines[0]) and _is_set_in(text, lines[1])
    return is_below_head and (firsts[:1] != [1] or firsts[1:2] > [2])


def is_indented(text: str, line: TextLine) -> bool:
    """Return whether a blank precedes a line, as in a list of notes."""
    return text[line.start - 1 : line.start] in _MARGIN


def _is_set_in(text: str, line: TextLine) -> bool:
    """Return whether a blank or a tab precedes a line, as in a paragraph."""
    return is_indented(text, line) or text[line.start - 1 : line.start] == "\t"


def _numbered(text: str, lines: Sequence[TextLine]) -> NoteApparatus | None:
    """Find notes of form 1: the last lines of a text that are indented and have a label."""
    indented = ((i, line) for i, line in enumerate(lines) if is_indented(text, line))
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
    while notes and notes[-1].span.start >= notes[-1].span.end:
        notes.pop()
    return NoteApparatus("numbered" if notes else "lost", notes, consumed, first)


def find_cut(text: str, notes: Sequence[Endnote], consumed: Sequence[Consumed]) -> Span | None:
    """Find where a list of notes breaks off: in a note that ends in a sentence, or behind the label of another (one of `consumed`). Return
    None if it doesn't."""
    end = max((note.span.end for note in notes), default=0)
    for part in consumed:
        if part.rule == rules.NOTE_LABEL.id and part.start >= end:
            return part.span
    if notes and not text[: notes[-1].span.end].rstrip().endswith(_CLOSED):
        return notes[-1].span
    return None


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
    """Find notes of form 2: the last lines of a text; each begins with a dash or a bullet and ends in an arrow, but one that was cut."""
    notes: list[Endnote] = []
    consumed: list[Consumed] = []
    i = _cut_off(text, lines)
    if i < len(lines):
        begin, end = lines[i].start, lines[-1].end
        start = min(_skip_space(text, begin + 1), end)
        notes += [Endnote("", Span(start, end))] if start < end else []
        consumed.append(Consumed(rule=rules.NOTE_LABEL.id, start=begin, end=begin + 1))
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
    return NoteApparatus("arrow" if notes else "lost", numbered, consumed[::-1], i) if consumed else None


def _cut_off(text: str, lines: Sequence[TextLine]) -> int:
    """Return the index of the line that begins a note without an arrow, because the text was cut there. It is the source note, follows
    another note, has no words at all, or breaks off in a text that has markers."""
    first = next((i for i in range(len(lines) - 1, max(-1, len(lines) - _LONGEST_CUT), -1) if _DASH.match(text, lines[i].start)), None)
    if not first or any(_arrow_of(text, line) for line in lines[first:]):
        return len(lines)
    words = text[lines[first].start + 1 : lines[-1].end].strip()
    is_note = not words or opens_source(words) or _arrow_of(text, lines[first - 1]) or _breaks_off(text, lines, first)
    return first if is_note else len(lines)


def _breaks_off(text: str, lines: Sequence[TextLine], first: int) -> bool:
    """Return whether the line `first`, the last of a text that has markers, begins with a dash and ends in a sentence. It is no signature
    (`— Rudolf`), and no item of a list."""
    start, end = lines[first].start, lines[-1].end
    if text[start] in "–—" or first + 1 < len(lines) or text[:end].endswith(_CLOSED) or _DASH.match(text, lines[first - 1].start):
        return False
    return _MARKER.search(text, 0, start) is not None


def _arrow_of(text: str, line: TextLine) -> Span | None:
    """Find the arrow at the end of a line, with the white space before it."""
    words = text[line.start : line.end].rstrip(_VARIANTS)
    if not words.endswith(ARROW):
        return None
    return Span(line.start + len(words[:-1].rstrip()), line.end)


def _margin(text: str, line: TextLine) -> int:
    """Return where the white space before a line begins."""
    return text.rfind("\n", 0, line.start) + 1


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\u00a0":
        position += 1
    return position
