"""Chooses a document's date: what it states itself, else an interval that its own apparatus bounds, else none.

Most captures lose the dateline. The notes then often still bound the date, and the bound is given with the words it rests on. What
does not bound it is left alone: a folder named for one day holds papers of other days too, and the date in a file's number is as
often that of the paper on top.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import dates, rules, vocabulary
from backchannel.records import Date, Evidence
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.findings import Report
    from backchannel.readers.text.dateline import Dateline
    from backchannel.readers.text.head import Head
    from backchannel.records import Message


class Bound(NamedTuple):
    """Not before `first` and not after `last` (EDTF days, or `..`), by `rule`, for the words at `span`."""

    first: str
    last: str
    rule: str
    span: Span


_FARTHEST_LINE = 200
"""Characters of the one line that may stand between a head and its dateline; datelines farther on belong to an enclosure."""
_END_OF_PLACE = re.compile(r"\.\s{1,4}(?=[A-Z][a-z]{2})")
"""A place has full stops of its own (`Vol. II`): it ends at the first stop before a longer word."""
_RANGE = re.compile(r"[-–—]|\bto\b|\bthrough\b")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
"""A range of whole months (`April–June 1969`) is a rough label: of those measured one in ten holds papers from outside it, of those with
days one in thirty."""
_PRINTED = re.compile(r"\bpp?\.|Public Papers|Bulletin|Congressional Record")
"""A source that is a printed book or journal: its date is that of the printing."""
_MONTH_DAY = re.compile(
    rf"(?P<month>{vocabulary.alternatives('months')})\s+(?P<day>\d{{1,2}})(?!\d)(?:,\s*(?P<year>1[6-9]\d\d|20\d\d)(?![\dZ]))?"
)
_REPLY = re.compile(
    r"\b(?:[Ii]n|[Bb]y) (?:an? |his |its )?(?:reply|message|telegram|backchannel message|letter|memorandum|note|cable)\b"
    r"(?P<between>[^.“\n]{0,120}?)\b(?:replied|responded|answered|acknowledged)\b"
)
"""`In message Hakto 18, December 7, 1123Z, Kissinger replied to Nixon`: the document was written before its answer."""


def find_date(
    text: str,
    head: Head | None,
    datelines: Sequence[Dateline],
    message: Message | None,
    source_notes: Sequence[Span],
    notes: Sequence[Span],
    report: Report,
) -> Date | None:
    """The document's date, or None when nothing in the file states or bounds it.

    `text` has its markers masked. `datelines` are those of the document in order; `source_notes` the spans of its source notes
    (endnotes or unnumbered paragraphs), `notes` those of its other notes.

    1. the dateline after the head, else the date at the head's end           stated
       else that of the message line, `from Saigon, November 10, 1972`        stated
    2. the range in its folder's name, `December 3–13, 1972`                  `folder-dates`
    3. the same in a note, where the folder is its own: `Tohak 1–100, …`      `folder-dates`
    4. the day in its message line, `from Saigon, November 10, 1645Z`         `message-date`
    5. the date of its answer, `In message Hakto 18, December 7, … replied`   `reply-date`
    """
    stated = _stated(text, head, datelines) or _stated_in_line(text, message)
    if stated:
        return stated
    bounds = list(_folder_bounds(text, source_notes))
    bounds += _channel_bounds(text, message, notes)
    bounds += _line_bounds(text, message, bounds)
    bounds += _reply_bounds(text, notes, bounds)
    date = _between(bounds, report)
    if date is None and head and head.kind != "editorial note":
        report.add(rules.NO_DATE, head.span)
    return date


def _stated(text: str, head: Head | None, datelines: Sequence[Dateline]) -> Date | None:
    own = next((dateline for dateline in datelines[:1] if head is None or _follows(text, head.span.end, dateline.span.start)), None)
    if own and own.date:
        return own.date
    return head.date if head else None


def _stated_in_line(text: str, message: Message | None) -> Date | None:
    """`Haigto 4/257 from Saigon, November 10, 1972, 1645Z`"""
    moment = dates.find_moment(text, *_own_words(message)) if message else None
    return Date(edtf=moment.edtf, stated=True, evidence=(Evidence(start=moment.start, end=moment.end, rule="message"),)) if moment else None


def _own_words(message: Message) -> Span:
    """The message line up to the messages that it refers to."""
    return Span(message.start, message.refs[0].start if message.refs else message.end)


def _follows(text: str, end: int, start: int) -> bool:
    """Whether no more than one short line stands between `end` and `start`."""
    between = text[end:start].strip() if 0 <= start - end <= 2 * _FARTHEST_LINE else "\n"
    return len(between) <= _FARTHEST_LINE and "\n" not in between


def _folder_bounds(text: str, source_notes: Sequence[Span]) -> Iterator[Bound]:
    """The range of days in the place of the document, which is the first sentence of its source note."""
    for note in source_notes[:1]:
        stop = _END_OF_PLACE.search(text, note.start, note.end)
        end = stop.start() if stop else note.end
        if not _PRINTED.search(text, note.start, end):
            yield from list(_ranges(text, Span(note.start, end)))[-1:]


def _channel_bounds(text: str, message: Message | None, notes: Sequence[Span]) -> Iterator[Bound]:
    """The range of days of a folder that a note names, where that folder holds this message: `HAK Paris Trip Tohak 1–100, December
    3–13, 1972` holds Tohak 71."""
    if not message or not message.number.isdecimal():
        return
    holds = re.compile(rf"{re.escape(message.channel)}\s+(?P<first>\d{{1,5}})\s*[-–]\s*(?P<last>\d{{1,5}}),\s*", re.IGNORECASE)
    for note in notes:
        for folder in holds.finditer(text, note.start, note.end):
            if int(folder["first"]) <= int(message.number) <= int(folder["last"]):
                moment = dates.find_moment(text, folder.end(), min(note.end, folder.end() + 60))
                if moment and moment.start == folder.end():
                    yield Bound(moment.first, moment.last, "folder-dates", Span(folder.start(), moment.end))


def _ranges(text: str, span: Span) -> Iterator[Bound]:
    for moment in dates.find_moments(text, span.start, span.end):
        opens = text[max(span.start, moment.start - 1) : moment.start] in ("-", "–", "—", "/")
        named = _RANGE.search(text, moment.start, moment.end) and _DAY.search(text, moment.start, moment.end)
        if moment.first != moment.last and named and not opens:
            yield Bound(moment.first, moment.last, "folder-dates", Span(moment.start, moment.end))


def _line_bounds(text: str, message: Message | None, known: Sequence[Bound]) -> Iterator[Bound]:
    """The day in the message line. Without a year it says the day only where another bound gives the year to it."""
    day = _MONTH_DAY.search(text, *_own_words(message)) if message else None
    if day and (edtf := _in_year(day, known)):
        yield Bound(edtf, edtf, "message-date", Span(*day.span()))


def _reply_bounds(text: str, notes: Sequence[Span], known: Sequence[Bound]) -> Iterator[Bound]:
    """The days on which it was answered. Without a year they bound only what another bound gives the year to."""
    for note in notes:
        for reply in _REPLY.finditer(text, note.start, note.end):
            day = _MONTH_DAY.search(text, *reply.span("between"))
            if day and (last := _in_year(day, known)):
                yield Bound("..", last, "reply-date", Span(reply.start(), day.end()))


def _in_year(day: re.Match[str], known: Sequence[Bound]) -> str | None:
    """The day as EDTF: in its own year, or in the only one that another bound allows."""
    years = [day["year"]] if day["year"] else sorted({edge[:4] for bound in known for edge in (bound.first, bound.last) if edge != ".."})
    moments = [dates.find_moment(f"{day['month']} {day['day']}, {year}") for year in years]
    days = [moment.first for moment in moments if moment and (day["year"] or all(b.first <= moment.first <= b.last for b in known))]
    return days[0] if len(days) == 1 else None


def _between(bounds: Sequence[Bound], report: Report) -> Date | None:
    """The interval that all bounds leave. Bounds that contradict each other leave none, and are reported."""
    if not bounds:
        return None
    first = max((bound.first for bound in bounds if bound.first != ".."), default="..")
    last = min((bound.last for bound in bounds if bound.last != ".."), default="..")
    if ".." not in (first, last) and first > last:
        report.add(rules.DATES_DISAGREE, bounds[-1].span, words=" and ".join(f"{bound.first}/{bound.last}" for bound in bounds))
        return None
    evidence = tuple(Evidence(start=bound.span.start, end=bound.span.end, rule=bound.rule) for bound in bounds)
    edtf = first if first == last else f"{first}/{last}"
    report.add(rules.DATE_INFERRED, bounds[0].span, edtf=edtf, rules=" and ".join(dict.fromkeys(bound.rule for bound in bounds)))
    return Date(edtf=edtf, stated=False, evidence=evidence)
