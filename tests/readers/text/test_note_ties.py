"""Markers that are certain are tied to the notes of a list: by their labels, or by order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.readers.text.markers.note_ties import tie_markers


@pytest.mark.parametrize(
    ("markers", "labels", "expected"),
    [
        ("1 2 3", "1 2 3", "1 2 3"),
        ("1 3", "1 2 3", "1 3"),
        ("2 3", "1 2 3", "2 3"),
        ("1 2 2 3", "1 2 3", "1 2 2 3"),
        ("1 2 3 2 4", "1 2 3 4", "1 2 3 2 4"),
        ("1 2 1 2", "1 2 1 2", "1 2 3 4"),
        ("1 * 2", "1 * 2", "1 2 3"),
        ("1 2 2a 3", "1 2 2a 3", "1 2 3 4"),
        ("", "1 2", ""),
        ("1 2", "", "- -"),
    ],
)
def test_markers_are_tied_to_notes_with_their_labels(markers: str, labels: str, expected: str) -> None:
    assert tied(markers, labels) == expected


@pytest.mark.parametrize(
    ("markers", "labels", "expected"),
    [
        ("53 54 55", "1 2 3", "1 2 3"),
        ("53 54 55", "? ? ?", "1 2 3"),
        ("53 54 55", "53 54 55", "1 2 3"),
        ("53 55", "1 2 3", "1 3"),
        ("2 3 4", "1 2 3", "1 2 3"),
        ("98 99 100 101", "1 2 3 4", "1 2 3 4"),
        ("99 100 1 2", "1 2 3 4", "1 2 3 4"),
        ("99 1 2 3", "? ? ? ?", "1 2 3 4"),
        ("23 23", "1 2", "1 2"),
        ("23 23 24", "1 2 3", "1 2 3"),
        ("23 23 24", "1 2", "1 1 2"),
        ("23 24 23", "1 2", "1 2 1"),
        ("23 * 24", "1 2 3", "1 2 3"),
        ("* 24 25", "1 2 3", "1 2 3"),
        ("23 * 24", "1 * 2", "1 2 3"),
        ("23 23a 24", "? ? ?", "1 2 3"),
        ("7", "1", "1"),
        ("*", "1", "1"),
    ],
)
def test_markers_numbered_through_a_chapter_are_tied_by_order(markers: str, labels: str, expected: str) -> None:
    assert tied(markers, labels) == expected


@pytest.mark.parametrize(
    ("markers", "labels", "expected"),
    [
        ("1 2 3 4", "1 2", "1 2 - -"),
        ("53 54 55 56", "1 2", "1 2 - -"),
        ("53 54 55 56", "? ?", "1 2 - -"),
        ("1 2 3 2 4", "1 2", "1 2 - 2 -"),
        ("1 * 2 3", "1 * 2", "1 2 3 -"),
    ],
)
def test_markers_beyond_a_list_that_was_cut_have_no_note(markers: str, labels: str, expected: str) -> None:
    assert tied(markers, labels) == expected


@given(st.integers(0, 120), st.lists(st.booleans(), min_size=1, max_size=60), st.booleans())
def test_labels_numbered_on_are_tied_by_order_whatever_the_first_is(shift: int, second: list[bool], are_labeled: bool) -> None:
    places = [place for place, twice in enumerate(second, 1) for _ in range(2 if twice else 1)]
    labels = [str(place) if are_labeled else "" for place in range(1, len(second) + 1)]
    assert tie_markers([str(shift + place) for place in places], labels) == places


@given(
    st.lists(st.sampled_from(["1", "2", "3", "99", "100", "*", "2a"]), max_size=12),
    st.lists(st.sampled_from(["", "1", "2", "3", "*"]), max_size=9),
)
def test_each_marker_has_one_note_of_the_list_or_none(markers: list[str], labels: list[str]) -> None:
    places = tie_markers(markers, labels)
    assert len(places) == len(markers)
    assert all(place is None or 1 <= place <= len(labels) for place in places)


def test_a_thousand_markers_are_tied_at_once() -> None:
    labels = [str(n) for n in range(1, 1001)]
    assert tie_markers([str(n + 40) for n in range(1, 1101)], labels) == [*range(1, 1001), *[None] * 100]


def tied(markers: str, labels: str) -> str:
    found = tie_markers(markers.split(), ["" if label == "?" else label for label in labels.split()])
    return " ".join("-" if place is None else str(place) for place in found)
