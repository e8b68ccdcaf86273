"""The field's words, as data: kinds of documents, channels, markings, months, places, offices, repositories.

Each file in `data/` is one field: a list of terms, each with a name, the words that print it, and examples that a test walks. A word
is added there, with an example, and nowhere else. An edition may have terms of its own, which count besides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Sequence


class OfficeHolder(BaseModel):
    """Who held an office from one day to another (EDTF days)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    first: str
    last: str


class Term(BaseModel):
    """One thing of a field: what it is called here, the words that print it, and places where they were seen. An office has its
    `holders`, a collection the days between which it was kept, a channel its `way` and its `counterpart`, a place the `zone` whose clock it
    kept, and the days (EDTF intervals) on which that is `doubtful`, a station the `posts` that were there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    kind: str | None = None
    holders: tuple[OfficeHolder, ...] = ()
    first: str | None = None
    last: str | None = None
    way: Literal["in", "out"] | None = None
    counterpart: str | None = None
    zone: str | None = None
    doubtful: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()


CustomTerms = Mapping[str, tuple[Term, ...]]
"""An edition's own terms, by their fields."""

_own: dict[str, tuple[Term, ...]] = {}
_asked: set[str] = set()
"""The fields that were asked for: patterns are made of their words, once."""


def use(own: CustomTerms) -> None:
    """Let an edition's own terms count in this process. Patterns are made of words when the readers are loaded, so this comes before it.
    Raises `ValueError`, a sentence, for a field that was asked for with other words."""
    for field in sorted(_asked):
        if _own.get(field) != own.get(field):
            raise ValueError(f"the words of {field}.toml changed while they were in use: begin the program again.")
    _own.clear()
    _own.update(own)


def fields() -> list[str]:
    """The fields to which an edition may add terms: all but the months, which are counted."""
    known = sorted(file.name.removesuffix(".toml") for file in _DATA.iterdir() if file.name.endswith(".toml"))
    return [field for field in known if field != "months" and "term" in _read(field)]


_DATA = files("backchannel").joinpath("data")


def _read(field: str) -> dict[str, Any]:
    return tomllib.loads(_DATA.joinpath(f"{field}.toml").read_text(encoding="utf-8"))


@cache
def known(field: str) -> tuple[Term, ...]:
    """The terms of a field that the program knows, in the order of its file. Raises `FileNotFoundError` when there is no such field."""
    return tuple(Term.model_validate(term) for term in _read(field)["term"])


@cache
def terms(field: str) -> tuple[Term, ...]:
    """The terms of a field: the program's, but those whose name the edition uses for its own, then the edition's. Raises
    `FileNotFoundError` when there is no such field."""
    _asked.add(field)
    own = _own.get(field, ())
    renamed = {term.name for term in own}
    return (*(term for term in known(field) if term.name not in renamed), *own)


@cache
def alternatives(field: str, kind: str | None = None) -> str:
    """A pattern for any of a field's words, the longest that is there; a space stands for any blanks between words."""
    words = {word for term in terms(field) if kind in (None, term.kind) for word in term.words}
    return f"(?:{_choice([_signs(word) for word in sorted(words)])})"


@cache
def names(field: str) -> dict[str, str]:
    """What each of a field's words is called, by the word in `folded` form."""
    return {folded(word): term.name for term in terms(field) for word in term.words}


def name_of(field: str, words: str) -> str | None:
    """What `words` are called in that field, or None: `name_of("kinds", "Backchannel  Message")` is `backchannel message`."""
    return names(field).get(folded(words))


@cache
def term_of(field: str, words: str) -> Term | None:
    """The term of a field that `words` print, or None."""
    name = name_of(field, words)
    return next((term for term in terms(field) if term.name == name), None)


@lru_cache(1)
def first_of(field: str, text: str) -> int:
    """Where the first of a field's words begins in `text`, its end if it has none. Several readers ask it of one text: to look for words
    that most texts lack takes as long as to read those that have them."""
    found = _any_of(field).search(text)
    return found.start() if found else len(text)


@cache
def _any_of(field: str) -> re.Pattern[str]:
    return re.compile(alternatives(field))


@lru_cache(4096)  # the same few names and markings are asked for in document after document
def folded(words: str) -> str:
    """`words` for comparison: small letters, single blanks, one form of apostrophe and dash."""
    return " ".join(words.split()).casefold().replace("’", "'").replace("–", "-")


def _choice(words: Sequence[Sequence[str]]) -> str:
    """A pattern for one of `words`, each given as its signs. What several begin with is written once, so that a text is tried for a
    hundred words as fast as for one: `(?:Ha(?:igto|kto)|Tohak)`."""
    rests: dict[str, list[Sequence[str]]] = {}
    for word in words:
        if word:
            rests.setdefault(word[0], []).append(word[1:])
    branches = [first + _choice(rest) for first, rest in rests.items()]
    if not branches or (len(branches) == 1 and all(words)):
        return "".join(branches)
    return f"(?:{'|'.join(branches if all(words) else [*branches, ''])})"


def _signs(word: str) -> list[str]:
    return [_ALIKE.get(sign) or re.escape(sign) for sign in word]


_ALIKE = dict.fromkeys("'’", "['’]") | dict.fromkeys("-–", "[-–]") | {" ": r"\s+"}
"""Captures print one or the other: `President's`, `President’s`; `Aide-Mémoire`, `A–128`. A space stands for any blanks."""
