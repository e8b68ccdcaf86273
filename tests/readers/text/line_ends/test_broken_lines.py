"""A text whose lines were broken at a column is read as it was before, and every position is one of the file."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_texts import REAL, damaged, joined_parts

from backchannel.readers.text.document import read_document
from backchannel.readers.text.line_ends.joined import JoinedSource, LineJoint, join_broken_lines
from backchannel.records import Document
from backchannel.source import Source, Span

LETTER = """\
12. Letter From the Ambassador to Ruritania (Archer) to the President’s Assistant (Baker) and the Chief of the Rice Office (Clark)1

Strelsau, May 5, 1972.

Top Secret

1. The Duke told me on Tuesday that he would not leave Ruritania before the negotiations on the harbor had come to an end.2 He asked me to
thank the President for his message of April 30, and hopes that the talks in Paris will soon be resumed.

He then spoke of Soviet-American relations. [Page 7] I said that nothing in Hakto 37 of May 2 was meant as a threat, and that the telegram
from Saigon had been garbled in transmission.3 He seemed relieved.

  • that the coal be delivered before the end of the summer, at the price that was agreed upon in the exchange of notes of last November
  • that the ships leave

Albert Archer

  1. Source: Ruritanian Archives, RG 5, Box 3, Harbor Talks, 1972. Secret; Sensitive. Drafted by Archer and cleared by the Rice Office.
  2. See Document 5, footnote 2, and Foreign Relations, 1964–1968, vol. XIII, Document 12. The negotiations had begun in March.
  3. Not printed.
