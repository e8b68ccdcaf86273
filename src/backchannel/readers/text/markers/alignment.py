"""Sets labels in their order against places in their order, so that the whole fits best.

Labels rise through a document, and so do their markers. Wanted is the rising chain of places with the greatest sum of gains. A tree
of prefix maxima over the labels (P. M. Fenwick, 1994) finds it in N log N steps, however long the text is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class MarkerPlace(NamedTuple):
    """Characters that may be the marker of the labels from `first` to `last` (indexes), and what is gained by taking them for it."""

    start: int
    end: int
    first: int
    last: int
    gain: float
    traits: tuple[str, ...] = ()


class _Link(NamedTuple):
    """A place at the end of a chain, and the link before it.

    `total` is the gain of the chain less what its skipped labels cost; `reach` is `total` and the cost of the labels up to here, so
    that chains which end at different labels can be compared before it is known which label follows.
    """

    total: float
    reach: float
    place: MarkerPlace
    before: _Link | None


def best_chain(groups: Iterable[Sequence[MarkerPlace]], labels: int, skip: float = 0.0) -> list[MarkerPlace]:
    """The rising chain of places with the greatest gain. `groups` stand in the order of the text; of each, one place at most is taken.

    `labels` is their number: a place's `first` and `last` are below it. `skip` is what each label costs that has no place though a
    later one has.
    """
    tree: list[_Link | None] = [None] * (labels + 1)
    best: _Link | None = None
    for group in groups:
        links = [_extend(tree, place, skip) for place in group]
        for link in links:
            _enter(tree, link)
            if link.total > (best.total if best else 0.0):
                best = link
    chain = []
    while best:
        chain.append(best.place)
        best = best.before
    return chain[::-1]


def _extend(tree: Sequence[_Link | None], place: MarkerPlace, skip: float) -> _Link:
    """The best chain that ends with `place`; all labels before it are skipped if no chain is worth going on with."""
    before = _best_below(tree, place.first)
    total = place.gain - skip * place.first + (before.reach if before else 0.0)
    return _Link(total, total + skip * (place.last + 1), place, before)


def _best_below(tree: Sequence[_Link | None], label: int) -> _Link | None:
    """The best chain that ends below `label`, or None if to begin anew is better."""
    best, reach = None, 0.0
    while label:
        link = tree[label]
        if link and link.reach > reach:
            best, reach = link, link.reach
        label &= label - 1
    return best


def _enter(tree: list[_Link | None], link: _Link) -> None:
    label = link.place.last + 1
    while label < len(tree):
        other = tree[label]
        if other is None or link.reach > other.reach:
            tree[label] = link
        label += label & -label
