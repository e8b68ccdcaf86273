"""The running heads of a printed book are not part of its paragraphs, and their numbers are those of its pages."""

from __future__ import annotations

import pytest

from backchannel.readers.text.document import read_document
from backchannel.readers.text.line_ends.running_heads import find_running_heads
from backchannel.records import Document
from backchannel.source import Source

BROKEN = """\
57. Letter From Archer to Baker

The Duke told me on Tuesday that he would not leave Ruritania
before the negotiations on the harbor had come to an end, and
112 FOREIGN RELATIONS, 1944, VOLUME IV
that the Count had asked for more rice than the cook could
boil in a month of Sundays. He thanked me for the nego-
RURITANIA 113
tiations and left in the company of his aide.
"""
WHOLE = """\
57. Letter From Archer to Baker

The Duke has sold the rice.

112 FOREIGN RELATIONS, 1944, VOLUME IV

The Count is here.

RURITANIA 113

All is well.
"""


def read(text: str) -> Document:
    return read_document(Source("frus1944v04/a.txt", text), "frus1944v04")


def paragraphs(document: Document) -> list[str]:
    return [document.printed().words(block.start, block.end) for block in document.blocks if block.kind == "paragraph"]


@pytest.mark.parametrize("text", [BROKEN, WHOLE])
def test_rising_numbers_of_running_heads_are_page_breaks(text: str) -> None:
    document = read(text)
    assert [page.n for page in document.pages] == ["112", "113"]
    assert [text[page.start : page.end] for page in document.pages] == ["112 FOREIGN RELATIONS, 1944, VOLUME IV", "RURITANIA 113"]
    assert not [finding for finding in document.findings if finding.severity == "error"]


def test_a_paragraph_goes_on_across_running_heads() -> None:
    [paragraph] = paragraphs(read(BROKEN))
    assert "had come to an end, and that the Count" in paragraph
    assert paragraph.endswith("He thanked me for the negotiations and left in the company of his aide.")


def test_a_page_break_between_paragraphs_is_a_block() -> None:
    document = read(WHOLE)
    assert document.line_ends == "paragraphs"
    assert [block.kind for block in document.blocks] == ["head", "paragraph", "page", "paragraph", "page", "paragraph"]


def test_a_running_head_without_sequence_is_left_out_and_breaks_no_page() -> None:
    text = BROKEN.replace("RURITANIA 113\n", "")
    document = read(text)
    assert document.pages == ()
    assert "112 FOREIGN RELATIONS, 1944, VOLUME IV" in [text[part.start : part.end] for part in document.consumed if part.rule == "S006"]


@pytest.mark.parametrize(
    "lines",
    [
        ["ARTICLE 1", "ARTICLE 2", "ARTICLE 3"],  # parts of a document
        ["THE FIRST PLAN 12", "THE SECOND PLAN 14"],  # even numbers are on the left
        ["THE FIRST PLAN 13", "THE SECOND PLAN 99"],  # pages far apart
        ["The Soviet Union 113", "114 Days in Spring"],
    ],
)
def test_other_lines_with_numbers_are_text(lines: list[str]) -> None:
    assert find_running_heads("Rice.\n" + "\n\nRice.\n\n".join(lines) + "\nRice.") == []
