"""A text is taken apart into words in the same way, whatever its characters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.search.words import folded, joined_words, words

CASES = {
    "Thieu’s “peace”": ["thieu's", "peace"],
    "soldiers' 'quoted' o''clock": ["soldiers", "quoted", "o", "clock"],
    "He went out—that is": ["he", "went", "out", "that", "is"],
    "NSC–68, 1969–1976": ["nsc", "68", "1969", "1976"],
    "São Tomé, naïve": ["sao", "tome", "naive"],
    "Кремль и Ёлка": ["кремль", "и", "елка"],
    "a_b|c": ["a", "b", "c"],
    "cease-fire": ["cease", "fire"],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_a_text_has_these_words(text: str) -> None:
    assert words(folded(text)) == CASES[text]


@given(st.text(st.characters(max_codepoint=127)))
def test_the_quick_way_gives_the_words_of_the_slow_one(text: str) -> None:
    assert words(folded(text)) == re.findall(r"[^\W_]+(?:'[^\W_]+)*", folded(text))


@given(st.text())
def test_folded_words_stay_as_they_are(text: str) -> None:
    found = words(folded(text))
    assert words(" ".join(found)) == found


@pytest.mark.parametrize(
    ("text", "joined"), [("a cease-fire, well-known", ["ceasefire", "wellknown"]), ("x-ray 3-4 -on off-", []), ("-", [])]
)
def test_words_of_two_letters_and_more_are_joined_at_a_hyphen(text: str, joined: list[str]) -> None:
    assert joined_words(text) == joined
