"""The entries of a volume's list of persons become people of `people.toml`."""

from __future__ import annotations

import pytest

from backchannel.edition.people.listed import people
from backchannel.records.lists import ListedPerson


def offices(about: str) -> list[tuple[str, str | None, str | None]]:
    found = people([ListedPerson("p_A", "Archer, Ann B.", about)], "frus1999v01", {})
    return [(office.name, office.first, office.last) for office in found["p_A"].offices]


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("Secretary of State until January 20, 1953.", [("Secretary of State", None, "1953-01-20")]),
        ("Ambassador to Arcadia, 1965–1967", [("Ambassador to Arcadia", "1965", "1967")]),
        (
            "Counselor from January to October 1969; thereafter, Minister",
            [("Counselor", "1969-01", "1969-10"), ("Minister", "1969-10", None)],
        ),
        ("a cook", [("a cook", None, None)]),
        ("", []),
    ],
)
def test_offices_are_read(about: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert offices(about) == expected


def test_each_person_has_an_id_of_their_own() -> None:
    listed = [ListedPerson("p_1", "Smith, John", ""), ListedPerson("p_2", "Smith, John", ""), ListedPerson("p_3", "Ba Maw", "")]
    found = people(listed, "frus1999v01", {"ba-maw": "Ba-Maw"})
    assert [person.id for person in found.values()] == ["smith-john", "smith-john-frus1999v01-2", "ba-maw-frus1999v01-2"]
    assert found["p_3"].forms == ("Ba",)