""".replace("to\nthank", "to thank").replace("telegram\nfrom", "telegram from")


def broken(text: str, width: int, hang: int = 0) -> str:
    """Break the lines of a text, as an e-mail program does."""
    return "\n".join(
        textwrap.fill(line, width, subsequent_indent=" " * hang, break_on_hyphens=False, break_long_words=False, replace_whitespace=False)
        for line in text.split("\n")
    )


def read(text: str) -> Document:
    return read_document(Source("d12.txt", text), "frus1969-76v99")


def without_offsets(value: Any) -> Any:
    """Drop what breaking may change: offsets, lines and columns, and what is said of broken lines."""
    if isinstance(value, dict):
        left_out = ("start", "end", "line", "column", "text", "line_ends", "message")
        return {name: without_offsets(part) for name, part in value.items() if name not in left_out}
    if isinstance(value, (list, tuple)):
        return [without_offsets(part) for part in value if not (isinstance(part, dict) and part.get("rule") in ("T005", "T007"))]
    return value


def words(document: Document) -> dict[str, list[str]]:
    """Return the printed words of each part of a record."""
    printed = document.printed()
    parts = {"blocks": document.blocks, "notes": document.notes, "references": document.references, "senders": document.senders}
    return {name: [printed.words(part.start, part.end) for part in found] for name, found in parts.items()}


@pytest.mark.parametrize("text", [LETTER, REAL[1]])
@pytest.mark.parametrize("width", [60, 66, 72, 78, 90, 100])
@pytest.mark.parametrize("hang", [0, 5])
def test_a_broken_text_is_read_as_it_was_before(text: str, width: int, hang: int) -> None:
    before, after = read(text), read(broken(text, width, hang))
    assert (before.line_ends, after.line_ends) == ("paragraphs", "broken")
    assert without_offsets(after.model_dump()) == without_offsets(before.model_dump())
    assert words(after) == words(before)


@given(st.integers(58, 100), st.integers(0, 6))
def test_a_text_broken_at_any_column_is_read_as_it_was_before(width: int, hang: int) -> None:
    assert without_offsets(read(broken(LETTER, width, hang)).model_dump()) == without_offsets(read(LETTER).model_dump())


@given(st.text(alphabet="ab -\n\f", max_size=60), st.data())
def test_joining_loses_and_moves_no_character(text: str, data: st.DataObject) -> None:
    ends = [Span(*found.span()) for found in re.finditer(r"-?\n *", text)]
    joints = [LineJoint(*end, "" if text[end.start] == "-" else " ") for end in ends if data.draw(st.booleans())]
    joined = JoinedSource.join(Source("x", text), joints)
    at_joints = {offset for joint in joints for offset in range(joint.start, joint.end)}
    assert "".join(letter for offset, letter in enumerate(text) if offset not in at_joints) == "".join(
        letter for offset, letter in enumerate(joined.text) if joined.in_file(offset) not in at_joints
    )
    for offset, letter in enumerate(joined.text):
        start, end = joined.span_in_file(offset, offset + 1)
        assert start == joined.in_file(offset)
        assert text[start:end] == letter or start in at_joints
    start, end = sorted((data.draw(st.integers(0, len(joined.text))), data.draw(st.integers(0, len(joined.text)))))
    assert 0 <= joined.span_in_file(start, end).start <= joined.span_in_file(start, end).end <= len(text)


@given(joined_parts(25).map(lambda text: broken(text, 70)))
def test_parts_of_documents_are_read_without_loss(text: str) -> None:
    assert_whole(read(text))


def test_a_message_that_answers_another_is_found_at_its_place_in_the_file() -> None:
    told = LETTER.replace("  3. Not printed.", "  3. Tohak 16 replied to Hakto 13, and said that the nego-\n     tiations would go on.")
    document = read(broken(told, 70, 3))
    (step,) = (step for reference in document.references for step in reference.steps)
    assert document.line_ends == "broken"
    assert [document.text[found.start : found.end] for found in document.references if found.start == step.by] == ["Tohak 16"]


@settings(max_examples=60)
@given(damaged([broken(text, 70, 3) for text in (*REAL, LETTER)]))
def test_damaged_texts_are_read_without_loss(text: str) -> None:
    assert_whole(read(text))


def assert_whole(document: Document) -> None:
    """Check that every word of the text is on the page: its blocks and notes, printed, and what was consumed."""
    covered = {offset for part in (*document.blocks, *document.notes, *document.consumed) for offset in range(part.start, part.end)}
    assert all(offset in covered or letter.isspace() for offset, letter in enumerate(document.text))
    parts = sorted((*document.blocks, *document.notes), key=lambda part: part.start)
    assert all(one.end <= other.start for one, other in pairwise(parts))


def joined(text: str) -> list[str]:
    """Return the lines that the readers see."""
    return [line for line in join_broken_lines(Source("x", text)).text.split("\n") if line.strip()]


PARAGRAPH = """\
The Duke told me on Tuesday that he would not leave
Ruritania before the negotiations on the harbor had
come to an end.
"""


@pytest.mark.parametrize(
    "address",
    [
        "Albert Archer\n12 Castle Street\nStrelsau\n",
        "Grain\t12 tons of the best that there was in the\nCoal\t40 tons\n",
        "[Page 12]\n",
        "1. the harbor, which he holds most important of all\n2. the coal\n",
    ],
)
def test_real_line_ends_are_kept(address: str) -> None:
    expected = [" ".join(PARAGRAPH.split()), *address.rstrip("\n").split("\n")]
    assert joined(PARAGRAPH + "\n" + address) == expected


def test_a_page_label_between_the_lines_of_a_sentence_is_within_the_paragraph() -> None:
    text = PARAGRAPH.replace("the harbor had\n", "the harbor had\n\n[Page 12]\n\n")
    assert joined(text + PARAGRAPH)[0].endswith("the harbor had [Page 12] come to an end.")


def test_lines_with_double_spacing_are_joined() -> None:
    text = (PARAGRAPH * 3).replace("\n", "\n\n")
    assert joined(text) == [" ".join(PARAGRAPH.split())] * 3


def test_a_form_feed_between_two_lines_of_a_paragraph_is_not_printed() -> None:
    document = read(PARAGRAPH.replace("harbor had\n", "harbor had\n\f"))
    assert [document.printed().words(block.start, block.end) for block in document.blocks] == [" ".join(PARAGRAPH.split())]
    assert "S002" not in {finding.rule for finding in document.findings}


def test_a_divided_word_is_printed_in_one_piece() -> None:
    document = read(PARAGRAPH.replace("negotiations on the harbor had\n", "nego-\n     tiations on the harbor had\n"))
    assert [document.printed().words(block.start, block.end) for block in document.blocks] == [" ".join(PARAGRAPH.split())]
    assert document.text[document.consumed[0].start : document.consumed[0].end] == "-\n     "


@pytest.mark.parametrize(
    "text",
    [
        *REAL,
        LETTER,
        "",
        "a\nb",
        "The harbor\nthe coal\n",
        "The secretary of the\ncoal\n",
        "Letter From the Duke of Ruritania\n\nsecret\n\nurgent\n",
    ],
)
def test_a_text_whose_lines_are_paragraphs_stays_as_it_is(text: str) -> None:
    source = Source("x", text)
    assert join_broken_lines(source) is source


def test_extra_blanks_are_one_blank_for_the_readers() -> None:
    text = PARAGRAPH.replace("told me", "told  me [Page  7]").replace("Tuesday ", "")
    assert joined(text) == [" ".join(text.split())]
    assert [page.n for page in read(text).pages] == ["7"]


def test_a_head_ends_without_a_blank_line() -> None:
    text = "12. Telegram From the Embassy in Ruritania to the Rice Office1\nsecret\n"
    text += "The Duke of Ruritania told me on Tuesday that he would not go.\n"
    text += "The embassy believes that he will stay until the end of the\nnegotiations.\n"
    assert [line[-12:] for line in joined(text)[:2]] == ["Rice Office1", "secret"]
    assert read(text).kind == "telegram"
