"""Find when a document was received: `[Received December 8—8:09 p. m.]` after a dateline, `Received at 2:40 a.m.` in a source note.

A telegram to the Department was stamped with the time in Washington. If no day is stated, it is that of the dateline, if no other is
possible: a telegram sent from Saigon in the morning may reach Washington on the evening before.
"""

from __future__ import annotations

import re
from datetime import date as day_of
from datetime import timedelta
from typing import TYPE_CHECKING

from backchannel import clocks, dates, rules, vocabulary
from backchannel.readers.text.dating.minutes import place_of_dateline
from backchannel.records import Clock
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.findings import Report
    from backchannel.readers.text.dating.witness import DatingWitness
    from backchannel.records import Date

_MONTH = vocabulary.alternatives("months")
_RECEIVED = re.compile(
    rf"""
    [Rr](?<!\w.)ec(?:eived|[’']d)                                                   # Received · Rec’d
    (?:\s+(?:in|at|by)\s+(?:the\s+)?(?P<where>[A-Z][\w.’ ]{{1,40}}?))?              # received at the Department of State …
    (?:(?:\s+on)?\s+(?P<before>{_MONTH}\s+\d{{1,2}}(?:,\s*19\d\d)?))?               # Received December 8 …
    \s*(?:[,—–-]\s*|\bat\s+)?
    (?P<time>\d{{1,2}}(?::\d\d)?\s?[ap]\.\s?m\b\.?|noon\b|midnight\b|\d{{4}}Z\b)    # … —8:09 p. m. · … at 1:02 p.m.
    (?:(?:,|,?\s+on)\s+(?P<after>{_MONTH}\s+\d{{1,2}}(?:,\s*19\d\d)?))?             # … , December 6
    """,
    re.VERBOSE,
)
"""The words of a reception. The letter comes before the lookbehind because a plain character is found fastest."""
_OF_THE_DOCUMENT = re.compile(
    r"(?:^\W*|[.;,(\[]\s*|\band\s+|\b(?:telegram|message|cable|airgram|memorandum|letter|note|it|which)\s+was\s+(?:also\s+)?)$"
)
"""What precedes the receipt of the document itself; not `the Ambassador was received at 4 p.m.`"""
_LEAD = 25
"""Characters before the words of receipt that say what was received."""
_LONGEST_ON_THE_WAY = timedelta(60)
"""The longest time from sending to receipt. It decides the year of a day that is stated without one."""
_DEPARTMENT = re.compile(r"\b(?:Department|Secretary) of State\b|\bSecretary Of State\b")
_NEXT_LINE = re.compile(r"\s*(?=\[\s*[Rr]ec)[^\n]*")


def find_reception(witness: DatingWitness, date: Date | None, report: Report) -> Clock | None:
    """Find when the document was received; None if no words say so, or if more than one day is possible. A time of receipt before that of
    sending is reported and left out."""
    found = next(_receptions(witness), None)
    place = _where(witness, found) if found else None
    day = found["before"] or found["after"] if found else None
    if not found or not place or (date is None and not day):
        return None
    minute = _on_stated_day(found, place, day, date) if day else _on_inferred_day(witness, found, place, date)
    span = Span(
        found.start("before") if found["before"] else found.start("time"), found.end("after") if found["after"] else found.end("time")
    )
    if minute and date and date.clock and clocks.between(date.clock.instant, minute.instant) < timedelta():
        sent = report.quoted(date.clock.start, date.clock.end)
        report.add(rules.RECEIVED_BEFORE_SENT, span, words=report.quoted(*span), sent=sent)
        return None
    return Clock(start=span.start, end=span.end, instant=minute.instant, zone=minute.zone) if minute else None


def _receptions(witness: DatingWitness) -> Iterator[re.Match[str]]:
    """Yield the statements of receipt of the document itself, those after its dateline first."""
    for span in (*_beside_dateline(witness), *witness.sources):
        for found in _RECEIVED.finditer(witness.text, *span):
            if _OF_THE_DOCUMENT.search(witness.text[max(span.start, found.start() - _LEAD) : found.start()]):
                yield found


def _beside_dateline(witness: DatingWitness) -> Iterator[Span]:
    for dateline in witness.datelines[:1]:
        after = _NEXT_LINE.match(witness.text, dateline.span.end)
        yield Span(dateline.span.start, after.end() if after else dateline.span.end)


def _where(witness: DatingWitness, found: re.Match[str]) -> str | None:
    """Return the place of receipt: as stated, or Washington if the recipient is the Department, there."""
    if found["where"]:
        return str(found["where"])
    head = witness.head
    if not head or not any(_DEPARTMENT.search(recipient.text) for recipient in head.recipients):
        return None
    away = head.place and head.date is None and head.place.start > head.recipients[-1].start
    return None if away else "Washington"


def _on_stated_day(found: re.Match[str], place: str, day: str, date: Date | None) -> clocks.Minute | None:
    """Return the minute on a stated day, in its own year or in the only year in which it follows the sending soon."""
    moments = [dates.find_moment(day)] if "," in day else [dates.find_moment(f"{day}, {year}") for year in _years(date)]
    days = [moment.first for moment in moments if moment and ("," in day or _soon_after(date, moment.first))]
    return clocks.minute(days[0], found["time"], place) if len(days) == 1 else None


def _years(date: Date | None) -> range:
    first, last = dates.bounds(date.edtf) if date else (None, None)
    return range(int(first[:4]), int(last[:4]) + 2) if first and last else range(0)


def _soon_after(date: Date | None, day: str) -> bool:
    """Return whether a day may be that of receipt. By the clock of a place further west it may be the day before the sending."""
    first, last = dates.bounds(date.edtf) if date else (None, None)
    if not first or not last:
        return False
    earliest = dates.shifted(day_of.fromisoformat(first), -timedelta(1))
    latest = dates.shifted(day_of.fromisoformat(last), _LONGEST_ON_THE_WAY)
    return earliest <= day_of.fromisoformat(day) <= latest


def _on_inferred_day(witness: DatingWitness, found: re.Match[str], place: str, date: Date | None) -> clocks.Minute | None:
    """Return the minute on the dateline's day, or on the next day if it would be before the sending; None if the day before is possible."""
    if date is None or "/" in date.edtf:
        return None
    day = day_of.fromisoformat(date.edtf[:10])
    earliest = date.clock.instant if date.clock else _beginning(witness, day.isoformat())
    before, same, after = (clocks.minute(dates.shifted(day, timedelta(days)).isoformat(), found["time"], place) for days in (-1, 0, 1))
    if not earliest or not before or not same or clocks.between(earliest, before.instant) >= timedelta():
        return None
    if clocks.between(earliest, same.instant) >= timedelta():
        return same
    return after if date.clock else None


def _beginning(witness: DatingWitness, day: str) -> str | None:
    """Return the first instant of the dateline's day at its place."""
    place = place_of_dateline(witness)
    zone = clocks.zone_of(place, day) if place else None
    return clocks.beginning(day, zone) if zone else None
