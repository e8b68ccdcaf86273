"""Keep track of the site as written: the unit that rendered each file, and the stamp of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.rebuild.invalidation import FORMER, SITEMAP, STATIC, invalidate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.store import Store


class OutputFile(NamedTuple):
    """A file of the site by its path, and its stamp."""

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


def of_units(store: Store, beginning: str) -> list[tuple[str, str]]:
    """Return the units whose names have this beginning, each with a file that it wrote."""
    found = store.rows("SELECT unit, path FROM output WHERE unit >= ?1 AND unit < ?1 || char(1114111) ORDER BY unit, path", (beginning,))
    return [tuple(row) for row in found]


class PublishedPage(NamedTuple):
    """A page by its path, and the day on which what it publishes was first published; empty for a page that publishes no document."""

    path: str
    day: str


def pages(store: Store) -> list[PublishedPage]:
    """Return the pages of the site, without those of former documents, in the order of their paths."""
    return store.records(PublishedPage, _PAGES, (STATIC, f"%/{FORMER}"))


_PAGES = """
SELECT o.path, coalesce(p.day, '') AS day FROM output o LEFT JOIN publication p ON p.document = o.unit
WHERE o.path LIKE '%.html' AND o.unit <> ? AND o.unit NOT LIKE ? ORDER BY o.path
"""


def mark_lost(store: Store, paths: Iterable[str]) -> None:
    """Invalidate the units that wrote these files, which were changed or removed since."""
    store.run_many(
        "INSERT OR IGNORE INTO invalidated (unit) SELECT unit FROM output WHERE path = ? AND unit IS NOT NULL", ((path,) for path in paths)
    )


def keep(store: Store, rendered: Iterable[tuple[str, list[OutputFile]]]) -> None:
    """Record that units are rendered, and what each wrote. Files that a unit no longer writes are marked for removal; the sitemap is
    invalidated if the files of another unit come or go."""
    for unit, outputs in rendered:
        if unit != SITEMAP and set(of_unit(store, unit)) != {output.path for output in outputs}:
            invalidate(store, (SITEMAP,))
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
