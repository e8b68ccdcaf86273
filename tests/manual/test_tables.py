"""The manual lists each command, option, setting and field, and describes them as the code does."""

from __future__ import annotations

import re
import tomllib

import click
import pytest
import tables
from manual_pages import DOCS, samples

from backchannel.cli import backchannel

README = (DOCS.parent / "README.md").read_text(encoding="utf-8")
GROUPED = [(name, inner) for name, group in backchannel.commands.items() if isinstance(group, click.Group) for inner in group.commands]
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if "_build" not in path.parts)


@pytest.mark.parametrize("page", PAGES)
def test_the_tables_of_a_page_match_the_code(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert text == tables.renewed(text), "`python docs/tables.py` writes the tables again"


@pytest.mark.parametrize("command", sorted(backchannel.commands))
def test_each_command_has_its_table(command: str) -> None:
    assert f"<!-- table: command {command} -->" in (DOCS / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [f"{name}/{inner}" for name, inner in GROUPED])
def test_each_command_of_a_group_has_its_table(command: str) -> None:
    assert f"<!-- table: command {command} -->" in (DOCS / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(backchannel.commands))
def test_the_readme_names_each_command(command: str) -> None:
    assert f"| `backchannel {command} " in README


def test_the_readme_is_short_and_its_links_work() -> None:
    assert len(README.splitlines()) <= 150
    paths = re.findall(r"\]\(([^)]+)\)", README)
    assert paths
    assert [path for path in paths if not (DOCS.parent / path).exists()] == []


def test_the_pictures_are_small() -> None:
    assert sum(picture.stat().st_size for picture in (DOCS / "pictures").iterdir()) < 1_000_000


@pytest.mark.parametrize(("page", "text"), [(page, sample.text) for page in PAGES for sample in samples(page) if sample.language == "toml"])
def test_samples_of_settings_are_toml(page: str, text: str) -> None:
    assert tomllib.loads(text), page


@pytest.mark.parametrize("name", tables.MODELS)
def test_each_settings_file_and_each_table_in_one_has_its_table(name: str) -> None:
    marks = {mark for page in PAGES for mark in re.findall(r"<!-- table: (settings \S+) -->", (DOCS / page).read_text(encoding="utf-8"))}
    assert f"settings {name}" in marks
