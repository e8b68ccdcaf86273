"""Render a stretch of source text: walk it once and cut it where a mark begins or ends.

There are two kinds of marks. A *stop* replaces its characters: a note's marker, a page label, a control character, what a rule consumed. A
*run* covers text: a reference, brackets. A stop inside a run cuts the run in two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import ids
from backchannel.edition.anchors import page_anchors, quotation_anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.records import Document, Editors

_PLAIN = "\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
"""The characters up to U+FFFF that the HTML Standard allows: no controls but white space, no surrogates, no noncharacters."""
_ALL_PLAIN = re.compile(f"[{_PLAIN}]*")
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")  # with characters above U+FFFF, the search would take ten times as long
_REPLACEMENT = "\ufffd"


class TextPiece(NamedTuple):
    """A run of text that is rendered in one way.

    The kinds: `text` as it is, in `classes` if there are any; `link` to `href`; `marker` of a note; `page` label; `sign` for a character
    that HTML does not allow, whose code point is `label`; `anchor` for a place without words of its own; `letter` of an editors' note,
    and the `reading` that they give for the words before it.
    """

    kind: Literal["text", "link", "marker", "page", "sign", "anchor", "letter", "reading"]
    text: str
    href: str = ""
    id: str = ""
    classes: str = ""
    label: str = ""
    card: str = ""


class ReferenceLink(NamedTuple):
    """How a reference is rendered: its address, its CSS class, why it is not a link, and the card that previews it."""

    href: str
    classes: str
    reason: str
    card: str


class _Stop(NamedTuple):
    """Characters that a piece replaces. A stop without characters precedes what comes next, or, if it `closes`, follows what came
    before."""

    start: int
    end: int
    piece: TextPiece | None
    closes: bool = False


class _Run(NamedTuple):
    start: int
    end: int
    link: ReferenceLink | None = None
    classes: str = ""


class MarkedText:
    """A document's text with all its marks, ready to be rendered stretch by stretch."""

    def __init__(self, document: Document, local: str, noted: Mapping[str, str], links: Mapping[int, ReferenceLink]) -> None:
        """Collect the marks. `noted` has the id of the note for each marker's label; `links` the link of each reference by its position in
        the record."""
        self._text = document.text
        self.marker_ids = _marker_ids(document, local)
        statuses = {note.n: "by" for note in document.editors.notes} if document.editors else {}
        statuses |= {note.n: "" for note in document.notes}
        self._stops = sorted(
            (
                *(_Stop(part.start, part.end, None) for part in document.consumed),
                *_pages(document),
                *(
                    _Stop(marker.start, marker.end, _marker(marker.n, id, noted[marker.n], statuses.get(marker.n, "lost")))
                    for marker, id in zip(document.markers, self.marker_ids, strict=True)
                ),
                *_signs(document.text),
                *_quotations(document, local),
                *(_editors_stops(document.editors, local) if document.editors else ()),
            ),
            key=lambda stop: (stop.start, not stop.closes, stop.end > stop.start, -stop.end),
        )
        self._runs = sorted(
            (
                *(_Run(reference.start, reference.end, links[n]) for n, reference in enumerate(document.references) if n in links),
                *(_Run(bracket.start, bracket.end, classes="gap") for bracket in document.brackets),
                *(_Run(part.start, part.end, classes="corrected") for part in (document.editors.corrections if document.editors else ())),
            ),
            key=lambda run: (run.start, run.end),
        )
        self._stop_starts = [stop.start for stop in self._stops]
        self._longest_run = max((run.end - run.start for run in self._runs), default=0)
        self._run_starts = [run.start for run in self._runs]

    def pieces(self, start: int, end: int) -> list[TextPiece]:
        """Render the characters from `start` to `end`."""
        rendered: list[TextPiece] = []
        at = start
        for stop in self._stops[bisect_left(self._stop_starts, start) : bisect_right(self._stop_starts, end)]:
            if stop.start < at or stop.start == (start if stop.closes else end):
                continue
            rendered += self._running(at, stop.start)
            if stop.piece:
                rendered.append(stop.piece)
            at = stop.end
        rendered += self._running(at, end)
        return rendered

    def _running(self, start: int, end: int) -> list[TextPiece]:
        """Render text without stops, cut at the edges of runs."""
        if start >= end:
            return []
        low, high = bisect_left(self._run_starts, start - self._longest_run), bisect_left(self._run_starts, end)
        runs = [run for run in self._runs[low:high] if run.end > start]
        return list(self._cut(start, end, runs)) if runs else [TextPiece("text", self._text[start:end])]

    def _cut(self, start: int, end: int, runs: Sequence[_Run]) -> Iterator[TextPiece]:
        edges = sorted({start, end, *(max(r.start, start) for r in runs), *(min(r.end, end) for r in runs)})
        waiting, over = deque(runs), list[_Run]()
        for one, other in pairwise(edges):
            while waiting and waiting[0].start <= one:
                over.append(waiting.popleft())
            over = [run for run in over if run.end >= other]
            yield self._piece(one, other, over)

    def _piece(self, start: int, end: int, over: Sequence[_Run]) -> TextPiece:
        text = self._text[start:end]
        around = " ".join(run.classes for run in over if run.classes)
        link = next((run.link for run in over if run.link), None)
        if link is None:
            return TextPiece("text", text, classes=around)
        return TextPiece("link", text, href=link.href, classes=f"{link.classes} {around}".strip(), label=link.reason, card=link.card)


