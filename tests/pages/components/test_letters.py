"""The letters at the top of an alphabetical list lead to its first entries."""

from __future__ import annotations

import pytest

from backchannel.pages.components.letters import initial, letters

NAMES = [f"{letter}{n}" for letter in "ABÉ9" for n in range(6)]


def test_each_letter_leads_to_the_first_entry_that_begins_with_it() -> None:
    found = letters((name, f"id-{name}") for name in NAMES)
    assert [(link.text, link.href) for link in found] == [("A", "#id-A0"), ("B", "#id-B0"), ("E", "#id-É0"), ("0–9", "#id-90")]


def test_a_short_list_has_no_letters() -> None:
    assert letters((name, name) for name in NAMES[:19]) == []


@pytest.mark.parametrize(("words", "letter"), [("archer", "A"), ("Émile", "E"), ("‘t Hart", "0–9"), ("", "0–9"), ("Жуков", "0–9")])
def test_a_name_is_under_its_first_letter(words: str, letter: str) -> None:
    assert initial(words) == letter
