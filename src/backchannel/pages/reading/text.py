"""Render a stretch of source text: walk it once and cut it where a mark begins or ends.

There are two kinds of marks. A *stop* replaces its characters: a note's marker, a page label, a control character, what a rule consumed
(`printed.py` has the walk from stop to stop, which quotations share). A *run* covers text: a reference, brackets. A stop inside a run cuts
the run in two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import ids
from backchannel.edition.anchors import attachment_anchors, marker_anchors, page_anchors, quotation_anchors
from backchannel.pages.components.places import anchor_words
from backchannel.pages.components.words import capital
from backchannel.printed import Stop, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.pages.components.places import DocumentPlaces
    from backchannel.records import Document, Editors


class TextPiece(NamedTuple):
    """A run of text that is rendered in one way.

    The kinds: `text` as it is, in `classes` if there are any; `link` to `href`; `marker` of a note; `page` label; `sign` for a character
    that HTML does not allow, whose code point is `label`; `anchor` for a place without words of its own; `letter` of an editors' note,
    and the `reading` that they give for the words before it. `cited` are the cards of the documents that refer to a page.
    """

    kind: Literal["text", "link", "marker", "page", "sign", "anchor", "letter", "reading"]
    text: str
    href: str = ""
    id: str = ""
    classes: str = ""
    label: str = ""
    card: str = ""
    cited: Sequence[CitingCard] = ()


class ReferenceLink(NamedTuple):
    """How a reference is rendered: its address, its CSS class, why it is not a link, and the card that previews it."""

    href: str
    classes: str
    reason: str
    card: str


class CitingCard(NamedTuple):
    """The card of a document that refers to a note or page of this one: its id, and the name of that document."""

    card: str
    name: str


class _Run(NamedTuple):
    start: int
    end: int
    link: ReferenceLink | None = None
    classes: str = ""


class MarkedText:
    """A document's text with all its marks, ready to be rendered stretch by stretch."""

    def __init__(
        self,
        document: Document,
        places: DocumentPlaces,
        links: Mapping[int, ReferenceLink],
        explained: Iterable[tuple[int, int, ReferenceLink]] = (),
        cited: Mapping[str, Sequence[CitingCard]] = MappingProxyType({}),
    ) -> None:
        """Collect the marks. `links` has the link of each reference by its position in the record, `explained` the start, end and link of
        each name and term that is explained, `cited` what refers to a page, by the id of the page."""
        local, self._text = places.local, document.text
        self.marker_ids = [f"{local}{anchor}" for anchor in marker_anchors(document)]
        supplied = {note.n for note in document.editors.notes} if document.editors else set()
        quoted = list(quotation_anchors(document, places.note_anchors).items())
        named = [*_quotations(document, [ordinal for ordinal, _ in quoted]), *_attachments(document, len(quoted))]
        self.printed = document.printed((*named, *editors_stops(document.editors)) if document.editors else named)
        self._pieces: dict[str, Sequence[TextPiece]] = {
            "marker": [
                _marker(marker.n, id, local, note, "" if marker.note else "by" if marker.n in supplied else "lost")
                for marker, id, note in zip(document.markers, self.marker_ids, places.note_anchors.markers, strict=True)
            ],
            "page": list(_pages(document, cited)),
            "anchor": [
                *(TextPiece("anchor", "", id=f"{local}{anchor}", classes="anchor") for _, anchor in quoted),
                *(TextPiece("anchor", "", id=f"{local}{anchor}") for anchor in attachment_anchors(document)),
            ],
            "letter": [_letter(note.n, local) for note in document.editors.annotations] if document.editors else [],
            "reading": [TextPiece("reading", part.reading) for part in document.editors.corrections] if document.editors else [],
        }
        self._runs = sorted(
            (
                *(_Run(reference.start, reference.end, links[n]) for n, reference in enumerate(document.references) if n in links),
                *(_Run(*place) for place in explained),
                *(_Run(bracket.start, bracket.end, classes="gap") for bracket in document.brackets),
                *(_Run(part.start, part.end, classes="corrected") for part in (document.editors.corrections if document.editors else ())),
            ),
            key=lambda run: (run.start, run.end),
        )
        self._longest_run = max((run.end - run.start for run in self._runs), default=0)
        self._run_starts = [run.start for run in self._runs]

    def pieces(self, start: int, end: int) -> list[TextPiece]:
        """Render the characters from `start` to `end`."""
        rendered: list[TextPiece] = []
        for stretch in self.printed.walk(start, end):
            if stretch.stop is None:
                rendered += self._running(stretch.start, stretch.end)
            elif stretch.stop.kind == "sign":
                rendered.append(_sign(self._text[stretch.start : stretch.end]))
            elif stretch.stop.kind != "consumed":
                rendered.append(self._pieces[stretch.stop.kind][stretch.stop.ordinal])
        return rendered

    def _running(self, start: int, end: int) -> list[TextPiece]:
        """Render text without stops, cut at the edges of runs."""
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


def _marker(label: str, id: str, local: str, note: str, status: str) -> TextPiece:
    words = capital(anchor_words(note)) + (f", {_MISSING_NOTE_WORDS[status]}" if status else "")
    return TextPiece("marker", label, href=f"#{local}{note}", id=id, classes=status, label=words)


_MISSING_NOTE_WORDS = {"lost": "missing from the source text", "by": "supplied by this edition’s editors"}
"""The words for a note that the text does not have, by the class of its marker."""


def _pages(document: Document, cited: Mapping[str, Sequence[CitingCard]]) -> Iterator[TextPiece]:
    for page, anchor in zip(document.pages, page_anchors(document), strict=True):
        words = document.text[page.start : page.end]
        yield TextPiece("page", words, href=f"#{anchor}", id=anchor, label=f"Page {page.n}", cited=cited.get(anchor, ()))


def _letter(label: str, local: str) -> TextPiece:
    id, marker = ids.editors_id(local, label), ids.editors_marker_id(local, label)
    return TextPiece("letter", f"[{label}]", href=f"#{id}", id=marker, label=f"Editors’ note {label}")


def _sign(character: str) -> TextPiece:
    """Show a character that HTML does not allow by its picture."""
    return TextPiece("sign", printable(character), label=f"U+{ord(character):04X}")


def _quotations(document: Document, quoted: Iterable[int]) -> Iterator[Stop]:
    """Mark where the quotation of a message begins, by the positions of their references: other documents link there."""
    for n, ordinal in enumerate(quoted):
        if quotation := document.references[ordinal].quotation:
            yield Stop(quotation.start, quotation.start, "anchor", n)


def _attachments(document: Document, first: int) -> Iterator[Stop]:
    """Mark where each attachment begins; their anchors follow the `first` others."""
    return (Stop(part.start, part.start, "anchor", n) for n, part in enumerate(document.attachments, first))


def editors_stops(editors: Editors) -> Iterator[Stop]:
    """Place the letters of editors' notes, and their corrections, each after the words that it is on."""
    for n, note in enumerate(editors.annotations):
        yield Stop(note.end, note.end, "letter", n, closes=True)
    for n, correction in enumerate(editors.corrections):
        yield Stop(correction.end, correction.end, "reading", n, closes=True)
