"""Find the target of a reference: one document, note, page or volume of this edition, or the reason why there is none.

A reference is resolved (`printed`) if exactly one target is left. Each kind of reference has its function in `RESOLVERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, rules
from backchannel.designations import last_page, parts_of
from backchannel.edition.resolution import CitingReference, Resolution, ambiguous, elsewhere, missing, nowhere, printed, volume_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.edition.store import Store
    from backchannel.settings import Project


class CandidateDocument(NamedTuple):
    """A document of this edition that a reference may mean."""

    doc: int
    id: str
    local: str
    apparatus: str


def resolve(store: Store, project: Project, citing: CitingReference) -> Resolution:
    """Resolve a reference."""
    if citing.kind == "page" and (outside := _outside(project, citing)):
        return outside
    found = _in_series(project, RESOLVERS[citing.kind](store, citing))
    return _between(citing, found) if citing.alternative else found


def _in_series(project: Project, found: Resolution) -> Resolution:
    """Resolve to nothing where a volume's id looks like one of *Foreign Relations*, but the edition says that it is of another series."""
    if found.status != "elsewhere" or project.series.is_of_foreign_relations(volume_of(found.target or "")):
        return found
    return nowhere(found.target or "", found.reason or "")


def _between(citing: CitingReference, found: Resolution) -> Resolution:
    """Resolve `ibid., Document 7` after a parenthesis: it may be in the volume named there, or in the one named before it."""
    candidates = [citing.alternative or "", *(found.candidates or [found.target or ""])]
    reason = "The volume may be the one named in the parenthesis or the one named before it."
    return ambiguous(candidates, reason, rules.IBID_AMBIGUOUS, words=citing.words)


def document(store: Store, citing: CitingReference) -> Resolution:
    """Resolve `Document 144` · `supra`."""
    named = _named(store, citing)
    return named if isinstance(named, Resolution) else printed(named.id, named.doc)


def note(store: Store, citing: CitingReference) -> Resolution:
    """Resolve `footnote 3, Document 90` · `footnote 2 above` · `footnote 5, p. 648`."""
    if citing.page:
        return _note_on_page(store, citing, citing.page)
    named = _named(store, citing)
    return _note_of(store, citing, named) if isinstance(named, CandidateDocument) else _note_elsewhere(citing, named)


def page(store: Store, citing: CitingReference) -> Resolution:
    """Resolve `p. 739` · `vol. i, pp. 251 ff.`: a page is in this edition if a text has its label, or a document begins on it."""
    volume = citing.cited_volume
    target = f"{volume}#{ids.page_id(citing.page or '')}"
    if parts := parts_of(volume):
        return _in_parts(volume, [f"{part}#{ids.page_id(citing.page or '')}" for part in parts])
    if found := store.rows(_PAGE, (volume, citing.page)):
        return printed(target, found[0]["doc"])
    if inside := store.rows(_PAGE_INSIDE, (volume, citing.page)):
        number = inside[0]["title"][:40]
        reason = f"Page {citing.page} must be in “{number}”, but that text has no page marker for it."
        return missing(target, reason, rules.PAGE_NOT_MARKED, page=citing.page)
    return elsewhere(target, f"Page {citing.page} is not in this edition.")


def _outside(project: Project, citing: CitingReference) -> Resolution | None:
    """Resolve a page outside the volume's page range, if the range is known."""
    volume, number = citing.cited_volume, citing.page or ""
    first, last = project.volume(volume).pages or (1, last_page(volume))
    if last is None or not number.isdecimal() or first <= int(number) <= last:
        return None
    reason = f"Page {number} is outside the volume, which has pages {first} to {last}."
    return missing(f"{volume}#{ids.page_id(number)}", reason, rules.PAGE_OUTSIDE, page=number, volume=volume, first=first, last=last)


def volume(store: Store, citing: CitingReference) -> Resolution:
    """Resolve `Foreign Relations, 1964–1968, vol. XIII`."""
    named = citing.cited_volume
    if parts := parts_of(named):
        return _in_parts(named, list(parts))
    if _has(store, named):
        return Resolution("printed", named)
    return elsewhere(named, "This volume is not in this edition.")


