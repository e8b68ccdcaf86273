"""Find the document that a reference names, by number or by its position: `Document 144`, `supra`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, rules
from backchannel.designations import parts_of
from backchannel.edition.resolution import CitingReference, Resolution, ambiguous, elsewhere, missing

if TYPE_CHECKING:
    from backchannel.edition.store import Store


class CandidateDocument(NamedTuple):
    """A document of this edition that a reference may mean."""

    doc: int
    id: str
    local: str
    apparatus: str


def named_document(store: Store, citing: CitingReference) -> CandidateDocument | Resolution:
    """Find the document that a reference to it, or to one of its notes, names."""
    if citing.relation == "here":
        return CandidateDocument(citing.doc, citing.id, citing.local, citing.apparatus)
    number = citing.document or _number_beside(citing)
    if number is None:
        reason = "This document has no number, or it is the first, so the neighboring document is unknown."
        return missing(None, reason, rules.NO_NEIGHBOR, words=citing.words)
    return _document(store, citing.cited_volume, ids.document_id(number, number), number)


def _document(store: Store, volume: str, claim: str, number: str) -> CandidateDocument | Resolution:
    if parts := parts_of(volume):
        return in_parts(volume, [f"{part}/{claim}" for part in parts])
    found = store.records(CandidateDocument, _DOCUMENT, (volume, claim))
    if len(found) == 1:
        return found[0]
    if found:
        return ambiguous([home.id for home in found], f"{len(found)} texts in this edition have the number {number}.")
    where = "" if has_volume(store, volume) else ", nor is its volume"
    return elsewhere(f"{volume}/{claim}", f"Document {number} is not in this edition{where}.")


def _number_beside(citing: CitingReference) -> str | None:
    """Return the number before or after that of the citing document. Counting by number is right even where the edition has a gap."""
    number, suffix = ids.number_key(citing.local[1:])
    if citing.relation == "next":
        return str(number + 1) if number else None
    if not suffix.isdecimal():  # `60` comes before `60a`
        return str(number) if number else None
    return str(number - 1) if number > 1 else None


def has_volume(store: Store, volume: str) -> bool:
    """Return whether the edition has a document of `volume`."""
    return bool(store.rows("SELECT 1 FROM document WHERE volume = ? LIMIT 1", (volume,)))


def in_parts(volume: str, candidates: list[str]) -> Resolution:
    """Resolve to nothing, because a volume has parts and the words do not say which one."""
    return ambiguous(candidates, f"This volume has {len(candidates)} parts, and the words do not say which one.")


_DOCUMENT = "SELECT doc, id, local, apparatus FROM document WHERE volume = ? AND claim = ? ORDER BY sequence"
