"""Find the minute of a document's date: a day and a time by a known clock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import clocks, dates, vocabulary
from backchannel.records import Clock
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.readers.text.dating.witness import DatingWitness
    from backchannel.records import Date, Evidence

_WHERE_TO = re.compile(r"\b(?:in|at|near|aboard)\s+(?:the\s+)?$")
"""`to the Secretary of State in San Clemente, July 27, 1974`: the place of the recipient, not of writing."""
_BEFORE_DATE = re.compile(r"[\s,\]?]*(?:(?:[A-Z]|d’)[\w.’]+[\s,]*){0,3}")
"""Words that may come between a place and its date: ` ,] ` · `, California, Tuesday, ` · `, Hotel d’Iéna, `"""
_HINT = re.compile(r"m\b|noon|midnight|\dZ|GMT|hours")
"""What each time has and few dates have: searched for first."""
_FARTHEST = 30
"""Characters after a day within which its time ends; a time further on belongs to other words."""
_BEFORE_PLACE = 20
"""Characters before a place in which `in` or `at` makes it that of the recipient."""
_DEPARTMENT = re.compile(r"(?:[Tt]he )?Department of State")


def clock_of(witness: DatingWitness, date: Date) -> Clock | None:
    """Find the minute of a date that is a single day, or return None.

    1. `Washington, August 27, 1965, 1:41 p.m.`                        the clock of the dateline's place
    2. `…, Washington, January 16, 1973, 8:40 p.m.`                    the clock of the place at the end of the head
    3. `Haigto 4/257 from Saigon, November 10, 1645Z` · `2230 GMT`     the clock that the words name
    """
    evidence = next((evidence for evidence in date.evidence if evidence.rule in _PLACE_OF), None)
    may_be = evidence and "/" not in date.edtf and _HINT.search(witness.text, evidence.start, evidence.end + _FARTHEST)
    time = _time(witness.text, evidence) if evidence and may_be else None
    if not evidence or not time:
        return None
    line = witness.text.find("\n", time.end)
    start, end = clocks.with_name(witness.text, time, line if line >= 0 else len(witness.text))
    found = clocks.minute(date.edtf[:10], witness.text[start:end], _PLACE_OF[evidence.rule](witness, evidence))
    return Clock(start=start, end=end, instant=found.instant, zone=found.zone) if found else None


def place_of_dateline(witness: DatingWitness) -> str | None:
    """Return the place of the dateline after the head."""
    return next((dateline.place.text for dateline in witness.datelines[:1] if dateline.place), None)


def _in_dateline(witness: DatingWitness, _: Evidence) -> str | None:
    """Return the dateline's place, if the sender was there: a telegram of the Department with a dateline of Saigon has a misprint."""
    place = place_of_dateline(witness)
    senders = witness.head.senders if witness.head else ()
    at_home = any(_DEPARTMENT.fullmatch(sender.text) for sender in senders)
    return place if not at_home or vocabulary.name_of("zones", place or "") == "Washington" else None


def _in_head(witness: DatingWitness, evidence: Evidence) -> str | None:
    place = witness.head.place if witness.head else None
    if not place or not _BEFORE_DATE.fullmatch(witness.text, place.end, evidence.start):
        return None
    return None if _WHERE_TO.search(witness.text, max(0, place.start - _BEFORE_PLACE), place.start) else place.text


def _nowhere(_: DatingWitness, __: Evidence) -> str | None:
    return None


_PLACE_OF: dict[str, Callable[[DatingWitness, Evidence], str | None]] = {
    "dateline": _in_dateline,
    "dateline-day": _in_dateline,
    "head": _in_head,
    "message": _nowhere,
    "message-date": _nowhere,
    "date-time-group": _nowhere,
}
"""The rules of evidence that may have a time beside the day, and how to find the place whose clock it is."""


def _time(text: str, evidence: Evidence) -> Span | None:
    """Find the words of the time: inside a stated date, or after a day whose year other evidence gives."""
    moment = dates.find_moment(text, evidence.start, evidence.end)
    return moment.time if moment else dates.find_time(text, evidence.end, min(len(text), evidence.end + _FARTHEST))
