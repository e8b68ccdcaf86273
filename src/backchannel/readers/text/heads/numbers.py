"""Find the number of a document: at the start of its head, or on a line of its own above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.heads.forms import begins_with_kind, is_correspondence
from backchannel.readers.text.heads.letters import find_letter

if TYPE_CHECKING:
    from backchannel.source import Span

_FIGURES = r"(?P<number>\d{1,4}[A-Za-z]?)"
_NAME = r"(?:(?:N[or°º]|NO|Doc(?:ument)?|DOC(?:UMENT)?)(?![a-z])\.?\s?)"
_NUMBER = re.compile(
    rf"""
    (?:{_NAME}|\[)?{_FIGURES}       # No. 3 · [12 · 278A
    (?:\.(?!\d)|\])\s*(?=\S)
    """,
    re.VERBOSE,
)
_NAMED = re.compile(
    rf"""
    {_NAME}{_FIGURES}               # Document 98
    (?:\s?[:—–]|\s-\s)\s*(?=[^\s\d])
    """,
    re.VERBOSE,
)
_MARKED = re.compile(r"(?:No\.\s?|\[)?(?P<number>\d{1,4}[a-z]?)\.\d{1,3}\s+")
"""`145.1 `: with a marker."""
_LOOSE = re.compile(rf"(?P<name>{_NAME})?{_FIGURES}\s+(?=[A-Z“])")
"""`No. 12 ` · `375 `"""
_LINE = re.compile(
    rf"""
    (?P<open>[\[(])?\s*(?P<name>{_NAME})?        # [Document
    {_FIGURES}
    \s*(?P<close>[\])])?\s*(?P<stop>[.:])?
    """,
    re.VERBOSE,
)
"""`No. 77` · `12.` · `[77]` · `Document 77:` · `77`"""
_YEAR = re.compile(r"1[6-9]\d\d|20\d\d")
_OPENINGS = ("[", "N", "D")
"""The characters with which a number begins, besides figures: few lines have one of them."""


class HeadNumber(NamedTuple):
    """The number of a document as its head prints it, and the offset at which its title begins."""

    words: str
    end: int


class NumberLine(NamedTuple):
    """A line that may be the number of a document. `certain`: it has more than figures and a period, which also number pages and items."""

    words: str
    certain: bool


def opening_number(words: str) -> HeadNumber | None:
    """Find the number that a line begins with, if its form shows it: `145. `, `[12] `, `No. 3. `, `Document 98: `."""
    if not may_be_numbered(words):
        return None
    number = _NUMBER.match(words) or _NAMED.match(words)
    return HeadNumber(number["number"], number.end()) if number else None


def find_number(text: str, head: Span) -> HeadNumber | None:
    """Find the number at the start of a head, before its markers are known.

    1. `145. Message From …` · `[12] Memorandum by …` · `No. 3. Mr. Seward to Mr. Adams` · `Document 98: Memorandum of Conversation`
    2. `145.1 Message From …`      a marker glued to the number, if a title follows: `3.5 Million Tons of Wheat` has no number
    3. `375 Dr Archer to Mr Baker`  without a period, if a title follows and the figure is no year
    """
    words = text[head.start : head.end]
    if not may_be_numbered(words):
        return None
    if number := opening_number(words):
        return number._replace(end=head.start + number.end)
    marked = _MARKED.match(words)
    if marked and is_title(words[marked.end() :]):
        return HeadNumber(marked["number"], head.start + marked.end("number") + 1)
    loose = _LOOSE.match(words)
    if loose and (loose["name"] or not _YEAR.fullmatch(loose["number"])) and is_title(words[loose.end() :]):
        return HeadNumber(loose["number"], head.start + loose.end())
    return None


def may_be_numbered(words: str) -> bool:
    """Return whether a line begins as one with a number does."""
    return words[:1].isdecimal() or words.startswith(_OPENINGS)


def is_title(words: str) -> bool:
    """Return whether the words after a number are a head: they name a kind or two correspondents."""
    return begins_with_kind(words) or is_correspondence(words) or find_letter(words) is not None


def number_line(words: str) -> NumberLine | None:
    """Read a line that has a number, and nothing else.

    1. `No. 77` · `[77]` · `Document 77:` · `[Document 77]`    certain
    2. `12.` · `77`                                           perhaps the number of a page, or an item
    """
    line = _LINE.fullmatch(words)
    if not line or (line["open"] is None) != (line["close"] is None) or (line["stop"] == ":" and not line["name"]):
        return None
    certain = line["name"] is not None or (line["open"] == "[" and not _YEAR.fullmatch(line["number"]))
    return NumberLine(line["number"], certain)
