"""Keeps what is written of the site: which unit drew each file, what each looked like when it was written, the ids that pages publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.rebuild.invalidation import IDS, invalidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.edition.store import Store


class OutputFile(NamedTuple):
    """A file of the site by its path (a folder that is written as one, with a stroke at its end), and its stamp."""

    path: str
    stamp: str


def stamps(store: Store) -> dict[str, str]:
    """The stamp of each file of the site when it was written."""
    return store.pairs("SELECT path, stamp FROM output WHERE unit IS NOT NULL")


def count(store: Store) -> int:
    """How many files the site has."""
    return int(store.rows("SELECT count(*) FROM output WHERE unit IS NOT NULL")[0][0])


def of_unit(store: Store, unit: str) -> list[str]:
    """The files that a unit wrote."""
    return [row[0] for row in store.rows("SELECT path FROM output WHERE unit = ? ORDER BY path", (unit,))]


def mark_lost(store: Store, paths: Iterable[str]) -> None:
    """Mark as due what wrote these files, which are not as they were written."""
    store.run_many(
        "INSERT OR IGNORE INTO invalidated (unit) SELECT unit FROM output WHERE path = ? AND unit IS NOT NULL", ((path,) for path in paths)
    )


def remember(store: Store, published: Mapping[str, str]) -> None:
    """Take over the ids that pages published before this database was made; they are due, so that it shows whether they are gone."""
    for path, ids in published.items():
        store.insert("published", "OR IGNORE", path=path, ids=ids)
        invalidate(store, (path.removesuffix(".html"),))


def keep(store: Store, rendered: Iterable[tuple[str, list[OutputFile]]]) -> None:
    """Keep that units are rendered, and what each wrote; what it wrote before and does no longer is to be removed."""
    for unit, outputs in rendered:
        store.run("UPDATE output SET unit = NULL WHERE unit = ?", (unit,))
        for output in outputs:
            store.insert("output", "OR REPLACE", path=output.path, unit=unit, stamp=output.stamp)
        store.run("DELETE FROM invalidated WHERE unit = ?", (unit,))


def stale(store: Store) -> list[str]:
    """The files that no unit writes any longer."""
    return [row[0] for row in store.rows("SELECT path FROM output WHERE unit IS NULL ORDER BY path")]


def removed(store: Store, paths: Iterable[str]) -> None:
    """Forget files that are removed."""
    store.run_many("DELETE FROM output WHERE path = ?", ((path,) for path in paths))


def publish(store: Store, pages: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[list[str], list[str]]]:
    """Keep the ids that pages publish (none: the page is gone), and mark the manifests of their volumes. Gives the ids that are new on
    each page, and those that are gone."""
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
    """The ids that a page publishes, as far as is known."""
    found = store.rows("SELECT ids FROM published WHERE path = ?", (path,))
    return str(found[0][0]).split(" ") if found else []


def manifest(store: Store, volume: str) -> dict[str, str]:
    """The ids that each page of a volume publishes, in one string, by the page's path."""
    rows = store.rows("SELECT path, ids FROM published WHERE path BETWEEN ?1 || '/' AND ?1 || '0' ORDER BY path", (volume,))
    return {row[0]: row[1] for row in rows if row[0].startswith(f"{volume}/")}
