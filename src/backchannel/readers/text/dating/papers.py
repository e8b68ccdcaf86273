"""Date a document by papers and events that it mentions: it is no older than what it describes as past."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import dates, vocabulary
from backchannel.readers.text.dating.witness import DateBound
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.dates import DateMention
    from backchannel.readers.text.dating.witness import DatingWitness

_LEAD = 100
"""Characters before a day that say what happened on it: about one sentence."""
_SENTENCE = re.compile(r"(?<=[a-z]{3})[.;:]\s|\n")
_DATE_BEFORE, _AFTER_YEAR = 45, 60
"""Characters of a date before its year, and characters examined after a year: enough for `Geneva Accords`, or for a verb."""

_PAPER = r"""
      [Tt]elegrams? | [Cc]ables? | [Cc]ablegrams? | [Aa]irgrams? | [Mm]essages? | [Dd]eptel | [Ee]mbtel   # telegram 1037 of
    | [Ll]etters? | [Mm]emorand(?:um|a) | [Mm]emos? | [Nn]otes? | [Aa]ide-[Mm]émoire | [Dd]espatch(?:es)? # memorandum of
    | [Rr]eports? | [Ss]tatements? | [Ss]peech | [Dd]eclarations? | [Cc]onversations?                     # your report of
    | [Rr]esolutions? | [Dd]irectives? | [Ii]nstructions? | [Cc]irculars?                                 # Resolution 242 of
    | NSC[ ]\d\S* | NSDM[ ]\d+ | NSAM[ ]\d+                                                               # NSC 135/1 of
"""
_DATED = re.compile(
    rf"""
      \b[Dd]ated[ ]$                                                    # dated June 30, 1952
    | \b[Ss]ince[ ]$                                                    # since May 3, 1965
    | \b(?:{_PAPER})(?:[ ](?:[Nn]o\.[ ])?[\w–-]*\d[\w–-]*)?[ ]of[ ]$    # your letter of July 10, 1955 · telegram No. 1037 of …
    """,
    re.VERBOSE,
)
_DONE = r"approved|signed|adopted|issued|wrote|was|were|had|made|took|did|said|told|announced|came"
_PAST = re.compile(rf"\b(?:{_PAPER}|{_DONE})\b[^.;\n]{{0,80}}$", re.VERBOSE)
"""`the memorandum that I signed on `, before a day."""
_AHEAD = re.compile(
    r"""
    \b(?: will | shall | would | should | may | could | can | if | is | are | be                # he will leave on …
        | until | till | before | prior[ ]to | later[ ]than | no[ ]later | by | through         # by July 10, 1955
        | to | after | from | for | as[ ]of | during | between                                  # from May 3, 1965 to …
        | around | about | approximately | estimate\w* | project\w* | expect\w* | likely | anticipat\w*
        | deadlines? | scheduled? | expir\w* | ending | end | begin\w* | starting | commencing | effective | earliest | due
        | draft | plan\w* | target\w* | propos\w* | recommend\w* | submit\w*                    # a plan for …
        | next | forthcoming | upcoming | coming | leave | arriv\w* | return\w*                 # his arrival on …
        | meetings? | conferences?                                                              # their day is set long before
        | levels? | FY | fiscal | period | anniversary                                          # the levels of June 30, 1965
      )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words that may put a day in the future."""
_AHEAD_AFTER = re.compile(r"[^.;\n]{0,60}?\b(?:will|shall|would|should|may|next|is|are|expires?|be)\b")

_MONTHS = rf"(?:{vocabulary.alternatives('months')}|early|late|mid|the (?:summer|fall|spring|autumn|winter|end|beginning) of)"
_YEAR = r"(?P<year>19\d\d)\b"
_ACT = r"(?:Acts?|Accords?|Agreements?|Treat(?:y|ies)|Convention|Declaration|Constitution|Charter|Protocol|crisis|coup)"
_DID = r"(?:was|were|had|began|started|signed|adopted|passed|came|took|became|did|sent|went|fell|rose)"
_YEARS = tuple(
    re.compile(form)
    for form in (
        rf"\b[Ss]ince (?:{_MONTHS}[ -])?{_YEAR}(?![-–]\d)",
        rf"\b(?:{_ACT}|events) of {_YEAR}",
        rf"\b{_YEAR} (?:Geneva |Paris )?{_ACT}\b",
        rf"\bIn (?:{_MONTHS}[ -])?{_YEAR},? [^.;\n]{{0,50}}?\b{_DID}\b",
    )
)
_NOTE_DATE = 20
"""Characters in which the date of a note's paper must fit: the longest single day is `September 30, 1972`."""
_NOTE_DATED = re.compile(r"\W{0,2}(?:Dated|(?:Telegram|Airgram) [\w–-]+ (?:from|to) [A-Z][\w ]{2,20},) ")


def days_past(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the latest day that is past: `your letter of July 10, 1955` · `dated June 30, 1952` · `since May 3, 1965`.

    A day is past only if its own sentence says so, and has no word that looks ahead: `will`, `by`, `until`, `scheduled`.
    """
    past = [
        DateBound(moment.first, "..", "past-day", Span(moment.start, moment.end))
        for span, year in witness.named_years
        for moment in dates.find_moments(witness.text, max(span.start, year.start - _DATE_BEFORE), min(span.end, year.end + 1))
        if _is_past(witness.text, span, moment)
    ]
    if past:
        yield max(past, key=lambda bound: bound.first)


def years_past(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the latest year that is past: `since 1949` · `the Accords of 1954` · `the 1962 Agreements` · `In 1958 they were …`"""
    past = [
        DateBound(f"{found['year']}-01-01", "..", "past-year", Span(*found.span()))
        for span, year in witness.named_years
        for form in _YEARS
        if (found := form.search(witness.text, max(span.start, year.start - _DATE_BEFORE), min(span.end, year.end + _AFTER_YEAR)))
    ]
    if past:
        yield max(past, key=lambda bound: bound.first)


def papers_in_notes(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by notes that begin with the date of a paper, because the text names that paper at the marker.

    1. `Dated June 3, 1955`
    2. `Telegram 7207 from Zenda, May 23, 1972`
    """
    for note in witness.notes:
        lead = _NOTE_DATED.match(witness.text, *note)
        moment = dates.find_moment(witness.text, lead.end(), min(note.end, lead.end() + _NOTE_DATE)) if lead else None
        if lead and moment and moment.start == lead.end():
            yield DateBound(moment.first, "..", "paper-in-note", Span(note.start, moment.end))


def _is_past(text: str, span: Span, moment: DateMention) -> bool:
    before = _SENTENCE.split(text[max(span.start, moment.start - _LEAD) : moment.start])[-1]
    if _DATED.search(before):
        return True
    return bool(_PAST.search(before)) and not _AHEAD.search(before) and not _AHEAD_AFTER.match(text, moment.end, span.end)
