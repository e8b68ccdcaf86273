"""Find the target of a reference: one document, note, page or volume of this edition, or the reason why there is none.

A reference is resolved (`printed`) if exactly one target is left. Each kind of reference has its function in `RESOLVERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel import ids, rules
from backchannel.designations import last_page, parts_of
from backchannel.edition.linking.named import has_volume, in_parts, named_document
from backchannel.edition.linking.notes import note
from backchannel.edition.resolution import CitingReference, Resolution, ambiguous, elsewhere, missing, nowhere, printed, volume_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.edition.store import Store
    from backchannel.settings import Project


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
    named = named_document(store, citing)
    return named if isinstance(named, Resolution) else printed(named.id, named.doc)


def page(store: Store, citing: CitingReference) -> Resolution:
    """Resolve `p. 739` · `vol. i, pp. 251 ff.`: a page is in this edition if a text has its label, or a document begins on it."""
    volume = citing.cited_volume
    target = f"{volume}#{ids.page_id(citing.page or '')}"
    if parts := parts_of(volume):
        return in_parts(volume, [f"{part}#{ids.page_id(citing.page or '')}" for part in parts])
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
        return in_parts(named, list(parts))
    if has_volume(store, named):
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
