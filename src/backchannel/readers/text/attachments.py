"""Find the papers printed below a document with a label of their own: `[Enclosure 1]`, `Tab B`, `Attachment`, `Annex 2`.

A label alone on its line begins an attachment if text is below it. Labels one below the other, without text between them, are a list of
what the document was sent with.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.readers.text.dateline import read_dateline
from backchannel.readers.text.lists import heads_list, heads_subject
from backchannel.records import Attachment, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.findings import Report
    from backchannel.records import Block, BlockKind, Note

_LONGEST_LABEL = 60
_LABEL = re.compile(
    rf"""
    (?P<name>
      \[?\s?(?:sub-?)?(?:attachment|enclosure|inclosure|annex|appendix|tab|addendum)
      (?:\s[“"]?(?:[a-z]\d?|\d{{1,2}}[a-z]?|[ivx]{{1,5}})[”"]?)?      # Tab A3 · Annex 2 · Appendix “A” · Inclosure IV
      (?:\sin\sNo\.\s?\d+)?(?:\.?\s?\])?                              # [Inclosure 1 in No. 91.]
    )
    [:.]?
    (?:\s(?i:{vocabulary.alternatives("markings")})\.?)?              # [Attachment] confidential
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENING_BLOCKS = 5
"""Blocks below a label among which the attachment's dateline and title are."""
_LONGEST_TITLE = 240
_TITLES: frozenset[BlockKind] = frozenset({"heading", "paragraph", "signed", "message"})
_ABOVE_TITLE: frozenset[BlockKind] = frozenset({"page", "dateline", "source-note"})
_MARKING = re.compile(rf"(?:{vocabulary.alternatives('markings')}[.,;/ ]*)+", re.IGNORECASE)
_UNTITLED = re.compile(r"""[“"]?[a-z\d]|[(\[]|.*(?<!\b[A-Z])(?<!\bNo)[.:;,?!][”"’)]?$""")
"""A line that is running text: it begins with a small letter, a figure or a bracket, or ends as a sentence does."""
_IN_LIST = re.compile(r"(?:attachment|enclosure|annex|appendix|tab)\s[A-Z\d]{1,3}\s?[-–—:]\s", re.IGNORECASE)
"""An entry in a list of what was sent: `Tab I - Memorandum for the President`"""


class _Labeled(NamedTuple):
    """A label, and the blocks below it, up to the next label or the notes."""

    label: Words
    blocks: Sequence[Block]


def find_attachments(plain: str, blocks: Sequence[Block], notes: Sequence[Note], report: Report) -> tuple[Attachment, ...]:
    """Find the attachments of a document, in order. `plain` is the text with its markers masked."""
    labels = [n for n, block in enumerate(blocks) if block.kind not in ("head", "row", "page") and _label(plain, block)]
    if not labels:  # as in most texts
        return ()
    foot = notes[0].start if notes else len(plain)
    ends = [n for n, block in enumerate(blocks) if block.start < foot]
    above = next((n for n, block in enumerate(blocks) if block.kind == "head"), -1)
    edges = [n for n in labels if above < n < len(ends)]
    labeled = [_Labeled(_words(plain, blocks[one], report), blocks[one + 1 : other]) for one, other in pairwise([*edges, len(ends)])]
    return tuple(_attachment(plain, part, report) for part in labeled if _has_text(plain, part.blocks))


def _has_text(plain: str, blocks: Sequence[Block]) -> bool:
    """Return whether a paper is printed below a label: neither nothing nor a list of what was sent."""
    first = next((block for block in blocks if block.kind != "page"), None)
    return first is not None and not _IN_LIST.match(plain[first.start : first.end].lstrip())


def _label(plain: str, block: Block) -> re.Match[str] | None:
    words = plain[block.start : block.end].strip()
    return _LABEL.fullmatch(words) if len(words) <= _LONGEST_LABEL else None


def _words(plain: str, block: Block, report: Report) -> Words:
    start = block.start + len(plain[block.start : block.end]) - len(plain[block.start : block.end].lstrip())
    label = _label(plain, block)
    end = start + len(label["name"].rstrip()) if label else block.end
    return Words(start=start, end=end, text=report.words(start, end))


def _attachment(plain: str, part: _Labeled, report: Report) -> Attachment:
    opening = [block for block in part.blocks if block.kind != "page"][:_OPENING_BLOCKS]
    title = next(_titles(plain, opening), None)
    datelines = (read_dateline(plain, block.span, report).date for block in opening if block.kind == "dateline")
    date = next(filter(None, datelines), None)
    return Attachment(
        start=part.label.start,
        end=part.blocks[-1].end,
        label=part.label,
        title=_without_marker(plain, title, report) if title else None,
        date=date.edtf if date else None,
    )


def _without_marker(plain: str, title: Block, report: Report) -> Words:
    end = title.start + len(plain[title.start : title.end].rstrip())
    return Words(start=title.start, end=end, text=report.words(title.start, end))


def _titles(plain: str, opening: Sequence[Block]) -> Iterator[Block]:
    """Yield the title of an attachment, or if the list below `SUBJECT` comes first, its subject."""
    is_subject = False
    for block in opening:
        words = plain[block.start : block.end].strip()
        if is_subject:
            yield block
            return
        is_subject = heads_subject(words)
        if is_subject or block.kind in _ABOVE_TITLE or _MARKING.fullmatch(words):
            continue
        if block.kind in _TITLES and len(words) <= _LONGEST_TITLE and not heads_list(words) and not _UNTITLED.match(words):
            yield block
        return
