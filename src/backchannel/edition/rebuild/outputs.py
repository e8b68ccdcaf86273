"""Keep track of the site as written: the unit that rendered each file, the stamp of each file, and the ids that each page publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.rebuild.invalidation import IDS, invalidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.edition.store import Store

MANIFEST = "ids.json"
"""The file, in the folder of a volume, that lists the ids that its pages publish."""


class OutputFile(NamedTuple):
    """A file of the site by its path (with a slash at the end, for a folder that is written as one), and its stamp."""

    path: str
    stamp: str


def stamps(store: Store) -> dict[str, str]:
    """Return the stamp that each file of the site had when it was written."""
    return store.pairs("SELECT path, stamp FROM output WHERE unit IS NOT NULL")


def count(store: Store) -> int:
    """Count the files of the site."""
    return int(store.rows("SELECT count(*) FROM output WHERE unit IS NOT NULL")[0][0])


def of_unit(store: Store, unit: str) -> list[str]:
    """Return the files that a unit wrote."""
    return [row[0] for row in store.rows("SELECT path FROM output WHERE unit = ? ORDER BY path", (unit,))]


def mark_lost(store: Store, paths: Iterable[str]) -> None:
    """Invalidate the units that wrote these files, which were changed or removed since."""
    store.run_many(
        "INSERT OR IGNORE INTO invalidated (unit) SELECT unit FROM output WHERE path = ? AND unit IS NOT NULL", ((path,) for path in paths)
    )


def remember(store: Store, published: Mapping[str, str]) -> None:
    """Take over the ids that pages published before this database was created, and invalidate the pages, to find ids that are gone."""
    for path, ids in published.items():
        store.insert("published", "OR IGNORE", path=path, ids=ids)
        invalidate(store, (path.removesuffix(".html"),))


def keep(store: Store, rendered: Iterable[tuple[str, list[OutputFile]]]) -> None:
    """Record that units are rendered, and what each wrote. Files that a unit no longer writes are marked for removal."""
    for unit, outputs in rendered:
        store.run("UPDATE output SET unit = NULL WHERE unit = ?", (unit,))
        for output in outputs:
            store.insert("output", "OR REPLACE", path=output.path, unit=unit, stamp=output.stamp)
        store.run("DELETE FROM invalidated WHERE unit = ?", (unit,))


def stale(store: Store) -> list[str]:
    """Return the files that no unit writes any longer."""
    return [row[0] for row in store.rows("SELECT path FROM output WHERE unit IS NULL ORDER BY path")]


def removed(store: Store, paths: Iterable[str]) -> None:
    """Forget files that were removed."""
    store.run_many("DELETE FROM output WHERE path = ?", ((path,) for path in paths))


def publish(store: Store, pages: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[list[str], list[str]]]:
    """Record the ids that pages publish (none: the page is gone), and invalidate the manifests of their volumes. Returns for each page
    the ids that are new, and those that are gone."""
    changes = {}
    for path, ids in pages.items():
        known = all_published(store, path)
        if tuple(known) == ids:
            continue
        changes[path] = ([id for id in ids if id not in known], [id for id in known if id not in ids])
        store.run("DELETE FROM published WHERE path = ?", (path,))
        if ids:
            store.insert("published", path=path, ids=" ".join(ids))
        invalidate(store, (f"{path.partition('/')[0]}/{IDS}",))
    return changes


def all_published(store: Store, path: str) -> list[str]:
    """Return the ids that a page is known to publish."""
    found = store.rows("SELECT ids FROM published WHERE path = ?", (path,))
    return str(found[0][0]).split(" ") if found else []


def manifest(store: Store, volume: str) -> dict[str, str]:
    """Return the ids that each page of a volume publishes, joined in one string, by the path of the page."""
    rows = store.rows("SELECT path, ids FROM published WHERE path BETWEEN ?1 || '/' AND ?1 || '0' ORDER BY path", (volume,))
    return {row[0]: row[1] for row in rows if row[0].startswith(f"{volume}/")}
