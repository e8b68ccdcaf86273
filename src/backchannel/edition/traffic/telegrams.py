"""Tells which telegram a mention means: `telegram 1037 to Saigon, March 4`, `Embtel 3495`.

A post counts its telegrams each way, and begins again each year (on January 1 or, in many years, with the fiscal year on July 1). So a
number is a telegram of a year, and a day, or the only one of the months before, tells which. A document that states no day is of those
between its neighbours, for volumes print their documents by date, chapter by chapter.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.edition.traffic.journeys import InferredJourney, unknown
from backchannel.edition.traffic.mentions import MentionMeaning

if TYPE_CHECKING:
    from backchannel.edition.traffic.facts import Mention, MessageDocument, MessageFacts

_BEFORE = timedelta(days=150)
"""How long before a document a telegram may lie that it names without a day: its number comes again after half a year at the least."""
_AFTER = timedelta(days=45)
"""How long after a document one may lie that an editor's note names."""
_WIDE = timedelta(days=90)
"""Days that lie further apart tell no year, nor which of two telegrams is meant."""
_SAME = timedelta(days=1)
"""Days between a telegram's date where it was sent and where it was received."""

DayRange = tuple[date, date]
"""The first and the last day of which something may be."""


class PrintedTelegram(NamedTuple):
    """A telegram that is printed, and the days of which it may be; None where nothing near tells them."""

    id: str
    doc: int
    days: DayRange | None


def years(facts: MessageFacts) -> tuple[dict[str, list[InferredJourney]], dict[int, InferredJourney]]:
    """The years of each post's telegrams, by post, and that of each printed one."""
    of: dict[int, InferredJourney] = {}
    for paper in facts.papers.values():
        if paper.own and channels.is_post(paper.own.channel):
            days = days_of(paper)
            sure = days is not None and days[0].year == days[1].year
            of[paper.doc] = _year(paper.channel_pair or "", days[0].year) if days and sure else unknown(paper.channel_pair or "", paper)
    found: dict[str, set[InferredJourney]] = {}
    for journey in of.values():
        found.setdefault(journey.channel_pair, set()).add(journey)
    return {channel_pair: sorted(journeys, key=lambda journey: journey.key) for channel_pair, journeys in found.items()}, of


def days_of(paper: MessageDocument) -> DayRange | None:
    """The days of which a document may be: what it states or bounds itself, else those of its neighbours, if they are few and in order."""
    own = _extent(paper.earliest, paper.latest)
    if own:
        return own
    first, last = paper.near_first, paper.near_last
    between = _extent(first, last) if first and last and first <= last else None
    return between if between and _agree(between, paper) else None


def _extent(first: str | None, last: str | None) -> DayRange | None:
    """The days from one to another, if they are few."""
    if not first or not last:
        return None
    days = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    return days if days[1] - days[0] <= _WIDE else None


def _agree(days: DayRange, paper: MessageDocument) -> bool:
    """Whether what a document says of its days leaves some of these."""
    first, last = (paper.earliest or "")[:10], (paper.latest or "9999")[:10]
    return first <= days[1].isoformat() and days[0].isoformat() <= last


def resolve_telegrams(facts: MessageFacts, sent: dict[tuple[str, str], list[PrintedTelegram]]) -> dict[tuple[int, int], MentionMeaning]:
    """What each mention of a post's telegram means. `sent` has the printed ones by channel and number."""
    meanings = {}
    for mention in facts.mentions:
        if mention.channel and mention.number and channels.is_post(mention.channel):
            paper = facts.papers[mention.doc]
            known = [telegram for telegram in sent.get((mention.channel, mention.number), ()) if telegram.doc != mention.doc]
            meanings[mention.key] = _meaning(mention, paper, days_of(paper), known)
    return meanings


def _meaning(mention: Mention, paper: MessageDocument, days: DayRange | None, sent: list[PrintedTelegram]) -> MentionMeaning:
    channel_pair = channels.channel_pair(mention.channel or "")
    day = _day(mention, days)
    if mention.dated:
        same = [telegram for telegram in sent if day and telegram.days and _is_on(day, telegram.days)]
        why = "The post, number and date match."
    else:
        same = [telegram for telegram in sent if days and telegram.days and _is_near(mention, days, telegram.days)]
        why = "The post and number match, and no other telegram of the preceding months has both."
    if len(same) == 1:
        return MentionMeaning(same[0].id, None, why)
    if same:
        return MentionMeaning(None, None, f"{len(same)} documents print this telegram.", tuple(telegram.id for telegram in same))
    journey = _year(channel_pair, day.year) if day else InferredJourney(channel_pair, ids.slug(paper.volume), None, None, "not")
    return MentionMeaning(ids.message_id(mention.channel or "", mention.number or "", journey.key), journey, _why_not(bool(sent)))


def _why_not(other: bool) -> str:
    return "A telegram with that number is printed, but the dates do not match." if other else ""


def _is_on(day: date, days: DayRange) -> bool:
    return days[0] - _SAME <= day <= days[1] + _SAME


def _is_near(mention: Mention, days: DayRange, telegram: DayRange) -> bool:
    """Whether a document of some days may name a telegram of some others without its day."""
    after = _AFTER if mention.in_note else _SAME
    return days[0] - _BEFORE <= telegram[1] and telegram[0] <= days[1] + after


def _day(mention: Mention, days: DayRange | None) -> date | None:
    """The day that stands with a mention; one without its year is of the year that brings it nearest to the document."""
    if not mention.dated:
        return None
    if not mention.dated.startswith("X"):
        return date.fromisoformat(mention.dated[:10])
    if days is None:
        return None
    month, day = int(mention.dated[5:7]), int(mention.dated[8:10])
    found = [one for year in range(days[0].year - 1, days[1].year + 2) if (one := _calendar(year, month, day))]
    return min(found, key=lambda one: max(days[0] - one, one - days[1]), default=None)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(channel_pair: str, year: int) -> InferredJourney:
    return InferredJourney(channel_pair, str(year), f"{year}-01-01", f"{year}-12-31", "year", str(year))
