"""The page on checking agrees with the program."""

from __future__ import annotations

import re
from pathlib import Path

from rule_pages import MANUAL

from backchannel.checks import formats
from backchannel.settings import Project

TEXT = (MANUAL / "checking.md").read_text(encoding="utf-8")


def test_its_settings_are_valid(tmp_path: Path) -> None:
    settings, accepted = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / "documents").mkdir()
    (tmp_path / "edition.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "accepted.toml").write_text(accepted, encoding="utf-8")
    project = Project.load(tmp_path)
    assert project.edition.check.ignore == ("V003",)
    assert [entry.acceptance.rule for entry in project.accepted] == ["N002"]


def test_it_names_each_format() -> None:
    assert re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE) == list(formats.FORMATS)


def test_its_first_sample_is_the_sample_of_the_rule() -> None:
    printed = re.search(r"^documents/.*$", TEXT, re.MULTILINE)
    assert printed
    assert printed[0] in (MANUAL / "rules" / "N002.md").read_text(encoding="utf-8")
