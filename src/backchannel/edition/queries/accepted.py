"""Store which findings the editors accept: the reason is added to the finding, which does not change otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.stored_source import source_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.edition.store import Store


class FindingSite(NamedTuple):
    """A finding by its `key` in the store. A finding about a whole document, or about the volume, has no place: it ends at 0."""

    key: int
    rule: str
    start: int
    end: int


def finding_sites(store: Store, id: str) -> list[FindingSite]:
    """Return the findings in a document, or at the address of one that is gone; for the id of a volume, those about it as a whole."""
    if "/" not in id:
        return store.records(FindingSite, _MET_OF_VOLUME, (id,))
    return store.records(FindingSite, _MET, (id,)) or store.records(FindingSite, _MET_AT_ADDRESS, (id,))


def text(store: Store, id: str) -> str | None:
    """Return the text of a document; None if it is not in this edition."""
    found = store.rows("SELECT doc FROM document WHERE id = ?", (id,))
    return source_of(store, found[0][0]).text if found else None


def names(store: Store, id: str) -> list[str]:
    """Return the ids that a misspelled id may mean: the documents of its volume, or all volumes if there is no such volume."""
    return [row[0] for row in store.rows(_NAMES, (id.partition("/")[0],))] or store.volumes()


def keep(store: Store, reasons: Mapping[int, str]) -> None:
    """Accept these findings, and no others, for these reasons. Only rows that change are written."""
    kept = store.pairs("SELECT rowid, accepted FROM finding WHERE accepted IS NOT NULL")
    changed = {key: reasons.get(key) for key in {*kept, *reasons} if kept.get(key) != reasons.get(key)}
    store.run_many("UPDATE finding SET accepted = ?2 WHERE rowid = ?1", sorted(changed.items()))


_MET = """
SELECT f.rowid AS key, f.rule, f.start, f.end FROM document d JOIN finding f ON f.doc = d.doc
WHERE d.id = ? AND f.stage NOT IN ('accept', 'write') ORDER BY f.start, f.end, f.rule, f.message
"""

_MET_AT_ADDRESS = """
SELECT rowid AS key, rule, start, end FROM finding WHERE doc IS NULL AND stage = 'addresses' AND part = ? ORDER BY rule, message
"""

_MET_OF_VOLUME = """
SELECT rowid AS key, rule, start, end FROM finding
WHERE doc IS NULL AND path BETWEEN ?1 || '/' AND ?1 || '0' AND stage NOT IN ('accept', 'write') ORDER BY path, rule, message
"""

_NAMES = "SELECT id FROM document WHERE volume = ? ORDER BY sequence"
