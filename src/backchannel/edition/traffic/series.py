"""Divide the messages of a channel pair into series: runs of numbers that rise with their dates.

Numbers that rise are one series until there is evidence of a new one: a number falls while the date rises. A long silence is evidence too:
a traveler who sends nothing for a month is at home again, and a delegation whose messages pause for four months met for another session.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels
from backchannel.dates import shifted
from backchannel.edition.traffic.days import NEXT_DAY, DayRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_TRAVELER, _DELEGATION = timedelta(days=30), timedelta(days=120)


def longest_pause(channel_pair: str) -> timedelta:
    """Return the longest time between two messages of one series of a channel pair."""
    return _DELEGATION if channels.is_delegation(channel_pair.partition(" and ")[0]) else _TRAVELER


class Sighting(NamedTuple):
    """A message with its day, and the volume that prints or names it."""

    day: date
    channel: str
    number: int
    volume: str


def divide_into_series(sightings: Iterable[Sighting], pause: timedelta) -> list[list[Sighting]]:
    """Return the series of a channel pair's sightings, each in order of days."""
    series: list[list[Sighting]] = []
    highest: dict[str, int] = {}  # the highest number of each channel on the earlier days of the current series
    for _, of_day in groupby(sorted(set(sightings)), key=lambda sighting: sighting.day):
        earlier = dict(highest)
        for sighting in of_day:
            if not series or sighting.day - series[-1][-1].day > pause or sighting.number < earlier.get(sighting.channel, 0):
                series.append([])
                highest, earlier = {}, {}
            series[-1].append(sighting)
            highest[sighting.channel] = max(sighting.number, highest.get(sighting.channel, 0))
    return series


def days_of_number(channel: str, number: int, series: Sequence[Sighting], pause: timedelta) -> DayRange:
    """Return the days on which a number of a channel can have been used in a series: that of the same number, else those from the last
    lower one to the first higher one, and no longer before or after the series than it pauses."""
    own = [s for s in series if s.channel == channel]
    same = [s.day for s in own if s.number == number]
    if same:
        return DayRange(min(same), max(same)).widened(NEXT_DAY, NEXT_DAY)
    first = max((s.day for s in own if s.number < number), default=shifted(series[0].day, -pause))
    last = min((s.day for s in own if s.number > number), default=shifted(series[-1].day, pause))
    return DayRange(first, last)
