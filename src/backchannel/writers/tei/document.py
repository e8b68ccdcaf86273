"""Write a document as `<div type="document">`: one function for each kind of block."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from backchannel import ids as addresses
from backchannel import rules
from backchannel.pages.components.addresses import official_id
from backchannel.records import Block
from backchannel.writers.tei.dating import date_attributes, series_attributes
from backchannel.writers.tei.inline import InlineText, editorial
from backchannel.writers.tei.layout import PlacedBlock, grouped, layout, with_headings
from backchannel.writers.tei.pen import Pen, by_edition, inferred

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml import etree

    from backchannel.pages.reading.document import DocumentInputs
    from backchannel.records import Document
    from backchannel.writers.tei.layout import BlockGroup
    from backchannel.writers.tei.pen import Ids

_PLAIN = frozenset({"paragraph", "source-note", "head"})
_ITEMS = frozenset({"item", "participants"})
_SHORT_LIST = ("subject", "participants")


def document_element(inputs: DocumentInputs, ids: Ids, *, series_dates: bool = False) -> etree._Element:
    """Write a document. With `series_dates` it has the attributes `frus:doc-dateTime-min` and `-max`, which the schema of 2014 lacks."""
    pen = Pen()
    listed = inputs.listed
    number = inputs.document.number or official_id(listed).removeprefix("d") or listed.local
    attributes = {"type": "document", "n": number, **ids.take(listed.local)}
    with pen.element("div", attributes | (series_attributes(listed) if series_dates else {})):
        _DocumentWriter(inputs, pen, ids).write()
    return pen.written()


class _DocumentWriter:
    """Writes the parts of a document in their order."""

    def __init__(self, inputs: DocumentInputs, pen: Pen, ids: Ids) -> None:
        self.inputs, self.document, self.pen, self.ids = inputs, inputs.document, pen, ids
        self.inline = InlineText(inputs, pen, ids)
        self._bullets = _bullets(inputs.document)

    def write(self) -> None:
        placed = [PlacedBlock(*pair) for pair in zip(self.document.blocks, self.inline.places.blocks[1:], strict=True)]
        parts = layout(placed)
        self._opening(parts.opening)
        for group in with_headings(grouped(parts.body)):
            _GROUPS.get(group.kind, _DocumentWriter._paragraph)(self, group)
            self.pen.line()
        self._closing(parts.closing)
        self.inline.unwritten_notes()

    def block(self, placed: PlacedBlock) -> None:
        """Write the words of a block, in a `seg` that names its kind if no element does."""
        if placed.kind in _PLAIN:
            self.inline.write(placed.block)
            return
        with self.pen.element("seg", {"type": placed.kind}):
            self.inline.write(placed.block)

    def id(self, placed: PlacedBlock) -> dict[str, str]:
        return self.ids.take(placed.place.id)

    def _opening(self, blocks: Sequence[PlacedBlock]) -> None:
        """Write what precedes the text. An inferred date without words of its own is in a dateline without words."""
        heads = [n for n, placed in enumerate(blocks) if placed.kind == "head"]
        after = heads[-1] if heads else -1
        for n, placed in enumerate(blocks):
            _OPENING.get(placed.kind, _DocumentWriter._opener)(self, placed)
            self.pen.line()
            if n == after:
                self._additions()
        if after < 0:
            self._additions()

    def _additions(self) -> None:
        """Write what the edition adds below the head: a date that it inferred, and the editors' introduction."""
        document, listed = self.document, self.inputs.listed
        if attributes := self._added_date():
            with self.pen.element("opener"), self.pen.element("dateline"), self.pen.element("seg", attributes):
                self.pen.empty("date", date_attributes(listed))
            self.pen.line()
        if document.editors and document.editors.introduction:
            id = self.ids.take(addresses.editors_id(listed.local))
            with self.pen.element("note", {**id, **by_edition("introduction")}):
                editorial(self.pen, document.editors.introduction.words)
            self.pen.line()

    def _added_date(self) -> dict[str, str]:
        """Return who says the date of a document whose text has no words for it: the editors, or the program. Empty if it has such words,
        or no date."""
        date, editors = self.document.date, self.document.editors
        if editors and editors.date:
            return by_edition("date")
        if date is None or (date.stated and date.evidence) or self.document.undated:
            return {}
        return inferred("date", "low" if date.order else "medium")

    def _head(self, placed: PlacedBlock) -> None:
        with self.pen.element("head", self.id(placed)):
            self.pen.text(self._number(placed.block))
            self.inline.write(placed.block)

    def _number(self, head: Block) -> str:
        """Return the number before the head, if its block does not have it: `145. `."""
        consumed = (part for part in self.document.consumed if part.rule == rules.DOCUMENT_NUMBER.id)
        words = next((self.document.text[part.start : part.end].strip() for part in consumed if part.end <= head.start), "")
        return f"{words} " if words else ""

    def _dateline(self, placed: PlacedBlock) -> None:
        with self.pen.element("opener"), self.pen.element("dateline", self.id(placed)):
            self.inline.write(placed.block)

    def _salute(self, placed: PlacedBlock) -> None:
        with self.pen.element("opener"), self.pen.element("salute", self.id(placed)):
            self.inline.write(placed.block)

    def _signed_above(self, placed: PlacedBlock) -> None:
        with self.pen.element("opener"), self.pen.element("signed", self.id(placed)):
            self.inline.write(placed.block)

    def _opener(self, placed: PlacedBlock) -> None:
        with self.pen.element("opener", self.id(placed)):
            self.block(placed)

    def _page(self, placed: PlacedBlock) -> None:
        self.inline.write(placed.block)

    def _source_note(self, placed: PlacedBlock) -> None:
        with self.pen.element("note", {"rend": "inline", "type": "source", **self.id(placed)}):
            self.inline.write(placed.block)

    def _closing(self, blocks: Sequence[PlacedBlock]) -> None:
        if not blocks:
            return
        with self.pen.element("closer"):
            for placed in blocks:
                if placed.kind in _CLOSING:
                    with self.pen.element(placed.kind, self.id(placed)):
                        self.inline.write(placed.block)
                else:
                    _OPENING[placed.kind](self, placed)
        self.pen.line()

    def _paragraph(self, group: BlockGroup) -> None:
        for placed in group.blocks:
            with self.pen.element("p", self.id(placed)):
                self.block(placed)

    def _around(self, group: BlockGroup) -> None:
        for placed in group.blocks:
            _OPENING[placed.kind](self, placed)

    def _table(self, group: BlockGroup) -> None:
        with self.pen.element("table"):
            for placed in group.blocks:
                if placed.kind != "row":
                    _OPENING[placed.kind](self, placed)
                    continue
                with self.pen.element("row", self.id(placed)):
                    for cell in _cells(self.document.text, placed.block):
                        with self.pen.element("cell"):
                            self.inline.write(cell)

    def _list(self, group: BlockGroup) -> None:
        """Write the items of a list. Labels are paired with items where each item has one, else they are paragraphs of their own."""
        for paired in _paired(group.blocks):
            if all(placed.kind == "label" for placed in paired):
                self._labels(paired)
                continue
            with self.pen.element("list", {"type": self._kind_of_list(paired)}):
                if group.heading and paired[0] is group.blocks[0]:
                    with self.pen.element("head", self.id(group.heading)):
                        self.inline.write(group.heading.block)
                for placed in paired:
                    self._item(placed)

    def _labels(self, labels: Iterable[PlacedBlock]) -> None:
        for placed in labels:
            with self.pen.element("label", self.id(placed)):
                self.inline.write(placed.block)

    def _item(self, placed: PlacedBlock) -> None:
        if placed.kind == "page":
            self._page(placed)
            return
        bullet = self._bullets.get(placed.block.start, "")
        with self.pen.element("label" if placed.kind == "label" else "item", {"n": bullet, **self.id(placed)}):
            if placed.kind == "participants":
                self.block(placed)
            else:
                self.inline.write(placed.block)

    def _kind_of_list(self, items: Sequence[PlacedBlock]) -> str:
        """Return the type of a list: `subject`, `participants`, or empty."""
        start, end = items[0].block.start, items[-1].block.end
        for kind, lines in zip(_SHORT_LIST, (self.document.subject, self.document.participants), strict=True):
            if any(start <= line.start and line.end <= end for line in lines):
                return kind
        return ""