def _marker_ids(document: Document, local: str) -> list[str]:
    seen: dict[str, int] = {}
    named = []
    for marker in document.markers:
        seen[marker.n] = seen.get(marker.n, 0) + 1
        named.append(ids.marker_id(local, marker.n, seen[marker.n]))
    return named


def _marker(label: str, id: str, note: str, status: str) -> TextPiece:
    words = f"Note {label}, {_MISSING_NOTE_WORDS[status]}" if status else f"Note {label}"
    return TextPiece("marker", label, href=f"#{note}", id=id, classes=status, label=words)


_MISSING_NOTE_WORDS = {"lost": "missing from the source text", "by": "supplied by this edition’s editors"}
"""The words for a note that the text does not have, by the class of its marker."""


def _pages(document: Document) -> Iterator[_Stop]:
    for page, anchor in zip(document.pages, page_anchors(document), strict=True):
        words = document.text[page.start : page.end]
        yield _Stop(page.start, page.end, TextPiece("page", words, href=f"#{anchor}", id=anchor, label=f"Page {page.n}"))


def _quotations(document: Document, local: str) -> Iterator[_Stop]:
    """Mark where the quotation of a message begins: other documents link there."""
    for ordinal, anchor in quotation_anchors(document).items():
        if quotation := document.references[ordinal].quotation:
            yield _Stop(quotation.start, quotation.start, TextPiece("anchor", "", id=f"{local}{anchor}"))


def _editors_stops(editors: Editors, local: str) -> Iterator[_Stop]:
    """Place the letters of editors' notes, and their corrections, each after the words that it is on."""
    for note in editors.annotations:
        id = ids.editors_id(local, note.n)
        piece = TextPiece("letter", f"[{note.n}]", href=f"#{id}", id=ids.editors_marker_id(local, note.n), label=f"Editors’ note {note.n}")
        yield _Stop(note.end, note.end, piece, closes=True)
    for correction in editors.corrections:
        yield _Stop(correction.end, correction.end, TextPiece("reading", correction.reading), closes=True)


def _signs(text: str) -> Iterator[_Stop]:
    """Replace the characters that HTML does not allow, each with its picture."""
    for match in () if _ALL_PLAIN.fullmatch(text) else _NOT_PLAIN.finditer(text):
        if (picture := _picture(match)) != match[0]:
            yield _Stop(match.start(), match.end(), TextPiece("sign", picture, label=f"U+{ord(match[0]):04X}"))


def printable(page: str) -> str:
    """Replace the characters of a whole page that HTML does not allow: titles and lists quote texts too."""
    return page if _ALL_PLAIN.fullmatch(page) else _NOT_PLAIN.sub(_picture, page)


def _picture(match: re.Match[str]) -> str:
    """Return the picture of a character that HTML does not allow: for the bell `␇`. Above U+FFFF only the last two of each plane are not
    allowed."""
    code = ord(match[0])
    if code > 0xFFFF:
        return _REPLACEMENT if code & 0xFFFE == 0xFFFE else match[0]
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else _REPLACEMENT
