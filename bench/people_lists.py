"""Makes `people.toml` from a TEI volume's list of persons: the name, and the offices with their days from the words after it.

`Archer, Ann B.`, Secretary of State from January 1970 until March 1973; Ambassador to Arcadia, 1965–1967
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from shared_corpus import TEI

from backchannel import vocabulary
from backchannel.dates import month_of
from backchannel.edition.people.forms import split_titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_MONTH = vocabulary.alternatives("months")
_DAY = rf"(?:(?P<{{0}}month>{_MONTH})\s+)?(?:(?P<{{0}}day>\d{{{{1,2}}}}),\s+)?(?P<{{0}}year>\d{{{{4}}}})"
_WHEN = re.compile(
    rf",?\s*\(?(?:(?P<how>until|before|from|after|since|beginning)\s+)?{_DAY.format('a')}(?:\s*(?:–|-|to|until)\s*{_DAY.format('b')})?\)?$"
)
"""`until 1970`, `from September 1971`, `March 1970–April 1974`, at the end of an office."""


_VIETNAMESE = frozenset(
    [
        "Au",
        "Bui",
        "Buu",
        "Cao",
        "Chu",
        "Dang",
        "Dao",
        "Dinh",
        "Do",
        "Doan",
        "Duong",
        "Ha",
        "Hoang",
        "Huynh",
        "Lam",
        "Le",
        "Luong",
        "Luu",
        "Ly",
        "Mai",
        "Ngo",
        "Nguyen",
        "Ong",
        "Pham",
        "Phan",
        "Phung",
        "Phuoc",
        "Quach",
        "Ta",
        "Thai",
        "Ton",
        "Tran",
        "Trinh",
        "Truong",
        "Tu",
        "Van",
        "Vinh",
        "Vo",
        "Vu",
        "Vuong",
    ]
)
"""Vietnamese family names: nearly all people there share these few."""


class Office(NamedTuple):
    """An office with its first and last day, if the list states them."""

    name: str
    first: str | None = None
    last: str | None = None


class Listed(NamedTuple):
    """A person of the list: the id there and in people.toml, the name, a form that the list implies, and the offices."""

    tei: str
    id: str
    name: str
    forms: tuple[str, ...]
    offices: tuple[Office, ...]


def listed(volume: Path) -> list[Listed]:
    """Read the list of persons of a TEI volume."""
    people: dict[str, Listed] = {}
    for name, words, tei in _items(volume):
        id = _slug(name)
        while id in people:
            id += "-2"
        people[id] = Listed(tei, id, name, _implied(name), tuple(_offices(words)))
    return list(people.values())


def _items(volume: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the words after it, and the id of each person."""
    tree = etree.parse(str(volume), etree.XMLParser(huge_tree=True, recover=True))
    for named in tree.iter(f"{TEI}persName"):
        item = next(named.iterancestors(f"{TEI}item"), None)
        name = _words(named).strip(" ,;")
        if named.get(_ID) and item is not None and name:
            yield name, _words(item).partition(name)[2].strip(" ,"), str(named.get(_ID))


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).replace("'", "’").split())


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "person"


def _implied(name: str) -> tuple[str, ...]:
    """Return how texts call a person whose name has no comma in the list.

    1. `Ba Maw`         `Ba`: the list is sorted by the names in use
    2. `Ngo Dinh Diem`  `Diem`: Vietnamese are called by their last name
    """
    family, _, rest = name.partition(",")
    first, *more = family.split()
    if not more or split_titles(rest.strip())[1]:
        return ()
    return (more[-1],) if first in _VIETNAMESE else (first,)


def _offices(words: str) -> Iterator[Office]:
    for part in (part.strip(" .,") for part in words.split(";")):
        if part:
            yield _office(part)


def _office(words: str) -> Office:
    when = _WHEN.search(words)
    name = words[: when.start()].strip(" ,") if when else ""
    if not when or not name:
        return Office(words)
    first, last = _day(when, "a"), _day(when, "b")
    if last is None:
        how = when["how"]
        first, last = (None, first) if how in ("until", "before") else (first, None if how else first)
    return Office(name, first, last) if not (first and last and last < first[: len(last)]) else Office(name)


def _day(when: re.Match[str], which: str) -> str | None:
    year, month, day = (when[f"{which}{part}"] for part in ("year", "month", "day"))
    if not year:
        return None
    return year + (f"-{month_of(month):02d}" if month else "") + (f"-{int(day):02d}" if month and day else "")


def as_toml(people: list[Listed]) -> str:
    """Write the people in the format of `people.toml`."""
    return "\n".join(_entry(person) for person in people)


def _entry(person: Listed) -> str:
    lines = ["[[people]]", f"id = {_quoted(person.id)}", f"name = {_quoted(person.name)}"]
    lines += [f"forms = [{', '.join(map(_quoted, person.forms))}]"] if person.forms else []
    for office in person.offices:
        lines += ["", "[[people.offices]]"]
        lines += [f"{key} = {_quoted(value)}" for key, value in zip(("name", "first", "last"), office, strict=True) if value]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
