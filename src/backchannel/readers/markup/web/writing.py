"""Write the article of a page as a text in the raw form: paragraphs, items, rows, page labels, markers, and the notes below it all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from backchannel.readers.markup.marked import MarkedLink, end_note
from backchannel.readers.markup.web.note_links import NoteLinks
from backchannel.readers.markup.web.page_breaks import page_label
from backchannel.readers.markup.web.tree import words
from backchannel.records import Marker
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set

    from lxml.html import HtmlElement

    from backchannel.readers.markup.marked import MarkedNote
    from backchannel.readers.markup.sheet import Sheet
    from backchannel.readers.markup.web.note_links import NoteMarker, PageNote
    from backchannel.records import BlockKind

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

_TITLE = re.compile(r"(?:foot|end)?notes?\W?|references", re.IGNORECASE)
_LETTERS = 26

_NO_LINKS = NoteLinks({}, (), {})

_IN_SERIES = re.compile(r"(?:^|/)(frus\d{4}[\w-]*)(?:[/#](d\d+[a-z]?(?:fn\d+)?|pg_\w+))?/?$")
"""Addresses of volumes, documents, notes and pages, as at history.state.gov."""


class PageText(NamedTuple):
    """What was written: the lines that are headings, the markers, the notes, where these begin, the kinds of blocks by their starts, and
    the links into the series."""

    headings: list[Span]
    markers: list[Marker]
    notes: list[MarkedNote]
    notes_start: int
    kinds: dict[int, BlockKind]
    links: list[MarkedLink]


def write_page(sheet: Sheet, article: HtmlElement, found: NoteLinks) -> PageText:
    """Write an article on a sheet, and its notes below it: `  1. Words`, each on a line."""
    body = _Writer(sheet, found, _apart(found))
    body.write(article)
    start, notes, links = sheet.size, [], body.links
    for place, note in enumerate(found.notes):
        before = sheet.size
        sheet.line(1 if place else 2, f"  {note.label}. ")
        inside = _Writer(sheet, _NO_LINKS, note.passed, gap=1, opening=_opening(note))
        inside.write(note.element)
        links += inside.links
        notes.append(end_note(sheet, before, note.label))
    return PageText(body.headings, body.markers, notes, start, body.kinds, links)


def _apart(links: NoteLinks) -> frozenset[HtmlElement]:
    """Return the elements of the notes, which are written apart; the label of one in `<dd>` is in the `<dt>` before it."""
    notes = [note.element for note in links.notes]
    terms = [term for note in notes if note.tag == "dd" and (term := note.getprevious()) is not None and term.tag == "dt"]
    return frozenset([*notes, *terms, *_title_of(notes)])


def _title_of(notes: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the heading of a list of notes: `Notes`, directly before the first note or its list."""
    for above in [notes[0], *list(notes[0].iterancestors())[:2]] if notes else ():
        before = above.getprevious()
        if before is not None and before.tag in (*_HEADINGS, "p") and _TITLE.fullmatch(words(before)):
            yield before
            return


class _Writer:
    """Writes an element and what is in it. `passed` are elements to leave out, `gap` is the number of newlines between paragraphs,
    `opening` matches words to leave out at the beginning."""

    def __init__(
        self,
        sheet: Sheet,
        links: NoteLinks,
        passed: Set[HtmlElement],
        gap: int = 2,
        opening: re.Pattern[str] | None = None,
    ) -> None:
        self.headings: list[Span] = []
        self.markers: list[Marker] = []
        self._sheet, self._links, self._passed, self._gap = sheet, links, passed, gap
        self._opening = opening
        self.kinds: dict[int, BlockKind] = {}
        self.links: list[MarkedLink] = []
        self._openings: dict[HtmlElement, tuple[list[int], int]] = {}
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
        if element in self._links.markers:
            return self._mark(self._links.markers[element])
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
        if element in self._openings:
            self._keep(element, *self._openings.pop(element))
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

    def _link(self, element: HtmlElement) -> bool:
        if _address(element):
            self._openings[element] = self._sheet.open(), 0
        self._words(element.text, element)
        return True

    def _keep(self, element: HtmlElement, opening: list[int], lead: int) -> None:
        """Keep the target of a link, and the kind of a block."""
        span = self._sheet.close(opening)
        if span and element.tag == "a":
            self.links.append(MarkedLink(span, _address(element)))
        elif span:
            self.kinds[span.start - lead] = "row" if element.tag == "tr" else "label" if element.tag == "dt" else "item"

    def _item(self, element: HtmlElement) -> bool:
        if self._gap == 1:
            self._sheet.line(1)
        elif self._table is None and words(element):
            close = self._close or self._sheet.last == ":"
            lead = _item_label(element, self._links.ordinals)
            self._sheet.line(1 if close else 2, lead)
            self._openings[element] = self._sheet.open(), len(lead)
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
            self._openings[element] = self._sheet.open(), 0
        return True

    def _cell(self, element: HtmlElement) -> bool:
        if self._table is None:
            self._line()
        elif element.getprevious() is not None:
            self._sheet.tab()
        self._words(element.text, element)
        return True


_OPENINGS: dict[str, Callable[[_Writer, HtmlElement], bool]] = {
    "a": _Writer._link,
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


def _address(link: HtmlElement) -> str:
    """Return the place in the series to which a link leads, `frus1969-76v12#d98`; empty if it leads elsewhere."""
    match = _IN_SERIES.search(link.get("href") or "")
    return "#".join(part for part in match.groups() if part) if match else ""


def _is_data(table: HtmlElement) -> bool:
    """Return whether a table has data in its cells, not texts: tables for layout have long cells, other tables, or a single column."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table", *_HEADINGS), None) is not None:
        return False
    cells = [*table.iterdescendants("td", "th")]
    return any(cell.getprevious() is not None for cell in cells) and all(len(words(cell)) <= _LONGEST_CELL for cell in cells)


def _item_label(item: HtmlElement, ordinals: Mapping[HtmlElement, str]) -> str:
    """Return the number that a browser shows before an item: `1. `; empty if it shows none, or if the words begin with one."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or "") or _STARTS_LIKE_A_LABEL.match(words(item)):
        return ""
    number, kind = ordinals.get(item, "1"), parent.get("type") or "1"
    return f"{chr(ord(kind) + int(number) - 1) if kind in ('a', 'A') and 0 < int(number) <= _LETTERS else number}. "
