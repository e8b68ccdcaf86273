"""Split a text into blocks, each with a kind.

A block is a line. Its kind depends on the line itself, on the line before it, and on how the capture separates paragraphs: if it puts
blank lines between them, lines without blank lines after a colon are a list.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter

from backchannel import rules
from backchannel.readers.text import block_kinds
from backchannel.readers.text.block_kinds import BlockContext
from backchannel.readers.text.messages.message_line import read_message
from backchannel.records import Block, Consumed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.findings import Rule
    from backchannel.readers.text.heads.numbers import HeadNumber
    from backchannel.readers.text.lines import TextLine
    from backchannel.records import BlockKind

_MARGIN = (" ", "\t")
_MESSAGE_REACH = 4
"""A message line is one of the first paragraphs after the head; further on, the same words would cite a message."""
_BLOCKS = TypeAdapter(list[Block])
"""Validates all blocks of a text at once, which takes half as long as one by one."""
_MARKS: dict[BlockKind, tuple[Rule, re.Pattern[str]]] = {
    "item": (rules.BULLET, block_kinds.BULLET),
    "label": (rules.BULLET, block_kinds.BULLET),
    "participants": (rules.BULLET, block_kinds.BULLET),
}
"""The mark before a block's words that the page renders separately: the bullet of an item."""


class TextBlocks(NamedTuple):
    """The blocks of a text in order, and the marks that were consumed."""

    blocks: list[Block]
    consumed: list[Consumed]


def find_blocks(text: str, plain: str, lines: Sequence[TextLine], head: int | None, number: HeadNumber | None = None) -> TextBlocks:
    """Split `text` into blocks. `lines` are its lines, `head` is the index of the head, `number` is at its start or above it, `plain` is
    the text with its markers masked."""
    kinds = _kinds(plain, lines, head)
    consumed = _consume_number(text, lines[head], number) if head is not None and number else []
    consumed += [part for line, kind in zip(lines, kinds, strict=True) if kind in _MARKS and (part := _consume(text, line, kind))]
    starts = {part.start: _skip(text, part.end) for part in consumed}
    blocks = _BLOCKS.validate_python(
        [{"kind": kind, "start": starts.get(line.start, line.start), "end": line.end} for line, kind in zip(lines, kinds, strict=True)]
    )
    return TextBlocks(_split_message(text, plain, blocks), consumed)


def with_outer_cells(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Extend rows to the tabs around them: their first or last cells are empty, and columns are counted from the first tab."""
    return [_whole_row(text, block) if block.kind == "row" else block for block in blocks]


def _whole_row(text: str, row: Block) -> Block:
    start, end = row.span
    while start and text[start - 1] == "\t":
        start -= 1
    while text.startswith("\t", end):
        end += 1
    return row if (start, end) == row.span else row.model_copy(update={"start": start, "end": end})


def _kinds(plain: str, lines: Sequence[TextLine], head: int | None) -> list[BlockKind]:
    spaced = sum(line.gap > 0 for line in lines[1:]) * 4 >= len(lines) - 1
    kinds: list[BlockKind] = []
    words = [plain[line.start : line.end].strip() for line in lines]
    for i, line in enumerate(lines):
        if i == head:
            kinds.append("head")
            continue
        before, kind_before, close_before = (words[i - 1], kinds[-1], line.gap == 0) if i else ("", None, False)
        after, close_after = (words[i + 1], lines[i + 1].gap == 0) if i + 1 < len(lines) else ("", False)
        margin = plain[line.start - 1 : line.start]
        tabbed = margin == "\t" or plain.startswith("\t", line.end)
        place = BlockContext(words[i], before, after, kind_before, close_before, close_after, margin in _MARGIN, tabbed, spaced)
        kinds.append(block_kinds.kind_of(place))
    return kinds


def _consume(text: str, line: TextLine, kind: BlockKind) -> Consumed | None:
    rule, pattern = _MARKS[kind]
    mark = pattern.match(text, line.start, line.end)
    return Consumed(rule=rule.id, start=line.start, end=mark.end()) if mark else None


def _consume_number(text: str, line: TextLine, number: HeadNumber) -> list[Consumed]:
    """Consume the number at the start of a head, if a blank follows: `145. ` and `[12] `, not `145.1 `, which has a marker."""
    if not line.start < number.end or not text[number.end - 1].isspace():
        return []
    return [Consumed(rule=rules.DOCUMENT_NUMBER.id, start=line.start, end=len(text[: number.end].rstrip()))]


def _split_message(text: str, plain: str, blocks: list[Block]) -> list[Block]:
    """Make the message line among the first paragraphs its own block, even if text follows it on the same line."""
    paragraphs = (i for i, block in enumerate(blocks) if block.kind == "paragraph")
    for i in islice(paragraphs, _MESSAGE_REACH):
        block = blocks[i]
        if message := read_message(plain, block.span):
            rest = min(_skip(plain, message.end), block.end)  # a marker after the message line belongs to that line, and is masked
            line = Block(kind="message", start=block.start, end=block.start + len(text[block.start : rest].rstrip()))
            parts = [line, Block(kind="paragraph", start=rest, end=block.end)] if rest < block.end else [line]
            return [*blocks[:i], *parts, *blocks[i + 1 :]]
    return blocks


def _skip(text: str, position: int) -> int:
    """Return the first position from `position` on that is not white space."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position
