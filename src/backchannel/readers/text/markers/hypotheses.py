"""Align labels with the places of a text, and find which markers are doubtful.

`unlabeled` compares several ways to label the notes. Each is one hypothesis, and the one whose markers gain most is chosen.
"""

from __future__ import annotations

from math import inf
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.markers.alignment import NONE_SKIPPED, MarkerPlace, SkippedLabels, best_chain
from backchannel.readers.text.markers.label_sequences import counts_from_0
from backchannel.readers.text.markers.places import (
    MOST_SHARED,
    NoteLabel,
    count_figures,
    date_ends,
    find_places,
    highest_likely,
    is_likely,
    likely_figures,
    most_shared,
    weigh_notes,
    worth_of_label,
)
from backchannel.readers.text.markers.weights import (
    LEFT_OUT,
    POSSIBLE,
    REPEATED,
    REPEATED_LOST,
    RUNNING,
    RUNNING_LOST,
    RUNNING_USUAL,
    SIGN,
)
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_MOST_INFERRED = 400
"""The highest label that is tried if the notes are lost and count from 1; no document of the series has more notes. It bounds the work on a
table of thousands of figures."""
_INFERRED = [NoteLabel(str(n), given=False) for n in range(1, 1000)]
"""The labels that lost notes may have if they are numbered through a chapter."""
_BEFORE_1 = frozenset({97, 98, 99})
"""Numbers of which one is in the text if they begin with 1 again after 99, as in most volumes before about 1946."""
_HIGHEST_FIGURE = 9
_LEAST_RUNNING = 3
"""The least label, less one, that begins a text in the midst of a chapter; below it, the capture rather lost a marker or two."""
_POSSIBLE = SkippedLabels(LEFT_OUT, start=POSSIBLE)
SETTLED_GAIN = 1000.0
"""The gain of a place that an editor settled: more than all traits of another place together."""


class KnownMarkers(NamedTuple):
    """What is known before the markers are read: the span of the head, the places of labels that editors settled, whether the list of
    notes breaks off, and whether the volume numbers its notes through a chapter."""

    head: Span
    settled: Mapping[str, Span] = MappingProxyType({})
    is_cut: bool = False
    runs_on: bool = False

    @property
    def running(self) -> float:
        """Return the cost of markers that are numbered through a chapter, if their list begins with 1."""
        return RUNNING_USUAL if self.runs_on else RUNNING

    @property
    def skipped(self) -> SkippedLabels:
        """Return the cost of labels that are skipped if the notes are lost."""
        return SkippedLabels(LEFT_OUT, start=RUNNING_USUAL if self.runs_on else RUNNING_LOST, least=_LEAST_RUNNING)


class MarkerHypothesis(NamedTuple):
    """One way to read the markers of a text: the `labels` that were searched for, all candidate places in `groups`, the `chain` of places
    chosen for the labels, places that repeat one of these labels, and signs read as other notes. `cost` counts against it, with that of
    `skipped` labels. `possible` are places of markers, if there are any, for which too little speaks. `rival` is the next best hypothesis
    about other labels, if its gain was compared."""

    labels: Sequence[NoteLabel]
    groups: Sequence[Sequence[MarkerPlace]]
    chain: Sequence[MarkerPlace]
    repeats: Sequence[MarkerPlace] = ()
    signs: Sequence[Span] = ()
    cost: float = 0.0
    skipped: SkippedLabels = NONE_SKIPPED
    possible: Sequence[MarkerPlace] = ()
    rival: MarkerHypothesis | None = None

    @property
    def gain(self) -> float:
        return sum(place.gain for place in self.chain) + SIGN * len(self.signs) - self.cost

    def dearer(self, by: float) -> MarkerHypothesis:
        """Return this reading at a higher cost."""
        return self._replace(cost=self.cost + by)

    @property
    def are_given(self) -> bool:
        """Return whether the notes are given, all of them or the first ones."""
        return self.skipped.are_given

    @property
    def is_whole(self) -> bool:
        """Return whether the label of each note that was not lost has a place."""
        found = sum(label.given for place in self.chain for label in self.labels[place.first : place.last + 1])
        return found == sum(label.given for label in self.labels)


