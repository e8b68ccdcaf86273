"""Find phrases that name a telegram or message by number: `telegram 461 to Warsaw`, `Paris telegram 2718`, `Deptel 368`, `your 961`.

A number alone is ambiguous: each post numbers its telegrams in both directions, and so does each service at it. So a phrase has a `word`
for the channel of the number: a named channel (`to Warsaw`), or a word whose meaning depends on the text's own channel: `post`
(`Embtel`), `department` (`Deptel`), `own` (`my 961`), `other` (`your 961`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import channels, vocabulary
from backchannel.readers.text.citations.phrases import CitationPhrase, PhraseNumber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MONTH = vocabulary.alternatives("months")
_CHANNEL = vocabulary.alternatives("channels")
_CITY = vocabulary.alternatives("stations")
_NUMBER = rf"[0-9][0-9]{{0,5}}(?![\w/%]|[–-]\w|[,.:][0-9]|\s+{_MONTH}\b(?!\s+[0-9]))"
"""A telegram's number; not the day of `your 2 June memorandum`, nor part of a longer number, a range or an hour."""
_NUMBERS = rf"{_NUMBER}(?:(?:,\s+(?!19[0-9]{{2}}\b)(?:and\s+|or\s+)?|\s+(?:and|or)\s+){_NUMBER})*"
_WAY = rf"""
    (?: ,?\s+(?P<way>to|from)\s+                                                            # to Saigon · from the Embassy in Saigon
        (?:the\s+(?:Embassy|Legation|Mission|Consulate(?:\s+General)?)\s+(?:in|at)\s+)?
        (?P<place>{_CITY})\b
        (?! \s+{_CHANNEL}\b                                                                 # not `to Paris Topol`, another channel
          | (?:,\s+(?:and\s+)?|\s+and\s+|\s*/\s*){_CITY}\b                                  # not `to Saigon and Paris`: no channel
          | \s+to\s+(?!(?:the\s+)?Department|Washington)                                    # not `from Saigon to Paris`
        )
    )?
"""
_ELSEWHERE = re.compile(r",?\s+\(?(?:to|from|for)\s+(?:the\s+)?[A-Z]|\s*\((?:sent|rptd|repeated|passed)\b")
"""Words after a number that make it another post's than the text's own: `Deptel 642 to Consul`, `Deptel 329 (sent …`."""
_BEFORE = 40
"""Characters before a number in which its sender is searched for: `Department of State telegram ` and more."""

_TELEGRAM = re.compile(rf"elegrams?,?\s+(?:[Nn]os?\.\s*)?(?P<numbers>{_NUMBERS}){_WAY}", re.VERBOSE)
"""`telegrams 3301 and 3347 to Paris`, from its second letter on"""
_TEL = re.compile(rf"tels?\s+(?:[Nn]os?\.\s*)?(?P<numbers>{_NUMBERS}){_WAY}", re.VERBOSE)
"""The end of `Deptels 231 and 247`"""
_OF_CITY = rf"(?<![\w–-])(?P<city>{_CITY})(?:['’]s)?\s+"
_EMBASSY = r"(?<!ish\s)(?<!an\s)(?<!ese\s)(?<!nch\s)(?<!iet\s)\bEmbassy"
"""Not `British Embassy telegram 12`."""
_WHOSE_TELEGRAM = re.compile(
    rf"""
    (?: {_OF_CITY}(?:Embassy\s+)?                                                           # Paris telegram 2718
      | (?P<post>{_EMBASSY}(?:['’]s)?\s+)                                                   # Embassy’s telegram 2718
      | \b(?P<department>(?:Department|Dept)(?:['’]s|\.)?(?:\s+of\s+State)?\s+)             # Department’s telegram 144
      | \b(?P<other>[Yy]our\s+)                                                             # your telegram 961
      | \b(?P<own>(?:[Mm]y|[Oo]ur)\s+)                                                      # my telegram 961
    )[Tt]$
    """,
    re.VERBOSE,
)
_WHOSE_TEL = re.compile(
    rf"""
    (?: {_OF_CITY}[Ee]mb                            # Bangkok Embtel 9182
      | \b(?:[Rr]e)?
        (?: (?P<post>[Ee]mb)                        # Embtel 3582
          | (?P<department>[Dd]ep)                  # Deptel 231
          | (?P<other>[Uu]r)                        # urtel 955 · Reurtel 955
          | (?P<own>[Mm]y|[Oo]ur)                   # mytel 4181
        )
    )$
    """,
    re.VERBOSE,
)
_OTHER_SERVICE = re.compile(
    r"""
    (?: \b(?!USUN\b)[A-Z][A-Z/–-]*[A-Z]                                                     # CIA telegram 452
      | \b(?:[Cc]ircular|[Ss]tation|[Aa]ttach[eé]|[Mm]ilitary|Army|Navy|Force|Defense|Agency)  # circular telegram 452
      | \]                                                                                  # [document number not declassified] telegram
    )(?:['’]s)?\s+[Tt]$
    """,
    re.VERBOSE,
)
"""A service that numbers its own telegrams."""

