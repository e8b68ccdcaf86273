"""Markings beside the head are found: the cases of `cases/markings.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown

from backchannel.readers.text.document import read_document
from backchannel.source import Source


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "markings.txt"), ids=lambda case: case.text[:60])
def test_a_line_beside_the_head_is_a_marking(case: Case) -> None:
    markings = read_document(Source("a.txt", case.text), "v").markings
    found = {"markings": shown(markings), "kinds": shown([marking.kind for marking in markings])}
    assert {name: found[name] for name in case.expected} == case.expected
    assert all(case.text[marking.start : marking.end] == marking.text for marking in markings)
