"""Show what this edition's editors say about a document, always marked as theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.edition.anchors import editorial_pieces
from backchannel.prose import LinkRun, Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from backchannel.edition.anchors import EditorialPiece
    from backchannel.pages.components.places import DocumentPlaces
    from backchannel.pages.reading.text import MarkedText, ReferenceLink
    from backchannel.records import Document

_QUOTED = 120
"""Characters of the annotated words that are quoted above a note."""


class SuppliedText(NamedTuple):
    """A note that editors supplied: its text, rendered, and where it comes from."""

    html: Markup
    source: str


class EditorsNote(NamedTuple):
    """An editors' note on a place: its id, its letter, the link back, the words that it is on, and its text, rendered."""

    id: str
    label: str
    back: str
    quoted: str
    html: Markup


class EditorialContent(NamedTuple):
    """Everything that editors say about a document: on the whole (with a title that they supplied), in place of lost notes, and on places.
    `is_there` is False if they say nothing."""

    is_there: bool
    title: str
    introduction: Markup | None
    supplied: dict[str, SuppliedText]
    notes: list[EditorsNote]


def editorial_content(
    document: Document, places: DocumentPlaces, marked: MarkedText, links: Mapping[int, ReferenceLink]
) -> EditorialContent:
    """Render what editors say about `document`, whose text is `marked`. Their references are linked by `links`, whose keys are their
    positions among all references."""
    editors, local, named = document.editors, places.local, places.note_anchors
    if not editors:
        return EditorialContent(False, "", None, {}, [])
    rendered = {piece.anchor: _rendered(piece, ordinal, local, links) for ordinal, piece in editorial_pieces(document)}
    supplied = {note.n: SuppliedText(rendered[named.lost(document, note.n)], _source_words(note.supplied_from)) for note in editors.notes}
    notes = [
        EditorsNote(
            ids.editors_id(local, note.n),
            note.n,
            f"#{ids.editors_marker_id(local, note.n)}",
            marked.printed.opening([note], _QUOTED),
            rendered[ids.editors_id("", note.n)],
        )
        for note in editors.annotations
    ]
    return EditorialContent(True, editors.title or "", rendered.get(ids.editors_id("")), supplied, notes)


def _rendered(piece: EditorialPiece, ordinal: int, local: str, links: Mapping[int, ReferenceLink]) -> Markup:
    runs = (
        LinkRun(reference.start, reference.end, link.href, link.classes, link.reason, link.card)
        for n, reference in enumerate(piece.said.references, ordinal)
        if (link := links.get(n))
    )
    return Prose(piece.said.markdown, f"{local}{piece.anchor}").html(runs)


def _source_words(source: str | None) -> str:
    return f"Supplied by this edition’s editors{f', from {source}' if source else ''}."
