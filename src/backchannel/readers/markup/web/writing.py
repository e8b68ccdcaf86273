"""Write the article of a page as a text in the raw form: paragraphs, items, rows, page labels, markers, and the notes below it all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from backchannel.readers.markup.marked import MarkedNote
from backchannel.readers.markup.web.note_links import ordinal
from backchannel.readers.markup.web.page_breaks import page_label
from backchannel.readers.markup.web.tree import words
from backchannel.records import Marker
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set

    from lxml.html import HtmlElement

    from backchannel.readers.markup.sheet import Sheet
    from backchannel.readers.markup.web.note_links import NoteLinks, NoteMarker, PageNote

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"li", "dt", "dd"})
_LINES = _ITEMS | {"tr"}
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div blockquote section article main header footer aside nav ul ol dl table caption thead tbody tfoot figure figcaption address "
        "center pre hr fieldset form details summary body html",
    )
)
_STARTS_LIKE_A_LABEL = re.compile(r"[\[(]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)\]]")
_LONGEST_CELL = 300
"""Characters of the longest cell in a table of data; those of tables for layout hold whole texts."""

_LETTERS = 26


class PageText(NamedTuple):
    """What was written: the lines that are headings, the markers, the notes, and where these begin."""

    headings: list[Span]
    markers: list[Marker]
    notes: list[MarkedNote]
    notes_start: int


def write_page(sheet: Sheet, article: HtmlElement, links: NoteLinks) -> PageText:
    """Write an article on a sheet, and its notes below it: `  1. Words`, each on a line."""
    body = _Writer(sheet, links.markers, _apart(links))
    body.write(article)
    start, notes = sheet.size, []
    for place, note in enumerate(links.notes):
        lead, before = f"  {note.label}. ", sheet.size
        sheet.line(1 if place else 2, lead)
        _Writer(sheet, {}, note.passed, gap=1, opening=_opening(note)).write(note.element)
        notes.append(_note(sheet, before, lead, note.label))
    return PageText(body.headings, body.markers, notes, start)


def _apart(links: NoteLinks) -> frozenset[HtmlElement]:
    """Return the elements of the notes, which are written apart; the label of one in `<dd>` is in the `<dt>` before it."""
    notes = [note.element for note in links.notes]
    terms = [term for note in notes if note.tag == "dd" and (term := note.getprevious()) is not None and term.tag == "dt"]
    return frozenset([*notes, *terms])


def _note(sheet: Sheet, before: int, lead: str, label: str) -> MarkedNote:
    """Return the note that was written after `before`, which may have no words."""
    if sheet.size == before:
        sheet.here()
    start = sheet.lead_start
    return MarkedNote(label, Span(start, start + len(lead) - 1), Span(start + len(lead), sheet.size))


class _Writer:
    """Writes an element and what is in it. `passed` are elements to leave out, `gap` is the number of newlines between paragraphs,
    `opening` matches words to leave out at the beginning."""

    def __init__(
        self,
        sheet: Sheet,
        markers: Mapping[HtmlElement, NoteMarker],
        passed: Set[HtmlElement],
        gap: int = 2,
        opening: re.Pattern[str] | None = None,
    ) -> None:
        self.headings: list[Span] = []
        self.markers: list[Marker] = []
        self._sheet, self._signs, self._passed, self._gap = sheet, markers, passed, gap
        self._opening = opening
        self._table: HtmlElement | None = None
        self._one_line: HtmlElement | None = None
        self._close = False

    def write(self, root: HtmlElement) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start" and not self._begin(element):
                walk.skip_subtree()
            elif event == "end":
                self._end(element)
                if element is not root:
                    self._words(element.tail, element)

    def _begin(self, element: HtmlElement) -> bool:
        """Write what is at the start of an element. Return whether its contents are still to be written."""
        if element in self._passed:
            return False
        if element in self._signs:
            return self._mark(self._signs[element])
        if label := page_label(element):
            return self._break_page(label)
        if element.tag in _OPENINGS:
            return _OPENINGS[element.tag](self, element)
        if element.tag in _BLOCKS:
            self._line()
        self._words(element.text, element)
        return True

    def _end(self, element: HtmlElement) -> None:
        if element in self._passed:
            return
        if element.tag in _HEADINGS:
            self._end_heading(element)
        if element.tag in _BLOCKS or element.tag in _HEADINGS or element.tag in _LINES:
            self._line()
        if element.tag in _LINES or element.tag in _BLOCKS or element.tag in _HEADINGS:
            self._close = element.tag in _LINES or (element.tag in _HEADINGS and len(self.headings) > 1)
        if element is self._table:
            self._table = None

    def _words(self, said: str | None, element: HtmlElement) -> None:
        if not said:
            return
        if self._opening and said.strip():
            said, self._opening = self._opening.sub("", said, count=1), None
        if "\n" in said and any(True for _ in element.iterancestors("pre")) | (element.tag == "pre"):
            self._lines(said)
        else:
            self._sheet.words(said)

    def _lines(self, said: str) -> None:
        """Write words whose line ends count."""
        for i, line in enumerate(said.split("\n")):
            if i:
                self._sheet.turn()
            self._sheet.words(line)

    def _line(self) -> None:
        """Begin a line for a paragraph; a space, in a cell and in a heading."""
        if self._table is not None or self._one_line is not None:
            self._sheet.space()
        else:
            self._sheet.line(self._gap)

    def _mark(self, marker: NoteMarker) -> bool:
        start, end = self._sheet.put(marker.label)
        self.markers.append(Marker(n=marker.label, start=start, end=end, note=marker.note))
        return False

    def _break_page(self, label: str) -> bool:
        self._sheet.space()
        self._sheet.put(f"[Page {label}]")
        self._sheet.space()
        return False

    def _turn(self, _: HtmlElement) -> bool:
        if self._table is not None or self._one_line is not None or self._gap == 1:
            self._sheet.space()
        else:
            self._sheet.turn()
        return False

    def _heading(self, element: HtmlElement) -> bool:
        self._line()
        self._one_line = self._one_line if self._one_line is not None else element
        self._sheet.words(element.text)
        return True

    def _end_heading(self, element: HtmlElement) -> None:
        if self._one_line is element:
            self._one_line = None
            self.headings.append(Span(self._sheet.line_start, self._sheet.size))

    def _item(self, element: HtmlElement) -> bool:
        if self._gap == 1:
            self._sheet.line(1)
        elif self._table is None and words(element):
            close = self._close or self._sheet.last == ":"
            self._sheet.line(1 if close else 2, _item_label(element))
        self._words(element.text, element)
        return True

    def _begin_table(self, element: HtmlElement) -> bool:
        self._line()
        if self._table is None and _is_data(element):
            self._table = element
        return True

    def _row(self, element: HtmlElement) -> bool:
        if self._table is None:
            self._line()
        elif not words(element):
            return False
        else:
            self._sheet.line(1 if self._close else self._gap, "")
        return True

    def _cell(self, element: HtmlElement) -> bool:
        if self._table is None:
            self._line()
        elif element.getprevious() is not None:
            self._sheet.tab()
        self._words(element.text, element)
        return True


_OPENINGS: dict[str, Callable[[_Writer, HtmlElement], bool]] = {
    "br": _Writer._turn,
    "table": _Writer._begin_table,
    "tr": _Writer._row,
    **dict.fromkeys(("td", "th"), _Writer._cell),
    **dict.fromkeys(_HEADINGS, _Writer._heading),
    **dict.fromkeys(_ITEMS, _Writer._item),
}


def _opening(note: PageNote) -> re.Pattern[str] | None:
    """Return a pattern for the label of a note before its words: `1. `, or `. ` if the label is an element of its own. An item has none."""
    if note.element.tag == "li" and not note.passed:
        return None
    label = "" if note.element.tag == "li" else rf"(?:[\[(]?{re.escape(note.label)}(?!\w)[\])]?)?"
    return re.compile(rf"^\s*{label}(?:[.:)\]](?=\s+[^.\s]|\s*$))?")


def _is_data(table: HtmlElement) -> bool:
    """Return whether a table has data in its cells, not texts: tables for layout have long cells, other tables, or a single column."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table", *_HEADINGS), None) is not None:
        return False
    cells = [*table.iterdescendants("td", "th")]
    return any(cell.getprevious() is not None for cell in cells) and all(len(words(cell)) <= _LONGEST_CELL for cell in cells)


def _item_label(item: HtmlElement) -> str:
    """Return the number that a browser shows before an item: `1. `; empty if it shows none, or if the words begin with one."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or "") or _STARTS_LIKE_A_LABEL.match(words(item)):
        return ""
    number, kind = ordinal(item), parent.get("type") or "1"
    return f"{chr(ord(kind) + int(number) - 1) if kind in ('a', 'A') and 0 < int(number) <= _LETTERS else number}. "
