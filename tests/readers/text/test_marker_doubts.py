"""A marker that is a part of a figure is doubtful if the labels near it would gain nearly as much without it."""

from __future__ import annotations

from math import inf

from alignments import all_alignments, score
from hypothesis import given
from hypothesis import strategies as st

from backchannel.readers.text.markers.alignment import MarkerPlace, SkippedLabels, best_chain
from backchannel.readers.text.markers.hypotheses import MarkerDoubt, MarkerHypothesis, doubts
from backchannel.readers.text.markers.places import NoteLabel
from backchannel.readers.text.markers.weights import DOUBT

LABELS = 9
NEIGHBORS = 2
PART = ("cut of one figure",)


@st.composite
def readings(draw: st.DrawFn) -> MarkerHypothesis:
    """Readings of figures that end in markers: each figure has a place or two of one label, or of two adjacent ones."""
    places = st.tuples(st.integers(-1, 2), st.integers(0, 1), st.integers(1, 23))
    figures = draw(st.lists(st.lists(places, min_size=1, max_size=2), min_size=2, max_size=8))
    groups = [
        [
            MarkerPlace(10 * i, 10 * i + 2, max(0, i + by), min(LABELS - 1, max(0, i + by) + wide), float(gain), PART)
            for by, wide, gain in figure
        ]
        for i, figure in enumerate(figures)
    ]
    each, free, start = draw(st.sampled_from([0, 0, 3, 9])), draw(st.integers(0, 5)), draw(st.sampled_from([0, 4, 30]))
    skipped = SkippedLabels(float(each), free, float(start))
    chain = best_chain(groups, LABELS, skipped)
    return MarkerHypothesis([NoteLabel(str(n + 1)) for n in range(LABELS)], groups, chain, skipped=skipped)


@given(readings())
def test_the_doubtful_parts_of_figures_are_those_whose_labels_lose_little_without_them(reading: MarkerHypothesis) -> None:
    found = {doubt.place: doubt for doubt in doubts(reading)}
    assert [place for i, place in enumerate(reading.chain) if min(lead(reading, i), loss(reading, i)) < DOUBT] == list(found)
    for place, other in found.values():
        assert other is None or (other.first <= place.last and place.first <= other.last and other != place)


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


def loss(reading: MarkerHypothesis, index: int) -> float:
    """Return what the best chain without a marker gains less, if only the next two markers on each side of it may move."""
    chain, skipped = list(reading.chain), reading.skipped
    first, last = max(0, index - NEIGHBORS), index + NEIGHBORS
    before, near = chain[max(0, first - 1) : first], chain[first : last + 1]
    after, above = (before[0].start, before[0].last) if before else (-1, -1)
    until, below = (chain[last].start, chain[last].last) if last < len(chain) else (inf, LABELS)
    groups = [
        [p for p in group if after < p.start <= until and above < p.first and p.last <= below and p != chain[index]]
        for group in reading.groups
    ]
    return score([*before, *near], skipped) - max(score([*before, *others], skipped) for others in all_alignments(groups))
