"""A new edition builds, and its messages make sense to a beginner."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

from backchannel.build import pipeline
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.scaffold.citation_files import NewEdition
from backchannel.scaffold.new_edition import VOLUME, start
from backchannel.scaffold.schemas import SCHEMAS, schema
from backchannel.settings import Project, SettingsError


def test_a_new_edition_builds_without_a_warning(tmp_path: Path) -> None:
    start(tmp_path / "mine", NewEdition("Ruritania"))
    project = Project.load(tmp_path / "mine")
    summary = pipeline.build(project, 1, lambda *_: None)
    assert summary.counts.documents == 1
    with Store.reading(project.store) as store:
        assert [found for found in findings(store) if found.severity != "info"] == []
    assert (project.site / VOLUME / "d1.html").exists()


@pytest.mark.parametrize("title", ['The "Zenda" papers', "a\\b", "$title", "x\ny = 1", "Ruritanien: Übersicht"])
def test_any_title_is_allowed(tmp_path: Path, title: str) -> None:
    start(tmp_path / "mine", NewEdition(title))
    assert Project.load(tmp_path / "mine").edition.title == title


CFF = json.loads((Path(__file__).parents[1] / "cff-schema-1.2.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("title", ['The "Zenda" papers: one', "a\\b", "$title", "x\ny = 1", "Ruritanien: Übersicht #1"])
@pytest.mark.parametrize("editors", [(), ("Archer, Ann", "Zenda: a project", "O’Neil")])
def test_a_new_edition_says_how_to_cite_it(tmp_path: Path, title: str, editors: tuple[str, ...]) -> None:
    start(tmp_path, NewEdition(title, editors, "CC-BY-4.0"))
    cff = yaml.safe_load((tmp_path / "CITATION.cff").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(CFF).validate(cff)
    zenodo = json.loads((tmp_path / ".zenodo.json").read_text(encoding="utf-8"))
    assert (cff["title"], zenodo["title"]) == (title, title)
    assert (cff["license"], zenodo["license"]) == ("CC-BY-4.0", "cc-by-4.0")
    assert [creator["name"] for creator in zenodo["creators"]] == list(editors or [f"The editors of {title}"])
    if editors:
        assert cff["authors"] == [{"family-names": "Archer", "given-names": "Ann"}, {"name": "Zenda: a project"}, {"name": "O’Neil"}]
    assert {"title", "upload_type", "description", "creators", "access_right"} <= zenodo.keys()


def test_without_a_license_the_files_state_none_and_are_valid(tmp_path: Path) -> None:
    start(tmp_path / "mine", NewEdition("Ruritania"))
    cff = yaml.safe_load((tmp_path / "mine" / "CITATION.cff").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(CFF).validate(cff)
    assert "license" not in cff
    with pytest.raises(SettingsError, match="not the id of a license"):
        start(tmp_path / "other", NewEdition("Ruritania", license="free for all"))


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Rudolf", encoding="utf-8")
    with pytest.raises(SettingsError, match="is not empty"):
        start(tmp_path, NewEdition("Ruritania"))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_all_files_listed_as_written_exist(tmp_path: Path) -> None:
    written = start(tmp_path, NewEdition("Ruritania"))
    assert sorted(written) == sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())


def test_each_settings_file_names_its_schema_in_its_first_line(tmp_path: Path) -> None:
    start(tmp_path, NewEdition("Ruritania"))
    for file in tmp_path.rglob("*.toml"):
        directive, path = file.read_text(encoding="utf-8").splitlines()[0].split()
        assert (directive, (file.parent / path).resolve()) == ("#:schema", (tmp_path / ".schemas" / f"{file.stem}.json").resolve())


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_explains_each_key(name: str) -> None:
    validators = pytest.importorskip("jsonschema")
    data = json.loads(schema(name))
    validators.Draft202012Validator.check_schema(data)
    models = [data, *data.get("$defs", {}).values()]
    assert [key for model in models for key, field in model["properties"].items() if not field.get("description")] == []


@pytest.mark.parametrize(
    ("toml", "fits"), [('title = "V"\npages = [1, 9]', True), ('titel = "V"', False), ('title = "V"\nyear = "soon"', False)]
)
def test_a_schema_agrees_with_the_program(toml: str, fits: bool) -> None:
    validators = pytest.importorskip("jsonschema")
    assert validators.Draft202012Validator(json.loads(schema("volume"))).is_valid(tomllib.loads(toml)) is fits
