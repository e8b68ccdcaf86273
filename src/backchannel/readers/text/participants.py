"""Split a line of a list of participants into the people that it names, each with the name apart from the offices.

A line is cut at its commas, dashes, semicolons and colons, and at `and`. Each piece is a title with a name, a name alone, or words of an
office, which belong to the person before them, or to the one after them. What names a group (`CIA`, `Soviet Side`) names nobody.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.records import Correspondent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.printed import PrintedText
    from backchannel.source import Span

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_AFTER = re.compile(r"\s(?:was|were|vice|who|acted|joined|left|entered)\s")
"""Where a line goes on as a sentence: `Mr. Archer was present for Item 2`, `Mr. Archer vice Mr. Baker`"""
_SEPARATOR = re.compile(
    r"""
      ,?\s+(?:and|with)\s+
    | \s*(?: ; | , (?!\s*(?:[JS]r\.?|II|III|IV)(?!\w)) | [—–:] | -- )\s*     # not the comma of `Archer, Jr.`
    | (?<=\w)-(?=(?:Mr|Dr|Mrs)\.)                                             # W-Mr. Archer
    | \s+-\s+
    """,
    re.VERBOSE,
)
_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,3}\.|[A-Z]|McC\.")
_WORD = re.compile(r"(?:[^\W\d_a-z]|[dl][’'](?=[A-Z])|de(?=[A-Z]))[^\W\d_]*(?:[’'\-–][^\W\d_]+)*[’']?\.?")
_NICKNAME = re.compile(r"[“\"]\w+[”\"]")
_PARTICLES = frozenset({"de", "del", "der", "den", "di", "da", "dos", "du", "van", "von", "la", "le", "bin", "ibn", "al", "el", "ter", "y"})
_JUNIOR = re.compile(r"(?:[JS]r|II|III|IV)\.?,?")
_LONGEST_ABBREVIATION = 4
"""Capitals that are no name: `USIA`. A longer word in capitals may be one."""
_MOST = 6
"""Words of the longest title."""
_MOST_IN_NAME = 8
"""Words of the longest name, or of two that a lost line end has joined."""
_PREPOSITIONS = frozenset({"to", "of", "for", "with", "from", "at", "in", "by", "representing"})
_ADDRESS = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Miss|Mme|Mlle|Messrs|M|MM|Drs|Madame?|Sir|Lord|Lady|Prof|Professor|Hon|HE|H\.\s?E)\.?|.*(?:Honorable|Excellency)"
)
"""Forms of address: they are no office, and any word may be the name after them: `Mr. French`."""
_BEGINNING = frozenset({"Mr.", "Mr", "Mrs.", "Miss", "Messrs.", "Messrs"})
"""Forms of address that begin a person after an office: `Grain Secretary Mr. Archer`, two people."""
_AMBIGUOUS = frozenset({"M.", "Sr."})
"""Titles that may be part of a name."""
_CLOSING = ",;"
_STOP = re.compile(r"(?<=[a-z]{5})\.$")
"""The period after an office, not that of an abbreviation: `Grain Delegation.`"""
_POSSESSIVE = ("’s", "'s")
_DASHES = frozenset("—–-:") | {"--"}
_MANY = 4
"""Pieces from which on a line is a list of people: an office between them is that of another person."""


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Piece(NamedTuple):
    """A piece of a line: what separates it from the one before (`,`), and its words."""

    separator: str
    tokens: list[_Token]


class _Person:
    """A person as found so far: the words of the name, and the parts of the office."""

    def __init__(self, name: Sequence[_Token], offices: list[tuple[int, int]], start: int) -> None:
        self.name, self.offices, self.start = name, offices, start
        self.end = max([*(token.end for token in name), *(end for _, end in offices)])


def read_people(plain: str, line: Span, printed: PrintedText, *, is_running: bool = False) -> tuple[Correspondent, ...]:
    """Return the people named in a line of a list of participants, as `printed`; `plain` is the text with its markers masked. `is_running`:
    the line has the whole list, and may have lost the line ends between people.

    1. `Mr. Archer` · `Ann Archer, Grain Board` · `CIA—Ann Archer`
    2. `Secretary Archer, Mr. Baker, and General Clay`      three
    3. `Messrs. Archer, Baker, and Clay` · `Archer, Baker`  two or three without titles of their own
    4. `Grain Secretary, Mr. Archer`                        the office first
    5. `The Secretary`                                      no name
    6. `CIA` · `Soviet Side` · `State:`                     a group: nobody
    """
    words = _ASIDE.sub(lambda aside: " " * len(aside[0]), plain[line.start : line.end])
    reading = _Reading(words, line.start, is_running=is_running)
    return tuple(_correspondent(person, printed) for person in reading.people())


def _correspondent(person: _Person, printed: PrintedText) -> Correspondent:
    name = printed.words(person.name[0].start, person.name[-1].end).rstrip(_CLOSING) if person.name else None
    office = ", ".join(_STOP.sub("", printed.words(*part).rstrip(_CLOSING)) for part in sorted(person.offices)) or None
    return Correspondent(start=person.start, end=person.end, text=printed.words(person.start, person.end), name=name, office=office)


class _Reading:
    """The reading of one line: its pieces, and what is known so far: the people, and the words of an office that wait for one."""

    def __init__(self, words: str, start: int, *, is_running: bool) -> None:
        """Take the words of a line and where they start."""
        self._is_running = is_running
        self._pieces = list(_pieces(words, start))
        self._found: list[_Person] = []
        self._office: list[tuple[int, int]] = []
        self._lists = False
        self._ended = start
        self._is_group = words.rstrip().endswith((":", "—", "–")) and len(self._pieces) == 1

    def people(self) -> list[_Person]:
        if self._is_group:
            return []
        for place, piece in enumerate(self._pieces):
            self._read(piece, place)
            self._ended = piece.tokens[-1].end
        self._add_lone_office()
        return self._found

    def _read(self, piece: _Piece, place: int) -> None:
        if piece.separator == ";":
            self._add_lone_office()
            self._lists = False
        tokens, rest = piece.tokens, 0
        while (found := _titled(tokens, rest)) is not None:
            self._read_office(tokens[rest : found.start], piece, before=True)
            self._add_titled(tokens, found)
            self._lists = self._lists or _is_several(tokens[found.start : found.name])
            rest = found.end
        if rest == len(tokens):
            return
        if rest == 0 and self._is_lone(tokens, place):
            self._found.append(_Person((), [(tokens[0].start, tokens[-1].end)], tokens[0].start))
            self._lists = True
            return
        if rest == 0 and (rest := self._bare(piece)):
            self._add(tokens[:rest], tokens[0].start)
        elif (self._is_running or self._waits_for_name(piece)) and (name := _name_at_end(tokens, rest)):
            self._read_office(tokens[rest:name], piece, before=False, follows=rest > 0)
            self._add(tokens[name:], tokens[name].start)
            return
        self._read_office(tokens[rest:], piece, before=False, follows=rest > 0)

    def _is_lone(self, tokens: Sequence[_Token], place: int) -> bool:
        """Return whether a title is a person of a list: `Secretary Archer, Attorney General, General Clay` · `President, Archer, Clay`"""
        if len(self._pieces) < _MANY or place != len(self._found) or not _is_title(tokens) or place + 1 == len(self._pieces):
            return False
        after = self._pieces[place + 1].tokens
        titled = _titled(after, 0)
        if titled:
            return place > 1 or not _is_address(after[titled.start : titled.name])
        return place == 0 and len(after) == 1 and _name_end(after, 0) == 1 and self._pieces[1].separator == ","

    def _bare(self, piece: _Piece) -> int:
        """Return how many words of a piece without a title are a name; 0 if they are none, or none is expected there."""
        tokens = piece.tokens
        end = _name_end(tokens, 0)
        if not end or (end < len(tokens) and not (self._lists and (_is_abbreviation(tokens[end].text) or tokens[end].text == "for"))):
            return 0
        words = tokens[:end]
        if _is_group(words) or (len(words) == 1 and self._is_running and not self._lists):
            return 0
        if piece.separator in ("", ";") or (piece.separator in _DASHES and not self._found):
            self._lists = len(words) == 1 and piece.separator != ";"
            return end
        is_full = len(words) > 1 and (any(_INITIALS.fullmatch(word.text) for word in words[:-1]) or _is_given(words[0].text))
        return end if is_full or (self._lists and piece.separator in (",", "and")) else 0

    def _add_titled(self, tokens: list[_Token], found: _Titled) -> None:
        title = tokens[found.start : found.name]
        while len(title) > 1 and _is_address(title[:1]) and not _is_address(title):
            title = title[1:]
        office = [] if _is_address(title) else [(title[0].start, title[-1].end)]
        names = _split_run(tokens[found.name : found.end]) if self._is_running else [tokens[found.name : found.end]]
        self._add(names[0], tokens[found.start].start, office)
        for more in names[1:]:
            self._add(more, more[0].start)

    def _add(self, name: Sequence[_Token], start: int, office: Sequence[tuple[int, int]] = ()) -> None:
        before, self._office = self._office, []
        start = min([start, *(first for first, _ in before)])
        self._found.append(_Person(name, [*before, *office], start))

    def _read_office(self, tokens: Sequence[_Token], piece: _Piece, *, before: bool, follows: bool = False) -> None:
        """Give words of an office to the person before them, unless they are before a name and nobody is before them."""
        if not tokens or [token.text for token in tokens] == ["The"]:
            return
        place = (tokens[0].start, tokens[-1].end)
        is_of_last = piece.separator not in (";", "and") and (self._is_running or not before)
        last = self._found[-1] if self._found else None
        if last and piece.separator == "and" and not before and last.offices and last.offices[-1][1] == self._ended:
            last.offices[-1] = (last.offices[-1][0], place[1])  # East Asian and Pacific Affairs
            last.end = max(last.end, place[1])
        elif last and (follows or is_of_last):
            last.offices.append(place)
            last.end = max(last.end, place[1])
        elif self._waits_for_name(piece):
            self._office[-1] = (self._office[-1][0], place[1])
        else:
            self._office.append(place)

    def _waits_for_name(self, piece: _Piece) -> bool:
        """Return whether an office goes on in a piece, before its holder: `Secretary for East Asian`, `and Pacific Affairs Ann Archer`"""
        return piece.separator == "and" and not self._found and bool(self._office) and self._office[-1][1] == self._ended

    def _add_lone_office(self) -> None:
        """Add the person of an office without a name: `The Secretary`. The words of a group are nobody's."""
        words = self._pieces[0].tokens if self._pieces else []
        if self._office and not self._found and not _is_address(words) and not _is_group(words) and _is_office(words):
            self._found.append(_Person((), [(self._office[0][0], self._office[-1][1])], self._office[0][0]))
        self._office = []


