"""Words of a time of day to the minute that they name: `6:10 p.m.` in Washington on 6 December 1965 is `1965-12-06T18:10-05:00`.

Which clock a place kept stands in `data/zones.toml`, with the days on which that is in doubt; the rules of each zone are those of the IANA
database, always as the package `tzdata` has it and never as a machine does. A minute is never invented: a span of time has none, nor has
an hour that the clock skipped or showed twice, a bare `1410` that does not say whose it is, a day in doubt, a ship under way.
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
    """A minute as a clock showed it: `1965-12-06T18:10-05:00` by `America/New_York`, `1972-12-07T11:23Z` by `Etc/UTC`."""

    instant: str
    zone: str


_NEVER_LOOKED_OVER = "1946-01-01"
"""The places' clocks were looked over from this day on. Before it were war time, and the clocks of occupiers."""

_TIME = re.compile(
    r"""
      (?P<hour>\d{1,2})(?::(?P<minute>\d\d))? \s*(?P<half>[ap])\.?\s?m\b\.?           # 6:10 p.m. · 8 p. m.
    | (?P<word>noon|midnight)                                                         # noon
    | (?P<figures>(?:[01]\d|2[0-3])[0-5]\d)(?:(?P<zulu>\s?Z\b)|(?P<hours>\s+hours\b))?  # 2215Z · 1410 hours · 1410
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
    """The minute of `day` (an EDTF day) that the words of a time name, at `place` if they name no clock themselves; None if they name none.

    1. `2215Z` · `2230 GMT`                                   universal time, wherever it was
    2. `6:10 p.m.` · `8 p. m.` · `noon` · `1410 hours`        the clock of the place
       `midnight`                                             the end of the day, as the Government Printing Office has it
    3. `8 p.m. EST` · `9 a.m., Saigon time` · `noon (local time)`
    4. `9:30–11:05 a.m.` · `1410` · `12 p.m.`                 none: a span, a clock that is not said, noon or midnight
    """
    said = _TIME.match(words)
    named = _NAME.fullmatch(words, said.end()) if said else None
    if not said or (not named and said.end() < len(words)):
        return None
    hour = _time_of(said)
    zone = UNIVERSAL if said["zulu"] else _zone_named(named, day, place) if named else _zone_unnamed(said, day, place)
    if hour is None or zone is None:
        return None
    shown = datetime.combine(date.fromisoformat(day) + timedelta(said["word"] is not None and hour == time()), hour, zone_info(zone))
    # An hour that was skipped or shown twice has two offsets, by which side of the change it is taken to be on.
    if shown.utcoffset() != shown.replace(fold=1).utcoffset():
        return None
    if named and named["name"] and shown.tzname() != vocabulary.name_of("zones", named["name"]):
        return None
    return Minute(_written(shown), zone)


def with_name(text: str, span: Span, end: int) -> Span:
    """The words of a time at `span`, up to `end`, with the name of its clock: `9 a.m., Saigon time`."""
    named = _NAME.match(text, span.end, end)
    return Span(span.start, named.end()) if named else span


def zone_of(place: str, day: str) -> str | None:
    """The zone whose clock a place kept on that day, or None where it is not known.

    1. `Washington` · `San Clemente, California` · `Waldorf Towers, New York`     the parts that are known agree
    2. `En route to Washington` · `USS Forrestal`                                 a ship's clock is its captain's
    """
    if day < _NEVER_LOOKED_OVER or _UNDER_WAY.search(place):
        return None
    found = {term for part in (place, *place.split(",")) if (term := vocabulary.term_of("zones", part)) and term.kind is None}
    zones = {None if any(_within(day, days) for days in term.doubtful) else term.zone for term in found}
    return zones.pop() if len(zones) == 1 else None


def place_of(zone: str) -> str:
    """What a zone's clock is called: that of its first place, `Washington`."""
    return next((term.name for term in vocabulary.terms("zones") if term.zone == zone), zone)


def at(instant: str, zone: str) -> datetime:
    """What the clock of `zone` showed at an instant: `1972-12-07T11:23Z` is 7:23 p.m. by `Asia/Ho_Chi_Minh`."""
    return datetime.fromisoformat(instant).astimezone(zone_info(zone))


def beginning(day: str, zone: str) -> str:
    """The first instant of a day by the clock of a zone."""
    return _written(datetime.combine(date.fromisoformat(day), time(), zone_info(zone)))


def months(first: str, last: str) -> list[str]:
    """The months, in universal time, from one instant to another: `2024-12`, `2025-01`; one that ends before it begins is of its first."""
    begun, ended = at(first, UNIVERSAL), at(last, UNIVERSAL)
    count = (ended.year - begun.year) * 12 + ended.month - begun.month
    return [f"{begun.year + (begun.month - 1 + n) // 12}-{(begun.month - 1 + n) % 12 + 1:02}" for n in range(max(count, 0) + 1)]


def between(first: str, last: str) -> timedelta:
    """The time from one instant to another; below zero if `last` is the earlier."""
    return datetime.fromisoformat(last) - datetime.fromisoformat(first)


@cache
def zone_info(zone: str) -> ZoneInfo:
    """The rules of a zone. Raises `FileNotFoundError` for a name that the IANA database has not."""
    with files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=zone)


def _time_of(said: re.Match[str]) -> time | None:
    """The time on the dial. `12 p.m.` is noon to some and midnight to others; `12:15 p.m.` is a quarter past noon."""
    if said["word"]:
        return time(12) if said["word"].lower() == "noon" else time()
    if said["figures"]:
        return time(int(said["figures"][:2]), int(said["figures"][2:]))
    hour, past = int(said["hour"]), int(said["minute"] or 0)
    if not 1 <= hour <= 12 or past > 59 or (hour, past) == (12, 0):
        return None
    return time(hour % 12 + _HALVES[said["half"].lower()], past)


def _zone_named(named: re.Match[str], day: str, place: str | None) -> str | None:
    if named["name"]:
        term = vocabulary.term_of("zones", named["name"])
        return term.zone if term else None
    return zone_of(named["whose"] or place or "", day)


def _zone_unnamed(said: re.Match[str], day: str, place: str | None) -> str | None:
    bare = said["figures"] and not said["hours"]
    return zone_of(place, day) if place and not bare else None


def _within(day: str, days: str) -> bool:
    """Whether a day lies in an EDTF interval: an open end, `..`, is before all days as words are sorted."""
    first, _, last = days.partition("/")
    return first <= day and (last == ".." or day <= last)


def _written(shown: datetime) -> str:
    return shown.isoformat(timespec="minutes").replace("+00:00", "Z" if shown.tzname() == "UTC" else "+00:00")
