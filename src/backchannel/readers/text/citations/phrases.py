"""Find the phrases that make up citations: a volume's designation, `Documents 308 and 312`, `footnote 5`, `pp. 111 and 811`, `ibid.`,
`supra`, `Hakto 37`, and the names of other works, which own the page numbers after them.

A phrase alone does not say what is cited: the constructs distinguish `footnote 5` from `footnote 5, Document 90`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import vocabulary
from backchannel.designations import NUMBER, PART, YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

PhraseKind = Literal[
    "volume", "titled", "part", "documents", "notes", "pages", "ibid", "relative", "message", "messages", "telegram", "work", "archive"
]


class PhraseNumber(NamedTuple):
    """A number of a phrase, and its span."""

    value: str
    start: int
    end: int


class CitationPhrase(NamedTuple):
    """Words of one kind. `items` are its numbers. `word` depends on the kind: `ibid` before a volume's number, a channel's name, whose
    telegram it is."""

    kind: PhraseKind
    start: int
    end: int
    items: tuple[PhraseNumber, ...] = ()
    word: str = ""
    years: str | None = None
    part: str | None = None
    supplement: bool = False


_AND = r"(?:\s*[–—,&-]\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to|through)\s+)"
_OR_ELSE = r"(?:;\s+(?:and\s+)?(?=[0-9]+(?:[–-][0-9]+)?(?:[;.)\]]|,?\s+and\s+[0-9])))"
"""A semicolon between numbers that other semicolons or the end of the list follow: `pp. 12; 15–17; and 20.`"""
_FF = r"(?:\s?ff?\b\.?)?"
"""The following pages, which may be an item of a list: `pp. 200 ff., and 307`."""
_END = r"(?:(?=ff?\b)|(?![\w/]))"
"""The end of a number, to which only `ff` may be glued: `pp. 205ff.`"""
_GAP = r"(?:(?<=\.)|\s)\s*"
"""White space before a number. It may be missing only after a period (`p.739`), since a number glued to a letter is a note's marker:
`his message2`."""
_DOCUMENT = rf"[0-9]{{1,4}}(?:[a-e](?![\w/])|{_END})"
_NOTE = r"(?:[0-9]{1,3}(?![\w/])|[*†‡§‖║¶]{1,3})"
_PAGE = rf"(?:[0-9]{{1,4}}{_END}|[ivxlc]{{1,7}}\b)"

_TITLE = r"(?:,\s[A-Z“][^.;()\n\d]{2,90}?)?"
"""A volume's title before its part: `vol. VI, Western Europe and Canada, Part 1`."""
_VOLUME = rf"""ol
    (?: (?:umes|s\.)\s*(?P<several>{NUMBER}(?:(?:/|{_AND}){NUMBER})*)               # volumes II and III
      | (?:ume|\.|,)\s*(?P<one>{NUMBER}(?:/{NUMBER})*)                              # vol. XIII · vol. VII/VIII
    )
    (?:{_TITLE},?\s(?P<open>\()?(?P<part>{PART})(?(open)\)))?                         # vol. XIII, Part 2 · vol. XIII (Part 2)
    (?:{_TITLE},?\s(?:Microfiche\s+)?(?P<supplement>Supplement\b))?                 # vol. X, Microfiche Supplement
"""
_VOLUMES = [(f"{first}ol", re.compile(first + _VOLUME, re.VERBOSE)) for first in "vV"]
_SERIES = r"Foreign\s+Relations(?:\s+of\s+the\s+United\s+States)?(?:[,:]\s+Diplomatic\s+Papers)?"
_LEAD = re.compile(
    rf"""
    (?:\b(?P<lead>{_SERIES}|FRUS|[Ii]bid\.?)\s*[,:]?\s*)?       # Foreign Relations, … · ibid., …
    (?:\b(?P<years>{YEARS})\s*,?\s*)?$                          # 1952–1954,
    """,
    re.VERBOSE,
)
_LEAD_LENGTH = 100
"""Characters before a volume's number in which the series and the years are searched for."""

_TITLED = re.compile(
    rf"""
    {_SERIES}\s*[,:]?\s+
    (?: (?P<title>{vocabulary.alternatives("volumes")})             # Foreign Relations, The Conferences at Malta and Yalta, 1945
        (?:,?\s+[Vv]ol(?:ume|\.)\s*(?P<number>{NUMBER}))?           # …, The Conference of Berlin, vol. II
      | (?P<year>[0-9]{{4}})(?=,\s+p)                               # Foreign Relations, 1901, p. 43
    )
    """,
    re.VERBOSE,
)
_OWN_PART = re.compile(rf"\b(?P<part>{PART})\s+of\s+(?:this|the\s+(?:present|same))\s+volume\b")
_OWN = ("this", "present", "same")
_CHANNELS = vocabulary.alternatives("channels")
_MONTH = vocabulary.alternatives("months")


