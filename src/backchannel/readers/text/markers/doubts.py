"""Find the markers of a reading that are doubtful, and how often such markers are wrong.

A marker is weighed against the reading without it. If little is lost, it is doubtful; `data/marker_weights.toml` says how many such markers
were wrong in volumes that the weights were not learned from.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.markers.alignment import MarkerPlace, best_chain
from backchannel.readers.text.markers.places import worth_of_label
from backchannel.readers.text.markers.weights import CHANCES, CLEAR, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.markers.hypotheses import MarkerHypothesis

_SURE = 24.0
"""The gain, without that of the label, from which a place is never reported as doubtful. That is two strong traits (`after
punctuation` weighs 22.5, `before a capital` 11.5). The limit saves comparing each clear marker with every other place of its label."""
_NEIGHBORS = 2
"""The markers on each side of a doubtful one that may move if it is not read."""
_SURE_WITH_LABEL = _SURE + WEIGHTS["given label"]


class MarkerDoubt(NamedTuple):
    """A place chosen as a marker by a small margin. `other` is another place for its label, or None if the label may have no place;
    `chance` says how often such a marker is wrong: `one time in five`."""

    place: MarkerPlace
    other: MarkerPlace | None
    chance: str


def is_weak(place: MarkerPlace) -> bool:
    """Return whether the words around a place are too little evidence that it is a marker."""
    return place.gain < _SURE_WITH_LABEL and place.gain - worth_of_label(place) < _SURE


def doubts(reading: MarkerHypothesis) -> Iterator[MarkerDoubt]:
    """Yield the places of a reading that gain little, or little more than other places would."""
    chances = CHANCES["given" if reading.are_given else "lost"]
    limit = chances[-1].below
    least: dict[MarkerPlace, tuple[float, MarkerPlace | None]] = {}
    for place, margin, other in (*_margins(reading, limit), *_margins_of_rival(reading, limit)):
        if place not in least or margin < least[place][0]:
            least[place] = margin, other
    for place, (margin, other) in least.items():
        if chance := next((row.wrong for row in chances if margin < row.below), None):
            yield MarkerDoubt(place, other if other and other.gain > 0 else None, chance)


def is_clear(reading: MarkerHypothesis) -> bool:
    """Return whether each place gains so much more than any other would that no other labels need to be tried."""
    return all(margin >= CLEAR for _, margin, _ in _margins(reading, CLEAR))


def _margins(reading: MarkerHypothesis, limit: float) -> Iterator[tuple[MarkerPlace, float, MarkerPlace | None]]:
    """Yield the weak places of a reading, with what would be lost without each, exactly if that is below `limit`, and the best other place
    of its label."""
    spans = [-1, *(place.start for place in reading.chain), inf]
    for i, place in enumerate(reading.chain):
        if is_weak(place):
            other = _other_place(reading.groups, place, spans[i], spans[i + 2])
            margin = place.gain - max(0.0, other.gain if other else 0.0)
            if margin >= limit and is_part(place):
                margin, other = _without(reading, i)
            yield place, margin, other


def _margins_of_rival(reading: MarkerHypothesis, limit: float) -> Iterator[tuple[MarkerPlace, float, MarkerPlace | None]]:
    """Yield the places that the next best hypothesis reads otherwise, if that gains little less: `Vietnam12` as 1 and 2, or as 12."""
    rival = reading.rival
    if rival is None or reading.gain - rival.gain >= limit:
        return
    places = {place[:4] for place in rival.chain}
    for place in reading.chain:
        if place[:4] not in places:
            other = next((p for p in rival.chain if p.first <= place.last and place.first <= p.last and p.start != place.start), None)
            yield place, reading.gain - rival.gain, other


def is_part(place: MarkerPlace) -> bool:
    """Return whether a place is a part of a figure: its end, or one of two markers."""
    return place.first < place.last or any(trait.startswith("cut ") for trait in place.traits)


def _other_place(groups: Sequence[Sequence[MarkerPlace]], place: MarkerPlace, after: float, before: float) -> MarkerPlace | None:
    others = (p for group in groups for p in group if p[2:4] == place[2:4] and after < p.start < before and p.start != place.start)
    return max(others, key=lambda other: other.gain, default=None)


def _without(reading: MarkerHypothesis, index: int) -> tuple[float, MarkerPlace | None]:
    """Align the labels near a place of the chain without it. Return what is lost, and another place for one of its labels, if there is any.
    `Hakto 4|34` as the markers 3 and 4 competes with `Hakto 41|3` and `Hakto 43|4` together.
    """
    chain, skipped = reading.chain, reading.skipped
    place, near = chain[index], chain[max(0, index - _NEIGHBORS) : index + _NEIGHBORS + 1]
    before = chain[index - _NEIGHBORS - 1] if index > _NEIGHBORS else None
    last = chain[index + _NEIGHBORS].start if index + _NEIGHBORS < len(chain) else inf
    base, start = (before.last + 1, before.end) if before else (0, 0)
    labels = near[-1].last + 1 - base if last < inf else len(reading.labels) - base
    rest = skipped._replace(free=max(0, skipped.free - base), start=inf if before else skipped.start)
    groups = (
        [p._replace(first=p.first - base, last=p.last - base) for p in group if base <= p.first and p.last < base + labels and p != place]
        for group in reading.groups
        if start <= group[0].start <= last
    )
    others = [p._replace(first=p.first + base, last=p.last + base) for p in best_chain(groups, labels, rest)]
    shifted = [[p._replace(first=p.first - base, last=p.last - base) for p in places] for places in (near, others)]
    kept, found = (sum(p.gain for p in places) - rest.of(places) for places in shifted)
    return kept - found, next((p for p in others if p.first <= place.last and place.first <= p.last), None)
