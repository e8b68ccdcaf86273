"""Align labels and places by trying all chains, to check the fast alignment against."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.markers.alignment import MarkerPlace, SkippedLabels


def score(chain: Sequence[MarkerPlace], skipped: SkippedLabels) -> float:
    """Return the gain of a chain minus the cost of the labels that it skips, counted one by one."""
    found = {label for place in chain for label in range(place.first, place.last + 1)}
    before = [label for label in range(min(found, default=0)) if label >= skipped.free]
    between = [label for label in range(min(found, default=0), max(found, default=0)) if label not in found and label >= skipped.free]
    begin = skipped.each * len(before)
    if min(found, default=0) >= skipped.least:
        begin = min(begin, skipped.start)
    return sum(place.gain for place in chain) - begin - skipped.each * len(between)


def all_alignments(groups: Sequence[Sequence[MarkerPlace]]) -> list[list[MarkerPlace]]:
    """List all increasing chains of places, also the empty one."""
    alignments: list[list[MarkerPlace]] = [[]]
    for group in groups:
        alignments += [
            [*alignment, place] for alignment in alignments for place in group if not alignment or alignment[-1].last < place.first
        ]
    return alignments
