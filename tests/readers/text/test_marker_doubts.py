"""A marker that is a part of a figure is doubtful if the labels near it would gain nearly as much without it."""

from __future__ import annotations

from math import inf

from alignments import all_alignments, score
from hypothesis import example, given
from hypothesis import strategies as st

from backchannel.readers.text.markers.alignment import MarkerPlace, SkippedLabels, best_chain
from backchannel.readers.text.markers.doubts import doubts
from backchannel.readers.text.markers.hypotheses import MarkerHypothesis
from backchannel.readers.text.markers.places import NoteLabel
from backchannel.readers.text.markers.weights import CHANCES

LABELS = 12
NEIGHBORS = 2
PART = ("cut of one figure",)


Figure = list[tuple[int, int, int]]
"""The places of a figure: how far its label is from the figure's own number, whether it has the next label too, and its gain."""

FIGURES = st.lists(
    st.lists(st.tuples(st.integers(-1, 2), st.integers(0, 1), st.integers(1, 23)), min_size=1, max_size=2), min_size=2, max_size=8
)


@example([[(-1, 1, 12)], [(1, 0, 17)], [(0, 0, 23), (0, 0, 10)], [(0, 1, 20)], [(-1, 0, 16)], [(-1, 0, 9)], [(1, 0, 15)]], 3, 2, 4)
@example([[(1, 0, 15)], [(0, 0, 8), (1, 0, 12)], [(1, 1, 19), (0, 0, 16)], [(0, 0, 13)]], 0, 5, 0)
@example([[(0, 0, 19)], [(-1, 0, 20), (0, 1, 20)], [(0, 0, 22)], [(-1, 0, 12)], [(1, 1, 21), (-1, 0, 8)], [(0, 0, 22)]], 9, 0, 0)
@example([[(0, 0, 20)], [(1, 0, 15), (0, 0, 9)], [(1, 0, 15)], [(1, 0, 23)]], 0, 0, 0)
@given(FIGURES, st.sampled_from([0, 0, 3, 9]), st.integers(0, 5), st.sampled_from([0, 4, 30]))
def test_the_doubtful_parts_of_figures_are_those_whose_labels_lose_little_without_them(
    figures: list[Figure], each: int, free: int, start: int
) -> None:
    reading = read(figures, SkippedLabels(float(each), free, float(start)))
    found = {doubt.place: doubt.other for doubt in doubts(reading)}
    limit = CHANCES["given" if reading.are_given else "lost"][-1].below
    losses = [loss(reading, i) for i in range(len(reading.chain))]
    assert [place for i, place in enumerate(reading.chain) if min(lead(reading, i), losses[i][0]) < limit] == list(found)
    for i, place in enumerate(reading.chain):
        if place in found and lead(reading, i) >= limit:
            assert found[place] in [place_of(place, chain) for chain in losses[i][1]]


def read(figures: list[Figure], skipped: SkippedLabels) -> MarkerHypothesis:
    """Read figures that end in markers."""
    groups = [
        [
            MarkerPlace(10 * i, 10 * i + 2, max(0, i + by), min(LABELS - 1, max(0, i + by) + wide), float(gain), PART)
            for by, wide, gain in figure
        ]
        for i, figure in enumerate(figures)
    ]
    labels = [NoteLabel(str(n + 1)) for n in range(LABELS)]
    return MarkerHypothesis(labels, groups, best_chain(groups, LABELS, skipped), skipped=skipped)


def lead(reading: MarkerHypothesis, index: int) -> float:
    """Return by how much a marker exceeds the other places of its label between the markers on both sides."""
    starts = [-1.0, *(float(place.start) for place in reading.chain), inf]
    place = reading.chain[index]
    others = [
        other.gain
        for group in reading.groups
        for other in group
        if other[2:4] == place[2:4] and starts[index] < other.start < starts[index + 2] and other.start != place.start
    ]
    return place.gain - max([0.0, *others])


def loss(reading: MarkerHypothesis, index: int) -> tuple[float, list[list[MarkerPlace]]]:
    """Return what the best chains without a marker gain less, and these chains. Only the next two markers on each side of it may move."""
    chain, skipped = list(reading.chain), reading.skipped
    first, last = max(0, index - NEIGHBORS), index + NEIGHBORS
    before, near = chain[max(0, first - 1) : first], chain[first : last + 1]
    after, above = (before[0].start, before[0].last) if before else (-1, -1)
    until, below = (chain[last].start, chain[last].last) if last < len(chain) else (inf, LABELS)
    groups = [
        [p for p in group if after < p.start <= until and above < p.first and p.last <= below and p != chain[index]]
        for group in reading.groups
    ]
    others = {tuple(chain): score([*before, *chain], skipped) for chain in all_alignments(groups)}
    most = max(others.values())
    return score([*before, *near], skipped) - most, [list(chain) for chain, total in others.items() if total == most]


def place_of(place: MarkerPlace, chain: list[MarkerPlace]) -> MarkerPlace | None:
    """Return the first place of a chain that has one of the labels of `place`."""
    return next((other for other in chain if other.first <= place.last and place.first <= other.last), None)
