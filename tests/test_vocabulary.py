"""Each term of the vocabulary has examples, and is found in them."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from backchannel import vocabulary
from backchannel.vocabulary import Term

FIELDS = sorted(
    file.name.removesuffix(".toml")
    for file in files("backchannel").joinpath("data").iterdir()
    if file.name.endswith(".toml") and "[[term]]" in file.read_text("utf-8")
)
TERMS = [pytest.param(field, term, id=f"{field}: {term.name}") for field in FIELDS for term in vocabulary.terms(field)]


@pytest.mark.parametrize(("field", "term"), TERMS)
def test_a_term_has_words_and_is_found_in_its_examples(field: str, term: Term) -> None:
    assert term.words
    assert term.examples
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}" for word in term.words), re.IGNORECASE)
    for example in term.examples:
        assert pattern.search(example), f"none of {term.words} is in “{example}”"
        assert re.search(vocabulary.alternatives(field), example, re.IGNORECASE)


@pytest.mark.parametrize(
    "field",
    ["kinds", "channels", "handling", "months", "places", "repositories", "terms", "posts", "bodies", "collections", "zones", "stations"],
)
def test_a_word_has_one_meaning_in_its_field(field: str) -> None:
    words = [vocabulary.folded(word) for term in vocabulary.terms(field) for word in set(map(vocabulary.folded, term.words))]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("field", ["terms", "posts"])
def test_a_term_of_office_has_its_days_in_order(field: str) -> None:
    for term in vocabulary.terms(field):
        assert term.holders
        assert all(date.fromisoformat(holder.first) <= date.fromisoformat(holder.last) for holder in term.holders)


@pytest.mark.parametrize("field", ["bodies", "collections"])
def test_a_dated_term_has_its_days_in_order(field: str) -> None:
    for term in vocabulary.terms(field):
        assert date.fromisoformat(term.first or "") < date.fromisoformat(term.last or "")


def test_a_post_is_at_one_station_at_a_time() -> None:
    stations = vocabulary.terms("stations")
    for post in {post for station in stations for post in station.posts}:
        days = sorted((station.first or "", station.last or "9999") for station in stations if post in station.posts)
        assert all(before[1] < after[0] for before, after in pairwise(days))


def test_the_longest_word_is_found_first() -> None:
    kinds = re.compile(vocabulary.alternatives("kinds"))
    assert (found := kinds.match("Memorandum of Conversation")) is not None
    assert found[0] == "Memorandum of Conversation"


def test_kinds_of_spaces_apostrophes_and_dashes_are_equal() -> None:
    assert vocabulary.name_of("kinds", "Backchannel   MESSAGE") == "backchannel message"
    assert re.fullmatch(vocabulary.alternatives("kinds"), "Aide–Mémoire")
    assert vocabulary.name_of("kinds", "Recipe") is None


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"recipes\.toml"):
        vocabulary.terms("recipes")
