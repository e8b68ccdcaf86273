"""Ranges and names are written as readers of the series expect them."""

from __future__ import annotations

import pytest

from backchannel.pages.components.addresses import Linker
from backchannel.pages.components.places import anchor_words
from backchannel.pages.components.volumes import designation, target_words
from backchannel.pages.components.words import amount, cited_range, listing, page_range
from backchannel.printed import shortened

# first, last, in the style of the Chicago Manual of Style
RANGES = [
    ("532", "534", "532–34"),
    ("247", "249", "247–49"),
    ("101", "108", "101–8"),
    ("600", "612", "600–612"),
    ("96", "117", "96–117"),
    ("1203", "1209", "1203–9"),
    ("398", "401", "398–401"),
    ("xiv", "xvi", "xiv–xvi"),
    ("5", "5", "5"),
    ("5", None, "5"),
]


@pytest.mark.parametrize(("first", "last", "cited"), RANGES)
def test_a_page_range_is_cited_in_chicago_style(first: str, last: str | None, cited: str) -> None:
    assert cited_range(first, last) == cited


def test_a_page_range_can_be_written_in_full() -> None:
    assert page_range("532", "534") == "532–534"
    assert page_range("532", "532") == "532"


def test_amounts_and_lists_read_as_english() -> None:
    assert [amount(n, "document") for n in (0, 1, 3507)] == ["no documents", "1 document", "3,507 documents"]
    assert [listing(list(names)) for names in ("A", "AB", "ABC")] == ["A", "A and B", "A, B, and C"]
    assert shortened("one two\nthree", 8) == "one two …"


VOLUMES = {
    "frus1964-68v13": "Foreign Relations, 1964–1968, vol. XIII",
    "frus1952-54v13p2": "Foreign Relations, 1952–1954, vol. XIII, Part 2",
    "frus1948v01": "Foreign Relations, 1948, vol. I",
    "frus1969-76ve14p1": "Foreign Relations, 1969–1976, vol. E–14, Part 1",
    "frus1955-57v03mSupp": "Foreign Relations, 1955–1957, vol. III, Supplement",
    "memoirs": "memoirs",
}


@pytest.mark.parametrize(("volume", "words"), VOLUMES.items())
def test_a_volume_is_named_as_it_is_cited(volume: str, words: str) -> None:
    assert designation(volume) == words


TARGETS = {
    "v9/d144": "Document 144",
    "v9/d144#d144fn2": "Document 144, note 2",
    "v9/d144#d144fn-2a": "Document 144, note *",
    "v9#pg_739": "Page 739",
    "frus1948v01/d2": "Foreign Relations, 1948, vol. I, Document 2",
    "frus1948v01": "Foreign Relations, 1948, vol. I",
    "v9/t-notes-2": "Text notes-2",
}


@pytest.mark.parametrize(("target", "words"), TARGETS.items())
def test_a_target_is_named_by_its_kind(target: str, words: str) -> None:
    assert target_words(target, "v9") == words


def test_an_anchor_is_named_as_readers_name_it() -> None:
    assert [anchor_words(anchor) for anchor in ("p7", "fn3", "fn-2a", "head")] == ["¶7", "note 3", "note *", "heading"]


ADDRESSES = [
    ("v9", "v9/d145.html", "d145fn3", "d145.html#d145fn3"),
    ("v9", "v10/d1.html", "", "../v10/d1.html"),
    ("v9", "index.html", "", "../index.html"),
    ("", "v9/d145.html", "", "v9/d145.html"),
    ("", "a b:c/d1.html", "", "a%20b%3Ac/d1.html"),
]


@pytest.mark.parametrize(("folder", "path", "fragment", "expected"), ADDRESSES)
def test_addresses_are_relative_to_the_linking_page(folder: str, path: str, fragment: str, expected: str) -> None:
    assert Linker(folder).page(path, fragment) == expected


def test_a_target_has_a_local_and_an_official_address() -> None:
    assert Linker("v9").target("v9/d44#d44fn2") == "d44.html#d44fn2"
    assert Linker("v9").target("v9#pg_5") == "pages.html#pg_5"
    assert Linker().target("v9") == "v9/index.html"
    assert Linker("v9").place("v9/d44", "p7") == "d44.html#d44p7"
    assert Linker("people").person("archer-ann") == "archer-ann.html"
    assert Linker("v9").message("hakto-18-1972-12") == "../messages.html#hakto-18-1972-12"
