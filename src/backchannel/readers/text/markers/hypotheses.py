"""The ways to read the markers of a text: which labels are looked for, and the places that fit them best as a whole.

Notes that show their labels can be read in one way. Where only their number is known, or nothing at all, there are several, and the one
that gains most is taken.
"""

from __future__ import annotations

from itertools import count
from math import inf
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.markers.alignment import best_chain
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
from backchannel.readers.text.markers.settled import hold_settled
from backchannel.readers.text.markers.weights import AGAIN, DOUBT, FROM_TWO, LEFT_OUT, SIGN, UNEVEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.readers.text.markers.alignment import MarkerPlace
    from backchannel.source import Span

_SURE = 24.0
"""What speaks for a place, its label apart, from which on no other is looked for."""
_MOST_UNEVEN = 40
"""With how many notes at most a slip in their numbers is looked for: each place of it is a reading of the whole."""
_MOST_INFERRED = 400
"""How far is counted where the notes are lost: no document of the series has more notes."""


class MarkerDoubt(NamedTuple):
    """A place that was taken for a marker by little. `other` is where its label may stand instead; None if it may stand nowhere."""

    place: MarkerPlace
    other: MarkerPlace | None


class KnownMarkers(NamedTuple):
    """What is known of a text before its markers are read: where its head stands, and the places of labels that editors settled."""

    head: Span
    settled: Mapping[str, Span] = MappingProxyType({})


class MarkerHypothesis(NamedTuple):
    """One way to read the markers of a text: which labels were looked for, the places that were taken for them, those at which one of
    these labels stands once more, and signs that were taken for other notes. `cost` is what speaks against it; `groups` are all places."""

    labels: Sequence[NoteLabel]
    groups: Sequence[Sequence[MarkerPlace]]
    rise: Sequence[MarkerPlace]
    again: Sequence[MarkerPlace] = ()
    signs: Sequence[Span] = ()
    cost: float = 0.0

    @property
    def gain(self) -> float:
        return sum(place.gain for place in self.rise) + SIGN * len(self.signs) - self.cost

    @property
    def is_whole(self) -> bool:
        """Whether each label has a place."""
        return sum(place.last - place.first + 1 for place in self.rise) == len(self.labels)


def read_labels(text: str, told: KnownMarkers, labels: Sequence[NoteLabel]) -> MarkerHypothesis:
    """The best reading of labels that are known."""
    return _read(text, told, labels)


def read_lost(text: str, told: KnownMarkers) -> MarkerHypothesis:
    """The best reading where the notes are lost: their labels rise by one from 1, and it is not known how far."""
    return _read(text, told, inferred_labels(text), LEFT_OUT)


def read_unlabelled(text: str, told: KnownMarkers, notes: Sequence[NoteLabel], signs: Sequence[Span]) -> MarkerHypothesis:
    """The best reading of notes of which only the number is known. `signs` may stand for some, which are left out of the labels; the
    others count from 1, or from 2 where that fits better, or with one slip where they would not all find a place."""
    readings = []
    for labels, cost in namings(text, notes):
        readings.append(_read(text, told, labels)._replace(cost=cost))
        if readings[-1].is_whole and not cost and not any(doubts(readings[-1])):
            return readings[-1]
    if (signs := signs[: len(notes)]) and not any(note.original for note in notes):
        unsigned = notes[: len(notes) - len(signs)]
        readings += [_read(text, told, labels)._replace(signs=signs, cost=cost) for labels, cost in namings(text, unsigned)]
    best = max(readings, key=attrgetter("gain"))
    uneven = [_read(text, told, labels)._replace(cost=UNEVEN) for labels in uneven_namings(text, notes)]
    return max([best, *uneven], key=attrgetter("gain"))


def inferred_labels(text: str) -> list[NoteLabel]:
    """The labels that may have stood in `text`."""
    return [NoteLabel(str(n), given=False) for n in range(1, min(count_figures(text), _MOST_INFERRED) + 1)]


def namings(text: str, notes: Sequence[NoteLabel]) -> Iterator[tuple[list[NoteLabel], float]]:
    """The ways in which notes without labels may be called, and what speaks against each: `1 2 3`, or `2 3 4`; those of the document's own
    by signs, if it has any."""
    for own in (True, False) if _has_own(text, notes) else (False,):
        for first in (1, 2):
            yield _named(notes, own, first), FROM_TWO if first == 2 else 0.0


