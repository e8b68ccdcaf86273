"""Places in archives that notes name are found: the cases of `cases/archival_citations.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st
from invented import document

from backchannel.readers.text.document import read_document
from backchannel.records import ArchivalCitation
from backchannel.source import Source

_LEVELS = ("repository", "collection", "series", "box", "folder", "file")
PARTS = [
    "(",
    ")",
    "Ibid., ",
    "in the ",
    "National Archives, ",
    "Archer Papers, ",
    "Box 5",
    "Box 6, Rice",
    "; ",
    ". ",
    "respectively",
    "[2 of 3]",
]


def places(text: str) -> tuple[ArchivalCitation, ...]:
    return read_document(Source("d1.txt", text), "frus1969-76v99").archival_citations


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "archival_citations.txt"), ids=lambda case: case.text[:60])
def test_a_note_names_places(case: Case) -> None:
    text = document(1, "He left.1 She left.2", f"  1. He left.\n  2. {case.text}")
    found = places(text)
    assert shown([" / ".join(getattr(place, level) or "·" for level in _LEVELS) for place in found]) == case.expected["places"]
    assert {place.where for place in found} <= {"note:2"}
    assert all(text[place.start : place.end] == place.text for place in found)


def test_the_text_of_an_editorial_note_names_places_and_other_texts_do_not() -> None:
    said = "Archer left. (National Archives, Archer Papers, Box 5, Rice)"
    assert [place.where for place in places(document(1, said, head="Editorial Note"))] == ["body"]
    assert places(document(1, said)) == ()


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_any_note_is_read(words: str) -> None:
    for place in places(document(1, "He left.1", f"  1. Not printed. {words}")):
        assert place.repository
        assert place.box or place.folder or place.file
