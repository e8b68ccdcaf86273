"""Align note labels with candidate places.

Labels increase through a document, and so do their markers. The best alignment is the increasing chain of places with the greatest sum
of gains. A Fenwick tree of prefix maxima over the labels (P. M. Fenwick, 1994) finds it in O(N log N).
"""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class MarkerPlace(NamedTuple):
    """Characters that may be the marker of the labels from `first` to `last` (indexes), and the gain if they are."""

    start: int
    end: int
    first: int
    last: int
    gain: float
    traits: tuple[str, ...] = ()


class _Link(NamedTuple):
    """A place at the end of a chain, and the link before it.

    `total` is the gain of the chain minus the cost of its skipped labels. `rank` is `total` plus the cost of skipping all labels up to
    here, so that chains ending at different labels can be compared before the next label is known.
    """

    total: float
    rank: float
    place: MarkerPlace
    before: _Link | None


class SkippedLabels(NamedTuple):
    """The cost of each label that has no place although a later one has. The first `free` labels cost nothing: their notes are printed.
    A chain may also begin at any label from `least` on for the cost `start`, if labels are numbered on from another document; below it, the
    capture rather lost a marker or two."""

    each: float = 0.0
    free: int = 0
    start: float = inf
    least: int = 0

    @property
    def are_given(self) -> bool:
        """Return whether the notes of the first labels, or of all, are printed."""
        return self.free > 0 or not self.each

    def up_to(self, labels: int) -> list[float]:
        """Return the cost of all labels below each one."""
        return [self.each * max(0, label - self.free) for label in range(labels + 1)]

    def of(self, chain: Sequence[MarkerPlace]) -> float:
        """Return the cost of the labels that a chain skips."""
        costs = self.up_to(chain[-1].last + 1 if chain else 0)
        first = sum(costs[place.first] for place in chain[:1])
        start = self.start if chain and chain[0].first >= self.least else inf
        between = sum(costs[after.first] - costs[before.last + 1] for before, after in pairwise(chain))
        return min(first, start) + between


NONE_SKIPPED = SkippedLabels()


def best_chain(groups: Iterable[Sequence[MarkerPlace]], labels: int, skipped: SkippedLabels = NONE_SKIPPED) -> list[MarkerPlace]:
    """Find the increasing chain of places with the greatest gain.

    `groups` are in the order of the text; a chain takes at most one place of each. `labels` is the number of labels: the `first` and
    `last` of a place are less than it.
    """
    tree: list[_Link | None] = [None] * (labels + 1)
    costs = skipped.up_to(labels)
    best: _Link | None = None
    for group in groups:
        links = [_extend(tree, place, costs, skipped.start if place.first >= skipped.least else inf) for place in group]
        for link in links:
            _enter(tree, link)
            if link.total > (best.total if best else 0.0):
                best = link
    chain = []
    while best:
        chain.append(best.place)
        best = best.before
    return chain[::-1]


def _extend(tree: Sequence[_Link | None], place: MarkerPlace, costs: Sequence[float], start: float) -> _Link:
    """Extend the best chain by `place`, or start a new one there, if no chain before it has a better rank."""
    below = costs[place.first]
    new = max(0.0, below - start)
    before = _best_below(tree, place.first, new)
    total = place.gain - below + (before.rank if before else new)
    return _Link(total, total + costs[place.last + 1], place, before)


def _best_below(tree: Sequence[_Link | None], label: int, rank: float) -> _Link | None:
    """Find the best chain that ends below `label`, or None if starting a new one, with this rank, is better."""
    best = None
    while label:
        link = tree[label]
        if link and link.rank > rank:
            best, rank = link, link.rank
        label &= label - 1
    return best


def _enter(tree: list[_Link | None], link: _Link) -> None:
    label = link.place.last + 1
    while label < len(tree):
        other = tree[label]
        if other is None or link.rank > other.rank:
            tree[label] = link
        label += label & -label
