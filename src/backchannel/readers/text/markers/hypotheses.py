"""Compare the ways to label the notes of a text, and choose the one whose markers gain most.

If the notes show their labels, there is one hypothesis. If only their number is known, or nothing at all, there are several.
"""

from __future__ import annotations

from itertools import count
from math import inf
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.markers.alignment import MarkerPlace, best_chain
from backchannel.readers.text.markers.places import (
    MOST_SHARED,
    NoteLabel,
    count_figures,
    find_places,
    has_signs,
    most_shared,
    weigh_notes,
    worth_of_label,
)
from backchannel.readers.text.markers.weights import DOUBT, FROM_TWO, LEFT_OUT, REPEATED, SIGN, UNEVEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.source import Span

_SURE = 24.0
"""The gain, without that of the label, from which a place is never reported as doubtful. That is two strong traits (`after
punctuation` weighs 22.5, `before a capital` 11.5). The limit saves comparing each clear marker with every other place of its label."""
_MOST_UNEVEN = 40
"""The most notes for which a slip in their numbers is tried. Each possible slip is one more alignment of the whole text, so longer
lists would make reading slow."""
_MOST_INFERRED = 400
"""The highest label that is tried if the notes are lost; no document of the series has more notes. It bounds the work on a table of
thousands of figures."""
_SETTLED_GAIN = 1000.0
"""The gain of a place that an editor settled: more than all traits of another place together."""


class MarkerDoubt(NamedTuple):
    """A place chosen as a marker by a small margin. `other` is another place for its label, or None if the label may have no place."""

    place: MarkerPlace
    other: MarkerPlace | None


class KnownMarkers(NamedTuple):
    """What is known before the markers are read: the span of the head, and the places of labels that editors settled."""

    head: Span
    settled: Mapping[str, Span] = MappingProxyType({})


class MarkerHypothesis(NamedTuple):
    """One way to read the markers of a text: the `labels` that were searched for, all candidate places in `groups`, the `chain` of places
    chosen for the labels, places that repeat one of these labels, and signs read as other notes. `cost` counts against it."""

    labels: Sequence[NoteLabel]
    groups: Sequence[Sequence[MarkerPlace]]
    chain: Sequence[MarkerPlace]
    repeats: Sequence[MarkerPlace] = ()
    signs: Sequence[Span] = ()
    cost: float = 0.0

    @property
    def gain(self) -> float:
        return sum(place.gain for place in self.chain) + SIGN * len(self.signs) - self.cost

    @property
    def is_whole(self) -> bool:
        """Return whether each label has a place."""
        return sum(place.last - place.first + 1 for place in self.chain) == len(self.labels)


def read_labels(text: str, known: KnownMarkers, labels: Sequence[NoteLabel]) -> MarkerHypothesis:
    """Read the markers of notes with known labels."""
    return _read(text, known, labels)


def read_lost(text: str, known: KnownMarkers) -> MarkerHypothesis:
    """Read the markers of lost notes: their labels count from 1, and the last is unknown."""
    return _read(text, known, inferred_labels(text), LEFT_OUT)


def read_unlabeled(text: str, known: KnownMarkers, notes: Sequence[NoteLabel], signs: Sequence[Span]) -> MarkerHypothesis:
    """Read the markers of notes of which only the number is known.

    Some notes may have `signs` instead of numbers. The others count from 1; from 2, if that fits better; or with one slip, if not all
    of them would find a place otherwise.
    """
    readings = []
    for labels, cost in label_sequences(text, notes):
        readings.append(_read(text, known, labels)._replace(cost=cost))
        if readings[-1].is_whole and not cost and not any(doubts(readings[-1])):
            return readings[-1]
    if (signs := signs[: len(notes)]) and not any(note.original for note in notes):
        unsigned = notes[: len(notes) - len(signs)]
        readings += [_read(text, known, labels)._replace(signs=signs, cost=cost) for labels, cost in label_sequences(text, unsigned)]
    best = max(readings, key=attrgetter("gain"))
    uneven = [_read(text, known, labels)._replace(cost=UNEVEN) for labels in uneven_label_sequences(text, notes)]
    return max([best, *uneven], key=attrgetter("gain"))


def inferred_labels(text: str) -> list[NoteLabel]:
    """List the labels that lost notes of `text` may have had."""
    return [NoteLabel(str(n), given=False) for n in range(1, min(count_figures(text), _MOST_INFERRED) + 1)]


