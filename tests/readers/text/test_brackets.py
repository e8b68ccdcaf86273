"""Brackets are classified: the cases of `cases/brackets.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases

from backchannel.readers.text.brackets import find_brackets

CASES = Path(__file__).parent / "cases" / "brackets.txt"


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.text[:60])
def test_a_bracket_is_classified(case: Case) -> None:
    found = [f"{bracket.kind}: {case.text[bracket.start : bracket.end]}" for bracket in find_brackets(case.text)]
    assert (" | ".join(found) or "-") == case.expected["brackets"]