def read_labels(text: str, known: KnownMarkers, labels: Sequence[NoteLabel]) -> MarkerHypothesis:
    """Read the markers of notes with known labels."""
    return align(text, known, labels)


def read_lost(text: str, known: KnownMarkers) -> MarkerHypothesis:
    """Read the markers of lost notes. Their labels count from 1, or from any number, as in a chapter; the last is unknown."""
    labels = inferred_labels(text)
    if counts_from_0(text, known.head):
        return align(text, known, [NoteLabel("0", given=False), *labels], known.skipped)
    readings = [align(text, known, labels, known.skipped)]
    below = text if known.head.start == 0 else " " * known.head.start + text[known.head.start :]  # a file number may be above the head
    counts_from_1 = not readings[0].chain or readings[0].chain[0].first == 0
    if not counts_from_1 and readings[0].chain[0].first >= _LEAST_RUNNING:
        readings = [align(below, known, labels, known.skipped)]
    unread = _unread_numbers(text, known.head, readings[0])
    if not counts_from_1 or known.settled or any(number > len(labels) for number in unread):
        readings.append(align(below, known, _INFERRED[: highest_likely(text, known.head)], known.skipped))
    if not _BEFORE_1.isdisjoint(unread):
        readings.append(align(text, known, [*_INFERRED[:99], *_INFERRED[:99]], known.skipped))
    best = max(readings, key=attrgetter("gain"))
    return best if best.chain else best._replace(possible=best_chain(readings[-1].groups, len(readings[-1].labels), _POSSIBLE))


def _unread_numbers(text: str, head: Span, reading: MarkerHypothesis) -> set[int]:
    """Return the labels that unread figures may show; of the ends of dates, only those that are too high for `reading`."""
    ends = {place.end for place in reading.chain}
    highest = min(len(reading.labels), *_BEFORE_1) - 1
    tails = {int(text[end - 2 : end]) for end in date_ends(text, highest) if end not in ends}
    return tails | {int(text[start:end]) for start, end in unread_figures(text, head, reading)}


def is_all_read(text: str, head: Span, reading: MarkerHypothesis) -> bool:
    """Return whether each figure that looks like a marker was read as one, and none of them was split."""
    return not any(unread_figures(text, head, reading))


def unread_figures(text: str, head: Span, reading: MarkerHypothesis) -> Iterator[Span]:
    """Yield the figures that look like markers and were not read as such, or only a part of them: `Rudolf5|3`."""
    starts = {place.end: place.start for place in (*reading.chain, *reading.repeats)}
    return (figure for figure in likely_figures(text, head) if starts.get(figure.end) != figure.start)


def unread_dates(text: str, reading: MarkerHypothesis) -> Iterator[Span]:
    """Yield the two figures that follow a date and were not read as a marker, or only the last: `June 9, 195532`."""
    starts = {place.end: place.start for place in (*reading.chain, *reading.repeats)}
    return (Span(end - 2, end) for end in date_ends(text, _HIGHEST_FIGURE, digits=(2,)) if starts.get(end, end - 1) == end - 1)


def splits_figure(text: str, head: Span, reading: MarkerHypothesis) -> bool:
    """Return whether the end of a figure was read as a marker, although the whole looks like one."""
    return any(text[p.start - 1 : p.start].isdecimal() and is_likely(text, head, p.end) for p in reading.chain)


def inferred_labels(text: str) -> list[NoteLabel]:
    """List the labels that lost notes of `text` may have had, if they count from 1."""
    return _INFERRED[: min(count_figures(text), _MOST_INFERRED)]


def align(
    text: str, known: KnownMarkers, labels: Sequence[NoteLabel], skipped: SkippedLabels = NONE_SKIPPED, *, weigh_all: bool = False
) -> MarkerHypothesis:
    """Align `labels` with the places of `text`. The words of notes are weighed where they may change the place of a marker, or with
    `weigh_all` everywhere, so that the gains of different labels can be compared."""
    are_given = skipped.are_given
    groups = list(find_places(text, known.head, labels, floor=-inf if are_given else -skipped.each))
    if known.settled:
        groups = apply_settled(groups, labels, known.settled)
    chain = best_chain(groups, len(labels), skipped)
    if are_given and (open_labels := set(range(len(labels))) if weigh_all else _open_labels(groups, chain, labels)):
        groups = weigh_notes(text, labels, groups, open_labels)
        chain = best_chain(groups, len(labels), skipped)
    repeats = _repeats(groups, chain, labels, are_given=are_given)
    return MarkerHypothesis(labels, groups, chain, repeats, cost=skipped.of(chain), skipped=skipped)


