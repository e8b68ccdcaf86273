"""Terms are found in documents where they can mean nothing else, and what nothing explains is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from invented import VOLUME, document, edition

from backchannel.edition.glossary.forms import forms_of
from backchannel.edition.glossary.queries import coverage, term_uses, unexplained_in, volume_terms
from backchannel.edition.store import Store
from backchannel.settings.terms import Glossaries, TermEntry

CASES = read_cases(Path(__file__).with_name("terms.txt"))
NSC = TermEntry(abbreviation="NSC", meaning="National Security Council")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_a_term_has_these_forms(case: Case) -> None:
    assert shown(forms_of(case.text)) == case.expected["forms"]


def explained(text: str, *terms: TermEntry, everywhere: tuple[TermEntry, ...] = ()) -> Store:
    return edition({f"{VOLUME}/1.txt": document(1, *text.split("\n"))}, glossaries=Glossaries({VOLUME: terms, "": everywhere}))


def uses(store: Store) -> dict[str, list[str]]:
    return {id: [anchor for use in found for anchor in use.anchors] for id, found in term_uses(store, VOLUME).items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The NSC met. The NSC left.\nHe told the NSC.", ["p1", "p2"]),
        ("The NSC’s paper (NSC).", ["p1"]),
        ("The NSCs of both met.", ["p1"]),
        ("The NSC/ST paper and NSC-5 and U.NSC.", []),
        ("THE NSC DECIDED THAT NOTHING SHOULD HAPPEN.", []),
        ("Department of State, Central Files, NSC 27 VIET S.", []),
        ("He agreed. (Ibid., NSC (US) 15–8 INDON)", []),
    ],
)
def test_a_term_is_found_where_it_is_a_word_of_its_own(text: str, found: list[str]) -> None:
    assert uses(explained(text, NSC)).get("nsc", []) == found


def test_a_term_with_two_meanings_is_listed_and_not_explained() -> None:
    store = explained("The NSC met.", NSC, TermEntry(abbreviation="NSC", meaning="Northern Supply Committee"))
    assert [(term.id, term.ambiguous, term.documents) for term in volume_terms(store, VOLUME)] == [("nsc", True, 0), ("nsc--2", True, 0)]
    assert uses(store) == {}


def test_an_entry_with_two_meanings_is_ambiguous_too() -> None:
    store = explained("The NAC met.", TermEntry(abbreviation="NAC", meaning="National Advisory Council; North Atlantic Council"))
    assert [term.ambiguous for term in volume_terms(store, VOLUME)] == [True]


def test_the_meaning_nearest_to_the_volume_counts() -> None:
    store = explained("The NSC met.", NSC, everywhere=(TermEntry(abbreviation="NSC", meaning="New Supply Committee"),))
    assert [(term.meaning, term.ambiguous) for term in volume_terms(store, VOLUME)] == [("National Security Council", False)]


def test_a_channel_is_explained_where_a_volume_does_not_explain_it() -> None:
    store = explained("We got Tohak 5 late, and Tohak is slow.")
    (term,) = volume_terms(store, VOLUME)
    assert (term.term, term.meaning, term.known_from) == ("Tohak", "Messages to Henry A. Kissinger while he was traveling", "channels")


def test_what_nothing_explains_is_ranked_by_its_uses() -> None:
    store = explained("The NSC and the PARU and McBaker met.\nThe PARU of the RTG, chapter XIV.", NSC)
    assert [(entry.words, entry.uses, entry.anchor) for entry in unexplained_in(store, VOLUME)] == [("PARU", 2, "p1"), ("RTG", 1, "p2")]
    assert coverage(store, VOLUME) == (1, 4)


def test_forms_are_stored_as_a_list() -> None:
    store = explained("The NSC met.", TermEntry(abbreviation="NSC", meaning="Council", forms=("NatSec",)))
    (row,) = store.rows("SELECT forms FROM explanation WHERE known_from = 'volume'")
    assert json.loads(row["forms"]) == ["NSC", "NatSec"]