def _pieces(words: str, start: int) -> Iterator[_Piece]:
    at, separator = 0, ""
    for cut in [*_SEPARATOR.finditer(words), None]:
        part = words[at : cut.start()] if cut else words[at:]
        if ended := _AFTER.search(f"{part} "):
            part = part[: ended.start()]
        if tokens := [_Token(token[0], start + at + token.start(), start + at + token.end()) for token in re.finditer(r"\S*\w\S*", part)]:
            yield _Piece(separator, _without_stop(tokens))
        if cut:
            separator, at = cut[0].strip(" ,") or ",", cut.end()


def _without_stop(tokens: list[_Token]) -> list[_Token]:
    """Take the period at the end of a line off its last word, unless it is that of an abbreviation: `Jr.`"""
    *before, last = tokens
    word = last.text[:-1]
    if last.text.endswith(".") and len(word) > _LONGEST_ABBREVIATION and "." not in word:
        return [*before, _Token(word, last.start, last.end - 1)]
    return tokens


class _Titled(NamedTuple):
    """A title with a name: the first words of the title (with its nation) and of the name, and the end."""

    start: int
    name: int
    end: int


def _titled(tokens: Sequence[_Token], first: int) -> _Titled | None:
    """Return the first title with a name after it, from word `first` on; None if there is none. A person who is only named in an office is
    none: `Adviser to President Archer`."""
    title = first
    while title < len(tokens):
        name = _title_end(tokens, title)
        end = _name_end(tokens, name, after=tokens[title:name]) if name else 0
        if name - title == 2 and not end and _is_address(tokens[title : title + 1]):  # Mr. Bishop
            name, end = title + 1, _name_end(tokens, title + 1, after=tokens[title : title + 1])
        if end and not _is_object(tokens, title, name) and not tokens[end - 1].text.endswith(_POSSESSIVE):
            start = title
            while start > first and _is_nation(tokens[start - 1].text) and not _is_address(tokens[title:name]):
                start -= 1
            return _Titled(start, name, end)
        title = end or title + 1
    return None