def collection(_: Store, __: CitingReference) -> Resolution:
    """Resolve `Ibid.` in a source note: the collection, which is not published."""
    return Resolution("mentioned", None, reason="The collection named just before.")


RESOLVERS: dict[str, Callable[[Store, CitingReference], Resolution]] = {
    "document": document,
    "note": note,
    "page": page,
    "volume": volume,
    "collection": collection,
}


def _named(store: Store, citing: CitingReference) -> CandidateDocument | Resolution:
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
        return _in_parts(volume, [f"{part}/{claim}" for part in parts])
    found = store.records(CandidateDocument, _DOCUMENT, (volume, claim))
    if len(found) == 1:
        return found[0]
    if found:
        return ambiguous([home.id for home in found], f"{len(found)} texts in this edition have the number {number}.")
    where = "" if _has(store, volume) else ", nor is its volume"
    return elsewhere(f"{volume}/{claim}", f"Document {number} is not in this edition{where}.")


def _number_beside(citing: CitingReference) -> str | None:
    """Return the number before or after that of the citing document. Counting by number is right even where the edition has a gap."""
    number, suffix = ids.number_key(citing.local[1:]) if citing.local[:1] == "d" and citing.local[1:2].isdecimal() else (0, "")
    if citing.relation == "next":
        return str(number + 1) if number else None
    if not suffix.isdecimal():  # `60` comes before `60a`
        return str(number) if number else None
    return str(number - 1) if number > 1 else None


def _note_of(store: Store, citing: CitingReference, home: CandidateDocument) -> Resolution:
    """Find a note of a document of this edition, by its words or, if the capture lost them, by its marker."""
    label, number = citing.note or "", home.local[1:]
    own = f"{citing.id}#{citing.local}{citing.anchor}"  # a note that names its own label means another note with this label
    if found := [note for note in _notes_of(store, home, label) if note != own] or _notes_of(store, home, label):
        found = found[:1] if _are_one(store, home, label) else found
        return _only_note(found, home, f"Document {number} has {len(found)} notes with the label {label}.")
    target = f"{home.id}#{ids.note_id(home.local, label)}"
    if home.apparatus == "lost":
        return elsewhere(target, f"The text of document {number} in this edition has no notes.")
    labels = [row["label"] for row in store.rows("SELECT label FROM note WHERE doc = ? ORDER BY ordinal", (home.doc,))]
    reason = f"Document {number} has no note {label}; {_range(labels)}." if labels else f"Document {number} has no notes."
    return missing(target, reason, rules.NOTE_NOT_THERE, number=number, label=label)


def _range(labels: list[str]) -> str:
    """Say which notes a document has: `its last note is 7`; `its notes are 53 to 57`, if they are numbered through a chapter."""
    first, last = labels[0], labels[-1]
    return f"its notes are {first} to {last}" if first.isdecimal() and last.isdecimal() and int(first) > 1 else f"its last note is {last}"


def _notes_of(store: Store, home: CandidateDocument, label: str, page: str | None = None) -> list[str]:
    """Return the ids of the notes of a document with this label, or only of those whose markers are on `page`."""
    rows = store.rows(_NOTE, (home.doc, label)) if page is None else store.rows(_NOTE_ON_THAT_PAGE, (home.doc, label, page))
    return [f"{home.id}#{home.local}{row['anchor']}" for row in rows]


def _are_one(store: Store, home: CandidateDocument, label: str) -> bool:
    """Return whether all notes with this label say the same: one that two pages print."""
    return len(store.rows("SELECT DISTINCT opening FROM note WHERE doc = ? AND label = ?", (home.doc, label))) == 1


def _only_note(found: list[str], home: CandidateDocument, reason: str) -> Resolution:
    return printed(found[0], home.doc) if len(found) == 1 else ambiguous(found, reason)


def _note_elsewhere(citing: CitingReference, document: Resolution) -> Resolution:
    """Resolve the note of a document that is not in this edition, or ambiguous, in the same way as the document."""
    notes = [_note_target(target, citing.note or "") for target in document.candidates]
    target = _note_target(document.target, citing.note or "") if document.target else None
    return document._replace(target=target, candidates=tuple(notes))


