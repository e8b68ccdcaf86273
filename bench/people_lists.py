"""Makes `people.toml` from a TEI volume's list of persons, as `backchannel add` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.people.listed import people
from backchannel.readers.markup.tei.volume import read_volume
from backchannel.scaffold.front_matter import people_file

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.settings.people import Person


class Listed(NamedTuple):
    """A person of the list: the id there and in people.toml, the name, and the person."""

    tei: str
    id: str
    name: str
    person: Person


def listed(volume: Path) -> list[Listed]:
    """Read the list of persons of a TEI volume."""
    read = read_volume(volume.read_bytes())
    found = people(read.people, read.id, {}) if read else {}
    return [Listed(tei, person.id, person.name, person) for tei, person in found.items()]


def as_toml(people: list[Listed]) -> str:
    """Write the people in the format of `people.toml`."""
    return people_file([entry.person for entry in people])
