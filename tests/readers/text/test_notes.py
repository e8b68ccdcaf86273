"""Notes at the foot are found: the cases of `cases/notes.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases

from backchannel.readers.text.lines import split_lines
from backchannel.readers.text.notes import find_cut, find_notes

CASES = Path(__file__).parent / "cases" / "notes.txt"


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.text[:60])
def test_notes_are_found_in_each_form(case: Case) -> None:
    text = case.text.replace("␣", " ")
    apparatus = find_notes(text, split_lines(text))
    notes = [f"{note.label}: {text[note.span.start : note.span.end]}" for note in apparatus.notes]
    assert apparatus.form == case.expected["form"]
    assert (" | ".join(notes) or "-") == case.expected["notes"].replace("⏎", "\n").replace("␣", " ")
    cut = find_cut(text, apparatus.notes, apparatus.consumed)
    assert (text[cut.start : cut.end].strip() if cut else "none") == case.expected.get("cut", "none")


def test_labels_and_arrows_are_consumed() -> None:
    for text, consumed in (("Body.\n\n  1. Note.", ["1."]), ("Body.\n- Note.↩", ["-", "↩"])):
        apparatus = find_notes(text, split_lines(text))
        assert [text[part.start : part.end].strip() for part in apparatus.consumed] == consumed
        assert apparatus.lines_before == 1
