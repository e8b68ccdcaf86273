"""Lay out the blocks of a document as TEI orders them: what opens it, its text, what closes it.

In TEI a dateline or a signature is at the beginning or at the end of a document, never between its paragraphs.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.pages.components.places import DocumentPlace
    from backchannel.records import Block

_OPENING = frozenset({"head", "dateline", "salute", "page", "source-note"})
_CLOSING = frozenset({"signed", "dateline", "salute", "page", "source-note"})
_AROUND = frozenset({"page", "source-note"})
"""Kinds of blocks that may be anywhere."""
_BEFORE_DATELINE = frozenset({"paragraph", "message", "heading"})
_MOST_BEFORE, _LONGEST_BEFORE = 4, 160
"""Lines between head and dateline that are part of the opener, such as markings, and the length of each."""
_GROUPS = {"item": "list", "participants": "list", "label": "list", "row": "table"}


class PlacedBlock(NamedTuple):
    """A block, and its place on the page."""

    block: Block
    place: DocumentPlace

    @property
    def kind(self) -> str:
        return self.block.kind


class DocumentLayout(NamedTuple):
    """The blocks that open a document, those of its text, and those that close it."""

    opening: Sequence[PlacedBlock]
    body: Sequence[PlacedBlock]
    closing: Sequence[PlacedBlock]


class BlockGroup(NamedTuple):
    """Blocks that share an element, `list` or `table`, with the `heading` of the list; or one block of another `kind`."""

    kind: str
    blocks: Sequence[PlacedBlock]
    heading: PlacedBlock | None = None


def layout(blocks: Sequence[PlacedBlock]) -> DocumentLayout:
    """Divide the blocks of a document. A document without a text of its own has nothing that closes it: all of it opens it."""
    start = _end_of_opening(blocks)
    end = len(blocks)
    while end > start and blocks[end - 1].kind in _CLOSING:
        end -= 1
    if all(placed.kind in _AROUND for placed in blocks[start:end]):
        start = end = len(blocks) if all(p.kind in _OPENING | _CLOSING for p in blocks[start:]) else start
    return DocumentLayout(blocks[:start], blocks[start:end], blocks[end:])


def _end_of_opening(blocks: Sequence[PlacedBlock]) -> int:
    """Return where the text of a document begins: after its head and dateline, and after short lines between these."""
    reached, between = 0, 0
    for n, placed in enumerate(blocks, 1):
        if placed.kind in _OPENING:
            reached = n if not between or placed.kind in ("dateline", "salute") else reached
        elif not _may_precede_dateline(placed) or (between := between + 1) > _MOST_BEFORE:
            break
        between = 0 if reached == n else between
    return reached


def _may_precede_dateline(placed: PlacedBlock) -> bool:
    block = placed.block
    return block.kind in _BEFORE_DATELINE and block.end - block.start <= _LONGEST_BEFORE


def grouped(blocks: Sequence[PlacedBlock]) -> Iterator[BlockGroup]:
    """Group the items of each list and the rows of each table, with the page breaks between them. A heading before items is theirs."""
    at = 0
    for kind, run in groupby(_kinds(blocks)):
        size = len([*run])
        yield from _group(kind, blocks[at : at + size])
        at += size


def _kinds(blocks: Sequence[PlacedBlock]) -> list[str]:
    """Return the kind of the group of each block. That of a heading is the list that follows it, that of a page break the group around
    it."""
    kinds = [_GROUPS.get(placed.kind, "") for placed in blocks]
    for n, placed in enumerate(blocks[:-1]):
        after = next((kind for kind, later in zip(kinds[n + 1 :], blocks[n + 1 :], strict=True) if later.kind != "page"), "")
        if placed.kind == "page" and n and kinds[n - 1] == after:
            kinds[n] = after
    return kinds


def _group(kind: str, blocks: Sequence[PlacedBlock]) -> Iterator[BlockGroup]:
    if kind:
        yield BlockGroup(kind, blocks)
    else:
        yield from (BlockGroup(placed.kind, [placed]) for placed in blocks)


def with_headings(groups: Iterator[BlockGroup]) -> Iterator[BlockGroup]:
    """Give each list the heading right before it."""
    heading: PlacedBlock | None = None
    for group in groups:
        if group.kind == "list" and heading and not _begins_with_label(group):
            yield group._replace(heading=heading)
            heading = None
            continue
        if heading:
            yield BlockGroup("heading", [heading])
        heading = group.blocks[0] if group.kind == "heading" else None
        if not heading:
            yield group
    if heading:
        yield BlockGroup("heading", [heading])


def _begins_with_label(group: BlockGroup) -> bool:
    return group.blocks[0].kind == "label"
