"""Load the vocabulary of the field from data files: kinds of documents, channels, markings, months, places, offices, repositories.

Each file in `data/` is a field: a list of terms, each with a name, the words that print it, and examples that a test checks. To add a
word, add it there with an example. An edition may add terms of its own.
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
    """A person who held an office, and the first and last day (EDTF)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    first: str
    last: str


class Term(BaseModel):
    """A term of a field: its name, the words that print it, and examples from texts.

    Other values depend on the field: the `holders` of an office; the `first` and `last` day of a collection; the `way` (direction) and
    the `counterpart` of a channel; the time `zone` of a place, and the days (EDTF intervals) for which that is `doubtful`; the `posts`
    at a station."""

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
"""An edition's own terms, by field."""

_custom: dict[str, tuple[Term, ...]] = {}
_used_fields: set[str] = set()
"""Fields that have been read. Patterns are compiled from their words once, so these can't change any more."""


def use(custom: CustomTerms) -> None:
    """Use an edition's own terms in this process. Call it before the readers are loaded, for they compile patterns from the words.
    Raises `ValueError`, with a sentence for the user, if a field has already been read with other words."""
    for field in sorted(_used_fields):
        if _custom.get(field) != custom.get(field):
            raise ValueError(f"the words of {field}.toml changed while they were in use: begin the program again.")
    _custom.clear()
    _custom.update(custom)


def fields() -> list[str]:
    """List the fields to which an edition may add terms: all but the months, whose order gives their number."""
    known = sorted(file.name.removesuffix(".toml") for file in _DATA.iterdir() if file.name.endswith(".toml"))
    return [field for field in known if field != "months" and "term" in _read(field)]


_DATA = files("backchannel").joinpath("data")


def _read(field: str) -> dict[str, Any]:
    return tomllib.loads(_DATA.joinpath(f"{field}.toml").read_text(encoding="utf-8"))


@cache
def known(field: str) -> tuple[Term, ...]:
    """Return the built-in terms of a field, in the order of its file. Raises `FileNotFoundError` for an unknown field."""
    return tuple(Term.model_validate(term) for term in _read(field)["term"])


@cache
def terms(field: str) -> tuple[Term, ...]:
    """Return the terms of a field: the built-in ones, then the edition's, which replace built-in ones of the same name. Raises
    `FileNotFoundError` for an unknown field."""
    _used_fields.add(field)
    custom = _custom.get(field, ())
    replaced = {term.name for term in custom}
    return (*(term for term in known(field) if term.name not in replaced), *custom)


@cache
def alternatives(field: str, kind: str | None = None) -> str:
    """Return a pattern for any of a field's words; it matches the longest, and any white space between words.

    Blanks and `#` in it are escaped, so it may be a part of a verbose pattern."""
    words = {word for term in terms(field) if kind in (None, term.kind) for word in term.words}
    return f"(?:{_choice([_characters(word) for word in sorted(words)])})"


@cache
def names(field: str) -> dict[str, str]:
    """Map each of a field's words, in `folded` form, to the name of its term."""
    return {folded(word): term.name for term in terms(field) for word in term.words}


def name_of(field: str, words: str) -> str | None:
    """Return the name of the term that `words` print, or None: `name_of("kinds", "Backchannel  Message")` is `backchannel message`."""
    return names(field).get(folded(words))


@cache
def term_of(field: str, words: str) -> Term | None:
    """Return the term of a field that `words` print, or None."""
    name = name_of(field, words)
    return next((term for term in terms(field) if term.name == name), None)


@lru_cache(1)
def first_of(field: str, text: str) -> int:
    """Return where the first of a field's words begins in `text`, or the length of `text` if it has none.

    Several readers call this for the same text, so the last result is kept: most texts have none of the words, and the search for
    them takes as long as reading those that have some."""
    found = _any_of(field).search(text)
    return found.start() if found else len(text)


@cache
def _any_of(field: str) -> re.Pattern[str]:
    return re.compile(alternatives(field))


@lru_cache(4096)  # the same few names and markings recur in each document
def folded(words: str) -> str:
    """Normalize `words` for comparison: lowercase, single spaces, one form of apostrophe and dash."""
    return " ".join(words.split()).casefold().replace("’", "'").replace("–", "-")


def _choice(words: Sequence[Sequence[str]]) -> str:
    """Return a pattern for one of `words`, each given as a list of its characters. Common beginnings are merged, so that a search for a
    hundred words is as fast as for one: `(?:Ha(?:igto|kto)|Tohak)`."""
    tails: dict[str, list[Sequence[str]]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    branches = [first + _choice(rest) for first, rest in tails.items()]
    if not branches or (len(branches) == 1 and all(words)):
        return "".join(branches)
    return f"(?:{'|'.join(branches if all(words) else [*branches, ''])})"


def _characters(word: str) -> list[str]:
    return [_ALIKE.get(character) or re.escape(character) for character in word]


_ALIKE = dict.fromkeys("'’", "['’]") | dict.fromkeys("-–", "[-–]") | {" ": r"\s+"}
"""Captures have one form or the other: `President's`, `President’s`; `Aide-Mémoire`, `A–128`. A space matches any white space."""
