"""Provide the vocabulary of the field as data: kinds of documents, channels, markings, months, places, offices, repositories.

Each file in `data/` is one field: a list of terms, each with a name, its printed words, and examples that a test checks. To add a word, add
it there with an example; no other change is needed. An edition may add its own terms.
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
    """A person who held an office, with the first and the last day (EDTF days)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    first: str
    last: str


class Term(BaseModel):
    """A term of a field: its name, its printed words, and examples of texts that contain them.

    - an office has its `holders`
    - a collection has the `first` and `last` day on which it was kept
    - a channel has its `way` (direction), its `counterpart` and the fewest `digits` of its numbers; a delegation's, whose session lasts for
      months, is a `session` channel; its `meaning` is explained to readers
    - a place has its time `zone`, and the days (EDTF intervals) on which that is `doubtful`
    - a station has the names of its `posts`
    """

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
    meaning: str | None = None
    session: bool = False
    digits: int = 1
    zone: str | None = None
    doubtful: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()


CustomTerms = Mapping[str, tuple[Term, ...]]
"""An edition's own terms, by field."""

_own: dict[str, tuple[Term, ...]] = {}
_used_fields: set[str] = set()
"""The fields in use. Patterns are built from their words only once."""


def use(own: CustomTerms) -> None:
    """Activate an edition's own terms in this process.

    Call this before loading the readers, which build patterns from the words when they are imported. Raises `ValueError`, one sentence, if
    a field is already in use with other words.
    """
    for field in sorted(_used_fields):
        if _own.get(field) != own.get(field):
            raise ValueError(f"{field}.toml changed while it was in use: restart the program.")
    _own.clear()
    _own.update(own)


def fields() -> list[str]:
    """Return the fields to which an edition may add terms: all but the months, whose positions are their numbers."""
    known = sorted(file.name.removesuffix(".toml") for file in _DATA.iterdir() if file.name.endswith(".toml"))
    return [field for field in known if field != "months" and "term" in _read(field)]


_DATA = files("backchannel").joinpath("data")


def _read(field: str) -> dict[str, Any]:
    return tomllib.loads(_DATA.joinpath(f"{field}.toml").read_text(encoding="utf-8"))


@cache
def known(field: str) -> tuple[Term, ...]:
    """Return the program's own terms of a field, in the order of its file. Raises `FileNotFoundError` if there is no such field."""
    return tuple(Term.model_validate(term) for term in _read(field)["term"])


@cache
def terms(field: str) -> tuple[Term, ...]:
    """Return the terms of a field: the program's, except those that the edition replaces, then the edition's.

    Raises `FileNotFoundError` if there is no such field.
    """
    _used_fields.add(field)
    own = _own.get(field, ())
    renamed = {term.name for term in own}
    return (*(term for term in known(field) if term.name not in renamed), *own)


@cache
def alternatives(field: str, kind: str | None = None) -> str:
    """Return a pattern that matches any of a field's words, preferring the longest. A space matches any white space between words."""
    words = {word for term in terms(field) if kind in (None, term.kind) for word in term.words}
    return f"(?:{_choice([_characters(word) for word in sorted(words)])})"


@cache
def names(field: str) -> dict[str, str]:
    """Return the name of the term for each of a field's words, by the word in `folded` form."""
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
    """Return where the first of a field's words begins in `text`, or the length of the text if it has none.

    The result is cached because several readers ask for the same text, and a search for words that most texts lack takes as long as reading
    the texts that have them.
    """
    found = _any_of(field).search(text)
    return found.start() if found else len(text)


@cache
def _any_of(field: str) -> re.Pattern[str]:
    return re.compile(alternatives(field))


@lru_cache(4096)  # document after document asks for the same few names and markings
def folded(words: str) -> str:
    """Normalize `words` for comparison: lowercase, single spaces, one form of apostrophe and dash."""
    return " ".join(words.split()).casefold().replace("’", "'").replace("–", "-")


def _choice(words: Sequence[Sequence[str]]) -> str:
    """Return a pattern for any of `words`, each a sequence of single-character patterns.

    Common beginnings are written once, so that searching for a hundred words is as fast as for one: `(?:Ha(?:igto|kto)|Tohak)`.
    """
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
"""Captures use either form: `President's`, `President’s`; `Aide-Mémoire`, `A–128`. A space matches any white space."""