def _volumes(text: str) -> Iterator[CitationPhrase]:
    """Find volumes by number: `Foreign Relations, 1952–1954, vol. XIII, Part 2` · `ibid., 1950, vol. I` · `volumes II and III`"""
    for match in (match for word, pattern in _VOLUMES for match in _matches(pattern, word, text)):
        low = max(0, match.start() - _LEAD_LENGTH)
        lead = _LEAD.search(text[low : match.start()])
        start = low + lead.start() if lead and lead.end() > lead.start() else match.start()
        word = (lead["lead"] or "" if lead else "")[:4].lower()
        items = _items(match, "several" if match["several"] else "one", NUMBER)
        years = lead["years"] if lead else None
        yield CitationPhrase("volume", start, match.end(), items, word or match[0][:1], years, match["part"], bool(match["supplement"]))


def _titled(text: str) -> Iterator[CitationPhrase]:
    """Find volumes by title or year: `Foreign Relations, The Conferences at Malta and Yalta, 1945` · `Foreign Relations, 1901, p. 43`"""
    for match in _TITLED.finditer(text) if "Relations" in text else ():
        items = (PhraseNumber(match["number"], match.start("number"), match.end("number")),) if match["number"] else ()
        yield CitationPhrase("titled", match.start(), match.end(), items, match["title"] or "", match["year"])


def _own_parts(text: str) -> Iterator[CitationPhrase]:
    """Find parts of the text's own volume: `part 2 of the present volume`"""
    for match in _OWN_PART.finditer(text) if _names_own_volume(text) else ():
        yield CitationPhrase("part", match.start(), match.end(), part=match["part"])


def _names_own_volume(text: str) -> bool:
    """Return whether a text has `this volume`, `the present volume` or `the same volume`: most texts that name volumes name others."""
    at = text.find("volume")
    while at >= 0 and not text[:at].rstrip().endswith(_OWN):
        at = text.find("volume", at + 1)
    return at >= 0


def _numbered(kind: PhraseKind, numbers: Mapping[str, str], item: str) -> Callable[[str], Iterator[CitationPhrase]]:
    """Make a finder of phrases such as `Documents 12, 13, and 14`: a word and the pattern of its numbers; `item` is that of one number."""
    forms = {word: rf"{_GAP}({several})" for word, several in numbers.items()}
    return _each_word(forms, lambda match: CitationPhrase(kind, match.start(), match.end(), _items(match, 1, item)))


def _plain(kind: PhraseKind, words: Sequence[str], after: str = r"\b") -> Callable[[str], Iterator[CitationPhrase]]:
    """Make a finder of phrases without a number: `ibid.`, `supra`."""
    return _each_word(dict.fromkeys(words, after), lambda match: CitationPhrase(kind, match.start(), match.end(), word=match[0].lower()))


def _each_word(forms: Mapping[str, str], phrase: Callable[[re.Match[str]], CitationPhrase]) -> Callable[[str], Iterator[CitationPhrase]]:
    """Make a finder of words, each followed by its pattern and not preceded by a letter.

    Their common parts are searched for first, without patterns: most texts lack most words, and plain words are found fast. One search for
    `ootnote` finds `footnote`, `Footnote` and `footnotes`.
    """
    shared = _shortest(word[1:] if word.swapcase()[0] + word[1:] in forms else word for word in forms)
    words: dict[str, list[_Word]] = {part: [] for part in shared}
    for word, after in forms.items():
        part = next(part for part in shared if part in word)
        words[part].append(_Word(word, word.index(part), re.compile(re.escape(word) + after)))

    def find(text: str) -> Iterator[CitationPhrase]:
        return (phrase(match) for part, group in words.items() for match in _words_around(part, group, text))

    return find


class _Word(NamedTuple):
    """A word of phrases, where its part begins that is searched for, and the pattern of the word and what follows it."""

    word: str
    before: int
    pattern: re.Pattern[str]


