"""What the store keeps of a document: where its parts are named, and the sentence that cites."""

from __future__ import annotations

from invented import VOLUME, document

from backchannel.edition.anchors import anchors, page_anchors
from backchannel.edition.rows import rows_of
from backchannel.readers.text.document import read_document
from backchannel.records import Document
from backchannel.source import Source


def read(text: str) -> Document:
    return read_document(Source(f"{VOLUME}/a.txt", text), VOLUME)


def test_paragraphs_are_counted_after_the_head() -> None:
    found = read(document(44, "One.", "[Page 5]", "Two."))
    assert [name for _, name in anchors(found)] == ["head", "p1", "p1", "p2"]


def test_a_page_printed_twice_has_two_anchors() -> None:
    assert page_anchors(read(document(44, "One [Page 5] two [Page 6] three [Page 5] four."))) == ["pg_5", "pg_6", "pg_5-2"]


def test_an_opening_is_on_one_line_and_cut_at_a_word() -> None:
    opening = rows_of(read(document(44, "word " * 200)), "").document.opening
    assert opening.endswith("word …")
    assert len(opening) < 300


def test_openings_end_where_their_blocks_and_notes_do() -> None:
    rows = rows_of(read(document(44, "One.1", "Two.2", "  1. First note.", "  2. Second note.")), "")
    assert rows.document.opening == "One. Two."
    assert [note["opening"] for note in rows.named("note")] == ["First note.", "Second note."]


def test_a_title_has_no_marker_in_it() -> None:
    record = read(document(44, "One.", "  1. Not printed.", head="United States Delegation1 Position Paper"))
    assert rows_of(record, "").document.title == "44. United States Delegation Position Paper"