def _is_object(tokens: Sequence[_Token], title: int, name: int) -> bool:
    """Return whether a preposition is before a title: `Adviser to the Thai President Archer`; not before `the Netherlands Mr. Archer`."""
    before = title - 1
    while before >= 0 and not _is_address(tokens[title:name]) and (_is_nation(tokens[before].text) or tokens[before].text == "the"):
        before -= 1
    return before >= 0 and (tokens[before].text in _PREPOSITIONS or tokens[before].text.endswith(_POSSESSIVE))


def _title_end(tokens: Sequence[_Token], first: int) -> int:
    """Return the end of the titles at a word: `Lt. General`, `Under Secretary of Grain`; 0 if there are none."""
    at = first
    while (longest := _longest_title(tokens, at)) > at:
        if tokens[at].text in _BEGINNING and at > first and not _is_address(tokens[first:at]):
            return at
        at = longest
    if at == first:
        return 0
    if at < len(tokens) and tokens[at].text in ("of", "for", "to"):
        for end in range(at + 1, min(at + 1 + _MOST, len(tokens) - 1)):
            ends = _ends_office(tokens[end].text) and tokens[end].text not in _titles()
            if (ends or (tokens[at].text == "to" and _is_nation(tokens[end].text))) and _name_end(tokens, end + 1) == len(tokens):
                return end + 1
    return at


