"""The text of a document as a page shows it: its blocks in order, items and rows ingested into lists and tables."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel.records import UNNUMBERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.pages.components.places import DocumentPlace
    from backchannel.pages.reading.text import MarkedText, TextPiece
    from backchannel.records import Block, Document

_ELEMENTS = {"paragraph": ("p", ""), "heading": ("h2", "hd"), "head": ("h2", "hd"), "item": ("li", ""), "row": ("tr", "")}
"""The element and class of a kind of block; the others are paragraphs with the class of their kind."""

_GATHERED = {"item": "items", "row": "rows"}


class BodyBlock(NamedTuple):
    """A block: the element and class it is rendered as, its id, its number in the margin (`¶7`, or empty), the printed page that it begins
    on (or empty), its text. `cells` has the text of a table's row instead."""

    kind: str
    element: str
    classes: str
    id: str
    label: str
    page: str
    pieces: list[TextPiece]
    cells: list[list[TextPiece]]


class BodyGroup(NamedTuple):
    """Blocks that stand in one element: `items` in a list, `rows` in a table, `plain` each by itself."""

    kind: str
    paragraphs: list[BodyBlock]


def paragraphs(
    document: Document, blocks: Sequence[tuple[Block, DocumentPlace]], marked: MarkedText, first_page: str | None
) -> list[BodyGroup]:
    """The blocks with their places, rendered. `first_page` is the printed page that the document begins on, if it is known."""
    starts = [page.start for page in document.pages]
    labels = [first_page or "", *(page.n for page in document.pages)]
    rendered = (_paragraph(document.text, block, place, labels[bisect_right(starts, block.start)], marked) for block, place in blocks)
    return list(_gather(rendered))


def _paragraph(text: str, block: Block, place: DocumentPlace, page: str, marked: MarkedText) -> BodyBlock:
    label = "" if block.kind in UNNUMBERED else place.words
    element, classes = _ELEMENTS.get(block.kind, ("p", block.kind))
    cells = [marked.pieces(*cell) for cell in _cells(text, block)] if block.kind == "row" else []
    pieces = [] if cells else marked.pieces(block.start, block.end)
    return BodyBlock(block.kind, element, classes, place.id, label, page, pieces, cells)


def _cells(text: str, row: Block) -> Iterator[tuple[int, int]]:
    """The extents of what tabs part in a row."""
    start = row.start
    for words in text[row.start : row.end].split("\t"):
        yield start, start + len(words)
        start += len(words) + 1


def _gather(rendered: Iterable[BodyBlock]) -> Iterator[BodyGroup]:
    for kind, group in groupby(rendered, key=lambda paragraph: _GATHERED.get(paragraph.kind, "plain")):
        yield BodyGroup(kind, list(group))
