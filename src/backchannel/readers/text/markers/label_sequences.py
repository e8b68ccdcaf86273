"""List the labels that the notes of a list may have if it does not print them."""

from __future__ import annotations

import re
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.markers.places import NoteLabel, has_signs
from backchannel.readers.text.markers.weights import FROM_TWO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.source import Span

_ZERO = re.compile(r"0(?<=[^\W\d_]0|[.)\]”’]0)[ \t]*$", re.MULTILINE)
"""A 0 is found first, because few texts have one here."""
_BELOW_HEAD = 300
"""Characters after the head within which a dateline may end in the marker of the source note."""
LAST_BEFORE_1 = 99
"""The highest number of volumes whose notes begin with 1 again after it, as most volumes before about 1946 do."""
MOST_UNEVEN = 40
"""The most notes for which a slip in their numbers is tried. Each possible slip is one more alignment of the whole text, so longer
lists would make reading slow."""
_LEAST_REPEATED = 40
"""Characters from which on equal notes may be one note that is printed again; `Not printed.` often occurs twice."""


class FirstNumber(NamedTuple):
    """The number of the first note of a list, and whether 1 follows 99."""

    number: int
    restarts: bool = False

    def of(self, index: int) -> int:
        """Return the number of the note at `index`."""
        number = self.number + index
        return (number - 1) % LAST_BEFORE_1 + 1 if self.restarts else number


_FIRST = FirstNumber(1)
_FIRSTS: Mapping[FirstNumber, float] = MappingProxyType({_FIRST: 0.0, FirstNumber(2): FROM_TWO})
"""The usual first numbers of notes without labels, each with its cost."""


def counts_from_0(text: str, head: Span) -> bool:
    """Return whether the source note is numbered 0 and the others count from 1, as in volumes of 1961–63: a 0 ends the head, or a line
    right below it (`to Secretary of State Rusk0`)."""
    return _ZERO.search(text, head.start, head.end + _BELOW_HEAD) is not None


def first_numbers(text: str, head: Span) -> Mapping[FirstNumber, float]:
    """Return the numbers that the first note may have, each with its cost, unless the notes are numbered through a chapter."""
    return {FirstNumber(0): 0.0} if counts_from_0(text, head) else _FIRSTS


def label_sequences(
    text: str, notes: Sequence[NoteLabel], firsts: Mapping[FirstNumber, float] = _FIRSTS
) -> Iterator[tuple[list[NoteLabel], float]]:
    """Yield the possible labels of notes without labels, each sequence with its cost.

    1. `1 2 3`     the usual one
    2. `2 3 4`     the marker of the first note is lost, or elsewhere
    3. `1 * 2`     the document's own notes have signs, if the text has signs
    4. `1 2 1`     a note that the list repeats has the same number again
    """
    repeated = _repeated(notes)
    for own in (True, False) if _has_own(text, notes) else (False,):
        for first, cost in firsts.items():
            yield _numbered(notes, own, first), cost
            if repeated:
                yield _numbered_again(notes, repeated, own, first), cost


def uneven_label_sequences(text: str, notes: Sequence[NoteLabel], first: FirstNumber = _FIRST) -> Iterator[list[NoteLabel]]:
    """Yield the possible labels if the printed numbers have one slip: `1 2 2 3`, or `1 2 4 5`."""
    own = _has_own(text, notes)
    for at in range(1, len(notes)) if len(notes) <= MOST_UNEVEN else ():
        for by in (-1, 1):
            yield _numbered(notes, own, first, at, by)


def _repeated(notes: Sequence[NoteLabel]) -> dict[int, int]:
    """Find the notes that repeat an earlier one word for word, each with the index of that one."""
    first: dict[str, int] = {}
    same = {i: first.setdefault(note.note, i) for i, note in enumerate(notes) if len(note.note) >= _LEAST_REPEATED}
    return {i: earlier for i, earlier in same.items() if earlier < i}


def _numbered_again(notes: Sequence[NoteLabel], repeated: Mapping[int, int], own: bool, first: FirstNumber) -> list[NoteLabel]:
    """Number all notes but the repeated ones, which have the number of the earlier note."""
    numbers = iter(_numbered([note for i, note in enumerate(notes) if i not in repeated], own, first))
    labels: list[NoteLabel] = []
    for i, note in enumerate(notes):
        name = labels[repeated[i]].name if i in repeated else next(numbers).name
        labels.append(note._replace(name=name))
    return labels


def _has_own(text: str, notes: Sequence[NoteLabel]) -> bool:
    return has_signs(text) and any(note.original for note in notes)


def _numbered(notes: Sequence[NoteLabel], own: bool, first: FirstNumber, at: int = 0, by: int = 0) -> list[NoteLabel]:
    """Number all notes, or all but a document's `own`, from `first` on; from the note at `at` on, add the slip `by`."""
    numbers = (first.of(index + (by if index >= at else 0)) for index in count())
    return [note._replace(name="" if own and note.original else str(next(numbers))) for note in notes]
