"""The manual names each command, option, setting and field, and says of them what the code says."""

from __future__ import annotations

import re

import pytest
import tables
from manual_pages import DOCS

from backchannel.cli import backchannel
from backchannel.desk.schemas import SCHEMAS

PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if "_build" not in path.parts)


@pytest.mark.parametrize("page", PAGES)
def test_the_tables_of_a_page_are_those_of_the_code(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert text == tables.renewed(text), "`python docs/tables.py` writes the tables again"


@pytest.mark.parametrize("command", sorted(backchannel.commands))
def test_each_command_has_its_table(command: str) -> None:
    assert f"<!-- table: command {command} -->" in (DOCS / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_settings_file_has_its_table(name: str) -> None:
    marks = {mark for page in PAGES for mark in re.findall(r"<!-- table: (settings \S+) -->", (DOCS / page).read_text(encoding="utf-8"))}
    assert f"settings {name}" in marks
