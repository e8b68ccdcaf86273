"""Finds note markers: raised figures in print, which in plain text are figures like any other.

`areas.3 I believe` is note 3, `B52` an aircraft. Markers rise through a document with their notes. So all places that may be markers
are weighed (`marker_places`), and the labels are set against them as a whole (`marker_alignment`): one place misjudged moves no
other. What is not taken for a marker stays in the text as it stood.
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.readers.text.marker_alignment import best_rise
from backchannel.readers.text.marker_places import Label, count_figures, find_places, find_signs, has_signs, worth_of_label
from backchannel.readers.text.marker_weights import AGAIN, DOUBT, LEFT_OUT, SIGN, UNEVEN
from backchannel.records import Marker
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.findings import Report
    from backchannel.readers.text.marker_alignment import Place
    from backchannel.readers.text.notes import NotesForm

_MOST_UNEVEN = 40
"""With how many notes at most a slip in their numbers is looked for: each place of it is a reading of the whole."""
_MOST_INFERRED = 400
"""How far is counted where the notes are lost: no document of the series has more notes."""


class _Reading(NamedTuple):
    """One way to read the markers of a text: which labels were looked for, the places that were taken for them, those at which one of
    these labels stands once more, and signs that were taken for other notes. `cost` is what speaks against it."""

    labels: Sequence[Label]
    chain: Sequence[Place]
    again: Sequence[Place] = ()
    signs: Sequence[Marker] = ()
    cost: float = 0.0

    @property
    def missing(self) -> bool:
        """Whether a label has no place."""
        return sum(place.last - place.first + 1 for place in self.chain) < len(self.labels)


def _gain(reading: _Reading) -> float:
    return sum(place.gain for place in reading.chain) + SIGN * len(reading.signs) - reading.cost


class Marked(NamedTuple):
    """The markers of a text in their order, and the labels of its notes, which the notes themselves may not have shown."""

    markers: list[Marker]
    labels: list[str]


def find_markers(text: str, head: Span, form: NotesForm, notes: Sequence[Label], report: Report) -> Marked:
    """The markers in `text`, a document without its notes, which have that form.

    1. `areas.3 I believe`       glued to punctuation
    2. `message2 adding`         glued to a word
    3. `Hakto 414 following`     glued to a figure: Hakto 41, note 4
    4. `undated.12`              two markers at one place: notes 1 and 2
    5. `President Nixon 1`       after a space, at the end of a line
    6. `warfare,* and`           a sign
    """
    marked = _FORMS[form](text, head, notes, report)
    if form == "lost":
        for marker in marked.markers:
            report.add(rules.MARKER_WITHOUT_NOTE, marker.span, label=marker.n)
    else:
        _report_missing(marked, len(text), report)
    return marked


def _mark_numbered(text: str, head: Span, notes: Sequence[Label], report: Report) -> Marked:
    """For notes that show their labels."""
    markers = _markers(text, _read(text, head, notes), report)
    return Marked(markers, [note.name for note in notes])


def _mark_arrow(text: str, head: Span, notes: Sequence[Label], report: Report) -> Marked:
    """For notes of which only the number is known: signs may stand for some; the others count from 1, or from 2 where that fits better."""
    readings = [_read(text, head, labels) for labels in namings(text, notes)]
    if (signs := _signs(text)[: len(notes)]) and not any(note.original for note in notes):
        unsigned = notes[: len(notes) - len(signs)]
        readings += [_read(text, head, labels)._replace(signs=signs) for labels in namings(text, unsigned)]
    best = max(readings, key=_gain)
    if best.missing and len(notes) <= _MOST_UNEVEN:
        uneven = [_read(text, head, labels)._replace(cost=UNEVEN) for labels in uneven_namings(text, notes)]
        best = max([best, *uneven], key=_gain)
    markers = sorted((*_markers(text, best, report), *best.signs), key=lambda marker: marker.start)
    return Marked(markers, _interleave(_names(text, best), markers) if best.signs else _names(text, best))


def namings(text: str, notes: Sequence[Label]) -> Iterator[list[Label]]:
    """The ways in which notes without labels may be called: `1 2 3`, or `2 3 4`; those of the document's own by signs, if it has any."""
    for own in (True, False) if _has_own(text, notes) else (False,):
        for first in (1, 2):
            yield _named(notes, own, first)