_REPEATED = re.compile(r"\b(?:[Rr]epeat(?:ed|ing)?|[Rr]e?p(?:e?t|td|ted)d?)\b[^.;()\n]*$")
"""A repeated telegram has a second number, between the two posts: `repeated to Paris as telegram 167 to Paris`."""
_PASSED = re.compile(r"\b(?:[Rr]epeat(?:ed|ing)?|[Rr]e?p(?:e?t|td|ted)d?|[Ss]ent|[Pp]ass(?:ed|ing)?|[Ii]nfo)\b[^.;()\n]*$")
"""The same before a bare number: `repeated Paris 167`, `info London 73`."""

_COPY = re.compile(r"(?:tels?|[Tt]elegrams?)\s+[0-9]+(?:\s+\(|,\s+)$")
_CLOSED = re.compile(r"\s*\)")
"""The words around the number of a copy, which the post in parentheses got: `Embtel 4926 (Paris 1270)`, `(Embtel 4926, Paris 1270)`."""

_DATED = rf",?\s+(?:(?:of|dated)\s+)?(?:{_MONTH}\s+[0-9]|[0-9]{{1,2}}\s+{_MONTH}\b)"
"""` of April 30` · `, 30 April`"""
_OPEN = rf"""
    (?: \s*(?:[.;:)\]”—]|$)         # your 961.
      | \s{{2,}} | \n               # your 9612 with its marker masked: two spaces
      | {_DATED}                    # your 961 of April 30
    )
"""
_CLOSE = rf"""
    (?= {_OPEN}
      | ,\s | \s+\(                 # your 961, which … · your 961 (Secret)
      | \s+(?:and|or)\s             # your 961 and my 962
      | \s+to\s+(?:you|me|us)\b     # my 961 to you
      | \s+(?:is|was|has|had|with|reached|arrived|crossed|reports|reported|refers)\b    # your 961 was read · your 961 with Bangkok 312
      | \s+together\b               # your 961 together with Bangkok 312
    )
"""
"""What ends a reference that is a bare number."""
_BARE = re.compile(rf"(?P<numbers>{_NUMBERS}){_CLOSE}", re.VERBOSE)
_CERTAIN = re.compile(
    rf"""
    (?!19[0-9]{{2}}(?!\s{{2}}|{_DATED}))        # not the year of `your 1967 plan`
    (?: [0-9]{{3,}}                             # your 961
      | [0-9]{{2}}{_OPEN}                       # your 96. · not `our 16 points`
    )
    """,
    re.VERBOSE,
)
"""A number that can't be a year or a count of things."""
_OWNER = re.compile(
    rf"""
    (?: \b(?P<other>[Yy]our|(?:[Rr]e)?[Uu]r)                        # your 961 · reur 961
      | \b(?P<own>[Mm]y|[Oo]ur)                                     # my 961
      | (?P<post>{_EMBASSY})['’]s                                   # Embassy’s 961
      | \b(?P<department>(?:Department|Dept)['’]s|(?<!of\s)State)   # the Department’s 2857 · State 290585
      | (?<![\w–-])(?<!State\s)(?<![A-Z0-9]\s)                      # not a service’s `CAS Saigon 1785`, nor `Department of State USUN 772`
        (?P<city>{_CITY})(?:['’]s)?                                 # Saigon’s 1253 · Manila 8329
    )\s+$
    """,
    re.VERBOSE,
)
_OWNERS = {word.split()[-1] for term in vocabulary.terms("stations") for word in term.words}
_OWNERS |= {"Your", "your", "Ur", "ur", "Reur", "reur", "My", "my", "Our", "our", "Embassy", "Department", "Dept", "State"}
"""Last words of what `_OWNER` matches. They are looked up first, because most numbers are days or counts."""
_LONGEST_WORD = 20
"""Characters before a number in which its last word is searched for."""
_FIGURES = re.compile("[0-9]+")
_SHORT = 3
"""Numbers with fewer digits are often counts: `our 16 points`."""
_OF_DEPARTMENT = 5
"""Fewest digits of a number after `State`: in earlier years the Department numbered its telegrams by post."""
_WITH_ZEROS = 6
"""Digits of the Department’s numbers in the years when it numbered telegrams to all posts together: `State 057303`."""


