"""Each word of a volume is found where it is: in its document, in its zone, at its position."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from search_files import NOTES, documents, numbers, positions

from backchannel.search.codes import code
from backchannel.search.postings import SlottedText, TermRun, slots, term_runs
from backchannel.search.words import folded, words

WORDS = st.sampled_from(["rice", "the", "Zenda", "o'neill's", "cease-fire", "1972", "Élan", "naïve", "Кремль", "“rice”", "a|b", "x" * 50])
PASSAGES = st.lists(st.lists(WORDS, max_size=30).map(" ".join), max_size=4)
VOLUMES = st.lists(st.builds(SlottedText, st.just(0), st.lists(WORDS, max_size=5).map(" ".join), PASSAGES, PASSAGES), max_size=4)


def runs(volume: list[SlottedText]) -> dict[str, TermRun]:
    return {run.term.partition(" ")[2]: run for run in term_runs(document._replace(slot=n) for n, document in enumerate(volume, 1))}


def places(passages: list[str], start: int) -> list[tuple[str, int]]:
    """List the words of passages with their positions: a break between passages counts as a word."""
    found, position = [], start
    for passage in passages:
        for word in words(folded(passage)):
            position += 1
            found.append((word, position))
        position += 1
    return found


@given(st.lists(st.integers(0, 1 << 30)))
def test_numbers_are_read_as_they_were_written(written: list[int]) -> None:
    assert numbers("".join(map(code, written))) == written


@given(VOLUMES)
def test_each_word_is_found_at_its_places_and_nowhere_else(volume: list[SlottedText]) -> None:
    found = {
        (word, slot, place)
        for word, run in runs(volume).items()
        for slot, at in zip(documents(run.documents), positions(run.positions), strict=True)
        for place in at
        if place % NOTES  # 0: joined at a hyphen
    }
    assert found == {
        (word, slot, place)
        for slot, document in enumerate(volume, 1)
        for word, place in [*places([document.head, *document.text], 0), *places(list(document.notes), NOTES)]
    }


def test_a_document_says_whether_a_word_is_in_its_text_or_its_notes() -> None:
    found = runs([SlottedText(0, "Memorandum", ["We saw rice."], ["Rice was sold."])])
    zones = {word: zone for word in ("saw", "rice", "sold") for _, zone in documents(found[word].documents).values()}
    assert zones == {"saw": 1, "rice": 3, "sold": 2}


def test_a_word_weighs_more_the_more_often_it_is_and_in_a_head() -> None:
    volume = [
        SlottedText(0, head, [text], [])
        for head, text in (("", "rice we"), ("", "rice rice"), ("rice", "we saw"), ("", "rice " + "x " * 5000))
    ]
    once, twice, head, long = (weight for weight, _ in documents(runs(volume)["rice"].documents).values())
    assert head > twice > once > long


def test_words_around_a_hyphen_are_found_joined() -> None:
    found = runs([SlottedText(0, "", ["A cease-fire in 1969-70."], [])])
    assert {"cease", "fire", "ceasefire", "1969", "70"} <= found.keys()
    assert positions(found["ceasefire"].positions) == [[0]]
    assert "196970" not in found


def test_a_term_has_the_stem_of_its_word() -> None:
    assert [run.term for run in term_runs([SlottedText(1, "", ["negotiating negotiations"], [])])] == [
        "negoti negotiating",
        "negoti negotiations",
    ]


def test_a_document_between_others_moves_no_slot() -> None:
    assert slots(["1", "3", "4"]) == [1, 3, 4]
    assert slots(["1", "2", "3", "4"]) == [1, 2, 3, 4]
    assert slots(["1", "1", "x", "3", "٣", "5" * 9]) == [1, 2, 3, 4, 5, 6]


@given(st.lists(st.text(max_size=7)))
def test_slots_rise(numbers: list[str]) -> None:
    found = slots(numbers)
    assert found == sorted(set(found))
    assert len(found) == len(numbers)
