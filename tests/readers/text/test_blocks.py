"""Texts are split into blocks: the cases of `cases/blocks.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases

from backchannel.readers.text.document import read_document
from backchannel.source import Source

CASES = Path(__file__).parent / "cases" / "blocks.txt"


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.text[:60])
def test_each_block_has_its_kind(case: Case) -> None:
    text = case.text.replace("␣", " ")
    document = read_document(Source("d1.txt", text), "frus1969-76v99")
    assert " | ".join(block.kind for block in document.blocks) == case.expected["blocks"]
    if "consumed" in case.expected:
        assert " | ".join(text[part.start : part.end] for part in document.consumed) == case.expected["consumed"]


def test_a_message_line_ends_where_text_begins() -> None:
    text = "46. Message From Archer to Baker\n\nHakto 46/226. 1. After reading your message, I agree.\n"
    document = read_document(Source("d46.txt", text), "frus1969-76v99")
    assert [(block.kind, text[block.start : block.end]) for block in document.blocks[1:]] == [
        ("message", "Hakto 46/226."),
        ("paragraph", "1. After reading your message, I agree."),
    ]


def test_a_row_begins_and_ends_at_its_outer_cells() -> None:
    text = "7. Letter From Archer\n\nGrain\n\n\t1972\t40\n\t\t41\nSugar\t\n"
    document = read_document(Source("d7.txt", text), "frus1969-76v99")
    assert [text[block.start : block.end] for block in document.blocks if block.kind == "row"] == ["\t1972\t40", "\t\t41", "Sugar\t"]
