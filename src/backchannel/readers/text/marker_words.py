"""Says what a note has in common with the words before a place where its marker may stand.

A note explains the words that it stands at: `In telegram 1037 of July 10 …` belongs to `your 10372 of July 10` and not to `about 1002
men`. So names, figures and days that both have speak for the place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.vocabulary import alternatives, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTE_REACH = 240
"""How many characters of a note are compared: what it explains is named at its beginning."""
_PLACE_REACH = 100
"""How many characters before a place are compared: a sentence of some length."""
_FIGURE = re.compile(r"(?<![\d.,/–-])\d[\d/–-]*\d")
_DAY = re.compile(rf"({alternatives('months')})\s+(\d{{1,2}})(?!\d)|(?<!\d)(\d{{1,2}})\s+({alternatives('months')})")
_NAME = re.compile(r"(?<![\w’])[A-Z][\w’]{2,}")
_WORD = re.compile(r"(?<![\w’])[a-z]{5,}")
_STEM = 6
"""Words are compared by their first letters: `propose` and `proposal`."""
_EMPTY = frozenset(
    {
        "Docume",
        "Source",
        "Telegr",
        "The",
        "For",
        "See",
        "See,",
        "Not",
        "This",
        "That",
        "Foreig",
        "Relati",
        "Depart",
        "State",
        "Dated",
        "Printe",
    }
    | {word[:_STEM].rstrip(".") for term in terms("months") for word in term.words}
)
"""Names that most notes have."""
_COMMON = frozenset(
    {"docume", "footno", "source", "dated", "printe", "found", "which", "regard", "concer", "there", "their", "telegr", "about"}
)
"""Words that most notes have."""


class NoteWords:
    """What a note says that its place may say too."""

    __slots__ = ("days", "figures", "names", "words")

    def __init__(self, text: str) -> None:
        text = text[:_NOTE_REACH]
        self.figures = frozenset(_FIGURE.findall(text))
        self.days = frozenset(_days(text))
        self.names = frozenset(_names(text))
        self.words = frozenset(_words(text))


def shared(text: str, place: int, note: NoteWords) -> Iterator[str]:
    """The traits of what `note` shares with the words of `text` before the character `place`."""
    words = text[max(0, text.rfind("\n", 0, place) + 1, place - _PLACE_REACH) : place]
    if note.figures and not note.figures.isdisjoint(_FIGURE.findall(words)):
        yield "shares a figure"
    if note.days and not note.days.isdisjoint(_days(words)):
        yield "shares a day"
    if note.names and (names := len(note.names.intersection(_names(words)))):
        yield "shares a name" if names == 1 else "shares names"
    if note.words and (common := len(note.words.intersection(_words(words)))):
        yield "shares a word" if common == 1 else "shares words"


def _days(text: str) -> Iterator[tuple[str, str]]:
    for match in _DAY.finditer(text):
        month, day, day_before, month_after = match.groups()
        yield (month or month_after)[:3], day or day_before


def _names(text: str) -> Iterator[str]:
    return (stem for match in _NAME.finditer(text) if (stem := match[0][:_STEM]) not in _EMPTY)


def _words(text: str) -> Iterator[str]:
    return (stem for match in _WORD.finditer(text) if (stem := match[0][:_STEM]) not in _COMMON)