def _note_target(document: str, label: str) -> str:
    return f"{document}#{ids.note_id(document.partition('/')[2], label)}"


def _note_on_page(store: Store, citing: CitingReference, page: str) -> Resolution:
    """Resolve `footnote 5, p. 648`: the note of the only document on that page that has a note 5.

    A document may cover several pages. If several documents are left, the one with the marker on that page is meant. `the second
    footnote 2, p. 647` says which of two such documents is meant.
    """
    volume, label = citing.cited_volume, citing.note or ""
    homes = store.records(CandidateDocument, _ON_PAGE, (volume, page, label))
    if len(homes) > 1:
        homes = [home for home in homes if _notes_of(store, home, label, page)] or homes
    if citing.relation and len(homes) == 2:
        homes = [homes[citing.relation == "second"]]
    if len(homes) == 1:
        notes = _notes_of(store, homes[0], label, page) or _notes_of(store, homes[0], label)
        return _only_note(notes, homes[0], f"Document {homes[0].local[1:]} has {len(notes)} notes with the label {label} on page {page}.")
    if homes:
        notes = [note for home in homes for note in _notes_of(store, home, label, page) or _notes_of(store, home, label)]
        return ambiguous(notes, f"{len(homes)} documents on page {page} have a note {label}.")
    return elsewhere(f"{volume}#{ids.page_id(page)}", f"No document on page {page} in this edition has a note {label}.")


def _has(store: Store, volume: str) -> bool:
    return bool(store.rows("SELECT 1 FROM document WHERE volume = ? LIMIT 1", (volume,)))


def _in_parts(volume: str, candidates: list[str]) -> Resolution:
    return ambiguous(candidates, f"This volume has {len(candidates)} parts, and the words do not say which one.")


_DOCUMENT = "SELECT doc, id, local, apparatus FROM document WHERE volume = ? AND claim = ? ORDER BY sequence"

_NOTE = """
SELECT anchor, min(place) FROM (
  SELECT anchor, ordinal AS place FROM note WHERE doc = ?1 AND label = ?2
  UNION ALL SELECT note, ordinal FROM marker WHERE doc = ?1 AND label = ?2)
GROUP BY anchor ORDER BY min(place), anchor
"""

_PAGE = """
SELECT doc FROM (
  SELECT d.doc, d.sequence, 1 AS choice FROM page p JOIN document d ON d.doc = p.doc WHERE p.volume = ?1 AND p.n = ?2
  UNION ALL SELECT doc, sequence, 2 FROM document WHERE volume = ?1 AND first_page = ?2)
ORDER BY choice, sequence LIMIT 1
"""

_PAGE_INSIDE = """
SELECT title FROM document WHERE volume = ?1 AND CAST(?2 AS INTEGER) > 0
AND CAST(first_page AS INTEGER) BETWEEN 1 AND CAST(?2 AS INTEGER) - 1 AND CAST(last_page AS INTEGER) > CAST(?2 AS INTEGER)
ORDER BY sequence LIMIT 1
"""

_ON_PAGE = """
SELECT d.doc, d.id, d.local, d.apparatus FROM document d WHERE d.volume = ?1
AND (d.first_page = ?2 OR d.doc IN (SELECT doc FROM page WHERE volume = ?1 AND n = ?2))
AND EXISTS (SELECT 1 FROM note WHERE doc = d.doc AND label = ?3 UNION ALL SELECT 1 FROM marker WHERE doc = d.doc AND label = ?3)
ORDER BY d.sequence
"""

_NOTE_ON_THAT_PAGE = """
SELECT m.note AS anchor FROM document d JOIN marker m ON m.doc = d.doc LEFT JOIN page p ON p.doc = d.doc AND p.ordinal = m.page
WHERE d.doc = ?1 AND m.label = ?2 AND CASE m.page WHEN 0 THEN d.first_page ELSE p.n END = ?3
GROUP BY m.note ORDER BY min(m.ordinal)
"""
"""The markers after the label of the page and before that of the next page."""
