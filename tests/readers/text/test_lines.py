"""Texts are split into lines, and masking keeps offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.readers.text.lines import TextLine, mask, split_lines
from backchannel.source import Span


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" \n\t\n", []),
        ("a\nb", [TextLine(0, 1, 0), TextLine(2, 3, 0)]),
        ("a\n\n\nb", [TextLine(0, 1, 0), TextLine(4, 5, 2)]),
        ("\n  a  \n \nb\n", [TextLine(3, 4, 1), TextLine(9, 10, 1)]),
    ],
)
def test_lines_are_trimmed_and_count_the_blank_lines_before_them(text: str, lines: list[TextLine]) -> None:
    assert split_lines(text) == lines


@given(st.text(alphabet="ab \n\t\u2003", max_size=60))
def test_everything_but_white_space_is_in_a_line(text: str) -> None:
    lines = split_lines(text)
    assert "".join("".join(text[line.start : line.end].split()) for line in lines) == "".join(text.split())
    assert all(text[line.start : line.end] == text[line.start : line.end].strip() != "" for line in lines)


def test_masking_changes_no_offset() -> None:
    assert mask("Hakto 38.2 Reference", [Span(9, 10)]) == "Hakto 38.  Reference"


@given(st.text(alphabet="abc", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4))
def test_masking_blanks_the_spans_and_nothing_else(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), min(max(pair), len(text))) for pair in pairs]
    masked = mask(text, spans)
    assert len(masked) == len(text)
    for i, (before, after) in enumerate(zip(text, masked, strict=True)):
        assert after == (" " if any(start <= i < end for start, end in spans) else before)