def uneven_namings(text: str, notes: Sequence[Label]) -> Iterator[list[Label]]:
    """The ways in which they are called where the printed numbers have one slip: `1 2 2 3`, or `1 2 4 5`."""
    own = _has_own(text, notes)
    for at in range(1, len(notes)):
        for by in (-1, 1):
            yield _named(notes, own, 1, at, by)


def _has_own(text: str, notes: Sequence[Label]) -> bool:
    return has_signs(text) and any(note.original for note in notes)


def _named(notes: Sequence[Label], own: bool, first: int, at: int = 0, by: int = 0) -> list[Label]:
    """Numbers for all notes, or for all but a document's `own`; from the one at `at` on, `by` more than they should be."""
    numbers = (number + (by if number >= first + at else 0) for number in count(first))
    return [note._replace(name="" if own and note.original else str(next(numbers))) for note in notes]


def _mark_lost(text: str, head: Span, notes: Sequence[Label], report: Report) -> Marked:
    """For notes that are lost: their labels rise by one from 1, and it is not known how far."""
    reading = _read(text, head, inferred_labels(text), LEFT_OUT)
    return Marked(sorted((*_markers(text, reading, report), *_signs(text)), key=lambda marker: marker.start), [])


def inferred_labels(text: str) -> list[Label]:
    """The labels that may have stood in `text`."""
    return [Label(str(n), given=False) for n in range(1, min(count_figures(text), _MOST_INFERRED) + 1)]


_FORMS = {"numbered": _mark_numbered, "arrow": _mark_arrow, "lost": _mark_lost}


def _read(text: str, head: Span, labels: Sequence[Label], skip: float = 0.0) -> _Reading:
    groups = list(find_places(text, head, labels))
    chain = best_rise(groups, len(labels), skip)
    return _Reading(labels, chain, list(_again(groups, chain)))


def _again(groups: Sequence[Sequence[Place]], chain: Sequence[Place]) -> Iterator[Place]:
    """Places where a label that stood before stands once more, and nothing but a marker fits: a note may be pointed to twice. Not the
    first: `doubtfu1` is a letter that was misread."""
    taken = {place.start for place in chain}
    after = iter(chain)
    following, highest = next(after, None), -1
    for group in groups:
        while following and following.start <= group[0].start:
            highest, following = following.last, next(after, None)
        best = max(group, key=lambda place: place.gain)
        is_free = all(place.start not in taken for place in group)
        if is_free and 0 < best.first == best.last <= highest and best.gain - worth_of_label(best) >= AGAIN:
            yield best


def _signs(text: str) -> list[Marker]:
    return [Marker(n=text[start:end], start=start, end=end) for start, end in find_signs(text)]


def _markers(text: str, reading: _Reading, report: Report) -> list[Marker]:
    """A marker for each label of each place, side by side, with a finding where little speaks for it."""
    markers = []
    for place in sorted((*reading.chain, *reading.again)):
        start = place.start
        for label in reading.labels[place.first : place.last + 1]:
            name = label.name or text[place.start : place.end]
            markers.append(Marker(n=name, start=start, end=start + len(name)))
            start += len(name)
        if place.gain < DOUBT:
            report.add(rules.DOUBTFUL_MARKER, Span(place.start, place.end), label=markers[-1].n)
    return markers


def _names(text: str, reading: _Reading) -> list[str]:
    """The labels of all notes; a sign that was not found is called `*`."""
    found = {place.first: text[place.start : place.end] for place in reading.chain}
    return [label.name or found.get(i, "*") for i, label in enumerate(reading.labels)]


def _interleave(numbers: Sequence[str], markers: Sequence[Marker]) -> list[str]:
    """The labels of all notes in order: `numbers`, and among them the signs where their markers stand."""
    names: list[str] = []
    position = {name: i for i, name in enumerate(numbers, 1)}
    taken = 0
    for marker in markers:
        if marker.n in position:
            names += numbers[taken : position[marker.n]]
            taken = position[marker.n]
        else:
            names.append(marker.n)
    return [*names, *numbers[taken:]]


def _report_missing(marked: Marked, end: int, report: Report) -> None:
    missing = Counter(marked.labels) - Counter(marker.n for marker in marked.markers)
    for label in missing:
        report.add(rules.NOTE_WITHOUT_MARKER, Span(end, end), label=label)
