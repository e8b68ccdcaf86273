"""Find note markers: raised figures in print, ordinary figures in plain text.

`areas.3 I believe` is note 3, `B52` an aircraft. Markers increase through a document, as their notes do. So every place that may be a
marker gets a weight (`places`), and all labels are aligned with the places at once (`alignment`): one misjudged place does not move the
others. A figure that is not read as a marker stays in the text.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.readers.text.markers.doubts import doubts
from backchannel.readers.text.markers.hypotheses import KnownMarkers, read_lost
from backchannel.readers.text.markers.places import find_signs, strongest_traits
from backchannel.readers.text.markers.unlabeled import read_numbered, read_unlabeled
from backchannel.records import Marker, Spanned
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.findings import Report
    from backchannel.readers.text.markers.alignment import MarkerPlace
    from backchannel.readers.text.markers.doubts import MarkerDoubt
    from backchannel.readers.text.markers.hypotheses import MarkerHypothesis
    from backchannel.readers.text.markers.places import NoteLabel
    from backchannel.readers.text.notes import NotesForm

_NONE: Mapping[str, Span] = MappingProxyType({})
_AROUND = 25
"""Characters that a finding quotes before another place."""


class DoubtfulMarker(NamedTuple):
    """A marker found at a place for which the evidence is weak."""

    label: str
    doubt: MarkerDoubt


class FoundMarkers(NamedTuple):
    """The markers of a text in order, those found by weak evidence, and the labels of its notes, which the capture may not have printed."""

    markers: list[Marker]
    labels: list[str]
    doubtful: list[DoubtfulMarker]


def find_markers(
    text: str,
    head: Span,
    form: NotesForm,
    notes: Sequence[NoteLabel],
    report: Report,
    settled: Mapping[str, Span] = _NONE,
    *,
    is_cut: bool = False,
    runs_on: bool = False,
) -> FoundMarkers:
    """Find the markers in `text`, a document without its notes; `form` is the form of these.

    1. `areas.3 I believe`       glued to punctuation
    2. `message2 adding`         glued to a word
    3. `Hakto 414 following`     glued to a figure: Hakto 41, note 4
    4. `undated.12`              two markers at one place: notes 1 and 2
    5. `President Nixon 1`       after a space, at the end of a line
    6. `warfare,* and`           a sign

    7. `Rudolf53 which … Sapt54`  numbered through a chapter: notes 1 and 2

    `settled` has the markers that editors placed, by label; `is_cut` says that the list of notes breaks off, `runs_on`
    that the volume numbers its notes through a chapter.
    """
    known = KnownMarkers(head, settled, is_cut, runs_on)
    if form == "lost":
        reading = read_lost(text, known)._replace(signs=find_signs(text))
    elif form == "numbered":
        reading = read_numbered(text, known, notes)
    else:
        reading = read_unlabeled(text, known, notes, find_signs(text))
    marked = _mark(text, reading, form)
    if form != "lost" and (is_cut or not all(label.given for label in reading.labels)):
        marked = _with_signs_beyond(text, marked)
    possible = [*(Span(place.start, place.end) for place in reading.possible), *(_unread_signs(text, marked) if form == "numbered" else ())]
    for start, end in possible:
        report.add(rules.POSSIBLE_MARKER, Span(start, end), figure=text[start:end])
    report_unmatched(marked, len(text), report)
    return marked


def report_unmatched(marked: FoundMarkers, end: int, report: Report) -> None:
    """Report the markers without a note, and at `end` the notes without a marker."""
    for marker in marked.markers:
        if marker.note is None:
            report.add(rules.MARKER_WITHOUT_NOTE, marker.span, label=marker.n)
    _report_missing(marked, end, report)


def _mark(text: str, reading: MarkerHypothesis, form: NotesForm) -> FoundMarkers:
    """Name the markers and the notes of a reading."""
    markers, doubtful = _markers(text, reading)
    names = _names(text, reading)
    if reading.signs and form != "lost":
        markers, names = _interleaved(names, markers)
    return FoundMarkers(markers, names, doubtful)


def _with_signs_beyond(text: str, marked: FoundMarkers) -> FoundMarkers:
    """Read the signs behind the last marker of a list that was cut as markers of lost notes."""
    last = max((marker.end for marker in marked.markers if marker.note), default=0)
    signs = [Marker(n=text[start:end], start=start, end=end) for start, end in _unread_signs(text, marked) if start >= last]
    return marked._replace(markers=sorted([*marked.markers, *signs], key=lambda marker: marker.start))


def _unread_signs(text: str, marked: FoundMarkers) -> Iterator[Span]:
    """Yield the signs that look like markers and are none, and whose note a list does not have."""
    read = {marker.start for marker in marked.markers}
    return (sign for sign in find_signs(text) if sign.start not in read and text[sign.start : sign.end] not in marked.labels)


def _markers(text: str, reading: MarkerHypothesis) -> tuple[list[Marker], list[DoubtfulMarker]]:
    """Make a marker for each label of each place, side by side. A doubtful marker keeps its other place."""
    doubts_at = {doubt.place: doubt for doubt in doubts(reading)}
    markers = [Marker(n=text[start:end], start=start, end=end) for start, end in reading.signs]
    doubtful = []
    for place in (*reading.chain, *reading.repeats):
        doubt = doubts_at.get(place)
        other = Spanned(start=doubt.other.start, end=doubt.other.end) if doubt and doubt.other else None
        start = place.start
        for note, label in enumerate(reading.labels[place.first : place.last + 1], place.first + 1):
            name = label.name or text[place.start : place.end]
            its_note = note if label.given else None
            chance = doubt.chance if doubt else None
            markers.append(Marker(n=name, start=start, end=start + len(name), other=other, note=its_note, chance=chance))
            start += len(name)
        if doubt:
            doubtful.append(DoubtfulMarker(markers[-1].n, doubt))
    return sorted(markers, key=lambda marker: marker.start), doubtful


def report_doubts(found: FoundMarkers, starts: Sequence[int], report: Report) -> None:
    """Report the doubtful markers, each by itself; together if all notes are lost. This is the last step of reading, because a report
    quotes the words before a place as printed, from the same block; `starts` are the starts of the blocks."""
    are_lost = not any(marker.note for marker in found.markers)
    for group in filter(None, [found.doubtful] if are_lost else [[marker] for marker in found.doubtful]):
        first = group[0].doubt
        places = (_described(marker, starts, report, is_first=marker.doubt is first) for marker in group)
        span = Span(first.place.start, first.place.end)
        report.add(rules.DOUBTFUL_MARKER, span, markers=", and for ".join(places), chance=first.chance)


def _described(marker: DoubtfulMarker, starts: Sequence[int], report: Report, *, is_first: bool) -> str:
    """Describe a doubtful marker: `marker 2 (only its order), which could be a plain number`. The place of the first is known."""
    where = "" if is_first else _words_before(marker.doubt.place, starts, report)
    return f"marker {marker.label}{where} ({_why(marker.doubt)}), which {_other(marker.doubt, starts, report)}"


def _why(doubt: MarkerDoubt) -> str:
    """Name the strongest traits of the place: `before a small letter, shares a name`."""
    return ", ".join(strongest_traits(doubt.place)) or "only its order"


def _other(doubt: MarkerDoubt, starts: Sequence[int], report: Report) -> str:
    """Describe the other place of a doubtful marker.

    1. `after “… the words before it”`
    2. `after “B. NSC 542…”`: inside the figure 5422
    """
    if doubt.other is None:
        return "could be a plain number"
    return f"could also be{_words_before(doubt.other, starts, report)} (character {report.source.in_file(doubt.other.end)})"


def _words_before(place: MarkerPlace, starts: Sequence[int], report: Report) -> str:
    """Quote the words before a place: ` after “and at Rome”`."""
    start, text, printed = place.start, report.source.text, report.printed
    line = start - len(text[text.rfind("\n", 0, start) + 1 : start].lstrip())
    line = max(line, next((at for at in reversed(starts) if at <= start), 0))
    after_marks = max(line, printed.last_stop(start))  # editors may quote these words, and the text between marks is the same everywhere
    words = printed.ending(after_marks, start, _AROUND) or printed.ending(line, start, _AROUND)
    return f" after “{words}”"


def _names(text: str, reading: MarkerHypothesis) -> list[str]:
    """List the labels of all notes that were not lost; a sign that was not found is called `*`."""
    found = {place.first: text[place.start : place.end] for place in reading.chain}
    return [label.name or found.get(i, "*") for i, label in enumerate(reading.labels) if label.given]


def _interleaved(numbers: Sequence[str], markers: Sequence[Marker]) -> tuple[list[Marker], list[str]]:
    """List the labels of all notes in order: `numbers`, with the signs inserted in the order of their markers. Return the markers with the
    places of their notes in this list, and the list."""
    names: list[str] = []
    position = {name: i for i, name in enumerate(numbers, 1)}
    places: dict[int, int] = {}
    taken = 0
    for marker in markers:
        if marker.n in position:
            names += numbers[taken : position[marker.n]]
            taken = max(taken, position[marker.n])
        elif not marker.n.isdecimal():
            names.append(marker.n)
            places[marker.start] = len(names)
    names += numbers[taken:]
    of_number = {name: i for i, name in enumerate(names, 1)}
    tied = [marker.model_copy(update={"note": places.get(marker.start) or of_number.get(marker.n)}) for marker in markers]
    return tied, names


def _report_missing(marked: FoundMarkers, end: int, report: Report) -> None:
    found = [marker.n for marker in marked.markers if marker.note]
    for label in Counter(marked.labels) - Counter(found) if found != marked.labels else ():
        report.add(rules.NOTE_WITHOUT_MARKER, Span(end, end), label=label)
