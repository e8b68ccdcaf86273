"""Name the traits of a figure that may be a note's marker: what precedes and follows it.

A marker is glued to the word or the punctuation before it, and white space or punctuation follows. Other figures are separate words
(`May 5`), or part of something larger (`1,000`, `B52`, `7:45`). `weights` has the weight of each trait.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.vocabulary import alternatives, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.source import Span

_REACH = 20
"""Characters before a figure that are examined: enough for the longest month, and for any word that takes a number."""

_BEFORE_MONTH = re.compile(rf" {alternatives('months')}\b")
_BEFORE_UNIT = re.compile(rf" {alternatives('figures', 'unit')}(?!\w)", re.IGNORECASE)
_BEFORE_CLAUSE = re.compile(rf" {alternatives('figures', 'clause')}(?!\w)")
_ORDINAL = re.compile(r"(?:st|nd|rd|d|th)\b")
_IN_ROW = re.compile(r"\t\S*$")
_ROW = re.compile(r"(?<![\w.,:/–-])(\d{1,4})(?:, | and |, and )$")
"""The previous figure in a list: `84 and `. After a sum or a fraction there is no list."""
_CAPITALS = re.compile(r"[A-Z]{3}.*[A-Z]{3}", re.DOTALL)
_TOKEN = re.compile(r"[^\s(“—/–-]*$")
_CODE = re.compile(r"/[^\s/]*$")
_ARTICLE = re.compile(r"\b[IVXL]+:$")
"""`Article XXVIII:4`, a paragraph of a treaty."""
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3},\s$")
"""`10, 933`, as tables of older volumes separate thousands."""
_CELL = re.compile(r"\t[0-9]{1,4}\.$")
"""The beginning of a cell that is a number: `<tab>4.2`"""
_JOINED = {".": "decimal", ":": "time", "/": "fraction"}
_YEAR_AND_POINT = re.compile(rf"{alternatives('months')}[\s\d,]* (?:1[789]|20)\d\d\.$")
"""`December 2, 1976.12`: a year has no decimals."""
_REGARDLESS_OF_LENGTH = frozenset({"cut of a day", "leaves a day", "cut of a year", "leaves a year", "leaves the next of a row"})
"""Traits of a cut figure for which the number of digits does not matter."""
_SHORT_YEAR = re.compile(rf"(?:\d\s?Z?\s+{alternatives('months')}\s+|(?<![\d/])\d\d?/\d\d?/|(?:19|20)\d\d[–-]|\bFY ?’?|(?<=[\s(])’)$")
"""What precedes a year of two digits: `262137Z DEC 73`, `6/19/73`, `1960–61`, `FY 63`, `’63`."""
_MONTHS = frozenset(word.rstrip(".") for term in terms("months") for word in term.words)
_NUMBERED, _MESSAGES = (
    frozenset(word.rstrip(".").lower() for term in terms("figures") if term.kind == kind for word in term.words)
    for kind in ("numbered", "message")
)
_ABBREVIATIONS = frozenset(
    word.lower() for term in terms("figures") if term.kind == "numbered" for word in term.words if word.endswith(".")
)
_PARTINGS = " \n\t–—([“‘/"
_CLOSING = frozenset(".,;:!?…")
_QUOTES = frozenset("”’\"'")
_BRACKETS = frozenset(")]}")
_JOINERS = frozenset(".,:/-–—'’")
_LEFT = ("one figure is left", "two figures are left", "three or more are left")
_LONGEST_NUMBER = 4
"""Digits of the longest number, of a paragraph or a year, at the start of a line."""
_CENTURIES = ("18", "19", "200")
"""What a year begins with that a document may name. `January 2014` is January 20 with marker 14."""


def is_figure(text: str, start: int, end: int) -> bool:
    """Return whether a run of digits is never a marker, whatever else surrounds it: of 30,000 such places in the volumes
    that the weights were learned from, none is a marker.

    1. `1. We agreed`, `1955`         it begins a line; longer runs may be a year and a marker, `19556 (Actual)`
    2. `7:45`, `5/18`                 another figure is joined to it
    3. `1645Z`, `262137Z DEC 73`      the time of a message
    """
    if not text[start].isalnum():
        return False
    after = text[end : end + 2]
    is_joined = after[:1] in _JOINERS and after[1:].isdecimal()
    is_time = end - start in (4, 6) and after[:1] == "Z"
    begins_a_line = end - start <= _LONGEST_NUMBER and text[start - 1 : start] in ("", "\n")
    return is_joined or is_time or begins_a_line


def may_be_cut(text: str, run: Span) -> bool:
    """Return whether the end of a figure may be a marker: not the end of a year (`1968`, but that of `telegram 1968`), and not before
    punctuation, which a marker would follow."""
    if not text[run.start].isdecimal() or text[run.end : run.end + 1] in _CLOSING:
        return False
    return not _is_year(text[run.start : run.end]) or _is_number(_last_word(text[max(0, run.start - _REACH) : run.start]))


def _is_number(word: str) -> bool:
    """Return whether a figure after `word` is the number of a message or of something else."""
    return word.lower() in _MESSAGES or word.lower() in _NUMBERED or (word[:1].isupper() and word not in _MONTHS)


def traits(text: str, run: int, start: int, end: int) -> Iterator[str]:
    """Yield the traits of the characters from `start` to `end`, the end of the figure or sign that begins at `run`.

    1. `run` is `start`           the whole figure: `areas.3`
    2. `run` is before `start`    its end; the rest is a figure of its own: `Hakto 414`
    """
    words = text[max(0, run - _REACH) : run]
    if run < start:
        yield f"cut {_after(text, end)}"
        kind = _cut(words, text[run:end], text[run:start])
        yield kind
        if kind not in _REGARDLESS_OF_LENGTH:
            yield "cut of one figure" if end - start == 1 else "cut of more figures"
            yield _LEFT[min(start - run, len(_LEFT)) - 1]
    elif not text[start].isalnum():
        yield from _sign(text, start, end)
        return
    else:
        yield _after(text, end)
        yield _before(words, text[end : end + 3], end - start)
    if text[end : end + 1] == "\t" or ("\t" in words and _IN_ROW.search(words)):
        yield "in a row of a table"
    if words.isupper() and _CAPITALS.search(words):
        yield "among capitals"


def _after(text: str, end: int) -> str:
    near, far = text[end : end + 1] or "\n", text[end + 1 : end + 2] or "\n"
    if near == "\n":
        return "before the end of a line"
    if near.isspace():
        return _after_space(text, end, far)
    if near.isalpha():
        return "before the end of an ordinal" if _ORDINAL.match(text, end) else "before a letter"
    if near in "/-–" and far.isalpha():
        return "before a joined word"
    if near in _CLOSING:
        return "before punctuation"
    if near == "—" and far.isupper():
        return "before a dash and a capital"
    return "before a bracket" if near in _BRACKETS or near in _QUOTES else "before a dash" if near in "—([" else "before a sign"


def _after_space(text: str, end: int, far: str) -> str:
    if _BEFORE_UNIT.match(text, end):
        return "before a unit"
    if _BEFORE_MONTH.match(text, end):
        return "before a month"
    if far.isdecimal():
        return "before a free figure"
    if far.isupper():
        return "before capitals" if text[end + 2 : end + 3].isupper() else "before a capital"
    if _BEFORE_CLAUSE.match(text, end):
        return "before a clause"
    return "before a small letter" if far.islower() else "before a space"


def _before(words: str, following: str, length: int) -> str:
    near, far = words[-1:] or " ", words[-2:-1] or "\n"
    if near.isspace():
        return _before_space(words, far, following)
    if near.isalpha():
        return _before_letter(words)
    if near in _BRACKETS:
        return "after a bracket"
    if near in _QUOTES and not far.isspace():
        return "after a quotation"
    return _before_closing(words, following, length) if near in _CLOSING else "after a sign"


def _before_space(words: str, far: str, following: str) -> str:
    word = _last_word(words)
    if word in _MONTHS:
        return "after a month"
    if word.lower() in _NUMBERED or word.lower() in _MESSAGES:
        return "after a numbered word"
    if far.isdecimal():
        return "after a figure and a space"
    at_end = following[:1] in ("", "\n")
    if not far.isalpha():
        return "between punctuation and the end of a line" if at_end else "after punctuation and a space"
    if at_end:
        return "between a word and the end of a line"
    if len(word) > 1 and word.isupper():
        return "after capitals and a space"
    return "after a capital word and a space" if word[0].isupper() else "after a small word and a space"


def _before_letter(words: str) -> str:
    token = _TOKEN.search(words)
    word = token[0] if token else ""
    if any(c.isdecimal() for c in word):
        return "after a code"
    if sum(c.isalpha() for c in word) == 1:
        return "after one letter"
    return "after capitals" if word.isupper() else "after a word"


def _before_closing(words: str, following: str, length: int) -> str:
    near, far = words[-1], words[-2:-1] or "\n"
    if far.isspace():
        return "after free punctuation"
    if not far.isdecimal():
        return _after_point(words) if near == "." else "after a code" if _ARTICLE.search(words) else "after punctuation"
    if near == "," and length == 3:
        return "after thousands"
    if near == "." and "\t" in words:
        is_whole = following[:1] in ("", "\t", "\n") and _CELL.search(words)
        return "after the point of a cell" if is_whole else "after a decimal point"
    if near == "." and _YEAR_AND_POINT.search(words):
        return "after punctuation"
    if near in ".:":
        return "after a figure and a point" if following[1:2].isupper() or not following[1:2].strip() else "after a decimal point"
    return "after a figure and punctuation"


def _after_point(words: str) -> str:
    """Name what precedes a figure after a point: `No.5` is a number, `A/C.1` a code; `the Board.3` is neither."""
    if f"{_last_word(words).lower()}." in _ABBREVIATIONS:
        return "after a numbered word"
    return "after a code" if _CODE.search(words) else "after punctuation"


def _cut(words: str, whole: str, rest: str) -> str:
    """Name what the whole figure may be, if its end is no marker, or what is left of it, if it is."""
    near = words[-1:] or " "
    if near.isalpha():
        return "cut of a code"
    if near in "$£":
        return "cut of a sum"
    word = _last_word(words)
    if near == " " and word.lower() in _MESSAGES:
        return "leaves a message"
    if near == " " and word.lower() in _NUMBERED:
        return "leaves a number"
    if (
        near not in ".,"
        and not (near in "-–" and words[-2:-1].isupper() and not words[:-1].endswith("FY"))
        and (year := _cut_year(words, whole, rest))
    ):
        return year
    if _THOUSANDS.search(words) and len(whole) == 3:
        return "breaks thousands"
    if near in _JOINERS:
        return _cut_joined(near, rest) if words[-2:-1].isdecimal() else "cut of a joined word"
    if _is_next(words, rest):
        return "leaves the next of a row"
    if word in _MONTHS:
        return "cut of a day" if _is_day(whole) else "leaves a day" if _is_day(rest) else "cut of a year"
    return "cut after a capital word" if word[:1].isupper() else "cut after a small word"


def _cut_joined(joiner: str, rest: str) -> str:
    """Name what a figure joined to another may be: `4,700|8` leaves thousands, `20.5|3` a decimal, `162/2|2` a fraction."""
    if joiner == ",":
        return "leaves thousands" if len(rest) == 3 else "breaks thousands"
    return f"cut of a {_JOINED.get(joiner, 'range')}"


def _cut_year(words: str, whole: str, rest: str) -> str | None:
    """Return whether the figure, or the rest of it, is a year: `1956`, `19562`; of two digits in a date: `262137Z DEC 73`, `6/19/733`."""
    short = (len(whole) == 2 or len(rest) == 2) and _SHORT_YEAR.search(words)
    if _is_year(whole) or (short and len(whole) == 2):
        return "cut of a year"
    return "leaves a year" if _is_year(rest) or short else None


def _sign(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the traits of a sign, which is rarely anything but a marker."""
    before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    if before.isalpha() or before in _CLOSING or before in _QUOTES or before in _BRACKETS:
        yield "sign after a word"
    elif not before.isspace():
        yield "sign after a figure"
    elif before in "\n\t":
        yield "sign at the start of a line"
    else:
        yield "sign after a space"
    yield "sign before a space" if after.isspace() else "sign before punctuation" if not after.isalnum() else "sign before a word"


def _last_word(words: str) -> str:
    """Return the last word, without a point after it or a bracket before it: `(Sept. ` is `Sept`, `15–September ` is `September`."""
    words = words.rstrip()
    for parting in _PARTINGS:
        words = words.rpartition(parting)[2]
    return words.rstrip(".")


def _is_next(words: str, rest: str) -> bool:
    """Return whether `rest` continues a list: `84 and 852` leaves 84 and 85. It must have as many digits, and be higher."""
    before = _ROW.search(words)
    return before is not None and len(before[1]) == len(rest) and int(before[1]) < int(rest)


def _is_day(figure: str) -> bool:
    return len(figure) <= 2 and int(figure) <= 31


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure.startswith(_CENTURIES)
