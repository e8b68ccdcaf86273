"""Measure how much a line is like the head of a document.

Each trait of a line has points, which are data (`data/head_traits.toml`). Lines with the form of a head are rare among page furniture, but
a volume's title names a kind and a list of neighbors has whole heads, so the line with the most points is chosen, not the first.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from backchannel import dates
from backchannel.readers.text.heads.forms import (
    LONGEST_HEAD,
    begins_with_kind,
    is_correspondence,
    is_sentence,
    kind_of_head,
)
from backchannel.readers.text.heads.french import find_french
from backchannel.readers.text.heads.letters import find_letter
from backchannel.readers.text.heads.numbers import find_number
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_DATA = tomllib.loads(files("backchannel").joinpath("data", "head_traits.toml").read_text(encoding="utf-8"))
POINTS: dict[str, int] = {trait["name"]: trait["points"] for trait in _DATA["trait"]}
SURE = 5
"""The points of a line that is a head wherever it is: a number and a kind, a kind and a correspondent, or two offices."""
_CORRESPONDENT = re.compile(
    r"""
    (?:(?!\b(?:on|regarding|concerning)\b)[^.;]){0,60}?             # , Drafted ·  of Conversation,
    \b(?: [Ff]rom | [Bb]y | [Tt]o | [Ff]or | FROM | BY | TO | FOR
        | Between | With
        | (?:Prepared | Drafted | Adopted | Submitted | Issued)(?:[ ]\w+)?      # Prepared in
      )
    \s+(?:(?:the | The | THE | his | a)\s+)?[A-Z“]                  # the Secretary
    """,
    re.VERBOSE,
)
"""Words after the kind that name a correspondent, not those of its subject: `Report on Letters From …`"""
_OPENS = re.compile(r"[\s\d]*(?:From|Prepared|Between)\s")
"""Words after the kind that prove a head, even if it ends with a period as a sentence does."""
_BREAK = re.compile(r"[a-z]{4}\.\s+[A-Z]")
"""The end of a sentence and the start of the next, which no head has."""
_NOTHING = re.compile(r"[\s\d*†.]*")
_COLLECTION = re.compile(
    r"(?:Selected\s|The\s)*(?:Papers|Letters|Documents|Records|Messages|Telegrams|Writings|Reports|Studies|Notes|Statements)\b"
)
"""A title of many documents: `Papers of the Embassy`."""
_END = re.compile(r"(?:\s*\[[^\]]{0,60}\])?[\s.,;\])]*[\d\s]{0,6}")


class HeadLine(NamedTuple):
    """A line that may be a head: its `words`, and those after its number, the `title`. `kind` is where the kind of document ends."""

    words: str
    title: str
    numbered: bool
    kind: int | None

    @staticmethod
    @lru_cache(16)
    def of(words: str) -> HeadLine:
        """Read a line. Cached, because the search for the head and that for further documents read the same lines more than once."""
        number = find_number(words, Span(0, len(words)))
        title = words[number.end :] if number else words
        kind = kind_of_head(title, 0, len(title))
        is_head = kind and (number or begins_with_kind(title)) and (not is_sentence(words) or _OPENS.match(title, kind[1]))
        is_head = is_head and not _BREAK.search(title)
        return HeadLine(words, title, number is not None, kind[1] if kind and is_head else None)


def _has_number(line: HeadLine) -> bool:
    return line.numbered


def _has_kind(line: HeadLine) -> bool:
    return line.kind is not None


def _is_kind(line: HeadLine) -> bool:
    return line.kind is not None and _NOTHING.fullmatch(line.title, line.kind) is not None


def _has_correspondent(line: HeadLine) -> bool:
    return line.kind is not None and _CORRESPONDENT.match(line.title, line.kind) is not None


def _is_collection(line: HeadLine) -> bool:
    return not (line.numbered or _has_correspondent(line)) and _COLLECTION.match(line.title) is not None


def _has_offices(line: HeadLine) -> bool:
    return line.kind is None and is_correspondence(line.title)


def _has_persons(line: HeadLine) -> bool:
    is_other = line.kind is not None or is_correspondence(line.title)
    # French heads end with a period.
    is_other = is_other or (is_sentence(line.words) and find_french(line.title, len(line.title)) is None)
    letter = None if is_other else find_letter(line.title)
    return letter is not None and letter.sender is not None and letter.recipient is not None and letter.styled


def _has_names(line: HeadLine) -> bool:
    is_other = line.kind is not None or is_correspondence(line.title) or is_sentence(line.words)
    return not is_other and not _has_persons(line) and find_letter(line.title) is not None


def _has_date(line: HeadLine) -> bool:
    moment = next(iter(list(dates.find_moments(line.title))[-1:]), None)
    return moment is not None and not is_sentence(line.words) and _END.fullmatch(line.title, moment.end) is not None


def _has_capitals(line: HeadLine) -> bool:
    return line.words.isupper()


_TRAITS: dict[str, Callable[[HeadLine], bool]] = {
    "number": _has_number,
    "kind": _has_kind,
    "kind alone": _is_kind,
    "correspondent after the kind": _has_correspondent,
    "collection": _is_collection,
    "two offices": _has_offices,
    "two persons": _has_persons,
    "two names": _has_names,
    "date": _has_date,
    "capitals": _has_capitals,
}
_OTHERS = ("date", "capitals", "number", "collection")
_NEEDED = tuple(name for name in POINTS if name not in _OTHERS)
"""A line is a head by one of these traits; a date alone is that of a page, and a number alone that of an item."""


def head_traits(words: str) -> list[str]:
    """Return the traits of a line, in the order of the data."""
    line = HeadLine.of(words)
    return [name for name in POINTS if _TRAITS[name](line)]


def head_strength(words: str) -> int:
    """Return the points of a line that has the form of a head, or 0.

    1. `145. Message From Duke Albert to Count Bertrand`   8
    2. `Editorial Note`                                    3
    3. `Papers of the Embassy`                             1
    4. `12. Doodles` · `He wrote to Duke Albert.`          0
    """
    if len(words) > LONGEST_HEAD or words.islower():
        return 0
    line = HeadLine.of(words)
    needed = [name for name in _NEEDED if _TRAITS[name](line)]
    return sum(POINTS[name] for name in (*needed, *(name for name in _OTHERS if _TRAITS[name](line)))) if needed else 0


def is_head(words: str) -> bool:
    """Return whether a line has the form of a head, wherever it is: a kind, perhaps with a number, or two offices; not two names."""
    if len(words) > LONGEST_HEAD:
        return False
    line = HeadLine.of(words)
    return line.kind is not None or is_correspondence(line.title)
