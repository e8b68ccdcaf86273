"""Datelines are parsed, and other lines are none: the cases of `cases/datelines.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st

from backchannel.findings import Report
from backchannel.readers.text.dateline import is_dateline, read_dateline
from backchannel.source import Source, Span

CASES = read_cases(Path(__file__).parent / "cases" / "datelines.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_a_dateline_gives_place_and_date(case: Case) -> None:
    report = Report(Source("a.txt", case.text))
    dateline = read_dateline(case.text, Span(0, len(case.text)), report)
    found = {
        "dateline": "yes" if is_dateline(case.text) else "-",
        "place": shown(dateline.place),
        "date": shown(dateline.date and dateline.date.edtf),
        "findings": shown([finding.rule for finding in report.findings]),
    }
    assert {name: found[name] for name in found if name in case.expected} == case.expected
    assert is_dateline(case.text) == ("dateline" not in case.expected)


def test_the_evidence_of_a_date_is_its_words() -> None:
    text = "Archer wrote.\nStrelsau, May 3, 1972, 1715Z.\nBaker replied."
    dateline = read_dateline(text, Span(14, 43), Report(Source("a.txt", text)))
    assert dateline.date is not None
    assert dateline.date.stated
    assert [(text[e.start : e.end], e.rule) for e in dateline.date.evidence] == [("May 3, 1972, 1715Z", "dateline")]


@given(st.text(alphabet="Washington, May 3195[].Zundated—\n\t", max_size=120) | st.text(max_size=120))
def test_any_line_can_be_read(text: str) -> None:
    dateline = read_dateline(text, Span(0, len(text)), Report(Source("a.txt", text)))
    if not is_dateline(text):
        assert dateline.place is None
        assert dateline.date is None
