"""Each rule has a page in the manual, and the page shows what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rule_pages import FOLDER, PAGES, output_for, read_page

from backchannel import rules

SAMPLES = ("Example with this finding", "Example without it")
LETTERS = dict(line.split(": ", 1) for line in re.findall(r"^## (.+)$", (FOLDER / "index.md").read_text(encoding="utf-8"), re.MULTILINE))


def words(text: str) -> str:
    return " ".join(text.split())


def test_each_rule_has_a_page() -> None:
    assert [page.stem for page in PAGES] == sorted(rules.CATALOG)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_agrees_with_its_rule(file: Path) -> None:
    rule, page = rules.CATALOG[file.stem], read_page(file)
    assert page.title == f"# {rule.id}: {rule.name.replace('-', ' ')}"
    assert page.line == f"`{rule.name}`, {rule.severity}"
    assert words(page.sections["Why"]).startswith(rule.why)
    assert words(page.sections["What to do"]).startswith(rule.cure)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_shows_both_samples_or_says_why_there_are_none(file: Path) -> None:
    page = read_page(file)
    if "Why there is no example" in page.sections:
        assert not page.sections.keys() & set(SAMPLES)
    else:
        assert page.bad
        assert page.output
        assert page.good


SHOWN = [file for file in PAGES if "Why there is no example" not in read_page(file).sections]


@pytest.mark.parametrize("file", SHOWN, ids=lambda file: file.stem)
def test_the_output_on_a_page_is_what_the_program_prints(file: Path, tmp_path: Path) -> None:
    page = read_page(file)
    assert output_for(tmp_path / "bad", page.bad, file.stem) == page.output
    assert output_for(tmp_path / "good", page.good, file.stem) == []


def test_the_list_of_rules_is_complete_and_ordered_by_letter() -> None:
    listed = re.findall(
        r"^\| \[(\w+)\]\((\w+)\.md\) \| (\S+) \| (\w+) \|$", (FOLDER / "index.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(listed) == [(rule.id, rule.id, rule.name, rule.severity) for _, rule in sorted(rules.CATALOG.items())]
    assert [id[0] for id, *_ in listed] == [letter for letter in LETTERS for id in rules.CATALOG if id[0] == letter]
    assert sorted(LETTERS) == sorted({id[0] for id in rules.CATALOG})