def _telegrams(text: str) -> Iterator[CitationPhrase]:
    """Find `telegrams 3301 and 3347 to Paris` · `Paris telegram 2718` · `Department’s telegram 144` · `your telegram 961`."""
    first = text.find("elegram")  # plain letters are found faster than by the pattern
    for match in _TELEGRAM.finditer(text, first) if first >= 0 else ():
        if not _search_before(_OTHER_SERVICE, match):
            yield from _with_channel(match, _search_before(_WHOSE_TELEGRAM, match), match.start() - 1)


def _tels(text: str) -> Iterator[CitationPhrase]:
    """Find `Embtel 3582` · `Deptels 231 and 247` · `Deptel 642 to Geneva` · `Reurtel 955` · `mytel 4181` · `Bangkok Embtel 9182`."""
    for match in _TEL.finditer(text):
        if whose := _search_before(_WHOSE_TEL, match):
            yield from _with_channel(match, whose, whose.start())


def _with_channel(match: re.Match[str], whose: re.Match[str] | None, start: int) -> Iterator[CitationPhrase]:
    """Yield a phrase if the words after the number, or else those before it, give its channel."""
    if match["way"]:
        if match["way"] == "from" or not _search_before(_REPEATED, match):
            yield from _phrase(match, start, f"{match['way']} {vocabulary.name_of('stations', match['place'])}")
    elif whose and not _ELSEWHERE.match(match.string, match.end()):
        yield from _phrase(match, whose.start(), _word(whose))


def _bare(text: str) -> Iterator[CitationPhrase]:
    """Find bare numbers: `your 961, 962.` · `My 30 April 17` · `Saigon’s 1253 and 1254` · `the Department’s 2857` · `Ref: Manila 8329.`

    Not `your 1967 plan`, `our 16 points`; nor a city's number alone on a line, which is the telegram's own.
    """
    for match in _BARE.finditer(text):
        may_be = _word_before(match) in _OWNERS and _CERTAIN.match(text, match.start())
        whose = _search_before(_OWNER, match) if may_be else None
        if whose and _is_name(match, whose):
            yield from _phrase(match, whose.start(), _word(whose))


def _word_before(match: re.Match[str]) -> str:
    """Return the last word before a number, without brackets and `’s`: `Saigon` for `(see Saigon’s 1253`."""
    words = match.string[max(0, match.start() - _LONGEST_WORD) : match.start()].split()
    return words[-1].rpartition(")")[2].lstrip("(“[/").removesuffix("’s").removesuffix("'s") if words else ""


_TO_CITY = rf"{_CITY}\s+{_NUMBER}"
_TO_CITIES = re.compile(
    rf"""
    Dep(?<!\wDep)(?:artment|t)(?:['’]s|\.)?\s+    # Department’s: to look for its letters before a word's edge is faster
    (?:telegram|tel)s?\s+to\s+(?={_TO_CITY})      # telegrams to Saigon 4826
    """,
    re.VERBOSE,
)
_NEXT_CITY = re.compile(rf"(?:,\s+(?:and\s+)?|\s+and\s+)?(?P<city>{_CITY})\s+(?P<numbers>{_NUMBER})")


def _to_cities(text: str) -> Iterator[CitationPhrase]:
    """Find numbers after their posts: `Department’s telegrams to Saigon 4826, Paris 3888, and London 5597`."""
    for match in _TO_CITIES.finditer(text):
        at = match.end()
        while number := _NEXT_CITY.match(text, at):
            start = match.start() if at == match.end() else number.start("city")
            yield from _phrase(number, start, f"to {vocabulary.name_of('stations', number['city'])}")
            at = number.end()


def _usun(text: str) -> Iterator[CitationPhrase]:
    """Find bare numbers of USUN in any text: `Ref: (A) USUN 5834`. A text without a channel, which went to many posts, has these too."""
    return _bare(text) if "USUN " in text else iter(())


