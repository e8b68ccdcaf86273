"""Finds note markers: raised figures in print, which in plain text are figures like any other.

`areas.3 I believe` is note 3, `B52` an aircraft. Markers rise through a document with their notes. So all places that may be markers
are weighed (`marker_places`), and the labels are set against them as a whole (`marker_alignment`): one place misjudged moves no
other. What is not taken for a marker stays in the text as it stood.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.readers.text.markers.hypotheses import KnownMarkers, doubts, read_labels, read_lost, read_unlabelled
from backchannel.readers.text.markers.places import find_signs, strongest_traits
from backchannel.records import Marker, Spanned
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.findings import Report
    from backchannel.readers.text.markers.hypotheses import MarkerDoubt, MarkerHypothesis
    from backchannel.readers.text.markers.places import NoteLabel
    from backchannel.readers.text.notes import NotesForm

_NONE: Mapping[str, Span] = MappingProxyType({})
_AROUND = 25
"""Characters before another place that a finding quotes."""


class FoundMarkers(NamedTuple):
    """The markers of a text in their order, and the labels of its notes, which the notes themselves may not have shown."""

    markers: list[Marker]
    labels: list[str]


def find_markers(
    text: str, head: Span, form: NotesForm, notes: Sequence[NoteLabel], report: Report, settled: Mapping[str, Span] = _NONE
) -> FoundMarkers:
    """The markers in `text`, a document without its notes, which have that form.

    1. `areas.3 I believe`       glued to punctuation
    2. `message2 adding`         glued to a word
    3. `Hakto 414 following`     glued to a figure: Hakto 41, note 4
    4. `undated.12`              two markers at one place: notes 1 and 2
    5. `President Nixon 1`       after a space, at the end of a line
    6. `warfare,* and`           a sign

    Those that are `settled` stand where that says.
    """
    marked = _FORMS[form](text, KnownMarkers(head, settled), notes, report)
    if form == "lost":
        for marker in marked.markers:
            report.add(rules.MARKER_WITHOUT_NOTE, marker.span, label=marker.n)
    else:
        _report_missing(marked, len(text), report)
    return marked


def _mark_numbered(text: str, told: KnownMarkers, notes: Sequence[NoteLabel], report: Report) -> FoundMarkers:
    """For notes that show their labels."""
    return FoundMarkers(_markers(text, read_labels(text, told, notes), report), [note.name for note in notes])


def _mark_arrow(text: str, told: KnownMarkers, notes: Sequence[NoteLabel], report: Report) -> FoundMarkers:
    """For notes of which only the number is known: their markers say what they are called."""
    best = read_unlabelled(text, told, notes, find_signs(text))
    markers = _markers(text, best, report)
    return FoundMarkers(markers, _interleave(_names(text, best), markers) if best.signs else _names(text, best))


def _mark_lost(text: str, told: KnownMarkers, notes: Sequence[NoteLabel], report: Report) -> FoundMarkers:
    """For notes that are lost."""
    return FoundMarkers(_markers(text, read_lost(text, told)._replace(signs=find_signs(text)), report), [])


_FORMS = {"numbered": _mark_numbered, "arrow": _mark_arrow, "lost": _mark_lost}


def _markers(text: str, reading: MarkerHypothesis, report: Report) -> list[Marker]:
    """A marker for each label of each place, side by side. What is in doubt is reported, and keeps its other place."""
    doubtful = {doubt.place: doubt for doubt in doubts(reading)}
    markers = [Marker(n=text[start:end], start=start, end=end) for start, end in reading.signs]
    for place in (*reading.rise, *reading.again):
        doubt = doubtful.get(place)
        other = Spanned(start=doubt.other.start, end=doubt.other.end) if doubt and doubt.other else None
        start = place.start
        for label in reading.labels[place.first : place.last + 1]:
            name = label.name or text[place.start : place.end]
            markers.append(Marker(n=name, start=start, end=start + len(name), other=other))
            start += len(name)
        if doubt:
            report.add(rules.DOUBTFUL_MARKER, Span(place.start, place.end), label=markers[-1].n, why=_why(doubt), other=_other(text, doubt))
    return sorted(markers, key=lambda marker: marker.start)


def _why(doubt: MarkerDoubt) -> str:
    """What speaks for the place: `before a small letter, shares a name`."""
    return ", ".join(strongest_traits(doubt.place)) or "only its order"


def _other(text: str, doubt: MarkerDoubt) -> str:
    if doubt.other is None:
        return "it could be a plain number"
    start, end = doubt.other.start, doubt.other.end
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    if len(before) == _AROUND:
        before = before.partition(" ")[2] or before
    return f"it could also be after “{' '.join(before.split())}” (character {end})"


def _names(text: str, reading: MarkerHypothesis) -> list[str]:
    """The labels of all notes; a sign that was not found is called `*`."""
    found = {place.first: text[place.start : place.end] for place in reading.rise}
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


def _report_missing(marked: FoundMarkers, end: int, report: Report) -> None:
    found = [marker.n for marker in marked.markers]
    for label in Counter(marked.labels) - Counter(found) if found != marked.labels else ():
        report.add(rules.NOTE_WITHOUT_MARKER, Span(end, end), label=label)
