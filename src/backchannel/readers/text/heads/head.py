"""Read the head of a document: the line with its number, kind, sender, recipient, and often place and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import dates, rules, vocabulary
from backchannel.readers.text.heads.correspondents import read_correspondents
from backchannel.readers.text.heads.forms import begins_with_correspondent, is_correspondence, kind_of_head
from backchannel.readers.text.heads.letters import find_letter
from backchannel.readers.text.heads.parties import HeadParties, read_parties
from backchannel.records import Correspondent, Date, Evidence, Words
from backchannel.source import Span

if TYPE_CHECKING:
    from backchannel.findings import Report
    from backchannel.readers.text.heads.numbers import HeadNumber


class HeadFields(NamedTuple):
    """What a head says after its number. `date` is that at its end: `…, Washington, January 16, 1973.` `place_is_recipients`: the document
    was sent to this place, `to President Johnson, in Texas`."""

    kind: str | None = None
    senders: tuple[Correspondent, ...] = ()
    recipients: tuple[Correspondent, ...] = ()
    between: tuple[Correspondent, ...] = ()
    place: Words | None = None
    place_is_recipients: bool = False
    date: Date | None = None
    span: Span = Span(0, 0)


_END = re.compile(r"(?:\s*\[[^\]]{0,60}\])?[\s.,;\])]*")
_UNDATED = re.compile(r",?\s*\[?undated\b[\s.,\]]*$", re.IGNORECASE)
_PLACE_BEFORE = re.compile(
    rf"""
    (?: (?:,\s*|\s\s)\[?(?P<place>{vocabulary.alternatives("places")})      # , Washington, · , [Washington,]
        (?:,\s+[A-Z][^\d,()]{{2,40}}(?=,))?                                 # , Paris, Hotel Crillon,
    )?
    \s*\]?\s*,?\s*
    (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?)?\s*(?:on\s+)?$         # Thursday, · on
    """,
    re.VERBOSE,
)
"""The words before the date at the end of a head: `, Washington, Thursday, `."""
_WHERE_TO = re.compile(rf"(?<=\s)(?:in|at|near)\s+[A-Z][\w’ .]*,\s*{vocabulary.alternatives('places', 'state')}\s*$")
"""`to the Secretary of State in San Clemente, California, July 27, 1974`: the place before the date is where the recipient was."""
_LONGEST_PLACE = 80
"""Characters before the date of a head in which its place is searched for: further back it is that of a correspondent."""


def read_head(text: str, span: Span, number: HeadNumber | None, report: Report, *, covered: bool = False) -> HeadFields:
    """Read the head at `span` after its number; `text` has its markers masked. `covered`: page furniture was above it, so that a head of
    no known kind is doubtful.

    `145. Message From President Nixon to the President’s Assistant (Kissinger) in Paris`
    """
    start = number.end if number and span.start <= number.end < span.end else span.start
    tail = _read_tail(text, Span(start, span.end), report)
    kind = kind_of_head(text, start, tail.start)
    if kind:
        parties = read_parties(text, Span(kind[1], tail.start), report.printed, titled=True)
    else:
        parties = _read_correspondents(text, Span(start, tail.start), report)
        is_certain = not covered or tail.date is not None or is_correspondence(text[start : span.end].strip())
        if not (parties.senders or parties.recipients) or not is_certain:
            report.add(rules.DOUBTFUL_HEAD, span)
        elif not begins_with_correspondent(text, start, tail.start):
            report.add(rules.UNKNOWN_KIND, span)
    if not number:
        report.add(rules.NO_NUMBER, span)
    return HeadFields(
        kind=kind[0] if kind else None,
        senders=parties.senders,
        recipients=parties.recipients,
        between=parties.between,
        place=tail.place or parties.place,
        place_is_recipients=tail.place is None and parties.place_of == "recipient",
        date=tail.date,
        span=span,
    )


def _read_correspondents(text: str, span: Span, report: Report) -> HeadParties:
    """Read the correspondents of a head that names no kind: `The Secretary of State to Ann Archer`, `Ann Archer to David Baker`."""
    known = begins_with_correspondent(text, *span) and ", to " not in text[span.start : span.end]
    parties = read_parties(text, span, report.printed, titled=False) if known else HeadParties()
    letter = None if parties.recipients else find_letter(text[span.start : span.end].strip())
    if not letter:
        return parties
    start = span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
    sender, recipient = (part and Span(start + part.start, start + part.end) for part in (letter.sender, letter.recipient))
    senders, recipients = (read_correspondents(text, part, report.printed, commas=False) for part in (sender, recipient))
    return HeadParties(senders, recipients)


def _last_moments(text: str, span: Span) -> list[dates.DateMention]:
    return list(dates.find_moments(text, span.start, span.end))[-1:]


class _Tail(NamedTuple):
    """The end of a head, from `start` on, with the place and the date."""

    start: int
    place: Words | None = None
    date: Date | None = None


def _read_tail(text: str, span: Span, report: Report) -> _Tail:
    """Parse the place and the date at the end of a head.

    1. `, Washington, January 16, 1973, 8:40 p.m.`
    2. `, Thursday, June 4, 1953`
    3. `, Washington, undated.`
    """
    moment = next((m for m in _last_moments(text, span) if _END.fullmatch(text, m.end, span.end)), None)
    undated = None if moment else _UNDATED.search(text, span.start, span.end)
    start = moment.start if moment else undated.start() if undated else span.end
    before = _PLACE_BEFORE.search(text, max(span.start, start - _LONGEST_PLACE), start) if moment or undated else None
    date = Date(edtf=moment.edtf, stated=True, evidence=(Evidence(start=moment.start, end=moment.end, rule="head"),)) if moment else None
    if before and before["place"] and _WHERE_TO.search(text, span.start, before.end("place")):
        return _Tail(before.end("place"), None, date)
    place = Words(start=before.start("place"), end=before.end("place"), text=before["place"]) if before and before["place"] else None
    return _Tail(before.start() if before else start, place, date)
