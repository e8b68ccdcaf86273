"""Find and parse dates: `December 3–13, 1972` is the interval `1972-12-03/1972-12-13`, with the span of its words.

A day is never invented: a month is the interval from its first day to its last, and an impossible date (`February 30, 1972`) is no
date. A minute is given only if a zone makes it an instant (`2215Z`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class DateMention(NamedTuple):
    """A date in a text: characters `start` to `end` name a time from the day `first` to the day `last` (EDTF). `instant` is the minute in
    universal time, if the words give one; `time` is the span of a time of day: `2215Z`, `9:30–11:05 a.m.`"""

    start: int
    end: int
    first: str
    last: str
    instant: str | None = None
    time: Span | None = None

    @property
    def edtf(self) -> str:
        """Write the date as EDTF: `1972-12-06T22:15Z`, `1972-12-06` or `1972-12-03/1972-12-13`."""
        return self.instant or (self.first if self.first == self.last else f"{self.first}/{self.last}")


_MONTH = vocabulary.alternatives("months")
_YEAR = r"(?:1[6-9]|20)\d\d(?!\d{3}|\s?(?:Z|GMT|hours)\b)"
"""A year. It may be followed by one or two digits of a note's marker (`December 13, 19541`), but it is not the start of a longer number
and not a time of day after a date without a year (`November 10, 1645Z`)."""
_OLD_YEAR = r"1[67]\d\d\b"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?(?!\d)"
_TO = r"\s*(?:[-–—]|to\b|through\b)\s*"
_SHORT_YEAR = r"(?:[0-9]{4}|[0-9][0-9])(?![0-9])"

_MONTH_FIRST_FORMS = (
    # December 6, 1972 · August 3,1965
    # with a second day: December 3–13, 1972 · June 30–July 2, 1961 · July 3 and 4, 1961 · as it was written once: Decr. 18. 1794
    rf"""
    \b(?P<m1>{_MONTH})\s+(?P<d1>{_DAY})
    (?:(?:{_TO}|\s+and\s+)(?:(?P<m2>{_MONTH})\s+)?(?P<d2>{_DAY}))?
    (?:,|\.(?=\s*{_OLD_YEAR}))?\s*(?P<y2>{_YEAR})
    """,
    # December 30, 1969–January 2, 1970
    rf"""
    \b(?P<m1>{_MONTH})\s+(?P<d1>{_DAY}),?\s*(?P<y1>{_YEAR})
    {_TO}(?P<m2>{_MONTH})\s+(?P<d2>{_DAY}),?\s*(?P<y2>{_YEAR})
    """,
    # Sept–Dec, 1953 · December 1972–January 1973
    rf"\b(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?(?:{_TO}(?P<m2>{_MONTH})),?\s+(?P<y2>{_YEAR})",
    # December 1972
    rf"\b(?P<m1>{_MONTH}),?\s+(?P<y1>{_YEAR})",
)
_DAY_FIRST_FORMS = (
    # 4 March 1948 · 4 March [1948] · 4th. March 1792
    # with a second day: 3–13 December 1972 · 30 June–2 July 1961
    rf"""
    (?<!\d)(?P<d1>{_DAY})(?:\.(?=\s+[A-Z][\w.]+,?\s+{_OLD_YEAR}))?
    (?:(?:\s+(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?)?{_TO}(?P<d2>{_DAY}))?
    \s+(?P<m2>{_MONTH}),?\s+(?P<bracket>\[)?(?P<y2>{_YEAR})(?(bracket)\])
    """,
    # 061234Z DEC 72, the date-time group of a military message
    rf"(?<![0-9])(?P<d1>[0-9][0-9])(?P<group>(?:[01][0-9]|2[0-3])[0-5][0-9]Z)\s+(?P<m1>{_MONTH})\s+(?P<y1>{_SHORT_YEAR})",
)
_FIGURE_FORMS = (
    # 4/1/61–5/25/61, as folders are labeled in the United States: the month first
    rf"""
    (?<![\d/])(?P<m1>\d\d?)/(?P<d1>\d\d?)(?:/(?P<y1>{_SHORT_YEAR}))?
    [-–](?P<m2>\d\d?)/(?P<d2>\d\d?)/(?P<y2>{_SHORT_YEAR})(?!/)
    """,
    # 1/16/1973
    rf"(?<![\d/])(?P<m1>\d\d?)/(?P<d1>\d\d?)/(?P<y1>{_SHORT_YEAR})(?!/)",
)
_MONTH_FIRST, _DAY_FIRST, _FIGURES = (
    [re.compile(form, re.VERBOSE) for form in forms] for forms in (_MONTH_FIRST_FORMS, _DAY_FIRST_FORMS, _FIGURE_FORMS)
)
_A_MONTH = re.compile(_MONTH)

_TIME = re.compile(
    r"""
    (?:\s*[,—–-]\s*|\s+(?:at\s+)?)
    (?P<time>
        (?: (?P<zulu>(?:[01][0-9]|2[0-3])[0-5][0-9])\s?Z\b                  # , 2215Z
          | (?:\d{1,2}(?::\d\d)?\s*(?:[-–]|and)\s*)?                  # , 9:30–11:05 a.m.
            \d{1,2}(?:[:.]\d\d)?\s*[ap]\.?\s?m\b\.?                   # —11 a.m. · , 6.15 p.m.
          | noon\b | midnight\b                                       # —noon
          | \d{4}(?:\s+hours)?\b                                      # , 1410 hours
        )
        (?: \s*[-–—]\s*                                               # , 10 p.m.–1 a.m.
            (?:\d{1,2}(?::\d\d)?\s*[ap]\.?\s?m\b\.?|noon\b|midnight\b|\d{4}Z?\b)
        )?
    )
    """,
    re.VERBOSE,
)
"""The time of day after a date."""


def find_moments(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Find the dates in `text` between `start` and `end`, in order, each with the time of day after it."""
    end = len(text) if end is None else end
    found = [dated for match in _matches(text, start, end) if (dated := _moment(match))]
    at = start
    for _, _, moment in sorted(found):
        if moment.start >= at:
            moment = _with_time(moment, text, end)
            at = moment.end
            yield moment


def find_moment(text: str, start: int = 0, end: int | None = None) -> DateMention | None:
    """Find the first date in `text` between `start` and `end`, or None."""
    return next(find_moments(text, start, end), None)


def find_form(text: str, start: int = 0, end: int | None = None) -> Span | None:
    """Find the first words in the form of a date, even if the date is impossible: `February 30, 1972`."""
    end = len(text) if end is None else end
    matches = [match.span() for match in _matches(text, start, end)]
    return Span(*min(matches, key=lambda span: (span[0], -span[1]))) if matches else None


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find the matches of all forms. Months and slashes are searched for first, because most texts have neither. A form that begins with
    a month is tried only at the months, which takes half as long as searching for it."""
    if months := [month.start() for month in _A_MONTH.finditer(text, start, end)]:
        for pattern in _MONTH_FIRST:
            yield from _at(months, pattern, text, end)
        for pattern in _DAY_FIRST:
            yield from pattern.finditer(text, start, end)
    if text.find("/", start, end) >= 0:
        for pattern in _FIGURES:
            yield from pattern.finditer(text, start, end)


def _at(places: Sequence[int], pattern: re.Pattern[str], text: str, end: int) -> Iterator[re.Match[str]]:
    """Find the matches of `pattern` at `places` that do not overlap."""
    after = 0
    for place in places:
        if place >= after and (match := pattern.match(text, place, end)):
            yield match
            after = match.end()


def _moment(match: re.Match[str]) -> tuple[int, int, DateMention] | None:
    """Parse a match, with a sort key before it: of two overlapping matches the one that starts first is taken, then the longer."""
    groups = match.groupdict()
    later = year_of(groups.get("y2") or groups.get("y1") or "")
    month2 = month_of(groups.get("m2") or groups.get("m1") or "")
    month1 = month_of(groups.get("m1") or "") or month2
    # `Sept–Feb 1954` may mean September 1953, but it doesn't say so: without a first year it is no interval.
    earlier = year_of(groups.get("y1") or "") or later
    day1, day2 = (_number(groups.get(name) or "") for name in ("d1", "d2"))
    first = _edge(earlier, month1, day1, last=False)
    last = _edge(later, month2, day1 if day2 is None else day2, last=True)
    if first is None or last is None or first > last:
        return None
    instant = f"{first}T{groups['group'][:2]}:{groups['group'][2:4]}Z" if groups.get("group") else None
    time = Span(*match.span("group")) if instant else None
    return match.start(), -match.end(), DateMention(match.start(), match.end(), first, last, instant, time)


@lru_cache(4096)  # the documents of a volume name the same days
def _edge(year: int, month: int, day: int | None, *, last: bool) -> str | None:
    """Return the day as EDTF; without a day, the first or the last of the month. None for an impossible date."""
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    length = monthrange(year, month)[1]
    if day is None:
        day = length if last else 1
    return date(year, month, day).isoformat() if 1 <= day <= length else None


def _with_time(moment: DateMention, text: str, end: int) -> DateMention:
    time = _TIME.match(text, moment.end, end)
    if not time:
        return moment
    zulu = time["zulu"] if moment.first == moment.last else None
    instant = f"{moment.first}T{zulu[:2]}:{zulu[2:]}Z" if zulu else moment.instant
    return moment._replace(end=time.end(), instant=instant, time=Span(*time.span("time")))


def find_time(text: str, start: int, end: int) -> Span | None:
    """Find the time of day that follows a date ending at `start`, or None: `, 1645Z`."""
    time = _TIME.match(text, start, end)
    return Span(*time.span("time")) if time else None


_FRENCH_MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
_FRENCH = re.compile(
    rf"""
    (?<!\d)(?P<d1>[0-3]?\d)(?:er)? \s+ (?P<m1>{"|".join(_FRENCH_MONTHS)}) \s+ (?P<y1>{_YEAR})   # 1er mai 1905
    (?: ,?\s+ (?P<time> \d{{1,2}}\s?h\.?(?:\s?\d\d)? ) )?                                      # 11 h. 30
    """,
    re.VERBOSE,
)


def find_french(text: str, start: int = 0, end: int | None = None) -> DateMention | None:
    """Find the first date in French words, or None: `29 novembre 1948`, `1er mai 1905`."""
    found = _FRENCH.search(text, start, len(text) if end is None else end)
    if not found:
        return None
    day = _edge(int(found["y1"]), _FRENCH_MONTHS.index(found["m1"]) + 1, int(found["d1"]), last=False)
    time = Span(*found.span("time")) if found["time"] else None
    return DateMention(found.start(), found.end(), day, day, time=time) if day else None


_LAST_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d(?:\s*[-–]\s*(?P<last>(?:1[6-9]|20)\d\d|\d\d))?(?=\W*$)")


def find_period(title: str) -> tuple[str | None, str] | None:
    """Find the period that a title names: its first and last day.

    1. `Vietnam, October 1972–January 1973`    from October 1, 1972, to January 31, 1973
    2. `Southeast Asia, 1969–1972`             to December 31, 1972, from an unknown day: such volumes also print papers from before
    """
    moments = list(find_moments(title))
    if moments and moments[-1].first != moments[-1].last:
        return moments[-1].first, moments[-1].last
    years = None if moments else _LAST_YEAR.search(title)
    if not years:
        return None
    last = years["last"] or years[0]
    return None, f"{years[0][: 4 - len(last)]}{last}-12-31"


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """Return the first and last day of an EDTF date or interval; an open end is None: `1972-12-03/..` is `("1972-12-03", None)`."""
    first, _, last = edtf.partition("/")
    days = [None if day in ("..", "") else day[:10] for day in (first, last or first)]
    return days[0], days[1]


def shifted(day: date, by: timedelta) -> date:
    """Return the day that is `by` later; the first or last day of the calendar (9999-12-31) if there is no such day."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max


def month_of(words: str) -> int:
    """Return the number of a month: `Dec.` and `12` are 12; 0 if the words are no month."""
    return int(words) if words.isdecimal() else _MONTHS.get(words, 0)


def year_of(words: str) -> int:
    """Return the year that digits name, or 0. Two digits are of the twentieth century, whose folders are labeled so: `72` is 1972."""
    return 0 if not words else int(words) + (1900 if len(words) == 2 else 0)


def _number(words: str) -> int | None:
    figures = words.rstrip("stndrh")
    return int(figures) if figures else None


_MONTHS = {word: number for number, term in enumerate(vocabulary.terms("months"), 1) for word in term.words}
