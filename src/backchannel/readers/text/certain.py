"""Apply what a source shows for certain, where the words of a text only suggest it: kinds of blocks, and references."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.records import Block, BlockKind, Reference

_SETTLED: frozenset[BlockKind] = frozenset({"head", "message", "page"})
"""Kinds that the reader knows better: a dateline element may hold the message line, an item a page label alone."""
_PLACES = frozenset({"document", "note", "page", "collection"})


class CertainParts(NamedTuple):
    """The kinds of blocks, by the offset at which each begins, and the references of a text."""

    kinds: Mapping[int, BlockKind]
    references: Sequence[Reference]


def with_kinds(blocks: Sequence[Block], certain: CertainParts | None) -> list[Block]:
    """Give blocks the kinds that their source shows."""
    if certain is None or not certain.kinds:
        return [*blocks]
    return [
        block.model_copy(update={"kind": certain.kinds[block.start]})
        if block.start in certain.kinds and block.kind not in _SETTLED
        else block
        for block in blocks
    ]


def with_references(found: Sequence[Reference], certain: CertainParts | None) -> list[Reference]:
    """Replace the references that were read in words by those that the source shows there. A link to a volume leaves the documents and
    pages that its words name."""
    if certain is None or not certain.references:
        return [*found]
    kept = [reference for reference in found if not any(_replaces(link, reference) for link in certain.references)]
    return sorted([*kept, *certain.references], key=lambda reference: (reference.start, reference.end))


def _replaces(link: Reference, reference: Reference) -> bool:
    if not (link.start < reference.end and reference.start < link.end):
        return False
    return reference.kind == "volume" or (reference.kind in _PLACES and link.kind != "volume")
