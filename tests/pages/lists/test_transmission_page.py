"""The index of transmission paths lists each step and each path with its documents, in order of date."""

from __future__ import annotations

from collections.abc import Iterable

from invented import VOLUME, document, edition, frame, listed_volume

from backchannel.edition.people import queries as people_queries
from backchannel.edition.queries import lists
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.transmission import step_id, step_name
from backchannel.pages.lists.transmission import TransmissionEntry, TransmissionPage, transmission_page
from backchannel.settings.people import People, Person

ANN = Person(id="archer-ann", name="Archer, Ann")


def sent(number: int, day: str, remark: str) -> str:
    head = "Message From Colonel Kent to General Lake1"
    return document(number, f"Strelsau, May {day}, 1972.", "Text.", f"  1. Source: Jones Library. Secret. {remark}", head=head)


def page(*texts: str, people: People | None = None) -> TransmissionPage:
    store = edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)}, people=people)
    named = people_queries.identified_names(store, DocumentRun(VOLUME, 1, len(texts)))
    return transmission_page(frame("transmission", VOLUME), lists.sent_steps(store, VOLUME), listed_volume(store), named)


def words(inlines: Iterable[Inline]) -> str:
    return "".join(inline.text for inline in inlines)


def shown(page: TransmissionPage) -> dict[str, list[str]]:
    def line(entry: TransmissionEntry) -> str:
        documents = " | ".join(f"{document.number}, {document.date}" for document in entry.documents)
        return f"{words(entry.name)} ({entry.total}): {documents}"

    return {section.name: [line(entry) for entry in section.entries] for section in page.sections}


def test_each_step_and_each_path_has_its_documents_in_order_of_date() -> None:
    found = page(
        sent(1, "9", "Sent via Baker and the CIA."),
        sent(2, "5", "Passed by the CIA to the King."),
        sent(3, "7", "Sent via Baker and CIA. Sent by pouch."),
        sent(4, "8", "Repeated to Paris."),
        sent(5, "8", "Sent via the CIA channels."),
    )
    assert shown(found) == {
        "Intermediaries": [
            "Baker (2 documents): 3, May 7, 1972 | 1, May 9, 1972",
            "CIA (3 documents): 2, May 5, 1972 | 3, May 7, 1972 | 1, May 9, 1972",
        ],
        "Channels": ["CIA channels (1 document): 5, May 8, 1972"],
        "Means": ["Pouch (1 document): 3, May 7, 1972"],
        "Paths": ["Baker → CIA (2 documents): 3, May 7, 1972 | 1, May 9, 1972"],
    }
    (path,) = found.sections[-1].entries
    assert path.id == "path-party-baker--party-cia"
    assert [inline.href for inline in path.name] == ["#party-baker", "", "#party-cia"]
    entry = path.documents[0]
    assert (entry.href, entry.name, found.sections[0].total) == ("d3.html", "Kent to Lake", "2")


def test_a_document_is_listed_once_for_a_step_in_two_paths() -> None:
    found = page(sent(1, "9", "Sent via Baker. Passed by Baker to the King."))
    assert shown(found) == {"Intermediaries": ["Baker (1 document): 1, May 9, 1972"]}


def test_a_name_links_to_the_person_whom_the_documents_identify() -> None:
    texts = sent(1, "9", "Sent via Archer and Baker."), sent(2, "9", "Sent via Director Archer.")
    found = page(*texts, people=People({"": (ANN,)}))
    assert [(words(entry.name), entry.name[0].href) for entry in found.sections[0].entries] == [
        ("Archer", "../people/archer-ann.html"),
        ("Baker", ""),
        ("Director Archer", "../people/archer-ann.html"),
    ]


def test_a_volume_has_paths_if_a_source_note_says_so() -> None:
    store = edition({f"{VOLUME}/1.txt": sent(1, "9", "Sent via Baker."), "frus1969-76v98/1.txt": sent(1, "9", "Repeated to Paris.")})
    assert lists.has_transmission(store, VOLUME)
    assert not lists.has_transmission(store, "frus1969-76v98")


def test_a_step_is_named_without_its_article() -> None:
    printed = ["the  Joint\nChiefs", "Joint chiefs", "pouch", "[name not declassified]"]
    assert [step_name(words) for words in printed] == ["Joint Chiefs", "Joint chiefs", "Pouch", "[name not declassified]"]
    assert {step_id("party", words) for words in printed[:2]} == {"party-joint-chiefs"}
