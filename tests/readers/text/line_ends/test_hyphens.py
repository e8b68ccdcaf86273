"""Hyphens at line ends are told apart: those that divide a word, and those that belong to it."""

from __future__ import annotations

import pytest

from backchannel.readers.text.line_ends.hyphens import LineHyphens


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("of the negotia-", "tions in Strelsau", "divides"),
        ("of the negotia\u00ad", "tions in Strelsau", "divides"),
        ("of the negotia¬", "tions in Strelsau", "divides"),
        ("NEGOTIA-", "TIONS", "divides"),
        ("with-", "out delay", "divides"),
        ("the Soviet-", "American talks", "belongs"),
        ("in 1969-", "76", "belongs"),
        ("the F-", "4s", "belongs"),
        ("in 1963–", "1965", "belongs"),
        ("he said—", "that is", "belongs"),
        ("he said—", "—but", "none"),
        ("he said—", "[Page 7]", "none"),
        ("the right of self-", "defense", "belongs"),
        ("a - ", "dash", "none"),
        ("a -", "dash", "none"),
        ("the end --", "dash", "none"),
        ("the end", "of it", "none"),
        ("the end-", "(of it)", "none"),
        ("", "of it", "none"),
        ("-", "of it", "none"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_judged_by_the_words_around_it(before: str, after: str, kind: str) -> None:
    assert LineHyphens("").kind(before, after) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a cease-fire", "belongs"),
        ("a ceasefire", "divides"),
        ("cease the fire", "belongs"),
        ("the cease-\nfire", "divides"),
        ("a ceasefire, the cease-\nfire; cease fire", "divides"),
    ],
)
def test_words_elsewhere_in_the_text_show_what_the_hyphen_is(text: str, kind: str) -> None:
    assert LineHyphens(text).kind("the cease-", "fire") == kind
