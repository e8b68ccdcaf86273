"""Lettered subparagraphs are lists in the volumes that print them so."""

from __future__ import annotations

import pytest

from backchannel.readers.text.document import read_document
from backchannel.source import Source

_LISTING, _OTHER = "frus1955-57v99", "frus1958-60v99"


def _kinds(lines: list[str], volume: str) -> list[str]:
    text = "\n".join(["1. Letter From Archer", *lines, "We parted."])
    return [block.kind for block in read_document(Source("d1.txt", text), volume).blocks[1:]]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["We agreed as follows:", "(1) We speak.", "(2) We write."], ["paragraph", "item", "item", "paragraph"]),
        (["We agreed on—", "“a. Grain, namely", "(i) Rye;", "(ii) Oats.", "[Page 6]", "“b. Sugar."],
         ["paragraph", "item", "item", "item", "page", "item", "paragraph"]),
        (["We agreed:", "1) We speak.", "2) We write."], ["paragraph", "item", "item", "paragraph"]),
        (["We agreed:", "(h) We speak."], ["paragraph", "paragraph", "paragraph"]),
        (["We agreed:", "a. We speak.", "c. We write."], ["paragraph", "item", "paragraph", "paragraph"]),
        (["We agreed.", "a. We speak.", "b. We write."], ["paragraph", "paragraph", "paragraph", "paragraph"]),
        (["We agreed:", "1. We speak.", "2. We write."], ["paragraph", "paragraph", "paragraph", "paragraph"]),
    ],
)  # fmt: skip
def test_an_enumeration_opens_below_a_colon_and_goes_on_with_the_next_label(lines: list[str], kinds: list[str]) -> None:
    assert _kinds(lines, _LISTING) == kinds


def test_other_volumes_print_subparagraphs_as_paragraphs() -> None:
    assert _kinds(["We agreed as follows:", "(1) We speak.", "(2) We write."], _OTHER) == ["paragraph"] * 4