def _longest_title(tokens: Sequence[_Token], first: int) -> int:
    for end in range(min(first + _MOST, len(tokens)), first, -1):
        if " ".join(token.text for token in tokens[first:end]) in _titles():
            # `M. Archer` is a Monsieur, `M. J. Archer` has two initials
            if tokens[first].text not in _AMBIGUOUS or _is_monsieur(tokens, first):
                return end
    return first


def _is_monsieur(tokens: Sequence[_Token], at: int) -> bool:
    """Return whether `M.` is a title: `M. Archer`; not an initial, as in `Ann M. Archer` and `M. J. Archer`."""
    begins = at == 0 or _is_office_word(tokens[at - 1].text)
    return begins and at + 1 < len(tokens) and not _INITIALS.fullmatch(tokens[at + 1].text)


def _name_end(tokens: Sequence[_Token], first: int, after: Sequence[_Token] = ()) -> int:
    """Return the end of the name at a word, `after` its title; 0 if there is none."""
    end, has_word = first, False
    for at in range(first, min(first + _MOST_IN_NAME, len(tokens))):
        word = tokens[at].text
        is_last = at + 1 == len(tokens)
        if end > first and _NICKNAME.fullmatch(word) and not is_last:
            continue
        if _INITIALS.fullmatch(word) and not _is_nation(word):
            end = at + 1
            continue
        if word == "The":
            break
        if word in _PARTICLES and not is_last and (_WORD.fullmatch(tokens[at + 1].text) or tokens[at + 1].text in _PARTICLES):
            continue
        if has_word and _JUNIOR.fullmatch(word.lstrip(",")):
            return at + 1
        may_be_any = (has_word and is_last and word in _titles()) or (at == first and bool(after) and _is_address(after))
        if not _WORD.fullmatch(word.rstrip(",")) or _is_abbreviation(word) or (_is_office_word(word) and not may_be_any):
            break
        if word.endswith(".") and is_last and not has_word:
            break
        end, has_word = at + 1, True
        if word.endswith(",") and not (at + 1 < len(tokens) and _JUNIOR.fullmatch(tokens[at + 1].text)):
            break
    return end if has_word else 0


def _name_at_end(tokens: Sequence[_Token], first: int) -> int:
    """Return where a name at the end of a piece begins, after words of an office that a lost line end has joined to it: `Grain Board Ann
    Archer`; 0 if there is none."""
    for at in range(first + 1, len(tokens) - 1):
        is_full = _is_given(tokens[at].text) or _INITIALS.fullmatch(tokens[at + 1].text)
        if is_full and _name_end(tokens, at) == len(tokens):
            return at
    return 0


def _split_run(tokens: Sequence[_Token]) -> list[Sequence[_Token]]:
    """Split the names of two people that a lost line end has joined: `Ann Archer John B. Clay`."""
    if len(tokens) > 2 and _is_given(tokens[1].text) and not _is_given(tokens[0].text) and not _INITIALS.fullmatch(tokens[0].text):
        return [tokens[:1], tokens[1:]]
    for at in range(2, len(tokens) - 1):
        is_given = not _INITIALS.fullmatch(tokens[at].text) and not _JUNIOR.fullmatch(tokens[at].text)
        if is_given and _INITIALS.fullmatch(tokens[at + 1].text) and not _INITIALS.fullmatch(tokens[at - 1].text):
            return [tokens[:at], tokens[at:]]
    return [tokens]


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and 1 < len(word.rstrip(".’s")) <= _LONGEST_ABBREVIATION and "." not in word[:-1]


def _is_address(tokens: Sequence[_Token]) -> bool:
    return _ADDRESS.fullmatch(" ".join(token.text for token in tokens)) is not None


def _is_several(tokens: Sequence[_Token]) -> bool:
    return bool(tokens) and tokens[-1].text in _words("several")


def _is_title(tokens: Sequence[_Token]) -> bool:
    return " ".join(token.text for token in tokens if token.text != "The") in _titles()


def _is_office(tokens: Sequence[_Token]) -> bool:
    """Return whether words are those of a person's office: `Attorney General` · `The British Secretary`; not `The White House`."""
    words = [token.text for token in tokens if not (token.text == "The" or _is_nation(token.text))]
    return any(" ".join(words[:end]) in _titles() for end in range(1, min(len(words), _MOST) + 1))


def _is_nation(word: str) -> bool:
    return word in _words("nation")


def _is_given(word: str) -> bool:
    return vocabulary.name_of("given_names", word) is not None


def _is_office_word(word: str) -> bool:
    return word in _words("office") or _is_nation(word) or word in _titles()


def _is_group(tokens: Sequence[_Token]) -> bool:
    words = " ".join(token.text for token in tokens if token.text != "The")
    return words in _words("group") or words in _words("nation") or vocabulary.name_of("places", words) is not None


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
