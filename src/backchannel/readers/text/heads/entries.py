"""Part the head of a calendar entry from its summary, where both are one paragraph.

The microfiche supplements list documents: `216. Memorandum from Archer to Baker, October 16, 1961. Transmits a draft. 4 pp. DOS.` The
sentences up to the date are the head of such an entry; its pages are counted near its end.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel import dates
from backchannel.readers.text.heads.forms import kind_of_head
from backchannel.readers.text.heads.letters import find_letter
from backchannel.readers.text.heads.numbers import may_be_numbered, opening_number
from backchannel.readers.text.source_notes.source_lines import is_source_line
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.heads.letters import LetterHead
    from backchannel.readers.text.lines import TextLine

_FARTHEST_DATE = 300
"""Characters of an entry in which its date begins."""
_LONGEST_NUMBER = 20
"""Characters of a number with its name and the next word: `Document 278A. Note`."""
_PAGES = re.compile(r"\d(?<!\w\d)\d*\s?(?:pp?|pages?)\b(?!\.\s?m\b)\.?")
"""`4 pp.`, not `4 p.m.`: no other head has its number of pages after it. The first figure is found first, because few characters are
figures."""
_PARTY = ("From ", "To ")
"""How a line with the sender or the recipient begins; not `From: S/P`, which is part of the text of a memorandum."""
_LONGEST_SOURCE = 60
"""Characters of a number and the file line after it."""
_TITLE_LABEL = "Title: "
_UNDATED = re.compile(r"\b[Uu]ndated\b|\bn\.d(?=\.)")
_AFTER_DATE = re.compile(
    r"""
    (?: \s?[\])?]                                                               # [October 16, 1961]
      | ,?\s(?:\d{1,2}(?::\d\d)?|noon|midnight)(?:\s?[ap]\.?\s?m)?(?=[.,])      # , 3:30 p.m
      | ,\s(?:[^.;]|\.(?=\w)){1,120}?(?=\.\s)                                   # , between Archer and Baker
    )*
    \.
    """,
    re.VERBOSE,
)
"""What follows the date in the sentence that it ends."""


def part_entry(text: str, lines: Sequence[TextLine], reach: int) -> tuple[Sequence[TextLine], int | None]:
    """Part the first calendar entry among the first `reach` lines into its head and its summary; return the index of its head, or None."""
    for i, line in enumerate(lines[:reach]):
        # Few lines begin with a number; the search for pages takes longer.
        is_numbered = may_be_numbered(text[line.start]) and opening_number(text[line.start : line.end][:_LONGEST_NUMBER]) is not None
        end = _end_of_head(text[line.start : line.end], kind_needed=i > 0) if is_numbered else None
        if end is not None:
            rest = line.start + end + len(text[line.start + end : line.end]) - len(text[line.start + end : line.end].lstrip())
            return [*lines[:i], line._replace(end=line.start + end), line._replace(start=rest, gap=0), *lines[i + 1 :]], i
    return lines, None


def join_letter_lines(text: str, lines: Sequence[TextLine], reach: int) -> Sequence[TextLine]:
    """Join the first two lines of which one names the sender and the next the recipient: `From Ann Archer`, `To David Baker`."""
    for i, (line, below) in enumerate(pairwise(lines[:reach])):
        if text.startswith(_PARTY, line.start) and text.startswith(_PARTY, below.start):
            first, second = find_letter(text[slice(*line[:2])]), find_letter(text[slice(*below[:2])])
            if first and second and _is_one(first) and _is_one(second) and (first.sender is None) != (second.sender is None):
                return [*lines[:i], line._replace(end=below.end), *lines[i + 2 :]]
    return lines


def part_title_label(text: str, lines: Sequence[TextLine]) -> tuple[Sequence[TextLine], Sequence[Span]]:
    """Part the label of a record's title from the head: `Title: To Ann Archer from David Baker, 8 June 1803`. Return the label, if any."""
    if not lines or not text.startswith(_TITLE_LABEL, lines[0].start):
        return lines, ()
    start = lines[0].start + len(_TITLE_LABEL)
    return [lines[0]._replace(start=start), *lines[1:]], [Span(lines[0].start, start - 1)]


def part_numbered_source(text: str, lines: Sequence[TextLine], reach: int) -> Sequence[TextLine]:
    """Part the number of a document from the file line that follows it on the same line: `123. DEA/229–M`"""
    for i, line in enumerate(lines[:reach]):
        words = text[line.start : line.end]
        number = opening_number(words) if len(words) <= _LONGEST_SOURCE else None
        if number and words[number.end - 1].isspace() and is_source_line(words[number.end :]):
            end = line.start + len(words[: number.end].rstrip())
            return [*lines[:i], line._replace(end=end), line._replace(start=line.start + number.end, gap=0), *lines[i + 1 :]]
    return lines


def _is_one(letter: LetterHead) -> bool:
    return (letter.sender is None) != (letter.recipient is None)


def _end_of_head(words: str, *, kind_needed: bool) -> int | None:
    """Return where the head of an entry ends, or None if the line is none. An entry of an unknown kind is known only at the top of a text,
    for a telegram may begin with a number and a day."""
    if not _PAGES.search(words):
        return None
    number = opening_number(words)
    if not number or (kind_needed and not kind_of_head(words, number.end, min(len(words), _FARTHEST_DATE))):
        return None
    moment = next(dates.find_moments(words, number.end, min(len(words), _FARTHEST_DATE)), None)
    undated = _UNDATED.search(words, number.end, _FARTHEST_DATE)
    ends = [found for found in (moment and moment.end, undated and undated.end()) if found]
    end = min(ends, default=0)
    if words.startswith(". ", end - 1):  # `3 p.m.` has the stop
        return end
    stop = _AFTER_DATE.match(words, end) if ends else None
    return stop.end() if stop and words[stop.end() :].strip() else None
