"""Turn a time of day into an instant: `6:10 p.m.` in Washington on December 6, 1965 is `1965-12-06T18:10-05:00`.

The time zones of places are in `data/zones.toml`, with the days for which they are doubtful. The rules of each zone come from the IANA
database in the package `tzdata`, never from the machine. A minute is never invented: there is none for a span of time, for an hour that
the clock skipped or showed twice, for a bare `1410` without a clock, for a doubtful day, or for a ship at sea.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backchannel import vocabulary
from backchannel.source import Span

UNIVERSAL = "Etc/UTC"
WASHINGTON = "America/New_York"


class Minute(NamedTuple):
    """A minute in a time zone: `1965-12-06T18:10-05:00` in `America/New_York`, `1972-12-07T11:23Z` in `Etc/UTC`."""

    instant: str
    zone: str


_ZONES_VERIFIED_FROM = "1946-01-01"
"""The zones of places were verified from this day on. Before it there were war time and the clocks of occupiers."""

_TIME = re.compile(
    r"""
      (?P<hour>\d{1,2})(?::(?P<minute>\d\d))? \s*(?P<half>[ap])\.?\s?m\b\.?           # 6:10 p.m. · 8 p. m.
    | (?P<word>noon|midnight)                                                         # noon
    | (?P<figures>(?:[01][0-9]|2[0-3])[0-5][0-9])(?:(?P<zulu>\s?Z\b)|(?P<hours>\s+hours\b))?  # 2215Z · 1410 hours · 1410
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NAME = re.compile(
    rf"""
    [\s,]{{0,3}}\(?
    (?: (?P<here>local)\s+time\b                                                  # (local time)
      | (?P<name>{vocabulary.alternatives("zones", "clock")})(?:\s+[Tt]ime)?(?!\w)  # GMT · EST · , Eastern Standard Time
      | (?P<whose>{vocabulary.alternatives("zones")})\s+[Tt]ime\b                   # Saigon time
    )\)?
    """,
    re.VERBOSE,
)
"""The name of the clock after a time."""
_UNDER_WAY = re.compile(r"\b(?:[Ee]n [Rr]oute|[Aa]board|[Oo]n [Bb]oard|[Aa]ircraft|[Aa]irplane|[Aa]ir [Ff]orce|U\.?S\.?S\.?)\b")
_HALVES = {"a": 0, "p": 12}


def minute(day: str, words: str, place: str | None) -> Minute | None:
    """Parse a time of day on `day` (an EDTF day), by the clock of `place` unless the words name another; None if it gives no instant.

    1. `2215Z` · `2230 GMT`                                   universal time, whatever the place
    2. `6:10 p.m.` · `8 p. m.` · `noon` · `1410 hours`        the clock of the place
       `midnight`                                             the end of the day, as in the Government Printing Office's style
    3. `8 p.m. EST` · `9 a.m., Saigon time` · `noon (local time)`
    4. `9:30–11:05 a.m.` · `1410` · `12 p.m.`                 None: a span, an unnamed clock, noon or midnight
    """
    match = _TIME.match(words)
    named = _NAME.fullmatch(words, match.end()) if match else None
    if not match or (not named and match.end() < len(words)):
        return None
    hour = _time_of(match)
    zone = UNIVERSAL if match["zulu"] else _zone_named(named, day, place) if named else _zone_unnamed(match, day, place)
    if hour is None or zone is None:
        return None
    midnight = match["word"] is not None and hour == time()
    shown = shifted(datetime.combine(date.fromisoformat(day), hour, zone_info(zone)), timedelta(midnight))
    # An hour that was skipped or shown twice has two offsets, one for each side of the change.
    if shown.utcoffset() != shown.replace(fold=1).utcoffset():
        return None
    if named and named["name"] and shown.tzname() != vocabulary.name_of("zones", named["name"]):
        return None
    return Minute(written(shown), zone)


def with_name(text: str, span: Span, end: int) -> Span:
    """Extend the span of a time to include the name of its clock, up to `end`: `9 a.m., Saigon time`."""
    named = _NAME.match(text, span.end, end)
    return Span(span.start, named.end()) if named else span