def label_sequences(text: str, notes: Sequence[NoteLabel]) -> Iterator[tuple[list[NoteLabel], float]]:
    """Yield the possible labels of notes without labels, each sequence with its cost.

    1. `1 2 3`     the usual one
    2. `2 3 4`     the marker of the first note is lost, or elsewhere
    3. `1 * 2`     the document's own notes have signs, if the text has signs
    """
    for own in (True, False) if _has_own(text, notes) else (False,):
        for first in (1, 2):
            yield _numbered(notes, own, first), FROM_TWO if first == 2 else 0.0


def uneven_label_sequences(text: str, notes: Sequence[NoteLabel]) -> Iterator[list[NoteLabel]]:
    """Yield the possible labels if the printed numbers have one slip: `1 2 2 3`, or `1 2 4 5`."""
    own = _has_own(text, notes)
    for at in range(1, len(notes)) if len(notes) <= _MOST_UNEVEN else ():
        for by in (-1, 1):
            yield _numbered(notes, own, 1, at, by)


def _has_own(text: str, notes: Sequence[NoteLabel]) -> bool:
    return has_signs(text) and any(note.original for note in notes)


def _numbered(notes: Sequence[NoteLabel], own: bool, first: int, at: int = 0, by: int = 0) -> list[NoteLabel]:
    """Number all notes, or all but a document's `own`, from `first` on; from the note at `at` on, add the slip `by`."""
    numbers = (number + (by if number >= first + at else 0) for number in count(first))
    return [note._replace(name="" if own and note.original else str(next(numbers))) for note in notes]


def doubts(reading: MarkerHypothesis) -> Iterator[MarkerDoubt]:
    """Yield the places of a reading that gain little, or little more than another place of the same label."""
    spans = [-1, *(place.start for place in reading.chain), float("inf")]
    for i, place in enumerate(reading.chain):
        if place.gain - worth_of_label(place) < _SURE:
            other = _other_place(reading.groups, place, spans[i], spans[i + 2])
            if place.gain - max(0.0, other.gain if other else 0.0) < DOUBT:
                yield MarkerDoubt(place, other if other and other.gain > 0 else None)


def _other_place(groups: Sequence[Sequence[MarkerPlace]], place: MarkerPlace, after: float, before: float) -> MarkerPlace | None:
    others = (p for group in groups for p in group if p[2:4] == place[2:4] and after < p.start < before and p.start != place.start)
    return max(others, key=lambda other: other.gain, default=None)


def _read(text: str, known: KnownMarkers, labels: Sequence[NoteLabel], left_out: float = 0.0) -> MarkerHypothesis:
    groups = list(find_places(text, known.head, labels, floor=-left_out if left_out else -inf))
    if known.settled:
        groups = apply_settled(groups, labels, known.settled)
    chain = best_chain(groups, len(labels), left_out)
    if not left_out and (open_labels := _open_labels(groups, chain, labels)):
        groups = weigh_notes(text, labels, groups, open_labels)
        chain = best_chain(groups, len(labels))
    return MarkerHypothesis(labels, groups, chain, list(_repeats(groups, chain)))


def apply_settled(
    groups: Iterable[Sequence[MarkerPlace]], labels: Sequence[NoteLabel], settled: Mapping[str, Span]
) -> list[list[MarkerPlace]]:
    """Put the labels of `settled` where the editors say: remove the other places of these labels, and other labels from these places."""
    fixed = {index: settled[label.name] for index, label in enumerate(labels) if label.name in settled}
    left = [[place for place in group if not any(_conflicts(place, index, span) for index, span in fixed.items())] for group in groups]
    left += [[MarkerPlace(span.start, span.end, index, index, _SETTLED_GAIN, ("settled",))] for index, span in fixed.items()]
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


def _repeats(groups: Sequence[Sequence[MarkerPlace]], chain: Sequence[MarkerPlace]) -> Iterator[MarkerPlace]:
    """Find places where an earlier label occurs again and nothing but a marker fits: a note may have two markers. The first label is
    never repeated: `doubtfu1` is a misread letter."""
    taken = {place.start for place in chain}
    after = iter(chain)
    following, highest = next(after, None), -1
    for group in groups:
        while following and following.start <= group[0].start:
            highest, following = following.last, next(after, None)
        if highest <= 0 or any(place.start in taken for place in group):
            continue
        best = max(group, key=attrgetter("gain"))
        if 0 < best.first == best.last <= highest and best.gain - worth_of_label(best) >= REPEATED:
            yield best
