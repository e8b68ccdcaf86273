"""Render the notes of a document, each with a link back to every marker; and placeholders for notes that the capture lost."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.places import anchor_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.pages.components.places import DocumentPlace, DocumentPlaces
    from backchannel.pages.reading.editors import SuppliedText
    from backchannel.pages.reading.text import CitingCard, MarkedText, TextPiece
    from backchannel.printed import PrintedText
    from backchannel.records import Document, Note

_LINE = re.compile(r"[^\n]+")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![^\S\n]*\n))+")
_WORDS_BEFORE = 4
"""Words that show where the marker of a lost note is: enough to find it, few enough for a line."""
_LONGEST_WORDS = 80
"""Characters of these words."""


class BackLink(NamedTuple):
    """A link back to a marker: its address, the sign that is shown, and its label for screen readers."""

    href: str
    text: str
    label: str


class RenderedNote(NamedTuple):
    """A note: its paragraphs, rendered. A lost note has none: `where` says where its marker is, and `supplied` is what editors put in its
    place."""

    id: str
    label: str
    paragraphs: list[list[TextPiece]]
    backs: list[BackLink]
    lost: bool
    where: list[Inline]
    supplied: SuppliedText | None = None
    cited: Sequence[CitingCard] = ()


def end_notes(
    document: Document,
    places: DocumentPlaces,
    marked: MarkedText,
    supplied: Mapping[str, SuppliedText],
    cited: Mapping[str, Sequence[CitingCard]] = MappingProxyType({}),
) -> list[RenderedNote]:
    """Render the notes in the order of the text; a lost one where its marker would put it, with what is `supplied` for its label; supplied
    notes without a marker are at the end. `cited` has what refers to a note, by its id."""
    backs = _back_links(places, marked.marker_ids)
    given = [
        RenderedNote(place.id, note.n, list(_lines(document, note, marked)), backs.get(place.id, []), lost=False, where=[])
        for note, place in zip(document.notes, places.notes, strict=True)
    ]
    lost = [note._replace(supplied=supplied.get(note.label)) for note in _lost(document, places, marked, backs)]
    ordered = with_lost(given, lost, places.marker_notes)
    unmarked = supplied.keys() - {note.label for note in ordered}
    ordered += [
        RenderedNote(ids.note_id(places.local, label), label, [], [], lost=True, where=[], supplied=supplied[label])
        for label in sorted(unmarked)
    ]
    return [note._replace(cited=cited.get(note.id, ())) for note in ordered]


def _back_links(places: DocumentPlaces, marker_ids: Sequence[str]) -> dict[str, list[BackLink]]:
    """List the links back to the markers of each note, by the note's id, numbered if there are several."""
    by_anchor: dict[str, list[str]] = {}
    for note, id in zip(places.note_anchors.markers, marker_ids, strict=True):
        by_anchor.setdefault(note, []).append(id)
    return {f"{places.local}{anchor}": list(_backs(anchor_words(anchor), found)) for anchor, found in by_anchor.items()}


def _backs(note: str, markers: Sequence[str]) -> Iterator[BackLink]:
    for n, id in enumerate(markers, 1):
        several = len(markers) > 1
        words = f"Back to the text, {note}" + (f", place {n}" if several else "")
        yield BackLink(f"#{id}", f"↩{n}" if several else "↩", words)


def _lines(document: Document, note: Note, marked: MarkedText) -> Iterator[list[TextPiece]]:
    """Render the paragraphs of a note."""
    for start, end in note_paragraphs(document, note):
        yield marked.pieces(start, end)


def note_paragraphs(document: Document, note: Note) -> Iterator[tuple[int, int]]:
    """Find the paragraphs of a note: one per line, or, if lines were broken, those that blank lines separate."""
    paragraph = _PARAGRAPH if document.line_ends == "broken" else _LINE
    for found in paragraph.finditer(document.text, note.start, note.end):
        if found[0].strip():
            yield found.span()


def _lost(document: Document, places: DocumentPlaces, marked: MarkedText, backs: Mapping[str, list[BackLink]]) -> Iterator[RenderedNote]:
    """Render a placeholder for each lost note, which says where its marker is."""
    seen = set()
    for marker, id in zip(document.markers, places.marker_notes, strict=True):
        if marker.note is None and id not in seen:
            seen.add(id)
            place = places.at(marker.start)
            name = "the heading" if place.words == "heading" else place.words
            where = [Inline(f"Marker at {name}, "), *_after(marked.printed, marker.start, place)]
            yield RenderedNote(id, marker.n, [], backs[id], lost=True, where=where)


def _after(printed: PrintedText, marker: int, home: DocumentPlace) -> list[Inline]:
    """Describe where a marker is: `after “feed his intransigence.”`, the words before it; `at its beginning` if there are none."""
    words = printed.ending(max(home.start, 0), marker, _LONGEST_WORDS).split()[-_WORDS_BEFORE:]
    return [Inline("after "), Inline(" ".join(words), home.href, element="q")] if words else [Inline("at its beginning")]


def with_lost(given: list[RenderedNote], lost: list[RenderedNote], order: list[str]) -> list[RenderedNote]:
    """Insert the lost notes among the others: each after the note whose marker precedes its own. `order` has the ids of the notes of the
    markers."""
    marked = list(dict.fromkeys(order))
    before = dict(zip(marked, ["", *marked], strict=False))
    after = {before[note.id]: note for note in lost}
    notes: list[RenderedNote] = []
    for note in [None, *given]:
        notes += [note] if note else []
        at = note.id if note else ""
        while at in after:
            notes.append(after.pop(at))
            at = notes[-1].id
    return notes + list(after.values())
