"""Heads are found and parsed: the cases of `cases/find_head.txt` and `cases/heads.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st

from backchannel.findings import Report
from backchannel.readers.text.heads.head import read_head
from backchannel.readers.text.heads.head_search import find_head
from backchannel.readers.text.heads.numbers import find_number
from backchannel.readers.text.lines import split_lines
from backchannel.source import Source, Span

CASES = Path(__file__).parent / "cases"
WORDS = [
    "145. ",
    "Memorandum ",
    "From ",
    "to ",
    "by ",
    "the ",
    "Secretary of State ",
    "(Archer) ",
    "in Paris",
    ", ",
    "and ",
    "(",
    "[Page 3]\n",
    "May 3, 1972",
]


@pytest.mark.parametrize("case", read_cases(CASES / "find_head.txt"), ids=lambda case: case.text[:60])
def test_the_head_is_found(case: Case) -> None:
    lines = split_lines(case.text)
    head = find_head(case.text, lines)
    assert case.expected["head"] == ("-" if head is None else case.text[lines[head].start : lines[head].end])


@pytest.mark.parametrize("case", read_cases(CASES / "heads.txt"), ids=lambda case: case.text[:60])
def test_a_head_is_parsed_into_its_fields(case: Case) -> None:
    report = Report(Source("a.txt", case.text))
    span = Span(0, len(case.text))
    number = find_number(case.text, span)
    head = read_head(case.text, span, number, report)
    found = {
        "number": shown(number and number.words),
        "kind": shown(head.kind),
        "from": shown(head.senders),
        "to": shown(head.recipients),
        "between": shown(head.between),
        "names": shown([person.name for person in (*head.senders, *head.recipients) if person.name]),
        "place": shown(head.place),
        "date": shown(head.date and head.date.edtf),
        "findings": shown([finding.rule for finding in report.findings]),
    }
    assert {name: found[name] for name in case.expected} == case.expected
    for part in (*head.senders, *head.recipients, *([head.place] if head.place else [])):
        assert case.text[part.start : part.end] == part.text


def test_a_text_without_lines_has_no_head() -> None:
    assert find_head("", []) is None


@given(st.lists(st.sampled_from(WORDS), max_size=20).map("".join) | st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    lines = split_lines(text)
    found = find_head(text, lines)
    span = Span(lines[found].start, lines[found].end) if found is not None else Span(0, len(text))
    head = read_head(text, span, find_number(text, span), Report(Source("a.txt", text)))
    for part in (*head.senders, *head.recipients):
        assert span.start <= part.start < part.end <= span.end
        assert text[part.start : part.end] == part.text
