"""The persons and terms of a document are explained at their first use in each paragraph and note, and the text stays as it is."""

from __future__ import annotations

from invented import VOLUME, an_edition, document, edition

from backchannel.edition.queries import document_queries
from backchannel.pages.frames import document_frame
from backchannel.pages.reading.document import DocumentPage, document_page
from backchannel.pages.reading.text import TextPiece
from backchannel.settings.people import People, Person
from backchannel.settings.terms import Glossaries, TermEntry
from backchannel.writers.units import inputs_of

TEXT = document(
    1,
    "The NSC met.1 When Ann Archer left the NSC, Archer laughed.",
    "Archer told the NSC of Document 1.",
    "  1. Source: Archer Papers, NSC Files. Sent by Ann Archer.",
)
KNOWN = (
    People({"": (Person(id="archer", name="Archer, Ann", description="Secretary of State"),)}),
    Glossaries({"": (TermEntry(abbreviation="NSC", meaning="National Security Council"),)}),
)


def page(people: People | None = None, glossaries: Glossaries | None = None) -> DocumentPage:
    store = edition({f"{VOLUME}/1.txt": TEXT}, people=people, glossaries=glossaries)
    (run,) = document_queries.runs(store, 9)
    (inputs,) = inputs_of(store, run)
    return document_page(document_frame(an_edition(), inputs.listed.id), inputs)


def rendered(shown: DocumentPage) -> list[list[TextPiece]]:
    """Return the pieces of each paragraph and note."""
    blocks = [block.pieces for group in (*shown.body, *shown.tail) for block in group.paragraphs]
    return [shown.heading, *blocks, *(line for note in shown.notes for line in note.paragraphs)]


def explained(shown: DocumentPage) -> list[list[str]]:
    return [[piece.text for piece in pieces if "known" in piece.classes.split()] for pieces in rendered(shown)]


def test_the_first_use_in_each_paragraph_and_note_is_explained() -> None:
    assert explained(page(*KNOWN)) == [[], ["NSC", "Ann Archer"], ["Archer", "NSC"], ["NSC", "Ann Archer"]]


def test_the_text_stays_as_it_is() -> None:
    before, after = (["".join(piece.text for piece in pieces) for pieces in rendered(shown)] for shown in (page(), page(*KNOWN)))
    assert before == after
    assert page().ids == page(*KNOWN).ids


def test_each_explanation_has_a_card_at_the_end_and_links_to_its_page() -> None:
    shown = page(*KNOWN)
    (person,), (term,) = shown.explained.people, shown.explained.terms
    assert (person.id, person.name.text, person.name.href, person.words) == (
        "d1who-archer",
        "Archer, Ann",
        "../people/archer.html",
        "Secretary of State",
    )
    assert (term.id, term.name.text, term.name.href, term.words) == (
        "d1term-nsc",
        "NSC",
        "glossary.html#nsc",
        "National Security Council",
    )
    assert {piece.card for pieces in rendered(shown) for piece in pieces if piece.classes == "known"} == {person.id, term.id}


def test_a_document_without_known_names_has_no_list() -> None:
    assert page().explained == ([], [], [])
