"""The lists of a volume's front matter are read entry by entry, and no text of them is lost."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st

from backchannel.readers.text.printed_lists import read_list
from backchannel.records.lists import PrintedList
from backchannel.source import Source

CASES = read_cases(Path(__file__).with_name("printed_lists.txt"))
TERMS = "ABM, antiballistic missile\nEUR/SOV: Office of Soviet Affairs\nExdis\texclusive distribution\nSEATO Southeast Asia Treaty\n"


def listed(text: str, name: str = "persons.txt") -> PrintedList:
    found = read_list(Source(f"v/{name}", text))
    assert found is not None
    return found


def pairs(found: PrintedList) -> list[tuple[str, str]]:
    return [(entry.name.text, entry.about.text if entry.about else "") for entry in found.entries]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_an_entry_is_parted_at_the_end_of_the_name(case: Case) -> None:
    entries = listed(f"{case.text}\n").entries
    assert shown(entries[0].name if entries else None) == case.expected["name"]
    assert shown(entries[0].about if entries else None) == case.expected.get("about", "-")


def test_a_term_ends_at_a_comma_a_colon_a_tab_or_after_its_capitals() -> None:
    assert pairs(listed(TERMS, "terms.txt")) == [
        ("ABM", "antiballistic missile"),
        ("EUR/SOV", "Office of Soviet Affairs"),
        ("Exdis", "exclusive distribution"),
        ("SEATO", "Southeast Asia Treaty"),
    ]


@pytest.mark.parametrize("heading", ["Abbreviations and Terms", "List of Abbreviations", "LIST OF TERMS & ABBREVIATIONS"])
def test_a_heading_makes_a_text_a_list_whatever_its_name_is(heading: str) -> None:
    found = listed(f"Historical Documents\n\n{heading}\n{TERMS}", "a.txt")
    assert (found.kind, len(found.entries)) == ("terms", 4)
    assert found.remarks() == ["Historical Documents", heading]


MENU = "Contact the editors\n\nPersons\n\nAbbreviations and Terms\n\nFollow us: Letters, Radio\n\nFox, Ann, editor\n\nHay, Jo, editor\n"


@pytest.mark.parametrize(
    "text",
    [
        "1. Memorandum From A. Archer to B. Baker\n\nHe left.\n",
        "Persons\n\nHe left.\n",
        f"241. Editorial Note\n\nHe left.\n\n{MENU}",
        f"Editorial Note\n\n{'He left on the morning train. ' * 6}\n\n{MENU}",
        "Persons\n\nAbbreviations and Terms\n\nPreface\n\nSources\n",
        "",
    ],
)
def test_other_texts_are_documents(text: str) -> None:
    assert read_list(Source("v/a.txt", text)) is None


def test_broken_lines_and_lines_that_continue_a_sentence_are_one_entry() -> None:
    broken = (
        "Persons\n\nArcher, Ann B., Secretary of State until\nMarch 1973\n\nBaker, Bert, Envoy to Ruritania and to\nArcadia from 1970\n"
    )
    assert pairs(listed(broken)) == [
        ("Archer, Ann B.", "Secretary of State until March 1973"),
        ("Baker, Bert", "Envoy to Ruritania and to Arcadia from 1970"),
    ]
    assert pairs(listed("Back channel, a way; the\nWhite House, for one, used it\nRTG, Royal\n", "terms.txt")) == [
        ("Back channel", "a way; the White House, for one, used it"),
        ("RTG", "Royal"),
    ]


@given(st.text(alphabet="AaBé,.;:()“”\n\t •–-1J r", max_size=200), st.sampled_from(["persons.txt", "terms.txt"]))
def test_no_text_is_lost(text: str, name: str) -> None:
    found = listed(text, name)
    spans = [(entry.start, entry.end) for entry in found.entries]
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    for entry in found.entries:
        about = entry.about or entry.name
        assert entry.start == entry.name.start < entry.name.end <= about.end == entry.end or entry.about is None
    plain = "".join(found.remarks()) + "".join(text[start:end] for start, end in spans)
    assert sorted(filter(str.isalnum, plain)) == sorted(filter(str.isalnum, text))
