"""Writes a document as Markdown for Hugo, from its records.

A marker becomes a footnote, a page break an anchor, a list item an item; everything else in the source is escaped, so that it is text.
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
"""Characters that are markup anywhere in Markdown."""
_FIRST = re.compile(r"^(\d*|\[\^\d+\])(?=[#+=:.)-])")
"""Matches before markup at the beginning of a line: a list, a heading, the words of a footnote."""
_OPENING = 200
"""Characters of a document in its page's description."""


def markdown(document: Document, order: int) -> str:
    """Write the content file of the document that is the `order`th of its volume."""
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
    """Return the head without its number and its markers: `Telegram to Rome` for `7. Telegram to Rome2`."""
    if not document.head:
        return ""
    marks = {place for marker in document.markers for place in range(marker.start, marker.end)}
    words = "".join(sign for place, sign in enumerate(document.head.text, document.head.start) if place not in marks)
    return words.removeprefix(f"{document.number}.").strip()


class _Body:
    """The text of a document and its notes, which are identified by their position; those that the capture lost come last."""

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
        """Add markers for the notes that have none, since Hugo omits a footnote without a reference."""
        marked = {self._keys[marker.n] for marker in self._document.markers}
        return " ".join(f"[^{key}]" for key in range(1, len(self._notes) + 1) if key not in marked)

    def _footnotes(self) -> Iterator[str]:
        return (f"[^{key}]: {words or 'The source text has no words here.'}" for key, words in enumerate(self._notes, 1))

    def _marked(self, part: Spanned) -> str:
        """Put the marks into the text of a block or note: `areas.3 I believe` becomes `areas.[^3] I believe`."""
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
    """Escape the beginning of a line so that it is text: `1. He agrees.` is not a list, `[^1]: he agreed` not a footnote."""
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
    """Make a table from lines with tabs. Markdown tables must have a head: this one's is empty."""
    rows = [line.split("\t") for line in lines]
    width = max(map(len, rows))
    table = [[""] * width, ["---"] * width, *(row + [""] * (width - len(row)) for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in table)


_GROUPS: dict[BlockKind, Callable[[Sequence[str]], str]] = {"head": _head, "heading": _headings, "item": _items, "row": _rows}
"""How consecutive blocks of one kind are rendered; those of other kinds are paragraphs."""
