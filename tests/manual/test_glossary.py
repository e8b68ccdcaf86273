"""The glossary and the code use the same terms, and no retired term is in use."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from house import PACKAGE
from manual_pages import DOCS

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| term |")
]

RETIRED = {
    *("slip", "rung", "shell", "wire", "wires", "strand", "strands", "telling", "tellings", "underway", "atlas", "chart", "due", "face"),
    *("seal", "seals", "sketch", "survey", "whereabouts", "desk", "board", "gathering", "gathered", "edits", "troubles", "printers"),
    *("bits", "gainsaid", "twins", "standing", "standings"),
}
"""Retired names with two meanings or none. The glossary has their replacements."""


@cache
def names() -> frozenset[str]:
    """Return all names that the program defines: modules, classes, functions, fields, tables and columns."""
    found = {part for file in PACKAGE.rglob("*.py") for part in file.relative_to(PACKAGE).with_suffix("").parts}
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
    schema = re.sub(r"--.*", "", (PACKAGE / "edition" / "schema.sql").read_text(encoding="utf-8"))
    return frozenset(found | set(re.findall(r"\w+", schema)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_term_is_a_name_in_the_code(row: list[str]) -> None:
    term, _, code, meaning = row
    assert code.strip("`") in names()
    assert meaning.endswith(".")
    assert any(word in code.lower() for word in re.findall(r"[a-z]+", term)), "the name has a word of its term"


def test_each_term_is_in_the_glossary_once() -> None:
    terms = [row[0] for row in ROWS]
    assert len(terms) == len(set(terms)) > 40


def test_no_retired_name_is_used() -> None:
    assert sorted(names() & RETIRED) == []
