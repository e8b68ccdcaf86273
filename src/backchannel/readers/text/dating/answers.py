"""Date a document by days without a year: in its dateline, its message line, or the notes on its answers. Other bounds give the year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import dates, vocabulary
from backchannel.readers.text.dating.witness import DateBound
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.dating.witness import DatingWitness
    from backchannel.records import Message

_MONTH_DAY = re.compile(
    rf"(?P<month>{vocabulary.alternatives('months')})\s+(?P<day>\d{{1,2}})(?!\d)(?:,\s*(?P<year>1[6-9]\d\d|20\d\d)(?![\dZ]))?"
)
_REPLY = re.compile(
    r"""
    \b(?:[Ii]n|[Bb]y)[ ](?:an?[ ]|his[ ]|its[ ])?
    (?:reply|message|telegram|backchannel[ ]message|letter|memorandum|note|cable)\b         # In message …
    (?P<between>[^.“\n]{0,120}?)                                                            # … Hakto 18, December 7, 1123Z, Kissinger …
    \b(?:replied|responded|answered|acknowledged)\b                                         # … replied
    """,
    re.VERBOSE,
)
"""`In message Hakto 18, December 7, 1123Z, Kissinger replied to Nixon`: the document was written before its answer."""


def day_of_dateline(witness: DatingWitness, known: Sequence[DateBound]) -> Iterator[DateBound]:
    """Bound by a dateline without a year: `Saigon, November 10, 1645Z.`"""
    for dateline in witness.datelines[:1]:
        if dateline.date is None:
            yield from _day(witness.text, dateline.span, known, "dateline-day")


def day_of_message(witness: DatingWitness, known: Sequence[DateBound]) -> Iterator[DateBound]:
    """Bound by the day of a message line: `Haigto 4/257 from Saigon, November 10, 1645Z`"""
    if witness.message:
        yield from _day(witness.text, before_refs(witness.message), known, "message-date")


def day_of_reply(witness: DatingWitness, known: Sequence[DateBound]) -> Iterator[DateBound]:
    """Bound by the day of an answer: `In message Hakto 18, December 7, 1123Z, Kissinger replied`: not after that day."""
    for note in witness.notes:
        for reply in _REPLY.finditer(witness.text, *note):
            day = _MONTH_DAY.search(witness.text, *reply.span("between"))
            if day and (last := _in_year(day, known)):
                yield DateBound("..", last, "reply-date", Span(reply.start(), day.end()))


def before_refs(message: Message) -> Span:
    """Return the span of the message line up to the messages that it refers to, which have days of their own."""
    return Span(message.start, message.refs[0].start if message.refs else message.end)


def _day(text: str, span: Span, known: Sequence[DateBound], rule: str) -> Iterator[DateBound]:
    day = _MONTH_DAY.search(text, *span)
    if day and (edtf := _in_year(day, known)):
        yield DateBound(edtf, edtf, rule, Span(*day.span()))


def _in_year(day: re.Match[str], known: Sequence[DateBound]) -> str | None:
    """Return the day as EDTF, in its own year or in the only year that the other bounds allow."""
    if day["year"]:
        moment = dates.find_moment(f"{day['month']} {day['day']}, {day['year']}")
        return moment.first if moment else None
    first = max((bound.first for bound in known if bound.first != ".."), default="")
    last = min((bound.last for bound in known if bound.last != ".."), default="")
    if not first or not last:
        return None
    years = range(int(first[:4]), int(last[:4]) + 1)
    moments = [dates.find_moment(f"{day['month']} {day['day']}, {year}") for year in years]
    days = [moment.first for moment in moments if moment and first <= moment.first <= last]
    return days[0] if len(days) == 1 else None
