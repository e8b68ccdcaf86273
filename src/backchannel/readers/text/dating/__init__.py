"""Date a document: by its own statement, or else by an interval from evidence in its text and notes.

Most captures lose the dateline. Each kind of evidence is a small function in the table `EVIDENCE`. Each was measured alone, and is used
only if its bound holds for 99 of 100 documents. Weaker evidence is ignored: a folder named for one day holds papers of other days too.

- `archives`: folders, file numbers, collections · `officers`: terms of office · `papers`: dates in the text and notes
- `ahead`: days to come · `answers`: days without a year
- `minutes` and `reception`: the minute of writing and of receipt · `witness`: what all of them examine
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from backchannel import dates, rules
from backchannel.readers.text.dating import ahead, answers, archives, officers, papers
from backchannel.readers.text.dating.minutes import clock_of
from backchannel.readers.text.dating.reception import find_reception
from backchannel.readers.text.dating.witness import DateBound, DatingWitness
from backchannel.readers.text.heads.openers import is_opening_line
from backchannel.records import Date, Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from backchannel.findings import Report
    from backchannel.readers.text.dateline import Dateline

__all__ = ["EVIDENCE", "DatingWitness", "find_date", "find_reception"]

EVIDENCE: tuple[Callable[[DatingWitness], Iterator[DateBound]], ...] = (
    archives.folder_range,
    archives.folder_of_messages,
    archives.filing_day,
    archives.file_period,
    archives.collection,
    archives.retirement,
    officers.officers_of_head,
    officers.signature,
    officers.head_of_post,
    officers.bodies_of_head,
    officers.officers_in_text,
    papers.days_past,
    papers.years_past,
    papers.papers_in_notes,
    ahead.days_ahead,
)
"""The kinds of evidence that bound a date by themselves."""

_WITHOUT_YEAR: tuple[Callable[[DatingWitness, Sequence[DateBound]], Iterator[DateBound]], ...] = (
    answers.day_of_dateline,
    answers.day_of_message,
    answers.day_of_reply,
    ahead.days_ahead_without_year,
)
"""Evidence without a year, which the bounds of the others supply."""

_FARTHEST_LINE = 200
"""Length of the one line that may come between a head and its dateline. A dateline further on belongs to an enclosure."""
_SIGNATURE = 2
_LONGEST_SIGNATURE = 80
"""Lines of a signature below a dateline at most, and characters of each."""
_GROUP = re.compile(r"(?:[A-Z]{1,2} )?(?=\d{6}Z )")
_AFTER_YEARS = timedelta(days=31)
"""How long after its last year a volume may print documents: up to the end of a presidency on January 20."""
_FARTHEST_GROUP = 8
"""Blocks at the top among which a date-time group is that of the message; further on, it is cited."""


def find_date(witness: DatingWitness, report: Report) -> Date | None:
    """Date the document, or return None if nothing in the file states or bounds its date.

    1. the dateline after the head, else the date at the end of the head                  stated
       else the only dateline, at the end of the text                                     stated
       else that of the message line, `from Saigon, November 10, 1972`                    stated
       else a date-time group on its own line at the top, `R 172308Z JAN 73`              stated
    2. the interval that all rows of `EVIDENCE` allow                                     inferred
       and the period in the volume's title; if it is open, up to the end of the volume's years

    An editorial note gets no inferred date: the days in it are those of its subject, not the day when the editors wrote it.
    """
    found = _find_day(witness, report)
    clock = clock_of(witness, found) if found else None
    return found.model_copy(update={"clock": clock}) if found and clock else found


def _find_day(witness: DatingWitness, report: Report) -> Date | None:
    stated = _stated(witness) or _stated_in_line(witness) or _stated_by_group(witness)
    if stated:
        return stated
    if witness.head and witness.head.kind == "editorial note":
        return None
    bounds = [bound for kind in EVIDENCE for bound in kind(witness)]
    bounds += _period(witness, bounds)
    days = [bound for kind in _WITHOUT_YEAR for bound in kind(witness, bounds)]
    found = _between(witness, bounds, days, report)
    undated = any(dateline.undated for dateline in witness.datelines[:1])
    if found is None and not undated and witness.head:
        report.add(rules.NO_DATE, witness.head.span)
    return found


def _stated(witness: DatingWitness) -> Date | None:
    text, head = witness.text, witness.head
    own = next((line for line in witness.datelines[:1] if not head or _follows(text, _opening_end(witness, line), line.span.start)), None)
    if own and own.date:
        return own.date
    return head.date if head and head.date else _closing(witness)


def _closing(witness: DatingWitness) -> Date | None:
    """Return the date of the only dateline, if it is at the end of the text: above or below the signature."""
    if len(witness.datelines) != 1:
        return None
    line = witness.datelines[0]
    below = [block for block in witness.blocks if block.start > line.span.start and block.kind not in ("page", "source-note")]
    is_last = len(below) <= _SIGNATURE and all(block.end - block.start <= _LONGEST_SIGNATURE for block in below)
    return line.date if is_last else None


def _stated_in_line(witness: DatingWitness) -> Date | None:
    """Read the date of a message line: `Haigto 4/257 from Saigon, November 10, 1972, 1645Z`"""
    moment = dates.find_moment(witness.text, *answers.before_refs(witness.message)) if witness.message else None
    return _stated_date(moment, "message") if moment else None


def _stated_by_group(witness: DatingWitness) -> Date | None:
    """Read a date-time group, when a telegram was filed for sending: `R 172308Z JAN 73`"""
    for block in witness.blocks[:_FARTHEST_GROUP]:
        group = _GROUP.match(witness.text, block.start, block.end)
        moment = dates.find_moment(witness.text, group.end(), block.end) if group else None
        if group and moment and moment.start == group.end() and not witness.text[moment.end : block.end].strip():
            return _stated_date(moment, "date-time-group")
    return None


def _stated_date(moment: dates.DateMention, rule: str) -> Date:
    return Date(edtf=moment.edtf, stated=True, evidence=(Evidence(start=moment.start, end=moment.end, rule=rule),))


def _opening_end(witness: DatingWitness, dateline: Dateline) -> int:
    """Return where the head ends, or a source note between it and a dateline."""
    end = witness.head.span.end if witness.head else 0
    return max([end, *(source.end for source in witness.sources if end <= source.start < dateline.span.start)])


def _follows(text: str, end: int, start: int) -> bool:
    """Return whether there is no more than one short line between `end` and `start`, but for those that open a document."""
    if not 0 <= start - end <= 2 * _FARTHEST_LINE:
        return False
    lines = [words for line in text[end:start].split("\n") if (words := line.strip())]
    others = [words for words in lines if not (is_opening_line(words) or words.isupper())] if len(lines) > 1 else lines
    return len(others) <= 1 and len("".join(others)) <= _FARTHEST_LINE


def _between(witness: DatingWitness, bounds: Sequence[DateBound], days: Sequence[DateBound], report: Report) -> Date | None:
    """Intersect all bounds. The evidence is the bounds that set an end of the interval, and those of `days`. Contradictory bounds give no
    date, and are reported."""
    setting = [*_setting(bounds), *days]
    if not setting:
        return None
    setting += _end_of_volume(witness, *_edges(setting))
    first, last = _edges(setting)
    if ".." not in (first, last) and first > last:
        words = " and ".join(dict.fromkeys(_in_words(bound.first, bound.last) for bound in setting))
        report.add(rules.DATES_DISAGREE, setting[-1].span, words=words)
        return None
    evidence = tuple(_evidence(bound) for bound in setting)
    edtf = first if first == last else f"{first}/{last}"
    report.add(
        rules.DATE_INFERRED,
        setting[0].span,
        days=_in_words(first, last),
        rules=" and ".join(dict.fromkeys(bound.rule for bound in setting)),
    )
    return Date(edtf=edtf, stated=False, evidence=evidence)


def _evidence(bound: DateBound) -> Evidence:
    days = None if bound.span.start < bound.span.end else f"{bound.first}/{bound.last}"
    return Evidence(start=bound.span.start, end=bound.span.end, rule=bound.rule, days=days)


def _end_of_volume(witness: DatingWitness, first: str, last: str) -> list[DateBound]:
    """Close an open interval with the last day of the volume's years: a volume for 1961–1963 prints nothing later. This is no evidence by
    itself, and the first year never is: a volume prints older papers that lead up to its subject."""
    end = f"{witness.years[1]}-12-31" if witness.years else ""
    if last != ".." or end < first:
        return []
    return [DateBound("..", end, "volume-years", witness.opening)]


def _period(witness: DatingWitness, bounds: Sequence[DateBound]) -> list[DateBound]:
    """Bound by the period in the volume's title, `October 1972–January 1973`, unless the document's own words exclude it. Of years, only
    the last is a bound, with a month more: volumes print older papers that lead up to their subject. It is no evidence by itself."""
    first, last = witness.period or (None, "")
    if not last or (first is None and not bounds):
        return []
    if first is None:
        last = dates.shifted(date.fromisoformat(last), _AFTER_YEARS).isoformat()
    own_first, own_last = _edges(bounds)
    if (own_first != ".." and own_first > last) or (own_last != ".." and first and own_last < first):
        return []
    return [DateBound(first or "..", last, "volume-period", witness.opening)]


def _setting(bounds: Sequence[DateBound]) -> list[DateBound]:
    """Return the bounds that set an end of the interval; of several that set the same end, the first."""
    first, last = _edges(bounds)
    opening = next((bound for bound in bounds if first == bound.first != ".."), None)
    closing = next((bound for bound in bounds if last == bound.last != ".."), None)
    return [bound for bound in dict.fromkeys((opening, closing)) if bound]


def _edges(bounds: Sequence[DateBound]) -> tuple[str, str]:
    first = max((bound.first for bound in bounds if bound.first != ".."), default="..")
    return first, min((bound.last for bound in bounds if bound.last != ".."), default="..")


def _in_words(first: str, last: str) -> str:
    """Write an interval in words: `1955-07-10`, `1955-07-10 to 1955-07-12`, `not before 1955-07-10`, `not after 1955-07-12`."""
    if first == "..":
        return f"not after {last}"
    if last == "..":
        return f"not before {first}"
    return first if first == last else f"{first} to {last}"
