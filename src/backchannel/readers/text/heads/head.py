"""Find and read the head of a document: the line with its number, kind, sender, recipient, and often place and date.

A head is recognized by the form of the line alone, whatever the volume: a number and the name of a kind, or two correspondents with `to`
between them.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from backchannel import dates, rules, vocabulary
from backchannel.printed import PrintedText
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
"""Lines from the top that are tried. A page marker, a source note, a file number and a classification may precede the head; further down,
a line that looks like a head is that of an enclosure."""
_MOST_CANDIDATES = 5
"""Candidates among these lines that are tried. After this many lines of text, the head is missing."""
_LONGEST = 700
"""Characters of the longest head. The longest in the series names all who met, in about 500; the limit stops a paragraph that begins with
a number and a kind."""
_LONGEST_WITH_STOP = 100
"""The same for a head that ends with a period, as in the nineteenth century: `Mr. Seward to Mr. Adams.` Longer ones are sentences."""
_LONGEST_UNKNOWN = 250
"""The same for a line that is a head only by its position: it stops a first paragraph of text."""

_FARTHEST_KIND = 90
"""Characters at the start of a head without number in which its kind ends: an office may precede it. Further on, a kind is that of some
other paper."""

_NUMBER = re.compile(r"(?:No\.\s?|\[)?(?P<number>\d{1,4}[a-z]?)(?:\.(?!\d)|\])\s*(?=\S)")
_MARKED_NUMBER = re.compile(r"(?:No\.\s?|\[)?(?P<number>\d{1,4}[a-z]?)\.\d{1,3}\s+")
_PAGE = re.compile(r"\[?Page [\dA-Za-z]+\]?")
_KIND = re.compile(rf"(?<!\w){vocabulary.alternatives('kinds')}(?![^\W\d])")
_CORRESPONDENT = re.compile(
    rf"""
      (?:the[ ]|The[ ]|Mr\.[ ]|Mrs\.[ ]|certain[ ]|all[ ]|Acting[ ]|Deputy[ ]|Assistant[ ]|Under[ ]|Vice[ ]|Former[ ])+[A-Z]  # Mr. Seward
    | {vocabulary.alternatives("offices")}\b  # Secretary of State
    """,
    re.VERBOSE,
)
_SEPARATOR = re.compile(r"\s(?:[Ff]rom|[Bb]y|[Tt]o|[Bb]etween)\s")
_NAMES = re.compile(r"(?:[A-Z][\w’.–-]*\s+|of\s+|and\s+|the\s+)*")
"""Words that may precede the kind: `United States Delegation `, `Bureau of Intelligence and Research `."""
_OPENS = re.compile(r"[\s\d]*(?:From|Prepared|Between)\s")
"""Words after the kind that prove a head, even if it ends with a period as a sentence does."""
_END = re.compile(r"(?:\s*\[[^\]]{0,60}\])?[\s.,;\])]*")
_UNDATED = re.compile(r",?\s*\[?undated\b[\s.,\]]*$", re.IGNORECASE)
_PLACE_BEFORE = re.compile(
    rf"""
    (?: (?:,\s*|\s\s)\[?(?P<place>{vocabulary.alternatives("places")})      # , Washington, · , [Washington,]
        (?:,\s+[A-Z][^\d,()]{{2,40}}(?=,))?                                 # , Paris, Hotel Crillon,
    )?
    \s*\]?\s*,?\s*
    (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?)?\s*(?:on\s+)?$         # Thursday, · on
    """,
    re.VERBOSE,
)
"""The words before the date at the end of a head: `, Washington, Thursday, `."""
_WHERE_TO = re.compile(rf"(?<=\s)(?:in|at|near)\s+[A-Z][\w’ .]*,\s*{vocabulary.alternatives('places', 'state')}\s*$")
"""`to the Secretary of State in San Clemente, California, July 27, 1974`: the place before the date is where the recipient was."""
_LONGEST_PLACE = 80
"""Characters before the date of a head in which its place is searched for: further back it is that of a correspondent."""
_SENTENCE = re.compile(r"[.!?:;]['”\"]?\d{0,3}$")
_ENDS_LIKE_A_HEAD = re.compile(r"(?i:undated|noon|midnight|\d{4}|\dZ|[ap]\.\s?m|\b[JS]r)(?:\s\[[^\]]{1,60}\])?[,.]{1,2}\]?[\d\s]{0,6}$")
"""`…, Washington, January 16, 1973.1 2` · `…, 9:15 a. m.`: the period of a date, before its markers."""


def find_head(text: str, lines: Sequence[TextLine]) -> int | None:
    """Find the index of the head in `lines`, or None.

    1. `145. Message From President Nixon …`            a number and a kind
    2. `501.BB/4–1348` then `Document Prepared in …`    the line after a file number that begins with a kind
    3. `The Secretary of State to the Embassy in France`
    4. the first line, if it is short and not a sentence, and no line after it is more like a head
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
    return (i for i, line in enumerate(lines[:_FARTHEST]) if not _is_beside_head(text[line.start : line.end]))


