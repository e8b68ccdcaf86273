"""Names are found as printed: complete runs of capitalized words, with their positions."""

from __future__ import annotations

import pytest

from backchannel.edition.printed_names import printed_names

CASES = {
    "Mr. Dulles said that President Thieu agreed.": ["Mr. Dulles", "President Thieu"],
    "Kissinger’s reply to Le Duc Tho": ["Kissinger", "Le Duc Tho"],
    "the Nixon Presidential Materials": ["Nixon Presidential Materials"],
    "It was for Nhu. He left.": ["It", "Nhu", "He"],
    "J.F. Dulles met A. Archer and Couve de Murville": ["J.F. Dulles", "A. Archer", "Couve de Murville"],
    "Long talks followed. Young men spoke to Long and Young.": ["Long", "Young"],
    "the US-Soviet talks of “Zürich” and Österreich": ["US-Soviet", "Zürich", "Österreich"],
}


@pytest.mark.parametrize(("text", "names"), CASES.items())
def test_a_run_of_capitalized_words_is_one_name(text: str, names: list[str]) -> None:
    assert list(printed_names(text, [("p1", 0, len(text))])) == names


def test_a_common_word_at_the_start_of_a_sentence_is_no_name() -> None:
    text = "Long talks followed. Then Long spoke."
    assert printed_names(text, [("p1", 0, 20), ("p2", 21, len(text))]) == {"Then Long": ["p2"]}


def test_a_name_is_listed_once_for_each_place() -> None:
    text = "Haig and Haig\nHaig"
    assert printed_names(text, [("p1", 0, 13), ("p2", 14, 18)]) == {"Haig": ["p1", "p2"]}
