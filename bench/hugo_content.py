"""A document as Markdown: what the records say of its text, in the words that Hugo's Markdown has for it.

A marker is a footnote, a page break an anchor, an item of a list an item; all else of the source is escaped, so that it is text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.records import Marker

if TYPE_CHECKING:
    from backchannel.records import BlockKind, Document, PageBreak, Spanned

_SIGNS = re.compile(r"[\\`*_\[\]<>&|~{}]")
"""What Markdown takes for a mark wherever it stands."""
_FIRST = re.compile(r"^(\d*|\[\^\d+\])(?=[#+=:.)-])")
"""Stands before what it takes for one at the beginning of a line: a list, a heading, the words of a footnote."""
_OPENING = 200
"""Characters of a document that describe its page."""


def markdown(document: Document, order: int) -> str:
    """The content file of a document that is the `order`th of its volume."""
    return f"{_front_matter(document, order)}\n\n{_Body(document).markdown()}\n"


def _front_matter(document: Document, order: int) -> str:
    name = document.id.partition("/")[2]
    stated = document.date.edtf[:10] if document.date and document.date.stated else ""
    values = {
        "title": _title(document) or name,
        "number": document.number or name.removeprefix("d"),
        "weight": order,
        "source": document.source,
        "opening": next((document.text[block.start : block.end] for block in document.blocks if block.kind == "paragraph"), "")[:_OPENING],
        **({"date": stated} if re.fullmatch(r"\d{4}-\d\d-\d\d", stated) else {}),
    }
    return json.dumps(values, ensure_ascii=False, indent=1)


def _title(document: Document) -> str:
    """The head without its number and its markers: `Telegram to Rome` of `7. Telegram to Rome2`."""
    if not document.head:
        return ""
    marks = {place for marker in document.markers for place in range(marker.start, marker.end)}
    words = "".join(sign for place, sign in enumerate(document.head.text, document.head.start) if place not in marks)
    return words.removeprefix(f"{document.number}.").strip()


class _Body:
    """The text of a document and its notes, known by their place among them; those that the capture lost come last."""

    def __init__(self, document: Document) -> None:
        given = [note.n for note in document.notes]
        labels = [*given, *dict.fromkeys(marker.n for marker in document.markers if marker.n not in given)]
        self._document = document
        self._keys = {label: key for key, label in reversed(list(enumerate(labels, 1)))}
        self._marks: list[Marker | PageBreak] = sorted((*document.markers, *document.pages), key=lambda mark: mark.start)
        self._notes = [self._marked(note) for note in document.notes] + ["Not in the source text."] * (len(labels) - len(given))

    def markdown(self) -> str:
        return "\n\n".join(filter(None, (*self._groups(), self._unmarked(), *self._footnotes())))

    def _groups(self) -> Iterator[str]:
        for kind, blocks in groupby(self._document.blocks, key=lambda block: block.kind):
            yield _GROUPS.get(kind, _paragraphs)([self._marked(block) for block in blocks])

    def _unmarked(self) -> str:
        """Markers for the notes that have none: a footnote that nothing points to, Hugo leaves out."""
        marked = {self._keys[marker.n] for marker in self._document.markers}
        return " ".join(f"[^{key}]" for key in range(1, len(self._notes) + 1) if key not in marked)

    def _footnotes(self) -> Iterator[str]:
        return (f"[^{key}]: {words or 'The source text has no words here.'}" for key, words in enumerate(self._notes, 1))

    def _marked(self, part: Spanned) -> str:
        """The text of a block or a note with its marks: `areas.3 I believe` is `areas.[^3] I believe`."""
        parts, at = [], part.start
        for mark in self._marks:
            if at <= mark.start and mark.end <= part.end:
                parts += [_escaped(self._document.text[at : mark.start]), self._mark(mark)]
                at = mark.end
        return _line("".join((*parts, _escaped(self._document.text[at : part.end]))))

    def _mark(self, mark: Marker | PageBreak) -> str:
        if isinstance(mark, Marker):
            return f"[^{self._keys[mark.n]}]"
        return f'<span id="{ids.page_id(mark.n)}">{_escaped(self._document.text[mark.start : mark.end])}</span>'


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", words)


def _line(words: str) -> str:
    """One line that is text from its beginning: `1. He agrees.` is no list, `[^1]: he agreed` no footnote."""
    return _FIRST.sub(r"\1\\", words.strip().replace("\n", " "))


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n\n".join(lines)


def _headings(lines: Sequence[str]) -> str:
    return "\n\n".join(f"## {line}" for line in lines)


def _head(lines: Sequence[str]) -> str:
    return "\n\n".join(f"# {line}" for line in lines)


def _items(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _rows(lines: Sequence[str]) -> str:
    """Lines with tabs as a table, which must have a head: an empty one."""
    rows = [line.split("\t") for line in lines]
    width = max(map(len, rows))
    table = [[""] * width, ["---"] * width, *(row + [""] * (width - len(row)) for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in table)


_GROUPS: dict[BlockKind, Callable[[Sequence[str]], str]] = {"head": _head, "heading": _headings, "item": _items, "row": _rows}
"""How blocks of a kind that follow each other are rendered; those of other kinds are paragraphs."""
