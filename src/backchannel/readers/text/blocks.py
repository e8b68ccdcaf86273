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
from backchannel.readers.text.enumerations import with_enumerations
from backchannel.readers.text.messages.message_line import read_message
from backchannel.readers.text.signatures import LONGEST, ends_a_paper, is_signature, may_precede
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
_SIGNERS = frozenset({"paragraph", "signed"})
_MOST_SIGNERS = 4
"""Lines of the longest signature: more names are a list."""
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


def find_blocks(
    text: str, plain: str, lines: Sequence[TextLine], head: int | None, number: HeadNumber | None = None, *, lists: bool = False
) -> TextBlocks:
    """Split `text` into blocks. `lines` are its lines, `head` is the index of the head, `number` is at its start or above it, `plain` is
    the text with its markers masked. `lists`: the volume prints lettered subparagraphs as lists."""
    kinds = _kinds(plain, lines, head, lists=lists)
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


def _kinds(plain: str, lines: Sequence[TextLine], head: int | None, *, lists: bool) -> list[BlockKind]:
    spaced = sum(line.gap > 0 for line in lines[1:]) * 4 >= len(lines) - 1
    kinds: list[BlockKind] = []
    words = [plain[line.start : line.end].strip() for line in lines]
    following = _following(words)
    close = [False, *(line.gap == 0 for line in lines[1:]), False]
    before, kind_before = "", None
    for i, line in enumerate(lines):
        if i == head:
            kinds.append("head")
        else:
            around = plain[line.start - 1 : line.start], plain[line.end : line.end + 1]
            indented, tabbed = around[0] in _MARGIN, "\t" in around
            place = BlockContext(
                words[i], before, following[i], kind_before, kinds[-1:] == ["page"], close[i], close[i + 1], indented, tabbed, spaced
            )
            kinds.append(block_kinds.kind_of(place))
        if kinds[-1] != "page":
            before, kind_before = words[i], kinds[-1]
    kinds = with_enumerations(words, kinds, close, spaced=spaced, lists=lists)
    return _with_signers(words, following, kinds)


def _with_signers(words: Sequence[str], following: Sequence[str], kinds: list[BlockKind]) -> list[BlockKind]:
    """Make the lines of a longer signature signatures: `Ann Archer`, then `Chief of Staff`; or several names, below a sentence."""
    short = [len(line) <= LONGEST for line in words]
    pairs = (i for i in range(len(kinds) - 1, 1, -1) if short[i] and short[i - 1] and kinds[i] in _SIGNERS)
    for last in pairs:
        if is_signature(words[last - 1]) and is_signature(words[last]) and ends_a_paper(following[last]):
            first = last - 1
            while first > 1 and last - first < _MOST_SIGNERS and kinds[first - 1] == "paragraph" and is_signature(words[first - 1]):
                first -= 1
            if kinds[first] == "paragraph" and may_precede(words[first - 1]):
                kinds[first : last + 1] = ["signed"] * (last + 1 - first)
    return kinds


def _following(words: Sequence[str]) -> list[str]:
    """Return for each line the next one that is no page marker, which is masked; empty at the end."""
    after, following = "", []
    for line in reversed(words):
        following.append(after)
        after = line or after
    return following[::-1]


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
