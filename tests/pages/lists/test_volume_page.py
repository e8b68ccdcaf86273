"""The list of a volume shows who wrote to whom, and has no empty cell."""

from __future__ import annotations

from invented import VOLUME, document, edition, frame, listed_volume

from backchannel.edition.rows import short_name
from backchannel.pages.lists.volume import ContentsRow, volume_page


def row(text: str) -> ContentsRow:
    store = edition({f"{VOLUME}/d1.txt": text})
    return volume_page(frame("index", VOLUME), listed_volume(store, VOLUME)).rows[0]


def test_a_missing_correspondent_lets_the_cell_span_two_columns() -> None:
    assert (row(document(1, "One.")).columns, row(document(1, "One.", head="Memorandum by A. Archer")).columns) == (1, 2)


def test_a_supplied_number_is_in_brackets() -> None:
    assert row(document(1, "One.")).number == "1"
    assert row("Memorandum From A. Archer to B. Baker\n\nOne.\n").number == "[1]"


def test_an_office_is_named_without_its_article_however_it_is_spelled() -> None:
    assert short_name(None, "The Secretary of State") == short_name(None, "the Secretary of State") == "Secretary of State"
