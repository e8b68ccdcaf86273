"""The minute of a document's date: the words give a day and a time, and it is known whose clock showed it."""

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
"""`to the Secretary of State in San Clemente, July 27, 1974`: where the recipient was, not where it was written."""
_BEFORE_DATE = re.compile(r"[\s,\]?]*(?:(?:[A-Z]|d’)[\w.’]+[\s,]*){0,3}")
"""What may stand between a place and its date: ` ,] ` · `, California, Tuesday, ` · `, Hotel d’Iéna, `"""
_HINT = re.compile(r"m\b|noon|midnight|\dZ|GMT|hours")
"""What each time has, and few dates: looked for first."""
_FARTHEST = 30
"""Characters after a day in which its time ends."""
_DEPARTMENT = re.compile(r"(?:[Tt]he )?Department of State")


def clock_of(witness: DatingWitness, date: Date) -> Clock | None:
    """The clock of a date that is one day, or None.

    1. `Washington, August 27, 1965, 1:41 p.m.`                        by the place of the dateline
    2. `…, Washington, January 16, 1973, 8:40 p.m.`                    by that at the end of the head
    3. `Haigto 4/257 from Saigon, November 10, 1645Z` · `2230 GMT`     by none: the words name the clock
    """
    said = next((evidence for evidence in date.evidence if evidence.rule in _WHERE), None)
    may_be = said and "/" not in date.edtf and _HINT.search(witness.text, said.start, said.end + _FARTHEST)
    time = _time(witness.text, said) if said and may_be else None
    if not said or not time:
        return None
    line = witness.text.find("\n", time.end)
    start, end = clocks.with_name(witness.text, time, line if line >= 0 else len(witness.text))
    found = clocks.minute(date.edtf[:10], witness.text[start:end], _WHERE[said.rule](witness, said))
    return Clock(start=start, end=end, instant=found.instant, zone=found.zone) if found else None


def place_of_dateline(witness: DatingWitness) -> str | None:
    """Where the dateline after the head says that the document was written."""
    return next((dateline.place.text for dateline in witness.datelines[:1] if dateline.place), None)


def _in_dateline(witness: DatingWitness, _: Evidence) -> str | None:
    """The dateline's place, if the sender was there: a telegram of the Department that is dated from Saigon is misprinted somewhere."""
    place = place_of_dateline(witness)
    senders = witness.head.senders if witness.head else ()
    at_home = any(_DEPARTMENT.fullmatch(sender.text) for sender in senders)
    return place if not at_home or vocabulary.name_of("zones", place or "") == "Washington" else None


def _in_head(witness: DatingWitness, said: Evidence) -> str | None:
    place = witness.head.place if witness.head else None
    if not place or not _BEFORE_DATE.fullmatch(witness.text, place.end, said.start):
        return None
    return None if _WHERE_TO.search(witness.text, max(0, place.start - 20), place.start) else place.text


def _nowhere(_: DatingWitness, __: Evidence) -> str | None:
    return None


_WHERE: dict[str, Callable[[DatingWitness, Evidence], str | None]] = {
    "dateline": _in_dateline,
    "dateline-day": _in_dateline,
    "head": _in_head,
    "message": _nowhere,
    "message-date": _nowhere,
    "date-time-group": _nowhere,
}
"""The evidence that may have a time beside its day, and where the place stands whose clock showed it."""


def _time(text: str, said: Evidence) -> Span | None:
    """The words of the time: within those of a stated date, after those of a day whose year another gives."""
    moment = dates.find_moment(text, said.start, said.end)
    return moment.time if moment else dates.find_time(text, said.end, min(len(text), said.end + _FARTHEST))
