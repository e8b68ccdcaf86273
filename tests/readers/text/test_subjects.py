"""Subjects and participants are found: the cases of `cases/subjects.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown

from backchannel.readers.text.document import read_document
from backchannel.source import Source


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "subjects.txt"), ids=lambda case: case.text[:60])
def test_a_document_has_its_subjects_and_participants(case: Case) -> None:
    text = case.text.replace("␣", " ")
    document = read_document(Source("d6.txt", text), "frus1969-76v99")
    found = {"subject": shown(document.subject), "participants": shown(document.participants)}
    found["enclosed"] = shown([words.text for words in document.subject if words.enclosed])
    assert {name: found[name] for name in case.expected} == case.expected
    assert all(text[words.start : words.end] == words.text for words in (*document.subject, *document.participants))
