"""Lists and cards say what a document is about and who took part in a conversation, but not what its title says."""

from __future__ import annotations

from invented import VOLUME, document, edition, frame, listed_volume

from backchannel.edition.people import queries
from backchannel.edition.queries.document_queries import ListedDocument
from backchannel.edition.store import Store
from backchannel.pages.components.about import about, about_words
from backchannel.pages.frames import person_frame
from backchannel.pages.lists.chronology import chronology_page
from backchannel.pages.lists.finder import finder
from backchannel.pages.lists.people import person_page
from backchannel.pages.lists.persons import persons_page
from backchannel.pages.lists.search import facets
from backchannel.pages.lists.volume import VolumePage, volume_page
from backchannel.settings.people import People, Person

ANN = Person(id="archer-ann", name="Archer, Ann")
TALK = document(
    2,
    "PARTICIPANTS\n  • Ann Archer, Grain Board\n  • Mr. Baker\n  • CIA",
    "SUBJECT\n  • Grain",
    "They met.",
    head="Memorandum of Conversation",
)


def store() -> Store:
    texts = (document(1, "Subject: The price of grain.", "See Document 2."), TALK, document(3, "One.", head="Memorandum"))
    return edition({f"{VOLUME}/d{n}.txt": text for n, text in enumerate(texts, 1)}, people=People({"": (ANN,)}))


def volume(known: Store) -> VolumePage:
    return volume_page(frame("index", VOLUME), listed_volume(known, VOLUME))


def listed() -> list[ListedDocument]:
    return listed_volume(store(), VOLUME)


def test_the_list_of_a_volume_has_the_subject_and_the_people_of_a_conversation() -> None:
    assert [row.about for row in volume(store()).rows] == ["The price of grain", "Ann Archer, Baker · Grain", ""]


def test_a_volume_is_filtered_by_participant_if_it_has_any() -> None:
    assert {filter.key: filter.values for filter in volume(store()).filters}["with"] == ["Ann Archer", "Baker"]
    alone = edition({f"{VOLUME}/d1.txt": document(1, "One.")})
    assert "with" not in {filter.key for filter in volume(alone).filters}


def test_the_chronology_and_the_box_name_the_people_of_a_conversation() -> None:
    entries = chronology_page(frame("chronology", VOLUME), listed()).undated
    assert [(entry.name, entry.about, entry.code) for entry in entries][1] == ("Ann Archer, Baker", "Grain", "Memorandum of conversation")
    project = frame("index", VOLUME).project
    assert [words for *_, words, _ in finder(project, VOLUME, listed(), [], []).documents][:2] == [
        "A. Archer to B. Baker: The price of grain",
        "Ann Archer, Baker: Grain",
    ]


def test_the_search_has_a_facet_of_participants() -> None:
    assert [value for facet, value in facets(listed()[1]) if facet == "Participant"] == ["Ann Archer", "Baker"]


def test_the_index_of_persons_has_conversations() -> None:
    entries = persons_page(frame("persons", VOLUME), listed(), []).persons
    assert {entry.name.text: [inline.text for inline in entry.present] for entry in entries if entry.present} == {
        "Ann Archer": ["2"],
        "Baker": ["2"],
    }


def test_a_person_has_a_section_of_conversations() -> None:
    known = store()
    page = person_page(person_frame(frame("index", VOLUME).project, ANN.id), ANN, queries.person_documents(known, ANN.id))
    section = next(section for section in page.sections if section.id == "present")
    assert [(document.number, document.about) for document in section.documents] == [("2", "Ann Archer, Baker · Grain")]
    assert [(counted.present, counted.sent) for counted in queries.person_counts(known)] == [(1, 1)]


def test_what_the_title_says_is_not_repeated() -> None:
    assert about_words("Memorandum on the Price of Grain", (), "Price of Grain") == ""
    assert about_words("Conversation Between Archer and Baker", ["Archer", "Baker"], "Grain") == "Grain"


def test_a_long_subject_is_cut_at_a_word_and_many_people_are_counted() -> None:
    long = listed()[0]._replace(subject="Grain " * 40)
    assert about(long).endswith("Grain …")
    assert len(about(long)) <= 112
    assert about_words("", ["Archer", "Baker", "Clay", "Drew", "Ewing", "Ford"], None) == "Archer, Baker, Clay, Drew, and 2 more"
