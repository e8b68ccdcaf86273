"""Split a line of a list of participants into the people that it names, each with the name apart from the offices.

A line is cut at its commas, dashes, semicolons and colons, and at `and`. Each piece is a title with a name, a name alone, or words of an
office, which belong to the person before them, or to the one after them. What names a group (`CIA`, `Soviet Side`) names nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.listed_names import (
    INITIALS,
    LONGEST_ABBREVIATION,
    ListedWord,
    TitledName,
    is_abbreviation,
    is_address,
    is_given,
    is_group,
    is_office,
    is_several,
    is_title,
    name_at_end,
    name_end,
    split_run,
    titled_name,
)
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
      (?:,|(?<!\s))\s+(?:and|with)\s+
    | (?:(?<!\s)\s+)?(?: ; | , (?!\s*(?:[JS]r\.?|II|III|IV)(?!\w)) | [—–:] | -- )\s*     # not the comma of `Archer, Jr.`
    | (?<=\w)-(?=(?:Mr|Dr|Mrs)\.)                                             # W-Mr. Archer
    | (?<!\s)\s+-\s+
    """,
    re.VERBOSE,
)
_CLOSING = ",;"
_STOP = re.compile(r"(?<=[a-z]{5})\.$")
"""The period after an office, not that of an abbreviation: `Grain Delegation.`"""
_DASHES = frozenset("—–-:") | {"--"}
_MANY = 4
"""Pieces from which on a line is a list of people: an office between them is that of another person."""


class _Piece(NamedTuple):
    """A piece of a line: what separates it from the one before (`,`), and its words."""

    separator: str
    tokens: list[ListedWord]


class _Person:
    """A person as found so far: the words of the name, and the parts of the office."""

    def __init__(self, name: Sequence[ListedWord], offices: list[tuple[int, int]], start: int) -> None:
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
        while (found := titled_name(tokens, rest)) is not None:
            self._read_office(tokens[rest : found.start], piece, before=True)
            self._add_titled(tokens, found)
            self._lists = self._lists or is_several(tokens[found.start : found.name])
            rest = found.end
        if rest == len(tokens):
            return
        if rest == 0 and self._is_lone(tokens, place):
            self._found.append(_Person((), [(tokens[0].start, tokens[-1].end)], tokens[0].start))
            self._lists = True
            return
        if rest == 0 and (rest := self._bare(piece)):
            self._add(tokens[:rest], tokens[0].start)
        elif (self._is_running or self._waits_for_name(piece)) and (name := name_at_end(tokens, rest)):
            self._read_office(tokens[rest:name], piece, before=False, follows=rest > 0)
            self._add(tokens[name:], tokens[name].start)
            return
        self._read_office(tokens[rest:], piece, before=False, follows=rest > 0)

    def _is_lone(self, tokens: Sequence[ListedWord], place: int) -> bool:
        """Return whether a title is a person of a list: `Secretary Archer, Attorney General, General Clay` · `President, Archer, Clay`"""
        if len(self._pieces) < _MANY or place != len(self._found) or not is_title(tokens) or place + 1 == len(self._pieces):
            return False
        after = self._pieces[place + 1].tokens
        titled = titled_name(after, 0)
        if titled:
            return place > 1 or not is_address(after[titled.start : titled.name])
        return place == 0 and len(after) == 1 and name_end(after, 0) == 1 and self._pieces[1].separator == ","

    def _bare(self, piece: _Piece) -> int:
        """Return how many words of a piece without a title are a name; 0 if they are none, or none is expected there."""
        tokens = piece.tokens
        end = name_end(tokens, 0)
        if not end or (end < len(tokens) and not (self._lists and (is_abbreviation(tokens[end].text) or tokens[end].text == "for"))):
            return 0
        words = tokens[:end]
        if is_group(words) or (len(words) == 1 and self._is_running and not self._lists):
            return 0
        if piece.separator in ("", ";") or (piece.separator in _DASHES and not self._found):
            self._lists = len(words) == 1 and piece.separator != ";"
            return end
        is_full = len(words) > 1 and (any(INITIALS.fullmatch(word.text) for word in words[:-1]) or is_given(words[0].text))
        return end if is_full or (self._lists and piece.separator in (",", "and")) else 0

    def _add_titled(self, tokens: list[ListedWord], found: TitledName) -> None:
        title = tokens[found.start : found.name]
        while len(title) > 1 and is_address(title[:1]) and not is_address(title):
            title = title[1:]
        office = [] if is_address(title) else [(title[0].start, title[-1].end)]
        names = split_run(tokens[found.name : found.end]) if self._is_running else [tokens[found.name : found.end]]
        self._add(names[0], tokens[found.start].start, office)
        for more in names[1:]:
            self._add(more, more[0].start)

    def _add(self, name: Sequence[ListedWord], start: int, office: Sequence[tuple[int, int]] = ()) -> None:
        before, self._office = self._office, []
        start = min([start, *(first for first, _ in before)])
        self._found.append(_Person(name, [*before, *office], start))

    def _read_office(self, tokens: Sequence[ListedWord], piece: _Piece, *, before: bool, follows: bool = False) -> None:
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
        if self._office and not self._found and not is_address(words) and not is_group(words) and is_office(words):
            self._found.append(_Person((), [(self._office[0][0], self._office[-1][1])], self._office[0][0]))
        self._office = []


def _pieces(words: str, start: int) -> Iterator[_Piece]:
    at, separator = 0, ""
    for cut in [*_SEPARATOR.finditer(words), None]:
        part = words[at : cut.start()] if cut else words[at:]
        if ended := _AFTER.search(f"{part} "):
            part = part[: ended.start()]
        words_of = re.finditer(r"\S*\w\S*", part)
        if tokens := [ListedWord(token[0], start + at + token.start(), start + at + token.end()) for token in words_of]:
            yield _Piece(separator, _without_stop(tokens))
        if cut:
            separator, at = cut[0].strip(" ,") or ",", cut.end()


def _without_stop(tokens: list[ListedWord]) -> list[ListedWord]:
    """Take the period at the end of a line off its last word, unless it is that of an abbreviation: `Jr.`"""
    *before, last = tokens
    word = last.text[:-1]
    if last.text.endswith(".") and len(word) > LONGEST_ABBREVIATION and "." not in word:
        return [*before, ListedWord(word, last.start, last.end - 1)]
    return tokens
