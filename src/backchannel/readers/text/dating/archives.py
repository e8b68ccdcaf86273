"""Date a document by where it is held: its folder, its file number, its collection, the lot with which it was retired."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from backchannel import dates, vocabulary
from backchannel.readers.text.dating.witness import DateBound
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.readers.text.dating.witness import DatingWitness

_RANGE = re.compile(r"[-–—]|\bto\b|\bthrough\b")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
"""A day in a range. A range of whole months (`April–June 1969`) is a rough label: of those measured, one in ten holds papers from outside
it; of those with days, one in thirty."""
_PRINTED = re.compile(r"\bpp?\.|Public Papers|Bulletin|Congressional Record")
"""A source that is a printed book or journal, whose date is that of publication."""

_FOLDER_DATE = 60
"""Characters after a folder's numbers that may be its range of days: the longest, `September 30, 1972–October 13, 1972`, and more."""
_FILED = re.compile(r"/(?P<month>\d{1,2})[-–](?P<day>\d{1,2})(?P<year>\d\d)(?![\d–-])")
_SENT = re.compile(r"\b(?:Telegram|Airgram|Despatch|Instruction)s?\b|\b[Tt]o the (?:Embassy|Legation|Mission|Consul)")
_OUTGOING = re.compile(r"\b(?:[Ff]rom )?(?:[Tt]he )?(?:Department|(?:Acting )?Secretary) of State\b[^\n]*? [Tt]o \w")
_INTERNAL = frozenset(
    {
        "memorandum",
        "memorandum of conversation",
        "memorandum of telephone conversation",
        "memorandum for the record",
        "memorandum of meeting",
    }
)
_PREPARED = re.compile(r"\b[Pp]repared (?:in|by) ")
_NAMED_DAY = re.compile(rf"\b{vocabulary.alternatives('months')} \d{{1,2}}(?!\d)")
_SLACK = 2
"""Days between a paper's date and the day under which it was filed: drafting, time zones, receipt in Washington."""

_PERIOD = re.compile(r"Central (?:Foreign Policy )?Files?,? (?P<first>19\d\d)[-–](?P<last>\d\d)(?!\d)")
_CARRIED = 31
"""Days for which a period's files stayed in use after its end, or took in papers from before it."""
_RETIRED = re.compile(
    r"""
      \b[Ll]ot[ ](?:[Ff]ile[ ])?(?P<year>[4-9]\d)[ ]?D[ ]?\d\w*                                         # Lot 64 D 563
    | \bFRC[:,]?[ ](?:No\.[ ])?(?:330[-–])?(?P<accession>[4-9]\d)[ –-]+(?:A[ –-]*)?\d\w*                # FRC 65 A 3501 · FRC: 330-74-142
    """,
    re.VERBOSE,
)


