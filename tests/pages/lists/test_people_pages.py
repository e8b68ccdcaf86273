"""A person's page has all documents, with the office of their day; a volume's index has each person once; documents lead to both."""

from __future__ import annotations

from dataclasses import replace

from invented import VOLUME, an_edition, document, edition, frame, listed_volume

from backchannel.edition.people import queries
from backchannel.edition.queries import lists
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.store import Store
from backchannel.pages.components.inline import Inline
from backchannel.pages.frames import document_frame, person_frame
from backchannel.pages.lists.people import PersonPage, PersonPageSection, people_page, person_page
from backchannel.pages.lists.persons import persons_page
from backchannel.pages.reading.document import document_page
from backchannel.settings.people import People, Person, PersonOffice
from backchannel.writers.units import inputs_of

ANN = Person(
    id="archer-ann",
    name="Archer, Ann B.",
    offices=(
        PersonOffice(name="Envoy to Arcadia", last="1969"),
        PersonOffice(name="Secretary of State", first="1970-01-20", last="1973-05"),
    ),
    wikidata="Q1",
    department="archer-ann-b",
)
BERT = Person(id="baker-bert", name="Baker, Bert")
PROJECT = replace(an_edition(), peopled=True)
WHOLE = DocumentRun(VOLUME, 1, 3)


def store() -> Store:
    texts = (
        document(
            1, "Northport, March 4, 1971.", "When Archer wrote, Baker slept.", "Baker woke.", head="Letter From Ann Archer to B. Baker"
        ),
        document(2, "Northport, March 4, 1969.", "Mr. Archer’s Visit.", head="Memorandum"),
        document(3, "Mary Clay saw C. Baker.", head="Letter From C. Clay to the Embassy in Arcadia"),
    )
    return edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)}, people=People({"": (ANN, BERT)}))


def page(person: Person) -> PersonPage:
    return person_page(person_frame(PROJECT, person.id), person, queries.person_documents(store(), person.id))


def section(person: Person, id: str) -> PersonPageSection:
    return next(section for section in page(person).sections if section.id == id)


def test_the_documents_of_a_person_show_the_office_held_that_day() -> None:
    assert [(paper.number, paper.date, paper.office) for paper in section(ANN, "sent").documents] == [
        ("1", "March 4, 1971", "Secretary of State")
    ]
    mentioned = section(ANN, "mentioned").documents
    assert [(paper.number, paper.office) for paper in mentioned] == [("2", "Envoy to Arcadia"), ("1", "Secretary of State")]
    assert mentioned[1].places == [Inline("1 ¶2", f"../{VOLUME}/d1.html#d1p2", "link--here")]


def test_a_document_is_listed_once_for_a_recipient_named_several_times() -> None:
    assert [paper.href for paper in section(BERT, "received").documents] == [f"../{VOLUME}/d1.html"]
    (paper,) = section(BERT, "mentioned").documents
    assert [inline.text for inline in paper.places] == ["1 ¶2", ", ", "¶3"]


def test_the_page_of_a_person_has_forms_offices_and_authorities() -> None:
    facts = {term.name: [(value.text, value.href, note) for value, note in term.values] for term in page(ANN).facts}
    assert facts == {
        "Printed as": [("Ann Archer; Archer; Mr. Archer", "", "")],
        "Offices": [("Envoy to Arcadia", "", "until 1969"), ("Secretary of State", "", "January 20, 1970, to May 1973")],
        "Elsewhere": [
            ("Wikidata", "https://www.wikidata.org/wiki/Q1", "Q1"),
            ("Office of the Historian", "https://history.state.gov/departmenthistory/people/archer-ann-b", "archer-ann-b"),
        ],
    }


def test_the_list_counts_the_documents_of_each() -> None:
    entries = people_page(frame("people", project=PROJECT), queries.person_counts(store())).people
    assert [(entry.name.text, entry.name.href, entry.documents) for entry in entries] == [
        ("Archer, Ann B.", "people/archer-ann.html", "From 1 document, mentioned in 2 documents"),
        ("Baker, Bert", "people/baker-bert.html", "To 1 document, mentioned in 1 document"),
    ]


def test_the_index_of_a_volume_has_a_person_once_and_others_as_printed() -> None:
    made = store()
    index = persons_page(
        frame("persons", VOLUME, PROJECT), listed_volume(made), lists.named(made, VOLUME), queries.identified_names(made, WHOLE)
    )
    found = {entry.name.text: entry for entry in index.persons}
    assert list(found) == ["Archer, Ann B.", "Baker, Bert", "C. Clay", "Embassy in Arcadia"]
    assert found["Archer, Ann B."].name.href == "../people/archer-ann.html"
    assert found["Archer, Ann B."].forms == ["Ann Archer", "Archer", "Mr. Archer"]
    assert [inline.text for inline in found["Archer, Ann B."].sent] == ["1"]
    assert index.people == "../people.html"


def test_a_document_page_links_to_its_people() -> None:
    inputs = next(inputs_of(store(), WHOLE))
    rendered = document_page(document_frame(PROJECT, inputs.listed.id), inputs)
    assert rendered.correspondence is not None
    assert [end.names for end in (rendered.correspondence.left, rendered.correspondence.right) if end] == [
        [Inline("Ann Archer", "../people/archer-ann.html")],
        [Inline("B. Baker", "../people/baker-bert.html")],
    ]
    (cell,) = (cell for cell in rendered.metadata_panel if cell.term == "People mentioned")
    assert [inline.text for inline in cell.value] == ["Archer, Ann B.", "; ", "Baker, Bert"]
