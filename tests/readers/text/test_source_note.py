"""Source notes are parsed: the cases of `cases/source_notes.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st

from backchannel.findings import Report
from backchannel.printed import PrintedText
from backchannel.readers.text.source_notes.source_note import is_source_note, read_source_note
from backchannel.source import Source, Span

PARTS = [
    "Source: ",
    "National Archives",
    ", ",
    "NSC Files",
    ": ",
    "Box 8",
    "Vol. ",
    "II",
    "(",
    ")",
    "“",
    ". ",
    "Secret",
    "; ",
    "Flash",
    "501.BB/4–1348",
    " Series",
]


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "source_notes.txt"), ids=lambda case: case.text[:60])
def test_a_source_note_is_parsed_into_its_fields(case: Case) -> None:
    assert is_source_note(case.text) == ("source note" not in case.expected)
    if "source note" in case.expected:
        return
    report = Report(Source("a.txt", case.text))
    found = {name: shown(value) for name, value in read_source_note(case.text, Span(0, len(case.text)), report)}
    found["findings"] = shown([finding.rule for finding in report.findings])
    assert {name: found[name] for name in case.expected} == case.expected


def test_a_finding_has_the_position_of_the_unknown_marking() -> None:
    text = "Source: Jones Library, Archer Papers. Secret;  Zebra ; Nodis."
    report = Report(Source("a.txt", text))
    read_source_note(text, Span(0, len(text)), report)
    assert [text[finding.start : finding.end] for finding in report.findings] == ["Zebra"]


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join) | st.text(max_size=120))
def test_words_are_kept_as_printed(text: str) -> None:
    note = read_source_note(text, Span(0, len(text)), Report(Source("a.txt", text)))
    printed = PrintedText.of(text).words(0, len(text))
    for _, value in note:
        for words in value if isinstance(value, tuple) else [value]:
            assert words is None or words in printed


def test_unclosed_brackets_do_not_slow_the_reader() -> None:
    text = "Source: Jones Library, (" + "a, " * 200_000
    assert read_source_note(text, Span(0, len(text)), Report(Source("a.txt", text))).repository == "Jones Library"
