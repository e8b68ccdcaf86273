"""Finds note markers: raised figures in print, which in plain text are figures like any other.

`areas.3 I believe` is note 3, `B52` an aircraft. Markers rise through a document with their notes. So all places that may be markers
are weighed (`marker_places`), and the labels are set against them as a whole (`marker_alignment`): one place misjudged moves no
other. What is not taken for a marker stays in the text as it stood.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.readers.text.marker_alignment import best_rise
from backchannel.readers.text.marker_places import Label, count_figures, find_places, find_signs
from backchannel.readers.text.marker_weights import DOUBT, SIGN, SKIPPED
from backchannel.records import Marker
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.findings import Report
    from backchannel.readers.text.marker_alignment import Place
    from backchannel.readers.text.notes import NotesForm

_MOST_INFERRED = 400
"""How far is counted where the notes are lost: no document of the series has more notes."""


class _Reading(NamedTuple):
    """One way to read the markers of a text: which labels were looked for, and the places that were taken for them."""

    labels: Sequence[Label]
    chain: Sequence[Place]

    @property
    def gain(self) -> float:
        return sum(place.gain for place in self.chain)


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
    markers = _markers(_read(text, head, notes), report)
    return Marked(markers, [note.name for note in notes])


def _mark_arrow(text: str, head: Span, notes: Sequence[Label], report: Report) -> Marked:
    """For notes of which only the number is known: signs may stand for some; the others count from 1, or from 2 where that fits better."""
    signs = _signs(text)[: len(notes)]
    takings = [signs, []] if signs else [[]]
    choices = [(taken, _number(text, head, notes[: len(notes) - len(taken)], first)) for taken in takings for first in (1, 2)]
    signs, reading = max(choices, key=lambda choice: len(choice[0]) * SIGN + choice[1].gain)
    markers = sorted((*_markers(reading, report), *signs), key=lambda marker: marker.start)
    return Marked(markers, _interleave([label.name for label in reading.labels], markers))


def _number(text: str, head: Span, notes: Sequence[Label], first: int) -> _Reading:
    return _read(text, head, [note._replace(name=str(i)) for i, note in enumerate(notes, first)])


def _mark_lost(text: str, head: Span, notes: Sequence[Label], report: Report) -> Marked:
    """For notes that are lost: their labels rise by one from 1, and it is not known how far."""
    labels = [Label(str(n), given=False) for n in range(1, min(count_figures(text), _MOST_INFERRED) + 1)]
    reading = _read(text, head, labels, SKIPPED)
    return Marked(sorted((*_markers(reading, report), *_signs(text)), key=lambda marker: marker.start), [])


_FORMS = {"numbered": _mark_numbered, "arrow": _mark_arrow, "lost": _mark_lost}


def _read(text: str, head: Span, labels: Sequence[Label], skip: float = 0.0) -> _Reading:
    return _Reading(labels, best_rise(find_places(text, head, labels), len(labels), skip))


def _signs(text: str) -> list[Marker]:
    return [Marker(n=text[start:end], start=start, end=end) for start, end in find_signs(text)]


def _markers(reading: _Reading, report: Report) -> list[Marker]:
    """A marker for each label of each place, side by side, with a finding where little speaks for it."""
    markers = []
    for place in reading.chain:
        start = place.start
        for label in reading.labels[place.first : place.last + 1]:
            markers.append(Marker(n=label.name, start=start, end=start + len(label.name)))
            start += len(label.name)
        if place.gain < DOUBT:
            report.add(rules.DOUBTFUL_MARKER, Span(place.start, place.end), label=markers[-1].n)
    return markers


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