def _is_beside_head(words: str) -> bool:
    """Return whether a line is of the kinds that precede or follow a head: page marker, source note, dateline, markings."""
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
    """Return whether a line ends as a sentence does. A head ends with a period only after a date or `Jr.`"""
    return _SENTENCE.search(words) is not None and not _ENDS_LIKE_A_HEAD.search(words)


def _begins_with_kind(words: str) -> bool:
    """Accept `Memorandum by the Director …` and `United States Delegation Position Paper`; not a label (`Note:`), not a sentence."""
    first = _KIND.search(words, 0, _FARTHEST_KIND)
    if not first or _is_sentence(words) or words.isupper():
        return False
    lead = words[: first.start()]
    return not lead or _NAMES.fullmatch(lead) is not None


def _is_correspondence(words: str) -> bool:
    """Accept `The Secretary of State to the Embassy in France`: two correspondents, and not a sentence."""
    if not _CORRESPONDENT.match(words) or (_is_sentence(words) and len(words) > _LONGEST_WITH_STOP):
        return False
    parties = read_parties(words, Span(0, len(words)), PrintedText.of(words), titled=False)
    return bool(parties.recipients) and _CORRESPONDENT.match(parties.recipients[0].text) is not None


def _may_be_head(words: str) -> bool:
    """Return whether the first line of a text may be a head of an unknown kind: not a sentence, and short unless it has a number."""
    longest = _LONGEST if _NUMBER.match(words) else _LONGEST_UNKNOWN
    return len(words) <= longest and not _is_sentence(words) and not words.islower()


_TESTS: tuple[Callable[[str], bool], ...] = (_has_number_and_kind, _begins_with_kind, _is_correspondence)
"""The tests for a head. The first line that passes one of them is the head."""


def is_head(words: str) -> bool:
    """Return whether a line has the form of a head, wherever it is: a number and a kind, a kind, or two correspondents."""
    return len(words) <= _LONGEST and any(test(words) for test in _TESTS)


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
        parties = read_parties(text, Span(kind[1], tail.start), report.printed, titled=True)
    elif _CORRESPONDENT.match(text, start, tail.start):
        parties = read_parties(text, Span(start, tail.start), report.printed, titled=False)
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
    """Find the kind of document and where its name ends. Only words before `From`, `by` or `to` count, for offices have such words too."""
    stop = _SEPARATOR.search(text, start, end)
    kind = _KIND.search(text, start, stop.start() + 1 if stop else end)
    name = vocabulary.name_of("kinds", kind[0]) if kind else None
    if not kind or not name or (text.startswith(("The ", "Mr. "), start) and _is_correspondence(text[start:end])):
        return None
    return name, kind.end()


def _last_moments(text: str, span: Span) -> list[dates.DateMention]:
    return list(dates.find_moments(text, span.start, span.end))[-1:]


class _Tail(NamedTuple):
    """The end of a head, from `start` on, with the place and the date."""

    start: int
    place: Words | None = None
    date: Date | None = None


def _read_tail(text: str, span: Span, report: Report) -> _Tail:
    """Parse the place and the date at the end of a head.

    1. `, Washington, January 16, 1973, 8:40 p.m.`
    2. `, Thursday, June 4, 1953`
    3. `, Washington, undated.`
    """
    moment = next((m for m in _last_moments(text, span) if _END.fullmatch(text, m.end, span.end)), None)
    undated = None if moment else _UNDATED.search(text, span.start, span.end)
    start = moment.start if moment else undated.start() if undated else span.end
    before = _PLACE_BEFORE.search(text, max(span.start, start - _LONGEST_PLACE), start) if moment or undated else None
    date = Date(edtf=moment.edtf, stated=True, evidence=(Evidence(start=moment.start, end=moment.end, rule="head"),)) if moment else None
    if before and before["place"] and _WHERE_TO.search(text, span.start, before.end("place")):
        return _Tail(before.end("place"), None, date)
    place = Words(start=before.start("place"), end=before.end("place"), text=before["place"]) if before and before["place"] else None
    return _Tail(before.start() if before else start, place, date)
