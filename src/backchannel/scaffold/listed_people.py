"""Make people of `people.toml` from a volume's list of persons: the name, and the offices with their days from the words after it.

`Archer, Ann B.`, Secretary of State from January 1970 until March 1973; Ambassador to Arcadia, 1965–1967
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import ids, vocabulary
from backchannel.dates import month_of
from backchannel.edition.people.forms import split_titles
from backchannel.settings.people import Person, PersonOffice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.readers.markup.tei.volume import ListedPerson

_MONTH = vocabulary.alternatives("months")
_DAY = rf"(?:(?P<{{0}}month>{_MONTH})\s+)?(?:(?P<{{0}}day>\d{{{{1,2}}}}),\s+)?(?P<{{0}}year>\d{{{{4}}}})"
_WHEN = re.compile(
    rf"""
    ,?\s*\(?
    (?:(?P<how>until|before|from|after|since|beginning)\s+)?{_DAY.format("a")}   # until 1970
    (?:\s*(?:–|-|to|until)\s*{_DAY.format("b")})?\)?$                          # March 1970–April 1974
    """,
    re.VERBOSE,
)
_SAME_YEAR = re.compile(rf"\bfrom ({_MONTH}) (?:to|until|through) ({_MONTH}) (\d{{4}})$")
"""`from January to October 1969`"""
_THEREAFTER = re.compile(r"(?:and )?(?:thereafter|then|later),? (?=[A-Z])")
_VIETNAMESE = frozenset(
    re.findall(
        r"\w+",
        "Au Bui Buu Cao Chu Dang Dao Dinh Do Doan Duong Ha Hoang Huynh Lam Le Luong Luu Ly Mai Ngo Nguyen Ong Pham Phan "
        "Phung Phuoc Quach Ta Thai Ton Tran Trinh Truong Tu Van Vinh Vo Vu Vuong",
    )
)
"""Vietnamese family names: nearly all people there share these few."""


def people(listed: Sequence[ListedPerson], volume: str, taken: Mapping[str, str]) -> dict[str, Person]:
    """Return the people of a volume's list, by their ids there. `taken` has the names of the edition's people by their ids in
    `people.toml`: one name is one person, unless a list has it twice."""
    found: dict[str, Person] = {}
    used: set[str] = set()
    for entry in listed:
        id = _free(entry.name, volume, used, taken)
        used.add(id)
        found[entry.id] = Person(id=id, name=entry.name, forms=_implied(entry.name), offices=tuple(_offices(entry.about)))
    return found


def _free(name: str, volume: str, used: set[str], taken: Mapping[str, str]) -> str:
    """Return an id that no other person has: `archer-ann`, or `archer-ann-frus1999v01-2`."""
    plain, count = ids.slug(name), 2
    id = plain
    while id in used or taken.get(id, name) != name:
        id = f"{plain}-{ids.slug(volume)}-{count}"
        count += 1
    return id


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


def _offices(words: str) -> Iterator[PersonOffice]:
    """Read the offices of a person. One held `thereafter` began when the one before it ended."""
    last: str | None = None
    for part in (part.strip(" .,") for part in words.split(";")):
        if not part:
            continue
        later = _THEREAFTER.match(part)
        office = _office(part[later.end() :] if later else part)
        if later and last and not office.first and (not office.last or office.last >= last):
            office = office.model_copy(update={"first": last})
        last = office.last
        yield office


def _office(words: str) -> PersonOffice:
    words = _SAME_YEAR.sub(r"from \1 \3 to \2 \3", words)
    when = _WHEN.search(words)
    name = words[: when.start()].strip(" ,") if when else ""
    if not when or not name:
        return PersonOffice(name=words)
    first, last = _day(when, "a"), _day(when, "b")
    if last is None:
        how = when["how"]
        first, last = (None, first) if how in ("until", "before") else (first, None if how else first)
    return (
        PersonOffice(name=name, first=first, last=last) if not (first and last and last < first[: len(last)]) else PersonOffice(name=name)
    )


def _day(when: re.Match[str], which: str) -> str | None:
    year, month, day = (when[f"{which}{part}"] for part in ("year", "month", "day"))
    if not year:
        return None
    return year + (f"-{month_of(month):02d}" if month else "") + (f"-{int(day):02d}" if month and day else "")
