"""Read the markers of notes whose labels are not those of their list.

1. The list has no labels.
2. The markers are numbered through a chapter, and the list begins with 1: `Rudolf53 which … Sapt54`.
3. The list was cut, so that its last labels are missing.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from backchannel.readers.text.markers.alignment import MarkerPlace, SkippedLabels
from backchannel.readers.text.markers.doubts import is_clear, is_weak
from backchannel.readers.text.markers.hypotheses import (
    SETTLED_GAIN,
    KnownMarkers,
    MarkerHypothesis,
    align,
    is_all_read,
    read_labels,
    splits_figure,
    unread_dates,
    unread_figures,
)
from backchannel.readers.text.markers.label_sequences import (
    LAST_BEFORE_1,
    MOST_UNEVEN,
    FirstNumber,
    counts_from_0,
    first_numbers,
    label_sequences,
    uneven_label_sequences,
)
from backchannel.readers.text.markers.places import (
    NoteLabel,
    find_glued,
    find_places,
    find_signs,
    glued_figures,
    highest_likely,
)
from backchannel.readers.text.markers.weights import CUT, LEFT_OUT, POSSIBLE_NEXT, UNEVEN, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.source import Span

_MOST_FIRSTS = 3
"""The most first numbers that are tried for notes that are numbered through a chapter."""
_MOST_NOTES = 400
"""The most notes of a document; in longer lists no other numbers are tried."""
_LONG = 200_000
"""Characters from which on fewer numbers are tried, because each means to read the whole text."""
_NUMBERED_ON = [NoteLabel(str(n)) for n in range(1, 1000)]
"""The labels that these may have."""
_SPLIT = 12.0
"""The cost of reading the end of a figure as a marker although the whole looks like one."""
_FEW = 3
"""Markers that may all be at weak places by chance."""
_LEAST_SHARE = 0.8
"""The least share of the gain of a reading that another must promise to be tried."""
_MOST_FOR_HEAD = WEIGHTS["source at the end of the head"] - WEIGHTS["other at the end of the head"]
"""The gain of a source note's marker that is not known before its label is."""
_LONGEST = 3
"""The most digits of one marker: a longer figure may be two."""
_MOST_BETWEEN = 3
"""Labels of which one must be in the text if the list was cut. To look for these is much faster than to look for any figure."""
_MOST_CUT = 100
"""The most notes that a cut list may have lost."""


def read_numbered(text: str, known: KnownMarkers, notes: Sequence[NoteLabel]) -> MarkerHypothesis:
    """Read the markers of notes with labels. If the list begins with 1 and the labels don't all fit, the markers may count from another
    number."""
    reading = _with_cut(text, known, read_labels(text, known, notes))
    if len(notes) > _MOST_NOTES or not _is_counted(notes):
        return reading
    if counts_from_0(text, known.head):
        firsts = first_numbers(text, known.head)
    elif _is_sure(text, reading, known) or not (firsts := _firsts(text, known, reading)):
        return reading
    return _best_unlabeled(text, known, notes, find_signs(text), firsts, _read(text, known, notes))


def read_unlabeled(text: str, known: KnownMarkers, notes: Sequence[NoteLabel], signs: Sequence[Span]) -> MarkerHypothesis:
    """Read the markers of notes of which only the number is known.

    Some notes may have `signs` instead of numbers. The others count from 1; from 2, if that fits better; from any number in a chapter; or
    with one slip, if not all of them would find a place otherwise.
    """
    usual = first_numbers(text, known.head)
    readings = []
    for labels, cost in label_sequences(text, notes, usual):
        readings.append(_with_cut(text, known, read_labels(text, known, labels)))
        if not cost and _is_sure(text, readings[-1], known):
            return readings[-1]
    best = max(readings, key=attrgetter("gain"))
    return _best_unlabeled(text, known, notes, signs, {**_firsts(text, known, best), **usual})


def _is_sure(text: str, reading: MarkerHypothesis, known: KnownMarkers) -> bool:
    """Return whether all labels have a place, none of them doubtful, and all that editors settled are among them."""
    if not reading.is_whole or not is_clear(reading) or not known.settled.keys() <= {label.name for label in reading.labels}:
        return False
    is_short = len(reading.chain) <= _FEW
    if any(place.first < place.last or (is_short and (place.start < known.head.start or is_weak(place))) for place in reading.chain):
        return _is_explained(text, known, reading)
    return not splits_figure(text, known.head, reading)


