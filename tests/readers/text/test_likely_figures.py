"""Figures that look like markers at first sight are told from those that don't."""

from __future__ import annotations

import pytest

from backchannel.readers.text.markers.doubts import is_part
from backchannel.readers.text.markers.hypotheses import KnownMarkers, read_labels
from backchannel.readers.text.markers.places import (
    NoteLabel,
    date_ends,
    find_glued,
    find_places,
    glued_figures,
    highest_likely,
    is_likely,
    likely_figures,
    most_shared,
)
from backchannel.source import Span

NO_HEAD = Span(0, 0)


def shown(text: str, head: Span = NO_HEAD) -> list[str]:
    return [text[start:end] for start, end in likely_figures(text, head)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The talks.54 began", ["54"]),
        ("Rudolf53 which", ["53"]),
        ("at 5 p.m. on May 5, 1972", []),
        ("in 15 tons", []),
    ],
)
def test_figures_glued_to_a_word_or_a_stop_look_like_markers(text: str, figures: list[str]) -> None:
    assert shown(text) == figures


def test_a_figure_that_ends_the_head_looks_like_a_marker_once() -> None:
    text = "Letter From Archer in Paris 7"
    assert shown(text, Span(0, len(text))) == ["7"]
    assert shown(text) == []
    glued = "Letter From Archer in Paris7"
    assert shown(glued, Span(0, len(glued))) == ["7"]


def test_the_search_for_glued_figures_begins_after_a_character() -> None:
    assert [*glued_figures("one.1 two.2", 5)] == [Span(10, 11)]
    assert [*glued_figures("s1 two.2")] == [Span(1, 2), Span(7, 8)]


@pytest.mark.parametrize(("date", "ends"), [("on May 254 he left", True), ("on May 25, 19604 he left", True), ("on May 25 he left", False)])
def test_a_date_may_end_in_a_marker(date: str, ends: bool) -> None:
    assert [*date_ends(date)] == ([date.index(" he")] if ends else [])


def test_a_figure_is_likely_as_a_whole() -> None:
    text = "He spoke.54 In 1960 he left Paris 7"
    assert is_likely(text, NO_HEAD, text.index("54") + 2)
    assert not is_likely(text, NO_HEAD, text.index("1960") + 4)
    assert not is_likely(text, NO_HEAD, len(text))
    assert is_likely(text, Span(12, len(text)), len(text))
    assert not is_likely(text, Span(0, len(text)), text.index("1960") + 4)


def test_labels_are_tried_beyond_the_highest_figure() -> None:
    assert highest_likely("none", NO_HEAD) == 30
    assert highest_likely("one.7 two.9 three.8", NO_HEAD) == 39
    assert highest_likely("one.7 two.1011", NO_HEAD) == 999
    assert highest_likely("one.990", NO_HEAD) == 999


def test_a_label_is_found_only_as_a_whole_glued_figure() -> None:
    text = "at 7 of.17 and two.7"
    assert find_glued(text, "7", 0) is True
    assert find_glued(text, "7", len(text)) is False
    assert find_glued("at 7 of.17", "7", 0) is False
    assert find_glued("one.7 two", "7", 5) is False
    assert find_glued("one.77 two.7", "7", 0) is True


def test_a_label_without_a_note_shares_nothing() -> None:
    assert most_shared(NoteLabel("1")) == 0.0
    assert most_shared(NoteLabel("1", note="See telegram 1037 from Count Bertrand, July 10.")) > 0.0


def test_the_end_of_a_figure_is_a_part() -> None:
    text = "Your Hakto 414 was read. Hakto 41 is here. He left.5"
    chain = read_labels(text, KnownMarkers(NO_HEAD), [NoteLabel("4"), NoteLabel("5")]).chain
    assert [is_part(place) for place in chain] == [True, False]


@pytest.mark.parametrize(("figures", "places"), [(19_999, 20_000), (20_000, 1)])
def test_in_a_long_table_only_figures_glued_to_something_may_be_markers(figures: int, places: int) -> None:
    text = f"Of the areas.1 I believe:{' 1' * figures}"
    found = [*find_places(text, NO_HEAD, [NoteLabel("1")])]
    assert len(found) == places
    assert found[0][0].start == text.index("1 I")
