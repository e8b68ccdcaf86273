"""Find the subjects of a document and the participants of a talk: the lists below their headings, and lines like `Subject: Rice`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.readers.text.lists import heads_list, heads_subject
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.records import Block, BlockKind

_ON_ITS_LINE = re.compile(r"(?:\d{1,6}\.\s+)?(?i:subject|subj)\s?:\s+(?=\S)")
_MORE = re.compile(r"(?<!\s)\s+(?:(?:Refs?|References?|REFS?|REFERENCES?|TAGS)\b|(?:DATE|TIME|PLACE|PARTICIPANTS)\b[A-Z ]{0,20}:)")
"""What may follow a subject on its line: `Subject: Rice. Ref: Strelsau 113` · `SUBJECT: Rice DATE AND TIME: May 3`"""
_ANOTHER = re.compile(r"(?i:references?|refs?|participants?|place|time|date)\b[^.]{0,30}:")
"""A field that follows the subject on a line of its own: `References: NSC 20/4`"""
_LONGEST = 400
"""Characters of the longest subject: a longer line is a paragraph of text."""
_LINES: frozenset[BlockKind] = frozenset({"paragraph", "message", "heading", "item"})
_BELOW: frozenset[BlockKind] = frozenset({"item", "paragraph"})


def find_subjects(plain: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Yield the subjects of a document and of the papers enclosed with it. `plain` is the text with its markers masked.

    1. `SUBJECT`, then `Rice` on the next line, or several items
    2. `Subject: Rice` · `1492. Subj: Rice. Ref: Strelsau 113`
    """
    last: BlockKind | None = None
    for block in blocks:
        words = plain[block.start : block.end].strip()
        if block.kind == "page":
            continue
        if (
            last
            and block.kind in _BELOW
            and not heads_list(words)
            and not _ANOTHER.match(words)
            and (block.kind == "item" or (last == "heading" and len(words) <= _LONGEST))
        ):
            yield block.span
            last = block.kind
        elif heads_subject(words):
            last = "heading"
        else:
            last = None
            if block.kind in _LINES and (line := _ON_ITS_LINE.match(plain, block.start, block.end)):
                more = _MORE.search(plain, line.end(), block.end)
                end = more.start() if more else block.end
                if end - line.end() <= _LONGEST:
                    yield Span(line.end(), end)


def find_participants(blocks: Sequence[Block]) -> Iterator[Span]:
    """Yield each line of the lists of participants; a line may name several, or a group: `CIA`"""
    return (block.span for block in blocks if block.kind == "participants")
