"""Invalid people files are refused in one sentence that names the file, the person and what was probably meant."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from backchannel.settings import Project, SettingsError
from backchannel.settings.people import PeopleFile, PersonOffice, load

ANN = '[[people]]\nid = "archer-ann"\nname = "Archer, Ann"\n'
ERRORS = [
    ("an unknown key", f'{ANN}form = ["Ann"]', "unknown key 'people archer-ann form'; did you mean 'forms'?"),
    (
        "an unknown key of an office",
        f"{ANN}offices = [{{ nme = 'King' }}]",
        "unknown key 'people archer-ann offices #1 nme'; did you mean 'name'?",
    ),
    ("no name", '[[people]]\nid = "archer-ann"', "missing key 'people archer-ann name'."),
    ("no id", '[[people]]\nname = "Archer, Ann"', "missing key 'people #1 id'."),
    ("an id that is no page name", '[[people]]\nid = "../Archer"\nname = "A"', "'../Archer' is not an id; use lowercase letters, digits"),
    (
        "two people with the same id",
        ANN + ANN.replace('Ann"', 'Anna"'),
        "'Archer, Ann' and 'Archer, Anna' have the same id, 'archer-ann'; give each",
    ),
    (
        "an invalid day",
        f'{ANN}offices = [{{ name = "K", first = "soon" }}]',
        "archer-ann offices #1 first: 'soon' is not a day, month or year",
    ),
    (
        "an end before the beginning",
        f'{ANN}offices = [{{ name = "K", first = 1971, last = 1970 }}]',
        "ends in 1970, before it begins in 1971.",
    ),
    ("an invalid Wikidata item", f'{ANN}wikidata = "12"', "people archer-ann wikidata: '12' is not a Wikidata item, Q1."),
    ("a name with spaces around it", f'{ANN}forms = ["Ann "]', "'Ann ' is not a name; remove the spaces around it."),
    ("not TOML", "[[people]", "as TOML: "),
]


def edition(root: Path, **people_files: str) -> Project:
    """Write an edition of volumes with these people files; `all` is the file for all volumes."""
    for volume, people in people_files.items():
        folder = root if volume == "all" else root / "documents" / volume
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "people.toml").write_text(people, encoding="utf-8")
    (root / "documents").mkdir(exist_ok=True)
    return Project.load(root)


@pytest.mark.parametrize(("toml", "sentence"), [row[1:] for row in ERRORS], ids=[row[0] for row in ERRORS])
def test_an_error_in_people_toml_is_one_sentence(tmp_path: Path, toml: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as error:
        load(edition(tmp_path, all=toml))
    assert sentence in str(error.value)
    assert "people.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_the_people_of_a_volume_are_known_in_that_volume_only(tmp_path: Path) -> None:
    people = load(edition(tmp_path, all=ANN, v1='[[people]]\nid = "baker"\nname = "Baker, Bert"\n', v2=""))
    assert [person.id for person in people.of("v1")] == ["archer-ann", "baker"]
    assert [person.id for person in people.of("v2")] == ["archer-ann"]
    assert [person.id for person in people.all()] == ["archer-ann", "baker"]


def test_entries_for_one_person_in_two_files_are_merged(tmp_path: Path) -> None:
    (person,) = load(edition(tmp_path, all=f'{ANN}forms = ["Ann"]', v1=f'{ANN}forms = ["Fox", "Ann"]\nviaf = "1"')).of("v1")
    assert (person.forms, person.viaf) == (("Ann", "Fox"), "1")


def test_one_id_with_two_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        SettingsError, match=r"people\.toml of v1 calls 'archer-ann' 'Archer, Anna', but people.toml 'Archer, Ann'; use one"
    ):
        load(edition(tmp_path, all=ANN, v1=ANN.replace('Ann"', 'Anna"')))


def test_an_edition_without_people_has_none(tmp_path: Path) -> None:
    assert load(edition(tmp_path)).all() == ()


@pytest.mark.parametrize(
    ("first", "last", "earliest", "latest", "applies"),
    [
        ("1970", "1972-03", "1972-03-31", "1972-03-31", True),
        ("1970", "1972-03", "1972-04-01", "1972-04-01", False),
        ("1970-05-02", None, "1970-05-01", "1970-05-01", False),
        ("1970-05-02", None, "1970", "1970-12-31", True),
        (None, None, "1970-01-01", "1970-01-01", True),
        ("1970", "1972", None, None, True),
    ],
)
def test_an_office_applies_to_its_days(
    first: str | None, last: str | None, earliest: str | None, latest: str | None, applies: bool
) -> None:
    assert PersonOffice(name="King", first=first, last=last).may_be_held(earliest, latest) is applies


def test_the_sample_of_the_manual_is_valid() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "people.md").read_text(encoding="utf-8")
    sample = re.search(r"```toml\n(.*?)```", manual, re.DOTALL)
    assert sample is not None
    assert [person.id for person in PeopleFile.model_validate(tomllib.loads(sample[1])).people] == ["archer-ann-b", "archer-bert", "ba-maw"]
