"""The indexes of a volume list each document and place where a reader looks for it, and confuse nothing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from invented import VOLUME, document, edition, frame, listed_volume

from backchannel.edition.queries import lists
from backchannel.pages.components.inline import Inline
from backchannel.pages.lists.brackets import brackets_page
from backchannel.pages.lists.chronology import ChronologyPage, chronology_page
from backchannel.pages.lists.named_people import PersonIndexEntry
from backchannel.pages.lists.persons import persons_page, without_titles
from backchannel.pages.lists.wanted import WantedPage, edition_wanted_page, wanted_page


def words(inlines: Iterable[Inline]) -> str:
    return "".join(inline.text for inline in inlines)


def persons(*texts: str) -> dict[str, PersonIndexEntry]:
    store = edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)})
    page = persons_page(frame("persons", VOLUME), listed_volume(store, VOLUME), lists.named(store, VOLUME))
    return {person.name.text: person for person in page.persons}


def chronology(*texts: str) -> ChronologyPage:
    store = edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)})
    return chronology_page(frame("chronology", VOLUME), listed_volume(store, VOLUME))


def test_a_person_has_documents_sent_received_and_mentioning_the_name() -> None:
    found = persons(
        document(1, "Mr. Baker came."), document(2, "I saw Archer, and then Archer saw me.", head="Letter From B. Baker to A. Archer")
    )
    archer = found["A. Archer"]
    assert (words(archer.sent), words(archer.received), words(archer.mentioned)) == ("1", "2", "")


def test_every_place_of_a_name_is_linked() -> None:
    head = "Memorandum From the Assistant (Archer) to Secretary Baker"
    found = persons(document(1, "Archer came.", "Nothing.", "I told Mr. Archer.1", "  1. Archer’s own words.", head=head))
    assert words(found["Archer"].mentioned) == "1 ¶1, ¶3, note 1"
    assert [inline.href for inline in found["Archer"].mentioned if inline.href] == ["d1.html#d1p1", "d1.html#d1p3", "d1.html#d1fn1"]


def test_a_name_with_a_title_printed_twice_is_a_person() -> None:
    found = persons(document(1, "President Rudolf and Prince Michael came.", "Rudolf and King Rudolf."))
    assert words(found["Rudolf"].mentioned) == "1 ¶1, ¶2"
    assert "Michael" not in found


def test_an_archive_or_library_is_no_mention() -> None:
    head = "Memorandum From the Assistant (Archer) to Secretary Baker"
    found = persons(document(1, "It lies in the Archer Library, Archer Papers.", head=head))
    assert words(found["Archer"].mentioned) == ""


def test_names_with_the_same_last_name_refer_to_each_other() -> None:
    found = persons(document(1, "One.", head="Letter From A. Archer to Robert Archer"))
    assert words(found["A. Archer"].similar) == "Robert Archer"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("President Thieu", "Thieu"),
        ("Special Adviser Le Duc Tho", "Le Duc Tho"),
        ("General", ""),
        ("Major General Ky", "Ky"),
        ("Haig", "Haig"),
    ],
)
def test_titles_are_removed_from_a_name(printed: str, name: str) -> None:
    assert without_titles(printed) == name


def test_documents_are_listed_under_the_month_of_their_first_possible_day() -> None:
    page = chronology(
        document(1, "Strelsau, June 2, 1972.", "Later."),
        document(2, "Strelsau, May 5, 1972.", "Earlier."),
        document(3, "Nothing dates this."),
    )
    assert [(month.name, [event.number for event in month.entries]) for month in page.months] == [("May 1972", ["2"]), ("June 1972", ["1"])]
    assert [event.number for event in page.undated] == ["3"]


def test_a_date_that_spans_years_is_listed_last() -> None:
    page = chronology(
        document(1, "A file.1", "  1. Source: National Archives, RG 59, Central Files 1967–69."), document(2, "Strelsau, May 5, 1972.")
    )
    assert [event.number for month in page.months for event in month.entries] == ["2"]
    assert [(event.number, event.inferred) for event in page.vague] == [("1", True)]


def test_an_inferred_date_says_so() -> None:
    (event,) = chronology(document(1, "Your letter of May 3, 1972, has come.")).vague
    assert event.inferred
    assert not event.moment


def test_brackets_are_listed_by_kind_most_frequent_first() -> None:
    text = document(1, "A [2 lines not declassified] b.", "C [1 line not declassified] d [1 line not declassified].1", "  1. [illegible]")
    store = edition({f"{VOLUME}/1.txt": text})
    declassified, illegible = brackets_page(frame("brackets", VOLUME), lists.bracketed(store, VOLUME)).sections
    assert [(bracket.words, bracket.times, words(bracket.places)) for bracket in declassified.entries] == [
        ("[1 line not declassified]", "2", "1 ¶2"),
        ("[2 lines not declassified]", "1", "1 ¶1"),
    ]
    assert words(illegible.entries[0].places) == "1 note 1"


def wanted(page: WantedPage) -> dict[str, list[tuple[str, str, str]]]:
    return {section.name: [(entry.name.text, entry.times, words(entry.places)) for entry in section.entries] for section in page.sections}


def test_missing_documents_are_listed_by_number_of_references() -> None:
    texts = {
        f"{VOLUME}/1.txt": document(1, "See Foreign Relations, 1964–1968, vol. XIII, Document 5. Also Hakto 3."),
        f"{VOLUME}/2.txt": document(2, "See Foreign Relations, 1964–1968, vol. XIII, Documents 4 and 5. See Document 1."),
    }
    store = edition(texts)
    found = lists.wanted(store, VOLUME)
    thirteen = "Foreign Relations, 1964–1968, vol. XIII, Document"
    assert wanted(wanted_page(frame("wanted", VOLUME), found)) == {
        "Documents": [(f"{thirteen} 5", "2", "1 ¶1; 2 ¶1"), (f"{thirteen} 4", "1", "2 ¶1")],
        "Messages": [("Hakto 3", "1", "1 ¶1")],
    }
    of_all = wanted(edition_wanted_page(frame("wanted"), {VOLUME: found}))
    assert of_all["Documents"][0] == (f"{thirteen} 5", "2", "FRUS 1969–1976, Volume XCIX: Ruritania, 1972 2")
