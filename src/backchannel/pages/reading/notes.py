"""Render the notes of a document, each with a link back to every marker; and placeholders for notes that the capture lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages.components.inline import Inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.pages.components.places import DocumentPlace, DocumentPlaces
    from backchannel.pages.reading.editors import SuppliedText
    from backchannel.pages.reading.text import MarkedText, TextPiece
    from backchannel.printed import PrintedText
    from backchannel.records import Document, Note

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


def note_ids(document: Document, local: str, places: DocumentPlaces) -> dict[str, str]:
    """Return the id of the note, or of the placeholder of the lost note, for each label."""
    labeled = {note.n: place.id for note, place in reversed(list(zip(document.notes, places.notes, strict=True)))}
    return {marker.n: ids.note_id(local, marker.n) for marker in document.markers} | labeled


def end_notes(
    document: Document, places: DocumentPlaces, marked: MarkedText, noted: dict[str, str], supplied: Mapping[str, SuppliedText]
) -> list[RenderedNote]:
    """Render the notes in the order of the text; a lost one where its marker would put it, with what is `supplied` for its label; supplied
    notes without a marker are at the end."""
    backs = _back_links(document, marked.marker_ids)
    given = [
        RenderedNote(place.id, note.n, list(_lines(document.text, note, marked)), backs.get(note.n, []), lost=False, where=[])
        for note, place in zip(document.notes, places.notes, strict=True)
    ]
    lost = [note._replace(supplied=supplied.get(note.label)) for note in _lost(document, places, marked, noted)]
    ordered = with_lost(given, lost, [marker.n for marker in document.markers])
    unmarked = supplied.keys() - {note.label for note in ordered}
    return ordered + [
        RenderedNote(ids.note_id(places.local, label), label, [], [], lost=True, where=[], supplied=supplied[label])
        for label in sorted(unmarked)
    ]


def _back_links(document: Document, marker_ids: Sequence[str]) -> dict[str, list[BackLink]]:
    """List the links back to the markers of each label, numbered if there are several."""
    by_label: dict[str, list[str]] = {}
    for marker, id in zip(document.markers, marker_ids, strict=True):
        by_label.setdefault(marker.n, []).append(id)
    return {label: list(_backs(label, found)) for label, found in by_label.items()}


def _backs(label: str, markers: Sequence[str]) -> Iterator[BackLink]:
    for n, id in enumerate(markers, 1):
        several = len(markers) > 1
        words = f"Back to the text, note {label}" + (f", place {n}" if several else "")
        yield BackLink(f"#{id}", f"↩{n}" if several else "↩", words)


def _lines(text: str, note: Note, marked: MarkedText) -> Iterator[list[TextPiece]]:
    """Render the paragraphs of a note, one per line."""
    start = note.start
    for words in text[note.start : note.end].split("\n"):
        if words.strip():
            yield marked.pieces(start, start + len(words))
        start += len(words) + 1


def _lost(document: Document, places: DocumentPlaces, marked: MarkedText, noted: dict[str, str]) -> Iterator[RenderedNote]:
    backs = _back_links(document, marked.marker_ids)
    given = {note.n for note in document.notes}
    for marker in document.markers:
        if marker.n not in given:
            given.add(marker.n)
            place = places.at(marker.start)
            name = "the heading" if place.words == "heading" else place.words
            where = [Inline(f"Marker at {name}, "), *_after(marked.printed, marker.start, place)]
            yield RenderedNote(noted[marker.n], marker.n, [], backs[marker.n], lost=True, where=where)


def _after(printed: PrintedText, marker: int, home: DocumentPlace) -> list[Inline]:
    """Describe where a marker is: `after “feed his intransigence.”`, the words before it; `at its beginning` if there are none."""
    words = printed.ending(max(home.start, 0), marker, _LONGEST_WORDS).split()[-_WORDS_BEFORE:]
    return [Inline("after "), Inline(" ".join(words), home.href, element="q")] if words else [Inline("at its beginning")]


def with_lost(given: list[RenderedNote], lost: list[RenderedNote], order: list[str]) -> list[RenderedNote]:
    """Insert the lost notes among the others: each after the note whose marker precedes its own. `order` has the markers' labels."""
    labels = list(dict.fromkeys(order))
    before = dict(zip(labels, ["", *labels], strict=False))
    after = {before[note.label]: note for note in lost}
    notes: list[RenderedNote] = []
    for note in [None, *given]:
        notes += [note] if note else []
        at = note.label if note else ""
        while at in after:
            notes.append(after.pop(at))
            at = notes[-1].label
    return notes + list(after.values())
