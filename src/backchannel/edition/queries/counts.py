"""Count the contents and findings of each volume once. Counts of the edition are sums over its volumes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.store import Store


class EditionCounts(NamedTuple):
    """The counts of an edition. `pages` counts printed page breaks; references are counted by status, findings by severity."""

    documents: int
    pages: int
    notes: int
    references: dict[str, int]
    findings: dict[str, int]


class RuleTally(NamedTuple):
    """How often a rule applied in a volume, and how many of its findings there are accepted."""

    volume: str
    rule: str
    times: int
    accepted: int


def count(store: Store, volumes: Iterable[str] | None = None) -> None:
    """Count these volumes again; all, if none are named."""
    if volumes is None:
        store.run("DELETE FROM volume_count")
        volumes = [row[0] for row in store.rows(_VOLUMES)]
    for volume in {*volumes, ""}:  # the findings of a folder are of no volume before it has documents
        store.run("DELETE FROM volume_count WHERE volume = ?", (volume,))
        for figures in _FIGURES:
            store.run(f"INSERT INTO volume_count (volume, kind, name, value) {figures}", (volume,))


def counts(store: Store) -> EditionCounts:
    """Return the counts of the edition. Findings made while writing the site are not included."""
    found: dict[str, dict[str, int]] = {}
    for kind, name, value in store.rows("SELECT kind, name, sum(value) FROM volume_count GROUP BY kind, name ORDER BY kind, name"):
        found.setdefault(kind, {})[name] = value
    documents, pages, notes = (found.get(kind, {}).get("", 0) for kind in ("document", "page", "note"))
    return EditionCounts(documents, pages, notes, found.get("reference", {}), found.get("finding", {}))


def tallies(store: Store) -> list[RuleTally]:
    """Return how often each rule applied in each volume."""
    return store.records(RuleTally, _TALLIES)


def to_check(store: Store) -> dict[str, int]:
    """Return the number of errors and warnings of each volume that are not accepted."""
    return store.pairs("SELECT volume, sum(value) FROM volume_count WHERE kind = 'finding' AND name <> 'info' GROUP BY volume")


_TALLIES = """
SELECT volume, name AS rule, sum(CASE kind WHEN 'rule' THEN value ELSE 0 END) AS times,
  sum(CASE kind WHEN 'accepted' THEN value ELSE 0 END) AS accepted
FROM volume_count WHERE kind IN ('rule', 'accepted') GROUP BY name, volume ORDER BY name, volume
"""

# A finding about a volume as a whole belongs to no document: the name of its folder is the volume, if that has documents.

_OF_FOLDER = "coalesce((SELECT v.volume FROM document v WHERE v.volume = substr(f.path, 1, instr(f.path, '/') - 1) LIMIT 1), '')"
OF_FINDING = f"coalesce(d.volume, {_OF_FOLDER})"

_VOLUMES = "SELECT volume FROM document UNION SELECT ''"

_FOUND = f"""(
  SELECT f.rule, f.severity, f.accepted FROM document d JOIN finding f ON f.doc = d.doc WHERE d.volume = ?1 AND f.stage <> 'write'
  UNION ALL
  SELECT f.rule, f.severity, f.accepted FROM finding f WHERE f.doc IS NULL AND {_OF_FOLDER} = ?1 AND f.stage <> 'write')"""

_HOW = "CASE WHEN stated THEN 'stated' ELSE 'inferred' END"
_DATED = "FROM document WHERE volume = ?1 AND earliest IS NOT NULL AND latest IS NOT NULL"
_IN_A_MONTH = "substr(earliest, 1, 7) = substr(latest, 1, 7)"
_IN_A_YEAR = "substr(earliest, 1, 4) = substr(latest, 1, 4)"

_FIGURES = (
    "SELECT ?1, 'document', '', count(*) FROM document WHERE volume = ?1",
    "SELECT ?1, 'page', '', count(*) FROM page WHERE volume = ?1",
    "SELECT ?1, 'note', '', count(*) FROM note n JOIN document d ON d.doc = n.doc WHERE d.volume = ?1",
    """SELECT ?1, 'reference', r.status, count(*) FROM reference r JOIN document d ON d.doc = r.doc
    WHERE d.volume = ?1 AND r.status IS NOT NULL GROUP BY r.status""",
    f"SELECT ?1, {_HOW}, substr(earliest, 1, 7), count(*) {_DATED} AND {_IN_A_MONTH} GROUP BY 2, 3",
    f"SELECT ?1, {_HOW}, substr(earliest, 1, 4), count(*) {_DATED} AND NOT {_IN_A_MONTH} AND {_IN_A_YEAR} GROUP BY 2, 3",
    f"SELECT ?1, 'first', substr(earliest, 1, 10), 1 {_DATED} AND stated ORDER BY earliest LIMIT 1",
    f"SELECT ?1, 'last', substr(latest, 1, 10), 1 {_DATED} AND stated ORDER BY latest DESC LIMIT 1",
    f"SELECT ?1, CASE WHEN accepted IS NULL THEN 'rule' ELSE 'accepted' END AS kind, rule, count(*) FROM {_FOUND} GROUP BY kind, rule",
    f"SELECT ?1, 'finding', severity, count(*) FROM {_FOUND} WHERE accepted IS NULL GROUP BY severity",
)
