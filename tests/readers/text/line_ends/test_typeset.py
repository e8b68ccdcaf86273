"""Lines are measured, and a line that was full is told from one that had room."""

from __future__ import annotations

import random

import pytest

from backchannel.readers.text.line_ends.joined import join_broken_lines
from backchannel.readers.text.line_ends.typeset import TypedLine, is_stopped, measure, printed_width, runs_on, typed_lines
from backchannel.source import Source


@pytest.mark.parametrize(
    ("line", "after", "expected"),
    [
        ("told me that he", "would not go", True),
        ("the Secretary of the", "Navy", True),
        ("the Duke,", "his ships", True),
        ("he would not go.", "then he went", False),
        ("the Duke of Ruritania", "The harbor", False),
        ("the harbor", "a. the coal", False),
        ("THE DUKE OF", "RURITANIA", True),
        ("Strelsau, June", "17, 1976", True),
        ("Strelsau, June", "Secret", False),
    ],
)
def test_a_sentence_runs_on(line: str, after: str, expected: bool) -> None:
    one, other = typed_lines(f"{line}\n{after}")
    assert runs_on(one, other) is expected


@pytest.mark.parametrize("words", ["He left.", "in the areas.3", "he asked?”", "undated.)12", "as follows:", "Not printed.↩"])
def test_a_line_ends_with_a_stop(words: str) -> None:
    assert is_stopped(words)


@pytest.mark.parametrize("words", ["see p.", "NSC Action No.", "Robert S.", "the U.S.", "he left", "in 1972"])
def test_a_line_ends_without_a_stop(words: str) -> None:
    assert not is_stopped(words)


def test_a_long_row_is_not_the_width() -> None:
    lines = [TypedLine("x" * size, 0, size, 0, 0) for size in (70, 69, 71, 70, 68, 110, 40)]
    assert measure(lines, [0]).width == 71


def test_letters_differ_in_width() -> None:
    assert printed_width("Illinois") < printed_width("Wyoming")
    assert printed_width("漢") == 1


WORDS = "the Duke will meet millions of immigrants from Illinois in Wyoming and commit himself fully to little willful MEMORANDUM"


@pytest.mark.parametrize("seed", range(20))
def test_the_text_of_a_book_is_joined_by_the_widths_of_its_letters(seed: int) -> None:
    random.seed(seed)
    paragraphs, lines = [], list[str]()
    for _ in range(6):
        words = [random.choice(WORDS.split()) for _ in range(random.randint(60, 90))]
        paragraphs.append(f"The {' '.join(words)}.")
        line = ""
        for word in paragraphs[-1].split():
            if printed_width(f"{line} {word}") > 70:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    joined = join_broken_lines(Source("x", "\n".join(lines))).text
    assert [line for line in joined.split("\n") if line] == paragraphs
