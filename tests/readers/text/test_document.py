"""Laws of reading: for any text, nothing is lost, repeated or moved. Also tests the two real documents."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from raw_texts import INVENTED, REAL, damaged, joined_parts

from backchannel import rules
from backchannel.readers.text.coverage import covered_twice, uncovered
from backchannel.readers.text.document import read_document
from backchannel.records import Document
from backchannel.source import Source


def read(text: str) -> Document:
    return read_document(Source("d1.txt", text), "frus1969-76v99")


def assert_lossless(document: Document) -> None:
    spans = sorted(part.span for part in (*document.blocks, *document.notes, *document.consumed))
    assert uncovered(document.text, spans) == []
    assert covered_twice(spans) == []
    assert not {"T003", "T004"} & {finding.rule for finding in document.findings}
    for parts in (document.blocks, document.notes, document.consumed, document.markers, document.pages):
        assert list(parts) == sorted(parts, key=lambda part: part.start)
        assert all(0 <= part.start <= part.end <= len(document.text) for part in parts)


@given(st.text(max_size=200))
def test_any_text_is_read_without_loss(text: str) -> None:
    assert_lossless(read(text))


@given(joined_parts(25))
@example("- ↩")
def test_parts_of_documents_in_any_order_are_read_without_loss(text: str) -> None:
    assert_lossless(read(text))


@settings(max_examples=60)
@given(damaged([*REAL, INVENTED]))
def test_damaged_documents_are_read_without_loss(text: str) -> None:
    assert_lossless(read(text))


@given(joined_parts(15))
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    assert read(text) == read(text)


def test_an_empty_file_is_reported() -> None:
    document = read(" \n")
    assert [finding.rule for finding in document.findings if finding.rule.startswith("S")] == [rules.EMPTY.id]
    assert document.blocks == ()


def test_control_characters_are_kept_and_reported() -> None:
    document = read("1. Letter From Archer\n\nTohak\x0771")
    assert rules.CONTROL_CHARACTER.id in {finding.rule for finding in document.findings}
    assert "\x07" in document.text


def test_a_text_without_head_is_printed_as_paragraphs_and_reported() -> None:
    document = read("it was a dark night\n\nand nobody spoke.")
    assert document.head is None
    assert {block.kind for block in document.blocks} == {"paragraph"}
    assert rules.NO_HEAD.id in {finding.rule for finding in document.findings}


@pytest.mark.parametrize(
    ("text", "state"), [("1. Letter1\n\n  1. Note.", "given"), ("1. Letter From Archer1", "lost"), ("1. Letter", "none")]
)
def test_lost_notes_are_distinguished_from_notes_that_never_existed(text: str, state: str) -> None:
    assert read(text).apparatus == state


def test_document_44_has_five_markers_and_lost_its_notes() -> None:
    document = read(REAL[0])
    assert [(marker.n, document.text[marker.start - 6 : marker.start]) for marker in document.markers] == [
        ("1", "Saigon"),
        ("2", "to 38."),
        ("3", "areas."),
        ("4", "gence."),
        ("5", "start,"),
    ]
    assert document.apparatus == "lost"
    assert [page.n for page in document.pages] == ["248", "249"]
    assert sum(block.kind == "item" for block in document.blocks) == 4


def test_document_145_has_three_notes_including_a_source_note() -> None:
    document = read(REAL[1])
    assert [(note.n, note.kind) for note in document.notes] == [("1", "source"), ("2", "note"), ("3", "note")]
    assert [marker.n for marker in document.markers] == ["1", "2", "3"]
    assert document.origin is not None
    assert document.origin.where == "note:1"
    assert document.origin.source.box == "858"


def test_a_text_that_is_not_utf8_is_read_with_a_finding() -> None:
    document = read_document(Source("d1.txt", "44. Memorandum From Archer", "windows-1252"), "frus1969-76v99")
    assert [(f.rule, f.message) for f in document.findings if f.rule == "S001"] == [
        ("S001", "the file is not UTF-8; it was read as windows-1252")
    ]


def test_the_kind_can_be_in_the_label_of_the_file() -> None:
    assert (
        read("501.BB/6–1148: Telegram\n\nThe Secretary of State to the Embassy in Ruritania\n\nWashington, May 1, 1948.\n\nText.").kind
        == "telegram"
    )


def test_no_marker_is_inside_a_source_note() -> None:
    document = read("Source: Department of State, Files, 460.509/11–1258. Secret.\n\n5. Memorandum\n\nWe spoke.\n\n  1. See Document 3.\n")
    assert document.markers == ()


def test_notes_of_markers_that_are_numbered_through_a_chapter_have_both_numbers() -> None:
    document = read(
        "The Minister (Archer) to the King\n\nWe spoke to Rudolf53 and Sapt54 on April 21.\n\n  1. The King.\n  2. A colonel.\n"
    )
    assert [(marker.n, marker.note) for marker in document.markers] == [("53", 1), ("54", 2)]
    assert [(note.n, note.label) for note in document.notes] == [("53", "1"), ("54", "2")]


def test_markers_beyond_a_list_that_was_cut_have_no_note() -> None:
    document = read("1. Letter From Archer1\n\nThe Board met.2 We wait.3 Yes.\n\n  1. Source: Archives.\n  2.")
    assert [(marker.n, marker.note) for marker in document.markers] == [("1", 1), ("2", None), ("3", None)]
    assert [finding.rule for finding in document.findings if finding.rule in ("N002", "N007")] == ["N002", "N002", "N007"]


def test_a_list_that_was_cut_behind_its_first_label_has_no_notes() -> None:
    document = read("1. Letter From Archer1\n\nThe Board met.2 We wait.3 Yes.\n\n  1.")
    assert [(marker.n, marker.note) for marker in document.markers] == [("1", None), ("2", None), ("3", None)]
    assert document.notes == ()


@pytest.mark.parametrize(("volume", "markers"), [("frus1944v04", [("12", 1)]), ("frus1964-68v04", [("1", 1), ("2", None)])])
def test_the_notes_of_annual_volumes_before_1947_run_through_a_chapter(volume: str, markers: list[tuple[str, int | None]]) -> None:
    text = "1. Letter From Archer to the King12\n\nStrelsau, May 5, 1944.\n\nWe met. The King was there.\n\n  1. Not printed.\n"
    document = read_document(Source("d1.txt", text), volume)
    assert [(marker.n, marker.note) for marker in document.markers] == markers


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("1. Telegram From Ann Archer to President Baker, in Texas\n\nWashington, May 3, 1972.\n\nWe spoke.", "Washington"),
        ("1. Telegram From Ann Archer to President Baker, in Texas\n\nWe spoke.", "Texas"),
        ("1. Telegram From Ann Archer, in Texas\n\nWashington, May 3, 1972.\n\nWe spoke.", "Texas"),
    ],
)
def test_the_place_of_a_document_is_where_it_was_written_before_where_it_was_sent(head: str, place: str) -> None:
    found = read(head).place
    assert found is not None
    assert found.text == place


def test_a_page_marker_below_the_notes_of_a_web_page_is_no_page_of_the_document() -> None:
    document = read(
        "1. Letter From Archer to Baker1\n\nHe left.2 [Page 5] The cook stayed.\n\n"
        "  1. Source: Papers. Secret.\n  2. Not printed.\n\nPrevious\n\nThe harbor [Page 41] is closed.\n"
    )
    furniture = [part for part in document.consumed if part.rule == rules.PAGE_FURNITURE.id]
    assert [part for part in furniture if "[Page 41]" in document.text[part.start : part.end]]
    assert [page.n for page in document.pages] == ["5"]
