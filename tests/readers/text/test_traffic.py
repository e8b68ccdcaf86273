"""What the words around a message's name say of it: the cases of `cases/traffic.txt`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cases import Case, read_cases, shown

from backchannel.readers.text.document import read_document
from backchannel.source import Source

if TYPE_CHECKING:
    from backchannel.records import Document, Reference

SOURCE = "  1. Source: National Archives, NSC Files, Box 27. Secret."


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "traffic.txt"), ids=lambda case: case.text)
def test_the_words_around_a_message_say_what_it_answers_and_where_it_is(case: Case) -> None:
    text, _, note = case.text.partition("‖")
    notes = f"{SOURCE}\n  2. {note}" if note else SOURCE
    source = f"45. Message From President Archer to B. Baker in Northport1\n\nTohak 71. Deliver immediately.\n\n{text}\n\n{notes}\n"
    document = read_document(Source("v/d45.txt", source), "frus1969-76v99")
    named = [said(document, reference) for reference in document.references if reference.kind == "message"]
    assert shown(named) == case.expected["says"]


def said(document: Document, reference: Reference) -> str:
    text = document.text
    parts = []
    for step in reference.steps:
        by = next((text[r.start : r.end] for r in document.references if r.start == step.by), "")
        parts.append(f"{step.kind} “{text[step.start : step.end]}”" + (f" by {by}" if by else ""))
    if reference.cited.document:
        parts.append(f"printed as {reference.cited.document}")
    if reference.quotation:
        words = text[reference.quotation.start : reference.quotation.end].split()
        parts.append(f"quoted {' '.join(words[:2])} … {' '.join(words[-2:])}")
    return text[reference.start : reference.end] + (f": {', '.join(parts)}" if parts else "")
