"""Find the head of a document among the lines at the top of its file, and what is above it: page furniture, its number, its file number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.readers.text.dateline import is_dateline
from backchannel.readers.text.heads.broken_heads import join_head_lines
from backchannel.readers.text.heads.entries import join_letter_lines, part_entry, part_numbered_source, part_title_label
from backchannel.readers.text.heads.forms import is_beside_head
from backchannel.readers.text.heads.furniture import is_furniture
from backchannel.readers.text.heads.head_search import FARTHEST, find_head, is_paragraph
from backchannel.readers.text.heads.numbers import HeadNumber, find_number, number_line
from backchannel.readers.text.heads.openers import is_opening_line, join_dateline_lines
from backchannel.records import Consumed
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.lines import TextLine

_FILED = re.compile(r"\b[Ff]iles?\b|\b[Ll]ot \d|\d/\d+[–-]\d")
"""Words of a line that says where a document is filed."""


class Opening(NamedTuple):
    """The lines of a text from its top, less those that are `consumed`: page furniture, and a line with the document's number, which is
    then in `number`. `head` is an index of `lines`; `covered` says that page furniture was above it."""

    lines: Sequence[TextLine]
    head: int | None
    number: HeadNumber | None = None
    consumed: Sequence[Consumed] = ()
    covered: bool = False


def find_opening(text: str, lines: Sequence[TextLine], known: int | None = None) -> Opening:
    """Find the head in `lines`, unless its index is `known`, and judge the lines above it.

    1. `145. Message From President Nixon …`            a number and a kind
    2. `501.BB/4–1348` then `Document Prepared in …`    the line after a file number that begins with a kind
    3. `Home > Letters` then `Letter From Archer`       the line after page furniture
    4. `No. 77` then `Editorial Note`                   the line after the document's number
    5. `216. Memorandum from Archer, May 3, 1961. Transmits …`   the sentence of a calendar entry that ends with its date
    6. `From Ann Archer` and `To David Baker`           two lines
    """
    head = known
    lines, labels = part_title_label(text, lines)
    if head is None:
        lines = part_numbered_source(text, join_letter_lines(text, lines, FARTHEST), FARTHEST)
        lines = join_head_lines(text, lines, FARTHEST)
        lines, head = part_entry(text, lines, FARTHEST)
    if head is None:
        head = find_head(text, lines)
    lines = join_dateline_lines(text, lines, -1 if head is None else head)
    consumed = [Consumed(rule=rules.PAGE_FURNITURE.id, start=start, end=end) for start, end in labels]
    if not head:
        return Opening(lines, head, consumed=consumed)
    above = [text[line.start : line.end] for line in lines[:head]]
    numbered = None if find_number(text, Span(*lines[head][:2])) else _numbered(above)
    furniture = [i for i in _furniture(above) if i != numbered]
    rule_of = dict.fromkeys(furniture, rules.PAGE_FURNITURE) | ({} if numbered is None else {numbered: rules.DOCUMENT_NUMBER})
    line = None if numbered is None else number_line(above[numbered])
    return Opening(
        [line for i, line in enumerate(lines) if i not in rule_of],
        head - len(rule_of),
        HeadNumber(line.words, lines[head].start) if line else None,
        consumed + [Consumed(rule=rule_of[i].id, start=lines[i].start, end=lines[i].end) for i in sorted(rule_of)],
        covered=bool(furniture),
    )


def _numbered(above: Sequence[str]) -> int | None:
    """Find the line with the number of the document: the nearest to the head. Between it and the head may be furniture, unless its form
    could be that of a page number."""
    beside = True
    for i in range(len(above) - 1, -1, -1):
        line = number_line(above[i])
        if line and (line.certain or beside):
            return i
        beside = beside and is_beside_head(above[i])
    return None


def _furniture(above: Sequence[str]) -> list[int]:
    """Find the lines above a head that are no part of the document. A date among them is that of a visit or a volume."""
    found = {i for i, words in enumerate(above) if not _belongs(words)}
    return sorted(found | {i for i, words in enumerate(above) if found and is_dateline(words)})


def _belongs(words: str) -> bool:
    """Return whether a line above the head is part of the document: a page marker, a source note, a file number, a paragraph of text."""
    if is_beside_head(words) or is_opening_line(words) or _FILED.search(words):
        return True
    return is_paragraph(words) and not is_furniture(words)
