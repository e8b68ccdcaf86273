"""Parse datelines: the line that says where and when a document was written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import dates, rules, vocabulary
from backchannel.records import Date, Evidence, Words
from backchannel.source import Span

if TYPE_CHECKING:
    from backchannel.findings import Report


class Dateline(NamedTuple):
    """A parsed dateline. `span` is its line. `date` is None if the year is missing, if the date is impossible, or if the line says
    `undated`; those words are then in `undated`."""

    span: Span
    place: Words | None = None
    date: Date | None = None
    undated: Words | None = None


LONGEST_DATELINE = 200
"""Length of the longest line that is tried: a paragraph that ends with a date is no dateline."""

_HINT = re.compile(r"1[6-9]\d\d|20\d\d|/\d\d|Z(?<=\dZ)")
_UNDATED_WORDS = ("undated", "Undated", "UNDATED", "no date", "No date", "No Date", "NO DATE", "n.d.", "N.D.")
"""What each dateline has and few other lines have: searched for first. Each branch of `_HINT` begins with a rare character, which makes
it fast; the words are not in it, for their letters are common."""

_NAME = r"[A-Z][\w’'.\-–]*(?:[ ](?:[A-Z][\w’'.\-–]*|of|the|de|des|la|du|del|al|for|and|in|au|en)){0,7}"
"""`San Clemente` · `Paris` · `Gulf of Tonkin`"""
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LEAD = re.compile(
    rf"""
    [\[(]?\s*(?:Dated[ ])?
    (?: (?P<place>(?:[Ee]n[ ][Rr]oute(?:[ ]to)?[ ])?{_NAME}(?:[ ]?,[ ]?{_NAME}){{0,4}}?)    # San Clemente, California · En route to Paris
        \s?\??(?:\s?[,.—–-]\s*[\])]?,?|\s?[\])],?)\s*                                       # what ends it: `,` · ` ,]` · `?,]`
        (?:{_WEEKDAY}\s?,?\s*)?(?:le\s+)?\[?                                                 # Tuesday, · le (3 mai 1905)
      | (?P<known>{vocabulary.alternatives("places")})\s+                                   # Washington December 6, 1972
    )
    """,
    re.VERBOSE,
)
"""The words before the date of a dateline: its place."""
_FORM = (
    r"(?P<form>Cablegram|Telegram|Savingram|D[ei]spatch|Letter|Memorandum|Minute|Agendum|Extract|Note"
    r"|CABLEGRAM|TELEGRAM|D[EI]SPATCH|LETTER)s?"
)
_SENT = re.compile(
    rf"""
    (?: {_FORM}
        (?:\s+(?:unnumbered|(?:No\.?\s?)?(?:[A-Z][A-Za-z]*\s)?[A-Z]{{0,5}}\.?[–-]?\d[\w./–-]*))?   # 318 · E4 · 44/1/1 · WA–12 · SL 1
        (?:\s*\((?:extracts?|parts?)\))?
      | (?P<marking>{vocabulary.alternatives("markings")}[.,;]?\s*)+                            # Immediate. Secret
    )
    ,?\s+
    (?:\[?(?P<from>[A-Z][A-Za-z.’]+(?:\s[A-Z][A-Za-z.’]+){{0,3}})\]?\s*,\s*)?                # LONDON, · [CANBERRA],
    \[?
    """,
    re.VERBOSE,
)
"""How a document was sent, its number, and the place, on one line: `Cablegram 318, LONDON, `"""
_WRITTEN = re.compile(
    r"""
    (?!(?:I|We|He|On|In|The|By|Your|My|Since|Dated|Received|Recd)\b)
    \[?(?P<at>[A-Z][\w’.]*(?:\s[A-Za-z][\w’.]*){0,4}?)\.?\]?(?:\s\[[^\]]{2,20}\])?[\s.,]+\[?     # Boston [Mass.] · West point
    """,
    re.VERBOSE,
)
"""The place of a letter of the eighteenth century, which no comma follows: `Paris Decr. 18. 1794`"""
_LAST_WRITTEN = "1840"
_SEATS = frozenset({"FOREIGN OFFICE", "DOWNING STREET"})
"""Offices that datelines in capitals name as places."""
_NO_PLACE = re.compile(rf"{_WEEKDAY}|.*\b{vocabulary.alternatives('kinds')}\b")
"""`Memorandum of Conversation, Washington, May 5, 1962` and `Bureau of Rice Intelligence Note, May 5, 1962` are heads."""
_TOPIC = re.compile(r"\b(?:Meeting|Session|Council|Situation|Elections)\b")
"""A heading whose topic ends with a date is no dateline."""
_OFFICE = re.compile(r"(?:(?:The|[A-Z][\w’.-]+) )*?(?:Legation|Embassy|Consulate|Department|Ministry|Foreign Office)\b[^,]*, *(?=[A-Z])")
"""The office before the place in a dateline."""
_BARE_LEAD = re.compile(rf"[\[(]?\s*(?:{_WEEKDAY}\s?,?\s*)?")
_UNDATED = re.compile(r"(?i:undated|no date|n\.d\.)")
_NO_YEAR = re.compile(rf"{vocabulary.alternatives('months')}\s+[0-3]?\d,\s+(?:[01]\d|2[0-3])[0-5]\dZ")
"""`November 10, 1645Z`, the day and time of a message without the year."""
_TAIL = re.compile(
    r"""
    (?: \.\s\d{1,2}(?::\d\d)?(?:[–-]\d{1,2}(?::\d\d)?)?\s?[ap]\.?\s?m\b)?            # `. 10–11p.m.`, after a period for a comma
    [\s.,;\])?]*                                                                # `.` · `.]`
    (?: [(\[]?\s*
        (?i:received|rec’d                                                      # [Received December 8—8:09 p. m.]
          |local[ ]time|eastern|est|edt|gmt|(?:[a-z]+[ ]){1,2}time)\b           # (local time) · Eastern Standard Time
        [^\n]{0,80}
    )?
    [\s.,;\])\d*†‡]*                                                            # the figures of a note's marker
    """,
    re.VERBOSE,
)
"""What may follow the date of a dateline."""


def is_dateline(words: str) -> bool:
    """Return whether a line says where and when, and nothing else.

    1. `Washington, December 6, 1972, 2215Z.`
    2. `[Washington, undated.]`
    3. `Paris , December 8, 1948—10 p. m. [Received December 8—8:09 p. m.]`
    4. `Wednesday, September 3, 1952`
    5. `Saigon, November 10, 1645Z.`
    6. `Cablegram 318, LONDON, 27 January 1948, 6.15 p.m.`
    7. `Legation of the United States,` and `Strelsau, May 3, 1862.` on the next line
    """
    return len(words) <= LONGEST_DATELINE and _may_be(words) and _parts(words.replace("\n", " ")) is not None


def _may_be(words: str) -> bool:
    return "\t" not in words and (_HINT.search(words) is not None or any(map(words.__contains__, _UNDATED_WORDS)))


def form_of_dateline(words: str) -> str | None:
    """Return the words for what was sent, if a dateline begins with them: `Cablegram`."""
    parts = _parts(words.replace("\n", " ")) if len(words) <= LONGEST_DATELINE and _may_be(words) else None
    return parts.form if parts else None


def read_dateline(text: str, span: Span, report: Report) -> Dateline:
    """Parse the dateline at `span`. An impossible date is reported and left out."""
    words = text[span.start : span.end].strip()
    parts = _parts(words.replace("\n", " ")) if _may_be(words) else None
    if not parts:
        return Dateline(span)
    at = text.index(words, span.start)
    place, date = _words(text, at, parts.place), Span(at + parts.date.start, at + parts.date.end)
    if _UNDATED.match(text, date.start):
        return Dateline(span, place, undated=Words(start=date.start, end=date.end, text=text[date.start : date.end]))
    moment = moment_at(text, date.start, span.end)
    if not moment:
        if not _NO_YEAR.match(text, date.start):
            report.add(rules.IMPOSSIBLE_DATE, date, words=report.quoted(*date))
        return Dateline(span, place)
    evidence = Evidence(start=moment.start, end=moment.end, rule="dateline")
    return Dateline(span, place, Date(edtf=moment.edtf, stated=True, evidence=(evidence,)))


class _Parts(NamedTuple):
    """The spans of the place and the date in a dateline, and the words for what was sent."""

    place: Span | None
    date: Span
    form: str | None = None


@lru_cache(16)
def _parts(words: str) -> _Parts | None:
    """Split a line that has the form of a dateline. Cached, because three readers try the same line."""
    undated = _UNDATED.search(words)
    date = Span(*undated.span()) if undated else dates.find_form(words) or _day_and_time(words) or _in_french(words)
    if not date:
        return None
    moment = moment_at(words, date.start)
    if not _TAIL.fullmatch(words, moment.end if moment else date.end):
        return None
    if _BARE_LEAD.fullmatch(words, 0, date.start):
        # A range alone on its line is the title of a report: `1 OCTOBER–31 DECEMBER 1957`.
        return None if moment and moment.first != moment.last else _Parts(None, date)
    sent = _SENT.fullmatch(words, 0, date.start)
    if sent and (sent["from"] or sent["form"] == "Cablegram"):
        return _Parts(Span(*sent.span("from")) if sent["from"] else None, date, sent["form"])
    lead = _LEAD.fullmatch(words, 0, date.start)
    if lead and _is_place(lead["place"] or lead["known"]):
        return _Parts(_without_office(words, Span(*lead.span("place" if lead["place"] else "known"))), date)
    written = _WRITTEN.fullmatch(words, 0, date.start) if moment and moment.last[:4] < _LAST_WRITTEN else None
    return _Parts(Span(*written.span("at")), date) if written else None


def moment_at(text: str, start: int, end: int | None = None) -> dates.DateMention | None:
    """Return the date that begins at `start`, or None."""
    found = (dates.find_moment(text, start, end), dates.find_french(text, start, end))
    return next((moment for moment in found if moment and moment.start == start), None)


def _in_french(words: str) -> Span | None:
    moment = dates.find_french(words)
    return Span(moment.start, moment.end) if moment else None


def _without_office(words: str, place: Span) -> Span:
    """Return the place without the office before it: `Strelsau` of `Legation of the United States, Strelsau`."""
    office = _OFFICE.match(words, *place)
    return Span(office.end(), place.end) if office else place


def _words(text: str, at: int, place: Span | None) -> Words | None:
    """Return the words of a place in a dateline that begins at `at`."""
    return Words(start=at + place.start, end=at + place.end, text=text[at + place.start : at + place.end]) if place else None


def _day_and_time(words: str) -> Span | None:
    found = _NO_YEAR.search(words)
    return Span(*found.span()) if found else None


def _is_place(words: str) -> bool:
    """Return whether the words before a date may be a place. Words all in capitals are usually a heading."""
    return not (_NO_PLACE.match(words) or _TOPIC.search(words)) and (
        not words.isupper() or words in _SEATS or vocabulary.name_of("places", words.rpartition(",")[2]) is not None
    )
