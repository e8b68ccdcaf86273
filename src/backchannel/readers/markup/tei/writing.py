"""Write a document in TEI as a text in the raw form: blocks, page labels, markers, links, and the notes below it all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from backchannel.readers.markup.marked import MarkedLink, StructuredText, end_note
from backchannel.readers.markup.sheet import Sheet
from backchannel.readers.markup.tei.tree import ID, TEI, is_document, local, said
from backchannel.records import Marker
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backchannel.readers.markup.marked import MarkedNote
    from backchannel.records import BlockKind

_CONTAINERS = frozenset({"div", "attachment", "body", "floatingText", "text", "front", "back"})
_LINES = frozenset({"item", "label", "row"})
_BLOCKS = _CONTAINERS | frozenset(
    re.findall(
        r"\w+",
        "head p dateline closer opener list table quote postscript salute signed lg l byline argument epigraph trailer figure ab sp",
    )
)
_KINDS: dict[str, BlockKind] = {name: name for name in ("dateline", "salute", "signed", "label", "item", "row")}
"""The kinds of blocks that elements show. Those of paragraphs the reader of texts tells from their words."""
_SEG_KINDS: dict[str, BlockKind] = {name: name for name in ("message", "heading", "participants", "dateline", "salute", "signed")}
"""The kinds of blocks that a `seg` around all words of a paragraph shows, by its type: TEI allows no signature between paragraphs."""
_ALL_OF = frozenset({"p", "opener", "item"})
"""Elements whose kind a `seg` with all of their words shows."""
_TURNED = frozenset({"p", "signed", "closer", "opener", "ab", "quote", "postscript", "salute", "hi", "seg"})
"""Elements in which `<lb/>` begins a line; elsewhere it is a space."""
_RAISED = frozenset({"superscript", "super", "sup"})
_EDITION = "#edition"
_BY_EDITORS = frozenset({"annotation", "correction", "introduction"})
_WITHOUT_WORDS, _LOST = frozenset({"lost", "supplied"}), "lost"
"""The types of notes that the capture lost, and what their markers have as the id of their note."""
_NOTE_ID = re.compile(r"#?(d\d+[a-z]?fn[\w-]+)")

_WRAPPED = re.compile(r"\n\s*$")


class _Sign(NamedTuple):
    """A marker that was written: its label, its place, and its note: the place in the list, or the id."""

    label: str
    span: Span
    note: int | str


def write_document(div: etree._Element) -> StructuredText:
    """Write a `<div type="document">` with its certain parts."""
    sheet = Sheet()
    body = _Writer(sheet, div, [], [])
    body.write()
    start = sheet.size
    written: list[MarkedNote] = []
    for note in body.notes:  # a note may have notes, which follow it
        label, before = note.get("n") or "", sheet.size
        sheet.line(1 if written else 2, f"  {label}. ")
        inside = _Writer(sheet, note, body.notes, body.signs, gap=1)
        inside.write()
        written.append(end_note(sheet, before, label))
        body.links += inside.links
    places = {note.get(ID) or "": place for place, note in enumerate(body.notes, 1)}
    return StructuredText(
        text=sheet.text(),
        headings=tuple(body.headings[:1]),
        markers=tuple(_marker(sign, places) for sign in sorted(body.signs, key=lambda sign: sign.span)),
        notes=tuple(written),
        notes_start=start,
        kinds=body.kinds,
        links=tuple(body.links),
        claim=div.get(ID) or "",
        by_editors=sum(note.get("resp") == _EDITION for note in div.iter(f"{{{TEI}}}note")),
    )


def _marker(sign: _Sign, places: Mapping[str, int]) -> Marker:
    note = sign.note if isinstance(sign.note, int) else places.get(sign.note)
    return Marker(n=sign.label, start=sign.span.start, end=sign.span.end, note=note)


class _Writer:
    """Writes what is in an element, and keeps its certain parts. `gap` is the number of newlines between paragraphs: 1 in a note."""

    def __init__(self, sheet: Sheet, root: etree._Element, notes: list[etree._Element], signs: list[_Sign], gap: int = 2) -> None:
        self.notes, self.signs = notes, signs
        self.headings: list[Span] = []
        self.kinds: dict[int, BlockKind] = {}
        self.links: list[MarkedLink] = []
        self._sheet, self._root, self._gap = sheet, root, gap
        self._openings: dict[etree._Element, list[int]] = {}
        self._apart: list[etree._Element] = []
        self._told: set[int] = set()  # the starts of blocks whose kind a `seg` told
        self._rows = 0
        self._wrapped = False
        self._close = False

    def write(self) -> None:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                if element is not self._root:
                    self._end(element)
                    self._words(element.tail)
            elif element is self._root or self._begin(element):
                self._words(element.text)
            else:
                walk.skip_subtree()

    def _words(self, said: str | None) -> None:
        """Write words. A line end in the file before punctuation is no space: it was put there to indent the elements."""
        if said:
            if self._wrapped and said[0] in ".,;:)]”’":
                self._sheet.glue()
            self._sheet.words(said)
            self._wrapped = _WRAPPED.search(said) is not None

    def _begin(self, element: etree._Element) -> bool:
        """Write what is at the start of an element. Return whether its contents are still to be written."""
        name = local(element)
        if not name or is_document(element):
            return False
        if name in _STARTS:
            return _STARTS[name](self, element)
        if name in _BLOCKS:
            self._line()
            self._openings[element] = self._sheet.open()
        return True

    def _end(self, element: etree._Element) -> None:
        name = local(element)
        if element in self._openings and (span := self._sheet.close(self._openings.pop(element))):
            self._keep(element, name, span)
        if name in _BLOCKS or name in _LINES:
            self._rows -= name == "row"
            self._line()
            self._close = name in _LINES or (name == "head" and _parent(element) == "list")
            if _parent(element) in _CONTAINERS:
                self._write_apart()

    def _keep(self, element: etree._Element, name: str, span: Span) -> None:
        """Keep the place of a heading, of a link, or of a block whose kind the element shows."""
        if name == "ref":
            self._keep_link(element, span)
        elif name == "seg":
            self.kinds[span.start] = _SEG_KINDS[element.get("type") or ""]
            self._told.add(span.start)
        elif name == "head" and element.getparent() is self._root:
            self.headings.append(span)
        elif name == "head" and _parent(element) in _CONTAINERS:
            self.kinds[span.start] = "heading"
        elif name in _KINDS and span.start not in self._told:
            self.kinds[span.start] = _KINDS[name]

    def _keep_link(self, ref: etree._Element, span: Span) -> None:
        """Keep a link; a raised label that leads to a note is its marker once more."""
        target = ref.get("target") or ""
        raised = len(ref) == 1 and local(ref[0]) == "hi" and ref[0].get("rend") in _RAISED
        if ref.get("type") == "message":  # found by its number, like any message
            return
        if raised and (note := _NOTE_ID.fullmatch(target)):
            self.signs.append(_Sign(said(ref), span, note[1]))
        elif target:
            self.links.append(MarkedLink(span, target))

    def _line(self) -> None:
        """Begin a line for a paragraph; in a row, a space."""
        if self._rows:
            self._sheet.space()
        else:
            self._sheet.line(self._gap)

    def _note(self, note: etree._Element) -> bool:
        """Write the marker of a note; its words follow below the text. One without a label is a paragraph. In an export of the program, the
        words of the edition's editors are not those of the text, and a note may be lost or have no marker."""
        label = (note.get("n") or "").strip()
        if (kind := note.get("type")) in _BY_EDITORS and note.get("resp") == _EDITION:
            return False
        if note.get("anchored") == "false":
            self.notes.append(note)
            return False
        if not label or label == "0" or note.get("rend") == "inline":
            self._apart.append(note)
            if _parent(note) in _CONTAINERS:
                self._write_apart()
            return False
        was_parted = self._sheet.glue()
        span = self._sheet.put(label)
        if was_parted:
            self._sheet.space()
        target = _NOTE_ID.fullmatch(note.get("target") or "")
        if kind in _WITHOUT_WORDS:
            self.signs.append(_Sign(label, span, _LOST))
        elif said(note) or not target:
            self.notes.append(note)
            self.signs.append(_Sign(label, span, len(self.notes)))
        else:
            self.signs.append(_Sign(label, span, target[1]))
        return False

    def _write_apart(self) -> None:
        """Write the notes without a label as paragraphs."""
        notes, self._apart = self._apart, []
        for note in notes:
            self._line()
            opening = self._sheet.open()
            inside = _Writer(self._sheet, note, self.notes, self.signs, self._gap)
            inside.write()
            if (span := self._sheet.close(opening)) and note.get("type") == "source":
                self.kinds[span.start] = "source-note"
            self._line()
            self.links += inside.links

    def _page(self, element: etree._Element) -> bool:
        if element.get("n"):
            self._sheet.space()
            self._sheet.put(f"[Page {element.get('n')}]")
            self._sheet.space()
        return False

    def _turn(self, element: etree._Element) -> bool:
        if (
            self._rows
            or self._gap == 1
            or _parent(element) not in _TURNED
            or any(local(a) in ("head", "dateline") for a in element.iterancestors())
        ):
            self._sheet.space()
        else:
            self._sheet.turn()
        return False

    def _reference(self, element: etree._Element) -> bool:
        self._openings[element] = self._sheet.open()
        return True

    def _segment(self, element: etree._Element) -> bool:
        if element.get("type") in _SEG_KINDS and _is_all_of_parent(element):
            self._openings[element] = self._sheet.open()
        return True

    def _item(self, element: etree._Element) -> bool:
        if self._rows:
            self._sheet.space()
        elif said(element):
            self._sheet.line(1 if self._close else self._gap, "")
            self._openings[element] = self._sheet.open()
        return True

    def _row(self, element: etree._Element) -> bool:
        self._item(element)
        self._rows += 1
        return True

    def _cell(self, element: etree._Element) -> bool:
        if self._rows and element.getprevious() is not None:
            self._sheet.tab()
        return True


_STARTS: dict[str, Callable[[_Writer, etree._Element], bool]] = {
    "note": _Writer._note,
    "pb": _Writer._page,
    "lb": _Writer._turn,
    "ref": _Writer._reference,
    "seg": _Writer._segment,
    "row": _Writer._row,
    "cell": _Writer._cell,
    **dict.fromkeys(("item", "label"), _Writer._item),
}


def _is_all_of_parent(element: etree._Element) -> bool:
    """Return whether an element has all words of a paragraph."""
    parent = element.getparent()
    if parent is None or local(parent) not in _ALL_OF or len(parent) > 1:
        return False
    return not f"{parent.text or ''}{element.tail or ''}".strip()


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else local(parent)
