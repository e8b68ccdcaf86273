"""The list of a volume says who wrote to whom, and leaves no cell empty."""

from __future__ import annotations

from invented import VOLUME, document, edition, frame, listed_volume

from backchannel.edition.rows import short_name
from backchannel.pages.lists.volume import ContentsRow, volume_page


def row(text: str) -> ContentsRow:
    store = edition({f"{VOLUME}/d1.txt": text})
    return volume_page(frame("index", VOLUME), listed_volume(store, VOLUME)).rows[0]


def test_a_missing_sender_or_recipient_is_left_out_of_the_line() -> None:
    assert (row(document(1, "One.")).columns, row(document(1, "One.", head="Memorandum by A. Archer")).columns) == (1, 2)


def test_a_supplied_number_is_in_brackets() -> None:
    assert row(document(1, "One.")).number == "1"
    assert row("Memorandum From A. Archer to B. Baker\n\nOne.\n").number == "[1]"


def test_an_office_is_named_without_its_article_however_it_is_spelled() -> None:
    assert short_name(None, "The Secretary of State") == short_name(None, "the Secretary of State") == "Secretary of State"
