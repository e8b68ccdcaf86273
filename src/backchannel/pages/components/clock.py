"""Put an instant into words, on the clocks of a document's own places: `Washington 6:23 a.m. · Saigon 7:23 p.m.`

The places are those that the document states, those of its sender and recipient, and the one that the editors give for its journey.
A place shows no clock if its time zone on that day is not known.
"""

from __future__ import annotations

import re
from calendar import month_name
from typing import TYPE_CHECKING

from backchannel import channels, clocks, stations, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, timedelta

    from backchannel.edition.queries.messages import MessageRow
    from backchannel.records import Correspondent, Document

ClockZones = dict[str, str]
"""Time zones by the places that clocks are named after: `{"Saigon": "Asia/Ho_Chi_Minh"}`."""

_WASHINGTON = "Washington"
_RECEIVED_IN = 80
"""Characters before a time of receipt that may name its place."""


def time_words(shown: datetime) -> str:
    """Write a time of day: `6:23 a.m.`, `8 p.m.`, `noon`, `midnight`."""
    if not shown.minute and not shown.hour % 12:
        return "noon" if shown.hour else "midnight"
    past = f":{shown.minute:02}" if shown.minute else ""
    return f"{shown.hour % 12 or 12}{past} {'p' if shown.hour >= 12 else 'a'}.m."


def clock_words(instant: str, zones: ClockZones, day: str) -> str:
    """Write an instant on several clocks, with the day where it is not `day`.

    `Washington 6:23 p.m. · Paris 12:23 a.m., December 8 · 2323Z`
    """
    return " · ".join(_one_clock(name, clocks.at(instant, zone), day) for name, zone in zones.items())


def other_clocks(document: Document, station: str = "") -> str:
    """Write the minute of a document on the clocks of its places that did not state it, and in universal time where it helps to compare
    them. `station` is the place that the editors give for its journey. Empty if the minute is not known."""
    clock = document.date.clock if document.date else None
    if not document.date or not clock:
        return ""
    day = document.date.edtf[:10]
    zones = {name: zone for name, zone in zones_of((*_places(document), station), day).items() if zone != clock.zone}
    if zones and clock.zone != clocks.UNIVERSAL:
        zones["UTC"] = clocks.UNIVERSAL
    return clock_words(clock.instant, zones, day)


def message_zones(message: MessageRow, station: str, day: str) -> ClockZones:
    """Choose the clocks of a message: Washington's, that of the post or of the journey's `station`, and that of the place that its document
    names."""
    post = channels.channel_pair(message.channel) if channels.is_post(message.channel) else ""
    return zones_of((_WASHINGTON if post or channels.travels(message.channel) else "", post, station, message.place or ""), day)


def zones_of(places: Iterable[str], day: str) -> ClockZones:
    """Return the time zones of places on a day, each once, under the words that it is known by: `Paris` of `Hotel Zenda, Paris`. A place
    whose zone is not known is left out."""
    zones: ClockZones = {}
    for place in places:
        zone = clocks.zone_of(place, day) if place else None
        if zone and zone not in zones.values():
            zones[_known_as(place, day)] = zone
    return zones


def place_of_reception(document: Document, zone: str) -> str:
    """Name the place whose clock a time of receipt states: the place named before it (`Received in Berlin at …`), else that of the zone."""
    received = document.received
    lead = document.text[max(0, received.start - _RECEIVED_IN) : received.start] if received else ""
    words = [word for term in vocabulary.terms("zones") if term.zone == zone and not term.kind for word in term.words]
    named = {_city(word) for word in words if re.search(rf"\b(?:in|at|by)\s+(?:the\s+)?{re.escape(word)}\b", lead)}
    return named.pop() if len(named) == 1 else clocks.place_of(zone)


def is_received_in_washington(document: Document) -> bool:
    """Return whether the recipients, or the channel, are those of a message to Washington."""
    if document.message and channels.kind(document.message.channel) in ("traveler", "post"):
        return channels.direction(document.message.channel) == "in"
    return any(_party(recipient, document) == _WASHINGTON for recipient in document.recipients)


def span_words(span: timedelta) -> str:
    """Write a length of time: `43 min`, `2 h 9 min`, `1 day 7 h`."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "day" if days == 1 else "days"), (hours, "h"), (minutes, "min"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "less than a minute"


def _places(document: Document) -> Iterator[str]:
    """Find the places of a document, Washington first: those of its channel, the one before the date in its dateline, those in its head,
    and those of its sender and recipient."""
    printed = document.printed()
    parties = [party for person in (*document.senders, *document.recipients) if (party := _party(person, document))]
    channel = document.message.channel if document.message else ""
    if _WASHINGTON in parties or channels.kind(channel) in ("traveler", "post"):
        yield _WASHINGTON
    for evidence in document.date.evidence if document.date else ():
        line = next((block for block in document.blocks if block.kind == "dateline" and block.start <= evidence.start < block.end), None)
        if line:
            yield printed.words(line.start, evidence.start).strip(" ,.[]?")
    yield from (place.text for place in (document.place, document.destination) if place)
    if channels.is_post(channel):
        yield channels.channel_pair(channel)
    yield from parties


def _party(person: Correspondent, document: Document) -> str:
    """Return the place of a sender or recipient, if the office shows it: `Saigon` of `the Embassy in Vietnam`, `Washington` of
    `the Department of State`; not that of an official who may have been traveling."""
    office = person.office or person.text
    words = office.removeprefix("the ").removeprefix("The ")
    if vocabulary.name_of("zones", words) == _WASHINGTON:
        return _WASHINGTON
    return stations.station_of(office, document.id.partition("/")[0]) or ""


def _known_as(place: str, day: str) -> str:
    part = next((part.strip() for part in place.split(",") if clocks.zone_of(part, day)), place)
    return _city(part)


def _city(words: str) -> str:
    """Return the city of an office that is listed among places: `Washington` of `Department of State`, `New York` of `USUN`."""
    term = vocabulary.term_of("zones", words)
    return term.name if term and (term.name == _WASHINGTON or words.isupper()) else words


def _one_clock(name: str, shown: datetime, day: str) -> str:
    words = f"{shown:%H%M}Z" if name == "UTC" else f"{name} {time_words(shown)}"
    return words if shown.date().isoformat() == day else f"{words}, {month_name[shown.month]} {shown.day}"
