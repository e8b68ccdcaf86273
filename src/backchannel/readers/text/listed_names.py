"""Find names in the words of a list of participants: after a title, or alone. Names, titles and offices are told apart by their words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,3}\.|[A-Z]|McC\.")
_WORD = re.compile(r"(?:[^\W\d_a-z]|[dl][’'](?=[A-Z])|de(?=[A-Z]))[^\W\d_]*(?:[’'\-–][^\W\d_]+)*[’']?\.?")
_NICKNAME = re.compile(r"[“\"]\w+[”\"]")
_PARTICLES = frozenset({"de", "del", "der", "den", "di", "da", "dos", "du", "van", "von", "la", "le", "bin", "ibn", "al", "el", "ter", "y"})
_JUNIOR = re.compile(r"(?:[JS]r|II|III|IV)\.?,?")
LONGEST_ABBREVIATION = 4
"""Capitals that are no name: `USIA`. A longer word in capitals may be one."""
_MOST = 6
"""Words of the longest title."""
_MOST_IN_NAME = 8
"""Words of the longest name, or of two that a lost line end has joined."""
_PREPOSITIONS = frozenset({"to", "of", "for", "with", "from", "at", "in", "by", "representing"})
_ADDRESS = re.compile(
    r"""
      (?: Mr | Mrs | Ms | Dr | Miss | Mme | Mlle | Messrs | M | MM | Drs | Madame? | Sir | Lord | Lady | Prof | Professor | Hon | HE
        | H\.\s?E )\.?                      # Mr. · H.E.
    | .*(?: Honorable | Excellency )         # His Excellency
    """,
    re.VERBOSE,
)
"""Forms of address: they are no office, and any word may be the name after them: `Mr. French`."""
_BEGINNING = frozenset({"Mr.", "Mr", "Mrs.", "Miss", "Messrs.", "Messrs"})
"""Forms of address that begin a person after an office: `Grain Secretary Mr. Archer`, two people."""
_AMBIGUOUS = frozenset({"M.", "Sr."})
"""Titles that may be part of a name."""
_POSSESSIVE = ("’s", "'s")


class ListedWord(NamedTuple):
    """A word of a list, and its offsets."""

    text: str
    start: int
    end: int


class TitledName(NamedTuple):
    """A title with a name: the first words of the title (with its nation) and of the name, and the end."""

    start: int
    name: int
    end: int


def titled_name(tokens: Sequence[ListedWord], first: int) -> TitledName | None:
    """Return the first title with a name after it, from word `first` on; None if there is none. A person who is only named in an office is
    none: `Adviser to President Archer`."""
    title = first
    while title < len(tokens):
        name = _title_end(tokens, title)
        end = name_end(tokens, name, after=tokens[title:name]) if name else 0
        if name - title == 2 and not end and is_address(tokens[title : title + 1]):  # Mr. Bishop
            name, end = title + 1, name_end(tokens, title + 1, after=tokens[title : title + 1])
        if end and not _is_object(tokens, title, name) and not tokens[end - 1].text.endswith(_POSSESSIVE):
            start = title
            while start > first and _is_nation(tokens[start - 1].text) and not is_address(tokens[title:name]):
                start -= 1
            return TitledName(start, name, end)
        title = end or title + 1
    return None


def _is_object(tokens: Sequence[ListedWord], title: int, name: int) -> bool:
    """Return whether a preposition is before a title: `Adviser to the Thai President Archer`; not before `the Netherlands Mr. Archer`."""
    before = title - 1
    while before >= 0 and not is_address(tokens[title:name]) and (_is_nation(tokens[before].text) or tokens[before].text == "the"):
        before -= 1
    return before >= 0 and (tokens[before].text in _PREPOSITIONS or tokens[before].text.endswith(_POSSESSIVE))


def _title_end(tokens: Sequence[ListedWord], first: int) -> int:
    """Return the end of the titles at a word: `Lt. General`, `Under Secretary of Grain`; 0 if there are none."""
    at = first
    while (longest := _longest_title(tokens, at)) > at:
        if tokens[at].text in _BEGINNING and at > first and not is_address(tokens[first:at]):
            return at
        at = longest
    if at == first:
        return 0
    if at < len(tokens) and tokens[at].text in ("of", "for", "to"):
        for end in range(at + 1, min(at + 1 + _MOST, len(tokens) - 1)):
            ends = _ends_office(tokens[end].text) and tokens[end].text not in _titles()
            if (ends or (tokens[at].text == "to" and _is_nation(tokens[end].text))) and name_end(tokens, end + 1) == len(tokens):
                return end + 1
    return at


def _longest_title(tokens: Sequence[ListedWord], first: int) -> int:
    for end in range(min(first + _MOST, len(tokens)), first, -1):
        words = " ".join(token.text for token in tokens[first:end])
        if words in _titles() and (tokens[first].text not in _AMBIGUOUS or _is_monsieur(tokens, first)):
            return end
    return first


def _is_monsieur(tokens: Sequence[ListedWord], at: int) -> bool:
    """Return whether `M.` is a title: `M. Archer`; not an initial, as in `Ann M. Archer` and `M. J. Archer`."""
    begins = at == 0 or _is_office_word(tokens[at - 1].text)
    return begins and at + 1 < len(tokens) and not INITIALS.fullmatch(tokens[at + 1].text)


def name_end(tokens: Sequence[ListedWord], first: int, after: Sequence[ListedWord] = ()) -> int:
    """Return the end of the name at a word, `after` its title; 0 if there is none."""
    end, has_word = first, False
    for at in range(first, min(first + _MOST_IN_NAME, len(tokens))):
        word = tokens[at].text
        is_last = at + 1 == len(tokens)
        if end > first and _NICKNAME.fullmatch(word) and not is_last:
            continue
        if INITIALS.fullmatch(word) and not _is_nation(word):
            end = at + 1
            continue
        if word == "The":
            break
        if word in _PARTICLES and not is_last and (_WORD.fullmatch(tokens[at + 1].text) or tokens[at + 1].text in _PARTICLES):
            continue
        if has_word and _JUNIOR.fullmatch(word.lstrip(",")):
            return at + 1
        is_surname = has_word and is_last and (word in _titles() or _follows_given(tokens, at))
        may_be_any = is_surname or (at == first and bool(after) and is_address(after))
        if not _WORD.fullmatch(word.rstrip(",")) or is_abbreviation(word) or (_is_office_word(word) and not may_be_any):
            break
        if word.endswith(".") and is_last and not has_word:
            break
        end, has_word = at + 1, True
        if word.endswith(",") and not (at + 1 < len(tokens) and _JUNIOR.fullmatch(tokens[at + 1].text)):
            break
    return end if has_word else 0


def _follows_given(tokens: Sequence[ListedWord], at: int) -> bool:
    """Return whether a nation is a surname: `Ann French`, `B. French`."""
    before = tokens[at - 1].text
    return _is_nation(tokens[at].text) and (is_given(before) or INITIALS.fullmatch(before) is not None)


def name_at_end(tokens: Sequence[ListedWord], first: int) -> int:
    """Return where a name at the end of a piece begins, after words of an office that a lost line end has joined to it: `Grain Board Ann
    Archer`; 0 if there is none."""
    for at in range(first + 1, len(tokens) - 1):
        is_full = is_given(tokens[at].text) or INITIALS.fullmatch(tokens[at + 1].text)
        if is_full and name_end(tokens, at) == len(tokens):
            return at
    return 0


def split_run(tokens: Sequence[ListedWord]) -> list[Sequence[ListedWord]]:
    """Split the names of people that lost line ends have joined: `Ann Archer John B. Clay`, `Archer Ann Clay`."""
    for at in range(1, len(tokens) - 1):
        before = tokens[at - 1].text
        if INITIALS.fullmatch(before) or before in _PARTICLES:
            continue
        if (is_given(tokens[at].text) and not is_given(before)) or (at > 1 and _has_initials(tokens, at)):
            return [tokens[:at], *split_run(tokens[at:])]
    return [tokens]


def _has_initials(tokens: Sequence[ListedWord], at: int) -> bool:
    """Return whether a word is a given name with initials after it: `John B. Clay`."""
    return not (INITIALS.fullmatch(tokens[at].text) or _JUNIOR.fullmatch(tokens[at].text)) and bool(INITIALS.fullmatch(tokens[at + 1].text))


def is_abbreviation(word: str) -> bool:
    return word.isupper() and 1 < len(word.rstrip(".’s")) <= LONGEST_ABBREVIATION and "." not in word[:-1]


def is_address(tokens: Sequence[ListedWord]) -> bool:
    return _ADDRESS.fullmatch(" ".join(token.text for token in tokens)) is not None


def is_several(tokens: Sequence[ListedWord]) -> bool:
    return bool(tokens) and tokens[-1].text in _words("several")


def is_title(tokens: Sequence[ListedWord]) -> bool:
    return " ".join(token.text for token in tokens if token.text != "The") in _titles()


def is_office(tokens: Sequence[ListedWord]) -> bool:
    """Return whether words are those of a person's office: `Attorney General` · `The British Secretary`; not `The White House`."""
    words = [token.text for token in tokens if not (token.text == "The" or _is_nation(token.text))]
    return any(" ".join(words[:end]) in _titles() for end in range(1, min(len(words), _MOST) + 1))