def _bullets(document: Document) -> dict[int, str]:
    """Return the bullet before each item that the text has with one, by the start of the item."""
    starts = [block.start for block in document.blocks]
    consumed = [part for part in document.consumed if part.rule == rules.BULLET.id and starts and part.end <= starts[-1]]
    return {starts[bisect_left(starts, part.end)]: document.text[part.start : part.end].strip() for part in consumed}


def _cells(text: str, row: Block) -> list[Block]:
    """Find the cells of a row, which tabs separate."""
    cells, start = [], row.start
    for words in text[row.start : row.end].split("\t"):
        cells.append(Block(kind="row", start=start, end=start + len(words)))
        start += len(words) + 1
    return cells


def _paired(blocks: Sequence[PlacedBlock]) -> Iterator[list[PlacedBlock]]:
    """Divide the blocks of a list so that in each part either no item has a label, or each item has one right before it, or all are
    labels. A page break belongs to the part before it."""
    shapes: list[str] = []
    kinds = [placed.kind for placed in blocks]
    for n, kind in enumerate(kinds):
        before = next((earlier for earlier in reversed(kinds[:n]) if earlier != "page"), "")
        after = next((later for later in kinds[n + 1 :] if later != "page"), "")
        if kind == "label":
            shapes.append("pair" if after in _ITEMS else "label")
        elif kind == "page":
            shapes.append(shapes[-1] if shapes else "item")
        else:
            shapes.append("pair" if before == "label" else "item")
    for _, part in groupby(zip(shapes, blocks, strict=True), key=lambda pair: pair[0]):
        yield [placed for _, placed in part]


_OPENING: dict[str, Callable[[_DocumentWriter, PlacedBlock], None]] = {
    "head": _DocumentWriter._head,
    "dateline": _DocumentWriter._dateline,
    "salute": _DocumentWriter._salute,
    "signed": _DocumentWriter._signed_above,
    "page": _DocumentWriter._page,
    "source-note": _DocumentWriter._source_note,
}
"""How blocks are written that precede the text; a block of another kind is an opener."""

_CLOSING = frozenset({"dateline", "salute", "signed"})
"""Kinds of blocks that are elements of a closer, each of the same name."""

_GROUPS: dict[str, Callable[[_DocumentWriter, BlockGroup], None]] = {
    "list": _DocumentWriter._list,
    "table": _DocumentWriter._table,
    **dict.fromkeys(("page", "source-note"), _DocumentWriter._around),
}
"""How the groups of the text are written; a block of another kind is a paragraph."""
