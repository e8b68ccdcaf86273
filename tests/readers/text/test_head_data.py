"""Each trait of a head and each shape of page furniture has examples, and is found in them, not in its other lines."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from cases import Case, read_cases

from backchannel.readers.text.document import read_document
from backchannel.readers.text.heads.furniture import furniture_shape, is_furniture
from backchannel.readers.text.heads.head_strength import POINTS, head_strength, head_traits
from backchannel.readers.text.heads.numbers import number_line
from backchannel.records import Document
from backchannel.source import Source

DATA = files("backchannel").joinpath("data")
TRAITS = tomllib.loads(DATA.joinpath("head_traits.toml").read_text(encoding="utf-8"))["trait"]
SHAPES = tomllib.loads(DATA.joinpath("furniture.toml").read_text(encoding="utf-8"))["shape"]
CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("trait", TRAITS, ids=lambda trait: trait["name"])
def test_a_trait_is_found_in_its_examples(trait: dict[str, list[str] | str]) -> None:
    assert [line for line in trait["examples"] if trait["name"] not in head_traits(line)] == []
    assert [line for line in trait["others"] if trait["name"] in head_traits(line)] == []


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape["name"])
def test_a_shape_is_found_in_its_examples(shape: dict[str, list[str] | str]) -> None:
    assert [line for line in shape["examples"] if not is_furniture(line)] == []
    assert [line for line in shape["others"] if furniture_shape(line) == shape["name"]] == []
    assert shape["name"] in {furniture_shape(line) for line in shape["examples"]}


@pytest.mark.parametrize("case", read_cases(CASES / "openings.txt"), ids=lambda case: case.text[:60])
def test_what_is_above_a_text_is_judged(case: Case) -> None:
    read = read_document(Source("a.txt", case.text), "frus1969-76v99")
    found = {
        "number": read.number or "-",
        "head": read.head.text if read.head else "-",
        "left out": " | ".join(_words(read, "S006")) or "-",
        "number line": " | ".join(_words(read, "T002")) or "-",
        "kept": " | ".join(read.text[b.start : b.end] for b in read.blocks if b.start < (read.head.start if read.head else 0)) or "-",
        "findings": " | ".join(finding.rule for finding in read.findings if finding.rule not in ("H007", "H008")) or "-",
    }
    assert {name: found[name] for name in case.expected} == case.expected


def _words(read: Document, rule: str) -> list[str]:
    return [read.text[part.start : part.end] for part in read.consumed if part.rule == rule]


@pytest.mark.parametrize(
    ("words", "number", "certain"),
    [
        ("No. 77", "77", True),
        ("No. 77.", "77", True),
        ("[77]", "77", True),
        ("Document 77:", "77", True),
        ("[Document 77]", "77", True),
        ("278A.", "278A", False),
        ("12.", "12", False),
        ("77", "77", False),
        ("[1948]", "1948", False),
    ],
)
def test_a_line_may_be_a_number(words: str, number: str, *, certain: bool) -> None:
    assert number_line(words) == (number, certain)


@pytest.mark.parametrize("words", ["[77", "77:", "No. 77 Rice", "611.61/5–2348", "7.5", "No.", "12345"])
def test_a_line_may_be_no_number(words: str) -> None:
    assert number_line(words) is None


def test_the_points_of_all_traits_are_given() -> None:
    assert set(POINTS) == {trait["name"] for trait in TRAITS}
    assert head_strength("145. Message From Duke Albert to Count Bertrand") == 8
    assert head_strength("Editorial Note") == 3
    assert head_strength("12. Doodles") == head_strength("He wrote to Duke Albert.") == 0