def uneven_namings(text: str, notes: Sequence[NoteLabel]) -> Iterator[list[NoteLabel]]:
    """The ways in which they are called where the printed numbers have one slip: `1 2 2 3`, or `1 2 4 5`."""
    own = _has_own(text, notes)
    for at in range(1, len(notes)) if len(notes) <= _MOST_UNEVEN else ():
        for by in (-1, 1):
            yield _named(notes, own, 1, at, by)


def _has_own(text: str, notes: Sequence[NoteLabel]) -> bool:
    return has_signs(text) and any(note.original for note in notes)


def _named(notes: Sequence[NoteLabel], own: bool, first: int, at: int = 0, by: int = 0) -> list[NoteLabel]:
    """Numbers for all notes, or for all but a document's `own`; from the one at `at` on, `by` more than they should be."""
    numbers = (number + (by if number >= first + at else 0) for number in count(first))
    return [note._replace(name="" if own and note.original else str(next(numbers))) for note in notes]


def doubts(reading: MarkerHypothesis) -> Iterator[MarkerDoubt]:
    """The places of a reading for which little speaks, or little more than for another place of the same label."""
    spans = [-1, *(place.start for place in reading.rise), float("inf")]
    for i, place in enumerate(reading.rise):
        if place.gain - worth_of_label(place) < _SURE:
            other = _other_place(reading.groups, place, spans[i], spans[i + 2])
            if place.gain - max(0.0, other.gain if other else 0.0) < DOUBT:
                yield MarkerDoubt(place, other if other and other.gain > 0 else None)


def _other_place(groups: Sequence[Sequence[MarkerPlace]], place: MarkerPlace, after: float, before: float) -> MarkerPlace | None:
    others = (p for group in groups for p in group if p[2:4] == place[2:4] and after < p.start < before and p.start != place.start)
    return max(others, key=lambda other: other.gain, default=None)


def _read(text: str, told: KnownMarkers, labels: Sequence[NoteLabel], left_out: float = 0.0) -> MarkerHypothesis:
    groups = list(find_places(text, told.head, labels, floor=-left_out if left_out else -inf))
    if told.settled:
        groups = hold_settled(groups, labels, told.settled)
    rise = best_chain(groups, len(labels), left_out)
    if not left_out and (unsettled := _unsettled(groups, rise, labels)):
        groups = weigh_notes(text, labels, groups, unsettled)
        rise = best_chain(groups, len(labels))
    return MarkerHypothesis(labels, groups, rise, list(_again(groups, rise)))


def _unsettled(groups: Sequence[Sequence[MarkerPlace]], rise: Sequence[MarkerPlace], labels: Sequence[NoteLabel]) -> set[int]:
    """The labels that have no place which is worth so much more than any other that what the notes say can change nothing. Most have one,
    and comparing words takes time."""
    gains: dict[int, list[float]] = {}
    for group in groups:
        for place in group:
            for label in range(place.first, place.last + 1):
                gains.setdefault(label, [0.0]).append(place.gain)
    settled = {p.first for p in rise if p.first == p.last and _is_alone(p, gains[p.first], labels[p.first])}
    return set(range(len(labels))) - settled


def _is_alone(place: MarkerPlace, gains: Sequence[float], label: NoteLabel) -> bool:
    """Whether none but `place` may gain as much as it has by what the note of `label` says. What any note may give at most is asked for
    first, and mostly it tells."""
    second = sorted(gains)[-2]
    return second + MOST_SHARED < place.gain or second + most_shared(label) < place.gain


def _again(groups: Sequence[Sequence[MarkerPlace]], rise: Sequence[MarkerPlace]) -> Iterator[MarkerPlace]:
    """Places where a label that stood before stands once more, and nothing but a marker fits: a note may be pointed to twice. Not the
    first: `doubtfu1` is a letter that was misread."""
    taken = {place.start for place in rise}
    after = iter(rise)
    following, highest = next(after, None), -1
    for group in groups:
        while following and following.start <= group[0].start:
            highest, following = following.last, next(after, None)
        if highest <= 0 or any(place.start in taken for place in group):
            continue
        best = max(group, key=attrgetter("gain"))
        if 0 < best.first == best.last <= highest and best.gain - worth_of_label(best) >= AGAIN:
            yield best
