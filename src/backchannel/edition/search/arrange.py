"""Arrange the terms of the edition in ranges, and invalidate the ranges and the lists of words that changed."""

from __future__ import annotations

import json
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel.edition.rebuild.invalidation import INDEX, PLACES, SEARCH, TERMS, WORDS, invalidate, invalidated_units, part
from backchannel.edition.search.terms import count_all, directories, has_ranges
from backchannel.edition.search.texts import count
from backchannel.search.ranges import SIZE, limits, scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.store import Store

_LETTERS = 4
"""Letters by which ranges are parted, before they are parted by stems."""
_BASIS = "search_basis"
"""What the store keeps of that on which all ranges depend: the length of files, and the volumes, which are numbered in them."""

_SCALE = "search_scale"
"""What the store keeps of the length of files."""

_BY_LETTERS = f"SELECT substr(term, 1, min({_LETTERS}, instr(term, ' ') - 1)) AS first, sum(size) FROM term GROUP BY first ORDER BY first"
_BY_STEM = """
SELECT substr(term, 1, instr(term, ' ') - 1) AS stem, sum(size) FROM term
WHERE term >= ?1 AND substr(term, 1, length(?1)) = ?1 AND term < ?1 || char(1114111) GROUP BY stem ORDER BY stem
"""


def arrange(store: Store) -> None:
    """Arrange the terms, and invalidate what changed since they were last arranged."""
    arranged, basis = has_ranges(store), json.dumps([scale(count(store)), *directories(store)])
    if not arranged:
        count_all(store)
    if not arranged or basis != store.get(_BASIS) or store.rows("SELECT 1 FROM term_change LIMIT 1"):
        _arrange_again(store, basis, arranged=arranged)
    if {part(unit) for unit in invalidated_units(store)} & {TERMS, WORDS, PLACES}:
        invalidate(store, [SEARCH])


def _arrange_again(store: Store, basis: str, *, arranged: bool) -> None:
    store.run("DELETE FROM term WHERE frequency = 0")
    before = dict(store.pairs("SELECT first, until FROM term_range"))
    now = dict(_ranges(store, SIZE * scale(count(store))))
    changed = {first for first in before.keys() | now.keys() if before.get(first) != now.get(first)}
    if basis != store.get(_BASIS):
        changed |= now.keys()
        store.put(_BASIS, basis)
    changed |= set(_with_changes(store, sorted(now)))
    store.run("DELETE FROM term_range")
    store.run_many("INSERT INTO term_range (first, until) VALUES (?, ?)", now.items())
    invalidate(store, (f"{TERMS}:{first}" for first in changed))
    invalidate(store, (f"{WORDS}:{letter}" for letter in _letters(store, arranged=arranged)))
    store.run("DELETE FROM term_change")


def rescale(store: Store) -> None:
    """Invalidate the indexes of all volumes if the edition grew or shrank so far that the files of the search have another length."""
    now = str(scale(count(store)))
    if now != store.get(_SCALE):
        invalidate(store, (f"{volume}/{INDEX}" for volume in directories(store)))
        store.put(_SCALE, now)


def until(store: Store, first: str) -> str | None:
    """Return where the range after this one begins, which is empty for the last; None if there is no such range."""
    found = store.rows("SELECT until FROM term_range WHERE first = ?", (first,))
    return str(found[0][0]) if found else None


def firsts(store: Store) -> list[str]:
    """Return where each range begins, in order."""
    return [row[0] for row in store.rows("SELECT first FROM term_range ORDER BY first")]


def commonness(documents: int) -> int:
    """Return how often a word is, in steps that double: 1, 2 for 2 and 3, 3 up to 7 …, so that the lists of words change little."""
    return documents.bit_length()


def _ranges(store: Store, most: int) -> Iterator[tuple[str, str]]:
    parts: list[tuple[str, int]] = []
    for first, size in limits([tuple(row) for row in store.rows(_BY_LETTERS)], most):
        large = size > most and len(first) == _LETTERS
        parts += limits([tuple(row) for row in store.rows(_BY_STEM, (first,))], most, _LETTERS + 1) if large else [(first, size)]
    yield from pairwise([*(first for first, _ in parts), ""])


def _with_changes(store: Store, firsts: list[str]) -> Iterator[str]:
    for (term,) in store.rows("SELECT term FROM term_change"):
        if place := bisect_right(firsts, term):
            yield firsts[place - 1]


def _letters(store: Store, *, arranged: bool) -> Iterable[str]:
    """Return the first letters of the words that became or ceased to be as rare as they were."""
    if not arranged:
        return [row[0] for row in store.rows("SELECT DISTINCT substr(term, 1, 1) FROM term")]
    counts = store.rows("SELECT c.term, c.frequency, ifnull(t.frequency, 0) FROM term_change c LEFT JOIN term t ON t.term = c.term")
    return {term[0] for term, before, now in counts if commonness(before) != commonness(now)}
