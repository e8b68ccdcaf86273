"""The people in lines of lists of participants are found: the cases of `cases/participants.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases

from backchannel.printed import PrintedText
from backchannel.readers.text.participants import read_people
from backchannel.source import Span


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "participants.txt"), ids=lambda case: case.text[:60])
def test_a_line_of_participants_names_people(case: Case) -> None:
    line = case.text.removeprefix("running: ")
    people = read_people(line, Span(0, len(line)), PrintedText.of(line), is_running=line != case.text)
    found = (f"{person.name or '?'} / {person.office}" if person.office else person.name or "?" for person in people)
    assert (" | ".join(found) or "-") == case.expected["people"]
    assert all(person.text == line[person.start : person.end] and (person.name or "") in person.text for person in people)
