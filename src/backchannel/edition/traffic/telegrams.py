"""Find which telegram a mention means: `telegram 1037 to Saigon, March 4`, `Embtel 3495`.

A post numbers its telegrams in each direction, starting again every year (on January 1 or, in many years, with the fiscal year on July 1).
So a number identifies a telegram of one year, and a date shows which, or that it is the only one of the preceding months. A document that
states no date is placed between its neighbors, since volumes print their documents by date, chapter by chapter.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.edition.traffic.journeys import InferredJourney, unknown_journey
from backchannel.edition.traffic.mentions import MentionMeaning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.traffic.facts import Mention, MessageDocument

_BEFORE = timedelta(days=150)
"""How long before a document a telegram may be that it mentions without a date: its number recurs after half a year at the earliest."""
_AFTER = timedelta(days=45)
"""How long after a document a telegram may be that an editor's note mentions."""
_WIDE = timedelta(days=90)
"""A range of days longer than this shows neither the year nor which of two telegrams is meant."""
_SAME = timedelta(days=1)
"""Days between a telegram's date where it was sent and where it was received."""

DayRange = tuple[date, date]
"""The first and the last day on which something may have been written."""


class PrintedTelegram(NamedTuple):
    """A printed telegram, and the days on which it may have been written; None if neither it nor its neighbors show them."""

    id: str
    doc: int
    days: DayRange | None


def years_of_posts(documents: Iterable[MessageDocument]) -> dict[int, InferredJourney]:
    """Return the year of each printed telegram of a post, by the key of its document."""
    return {document.doc: _year_of(document) for document in documents if document.channel_kind == "post"}


def _year_of(document: MessageDocument) -> InferredJourney:
    days = days_of(document)
    if days and days[0].year == days[1].year:
        return _year(document.channel_pair, days[0].year)
    return unknown_journey(document.channel_pair, document)


def days_of(document: MessageDocument) -> DayRange | None:
    """Return the days on which a document may have been written: by its own date, else by its neighbors', if those are close and in
    order."""
    own = _range(document.earliest, document.latest)
    if own:
        return own
    first, last = document.near_first, document.near_last
    between = _range(first, last) if first and last and first <= last else None
    return between if between and _agrees(between, document) else None


def _range(first: str | None, last: str | None) -> DayRange | None:
    """Return the days between two dates, if they are few."""
    if not first or not last:
        return None
    days = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    return days if days[1] - days[0] <= _WIDE else None


def _agrees(days: DayRange, document: MessageDocument) -> bool:
    """Return whether the document's own date allows some of these days."""
    first, last = (document.earliest or "")[:10], (document.latest or "9999")[:10]
    return first <= days[1].isoformat() and days[0].isoformat() <= last


def resolve_telegrams(
    mentions: Iterable[Mention], printed: dict[tuple[str, str], list[PrintedTelegram]]
) -> dict[tuple[int, int], MentionMeaning]:
    """Return the meaning of each mention of a post's telegram. `printed` has the printed ones by channel and number."""
    meanings = {}
    for mention in mentions:
        if mention.channel_kind == "post" and mention.number:
            known = [telegram for telegram in printed.get((mention.channel, mention.number), ()) if telegram.doc != mention.document.doc]
            meanings[mention.key] = _meaning(mention, known)
    return meanings


def _meaning(mention: Mention, printed: list[PrintedTelegram]) -> MentionMeaning:
    days = days_of(mention.document)
    day = _day(mention, days)
    if mention.dated:
        same = [telegram for telegram in printed if day and telegram.days and _is_on(day, telegram.days)]
        why = "The post, number and date match."
    else:
        same = [telegram for telegram in printed if days and telegram.days and _is_near(mention, days, telegram.days)]
        why = "The post and number match, and no other telegram of the preceding months has both."
    if len(same) == 1:
        return MentionMeaning(same[0].id, None, why)
    if same:
        return MentionMeaning(None, None, f"{len(same)} documents print this telegram.", tuple(telegram.id for telegram in same))
    journey = _year(mention.channel_pair, day.year) if day else _no_year(mention)
    why_not = "A telegram with that number is printed, but the dates do not match." if printed else ""
    return MentionMeaning(ids.message_id(mention.channel, mention.number, journey.key), journey, why_not)


def _is_on(day: date, days: DayRange) -> bool:
    return days[0] - _SAME <= day <= days[1] + _SAME


def _is_near(mention: Mention, days: DayRange, telegram: DayRange) -> bool:
    """Return whether a document written on some days may mention a telegram of other days without its date."""
    after = _AFTER if mention.in_note else _SAME
    return days[0] - _BEFORE <= telegram[1] and telegram[0] <= days[1] + after


def _day(mention: Mention, days: DayRange | None) -> date | None:
    """Return the day given with a mention; one without its year is of the year that brings it nearest to the document."""
    if not mention.dated:
        return None
    if not mention.dated.startswith("X"):
        return date.fromisoformat(mention.dated[:10])
    if days is None:
        return None
    month, day = int(mention.dated[5:7]), int(mention.dated[8:10])
    found = [one for year in range(days[0].year - 1, days[1].year + 2) if (one := _calendar_day(year, month, day))]
    return min(found, key=lambda one: max(days[0] - one, one - days[1]), default=None)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(channel_pair: str, year: int) -> InferredJourney:
    return InferredJourney(channel_pair, str(year), f"{year}-01-01", f"{year}-12-31", "year", str(year))


def _no_year(mention: Mention) -> InferredJourney:
    """Return the unknown year that all telegrams share which a volume mentions without a date."""
    return InferredJourney(mention.channel_pair, ids.slug(mention.document.volume), None, None, "not")
