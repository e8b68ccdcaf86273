"""Find the note that a reference means: `footnote 3, Document 90`, `footnote 2 above`, `footnote 5, p. 648`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel import ids, rules
from backchannel.edition.linking.arrange import page_before
from backchannel.edition.linking.named import CandidateDocument, named_document
from backchannel.edition.resolution import CitingReference, Resolution, ambiguous, elsewhere, missing, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.store import Store


def note(store: Store, citing: CitingReference) -> Resolution:
    """Resolve `footnote 3, Document 90` · `footnote 2 above` · `footnote 5, p. 648`."""
    if citing.page:
        return _note_on_page(store, citing, citing.page)
    named = named_document(store, citing)
    if not isinstance(named, CandidateDocument):
        return _note_elsewhere(citing, named)
    found = _note_of(store, citing, named)
    return _nearest_before(store, citing) or found if found.status == "missing" and citing.relation in ("here", "previous") else found


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
    labels = [row["label"] for row in store.rows(_LABELS, (home.doc,))]
    reason = f"Document {number} has no note {label}; {_range(labels)}." if labels else f"Document {number} has no notes."
    return missing(target, reason, rules.NOTE_NOT_THERE, number=number, label=label)


def _nearest_before(store: Store, citing: CitingReference) -> Resolution | None:
    """Resolve `footnote 16, supra` where notes are numbered through a chapter: the nearest note 16 before, unless the numbers begin again
    in between. A document whose first note is 1 is numbered by itself."""
    first = next((row["label"] for row in store.rows(_LABELS, (citing.doc,)) if row["label"].isdecimal()), "1")
    if not citing.note or not citing.note.isdecimal() or int(first) <= int(citing.note) or first == "1":
        return None
    for row in store.rows(_NOTES_BEFORE, (citing.doc,)):
        if row["label"] == citing.note:
            return printed(f"{row['id']}#{row['local']}{row['anchor']}", row["doc"])
        if row["label"].isdecimal() and int(row["label"]) < int(citing.note):
            return None
    return None


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


def _note_on_page(store: Store, citing: CitingReference, pages: str) -> Resolution:
    """Resolve `footnote 5, p. 648` and `footnotes 5 and 6, pp. 648–649`: the note of the only document there that has a note 5.

    A document may cover several pages: one whose marker 5 is on a later page is not meant. `the second footnote 2, p. 647` says which of
    two such documents is meant.
    """
    volume, label = citing.cited_volume, citing.note or ""
    where = f"page{'s' * ('–' in pages)} {pages}"
    homes = _homes_on(store, volume, pages, label)
    if citing.relation and len(homes) == 2:
        homes = [homes[citing.relation == "second"]]
    if not homes:
        target = f"{volume}#{ids.page_id(ids.first_of_pages(pages))}"
        return elsewhere(target, f"No document on {where} in this edition has a note {label}.")
    notes = list(dict.fromkeys(note for _, found in homes for note in found))
    if len({home.doc for home, _ in homes}) > 1:
        return ambiguous(notes, f"{len(homes)} documents on {where} have a note {label}.")
    home = homes[0][0]
    return _only_note(notes, home, f"Document {home.local[1:]} has {len(notes)} notes with the label {label} on {where}.")


def _homes_on(store: Store, volume: str, pages: str, label: str) -> list[tuple[CandidateDocument, list[str]]]:
    """Return the documents on these pages with such notes: those whose markers are there, or are not known. If there are none, those with a
    marker on the page before, whose note may run over to the next."""
    found = [home for page in ids.each_of_pages(pages) for home in _homes_on_page(store, volume, page, page, label)]
    first = ids.first_of_pages(pages)
    return found or list(_homes_on_page(store, volume, first, page_before(first), label))


def _homes_on_page(store: Store, volume: str, page: str, marked: str | None, label: str) -> Iterator[tuple[CandidateDocument, list[str]]]:
    """Yield the documents on `page` that have such notes with markers on the page `marked`, or without known markers."""
    for home in store.records(CandidateDocument, _ON_PAGE, (volume, page)):
        known = store.rows("SELECT 1 FROM marker WHERE doc = ? AND label = ? LIMIT 1", (home.doc, label))
        if notes := _notes_of(store, home, label, marked if known else None):
            yield home, notes


_NOTE = """
SELECT anchor, min(place) FROM (
  SELECT anchor, ordinal AS place FROM note WHERE doc = ?1 AND label = ?2
  UNION ALL SELECT note, ordinal FROM marker WHERE doc = ?1 AND label = ?2)
GROUP BY anchor ORDER BY min(place), anchor
"""

_ON_PAGE = """
SELECT d.doc, d.id, d.local, d.apparatus FROM document d WHERE d.volume = ?1
AND (d.first_page = ?2 OR d.doc IN (SELECT doc FROM page WHERE volume = ?1 AND n = ?2))
ORDER BY d.sequence
"""

_NOTE_ON_THAT_PAGE = """
SELECT m.note AS anchor FROM document d JOIN marker m ON m.doc = d.doc LEFT JOIN page p ON p.doc = d.doc AND p.ordinal = m.page
WHERE d.doc = ?1 AND m.label = ?2 AND CASE m.page WHEN 0 THEN d.first_page ELSE p.n END = ?3
GROUP BY m.note ORDER BY min(m.ordinal)
"""
"""The markers after the label of the page and before that of the next page."""

_LABELS = "SELECT label FROM note WHERE doc = ? ORDER BY ordinal"

_NOTES_BEFORE = """
SELECT d.doc, d.id, d.local, n.label, n.anchor FROM document own JOIN document d ON d.volume = own.volume JOIN note n ON n.doc = d.doc
WHERE own.doc = ? AND d.sequence BETWEEN own.sequence - 50 AND own.sequence - 1 ORDER BY d.sequence DESC, n.ordinal DESC
"""