def apply_settled(
    groups: Iterable[Sequence[MarkerPlace]], labels: Sequence[NoteLabel], settled: Mapping[str, Span]
) -> list[list[MarkerPlace]]:
    """Put the labels of `settled` where the editors say: remove the other places of these labels, and other labels from these places."""
    fixed = {index: settled[label.name] for index, label in enumerate(labels) if label.name in settled}
    left = [[place for place in group if not any(_conflicts(place, index, span) for index, span in fixed.items())] for group in groups]
    at: dict[Span, list[MarkerPlace]] = {}
    for index, span in fixed.items():
        at.setdefault(span, []).append(MarkerPlace(span.start, span.end, index, index, SETTLED_GAIN, ("settled",)))
    left += at.values()
    return sorted(filter(None, left), key=lambda group: group[0].start)


def _conflicts(place: MarkerPlace, index: int, span: Span) -> bool:
    """Return whether a place has the label `index`, or overlaps the span where that was settled."""
    return place.first <= index <= place.last or (place.start < span.end and span.start < place.end)


def _open_labels(groups: Sequence[Sequence[MarkerPlace]], chain: Sequence[MarkerPlace], labels: Sequence[NoteLabel]) -> set[int]:
    """Find the labels whose best place may still change when the words of their notes are compared. For most labels no word can change
    it, and comparing words takes time."""
    gains: dict[int, list[float]] = {}
    for group in groups:
        for place in group:
            for label in range(place.first, place.last + 1):
                gains.setdefault(label, [0.0]).append(place.gain)
    decided = {p.first for p in chain if p.first == p.last and _is_alone(p, gains[p.first], labels[p.first])}
    return set(range(len(labels))) - decided


def _is_alone(place: MarkerPlace, gains: Sequence[float], label: NoteLabel) -> bool:
    """Return whether no other place can gain as much as `place` from the note of `label`. The most that any note can add is compared
    first, which usually decides."""
    second = sorted(gains)[-2]
    return second + MOST_SHARED < place.gain or second + most_shared(label) < place.gain


def _repeats(
    groups: Sequence[Sequence[MarkerPlace]], chain: Sequence[MarkerPlace], labels: Sequence[NoteLabel], *, are_given: bool
) -> list[MarkerPlace]:
    """Find places where an earlier label occurs again and nothing but a marker fits: a note may have two markers. The label 1 is rarely
    repeated: `doubtfu1` is a misread letter. Where notes are lost, less evidence is enough for one such place; several number something
    else."""
    sure, likely = [], []
    for best in _again(groups, chain):
        gain, is_first = best.gain - worth_of_label(best), labels[best.first].name == "1"
        if gain >= REPEATED and not is_first:
            sure.append(best)
        elif gain >= REPEATED_LOST and not are_given and not (is_first and "after a word" in best.traits):
            likely.append(best)
    return sorted(sure + likely, key=attrgetter("start")) if len(likely) == 1 else sure


def _again(groups: Sequence[Sequence[MarkerPlace]], chain: Sequence[MarkerPlace]) -> Iterator[MarkerPlace]:
    """Yield the places, besides those of the chain, where the best reading is a label that the chain has before."""
    taken = {place.start for place in chain}
    after = iter(chain)
    following, highest = next(after, None), -1
    for group in groups:
        while following and following.start <= group[0].start:
            highest, following = following.last, next(after, None)
        if any(place.start in taken for place in group):
            continue
        labeled = [place for place in group if place.first == place.last]  # `Bonn.12` is note 12 again, hardly both 1 and 2
        best = max(labeled, key=attrgetter("gain"), default=None)
        if best and best.first <= highest:
            yield best