def folder_range(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the range of days in the folder's name: `Zenda Trip, December 3–13, 1972`."""
    place = witness.place
    if place and not _PRINTED.search(witness.text, *place):
        yield from list(_ranges(witness.text, place))[-1:]


def folder_of_messages(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the days of a folder of messages named in a note, if it includes this one: `HAK Paris Trip Tohak 1–100, December 3–13,
    1972` includes Tohak 71."""
    message, text = witness.message, witness.text
    if not message or not message.number.isdecimal():
        return
    holds = re.compile(rf"{re.escape(message.channel)}\s+(?P<first>\d{{1,5}})\s*[-–]\s*(?P<last>\d{{1,5}}),\s*", re.IGNORECASE)
    for note in witness.notes:
        for folder in holds.finditer(text, note.start, note.end):
            if int(folder["first"]) <= int(message.number) <= int(folder["last"]):
                moment = dates.find_moment(text, folder.end(), min(note.end, folder.end() + _FOLDER_DATE))
                if moment and moment.start == folder.end():
                    yield DateBound(moment.first, moment.last, "folder-dates", Span(folder.start(), moment.end))


def filing_day(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the day in a number of the Department's decimal files: `501.BB/7–1048` is July 10, 1948.

    1. papers sent by the Department: filed under the day of the paper that they answer, so not before it
    2. its memoranda and internal papers, and telegrams to it: filed under their own day
    3. letters to it, and papers of unknown kind: under the day of receipt or of another paper, so no bound
    4. its memoranda whose source note names another day: `Approved in S on July 14`, `Filed with a May 31 memorandum`: no bound
    """
    place = witness.place
    filed = _FILED.search(witness.text, *place) if place else None
    moment = dates.find_moment(f"{filed['month']}/{filed['day']}/{filed['year']}") if filed else None
    if not filed or not moment or not witness.head:
        return
    first, last = _around(moment.first, _SLACK)
    if _OUTGOING.search(witness.title):
        yield DateBound(first, "..", "file-date", Span(*filed.span()))
    elif _is_sent(witness) or (_is_internal(witness) and not _names_another_day(witness, Span(*filed.span()), first, last)):
        yield DateBound(first, last, "file-date", Span(*filed.span()))


def file_period(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the years of a central file: `Central Files 1967–69`."""
    place = witness.place
    period = _PERIOD.search(witness.text, *place) if place else None
    if period:
        first, _ = _around(f"{period['first']}-01-01", _CARRIED)
        _, last = _around(f"19{period['last']}-12-31", _CARRIED)
        yield DateBound(first, last, "file-period", Span(*period.span()))


def collection(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by a collection of one presidency: `Nixon Presidential Materials, NSC Files`."""
    place = witness.place
    found = _collections().search(witness.text, *place) if place else None
    if found:
        term = vocabulary.term_of("collections", found["name"])
        if term and term.first and term.last:
            yield DateBound(term.first, term.last, "collection", Span(*found.span()))


def retirement(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the year in which an office retired its files: `Lot 64 D 563` in 1964, `FRC 65 A 3501` in 1965. The paper is no later."""
    place = witness.place
    retired = _RETIRED.search(witness.text, *place) if place else None
    if retired:
        yield DateBound("..", f"19{retired['year'] or retired['accession']}-12-31", "file-retired", Span(*retired.span()))


def _is_sent(witness: DatingWitness) -> bool:
    place = witness.place
    return _SENT.search(witness.title) is not None or (place is not None and "elegram" in witness.text[place.start : place.end])


def _is_internal(witness: DatingWitness) -> bool:
    return bool(witness.head and witness.head.kind in _INTERNAL) or _PREPARED.search(witness.title) is not None


def _names_another_day(witness: DatingWitness, filed: Span, first: str, last: str) -> bool:
    """Return whether the note with the number names a day that is not among those around the day of filing."""
    note = next((source for source in witness.sources if source.start <= filed.start < source.end), filed)
    named = (dates.find_moment(f"{day[0]}, {first[:4]}") for day in _NAMED_DAY.finditer(witness.text, filed.end, note.end))
    return any(moment and not first <= moment.first <= last for moment in named)


def _around(day: str, days: int) -> tuple[str, str]:
    """Return the day `days` before and the day `days` after."""
    here = date.fromisoformat(day)
    return dates.shifted(here, -timedelta(days)).isoformat(), dates.shifted(here, timedelta(days)).isoformat()


def _ranges(text: str, span: Span) -> Iterator[DateBound]:
    for moment in dates.find_moments(text, span.start, span.end):
        opens = text[max(span.start, moment.start - 1) : moment.start] in ("-", "–", "—", "/")
        named = _RANGE.search(text, moment.start, moment.end) and _DAY.search(text, moment.start, moment.end)
        if moment.first != moment.last and named and not opens:
            yield DateBound(moment.first, moment.last, "folder-dates", Span(moment.start, moment.end))


@cache
def _collections() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{vocabulary.alternatives('collections')})\w*")  # `National Security Files`, where the list has `File`
