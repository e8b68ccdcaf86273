"""Compare a note with the words before a place that may be its marker.

A note explains the words before its marker: `In telegram 1037 of July 10 …` belongs to `your 10372 of July 10` and not to `about 1002
men`. So shared names, figures and days count for the place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from backchannel.vocabulary import alternatives, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTE_REACH = 240
"""Characters of a note that are compared: a note names what it explains at its beginning; further on it names much else."""
_PLACE_REACH = 100
"""Characters before a place that are compared: about one sentence. Names from further back belong to other notes."""
_FIGURE = re.compile(r"[0-9](?<![\d.,/–-]\d)[\d/–-]*\d")
_DAYS = (
    re.compile(rf"(?P<month>{alternatives('months')})\s+(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?P<day>[0-9](?<!\d\d)\d?)\s+(?P<month>{alternatives('months')})"),
)
_LAST_FIGURE = re.compile(r"[0-9][\d/–-]*$")
_LAST_DAY = re.compile(rf"(?P<month>{alternatives('months')})\s+(?P<day>\d{{1,2}})$")
_NAME = re.compile(r"[A-Z](?<![\w’][A-Z])[\w’]{2,}")
_WORD = re.compile(r"[a-z](?<![\w’][a-z])[a-z]{4,}")
_KEPT = 256
"""Texts whose words are cached: each note is compared with many places, and each place with many notes."""
_STEM = 6
"""Letters by which words are compared, so that `propose` and `proposal` are the same word."""
_EMPTY = frozenset(
    {
        "Docume",
        "Source",
        "Telegr",
        "The",
        "For",
        "See",
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
"""Names that most notes have: they say nothing about the place."""
_COMMON = frozenset(
    {"docume", "footno", "source", "dated", "printe", "found", "which", "regard", "concer", "there", "their", "telegr", "about"}
)
"""Words that most notes have: they say nothing about the place."""
SHARED = (
    ("shares a figure",),
    ("shares a day",),
    ("note names what is left",),
    ("shares a name", "shares names"),
    ("shares a word", "shares words"),
)
"""The traits that count for a place; it has at most one of each row."""


def beginning(note: str) -> str:
    """Return the part of a note that is compared."""
    return note[:_NOTE_REACH]


def words_before(text: str, place: int) -> str:
    """Return the part of the line before the character `place` that is compared."""
    return text[max(0, text.rfind("\n", 0, place) + 1, place - _PLACE_REACH) : place]


def shareable(note: str) -> Iterator[str]:
    """Yield the traits of a place that shares everything with the beginning of a note."""
    if _figures(note):
        yield "shares a figure"
    if _days(note):
        yield "shares a day"
    if _figures(note) or _days(note):
        yield "note names what is left"
    if names := _names(note):
        yield "shares names" if len(names) > 1 else "shares a name"
    if words := _words(note):
        yield "shares words" if len(words) > 1 else "shares a word"


def shared(note: str, before: str) -> Iterator[str]:
    """Yield the traits for what the beginning of a note shares with the words before a place."""
    if (figures := _figures(note)) and not figures.isdisjoint(_figures(before)):
        yield "shares a figure"
    if (days := _days(note)) and not days.isdisjoint(_days(before)):
        yield "shares a day"
    if (names := _names(note)) and (alike := len(names & _names(before))):
        yield "shares a name" if alike == 1 else "shares names"
    if (words := _words(note)) and (alike := len(words & _words(before))):
        yield "shares a word" if alike == 1 else "shares words"


def named(note: str, before: str, cut: str) -> Iterator[str]:
    """Yield the traits of a place that is the end `cut` of a figure: whether the note names what is left of the figure, or the whole.

    `In telegram 1037` belongs to `your 10372`, and `on October 2` to `of October 23`.
    """
    if _is_named(note, before):
        yield "note names what is left"
    if _is_named(note, before + cut):
        yield "note names the whole"


def _is_named(note: str, before: str) -> bool:
    """Return whether a note names the figure, or the day, at the end of `before`."""
    figure = _LAST_FIGURE.search(before)
    day = _LAST_DAY.search(before)
    return (figure is not None and figure[0] in _figures(note)) or (day is not None and (day["month"][:3], day["day"]) in _days(note))


@lru_cache(_KEPT)
def _figures(words: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(words))


@lru_cache(_KEPT)
def _days(words: str) -> frozenset[tuple[str, str]]:
    return frozenset((found["month"][:3], found["day"]) for pattern in _DAYS for found in pattern.finditer(words))


@lru_cache(_KEPT)
def _names(words: str) -> frozenset[str]:
    return frozenset(name[:_STEM] for name in _NAME.findall(words)) - _EMPTY


@lru_cache(_KEPT)
def _words(words: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(words)) - _COMMON
