"""Keep the postings of each volume's terms, and note which terms changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.rebuild.invalidation import SEARCH, invalidate
from backchannel.search.postings import TermRun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.store import Store

_SPACE = 2
"""Characters around the documents of a term in a file."""

_ADD = """
INSERT INTO term (term, frequency, size) VALUES (?, ?, ?)
ON CONFLICT (term) DO UPDATE SET frequency = frequency + excluded.frequency, size = size + excluded.size
"""
_COUNT = """
INSERT INTO term (term, frequency, size)
SELECT term, sum(frequency), sum(length(term) + length(documents) + ?) FROM term_run GROUP BY term
"""
_NOTE = "INSERT OR IGNORE INTO term_change (term, frequency) VALUES (?1, ifnull((SELECT frequency FROM term WHERE term = ?1), 0))"


class VolumeIndex(NamedTuple):
    """The index of a volume: its terms in order, and as JSON what the directory of the search has of it, empty if it has no documents."""

    volume: str
    runs: Sequence[TermRun]
    directory: str


def replace(store: Store, index: VolumeIndex) -> None:
    """Replace the terms of a volume. Before terms are first arranged, those of the edition are not counted: `count_all` does it at once."""
    known = {run.term: run for run in store.records(TermRun, f"{_SELECT} WHERE volume = ?", (index.volume,))}
    changed = [run for run in index.runs if known.get(run.term) != run]
    gone = known.keys() - {run.term for run in index.runs}
    terms = [*(run.term for run in changed), *sorted(gone)]
    if has_ranges(store):
        store.run_many(_NOTE, ((term,) for term in terms))
        store.run_many(_ADD, _differences(terms, known, {run.term: run for run in changed}))
    store.run_many("DELETE FROM term_run WHERE volume = ? AND term = ?", ((index.volume, term) for term in gone))
    store.run_many(
        "INSERT OR REPLACE INTO term_run (volume, term, frequency, documents, positions) VALUES (?, ?, ?, ?, ?)",
        ((index.volume, *run) for run in changed),
    )
    if directories(store).get(index.volume, "") != index.directory:
        store.run("DELETE FROM searched_volume WHERE volume = ?", (index.volume,))
        if index.directory:
            store.insert("searched_volume", volume=index.volume, directory=index.directory)
        invalidate(store, [SEARCH])


def count_all(store: Store) -> None:
    """Count the terms of the edition again, from those of its volumes."""
    store.run("DELETE FROM term")
    store.run(_COUNT, (_SPACE,))


def has_ranges(store: Store) -> bool:
    """Return whether terms were ever arranged in ranges."""
    return bool(store.rows("SELECT 1 FROM term_range LIMIT 1"))


def directories(store: Store) -> dict[str, str]:
    """Return the part of each volume in the directory of the search, by the volumes in order."""
    return store.pairs("SELECT volume, directory FROM searched_volume ORDER BY volume")


class VolumeTerm(NamedTuple):
    """A term of a volume, with its documents and their positions."""

    volume: str
    term: str
    documents: str
    positions: str


def between(store: Store, first: str, until: str) -> Iterator[VolumeTerm]:
    """Yield the terms of each volume from `first` up to `until`, or to the last, if that is empty."""
    return store.stream_records(VolumeTerm, _BETWEEN, (first, until or chr(sys.maxunicode)))


def with_initial(store: Store, letter: str) -> list[tuple[str, int]]:
    """Return the terms that begin with a letter, in order, and how many documents have each."""
    until = chr(ord(letter) + 1)
    return [
        tuple(row) for row in store.rows("SELECT term, frequency FROM term WHERE term >= ? AND term < ? ORDER BY term", (letter, until))
    ]


def _differences(terms: Iterable[str], known: dict[str, TermRun], new: dict[str, TermRun]) -> Iterator[tuple[str, int, int]]:
    for term in terms:
        one, other = known.get(term), new.get(term)
        yield term, (other.frequency if other else 0) - (one.frequency if one else 0), _size(other) - _size(one)


def _size(run: TermRun | None) -> int:
    return len(run.term) + len(run.documents) + _SPACE if run else 0


_BETWEEN = """
SELECT v.volume, t.term, t.documents, t.positions
FROM searched_volume v CROSS JOIN term_run t ON t.volume = v.volume AND t.term >= ? AND t.term < ? ORDER BY v.volume
"""
"""One search of the index for each volume."""
_SELECT = "SELECT term, frequency, documents, positions FROM term_run"