def _is_nation(word: str) -> bool:
    return word in _words("nation")


def is_given(word: str) -> bool:
    return word in _given_names()


def _is_office_word(word: str) -> bool:
    return word in _words("office") or _is_nation(word) or word in _titles()


def is_group(tokens: Sequence[ListedWord]) -> bool:
    words = " ".join(token.text for token in tokens if token.text != "The")
    return words in _words("group") or words in _words("nation") or vocabulary.name_of("places", words) is not None


@cache
def _given_names() -> frozenset[str]:
    short = (word for term in vocabulary.terms("given_names") for word in (term.name, *term.words))
    return frozenset(short) | _words("given")


@cache
def _ends_office(word: str) -> bool:
    kinds = {"office-end", "no-name"}
    ends = {end for term in vocabulary.terms("titles") if term.kind in kinds for end in term.words}
    return word in ends or word in _words("group") or word in _words("office")


@cache
def _titles() -> frozenset[str]:
    found = {word for term in vocabulary.terms("offices") if term.kind == "title" for word in term.words}
    found |= {word for term in vocabulary.terms("titles") if term.kind in ("title", "other-title") for word in term.words}
    return (frozenset(found) | _words("title") | _words("several")) - _words("honorific")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for term in vocabulary.terms("participants") if term.kind == kind for word in term.words)
