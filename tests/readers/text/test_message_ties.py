"""The words around a message name its ties: the cases of `cases/traffic.txt`."""

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
def test_the_words_around_a_message_name_its_ties_and_location(case: Case) -> None:
    text, _, note = case.text.partition("‖")
    notes = f"{SOURCE}\n  2. {note}" if note else SOURCE
    source = f"45. Message From President Archer to B. Baker in Northport1\n\nTohak 71. Deliver immediately.\n\n{text}\n\n{notes}\n"
    document = read_document(Source("v/d45.txt", source), "frus1969-76v99")
    named = [describe(document, reference) for reference in document.references if reference.kind == "message"]
    assert shown(named) == case.expected["says"]


def test_each_of_two_notes_with_one_label_is_read_with_its_own_marker() -> None:
    text = "45. Letter From A. Archer to B. Baker\n\nThank you for Hakto 12.23 I agree. Thank you for Hakto 14.23 I agree."
    document = read_document(Source("v/d45.txt", f"{text}\n\n  23. Dated December 5.\n  23. Dated December 7.\n"), "frus1969-76v99")
    named = [describe(document, reference) for reference in document.references]
    assert named == ["Hakto 12: dated XXXX-12-05", "Hakto 14: dated XXXX-12-07"]


def describe(document: Document, reference: Reference) -> str:
    text = document.text
    parts = [f"dated {reference.cited.date}"] if reference.cited.date else []
    for step in reference.steps:
        by = next((text[r.start : r.end] for r in document.references if r.start == step.by), "")
        parts.append(f"{step.kind} “{text[step.start : step.end]}”" + (f" by {by}" if by else ""))
    if printed := reference.cited.document or reference.cited.relation:
        parts.append(f"printed as {printed}")
    if reference.quotation:
        words = text[reference.quotation.start : reference.quotation.end].split()
        parts.append(f"quoted {' '.join(words[:2])} … {' '.join(words[-2:])}")
    return text[reference.start : reference.end] + (f": {', '.join(parts)}" if parts else "")


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "glued_messages.txt"), ids=lambda case: case.text)
def test_a_message_and_the_marker_glued_to_it_are_both_read(case: Case) -> None:
    text, *notes = case.text.split("‖")
    numbered = "\n".join([SOURCE, *(f"  {n}. {note}" for n, note in enumerate(notes, 2))])
    source = f"45. Message From President Archer to B. Baker in Northport1\n\nHakto 50. Deliver immediately.\n\n{text}\n\n{numbered}\n"
    document = read_document(Source("v/d45.txt", source), "frus1969-76v99")
    named = [f"{r.cited.channel} {r.cited.number}" for r in document.references if r.kind == "message" and r.where == "body"]
    markers = [f"{m.n} after {document.text[: m.start].split()[-1]}" for m in document.markers if m.n != "1"]
    assert {"messages": shown(named), "markers": shown(markers)} == case.expected


@pytest.mark.parametrize(
    ("line", "number", "serials"),
    [
        ("Haigto 4/257 from Saigon, November 10, 1645Z", "Haigto 4", ["257"]),
        ("Hakto 46/226. 1. After reading your messages, I agree.", "Hakto 46", ["226"]),
        ("Tohak 82/WHS 2280. Urgent deliver immediately.", "Tohak 82", ["WHS 2280"]),
        ("97/WHP 216. Deliver immediately.", "WHP 216", ["97"]),
    ],
)
def test_a_message_has_all_its_numbers(line: str, number: str, serials: list[str]) -> None:
    source = f"45. Message From President Archer to B. Baker in Northport1\n\n{line}\n\nI agree.\n\n{SOURCE}\n"
    message = read_document(Source("v/d45.txt", source), "frus1969-76v99").message
    assert message is not None
    assert f"{message.channel} {message.number}" == number
    assert [f"{serial.name} {serial.number}".strip() for serial in message.serials] == serials
