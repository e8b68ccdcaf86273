"""Put values into words, as readers of the series expect them: dates, page ranges, names of things."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from functools import lru_cache

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)Z)?$")


@lru_cache(4096)
def date_words(edtf: str) -> str:
    """Write an EDTF date or interval in words.

    1. `1972-12-06`              6 December 1972
    2. `1972-12-06T22:15Z`       6 December 1972, 2215Z
    3. `1972-12-03/1972-12-13`   3–13 December 1972
    4. `../1972-12-07`           Not after 7 December 1972
       `1972-12-07/..`           Not before 7 December 1972
    5. `1972-12-01/1972-12-31`   December 1972
       `1969-01-20/1974-08-09`   Between 20 January 1969 and 9 August 1974
       `1967-01-01/1973-12-31`   1967–1973
    6. `XXXX-12-07T11:23Z`       7 December, 1123Z
    """
    first, interval, last = edtf.partition("/")
    if not interval:
        return _moment(first)
    if first == "..":
        return f"Not after {_moment(last)}"
    if last == "..":
        return f"Not before {_moment(first)}"
    return _interval(first, last)


def datetime_value(edtf: str) -> str | None:
    """Return the `datetime` attribute of a `time` element: a day or minute; None for an interval."""
    return edtf if _DAY.match(edtf) and not edtf.startswith("X") else None


def _moment(day: str) -> str:
    match = _DAY.match(day)
    if not match:
        return day
    words = f"{int(match[3])} {month_name[int(match[2])]}" + ("" if match[1] == "XXXX" else f" {match[1]}")
    return f"{words}, {match[4]}{match[5]}Z" if match[4] else words


def _interval(first: str, last: str) -> str:
    one, other = _DAY.match(first), _DAY.match(last)
    if not one or not other or "X" in one[1] + other[1]:
        return f"{first} to {last}"
    year, month = int(other[1]), int(other[2])
    whole = one[3] == "01" and int(other[3]) == monthrange(year, month)[1]
    if whole and (one[2], other[2]) == ("01", "12"):
        return page_range(one[1], other[1])
    if int(other[1]) - int(one[1]) > 1:
        return f"Between {_moment(first)} and {_moment(last)}"
    if one[1] != other[1]:
        return f"{_moment(first)}–{_moment(last)}"
    if one[2] == other[2]:
        return f"{month_name[month]} {year}" if whole else f"{int(one[3])}–{_moment(last)}"
    if whole:
        return f"{month_name[int(one[2])]}–{month_name[month]} {year}"
    return f"{int(one[3])} {month_name[int(one[2])]}–{_moment(last)}"


def day_and_month(day: str) -> str:
    """Write a day without its year: `1972-12-07` is `7 Dec`."""
    return f"{int(day[8:10])} {month_abbr[int(day[5:7])]}"


def month_words(day: str) -> str:
    """Write the month of a day: `December 1972`."""
    return f"{month_name[int(day[5:7])]} {day[:4]}"


def page_range(first: str, last: str | None) -> str:
    """Write a page range: `532–534`, or `532` if both ends are the same."""
    return first if last in (None, first) else f"{first}–{last}"


def cited_range(first: str, last: str | None) -> str:
    """Write a page range by the rules of the Chicago Manual of Style: `532–34`, `247–49`, `101–8`, `600–612`, `96–117`."""
    if last is None or last == first:
        return first
    if len(first) != len(last) or not (first.isdecimal() and last.isdecimal()) or int(first) < 100 or int(first) % 100 == 0:
        return f"{first}–{last}"
    shared = 0
    while shared < len(last) - 1 and first[shared] == last[shared]:
        shared += 1
    # Within 101 to 109 only the changed figure is given; elsewhere at least two.
    changed = last[shared:] if int(first) % 100 < 10 else last[min(shared, len(last) - 2) :]
    return f"{first}–{changed}"


def amount(number: int, thing: str) -> str:
    """Count things: `1 document`, `3,507 documents`, `no documents`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}" if number else f"no {thing}s"


def listing(parts: list[str]) -> str:
    """List words as a sentence does: `Kennedy`, `Kennedy and Guay`, `Kennedy, Guay, and Haig`."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
