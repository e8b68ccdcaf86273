"""Name the places of a document, and find them in its page: `¶7` is `#d145p7`, `note 3` is `#d145fn3`."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.edition.anchors import block_names, note_anchors, paragraph_names
from backchannel.records import UNNUMBERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.anchors import NoteAnchors
    from backchannel.records import Document


_QUOTATION = re.compile(r"q[0-9]+$")
_SECOND = re.compile(r"-([0-9]+)$")
_SIGNS = "*†‡§║‖¶#"
"""The signs that note labels are made of, which anchors spell as code points."""


class DocumentPlace(NamedTuple):
    """A part of a document: its offset, its id in the page, and its name for readers."""

    start: int
    id: str
    words: str

    @property
    def href(self) -> str:
        return f"#{self.id}"


class DocumentPlaces:
    """All the places of one document: its head, its paragraphs, its notes. `paragraphs` are the names of its paragraphs, if they are not
    their count: `p1`, `p1a`, `p2`."""

    def __init__(self, document: Document, local: str, paragraphs: Sequence[str] = ()) -> None:
        self.local = local
        self.blocks = _blocks(document, local, paragraphs or paragraph_names(document))
        self.note_anchors = note_anchors(document)
        self.notes = _notes(document, local, self.note_anchors)
        self.marker_notes = [f"{local}{anchor}" for anchor in self.note_anchors.markers]
        self._all = sorted([*self.blocks, *self.notes])
        self._starts = [place.start for place in self._all]

    def at(self, offset: int) -> DocumentPlace:
        """Find the place that contains the character at `offset`."""
        return self._all[max(bisect_right(self._starts, offset) - 1, 0)]


@lru_cache(4096)
def anchor_words(anchor: str) -> str:
    """Name the place of an anchor: `p7` is `¶7`; `fn3`, and a quotation in it, `fn3q1`, are `note 3`; `fn3-2` is `note 3 (2)`, the second
    with the label 3; `fn-2a` is `note *`; `head` is `heading`; `ed-a` is `editors’ note a`, and `ed` the editors' note on the whole
    document."""
    if anchor.startswith("fn"):
        return f"note {_label(_QUOTATION.sub('', anchor[2:]))}"
    if anchor.startswith("ed"):
        return f"editors’ note {anchor[3:]}".strip()
    return f"¶{anchor[1:]}" if anchor.startswith("p") else "heading"


def place_words(anchor: str) -> str:
    """Name the place of any anchor: `¶3`, `note 2`, `page 533`, `marker of note 2`, `source note`, `heading`."""
    if anchor.startswith("pg_"):
        return f"page {anchor.removeprefix('pg_')}"
    if anchor.startswith("fnref"):
        return f"marker of note {anchor.removeprefix('fnref')}"
    if anchor.startswith("edref-"):
        return f"marker of editors’ note {anchor.removeprefix('edref-')}"
    if anchor.startswith("att-"):
        return f"attachment ({anchor.removeprefix('att-').replace('-', ' ')})"
    return anchor.replace("-", " ") if anchor.startswith(("source-note", "page")) else anchor_words(anchor)


def in_order(anchors: Iterable[str]) -> list[str]:
    """Sort the anchors of a document, each once, by their order in its page: heading, paragraphs, notes, editors' notes."""
    return sorted(set(anchors), key=_anchor_key)


@lru_cache(4096)
def _anchor_key(anchor: str) -> tuple[int, tuple[int, str], str]:
    kind = 3 if anchor.startswith("ed") else 2 if anchor.startswith("fn") else 1 if anchor.startswith("p") else 0
    return kind, ids.number_key(anchor.removeprefix("fn").removeprefix("p")), anchor


def place_id(local: str, anchor: str) -> str:
    """Return the id of an anchor's place in the page: `d145p7`, `d145head`."""
    return head_id(local) if anchor == "head" else f"{local}{anchor}"


def head_id(local: str) -> str:
    return f"{local}head"


def _label(spelled: str) -> str:
    """Return the label that an anchor spells: `3`, `3 (2)`, `*`, `* (2)`."""
    second = _SECOND.search(spelled, 1)
    if second and not (spelled.startswith("-") and chr(int(second[1], 16)) in _SIGNS):
        return f"{_label(spelled[: second.start()])} ({second[1]})"
    return "".join(chr(int(code, 16)) for code in spelled[1:].split("-")) if spelled.startswith("-") else spelled


def _blocks(document: Document, local: str, paragraphs: Iterable[str]) -> list[DocumentPlace]:
    """List the place of each block, in order. A block that is not a paragraph is named by its kind, with a number if there are several."""
    places = [DocumentPlace(-1, head_id(local), "heading")]
    for block, name in zip(document.blocks, block_names(document, paragraphs), strict=True):
        words = _NAMES[block.kind] if block.kind in UNNUMBERED else anchor_words(name)
        places.append(DocumentPlace(block.start, place_id(local, name), words))
    return places


def _notes(document: Document, local: str, named: NoteAnchors) -> list[DocumentPlace]:
    """List the place of each note. The second of two notes with one label has an id and a name of its own."""
    return [
        DocumentPlace(note.start, f"{local}{anchor}", anchor_words(anchor))
        for note, anchor in zip(document.notes, named.notes, strict=True)
    ]


_NAMES = {"head": "heading", "page": "page label", "source-note": "the source note"}
