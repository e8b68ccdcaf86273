"""Make people of a volume's list of persons: the name, the words after it, and the offices with their days that these words name.

`Archer, Ann B.`, Secretary of State from January 1970 until March 1973; Ambassador to Arcadia, 1965–1967
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import ids, vocabulary
from backchannel.dates import month_of
from backchannel.edition.people.forms import split_titles
from backchannel.edition.queries.printed_lists import printed_lists
from backchannel.records.lists import ListedPerson
from backchannel.settings.people import People, Person, PersonOffice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.edition.store import Store
    from backchannel.records.lists import PrintedList

_MONTH = vocabulary.alternatives("months")
_DAY = rf"(?:(?P<{{0}}month>{_MONTH})\s+)?(?:(?P<{{0}}day>\d{{{{1,2}}}}),\s+)?(?P<{{0}}year>\d{{{{4}}}})"
_WHEN = re.compile(
    rf"""
    (?:,\s*|(?<!\s)\s+)?\(?
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
        offices = tuple(_offices(entry.about))
        found[entry.id] = Person(id=id, name=entry.name, forms=_implied(entry.name), offices=offices, description=entry.about or None)
    return found


_SEE = re.compile(r"see\b\s*", re.IGNORECASE)
"""What an entry says that only leads to another."""


def entries(printed: Iterable[PrintedList]) -> list[ListedPerson]:
    """Return the persons that printed lists describe, each with an id of its own. An entry that leads to another one is left out."""
    every = [entry for found in printed for entry in found.entries]
    described = [entry for entry in every if not (entry.about and _SEE.match(entry.about.text))]
    return [ListedPerson(str(n), entry.name.text, entry.about.text if entry.about else "") for n, entry in enumerate(described)]


def with_listed(store: Store, known: People) -> People:
    """Add the persons of printed lists to the people of their volumes. A person whom `people.toml` has too, by id or by name, gets only the
    printed description from the list, unless the volume's own file gives one."""
    rosters = dict(known.rosters)
    for volume, printed in printed_lists(store, "persons").items():
        rosters[volume] = (*rosters.get(volume, ()), *_added(known, volume, entries(printed)))
    return People(rosters)


def relisted(store: Store) -> set[str]:
    """Return the volumes whose lists of persons changed while the store was watched."""
    return {row[0] for row in store.rows("SELECT volume FROM printed_list_change WHERE kind = 'persons'")}


def _added(known: People, volume: str, listed: Sequence[ListedPerson]) -> Iterator[Person]:
    same = {key: person for person in known.of(volume) for key in (person.id, person.name)}
    own = {person.id for person in known.rosters.get(volume, ()) if person.description}
    for person in people(listed, volume, {}).values():
        settled = same.get(person.name) or same.get(person.id)
        if settled is None:
            yield person
        elif settled.id not in own and person.description:
            yield Person(id=settled.id, name=settled.name, description=person.description)


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
