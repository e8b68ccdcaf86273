"""Lay out the text of a document: its blocks in order, items in lists and rows in tables."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel.records import UNNUMBERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.pages.components.places import DocumentPlace
    from backchannel.pages.reading.text import MarkedText, TextPiece
    from backchannel.records import Block, Document

_ELEMENTS = {"paragraph": ("p", ""), "heading": ("h2", "hd"), "head": ("h2", "hd"), "item": ("li", ""), "row": ("tr", "")}
"""The element and class of a kind of block; other blocks are paragraphs with the class of their kind."""

_GROUPS = {"item": "items", "row": "rows"}


class BodyBlock(NamedTuple):
    """A block: its element and class, its id, its number in the margin (`¶7`, or empty), the printed page that it begins on (or empty), its
    text. A table's row has `cells` instead of text. `joined` are the ids of former paragraphs whose words are part of it."""

    kind: str
    element: str
    classes: str
    id: str
    label: str
    page: str
    pieces: list[TextPiece]
    cells: list[list[TextPiece]]
    joined: Sequence[str] = ()


class BodyGroup(NamedTuple):
    """Blocks that share an element: `items` in a list, `rows` in a table; `plain` blocks have none."""

    kind: str
    paragraphs: list[BodyBlock]


def paragraphs(
    document: Document,
    blocks: Sequence[tuple[Block, DocumentPlace]],
    marked: MarkedText,
    first_page: str | None,
    joined: Mapping[str, Sequence[str]],
) -> list[BodyGroup]:
    """Render blocks with their places. `first_page` is the printed page that the document begins on, if it is known; `joined` has the ids
    of former paragraphs by the id of the one that has their words."""
    starts = [page.start for page in document.pages]
    labels = [first_page or "", *(page.n for page in document.pages)]
    rendered = (_paragraph(document.text, block, place, labels[bisect_right(starts, block.start)], marked) for block, place in blocks)
    return list(_grouped(paragraph._replace(joined=joined.get(paragraph.id, ())) for paragraph in rendered))


def _paragraph(text: str, block: Block, place: DocumentPlace, page: str, marked: MarkedText) -> BodyBlock:
    label = "" if block.kind in UNNUMBERED else place.words
    element, classes = _ELEMENTS.get(block.kind, ("p", block.kind))
    cells = [marked.pieces(*cell) for cell in _cells(text, block)] if block.kind == "row" else []
    pieces = [] if cells else marked.pieces(block.start, block.end)
    return BodyBlock(block.kind, element, classes, place.id, label, page, pieces, cells)


def _cells(text: str, row: Block) -> Iterator[tuple[int, int]]:
    """Find the extents of a row's cells, which tabs separate."""
    start = row.start
    for words in text[row.start : row.end].split("\t"):
        yield start, start + len(words)
        start += len(words) + 1


def _grouped(rendered: Iterable[BodyBlock]) -> Iterator[BodyGroup]:
    for kind, group in groupby(rendered, key=lambda paragraph: _GROUPS.get(paragraph.kind, "plain")):
        yield BodyGroup(kind, list(group))
