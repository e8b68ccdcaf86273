"""Write stretches of a document's text: its words, and in them the notes at their markers, page breaks and the elements around runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.edition.anchors import page_anchors
from backchannel.pages.components.places import DocumentPlaces
from backchannel.pages.reading.notes import note_paragraphs
from backchannel.pages.reading.text import editors_stops
from backchannel.printed import printable
from backchannel.records import Block
from backchannel.writers.tei.pen import by_edition, inferred
from backchannel.writers.tei.runs import runs_of, within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from backchannel.pages.reading.document import DocumentInputs
    from backchannel.printed import Stop, Stretch
    from backchannel.records import Note, Spanned
    from backchannel.writers.tei.pen import Ids, Pen
    from backchannel.writers.tei.runs import Run

_LINE_END = re.compile(r"[^\S\n]*\n[^\S\n]*")


class InlineText:
    """Writes the text of a document, part by part. Each note is written once, at its first marker; a later marker points to it."""

    def __init__(self, inputs: DocumentInputs, pen: Pen, ids: Ids) -> None:
        self.document, self.local = inputs.document, inputs.listed.local
        self.places = DocumentPlaces(self.document, self.local, inputs.paragraphs)
        self.volume = inputs.listed.volume
        self._pen, self._ids = pen, ids
        editors = self.document.editors
        self._printed = self.document.printed(editors_stops(editors) if editors else ())
        self._runs = runs_of(inputs)
        self._pages = page_anchors(self.document)
        self._supplied = {note.n: note for note in editors.notes} if editors else {}
        self._written: set[int] = set()
        self._marked = {marker.note for marker in self.document.markers}

    def write(self, part: Spanned) -> None:
        """Write a part of the text."""
        _Walk(self, self._pen, within(self._runs, part)).write(self._printed.walk(part.start, part.end))

    def words(self, start: int, end: int) -> None:
        """Write words. Where lines were not broken by the capture, a line end is one of the print."""
        text = self.document.text[start:end]
        if self.document.line_ends == "broken" or "\n" not in text:
            self._pen.text(text)
            return
        for n, line in enumerate(_LINE_END.split(text)):
            if n:
                self._pen.empty("lb")
            self._pen.text(line)

    def stop(self, stop: Stop) -> None:
        """Write what is at a stop; nothing for characters that a rule consumed."""
        if write := _STOPS.get(stop.kind):
            write(self, stop)

    def unmarked_notes(self, after: int) -> None:
        """Write the notes that have no marker, from the one after the place `after` in the list up to one that has a marker."""
        for place in range(after + 1, len(self.document.notes) + 1):
            if place in self._marked:
                return
            self._note(place, {"anchored": "false"})

    def unwritten_notes(self) -> None:
        """Write the notes that are left."""
        for place in range(1, len(self.document.notes) + 1):
            self._note(place, {"anchored": "false"})

    def _note(self, place: int, more: dict[str, str]) -> None:
        """Write a note with its words."""
        if place in self._written:
            return
        self._written.add(place)
        note = self.document.notes[place - 1]
        kind = {"type": "source"} if note.kind == "source" else {}
        with self._pen.element("note", {"n": note.n, **self._ids.take(self.places.notes[place - 1].id), **kind, **more}):
            self._note_words(note)

    def _note_words(self, note: Note) -> None:
        for n, (start, end) in enumerate(note_paragraphs(self.document, note)):
            part = Block(kind="paragraph", start=start, end=end)
            if n:
                with self._pen.element("p"):
                    self.write(part)
            else:
                self.write(part)

    def _marker(self, stop: Stop) -> None:
        """Write the note of a marker. `cert` says that the place of the marker is doubtful."""
        marker = self.document.markers[stop.ordinal]
        doubt = {"cert": "medium", "resp": inferred("", "")["resp"]} if marker.chance else {}
        if marker.note is None:
            self._lost_note(marker.n, self.places.marker_notes[stop.ordinal], doubt)
        elif marker.note in self._written:
            target = f"#{self.places.notes[marker.note - 1].id}"
            self._pen.empty("note", {"n": marker.n, "target": target, **doubt})
        else:
            self._note(marker.note, {"n": marker.n, **doubt})
            self.unmarked_notes(marker.note)

    def _lost_note(self, label: str, id: str, doubt: dict[str, str]) -> None:
        """Write the marker of a note that the capture lost, with the words that the editors supply."""
        supplied = self._supplied.get(label)
        attributes = by_edition("supplied") if supplied else {"type": "lost", **doubt}
        with self._pen.element("note", {"n": label, **self._ids.take(id), **attributes}):
            if supplied:
                editorial(self._pen, supplied.words)

    def _page(self, stop: Stop) -> None:
        page = self.document.pages[stop.ordinal]
        self._pen.empty("pb", {"n": page.n, **self._ids.take(self._pages[stop.ordinal])})

    def _sign(self, stop: Stop) -> None:
        """Write a character that XML does not allow as its picture, and keep its code point."""
        character = self.document.text[stop.start : stop.end]
        self._pen.words("seg", printable(character), {"type": "control", "n": f"U+{ord(character):04X}"})

    def _letter(self, stop: Stop) -> None:
        """Write an editors' note on the words before it."""
        note = self.document.editors.annotations[stop.ordinal] if self.document.editors else None
        if note:
            with self._pen.element("note", {"n": note.n, **self._ids.take(f"{self.local}ed-{note.n}"), **by_edition("annotation")}):
                editorial(self._pen, note.words)

    def _reading(self, stop: Stop) -> None:
        """Write how the editors read the words before it."""
        if self.document.editors:
            self._pen.words("note", self.document.editors.corrections[stop.ordinal].reading, by_edition("correction"))


def editorial(pen: Pen, words: str) -> None:
    """Write the words of editors: the first paragraph as it is, others as paragraphs."""
    first, *others = words.split("\n")
    pen.text(first)
    for paragraph in others:
        pen.words("p", paragraph)


_STOPS: dict[str, Callable[[InlineText, Stop], None]] = {
    "marker": InlineText._marker,
    "page": InlineText._page,
    "sign": InlineText._sign,
    "letter": InlineText._letter,
    "reading": InlineText._reading,
}


class _Walk:
    """Walks a part of the text, and opens and closes the elements of its runs. An element begins with its first word, and ends before what
    is at its end."""

    def __init__(self, inline: InlineText, pen: Pen, runs: Sequence[Run]) -> None:
        self._inline, self._pen = inline, pen
        self._waiting = [*reversed(runs)]
        self._open: list[Run] = []

    def write(self, stretches: Iterable[Stretch]) -> None:
        """Write these stretches."""
        for stretch in stretches:
            if stretch.stop is None:
                self._words(stretch.start, stretch.end)
            else:
                self._close(stretch.start)
                self._inline.stop(stretch.stop)
        while self._open:
            self._end()

    def _words(self, start: int, end: int) -> None:
        while start < end:
            self._close(start)
            while self._waiting and self._waiting[-1].start <= start:
                self._begin(self._waiting.pop(), start)
            edges = (end, *(run.end for run in self._open), *(run.start for run in self._waiting[-1:]))
            edge = min(edge for edge in edges if edge > start)
            self._inline.words(start, edge)
            start = edge

    def _begin(self, run: Run, start: int) -> None:
        if run.end > start:
            self._open.append(run)
            self._pen.start(run.name, run.attributes)

    def _close(self, before: int) -> None:
        """End the elements whose runs end up to `before`."""
        while self._open and self._open[-1].end <= before:
            self._end()

    def _end(self) -> None:
        self._open.pop()
        self._pen.end()
