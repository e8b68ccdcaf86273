"""Find where the name of a person ends at the beginning of an entry: `Archer, General Ann B., Jr., USA, Commander`."""

from __future__ import annotations

import re
from functools import cache

from backchannel import vocabulary

_NAME_WORD = r"(?:[^\W\d_a-z][\w’'.–-]*|[“\"(‘][^\W\d_][\w’'. –-]*[”\")’]|d[’'][A-Z]\w+|al-\w+|[a-z]{1,3}[A-Z][\w.]*)"
_PARTICLES = r"(?:de|von|van|der|den|du|da|dos|la|le|bin|ben|al|el|ibn|y|e|zu)"
_ALSO = r"(?:\s*(?:\([^()]{1,60}\)|[“\"][^”\"]{1,40}[”\"]))?"
"""Another name, in parentheses or quotation marks: `Ba Cut (General Ba Vinh)`."""
_FAMILY = re.compile(
    rf"""
    (?:{_PARTICLES}\s+)* {_NAME_WORD}              # von Archer
    (?: \s+ (?:{_PARTICLES}\s+)* {_NAME_WORD} )*   # Archer y Baker
    {_ALSO}
    """,
    re.VERBOSE,
)
_GIVEN = re.compile(
    rf"""
    {_NAME_WORD} (?: \s+ (?:{_PARTICLES}\s+)* {_NAME_WORD} )*  # Ann B.
    (?: \s+ (?: {_PARTICLES} | al-(?!\w) ) )*                   # Ann de
    {_ALSO}
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"\S+")
_COMMA = re.compile(r"\s*,\s*")
_SUFFIX = re.compile(
    rf"""
    (?: (?:Jr|Sr|Esq|II|III|Ill|IV)\b\.? | (?:3d|2d)\b | [A-Z]\.(?=,) ) {_ALSO}   # Jr.
    | [“"][^”"]{{1,40}}[”"](?=,)                                                   # “Bob”
    """,
    re.VERBOSE,
)
_MOST_GIVEN = 4
"""Given names that a person may have."""
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_DESCRIBING = """
    Director Chief Chairman Chair Member Deputy Assistant Special Acting Under Executive Staff Counselor Consul Chargé First Second
    Third Office Bureau Department Foreign State Military Naval Air Political Economic Legal Press Public National International
    United U.S. US USA USN USAF USMC UN U.N. CIA NSC NBC CBS ABC Leader Head Officer Permanent Representative Delegate Adviser Advisor
    Secretary Ambassador Minister President Premier Vice Senior Commander Commanding Governor Mayor Attorney Justice Judge Democratic
    Republican Federal Central Soviet British French German Italian Japanese Chinese Indian Israeli Egyptian Polish Cuban Thai
    Vietnamese Cambodian Laotian Lao Indonesian Philippine Filipino Burmese Korean Canadian Mexican Brazilian Argentine Chilean
    Iranian Iraqi Jordanian Saudi Syrian Lebanese Turkish Greek Spanish Portuguese Dutch Belgian Swiss Swedish Norwegian Danish
    Finnish Austrian Hungarian Czech Czechoslovak Romanian Bulgarian Yugoslav Albanian Australian Pakistani Afghan Malaysian Nigerian
    Ghanaian Kenyan Ethiopian Congolese South North East West Eastern Western Professor Correspondent Journalist Editor Publisher
    Managing Partner Lawyer Prime Congressman Speaker Majority Minority Son Brother Sister Wife Daughter Former See Generalissimo
"""
"""Words that begin a description, not given names."""
_NOT_NAMES = re.compile(rf"(?:{'|'.join(map(re.escape, _DESCRIBING.split()))})\b[.,]?")


_RANKS = r"(?:Field |Air |Vice |Rear |Air Chief |Lieutenant |Lt\. |Major |Brigadier |Fleet |Maj\. |Brig\. |Chief )?"
_OTHERS = (
    r"Representative|Senator|General of the Army|Reverend|Rev\.|Dato|Tun|Tunku|Sheikh|Count|Baron|Viscount|Father|Prof\.|Professor|Judge|"
    r"Generalissimo"
)


@cache
def _one_title() -> str:
    words = [vocabulary.alternatives("titles", kind) for kind in ("title", "other-title")]
    return rf"{_RANKS}(?:{vocabulary.alternatives('offices', 'title')}|{'|'.join(words)}|{_OTHERS})"


@cache
def _title() -> re.Pattern[str]:
    """Return the pattern of titles before a name."""
    return re.compile(rf"(?:{_one_title()}\s+)+(?=[A-Z“\"(])")


@cache
def _rank() -> re.Pattern[str]:
    """Return the pattern of a title without a name after it."""
    return re.compile(rf"{_one_title()}(?=,)")


def name_length(line: str) -> int:
    """Return the length of the name at the beginning of a line; 0 if it begins like no name.

    1. `Archer, Ann B., Jr., Secretary of …`        family name, given names, suffix
    2. `Archer, General Ann B., USA, Commander`     a rank before the given names
    3. `Ba Maw, Burmese Prime Minister`             no given names: the words after the comma describe the person
    4. `Ba Cut (General Ba Vinh), leader`           another name in parentheses
    5. `Baker, see Archer`                          a name that another entry has
    """
    family = _FAMILY.match(line)
    if not family:
        return 0
    end = family.end()
    comma = _COMMA.match(line, end)
    if comma and (given := _given(line, comma.end(), alone=" " not in family[0])):
        end = given
    while (comma := _COMMA.match(line, end)) and (suffix := _SUFFIX.match(line, comma.end())):
        end = suffix.end()
    return end


def _given(line: str, at: int, *, alone: bool) -> int:
    """Return where the given names at `at` end; 0 if other words are there. A title without given names belongs to a family name that
    is `alone`: `Harlech, Lord`."""
    if title := _rank().match(line, at):
        return title.end() if alone else 0
    title = _title().match(line, at)
    start = title.end() if title else at
    names = _GIVEN.match(line, start)
    if not names or _NOT_NAMES.match(line, start):
        return 0
    described = any(_NOT_NAMES.match(line, word.start()) for word in _WORD.finditer(line, start, names.end()))
    if _is_end(line, names.end()) and not described and len(names[0].partition("(")[0].split()) <= _MOST_GIVEN:
        return names.end()
    return _before_description(line, start, names.end())


def _before_description(line: str, start: int, end: int) -> int:
    """Return where names end that no comma separates from the description: `Archer, Ann B. Soviet Chargé`; `Archer, Ann. See Baker.`"""
    last = start
    for word in _WORD.finditer(line, start):
        if last > start and (word.start() >= end or _NOT_NAMES.match(line, word.start())):
            before = line[start:last].split()[-1]
            return last if _INITIAL.fullmatch(before) else last - 1 if before.endswith(".") else 0
        last = word.end()
    return 0


def _is_end(line: str, at: int) -> bool:
    after = line[at:].lstrip(" \n")
    return not after or after.startswith((",", ";", "("))
