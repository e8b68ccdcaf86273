"""Finds and reads the head of a document: the line with its number, kind, sender, recipient, and often place and date.

What is the head is a fact of a line's form, never of the volume: it has a number and a word of a kind, or two correspondents with `to`
between them, or a dateline after it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from backchannel import dates, rules, vocabulary
from backchannel.readers.text.dateline import is_dateline
from backchannel.readers.text.heads.parties import HeadParties, read_parties
from backchannel.readers.text.source_notes.source_note import is_source_note
from backchannel.records import Correspondent, Date, Evidence, Words
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from backchannel.findings import Report
    from backchannel.readers.text.lines import TextLine


class HeadFields(NamedTuple):
    """What a head says after its number. `date` is that at its end: `…, Washington, January 16, 1973.`"""

    kind: str | None = None
    senders: tuple[Correspondent, ...] = ()
    recipients: tuple[Correspondent, ...] = ()
    between: tuple[Correspondent, ...] = ()
    place: Words | None = None
    date: Date | None = None
    span: Span = Span(0, 0)


_FARTHEST = 10
"""How many lines from the top are tried. Before a head stand page labels, a source paragraph, a file number, a classification."""
_MOST_CANDIDATES = 5
_LONGEST = 700
"""Characters of the longest head; the longest of the series names all who met, in about 500."""
_LONGEST_WITH_STOP = 100
"""The same for a head of the nineteenth century, which ends with a full stop: `Mr. Seward to Mr. Adams.`"""
_LONGEST_UNKNOWN = 250
"""The same for a line that has nothing of a head but its place: a paragraph of text is no head."""

_NUMBER = re.compile(r"(?:No\.\s?|\[)?(?P<number>\d{1,4}[a-z]?)(?:\.(?!\d)|\])\s*(?=\S)")
_MARKED_NUMBER = re.compile(r"(?:No\.\s?|\[)?(?P<number>\d{1,4}[a-z]?)\.\d{1,3}\s+")
_PAGE = re.compile(r"\[?Page [\dA-Za-z]+\]?")
_KIND = re.compile(rf"(?<!\w){vocabulary.alternatives('kinds')}(?![^\W\d])")
_CORRESPONDENT = re.compile(
    r"(?:the |The |Mr\. |Mrs\. |certain |all |Acting |Deputy |Assistant |Under |Vice |Former )+[A-Z]"
    rf"|{vocabulary.alternatives('offices')}\b"
)
_SEPARATOR = re.compile(r"\s(?:[Ff]rom|[Bb]y|[Tt]o|[Bb]etween)\s")
_NAMES = re.compile(r"(?:[A-Z][\w’.–-]*\s+|of\s+|and\s+|the\s+)*")
"""What may stand before the kind: `United States Delegation `, `Bureau of Intelligence and Research `."""
_OPENS = re.compile(r"[\s\d]*(?:From|Prepared|Between)\s")
"""What follows the kind in a head, so that a full stop at the end does not make it a sentence."""
_END = re.compile(r"(?:\s*\[[^\]]{0,60}\])?[\s.,;\])]*")
_UNDATED = re.compile(r",?\s*\[?undated\b[\s.,\]]*$", re.IGNORECASE)
_PLACE_BEFORE = re.compile(
    rf"(?:(?:,\s*|\s\s)\[?(?P<place>{vocabulary.alternatives('places')})(?:,\s+[A-Z][^\d,()]{{2,40}}(?=,))?)?\s*\]?\s*,?\s*"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?)?\s*(?:on\s+)?$"
)
_WHERE_TO = re.compile(rf"(?<=\s)(?:in|at|near)\s+[A-Z][\w’ .]*,\s*{vocabulary.alternatives('places', 'state')}\s*$")
"""`to the Secretary of State in San Clemente, California, July 27, 1974`: the place before the date is where the recipient was."""
_SENTENCE = re.compile(r"[.!?:;]['”\"]?\d{0,3}$")
_ENDS_LIKE_A_HEAD = re.compile(r"(?i:undated|noon|midnight|\d{4}|\dZ|[ap]\.\s?m|\b[JS]r)(?:\s\[[^\]]{1,60}\])?[,.]{1,2}\]?[\d\s]{0,6}$")
"""`…, Washington, January 16, 1973.1 2` · `…, 9:15 a. m.`: the full stop of a date, before the figures of its markers."""


def find_head(text: str, lines: Sequence[TextLine]) -> int | None:
    """The index in `lines` of the line that is the head, or None.

    1. `145. Message From President Nixon …`            a number and a kind
    2. `501.BB/4–1348` then `Document Prepared in …`    the line after a file number that begins with a kind
    3. `The Secretary of State to the Embassy in France`
    4. the first line, when it is short, no sentence, and nothing after it is more like a head
    """
    fallback = None
    for place, i in enumerate(islice(_candidates(text, lines), _MOST_CANDIDATES)):
        words = text[lines[i].start : lines[i].end]
        may_be = place == 0 and _may_be_head(words)
        if (len(words) <= _LONGEST and any(test(words) for test in _TESTS)) or (may_be and _NUMBER.match(words)):
            return i
        fallback = i if may_be else fallback
    return fallback


def _candidates(text: str, lines: Sequence[TextLine]) -> Iterator[int]:
    return (i for i, line in enumerate(lines[:_FARTHEST]) if not _stands_before(text[line.start : line.end]))


def _stands_before(words: str) -> bool:
    """Whether a line is one of those that stand above a head or below it, and is none itself."""
    if len(words) > _LONGEST:
        return words.startswith("Source:")
    return bool(_PAGE.fullmatch(words)) or is_source_note(words) or is_dateline(words) or _is_marking(words)


def _is_marking(words: str) -> bool:
    return all(vocabulary.name_of("markings", part) for part in words.rstrip(". ").replace(",", ";").split(";"))


def _has_number_and_kind(words: str) -> bool:
    number = _NUMBER.match(words)
    kind = _kind(words, number.end(), len(words)) if number else None
    return kind is not None and (not _is_sentence(words) or _OPENS.match(words, kind[1]) is not None)


def _is_sentence(words: str) -> bool:
    """Whether a line ends as a sentence does. A head ends with a full stop only after a date or `Jr.`"""
    return _SENTENCE.search(words) is not None and not _ENDS_LIKE_A_HEAD.search(words)


def _begins_with_kind(words: str) -> bool:
    """`Memorandum by the Director …`, `United States Delegation Position Paper`; not a label (`Note:`) and not a sentence."""
    first = _KIND.search(words, 0, 90)
    if not first or _is_sentence(words) or words.isupper():
        return False
    lead = words[: first.start()]
    return not lead or _NAMES.fullmatch(lead) is not None


def _is_correspondence(words: str) -> bool:
    """`The Secretary of State to the Embassy in France`: two correspondents, and no sentence."""
    if not _CORRESPONDENT.match(words) or (_is_sentence(words) and len(words) > _LONGEST_WITH_STOP):
        return False
    parties = read_parties(words, Span(0, len(words)), titled=False)
    return bool(parties.recipients) and _CORRESPONDENT.match(parties.recipients[0].text) is not None


def _may_be_head(words: str) -> bool:
    """Whether the first line of a text is a head of an unknown kind: no sentence, and short unless it has a document's number."""
    longest = _LONGEST if _NUMBER.match(words) else _LONGEST_UNKNOWN
    return len(words) <= longest and not _is_sentence(words) and not words.islower()


