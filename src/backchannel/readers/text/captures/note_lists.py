"""Find lists of notes in the forms of `data/captures.toml`: candidates, of which `choice` takes the best.

1. a list at the end     `1 See Document 3.` below the text, its labels rising by one; a note may have several paragraphs
2. scattered notes       `/1/See Document 3.`, each below its own paragraph
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.capture_forms import FIGURE, HEADINGS, plain_label
from backchannel.readers.text.captures.apparatus import has_manuscript_above
from backchannel.readers.text.captures.foot import MOST_IN_FOOT, find_foot, has_furniture
from backchannel.readers.text.notes import Endnote, is_indented
from backchannel.records import Consumed
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.capture_forms import NoteForm
    from backchannel.readers.text.lines import TextLine
    from backchannel.readers.text.notes import NotesForm

_FARTHEST = 12
"""Lines of one note at most: a longer gap between two labels is text of the document."""
_FARTHEST_SIGN = 2
"""The same for a note whose label is a sign."""
_MOST_AFTER = 3
"""Lines below the last label at most that belong to its note."""
_MOST_LISTS = 3
"""Lists of one form that are tried in one text: below the notes, a line of the page may begin with a number."""
_NUMBER = re.compile(r"\d+")


class NoteList(NamedTuple):
    """The notes of a text: the name of their `form`, whether they show their labels (`labeling`), the marks that
    were consumed, and the lines of the `body`, which are neither notes nor words of the page. `sure` says that nothing but notes has this
    form."""

    form: str
    labeling: NotesForm
    notes: list[Endnote]
    consumed: list[Consumed]
    body: Sequence[TextLine]
    sure: bool = False


class NoteSearch(NamedTuple):
    """A search for notes among the lines of a text. `indexes` are those of the lines by their first characters: few lines begin as notes
    do."""

    text: str
    lines: Sequence[TextLine]
    indexes: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, text: str, lines: Sequence[TextLine]) -> NoteSearch:
        indexes: dict[str, list[int]] = {}
        for i, line in enumerate(lines):
            first = text[line.start]
            indexes.setdefault(FIGURE if first.isdecimal() else first, []).append(i)
        return cls(text, lines, indexes)

    def labeled(self, form: NoteForm) -> dict[int, re.Match[str]]:
        """Find the lines that begin like a note of `form`, by index."""
        text, lines = self.text, self.lines
        if form.margin == "indented":
            indented = (i for i, line in enumerate(lines) if is_indented(text, line))
            return {i: m for i in indented if (m := form.pattern.match(text, text.rfind("\n", 0, lines[i].start) + 1))}
        if form.beginnings.isdisjoint(self.indexes):
            return {}
        likely = sorted(i for first in form.beginnings for i in self.indexes.get(first, ()))
        return {i: m for i in likely if (m := form.pattern.match(text, lines[i].start, lines[i].end))}


def tail_lists(search: NoteSearch, form: NoteForm) -> Iterator[NoteList]:
    """Yield the lists of `form` that may end the text, the lowest first."""
    labeled = search.labeled(form)
    if not labeled:
        return  # as for most forms
    text, lines = search.text, search.lines
    taken: set[int] = set()
    tried = 0
    for last in sorted(labeled, reverse=True):
        if tried == _MOST_LISTS or len(lines) - last - 1 > _MOST_AFTER + MOST_IN_FOOT:
            break
        if last in taken:
            continue
        chain = _rising(labeled, last)
        taken.update(chain)
        most = _FARTHEST if has_manuscript_above(text, lines, chain[0]) else _MOST_AFTER
        foot = find_foot(text, lines, last + 1, most + 1)
        if foot - last - 1 > most:
            continue
        tried += 1
        yield _list_of(text, lines, form, {i: labeled[i] for i in chain}, foot)
        if above := [i for i in labeled if chain[0] - _FARTHEST <= i < chain[0]]:  # labels may restart: 1, 1, 2, 3
            chain = _rising(labeled, max(above)) + chain
            yield _list_of(text, lines, form, {i: labeled[i] for i in chain}, foot)


def scattered_notes(search: NoteSearch, form: NoteForm) -> NoteList | None:
    """Return the notes of `form` wherever they are, each a line, or None if there are none."""
    text, lines, labeled = search.text, search.lines, search.labeled(form)
    if not labeled:
        return None
    last = max(labeled)
    foot = find_foot(text, lines, last + 1)
    foot = foot if has_furniture(text, lines[foot:]) else len(lines)  # a signature may be below the last note
    notes = [_note(text, match, lines[i].end) for i, match in labeled.items()]
    consumed = [_label(lines[i], match) for i, match in labeled.items()] + foot_marks(lines, foot)
    body = [line for i, line in enumerate(lines[:foot]) if i not in labeled]
    return NoteList(form.name, "numbered", notes, consumed, body, sure=True)


def _rising(labeled: Mapping[int, re.Match[str]], last: int) -> list[int]:
    """Return the labeled lines that lead up to `last`: each has the number before that of the next, or the same; signs may come between,
    and one number may be missing between adjacent lines. The list begins at its first 1."""
    chain, number = [last], _number(labeled[last])
    for i in sorted(labeled, reverse=True):
        if i >= last:
            continue
        if chain[0] - i > _FARTHEST:
            break
        before = _number(labeled[i])
        if before == 0 and chain[0] - i <= _FARTHEST_SIGN:
            chain.insert(0, i)
        elif not number or (number != 1 and before > 0 and number - before in range(3 if i == chain[0] - 1 else 2)):
            chain.insert(0, i)
            number = before
    return chain


def _number(match: re.Match[str]) -> int:
    """Return the number of a label: that of `2a` is 2, that of a sign 0."""
    found = _NUMBER.match(plain_label(match[1]))
    return int(found[0]) if found else 0


def _list_of(text: str, lines: Sequence[TextLine], form: NoteForm, labeled: Mapping[int, re.Match[str]], foot: int) -> NoteList:
    starts = sorted(labeled)
    notes = [_note(text, labeled[i], lines[after - 1].end) for i, after in zip(starts, [*starts[1:], foot], strict=True)]
    consumed = [_label(lines[i], labeled[i]) for i in starts]
    first = starts[0]
    if first and text[lines[first - 1].start : lines[first - 1].end] in HEADINGS:
        first -= 1
        consumed.insert(0, Consumed(rule=rules.PAGE_FURNITURE.id, start=lines[first].start, end=lines[first].end))
    return NoteList(form.name, "numbered", notes, consumed + foot_marks(lines, foot), lines[:first])


def _note(text: str, match: re.Match[str], end: int) -> Endnote:
    start = min(match.end(), end)
    while start < end and text[start].isspace():
        start += 1
    return Endnote(plain_label(match[1]), Span(start, end))


def _label(line: TextLine, match: re.Match[str]) -> Consumed:
    end = min(match.start() + len(match[0].rstrip()), line.end)
    return Consumed(rule=rules.NOTE_LABEL.id, start=line.start, end=end)


def foot_marks(lines: Sequence[TextLine], foot: int) -> list[Consumed]:
    """Return the lines from `foot` on as words of the page."""
    return [Consumed(rule=rules.PAGE_FURNITURE.id, start=line.start, end=line.end) for line in lines[foot:]]