def _words_around(part: str, words: Sequence[_Word], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of words that have a common part, unless a letter or a figure precedes them."""
    at = text.find(part)
    while at >= 0:
        for word, before, pattern in words:
            start = at - before
            if start >= 0 and text.startswith(word, start) and not text[start - 1 : start].isalnum():
                found = pattern.match(text, start)
                if found:
                    yield found
        at = text.find(part, at + 1)


def _matches(pattern: re.Pattern[str], word: str, text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins with `word`. To find the word first is several times as fast as to search for both."""
    at = text.find(word)
    while at >= 0:
        found = pattern.match(text, at)
        if found:
            yield found
        at = text.find(word, found.end() if found else at + 1)


def _shortest(parts: Iterable[str]) -> list[str]:
    """Keep those of `parts` that contain no other: a text without these contains none of `parts`."""
    kept: list[str] = []
    for part in sorted(set(parts), key=len):
        if not any(shorter in part for shorter in kept):
            kept.append(part)
    return kept


def _within_word(match: re.Match[str]) -> bool:
    return match.string[match.start() - 1 : match.start()].isalnum()


_MESSAGE = re.compile(
    rf"""
    ({_CHANNELS})\s+(?:No\.\s*)?
    ( [0-9]{{1,5}}(?![\w–-])                                                # Hakto 37 · Tohak No. 84
      (?: (?:,\s+(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+)
          [0-9]{{1,5}}(?![\w–-]|[,:][0-9]|\s+{_MONTH}\b|\s*[ap]\.\s?m\.)     # Tohak 84, 85, and 86, December 9 · not Delga 85, 2 p. m.
      )*
    )
    """,
    re.VERBOSE,
)


def _messages(text: str) -> Iterator[CitationPhrase]:
    """Find messages by channel and number: `Hakto 37` · `Tohak 84 and 85`; not the range of a folder, `Tohak 1–100`"""
    for match in _MESSAGE.finditer(text, vocabulary.first_of("channels", text)):
        if _within_word(match):
            continue
        term, items = vocabulary.term_of("channels", match[1]), _items(match, 2, r"\d+")
        if term is None or len(items[0].value) >= term.digits:
            yield CitationPhrase("message", match.start(), match.end(), items, term.name if term else match[1])


def _items(match: re.Match[str], group: str | int, item: str) -> tuple[PhraseNumber, ...]:
    found = _compiled(item).finditer(match.string, match.start(group), match.end(group))
    return tuple(PhraseNumber(m[0], m.start(), m.end()) for m in found)


_NEXT = rf"(?:{_FF}{_AND}|{_OR_ELSE})"
_SEVERAL_DOCUMENTS = rf"{_DOCUMENT}(?:{_NEXT}{_DOCUMENT})*"
_ONE_DOCUMENT = rf"{_DOCUMENT}(?:[–-]{_DOCUMENT}|(?:(?:,\s+{_DOCUMENT})+,)?\s+and\s+{_DOCUMENT}(?=[.,;)]))?"
_SEVERAL_NOTES = rf"{_NOTE}(?:{_AND}{_NOTE})*"
_ONE_NOTE = rf"{_NOTE}(?:\s+and\s+{_NOTE}(?=[.;,)]|\s+(?:above|below|thereto|to)\b))?"
_SEVERAL_PAGES = rf"{_PAGE}(?:{_NEXT}{_PAGE})*"
_ONE_PAGE = rf"{_PAGE}(?:[–-]{_PAGE})?"
_BARE_NUMBERS = r"[0-9]{1,3}\b(?:(?:,\s+|,?\s+and\s+)[0-9]{1,3}\b)*"

PHRASES: tuple[Callable[[str], Iterator[CitationPhrase]], ...] = (
    _volumes,
    _titled,
    _own_parts,
    _numbered("documents", {"Documents": _SEVERAL_DOCUMENTS, "Document": _ONE_DOCUMENT}, _DOCUMENT),
    _numbered(
        "notes", dict.fromkeys(["footnotes", "Footnotes"], _SEVERAL_NOTES) | dict.fromkeys(["footnote", "Footnote"], _ONE_NOTE), _NOTE
    ),
    _numbered("pages", dict.fromkeys(["pp.", "pages", "Pages"], _SEVERAL_PAGES) | dict.fromkeys(["p.", "page", "Page"], _ONE_PAGE), _PAGE),
    _messages,
    _numbered("messages", dict.fromkeys(["messages", "message", "Messages", "Message"], _BARE_NUMBERS), r"\d+"),
    _plain("ibid", ["ibid", "Ibid"], r"\b(?:\s?\.)?"),
    _plain("relative", ["supra", "Supra", "infra", "Infra"], r"\b(?!-)"),
)
"""The shapes of phrases. Each finder searches the whole text."""
_OTHERS = re.compile(vocabulary.alternatives("works"))
_WORKS: frozenset[str] = frozenset(
    vocabulary.folded(word) for term in vocabulary.terms("works") if term.kind == "work" for word in term.words
)


def _others(text: str, low: int, high: int) -> Iterator[CitationPhrase]:
    """Find names of other works and collections between two characters: `Department of State Bulletin`, `Johnson Library`. They matter
    only near a citation, and searching for them takes half as long as all the rest."""
    for match in _OTHERS.finditer(text, low, high):
        if not _within_word(match):
            yield CitationPhrase("work" if vocabulary.folded(match[0]) in _WORKS else "archive", match.start(), match.end())


def find_phrases(text: str, more: Sequence[Callable[[str], Iterator[CitationPhrase]]] = ()) -> list[CitationPhrase]:
    """Find all phrases in order, with those of the shapes `more`. Of two that overlap, the one that begins first is kept, then the
    longer."""
    kept: list[CitationPhrase] = []
    found = [phrase for find in (*PHRASES, *more) for phrase in find(text)]
    if citing := [phrase for phrase in found if phrase.kind not in ("message", "messages", "telegram")]:
        low, high = _reach(text, citing)
        found += _others(text, low, high)
    for phrase in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


_WORK_AFTER = 80
"""Characters after a place in which the name of its work may end: `Document 3 in the Pentagon Papers`."""


def _reach(text: str, citing: Sequence[CitationPhrase]) -> tuple[int, int]:
    """Return the characters between which other works matter: the lines that cite and a few words after, and for an `ibid.` everything
    before it."""
    low = 0 if any(phrase.kind == "ibid" for phrase in citing) else min(phrase.start for phrase in citing)
    return text.rfind("\n", 0, low) + 1, max(phrase.end for phrase in citing) + _WORK_AFTER


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
