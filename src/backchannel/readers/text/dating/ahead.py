"""Date a document by days that are still to come in it: it was written before the day by which something is to happen.

Only words that look ahead and name an end are evidence: of 84 such days in volumes with known dates, none was past. Words such as *by* or
*before* alone are not: *By August 25, they saw that …*
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from backchannel import dates, vocabulary
from backchannel.readers.text.dating.witness import DateBound
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.dating.witness import DatingWitness

_DAY = re.compile(
    rf"(?P<month>{vocabulary.alternatives('months')})\s+(?P<day>\d{{1,2}})(?!\d)(?!\s*[-–—]\s*\d)(?:,?\s+(?P<year>19\d\d)(?!\d))?"
)
_LEAD = 100
"""Characters before a day that may say that it is to come: about one sentence."""
_SENTENCE = re.compile(r"(?<=[a-z]{3})[.;:]\s|\n")
_PAST = r"was|were|had|did|has|have|been|recall\w*|remember|said|told|ago|last|decided|would|could|since|ended|began|met|asked|note|noted"
_BETWEEN = rf"(?:(?!\b(?:{_PAST})\b)[^.;\n]){{0,80}}?"
_COMING = re.compile(
    rf"""
      \b(?:will|shall|should|must|can|may|might|hopes?|plans?|expects?|intends?|proposes?|effort|wants?|wish|needs?|try|attempt|due)\b
      {_BETWEEN}\b(?:up[ ]to|until|till|by|before|prior[ ]to|(?:no|not)[ ]later[ ]than)(?:[ ](?:about|on))?[ ]$    # will finish by …
    | \b(?:will|shall)\b(?![ ](?:recall|remember|recollect|note)){_BETWEEN}\bon[ ]$                                # will leave on …
    | \b(?:is|are)[ ](?:now[ ]|tentatively[ ])?(?:scheduled|set|due|planned)\b{_BETWEEN}$                          # is scheduled for …
    """,
    re.VERBOSE,
)
_WITHIN = timedelta(days=270)
"""How far ahead a day without its year may be: for a later one, writers give the year."""


def days_ahead(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by days to come: `will be ready by July 10, 1955`, `is scheduled for May 3, 1965`."""
    for day in _coming(witness):
        moment = dates.find_moment(f"{day['month']} {day['day']}, {day['year']}") if day["year"] else None
        if moment:
            yield DateBound("..", moment.first, "day-ahead", Span(*day.span()))


def days_ahead_without_year(witness: DatingWitness, known: Sequence[DateBound]) -> Iterator[DateBound]:
    """Bound by days to come without a year, `to keep things together up to November 7`, if only one year is possible."""
    first = max((bound.first for bound in known if bound.first != ".."), default="")
    last = min((bound.last for bound in known if bound.last != ".."), default="")
    if not first or not last:
        return
    found = [(day, years[0]) for day in _coming(witness) if not day["year"] and len(years := _possible(day, first, last)) == 1]
    if found:
        day, edtf = min(found, key=lambda one: one[1])
        yield DateBound("..", edtf, "day-ahead", Span(*day.span()))


def _coming(witness: DatingWitness) -> Iterator[re.Match[str]]:
    """Find the days in the document's own words that are still to come."""
    for span in witness.body:
        for day in _DAY.finditer(witness.text, *span):
            sentence = _SENTENCE.split(witness.text[max(span.start, day.start() - _LEAD) : day.start()])[-1]
            if _COMING.search(sentence):
                yield day


def _possible(day: re.Match[str], first: str, last: str) -> list[str]:
    """List the days that may be meant, of one or more years."""
    years = range(int(first[:4]), int(last[:4]) + 2)
    moments = (dates.find_moment(f"{day['month']} {day['day']}, {year}") for year in years)
    return [moment.first for moment in moments if moment and _may_be_ahead(moment.first, first, last)]


def _may_be_ahead(day: str, first: str, last: str) -> bool:
    """Return whether a text that was written between two days may name this day as one to come."""
    return first <= day and dates.shifted(date.fromisoformat(day), -_WITHIN).isoformat() <= last
