"""Tie markers that are certain to the notes of a list, which may be numbered in another way, or not at all.

Markers and notes have the same order. What remains to be found is which markers share a note, and which markers or notes the capture lost.
Each way to read them has a cost, and the cheapest is chosen (dynamic programming over the markers).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_UNLABELED_NOTE = 2.0
"""The cost of a note without a marker."""
_LOST_NOTE = 2.5
"""The cost of a marker without a note."""
_SAME_NOTE = 1.0
"""The cost of a second marker for a note."""
_SHIFT = 1.0
"""The cost of markers that are numbered through a chapter while their list begins with 1."""
_SLIP = 2.6
"""The cost of an irregular number, such as one that is printed twice: more than that of a second marker, but less than that of a second
marker and a note without any."""
_KEPT = 24
"""The readings that are continued at each marker. Without slips there is one for each note that was skipped."""


class _Tied(NamedTuple):
    """A reading of the markers so far: the last tied note is `note` (an index), and its marker's number exceeds the note's by `offset`,
    which is None as long as it is unknown. `place` is the note of the last marker (an index), and `before` the reading before it."""

    cost: float
    note: int
    offset: int | None
    place: int | None
    before: _Tied | None


def tie_markers(markers: Sequence[str], labels: Sequence[str]) -> list[int | None]:
    """Find the note of each of `markers` (labels as printed, in the order of the text) among notes with `labels`, which are empty if the
    list shows none. A note's place counts from 1; it is None for a marker whose note was lost.

    1. `1 2 3` and `1. 2. 3.`         equal labels
    2. `53 54 55` and `1. 2. 3.`      labels that are numbered on through a chapter
    3. `53 53 54` and `1. 2.`         two markers of one note
    4. `53 53 54` and `1. 2. 3.`      two notes whose markers have the same number
    5. `53 * 54` and `1. 2. 3.`       a sign between
    6. `1 2 3 4` and `1. 2.`          a list that was cut: the notes of 3 and 4 are lost
    """
    search = _Search.of(labels)
    readings = [_Tied(0.0, -1, None, None, None)]
    for marker in markers:
        readings = _best(step for reading in readings for step in search.steps(reading, marker))
    best: _Tied | None = min(readings, key=lambda reading: reading.cost + _UNLABELED_NOTE * (len(labels) - 1 - reading.note))
    places: list[int | None] = []
    while best and best.before:
        places.append(None if best.place is None else best.place + 1)
        best = best.before
    return places[::-1]


def _best(steps: Iterator[_Tied]) -> list[_Tied]:
    """Keep the cheapest reading for each note and offset, and of these the cheapest."""
    kept: dict[tuple[int, int | None], _Tied] = {}
    for step in steps:
        key = step.note, step.offset
        if key not in kept or step.cost < kept[key].cost:
            kept[key] = step
    return sorted(kept.values(), key=lambda reading: reading.cost)[:_KEPT]


class _Search(NamedTuple):
    """The labels of notes, and the indexes of the notes by label, which increase."""

    labels: Sequence[str]
    indexes: Mapping[str, Sequence[int]]

    @staticmethod
    def of(labels: Sequence[str]) -> _Search:
        """Number the notes without labels by their places."""
        numbered = [label or str(place) for place, label in enumerate(labels, 1)]
        indexes: dict[str, list[int]] = {}
        for index, label in enumerate(numbered):
            indexes.setdefault(label, []).append(index)
        return _Search(numbered, indexes)

    def steps(self, reading: _Tied, marker: str) -> Iterator[_Tied]:
        """Yield the readings of one marker more."""
        yield _Tied(reading.cost + _LOST_NOTE, reading.note, reading.offset, None, reading)
        if marker.isdecimal():
            yield from self._numbered(reading, int(marker))
        else:
            yield from self._sign(reading, marker)

    def _numbered(self, reading: _Tied, number: int) -> Iterator[_Tied]:
        offset = reading.offset or 0
        if number >= offset:
            alike = self.indexes.get(str(number - offset), ())
            after = bisect_left(alike, reading.note + 1)
            if after < len(alike):
                yield self._tied(reading, alike[after], offset, 0.0)
            if after:
                yield _Tied(reading.cost + _SAME_NOTE, reading.note, reading.offset, alike[after - 1], reading)
        index = reading.note + 1
        if index < len(self.labels):
            yield self._tied(reading, index, self._offset(number, index), _SHIFT if reading.offset is None else _SLIP)

    def _sign(self, reading: _Tied, marker: str) -> Iterator[_Tied]:
        """Tie a sign to a note with that sign, or to the next note, whose number the later markers then lack."""
        alike = self.indexes.get(marker, ())
        after = bisect_left(alike, reading.note + 1)
        if after < len(alike):
            yield self._tied(reading, alike[after], reading.offset, 0.0)
        if after:
            yield _Tied(reading.cost + _SAME_NOTE, reading.note, reading.offset, alike[after - 1], reading)
        index = reading.note + 1
        if index < len(self.labels) and self.labels[index].isdecimal():
            yield self._tied(reading, index, None if reading.offset is None else reading.offset - 1, _SAME_NOTE)

    def _offset(self, number: int, index: int) -> int:
        label = self.labels[index]
        return number - int(label) if label.isdecimal() else 0

    @staticmethod
    def _tied(reading: _Tied, index: int, offset: int | None, cost: float) -> _Tied:
        skipped = index - reading.note - 1
        return _Tied(reading.cost + cost + _UNLABELED_NOTE * skipped, index, offset, index, reading)
