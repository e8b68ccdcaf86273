"""Ids agree with history.state.gov, and volume names are read as the series writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel import designations, ids, vocabulary


def volume_id(years: str, number: str, part: str | None, supplement: bool) -> str | None:
    series = designations.series_of_years(years)
    return designations.in_series(series, number, part, supplement=supplement) if series else None


@pytest.mark.parametrize(
    ("years", "number", "part", "supplement", "id"),
    [
        ("1952–1954", "XIII", "Part 2", False, "frus1952-54v13p2"),
        ("1952-1954", "XII", "Part II", False, "frus1952-54v12p2"),
        ("1948", "i", "Part One", False, "frus1948v01p1"),
        ("1947", "iv", None, False, "frus1947v04"),
        ("1969–76", "XL", None, False, "frus1969-76v40"),
        ("1969–1976", "E–14", "Part 1", False, "frus1969-76ve14p1"),
        ("1969–1976", "E-8", None, False, "frus1969-76ve08"),
        ("1955–1957", "III", None, True, "frus1955-57v03mSupp"),
        ("1951", "I", None, True, "frus1951v01"),
        ("1961–1963", "VIII", None, True, "frus1961-63v07-09mSupp"),
        ("1958–1960", "XI", None, True, "frus1958-60v11mSupp"),
        ("1952–1954", "XII", "pt. 2", False, "frus1952-54v12p2"),
        ("1950", "5", None, False, "frus1950v05"),
        ("1954–1952", "I", None, False, None),
        ("1950", "IIX", None, False, None),
    ],
)
def test_a_designation_gives_the_id_of_its_volume(years: str, number: str, part: str | None, supplement: bool, id: str | None) -> None:
    assert volume_id(years, number, part, supplement) == id
    assert id is None or ids.is_volume(id)


def test_volumes_of_the_same_years_have_a_series() -> None:
    assert designations.series_of("frus1952-54v13p2") == "frus1952-54"
    assert designations.series_of("frus1948v01p1") == "frus1948"
    assert designations.series_of("frus1945Malta") is None
    assert designations.first_year("frus1952-54v13p2") == 1952
    assert designations.first_year("papers") is None


def test_a_number_without_its_part_is_ambiguous() -> None:
    assert designations.parts_of("frus1952-54v13") == ("frus1952-54v13p1", "frus1952-54v13p2")
    assert designations.parts_of("frus1952-54v16") == ()
    assert designations.parts_of("frus1952-54v13p1") == ()


@pytest.mark.parametrize(
    ("volume", "page", "title", "id"),
    [
        ("frus1952-54v13", "1571", "", "frus1952-54v13p2"),
        ("frus1952-54v13", "400", "", "frus1952-54v13p1"),
        ("frus1952-54v13", "1390", "", "frus1952-54v13"),  # an index can follow, or Part 2 can begin
        ("frus1952-54v12", "1390", "", "frus1952-54v12"),  # the page numbers of each part start from 1
        ("frus1952-54v13", "xii", "", "frus1952-54v13"),
        ("frus1969-76v19", None, ", Korea, 1969–1972", "frus1969-76v19p1"),
        ("frus1958-60v07", None, ", Western Europe", "frus1958-60v07p2"),
        ("frus1958-60v07", None, ", Western European Integration and Security", "frus1958-60v07p1"),
        ("frus1977-80v17", None, ", Sub–Saharan Africa", "frus1977-80v17p2"),
        ("frus1977-80v17", None, "", "frus1977-80v17"),
        ("frus1952-54v16", "5", "", "frus1952-54v16"),
    ],
)
def test_a_page_or_a_title_identifies_the_part(volume: str, page: str | None, title: str, id: str) -> None:
    assert designations.part_meant(volume, page, title) == id


@pytest.mark.parametrize("term", vocabulary.terms("volumes"), ids=lambda term: term.name)
def test_a_volume_known_by_its_title_has_an_id(term: vocabulary.Term) -> None:
    assert ids.is_volume(f"{term.name}v01" if term.kind == "numbered" else term.name)
    assert all(any(word in example for word in term.words) for example in term.examples)


@pytest.mark.parametrize(
    ("number", "stem", "id"), [("145", "x", "d145"), ("60a", "x", "d60a"), (None, "d201", "d201"), (None, "Notes 2", "t-notes-2")]
)
def test_a_document_is_named_after_its_number(number: str | None, stem: str, id: str) -> None:
    assert ids.document_id(number, stem) == id


def test_parts_of_a_document_are_named_after_it() -> None:
    assert ids.note_id("d145", "3") == "d145fn3"
    assert ids.note_id("d145", "*") == "d145fn-2a"
    assert ids.marker_id("d145", "3") == "d145fnref3"
    assert ids.marker_id("d145", "3", 2) == "d145fnref3-2"
    assert ids.paragraph_id("d145", 7) == "d145p7"
    assert ids.page_id("533") == "pg_533"


def test_a_message_is_named_with_its_journey() -> None:
    assert ids.message_id("Tohak", "71", "1972-12") == "tohak-71-1972-12"
    assert ids.message_id("Hakto", "37", None) == "hakto-37"


@given(st.integers(1, 3999))
def test_roman_numerals_survive_a_round_trip(value: int) -> None:
    assert ids.roman(ids.to_roman(value)) == value


@given(st.text(max_size=40))
def test_any_words_make_a_slug_and_a_note_id(words: str) -> None:
    assert set(ids.slug(words)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert ids.note_id("d1", words).isascii()


@given(st.text(max_size=12), st.text(max_size=8), st.none() | st.text(max_size=8), st.booleans())
def test_any_words_name_a_volume_or_none(years: str, number: str, part: str | None, supplement: bool) -> None:
    id = volume_id(years, number, part, supplement)
    assert id is None or id.startswith("frus")


@pytest.mark.parametrize(
    ("volume", "years"),
    [
        ("frus1948v01p1", (1948, 1948)),
        ("frus1969-76v09", (1969, 1976)),
        ("frus1969-76ve14p1", (1969, 1976)),
        ("frus1917-1972PubDip", (1917, 1972)),
        ("notes", None),
    ],
)
def test_a_volume_names_its_years(volume: str, years: tuple[int, int] | None) -> None:
    assert ids.volume_years(volume) == years


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("frus1969-76v09/d145#d145fn3q1", ("frus1969-76v09/d145", "d145fn3q1")),
        ("frus1969-76v09#pg_533", ("frus1969-76v09", "pg_533")),
        ("frus1969-76v09/d145", ("frus1969-76v09/d145", "")),
        ("x#y/d1", ("x#y/d1", "")),
        ("x#y/d1#d1p2", ("x#y/d1", "d1p2")),
    ],
)
def test_a_target_is_a_path_and_an_anchor(target: str, parts: tuple[str, str]) -> None:
    assert ids.split_target(target) == parts
