"""Files are split into documents: the cases of `cases/split.txt`, and the parts of a file as documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st
from raw_texts import REAL, joined_parts

from backchannel.readers.text.document import read_document, read_documents
from backchannel.readers.text.second_heads import second_heads
from backchannel.readers.text.split import split
from backchannel.source import Source

CASES = Path(__file__).parent / "cases" / "split.txt"
VOLUME = "frus1969-76v99"
FILE = """\
57. Letter From Archer to Baker1

We agree. See Document 58.

  1. Not printed.
  2. Not printed.

-----

58. Letter From Baker to Archer

Strelsau, May 7, 1972.

We do not.\x07
"""


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.text[:80])
def test_documents_begin_where_a_head_and_something_else_says_so(case: Case) -> None:
    source = Source("a.txt", case.text.replace("␣", " ").replace("␌", "\f"))
    found = second_heads(source.text)
    assert shown([str(source.place(head.start).line) for head in found if head.certain]) == case.expected["at"]
    assert shown([str(source.place(head.start).line) for head in found if not head.certain]) == case.expected["doubts"]


def test_each_document_of_a_file_has_its_place_in_it() -> None:
    one, other = read_documents(Source("v/a.txt", FILE), VOLUME)
    assert (one.id, one.part, one.start, one.line) == (f"{VOLUME}/d57", 1, 0, 1)
    assert (other.id, other.part, other.end, other.line) == (f"{VOLUME}/d58", 2, len(FILE), 10)
    assert (one.end, one.text + other.text) == (other.start, FILE)


def test_a_finding_has_its_line_in_the_file() -> None:
    other = read_documents(Source("v/a.txt", FILE), VOLUME)[1]
    assert [(finding.line, finding.column) for finding in other.findings if finding.rule == "S002"] == [(14, 11)]


def test_the_rule_between_two_documents_is_consumed() -> None:
    one, _ = read_documents(Source("v/a.txt", FILE), VOLUME)
    assert [one.text[part.start : part.end] for part in one.consumed if part.rule == "S008"] == ["-----"]
    assert one.text[one.notes[-1].start : one.notes[-1].end] == "Not printed."


def test_the_links_of_a_page_below_the_notes_are_consumed() -> None:
    one, _ = read_documents(Source("v/a.txt", FILE.replace("-----", "Send to a friend\n\nNext")), VOLUME)
    assert [one.text[part.start : part.end] for part in one.consumed if part.rule == "S008"] == ["Send to a friend", "Next"]
    assert [one.text[note.start : note.end] for note in one.notes] == ["Not printed.", "Not printed."]


def test_documents_without_numbers_are_named_after_the_file() -> None:
    found = read_documents(Source("v/Notes.txt", "Editorial Note\n\nArcher left.\n\nEditorial Note\n\nBaker came.\n"), VOLUME)
    assert [document.id for document in found] == [f"{VOLUME}/t-notes", f"{VOLUME}/t-notes-2"]


def test_a_file_of_one_document_has_no_parts() -> None:
    (document,) = read_documents(Source("v/a.txt", REAL[0]), VOLUME)
    assert document == read_document(Source("v/a.txt", REAL[0]), VOLUME)
    assert (document.part, document.start, document.end, document.line) == (None, None, None, None)


@given(st.lists(st.one_of(st.sampled_from([*REAL, FILE, "-----", "\f"]), joined_parts(5)), max_size=5).map("\n\n".join))
def test_no_character_of_a_file_is_lost(text: str) -> None:
    parts = split(Source("v/a.txt", text))
    assert "".join(part.source.text for part in parts) == text
    for part in parts:
        assert all(0 <= start < end <= len(part.source.text) for start, end in (*part.doubts, *part.separators))
        assert text[part.source.start :].startswith(part.source.text)
