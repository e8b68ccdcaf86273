"""Keep what the search shows of each document. A volume's index is invalidated when one of its documents comes, goes or changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.edition.deflated import inflated
from backchannel.edition.rebuild.invalidation import INDEX, invalidate

if TYPE_CHECKING:
    from backchannel.edition.store import Store

_IN_ORDER = """
SELECT s.document FROM document d JOIN searched s ON s.id = d.id WHERE d.volume = ? ORDER BY d.sequence
"""


def keep(store: Store, id: str, document: bytes) -> None:
    """Keep a document, a record in deflated JSON."""
    volume = id.partition("/")[0]
    if not store.rows("SELECT 1 FROM searched WHERE id = ? AND document = ?", (id, document)):
        store.insert("searched", "OR REPLACE", id=id, volume=volume, document=document)
        invalidate(store, [f"{volume}/{INDEX}"])


def drop(store: Store, id: str) -> None:
    """Drop a document that is gone."""
    if store.rows("SELECT 1 FROM searched WHERE id = ?", (id,)):
        store.run("DELETE FROM searched WHERE id = ?", (id,))
        invalidate(store, [f"{id.partition('/')[0]}/{INDEX}"])


def of_volume(store: Store, volume: str) -> list[str]:
    """Return the documents of a volume in their order."""
    return [inflated(row[0]) for row in store.rows(_IN_ORDER, (volume,))]


def count(store: Store) -> int:
    """Count the documents of the edition."""
    return int(store.rows("SELECT count(*) FROM searched")[0][0])
