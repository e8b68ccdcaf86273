"""Part the terms of an edition into ranges, each of which fills a file.

The limits depend on the sizes of the terms alone, and mostly on those nearby: an edit changes few of them. Terms are parted by their first
letter, those of a letter that are too many for a file by their second, and so on; neighbors that fit in one file are put together again.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZE = 32_000
"""Characters of the documents in a range, for an edition of `_DOCUMENTS`."""
_DOCUMENTS = 8192


def scale(documents: int) -> int:
    """Return how many times as long the files of an edition with so many documents are: 1, 2, 4 …, so that their number is bounded."""
    return 1 << max(0, (documents - 1) // _DOCUMENTS).bit_length()


def limits(sizes: Sequence[tuple[str, int]], most: int, depth: int = 1) -> list[tuple[str, int]]:
    """Part terms with these sizes, sorted by their beginnings, into ranges of at most `most` characters, or of a single beginning. Returns
    where each range begins, and its size."""
    total = sum(size for _, size in sizes)
    if total <= most or len(sizes) == 1:
        return [(sizes[0][0], total)] if sizes else []
    parts = [part for _, group in groupby(sizes, lambda sized: sized[0][:depth]) for part in limits(list(group), most, depth + 1)]
    return list(_joined(parts, most))


def _joined(parts: list[tuple[str, int]], most: int) -> Iterator[tuple[str, int]]:
    first, total = parts[0]
    for beginning, size in parts[1:]:
        if total + size <= most:
            total += size
        else:
            yield first, total
            first, total = beginning, size
    yield first, total