def _is_name(match: re.Match[str], whose: re.Match[str]) -> bool:
    """Return whether a bare number is that of a telegram, by the word before it."""
    text, digits = match.string, len(_FIGURES.findall(match["numbers"])[0])
    if whose["department"] == "State":
        return digits >= _OF_DEPARTMENT
    short = digits < _SHORT
    if not whose["city"] or whose[0].rstrip().endswith(("'s", "’s")):
        return not (short and whose["own"] in ("our", "Our"))
    if _CLOSED.match(text, match.end()) and _search_before(_COPY, whose):
        return False
    alone = text[whose.start() - 1 : whose.start()] in ("", "\n") and text[match.end() : match.end() + 1] in ("", "\n")
    return not short and not alone and not _search_before(_PASSED, whose)


def named_channels(phrases: Iterable[CitationPhrase]) -> dict[str, set[str]]:
    """Map each telegram number to the channels that the text names with it."""
    named: dict[str, set[str]] = {}
    for phrase in phrases:
        if phrase.kind == "telegram" and channels.is_post(phrase.word):
            for item in phrase.items:
                named.setdefault(item.value, set()).add(phrase.word)
    return named


def _search_before(pattern: re.Pattern[str], match: re.Match[str]) -> re.Match[str] | None:
    """Search for `pattern` in the characters before `match`."""
    return pattern.search(match.string, max(0, match.start() - _BEFORE), match.start())


def _word(whose: re.Match[str]) -> str:
    """Return the `word` of a phrase: the channel from a named city, or else the name of the group that matched."""
    groups = whose.groupdict()
    if city := groups.get("city"):
        return f"from {vocabulary.name_of('stations', city)}"
    return next(name for name, words in groups.items() if words and name != "numbers")


def _phrase(match: re.Match[str], start: int, word: str) -> Iterator[CitationPhrase]:
    """Yield the phrase, unless its number has leading zeros, which only other services use, or its station is Washington."""
    items = _items(match)
    if not word.endswith(" Washington") and not any(item.value.startswith("0") and len(item.value) < _WITH_ZEROS for item in items):
        yield CitationPhrase("telegram", start, match.end(), items, word)


def _items(match: re.Match[str]) -> tuple[PhraseNumber, ...]:
    found = _FIGURES.finditer(match.string, match.start("numbers"), match.end("numbers"))
    return tuple(PhraseNumber(m[0], m.start(), m.end()) for m in found)


_YOURS = re.compile(
    r"""
    \b(?P<whose>[Yy]our|[Mm]y)\s+
    (?P<numbers>[0-9]{1,3}(?:(?:,\s+(?:and\s+)?|\s+and\s+)[0-9]{1,3})*)     # your 9 · Your 19 and 20
    (?![\w/%–-]|[,.:][0-9])                                                 # not `your 9:30 call`, `your 50% share`
    """,
    re.VERBOSE,
)
_FOLLOWS = re.compile(
    r"""
      \s*(?:[.,;:)\]”—]|$) | \s{2,}                                                             # your 9.
    | \s+(?: and | or | but | this | that | which                                               # your 9 this afternoon
           | is | was | are | were | has | have | had | will | would | should                   # your 9 was helpful
           | at | in | on | of | with | from | by | as | about | after | before                 # your 9 of last night
           | came | arrived | reached | crossed | says | said | asks | asked | shows | makes | refers
           | today | yesterday | tonight
         )\b
    """,
    re.VERBOSE,
)
"""What follows the number of a message, but not a count of things: `your 14 points`."""


def _yours(text: str) -> Iterator[CitationPhrase]:
    """Find messages by bare number in a traveler's message: `your 9` · `Your 19 and 20 at the same time` · `my 84`."""
    for match in _YOURS.finditer(text):
        if _FOLLOWS.match(text, match.end()):
            word = "other" if match["whose"].lower() == "your" else "own"
            yield CitationPhrase("telegram", match.start(), match.end(), _items(match), word)


TELEGRAMS: tuple[Callable[[str], Iterator[CitationPhrase]], ...] = (_telegrams, _usun)
"""The shapes of phrases in any text. Each finder searches the whole text."""
IN_MESSAGES: tuple[Callable[[str], Iterator[CitationPhrase]], ...] = (_telegrams, _tels, _to_cities, _bare)
"""The shapes in a telegram between a post and the Department. In other texts a bare number is a count of something, and `Deptel 368` has
no channel."""
ELLIPTIC: tuple[Callable[[str], Iterator[CitationPhrase]], ...] = (_yours,)
"""More shapes in a traveler's message, whose numbers are low: `your 9` may be the ninth message to the traveler."""
