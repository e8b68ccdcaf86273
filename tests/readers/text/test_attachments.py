"""Attachments are found by their labels: the cases of `cases/attachments.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown

from backchannel.edition.anchors import attachment_anchors
from backchannel.readers.text.document import read_document
from backchannel.source import Source


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "attachments.txt"), ids=lambda case: case.text[-60:])
def test_a_document_has_its_attachments(case: Case) -> None:
    document = read_document(Source("d6.txt", case.text), "frus1969-76v99")
    found = document.attachments
    read = {name: shown([getattr(part, name) for part in found]) for name in ("label", "title", "date")}
    read["anchor"] = shown(attachment_anchors(document))
    assert {name: read[name] for name in case.expected} == case.expected
    assert all(case.text[words.start : words.end] == words.text for part in found for words in (part.label, part.title) if words)


def test_an_attachment_ends_where_the_next_begins_or_above_the_notes() -> None:
    text = "6. Letter From Archer\n\nI enclose two.\n\nTab A\n\nRice is dear.1\n\nTab B\n\nSugar is not.\n\n  1. Secret."
    document = read_document(Source("d6.txt", text), "frus1969-76v99")
    assert [text[part.start : part.end] for part in document.attachments] == ["Tab A\n\nRice is dear.1", "Tab B\n\nSugar is not."]