def _best_unlabeled(
    text: str,
    known: KnownMarkers,
    notes: Sequence[NoteLabel],
    signs: Sequence[Span],
    firsts: Mapping[FirstNumber, float],
    labeled: MarkerHypothesis | None = None,
) -> MarkerHypothesis:
    """Read the markers of notes whose numbers count from one of `firsts`, each with its cost, or as in `labeled`, if that is better."""
    readings = {first: _best_from(text, known, notes, signs, first).dearer(cost) for first, cost in firsts.items()}
    best, *others = sorted([*readings.values(), *([labeled] if labeled else [])], key=attrgetter("gain"), reverse=True)
    is_read = best is labeled or is_all_read(text, known.head, best)
    best = best._replace(rival=others[0] if others else None)
    if best.is_whole and is_clear(best) and is_read:
        return best
    if len(text) > _LONG:
        return best
    by_gain = sorted(readings, key=lambda first: -readings[first].gain)
    for first in by_gain[: max(1, MOST_UNEVEN // len(notes))]:
        for labels in uneven_label_sequences(text, notes, first):
            reading = _read(text, known, labels)
            uneven = reading.dearer(firsts[first] + UNEVEN)
            if uneven.gain > best.gain:
                best = uneven._replace(rival=best)
    return best


def _best_from(text: str, known: KnownMarkers, notes: Sequence[NoteLabel], signs: Sequence[Span], first: FirstNumber) -> MarkerHypothesis:
    """Read the markers of notes that are numbered from `first` on, all of them or all but those with signs."""
    readings = [_read(text, known, labels) for labels, _ in label_sequences(text, notes, {first: 0.0})]
    if (signs := signs[: len(notes)]) and not any(note.original for note in notes):
        unsigned = label_sequences(text, notes[: len(notes) - len(signs)], {first: 0.0})
        readings += [_read(text, known, labels)._replace(signs=signs) for labels, _ in unsigned]
    return max(readings, key=attrgetter("gain"))


def _read(text: str, known: KnownMarkers, labels: Sequence[NoteLabel]) -> MarkerHypothesis:
    """Read the markers of `labels` so that the gain can be compared with that of other labels."""
    reading = _with_cut(text, known, align(text, known, labels, weigh_all=True))
    return reading.dearer(_SPLIT) if splits_figure(text, known.head, reading) else reading


def _with_cut(text: str, known: KnownMarkers, reading: MarkerHypothesis) -> MarkerHypothesis:
    """Read the markers of notes that a cut list has lost as well, if figures like them are after the others."""
    last = next((int(label.name) for label in reversed(reading.labels) if label.name.isdecimal()), None)
    if last is None:
        return reading
    after = reading.chain[-1].end if reading.chain else 0
    cost = 0.0 if known.is_cut else CUT
    highest = _highest_further(text, last, after)
    if highest == last and (place := _next_place(text, known, last + 1, after)):
        if place.gain <= cost:
            return reading._replace(possible=[place]) if place.gain >= POSSIBLE_NEXT else reading
        highest = last + 1
    if highest == last:
        return reading
    further = [NoteLabel(str(number), given=False) for number in range(last + 1, highest + 1)]
    cut = align(text, known, [*reading.labels, *further], SkippedLabels(LEFT_OUT, free=len(reading.labels)), weigh_all=True)
    return max(reading, cut.dearer(cost), key=attrgetter("gain"))


def _highest_further(text: str, last: int, after: int) -> int:
    """Find the highest number beyond the `last` of a list that figures which look like markers show, or return `last`."""
    next_labels = [f"{last}{last + 1}", *map(str, range(last + 1, last + 1 + _MOST_BETWEEN))]
    if not any(find_glued(text, label, after) for label in next_labels):
        return last
    numbers = (int(text[start:end]) for start, end in glued_figures(text, after))
    return max((number for number in numbers if last < number <= last + _MOST_CUT), default=last)


def _next_place(text: str, known: KnownMarkers, number: int, after: int) -> MarkerPlace | None:
    """Find the best place of the number after the last of a list, whatever the figure around it: `Deptel 2432` with marker 2."""
    if str(number) not in text[after:]:
        return None  # which is found much faster than all places
    labels = [NoteLabel("∅"), NoteLabel(str(number), given=False)]
    places = (p for group in find_places(text, known.head, labels, floor=0.0, after=after) for p in group)
    return max(places, key=attrgetter("gain"), default=None)


def _is_counted(notes: Sequence[NoteLabel]) -> bool:
    """Return whether a list of notes is numbered 1, 2, 3: a capture numbers it so when the markers are numbered through a chapter."""
    return [note.name for note in notes] == [str(n) for n in range(1, len(notes) + 1)]


def _firsts(text: str, known: KnownMarkers, reading: MarkerHypothesis) -> dict[FirstNumber, float]:
    """Find the numbers from which the markers may count, if they are numbered through a chapter and not as in `reading`: those for which
    the places of as many numbers gain most."""
    many = sum(label.given for label in reading.labels)
    is_settled = known.settled.keys() <= {label.name for label in reading.labels}
    if is_settled and many == len(reading.labels) and _is_explained(text, known, reading):
        return {}
    gains: dict[FirstNumber, float] = {}
    best = _gains(text, known)
    for number, gain in best.items():
        for index in range(many):
            first = FirstNumber(number - index)
            if first.number > 1:
                gains[first] = gains.get(first, 0.0) + gain
            elif 1 - many < first.number < 1:
                first = FirstNumber(first.number + LAST_BEFORE_1, restarts=True)
                gains[first] = gains.get(first, gains.get(FirstNumber(first.number), 0.0)) + gain
    numbered = sum(place.gain for place in reading.chain if text[place.start].isdecimal())
    least = _LEAST_SHARE * numbered + known.running - _MOST_FOR_HEAD
    ranks = {first: gain + best.get(first.number, 0.0) for first, gain in gains.items() if gain > least}
    likely = sorted(ranks, key=lambda first: (-ranks[first], first))
    return dict.fromkeys(likely[: 1 if len(text) > _LONG else _MOST_FIRSTS], known.running)


def _is_explained(text: str, known: KnownMarkers, reading: MarkerHypothesis) -> bool:
    """Return whether too many figures were read for other numbers to fit better. If all notes have a marker, more than half of them must
    have another one, and these must be near each other: `12` and `13`, where 1 and 2 were read."""
    many = sum(label.given for label in reading.labels)
    unread = [text[start:end] for start, end in (*unread_figures(text, known.head, reading), *unread_dates(text, reading))]
    if splits_figure(text, known.head, reading):
        return False
    if not reading.is_whole:
        read = [reading.labels[place.last] for place in reading.chain]
        return bool(read) and all(label.given for label in read) and not unread
    doubles = [text[place.start : place.end] for place in reading.chain if place.first < place.last]
    if len(doubles) == len(reading.chain) and any(_ends_a_number(text, int(double) + 1) for double in doubles):
        return False
    halves = [half for figure in unread if len(figure) > _LONGEST for half in (figure[:2], figure[2:])]
    numbers = sorted({int(figure) for figure in (*unread, *doubles, *halves)})
    enough = many // 2
    return not any(last - first < many for first, last in zip(numbers, numbers[enough:], strict=False))


def _ends_a_number(text: str, label: int) -> bool:
    """Return whether a number of the text ends in a label: `Djakarta’s 118313`."""
    return re.search(rf" [0-9]{{2,4}}{label}(?![\w.,:/–-])", text) is not None


def _gains(text: str, known: KnownMarkers) -> dict[int, float]:
    """Find the gain of the best place of each number, from the highest number to the lowest."""
    best: dict[int, float] = {int(name): SETTLED_GAIN for name in known.settled if name.isdecimal()}
    for group in find_places(text, known.head, _NUMBERED_ON[: highest_likely(text, known.head)], floor=0.0):
        for place in group if group[0].start >= known.head.start else ():
            gain = place.gain / (place.last - place.first + 1)
            for number in range(place.first + 1, place.last + 2):
                best[number] = max(best.get(number, 0.0), gain)
    return dict(sorted(best.items(), reverse=True))
