"""Rows of a document have the anchors of its parts and the citing sentences."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest
from invented import VOLUME, document

from backchannel.edition.anchors import anchors, page_anchors
from backchannel.edition.rows import SUMMARIZED, rows_of, summary_hash
from backchannel.edition.store import Store
from backchannel.edition.tables import CHILDREN, DocumentRow
from backchannel.readers.text.document import read_document
from backchannel.records import Document
from backchannel.source import Source


def read(text: str) -> Document:
    return read_document(Source(f"{VOLUME}/a.txt", text), VOLUME)


def test_paragraphs_are_counted_after_the_head() -> None:
    found = read(document(44, "One.", "[Page 5]", "Two."))
    assert [name for _, name in anchors(found).blocks] == ["head", "p1", "p1", "p2"]


def test_a_page_printed_twice_has_two_anchors() -> None:
    assert page_anchors(read(document(44, "One [Page 5] two [Page 6] three [Page 5] four."))) == ["pg_5", "pg_6", "pg_5-2"]


def test_an_opening_is_one_line_cut_at_a_word() -> None:
    opening = rows_of(read(document(44, "word " * 200)), "").document.opening
    assert opening.endswith("word …")
    assert len(opening) < 300


def test_openings_end_with_their_blocks_and_notes() -> None:
    rows = rows_of(read(document(44, "One.1", "Two.2", "  1. First note.", "  2. Second note.")), "")
    assert rows.document.opening == "One. Two."
    assert [note["opening"] for note in rows.named("note")] == ["First note.", "Second note."]


def test_an_opening_ends_before_a_block_that_is_no_paragraph() -> None:
    rows = rows_of(read(document(44, "One.", "[Page 5]", "Two.", "Strelsau, May 7, 1972.", "Three.")), "")
    assert rows.document.opening == "One. Two."


def test_a_page_label_is_no_name() -> None:
    (record,) = rows_of(read(document(44, "We [Page 5] saw Mr. Page and Haig[Page 6]", "[Page 7]", "  1. Haig [Page 8].")), "").named(
        "record"
    )
    assert json.loads(record["names"]) == {"We": ["p1"], "Mr. Page": ["p1"], "Haig": ["p1", "fn1"]}


def test_a_title_has_no_marker_in_it() -> None:
    record = read(document(44, "One.", "  1. Not printed.", head="United States Delegation1 Position Paper"))
    assert rows_of(record, "").document.title == "44. United States Delegation Position Paper"


def test_a_title_has_no_page_label_after_its_number() -> None:
    record = read("44. [Page 7] Letter From Archer to Baker\n\nThe rice came.\n")
    assert rows_of(record, "").document.title == "44. Letter From Archer to Baker"


SOURCE = "  1. Source: Jones Library. Secret. Sent via Baker."
PLACE = ("path", "part", "start", "line", "summary_hash", "minhash")
SHOWN = read(document(44, "Tohak 82. One. [Page 5]", SOURCE, head="Message From A. Archer to B. Baker1"))


@pytest.mark.parametrize("column", [column for column in DocumentRow._fields if column not in PLACE])
def test_a_summary_hash_covers_each_column_of_its_document(column: str) -> None:
    rows = rows_of(SHOWN, "")
    other: dict[str, Any] = {column: "other"}
    changed = summary_hash(rows.document._replace(**other), rows.children)
    assert changed != summary_hash(rows.document, rows.children)


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in SUMMARIZED for column in CHILDREN[table]._fields])
def test_a_summary_hash_covers_each_column_of_the_tables_in_it(table: str, column: str) -> None:
    rows = rows_of(SHOWN, "")
    place = CHILDREN[table]._fields.index(column)
    first, *others = rows.children[table]
    changed = {**rows.children, table: [(*first[:place], "other", *first[place + 1 :]), *others]}
    assert summary_hash(rows.document, changed) != summary_hash(rows.document, rows.children)


@pytest.mark.parametrize(("table", "row"), [("document", DocumentRow), *CHILDREN.items()])
def test_each_field_of_a_row_is_a_column_of_its_table(table: str, row: type[NamedTuple]) -> None:
    with Store.in_memory() as store:
        columns = [info["name"] for info in store.rows(f"PRAGMA table_info({table})")]
    assert [field for field in row._fields if field not in columns] == []
