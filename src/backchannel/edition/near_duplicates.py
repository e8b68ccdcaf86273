"""Tells which documents say nearly the same, by a MinHash sketch that is kept of each.

A MinHash sketch is made of the opening of a text, for two that differ there are two documents. It is taken from letters alone: neither
white space nor figures (numbers of notes, glued to their words) count, and so neither does how the text was captured."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_OPENING = 2000
"""Characters of a text that its MinHash sketch is made of."""
_SHORTEST = 16
"""Bytes that a stretch between two full stops must have, for `Mr` and `U.S` stand in every text."""
_MOST = 12
"""Stretches that a MinHash sketch keeps. It keeps those with the least sums, so that two texts keep the same of what both have."""
_LEAST_SHARED, _LEAST_SHARE = 4, 0.5
"""What two texts must share. Measured on 3,507 documents of 12 volumes: this finds the one pair that its volume prints twice; of all
others none shares more than a third."""
_NO_LETTERS = b" \n\t0123456789"


class NearDuplicate(NamedTuple):
    """Two documents that say nearly the same, by their places in the order in which their sketches were given."""

    first: int
    second: int


def fingerprint_words(text: str, start: int) -> str:
    """The MinHash sketch of a text that begins at `start`: a sum of each stretch, with blanks between."""
    stretches = text[start : start + _OPENING].encode(errors="replace").translate(None, _NO_LETTERS).split(b".")
    return " ".join(map(str, sorted({crc32(stretch) for stretch in stretches if len(stretch) > _SHORTEST})[:_MOST]))


def near_duplicates(sketches: Iterable[str]) -> Iterator[NearDuplicate]:
    """For each document the one before it that it is most like, if any is like it.

    It is compared with the last that had one of its stretches, stretch by stretch: so it costs the same for each document, however many
    there are.
    """
    kept: list[Sequence[str]] = []
    last: dict[str, int] = {}
    for place, own in enumerate(map(str.split, sketches)):
        held = [last[part] for part in own if part in last]
        if len(held) >= _LEAST_SHARED:  # which few are
            share, other = max((_share(kept[other], own), other) for other in set(held))
            if share >= _LEAST_SHARE:
                yield NearDuplicate(other, place)
        last.update(dict.fromkeys(own, place))
        kept.append(own)


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    """Which part two texts have in common of what both sketches would keep of the two together; 0 where that is too little to tell."""
    common = set(one).intersection(other)
    if len(common) < _LEAST_SHARED:
        return 0.0
    kept = sorted({*one, *other}, key=int)[:_MOST]
    shared = len(common.intersection(kept))
    return shared / len(kept) if shared >= _LEAST_SHARED else 0.0
