"""Read the people of an edition: `people.toml` at its top applies to all volumes, one next to a `volume.toml` to that volume.

An id identifies one person across all files, and what several files say about a person is merged. An error is a `SettingsError`, one
sentence that names the file and the person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from backchannel.settings import PEOPLE, SettingsError, SettingsModel, read_settings
from backchannel.settings.reading import SomeWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.settings import Project

_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def _edtf(value: object) -> object:
    """Return a TOML date or year (`1969-01-20`, `1969`) as a string."""
    return str(value) if isinstance(value, date | int) else value


def _matching(pattern: str, shape: str) -> AfterValidator:
    """Return a validator for strings that match a pattern; `shape` describes the pattern in error messages."""

    def check(words: str) -> str:
        if not re.fullmatch(pattern, words):
            raise ValueError(f"{words!r} is not {shape}")
        return words

    return AfterValidator(check)


Day = Annotated[str, BeforeValidator(_edtf), _matching(_DAY.pattern, "a day, month or year; use 1969-01-20, 1969-01 or 1969")]
Slug = Annotated[str, _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "an id; use lowercase letters, digits and hyphens, such as archer-ann-b")]
Printed = Annotated[str, _matching(r"\S(.*\S)?", "a name; remove the spaces around it")]


class PersonOffice(SettingsModel):
    """An office of a person, with the first and the last day (or month, or year) on which the person held it, if they are known."""

    name: Printed = Field(description="The name of the office: Secretary of State.")
    first: Day | None = Field(default=None, description="The first day, month or year: 1969-01-20.")
    last: Day | None = Field(default=None, description="The last day, month or year.")

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.first and self.last and self.last < self.first[: len(self.last)]:
            raise ValueError(f"the office {self.name!r} ends in {self.last}, before it begins in {self.first}")
        return self

    def may_be_held(self, earliest: str | None, latest: str | None) -> bool:
        """Return whether the person may have held the office on a day in this range. Either end may be None (unknown)."""
        begun = not self.first or not latest or self.first[: len(latest)] <= latest
        return begun and (not self.last or not earliest or earliest[: len(self.last)] <= self.last)


class Person(SettingsModel):
    """A person: the name with the family name first, `Archer, Ann B.`; other printed `forms` of it; and the ids in authority files:
    Wikidata (`Q1`), VIAF, and the Department's Office of the Historian (`archer-ann-b`)."""

    id: Slug = Field(description="The id, which is also the name of the person's page: archer-ann-b.")
    name: Printed = Field(description="The name, with the family name first: Archer, Ann B.")
    forms: tuple[Printed, ...] = Field(default=(), description="Printed forms that do not follow from the name.")
    offices: tuple[PersonOffice, ...] = Field(default=(), description="The offices, each a table [[people.offices]] with the keys below.")
    wikidata: Annotated[str, _matching(r"Q[0-9]+", "a Wikidata item, Q1")] | None = Field(
        default=None, description="The Wikidata item: Q1."
    )
    viaf: Annotated[str, _matching(r"[0-9]+", "a VIAF number, digits only")] | None = Field(default=None, description="The VIAF number.")
    department: Slug | None = Field(default=None, description="The person's id at the Office of the Historian: archer-ann-b.")
    description: SomeWords | None = Field(
        default=None, description="The description in a volume's list of persons, which readers see: Secretary of State until March 1973."
    )

    def __or__(self, other: Person) -> Person:
        """Merge what two files say about one person. The description is the later one's: a volume's, rather than the edition's."""
        return Person(
            id=self.id,
            name=self.name,
            forms=tuple(dict.fromkeys((*self.forms, *other.forms))),
            offices=tuple(dict.fromkeys((*self.offices, *other.offices))),
            wikidata=self.wikidata or other.wikidata,
            viaf=self.viaf or other.viaf,
            department=self.department or other.department,
            description=other.description or self.description,
        )


def _of_different_ids(people: tuple[Person, ...]) -> tuple[Person, ...]:
    seen: dict[str, Person] = {}
    for person in people:
        if person.id in seen:
            raise ValueError(f"{seen[person.id].name!r} and {person.name!r} have the same id, {person.id!r}; give each person a unique id")
        seen[person.id] = person
    return people


class PeopleFile(SettingsModel):
    """`people.toml`: the people of the edition or of a volume."""

    people: Annotated[tuple[Person, ...], AfterValidator(_of_different_ids)] = Field(
        default=(), description="The people, each a table [[people]] with the keys below."
    )


@dataclass(frozen=True, slots=True)
class People:
    """The people of an edition, by volume id. The empty id has those that apply to all volumes."""

    rosters: dict[str, tuple[Person, ...]]

    def of(self, volume: str) -> tuple[Person, ...]:
        """Return the people who may be named in a volume, sorted by id."""
        return _merged(chain(self.rosters.get("", ()), self.rosters.get(volume, ())))

    def all(self) -> tuple[Person, ...]:
        """Return all people, sorted by id."""
        return _merged(chain.from_iterable(self.rosters[volume] for volume in sorted(self.rosters)))


def _merged(people: Iterable[Person]) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for person in people:
        found[person.id] = found[person.id] | person if person.id in found else person
    return tuple(found[id] for id in sorted(found))


def load(project: Project) -> People:
    """Load the people of an edition. Raises `SettingsError`."""
    rosters: dict[str, tuple[Person, ...]] = {}
    for volume, file in project.rosters:
        rosters[volume] = (*rosters.get(volume, ()), *read_settings(file, PeopleFile).people)
    _refuse_two_names(rosters)
    return People(rosters)


def _refuse_two_names(rosters: Mapping[str, tuple[Person, ...]]) -> None:
    """Reject an id with different names in two files: it is likely an error that would merge two people."""
    named: dict[str, tuple[str, str]] = {}
    for volume, person in _everyone(rosters):
        where, name = named.setdefault(person.id, (volume, person.name))
        if name != person.name:
            what = f"{_file(volume)} calls {person.id!r} {person.name!r}, but {_file(where)} {name!r}"
            raise SettingsError(f"{what}; use one name for one person, or two ids for two people.")


def _everyone(rosters: Mapping[str, tuple[Person, ...]]) -> Iterator[tuple[str, Person]]:
    return ((volume, person) for volume in sorted(rosters) for person in rosters[volume])


def _file(volume: str) -> str:
    return f"{PEOPLE} of {volume}" if volume else PEOPLE
