"""The printed words of a text are those between its marks, on one line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.printed import PrintedText, Stop, printable, shortened, shortened_before

WORDS = [
    ("a marker is left out", "Hakto 38{2} Reference", "Hakto 38 Reference"),
    ("a marker between words", "areas.{3} I believe", "areas. I believe"),
    ("a marker before punctuation", "(Archer){1}, in Strelsau", "(Archer), in Strelsau"),
    ("a page label", "Deptel {[Page 252]} 3622", "Deptel 3622"),
    ("a page label inside a word", "govern{[Page 5]}ment", "government"),
    ("two marks side by side", "undated.{1}{2} Yes", "undated. Yes"),
    ("white space is one space", "one\ttwo\n  three", "one two three"),
    ("a character that HTML does not allow is shown as its picture", "a\x07 \x1c b", "a␇ ␜ b"),
]


def parse(marked: str) -> tuple[PrintedText, str]:
    """Make a text whose marks are in braces."""
    marks, text = [], ""
    for n, part in enumerate(re.split(r"\{(.*?)\}", marked)):
        marks += [Stop(len(text), len(text) + len(part), "marker")] if n % 2 else []
        text += part
    return PrintedText.of(text, marks), text


@pytest.mark.parametrize(("marked", "words"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_marks_are_left_out(marked: str, words: str) -> None:
    printed, text = parse(marked)
    assert printed.words(0, len(text)) == words


def test_a_stretch_that_begins_or_ends_in_a_mark_has_none_of_it() -> None:
    printed, text = parse("one {[Page 5]} two")
    assert printed.words(text.index("age"), len(text)) == "two"
    assert printed.words(0, text.index("age")) == "one"


def test_a_quotation_says_that_it_begins_or_ends_inside_a_word() -> None:
    printed, text = parse("lot 64 D563, Hakto 38{2}")
    assert printed.quoted(0, text.index("563")) == "lot 64 D…"
    assert printed.quoted(text.index("63"), text.index(",")) == "…63"
    assert printed.quoted(text.index("Hakto"), text.index("38") + 2) == "Hakto 38"


def test_openings_and_endings_are_cut_at_words() -> None:
    printed, text = parse("one two{1} three four")
    whole = Stop(0, len(text), "anchor")
    assert printed.opening([whole], 100) == "one two three four"
    assert printed.opening([whole], 9) == "one two …"
    assert printed.opening([Stop(0, 3, "anchor"), Stop(9, 14, "anchor")], 100) == "one three"
    assert printed.ending(0, len(text), 100) == "one two three four"
    assert printed.ending(0, len(text), 8) == "… four"
    assert printed.ending(0, len(text) - 1, 100) == "one two three fou…"


def test_a_word_that_is_too_long_is_cut_in_itself() -> None:
    assert (shortened("abcdef", 3), shortened_before("abcdef", 3)) == ("abc…", "…def")
    assert (shortened("ab cd", 5), shortened_before("ab cd", 5)) == ("ab cd", "ab cd")


def test_of_two_marks_that_overlap_the_first_counts() -> None:
    printed = PrintedText("abcdef", [Stop(1, 4, "consumed"), Stop(3, 5, "marker")])
    assert [(part.start, part.end, part.stop is not None) for part in printed.walk(0, 6)] == [(0, 1, False), (1, 4, True), (4, 6, False)]


@st.composite
def marked_texts(render: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = render(st.text(st.characters(codec="utf-8"), max_size=60))
    cuts = sorted(render(st.lists(st.integers(0, len(text)), unique=True, max_size=8)))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False))


@given(marked_texts(), st.integers(0, 60), st.integers(0, 60))
def test_the_words_are_the_characters_outside_the_marks(marked: tuple[str, list[tuple[int, int]]], start: int, end: int) -> None:
    text, marks = marked
    printed = PrintedText.of(text, [Stop(*mark, "marker") for mark in marks])
    kept = (c for n, c in enumerate(text) if start <= n < end and not any(low <= n < high for low, high in marks))
    assert printed.words(start, min(end, len(text))) == " ".join("".join(map(printable, kept)).split())
