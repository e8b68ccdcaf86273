"""What this edition's editors say of a document, as its page shows it: never without saying that it is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.edition.anchors import editorial_pieces
from backchannel.pages.components.words import shortened
from backchannel.prose import LinkRun, Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from backchannel.edition.anchors import EditorialPiece
    from backchannel.pages.reading.text import ReferenceLink
    from backchannel.records import Document

_QUOTED = 120
"""Characters of the annotated words that the note begins with."""


class SuppliedText(NamedTuple):
    """A note that editors supplied: its words, rendered, and whose they are."""

    html: Markup
    said: str


class EditorsNote(NamedTuple):
    """An editors' note on a place: its id, its letter, the way back to it, the words that it is on, and what it says, rendered."""

    id: str
    label: str
    back: str
    quoted: str
    html: Markup


class EditorialContent(NamedTuple):
    """All that editors say of a document, if there is anything: on the whole (with a title that they gave it), in place of lost notes, and
    on places."""

    is_there: bool
    title: str
    introduction: Markup | None
    supplied: dict[str, SuppliedText]
    notes: list[EditorsNote]


def editorial_content(document: Document, local: str, links: Mapping[int, ReferenceLink]) -> EditorialContent:
    """What editors say of `document`, with the references in it rendered as `links` has them, by their places among all references."""
    editors = document.editors
    if not editors:
        return EditorialContent(False, "", None, {}, [])
    rendered = {piece.anchor: _drawn(piece, ordinal, local, links) for ordinal, piece in editorial_pieces(document)}
    supplied = {note.n: SuppliedText(rendered[ids.note_id("", note.n)], _whose(note.supplied_from)) for note in editors.notes}
    notes = [
        EditorsNote(
            ids.editors_id(local, note.n),
            note.n,
            f"#{ids.editors_marker_id(local, note.n)}",
            shortened(document.text[note.start : note.end], _QUOTED),
            rendered[ids.editors_id("", note.n)],
        )
        for note in editors.annotations
    ]
    return EditorialContent(True, editors.title or "", rendered.get(ids.editors_id("")), supplied, notes)


def _drawn(piece: EditorialPiece, ordinal: int, local: str, links: Mapping[int, ReferenceLink]) -> Markup:
    runs = (
        LinkRun(reference.start, reference.end, link.href, link.classes, link.reason, link.card)
        for n, reference in enumerate(piece.said.references, ordinal)
        if (link := links.get(n))
    )
    return Prose(piece.said.markdown, f"{local}{piece.anchor}").html(runs)


def _whose(source: str | None) -> str:
    return f"Supplied by this edition’s editors{f', from {source}' if source else ''}."
