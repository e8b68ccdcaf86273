"""Divide pages that grow with the edition: which lists of a page's view are shared out among its parts, and by what.

The keys of an entry name the part that has it, from the widest to the narrowest: the channel pair, then the year. A page is divided by the
first; a part that is still too large is divided by the next, and at last into runs of equal length. How large a page is only its writer
knows. The ledger says in addition by how many keys it is divided in any case, since links lead to its parts directly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel import ids
from backchannel.pages.components.letters import OTHERS, initial

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

_HUNDRED = 100


class PartKey(NamedTuple):
    """What a part has: in its address, and in words."""

    slug: str
    words: str


class Leaf(NamedTuple):
    """An entry of the innermost lists of a view: which list and which place in each (`at`), and the entries around it, from the outermost;
    the last is its own."""

    at: tuple[int, ...]
    entries: tuple[Any, ...]


Keys = tuple[PartKey, ...]


def _by_first(leaf: Leaf) -> Keys:
    entry = leaf.entries[0]
    return (PartKey(entry.id, entry.name),)


class Parting(NamedTuple):
    """How a page is divided. `lists` are the paths of fields to its innermost lists, `keys` returns the keys of a leaf, `planned` by how
    many of them the page is divided in any case; `once` are the fields that only the first page shows, each with what parts have
    instead."""

    lists: tuple[tuple[str, ...], ...]
    keys: Callable[[Leaf], Keys]
    planned: Callable[[Leaf], int] = lambda _: 0
    once: tuple[tuple[str, Any], ...] = ()


def leaves(view: Any, parting: Parting) -> list[Leaf]:
    """Return the entries of a view that are shared out, in the order of the page. One whose inner list is empty is a leaf itself."""
    outermost = list(dict.fromkeys(path[0] for path in parting.lists))
    found = [leaf for n, path in enumerate(parting.lists) for leaf in _leaves(view, path, Leaf((n,), ()))]
    return sorted(found, key=lambda leaf: (outermost.index(parting.lists[leaf.at[0]][0]), leaf.at[1], leaf.at))


def _leaves(node: Any, path: Sequence[str], around: Leaf) -> Iterator[Leaf]:
    for n, entry in enumerate(getattr(node, path[0])):
        leaf = Leaf((*around.at, n), (*around.entries, entry))
        inner = list(_leaves(entry, path[1:], leaf)) if path[1:] else []
        yield from inner or [leaf]


def with_only(view: Any, parting: Parting, kept: Collection[Leaf]) -> Any:
    """Return a view that has only these leaves, and what is around them."""
    places = {leaf.at for leaf in kept}
    paths = dict(enumerate(parting.lists))
    return _with_only(view, paths, {n: {at[1:] for at in places if at[0] == n} for n in paths})


def _with_only(node: Any, paths: Mapping[int, Sequence[str]], kept: Mapping[int, Collection[tuple[int, ...]]]) -> Any:
    changed = {}
    for field in dict.fromkeys(path[0] for path in paths.values() if path):
        inner = {n: path[1:] for n, path in paths.items() if path and path[0] == field}
        entries = []
        for place, entry in enumerate(getattr(node, field)):
            here = {n: {at[1:] for at in kept[n] if at[0] == place} for n in inner}
            if any(here.values()):
                entries.append(_with_only(entry, inner, {n: {at for at in found if at} for n, found in here.items()}))
        changed[field] = entries
    return node._replace(**changed) if changed else node


def _initial(words: str) -> PartKey:
    """Return the key of a name by its first letter: `A`; `0-9` for one that begins with another sign."""
    first = initial(words)
    return PartKey("0-9", f"{OTHERS} and other signs") if first == OTHERS else PartKey(first.lower(), first)


def _by_initial(leaf: Leaf) -> Keys:
    return (_initial(leaf.entries[0].name.text),)


def _by_term(leaf: Leaf) -> Keys:
    return (_initial(leaf.entries[0].term),)


def _by_first_words(leaf: Leaf) -> Keys:
    return (_initial(leaf.entries[0].words[0].text),)


def _by_channel(channel_pair: str, *years: str) -> Keys:
    return (PartKey(ids.slug(channel_pair), channel_pair or "Other messages"), *(PartKey(year, _year_words(year)) for year in years))


def _year_words(year: str) -> str:
    return year if year.isdecimal() else "journey not known"


def _by_journey(leaf: Leaf) -> Keys:
    channel_pair, journey = leaf.entries[:2]
    return _by_channel(channel_pair.name, journey.year)


def _planned_journey(leaf: Leaf) -> int:
    part: str = leaf.entries[1].part
    return part.count("/") + 1 if part else 0


_SERIALS = 2
"""The list of the messages known by serial number only, among the lists of the traffic."""


def _by_figure(leaf: Leaf) -> Keys:
    if leaf.at[0] == _SERIALS:
        return (PartKey("serials", "Known by serial number only"),)
    return _by_channel(leaf.entries[0].channel_pair, leaf.entries[0].year)


def _by_clock(leaf: Leaf) -> Keys:
    return _by_channel(leaf.entries[0].name.partition(" · ")[0])


def _by_year(leaf: Leaf) -> Keys:
    if leaf.at[0]:
        return (PartKey("not-certain", "Not certain to a year"),) if leaf.at[0] == 1 else (PartKey("not-known", "Not known"),)
    found = re.search(r"\d{4}", leaf.entries[0].id)
    return (PartKey(found[0], found[0]) if found else PartKey("year-not-stated", "Year not stated"),)


def _by_repository(leaf: Leaf) -> Keys:
    return (PartKey("not-known", "Not known"),) if leaf.at[0] else _by_first(leaf)


def _by_rule(leaf: Leaf) -> Keys:
    rule = leaf.entries[0]
    return (PartKey(rule.id.lower(), f"{rule.id} {rule.name}"),)


def _hundred(number: str) -> PartKey:
    """Return the key of a number by its hundred: `101–200`; `i` for a roman numeral and whatever else is no number."""
    figures = re.match(r"\d+", number)
    if not figures:
        return PartKey("i", "Without arabic numerals")
    first = (max(int(figures[0]), 1) - 1) // _HUNDRED * _HUNDRED + 1
    return PartKey(str(first), f"{first:,}–{first + _HUNDRED - 1:,}")


MESSAGES = Parting((("channel_pairs", "journeys", "counts", "rows"),), _by_journey, _planned_journey, once=(("former", []),))
TRAFFIC = Parting(
    (("figures", "panels"), ("figures", "table"), ("serials",)),
    _by_figure,
    once=(("timeline", None), ("channel_pairs", []), ("others", [])),
)
THREADS = Parting((("threads",),), lambda leaf: _by_channel(leaf.entries[0].channel_pair))
UNDERWAY = Parting((("journeys", "events"),), _by_clock)
PEOPLE = Parting((("people",),), _by_initial)
PERSONS = Parting((("persons",),), _by_initial)
GLOSSARY = Parting((("entries",),), _by_term, once=(("remarks", []),))
TERMS = Parting((("terms",),), _by_term)
PRINTED_PERSONS = Parting((("lines",),), _by_first_words, once=(("lead", []),))
CHRONOLOGY = Parting((("months", "entries"), ("vague",), ("undated",)), _by_year)
DATES = Parting((("years", "months"),), _by_first, once=(("rest", ""),))
ARCHIVES = Parting((("repositories", "collections", "folders"),), _by_first)
SOURCES = Parting((("repositories", "collections", "folders"), ("unknown",)), _by_repository)
TRANSMISSION = Parting((("sections", "entries", "documents"),), _by_first)
SECTIONS = Parting((("sections", "entries"),), _by_first)
PAGES = Parting((("pages",),), lambda leaf: (_hundred(leaf.entries[0].number),))
DOCUMENTS = Parting((("rows",),), lambda leaf: (_hundred(leaf.entries[0].number),), once=(("front", []), ("indexes", [])))
FINDINGS = Parting((("rules", "volumes"), ("rules", "outside")), _by_rule)
VOLUME_FINDINGS = Parting((("rules", "entries"),), _by_rule)