def zone_of(place: str, day: str) -> str | None:
    """Return the time zone of a place on that day, or None if unknown.

    1. `Washington` · `San Clemente, California` · `Waldorf Towers, New York`     the known parts agree
    2. `En route to Washington` · `USS Forrestal`                                 None: a ship's clock is set by its captain
    """
    if day < _ZONES_VERIFIED_FROM or _UNDER_WAY.search(place):
        return None
    found = {term for part in (place, *place.split(",")) if (term := vocabulary.term_of("zones", part)) and term.kind is None}
    zones = {None if any(_within(day, days) for days in term.doubtful) else term.zone for term in found}
    return zones.pop() if len(zones) == 1 else None


def place_of(zone: str) -> str:
    """Return a name for a zone: that of its first place, `Washington`."""
    return next((term.name for term in vocabulary.terms("zones") if term.zone == zone), zone)


def at(instant: str, zone: str) -> datetime:
    """Convert an instant to the local time of `zone`: `1972-12-07T11:23Z` is 7:23 p.m. in `Asia/Ho_Chi_Minh`."""
    moment, rules = datetime.fromisoformat(instant), zone_info(zone)
    try:
        return moment.astimezone(rules)
    except OverflowError:  # at the ends of the calendar, in a zone where it would be the day before or after
        return moment.replace(tzinfo=rules)


def shifted(moment: datetime, by: timedelta) -> datetime:
    """Return the moment that is `by` later; the first or last of the calendar, in the same zone, if there is no such moment."""
    try:
        return moment + by
    except OverflowError:
        return (datetime.min if by < timedelta() else datetime.max).replace(tzinfo=moment.tzinfo)


def beginning(day: str, zone: str) -> str:
    """Return the first instant of a day in a zone."""
    return written(datetime.combine(date.fromisoformat(day), time(), zone_info(zone)))


def months(first: str, last: str) -> list[str]:
    """List the months, in universal time, from one instant to another: `2024-12`, `2025-01`; if `last` is the earlier, the first month."""
    begun, ended = at(first, UNIVERSAL), at(last, UNIVERSAL)
    count = (ended.year - begun.year) * 12 + ended.month - begun.month
    return [f"{begun.year + (begun.month - 1 + n) // 12}-{(begun.month - 1 + n) % 12 + 1:02}" for n in range(max(count, 0) + 1)]


def between(first: str, last: str) -> timedelta:
    """Return the time from one instant to another; negative if `last` is the earlier."""
    return datetime.fromisoformat(last) - datetime.fromisoformat(first)


@cache
def zone_info(zone: str) -> ZoneInfo:
    """Load the rules of a zone. Raises `FileNotFoundError` for a name that is not in the IANA database."""
    with files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=zone)


def _time_of(match: re.Match[str]) -> time | None:
    """Return the time of day. `12 p.m.` is None: it is noon to some and midnight to others; `12:15 p.m.` is a quarter past noon."""
    if match["word"]:
        return time(12) if match["word"].lower() == "noon" else time()
    if match["figures"]:
        return time(int(match["figures"][:2]), int(match["figures"][2:]))
    hour, past = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12 or past > 59 or (hour, past) == (12, 0):
        return None
    return time(hour % 12 + _HALVES[match["half"].lower()], past)


def _zone_named(named: re.Match[str], day: str, place: str | None) -> str | None:
    if named["name"]:
        term = vocabulary.term_of("zones", named["name"])
        return term.zone if term else None
    return zone_of(named["whose"] or place or "", day)


def _zone_unnamed(match: re.Match[str], day: str, place: str | None) -> str | None:
    bare = match["figures"] and not match["hours"]
    return zone_of(place, day) if place and not bare else None


def _within(day: str, days: str) -> bool:
    """Return whether a day is in an EDTF interval. An open start, `..`, sorts before all days."""
    first, _, last = days.partition("/")
    return first <= day and (last == ".." or day <= last)


def written(shown: datetime) -> str:
    """Write a moment as an instant: `1965-12-06T18:10-05:00`, `1972-12-07T11:23Z`."""
    return shown.isoformat(timespec="minutes").replace("+00:00", "Z" if shown.tzname() == "UTC" else "+00:00")