_TESTS: tuple[Callable[[str], bool], ...] = (_has_number_and_kind, _begins_with_kind, _is_correspondence)
"""What makes a line a head. The first line that passes one of them is the head."""


class HeadNumber(NamedTuple):
    """The number of a document as its head prints it, and the offset at which its title begins."""

    words: str
    end: int


def find_number(text: str, head: Span) -> HeadNumber | None:
    """Find the number at the start of a head, before its markers are known.

    1. `145. Message From …` · `[12] Memorandum by …` · `No. 3. Mr. Seward to Mr. Adams`
    2. `145.1 Message From …`      a marker glued to the number, if a title follows: `3.5 Million Tons of Wheat` has no number
    """
    if number := _NUMBER.match(text, head.start, head.end):
        return HeadNumber(number["number"], number.end())
    marked = _MARKED_NUMBER.match(text, head.start, head.end)
    if marked and any(test(text[marked.end() : head.end]) for test in (_begins_with_kind, _is_correspondence)):
        return HeadNumber(marked["number"], marked.end("number") + 1)
    return None


def read_head(text: str, span: Span, number: HeadNumber | None, report: Report) -> HeadFields:
    """Read the head at `span` after its number; `text` has its markers masked.

    `145. Message From President Nixon to the President’s Assistant (Kissinger) in Paris`
    """
    start = number.end if number else span.start
    tail = _read_tail(text, Span(start, span.end), report)
    kind = _kind(text, start, tail.start)
    if kind:
        parties = read_parties(text, Span(kind[1], tail.start), titled=True)
    elif _CORRESPONDENT.match(text, start, tail.start):
        parties = read_parties(text, Span(start, tail.start), titled=False)
    else:
        parties = HeadParties()
        report.add(rules.UNKNOWN_KIND, span)
    if not number:
        report.add(rules.NO_NUMBER, span)
    return HeadFields(
        kind=kind[0] if kind else None,
        senders=parties.senders,
        recipients=parties.recipients,
        between=parties.between,
        place=tail.place or parties.place,
        date=tail.date,
        span=span,
    )


def _kind(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The kind that the title words name, and where its word ends: before any `From`, `by` or `to`, for offices have such words too."""
    stop = _SEPARATOR.search(text, start, end)
    kind = _KIND.search(text, start, stop.start() + 1 if stop else end)
    name = vocabulary.name_of("kinds", kind[0]) if kind else None
    if not kind or not name or (text.startswith(("The ", "Mr. "), start) and _is_correspondence(text[start:end])):
        return None
    return name, kind.end()


def _last_moments(text: str, span: Span) -> list[dates.DateMention]:
    return list(dates.find_moments(text, span.start, span.end))[-1:]


class _Tail(NamedTuple):
    """The end of a head that says where and when, from `start`."""

    start: int
    place: Words | None = None
    date: Date | None = None


def _read_tail(text: str, span: Span, report: Report) -> _Tail:
    """`, Washington, January 16, 1973, 8:40 p.m.` · `, Thursday, June 4, 1953` · `, Washington, undated.`"""
    said = next((m for m in _last_moments(text, span) if _END.fullmatch(text, m.end, span.end)), None)
    undated = None if said else _UNDATED.search(text, span.start, span.end)
    start = said.start if said else undated.start() if undated else span.end
    before = _PLACE_BEFORE.search(text, max(span.start, start - 80), start) if said or undated else None
    date = Date(edtf=said.edtf, stated=True, evidence=(Evidence(start=said.start, end=said.end, rule="head"),)) if said else None
    if before and before["place"] and _WHERE_TO.search(text, span.start, before.end("place")):
        return _Tail(before.end("place"), None, date)
    place = Words(start=before.start("place"), end=before.end("place"), text=before["place"]) if before and before["place"] else None
    return _Tail(before.start() if before else start, place, date)
