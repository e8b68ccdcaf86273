"""A long document lists its parts and pages; its notes and pages say who refers to them; its participants are linked."""

from __future__ import annotations

import pytest
from invented import VOLUME, an_edition, document, edition

from backchannel.edition.queries import document_queries
from backchannel.pages.frames import document_frame
from backchannel.pages.reading.document import DocumentPage, document_page
from backchannel.settings.people import People, Person
from backchannel.writers.units import inputs_of


def pages(*texts: str, people: People | None = None) -> dict[str, DocumentPage]:
    store = edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)}, people=people)
    run = next(document_queries.runs(store, 9))
    made = [document_page(document_frame(an_edition(), inputs.listed.id), inputs) for inputs in inputs_of(store, run)]
    return {page.id: page for page in made}


ATTACHED = document(
    1,
    "[Page 5] I attach a paper.",
    "Tab A1",
    "Report by the Council",
    "Strelsau, May 1, 1972.",
    "Rice is dear. [Page 6] It was cheap.",
    "[Enclosure]",
    "Sugar is not.",
    "  1. Secret.",
)


def test_the_contents_have_attachments_with_title_date_and_page() -> None:
    contents = pages(ATTACHED)["d1"].contents
    assert [tuple(entry) for entry in contents.entries] == [
        ("#d1att-tab-a", "Tab A", "Report by the Council", "May 1, 1972", "5", "attachment"),
        ("#d1att-enclosure", "Enclosure", "", "", "6", "attachment"),
    ]
    assert (contents.summary, contents.span) == ("2 attachments and 3 pages", "4–6")
    assert contents.is_long


def test_the_address_of_an_attachment_is_published_beside_that_of_its_paragraph() -> None:
    page = pages(ATTACHED)["d1"]
    assert {"d1att-tab-a", "d1att-enclosure", "d1p2"} <= set(page.ids)


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["I. RICE", "We spoke.", "II. SUGAR", "We met.", "III. TEA", "We left."], ["I. RICE", "II. SUGAR", "III. TEA"]),
        (["RICE AND BARLEY", "We spoke.", "SUGAR AND TEA", "We met."], []),
        (
            ["PARTICIPANTS", "Archer", "RICE", "We spoke.", "SUGAR", "We met.", "SUGAR AND TEA", "We left."],
            ["RICE", "SUGAR", "SUGAR AND TEA"],
        ),
    ],
)
def test_the_contents_have_headings_if_there_are_several(paragraphs: list[str], names: list[str]) -> None:
    contents = pages(document(1, *paragraphs))["d1"].contents
    assert [entry.name for entry in contents.entries] == names
    assert contents.is_long == bool(names)


@pytest.mark.parametrize(("last", "is_long"), [(6, False), (12, True)])
def test_a_document_of_many_pages_lists_them(last: int, is_long: bool) -> None:
    contents = pages(document(1, *(f"[Page {n}] We spoke." for n in range(5, last + 1))))["d1"].contents
    assert contents.is_long == is_long
    assert [(page.text, page.href) for page in contents.pages][:2] == [("4", "#d1"), ("5", "#pg_5")]


def test_a_note_and_a_page_name_the_documents_that_refer_to_them() -> None:
    made = pages(
        document(1, "[Page 5] We spoke.1", "[Page 6] We met.", "  1. Secret."),
        document(2, "See footnote 1, Document 1.", "See p. 6 above."),
        document(3, "See Document 1."),
    )
    (note,) = made["d1"].notes
    assert [tuple(card) for card in note.cited] == [("d1by1", "Document 2")]
    pieces = [piece for group in made["d1"].body for part in group.paragraphs for piece in part.pieces if piece.kind == "page"]
    assert [[card.name for card in piece.cited] for piece in pieces] == [[], ["Document 2"]]
    assert [card.id for card in made["d1"].referenced] == ["d1by1", "d1by2"]
    assert made["d2"].notes == []


def test_participants_are_links_to_the_people_that_are_settled() -> None:
    people = People({"": (Person(id="archer-ann", name="Archer, Ann"),)})
    text = document(1, "PARTICIPANTS", "Ann Archer, Secretary of State\nMr. Baker", "We spoke of rice.", head="Memorandum of Conversation")
    (field,) = (field for field in pages(text, people=people)["d1"].metadata_panel if field.term == "Participants")
    assert "".join(inline.text for inline in field.value) == "Ann Archer, Secretary of State; Mr. Baker"
    assert [(inline.text, inline.href) for inline in field.value if inline.href] == [("Ann Archer", "../people/archer-ann.html")]
