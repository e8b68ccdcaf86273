"""Recognize the forms of a head: what a line must have to be one, whatever the volume and wherever it is."""

from __future__ import annotations

import re
from functools import lru_cache

from backchannel import vocabulary
from backchannel.printed import PrintedText
from backchannel.readers.text.dateline import is_dateline
from backchannel.readers.text.heads.parties import read_parties
from backchannel.readers.text.source_notes.source_note import is_source_note
from backchannel.source import Span

LONGEST_HEAD = 700
"""Characters of the longest head. The longest in the series names all who met, in about 500; the limit stops a paragraph that begins with
a number and a kind."""
_LONGEST_WITH_STOP = 100
"""The same for a head that ends with a period, as in the nineteenth century: `Mr. Seward to Mr. Adams.` Longer ones are sentences."""
_FARTHEST_KIND = 90
"""Characters at the start of a head without number in which its kind ends: an office may precede it. Further on, a kind is that of some
other paper."""
_PAGE = re.compile(r"\[?Page [\dA-Za-z]+\]?")
_KIND = re.compile(rf"(?<!\w){vocabulary.alternatives('kinds')}(?![^\W\d])")
_KIND_IN_ANY_CASE = re.compile(rf"{vocabulary.alternatives('kinds')}(?![^\W\d])", re.IGNORECASE)
_CORRESPONDENT = re.compile(
    rf"""
      (?:(?:[Tt]he|Mr\.|Mrs\.|His|Her|certain|all|Acting|Deputy|Assistant|Under|Vice|Former)[ ])+[A-Z]      # Mr. Seward
    | {vocabulary.alternatives("offices")}\b  # Secretary of State
    """,
    re.VERBOSE,
)
_SEPARATOR = re.compile(r"\s(?:[Ff]rom|[Bb]y|[Tt]o|[Bb]etween)\s")
_LONGEST_MARKINGS = 60
"""Characters of the longest line of markings without semicolons."""
_MARKINGS = re.compile(rf"{vocabulary.alternatives('markings')}(?:[\s.,;/]+{vocabulary.alternatives('markings')})+[.\s]*", re.IGNORECASE)
_NAMES = re.compile(r"(?:[A-Z][\w’.–-]*\s+(?:\d{1,2}\s+)?|of\s+|and\s+|the\s+)*")
"""Words that may precede the kind, perhaps with a marker: `United States Delegation 1 `, `Bureau of Intelligence and Research `."""
_SIGN = r"(?:\d{1,3}|\s?[\[(/]\d{1,3}[\])/]|[¹²³⁰⁴-⁹]{1,3})"
"""A marker in any form: `3`, ` [3]`, `/3/`, `³`."""
_SENTENCE = re.compile(rf"[.!?:;]['”\"]?{_SIGN}?$")
_ENDS_LIKE_A_HEAD = re.compile(
    rf"""
    (?i: undated | noon | midnight | \d{{4}} | \dZ | [ap]\.\s?m | \b[JS]r )   # January 16, 1973
    (?: \s\[[^\]]{{1,60}}\] )?                                              # [entered as 1974]
    [,.]{{1,2}} \]? (?: [\d\s]{{0,6}} | {_SIGN}{{0,3}} ) $                   # .1 2
    """,
    re.VERBOSE,
)
"""`…, Washington, January 16, 1973.1 2` · `…, 9:15 a. m.`: the period of a date, before its markers."""
_LONGEST_STOP, _LONGEST_DATE_STOP = 10, 110
"""Characters at the end of a line that these two match at most: to search a whole paragraph takes longer."""


def is_beside_head(words: str) -> bool:
    """Return whether a line is of the kinds that precede or follow a head: page marker, source note, dateline, markings."""
    if len(words) > LONGEST_HEAD:
        return words.startswith("Source:")
    return bool(_PAGE.fullmatch(words)) or is_source_note(words) or is_dateline(words) or is_marking(words)


def is_marking(words: str) -> bool:
    """Return whether a line has only markings: `Top Secret; Sensitive`, `IMMEDIATE MOST SECRET`."""
    if all(vocabulary.name_of("markings", part) for part in words.rstrip(". ").replace(",", ";").split(";")):
        return True
    return len(words) <= _LONGEST_MARKINGS and _MARKINGS.fullmatch(words) is not None


def is_sentence(words: str) -> bool:
    """Return whether a line ends as a sentence does. A head ends with a period only after a date or `Jr.`"""
    if not _SENTENCE.search(words, max(0, len(words) - _LONGEST_STOP)):
        return False
    return not _ENDS_LIKE_A_HEAD.search(words, max(0, len(words) - _LONGEST_DATE_STOP))


def begins_with_kind(words: str) -> bool:
    """Accept `Memorandum by the Director …` and `United States Delegation Position Paper`; not a label (`Note:`), not a sentence."""
    first = _KIND.search(words, 0, _FARTHEST_KIND)
    if not first or is_sentence(words) or words.isupper():
        return False
    lead = words[: first.start()]
    return not lead or _NAMES.fullmatch(lead) is not None


@lru_cache(16)
def is_correspondence(words: str) -> bool:
    """Accept `The Secretary of State to the Embassy in France`: two correspondents, and not a sentence. Cached, because the search for the
    head and that for its kind try the same line."""
    if not begins_with_correspondent(words, 0, len(words)) or (is_sentence(words) and not _has_only_stop(words)):
        return False
    parties = read_parties(words, Span(0, len(words)), PrintedText.of(words), titled=False)
    return bool(parties.recipients) and _CORRESPONDENT.match(parties.recipients[0].text) is not None


def _has_only_stop(words: str) -> bool:
    return len(words) <= _LONGEST_WITH_STOP and words.rstrip("0123456789").endswith(".")


def begins_with_correspondent(text: str, start: int, end: int) -> bool:
    """Return whether the words from `start` to `end` begin with an office or a person: `Mr. Seward`, `the Secretary of State`."""
    return _CORRESPONDENT.match(text, start, end) is not None


def kind_of_head(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Find the kind of document and where its name ends. Only words before `From`, `by` or `to` count, for offices have such words too."""
    stop = _SEPARATOR.search(text, start, end)
    kind = _KIND.search(text, start, stop.start() + 1 if stop else end)
    kind = _KIND_IN_ANY_CASE.match(text, kind.start(), end) if kind else None  # `Memorandum of conversation`
    name = vocabulary.name_of("kinds", kind[0]) if kind else None
    if not kind or not name or (text.startswith(("The ", "Mr. "), start) and is_correspondence(text[start:end])):
        return None
    return name, kind.end()
