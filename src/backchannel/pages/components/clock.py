"""Put an instant into words, on the clocks of sender and recipient: `Washington 6:23 a.m. · Saigon 7:23 p.m.`"""

from __future__ import annotations

from calendar import month_name
from typing import TYPE_CHECKING

from backchannel import channels, clocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, timedelta

    from backchannel.records import Document

ClockZones = dict[str, str]
"""Time zones by the places that clocks are named after: `{"Saigon": "Asia/Ho_Chi_Minh"}`."""

DEFAULT_CLOCKS: ClockZones = {"Paris": "Europe/Paris", "Saigon": "Asia/Ho_Chi_Minh"}
"""Where the travelers of the channels mostly were: shown for a message that names no place."""


def time_words(shown: datetime) -> str:
    """Write a time of day: `6:23 a.m.`, `8 p.m.`, `noon`, `midnight`."""
    if not shown.minute and not shown.hour % 12:
        return "noon" if shown.hour else "midnight"
    past = f":{shown.minute:02}" if shown.minute else ""
    return f"{shown.hour % 12 or 12}{past} {'p' if shown.hour >= 12 else 'a'}.m."


def clock_words(instant: str, zones: ClockZones, day: str) -> str:
    """Write an instant on several clocks, with the day where it is not `day`.

    `Washington 6:23 p.m. · Paris 12:23 a.m., 8 December · 2323Z`
    """
    return " · ".join(_one_clock(name, clocks.at(instant, zone), day) for name, zone in zones.items())


def other_clocks(document: Document) -> str:
    """Write the minute of a document on the clocks that did not state it: Washington's, those of its correspondents' places, and universal
    time where it helps to compare them. A message that names no place is shown on the clocks of the talks. Empty if the minute is not
    known."""
    clock = document.date.clock if document.date else None
    if not document.date or not clock:
        return ""
    day = document.date.edtf[:10]
    zones = {name: zone for name, zone in _zones_of(document, day) if zone != clock.zone}
    if zones and clock.zone != clocks.UNIVERSAL:
        zones["UTC"] = clocks.UNIVERSAL
    return clock_words(clock.instant, zones, day)


def span_words(span: timedelta) -> str:
    """Write a length of time: `43 min`, `2 h 9 min`, `1 day 7 h`."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "day" if days == 1 else "days"), (hours, "h"), (minutes, "min"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "less than a minute"


def _zones_of(document: Document, day: str) -> Iterator[tuple[str, str]]:
    yield "Washington", clocks.WASHINGTON
    known = dict(_known(_places(document), day))
    yield from known.items()
    if not known.keys() - {"Washington"} and document.message and not channels.is_post(document.message.channel):
        yield from DEFAULT_CLOCKS.items()


def _places(document: Document) -> Iterator[str]:
    """Find the places that the text names: the one before the date in its dateline, and the one in its head."""
    printed = document.printed()
    for evidence in document.date.evidence if document.date else ():
        line = next((block for block in document.blocks if block.kind == "dateline" and block.start <= evidence.start < block.end), None)
        if line:
            yield printed.words(line.start, evidence.start).strip(" ,.[]?")
    if document.place:
        yield document.place.text


def _known(places: Iterable[str], day: str) -> Iterator[tuple[str, str]]:
    """Keep the places whose time zone is known, each under the words that it is known by: `Paris` of `Hotel Zenda, Paris`."""
    for place in places:
        if zone := clocks.zone_of(place, day):
            yield next((part.strip() for part in place.split(",") if clocks.zone_of(part, day)), place), zone


def _one_clock(name: str, shown: datetime, day: str) -> str:
    words = f"{shown:%H%M}Z" if name == "UTC" else f"{name} {time_words(shown)}"
    return words if shown.date().isoformat() == day else f"{words}, {shown.day} {month_name[shown.month]}"
