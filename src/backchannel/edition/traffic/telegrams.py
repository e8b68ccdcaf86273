"""Find which telegram a mention means: `telegram 1037 to Saigon, March 4`, `Embtel 3495`.

A post numbers its telegrams in each direction, starting again every year (on January 1 or, in many years, with the fiscal year on July 1).
So a number identifies a telegram of one year, and a date shows which, or that it is the only one of the preceding months. A document that
states no date is placed between its neighbors, since volumes print their documents by date, chapter by chapter.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.edition.traffic.days import NEXT_DAY, UNKNOWN, DayRange, calendar_days, likely_sent, sent_before
from backchannel.edition.traffic.inferred_journey import InferredJourney, unknown_journey
from backchannel.edition.traffic.mentions import DatedMeanings, MentionMeaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.edition.traffic.facts import ChannelNumber, Mention, MessageDocument

    Meanings = dict[tuple[int, int], MentionMeaning]


_SLACK = timedelta(days=7)
"""How far the date of a document may be from those that its neighbors show."""


class KnownTelegram(NamedTuple):
    """A telegram that is printed, or mentioned with its date: the days on which it may have been sent, its id and year, the volume that
    prints or first mentions it, and the document that prints it."""

    days: DayRange
    id: str
    year: InferredJourney | None
    volume: str
    document: MessageDocument | None = None


def years_of_posts(documents: Iterable[MessageDocument]) -> dict[int, InferredJourney]:
    """Return the year of each printed telegram of a post, by the key of its document."""
    return {document.doc: _year_of(document) for document in documents if document.channel_kind == "post"}


def _year_of(document: MessageDocument) -> InferredJourney:
    year = document.days.year
    return _year(document.channel_pair, year) if year else unknown_journey(document.channel_pair, document)


def _year(channel_pair: str, year: int) -> InferredJourney:
    return InferredJourney(channel_pair, str(year), f"{year:04}-01-01", f"{year:04}-12-31", "year", str(year))


def resolve_telegrams(mentions: Iterable[Mention], printed: Mapping[ChannelNumber, list[KnownTelegram]]) -> Meanings:
    """Return the meaning of each mention of a post's telegram. `printed` has the printed ones by channel and number."""
    of_posts = [mention for mention in mentions if mention.channel_kind == "post" and mention.number]
    meanings: Meanings = {}
    for message, named in groupby(sorted(of_posts, key=lambda mention: mention.message), key=lambda mention: mention.message):
        meanings |= _resolve_number(list(named), printed.get(message, []))
    return meanings


def _resolve_number(mentions: list[Mention], printed: list[KnownTelegram]) -> Meanings:
    """Return the meanings of all mentions of one number.

    1. the document's own number                  the telegram that the document prints
    2. a number with a date                       the printed telegram of that date, else a telegram of that date that nobody printed
    3. a number that the document dates elsewhere that telegram
    4. a number without a date                    the only one of these telegrams that the document may name; else one that nobody printed
    """
    meanings = {mention.key: meaning for mention in mentions if (meaning := _of_own_document(mention, printed))}
    dated = [mention for mention in mentions if mention.day and mention.key not in meanings]
    by_day = dict(_by_day(dated, printed))
    meanings |= by_day
    in_document = DatedMeanings(dated, meanings)
    known = [*printed, *_mentioned(dated, by_day, printed)]
    undated = []
    for mention in mentions:
        if mention.key in meanings:
            continue
        meaning = in_document.of(mention) or _by_time(mention, known)
        if meaning:
            meanings[mention.key] = meaning
        else:
            undated.append(mention)
    return meanings | dict(_unprinted(undated, known))


def _of_own_document(mention: Mention, printed: Iterable[KnownTelegram]) -> MentionMeaning | None:
    document = mention.document
    own = next((telegram for telegram in printed if telegram.document == document), None)
    if own is None or (mention.day and not _is_of(own, mention.day)):
        return None
    return MentionMeaning(own.id, own.year, "The document that mentions it has this number.")


def _by_day(mentions: Iterable[Mention], printed: list[KnownTelegram]) -> Iterator[tuple[tuple[int, int], MentionMeaning]]:
    """Yield the meaning of mentions with a date. Mentions of one date mean one telegram. The first of a year has the id of the year; that
    of another date in the same year has its date in its id."""
    others: dict[str, date] = {}
    taken = {telegram.id for telegram in printed}
    for mention in sorted(mentions, key=lambda mention: (mention.day, *mention.place)):
        day = mention.day
        assert day is not None
        same = [telegram for telegram in printed if _is_of(telegram, day)]
        if same:
            yield mention.key, _one_of(same, "The post, number and date match.")
            continue
        year = _year(mention.channel_pair, day.year)
        id = ids.message_id(mention.channel, mention.number, year.key)
        if id in taken or (id in others and day - others[id] > NEXT_DAY):
            near = (other for other, of_day in others.items() if abs(day - of_day) <= NEXT_DAY)
            id = next(near, f"{id}-{day:%m-%d}")
        others.setdefault(id, day)
        why = "A telegram with that number is printed, but the dates do not match." if printed else ""
        yield mention.key, MentionMeaning(id, year, why)


def _is_of(telegram: KnownTelegram, day: date) -> bool:
    """Return whether a printed telegram may be of that day. Its own days must be known well enough. Those that only its neighbors show are
    less certain."""
    slack = NEXT_DAY if telegram.document and telegram.document.stated else _SLACK
    return telegram.days.is_of_one_numbering and telegram.days.widened(slack, slack).has(day)


def _one_of(telegrams: list[KnownTelegram], why: str) -> MentionMeaning:
    if len(telegrams) == 1:
        return MentionMeaning(telegrams[0].id, telegrams[0].year, why)
    ordered = sorted(telegrams, key=lambda telegram: (telegram.days.first or date.max, telegram.id))
    return MentionMeaning(None, None, f"{len(telegrams)} telegrams have this number.", tuple(telegram.id for telegram in ordered))


def _mentioned(mentions: Iterable[Mention], meanings: Meanings, printed: Iterable[KnownTelegram]) -> list[KnownTelegram]:
    """Return the telegrams that are mentioned with their dates, and not printed."""
    known = {telegram.id for telegram in printed}
    found: dict[str, KnownTelegram] = {}
    for mention in mentions:
        meaning = meanings[mention.key]
        if meaning.id and meaning.id not in known:
            days = DayRange(mention.day, mention.day)
            found.setdefault(meaning.id, KnownTelegram(days, meaning.id, meaning.journey, mention.document.volume))
    return list(found.values())


def _by_time(mention: Mention, known: list[KnownTelegram]) -> MentionMeaning | None:
    """Find the telegram that a document mentions without its date. None if there is none at that time.

    A telegram or document whose days are not known well enough shows only what may be meant, unless both are in one volume.
    """
    document = mention.document
    sent = sent_before(document.days, by_editors=mention.by_editors)
    same = [telegram for telegram in known if telegram.days.overlaps(sent)]
    if mention.dated:
        same = [telegram for telegram in same if _is_of_date(telegram, mention.dated)]
        return _one_of(same, "The post, number, month and day match.") if same else None
    if mention.by_editors and same and all(document.days.is_before(telegram.days) for telegram in same):
        same = list(known)  # an editor who means a later telegram gives its date, unless only that has the number
    if len(same) != 1 or _shows(same[0], document):
        return _one_of(same, _BY_TIME) if same else None
    why = "A telegram with that number is known, but the text does not say that it is this one."
    return MentionMeaning(None, None, why, (same[0].id,))


def _is_of_date(telegram: KnownTelegram, dated: str) -> bool:
    """Return whether a telegram may be of a date without its year: `XXXX-12-29`."""
    first, last = telegram.days
    years = range(first.year - 1, last.year + 2) if first and last else ()
    return any(_is_of(telegram, day) for day in calendar_days(years, dated))


_BY_TIME = "The post and number match, and no other telegram of the preceding months has both."


def _shows(telegram: KnownTelegram, document: MessageDocument) -> bool:
    """Return whether the days of a telegram and of the document that mentions it show that it is meant."""
    both = telegram.days, document.days
    return all(days.is_narrow for days in both) or (telegram.volume == document.volume and all(days.is_of_one_numbering for days in both))


class _Group(NamedTuple):
    """Mentions without a date that mean one telegram, and the days on which it may have been sent."""

    sent: DayRange
    mentions: list[Mention]


def _unprinted(mentions: Iterable[Mention], known: Iterable[KnownTelegram]) -> Iterator[tuple[tuple[int, int], MentionMeaning]]:
    """Yield the meaning of mentions without a date of telegrams that nobody printed. Those in documents of the same months mean one
    telegram, and its year is that of the months before."""
    taken = {telegram.id for telegram in known}
    for group in _of_same_months(mentions):
        first = group[0]
        year = _likely_year(group)
        journey = _year(first.channel_pair, year) if year else _no_year(first)
        id = ids.message_id(first.channel, first.number, journey.key)
        if id in taken:
            id = f"{id}-{ids.slug(first.document.id)}"
        taken.add(id)
        for mention in group:
            yield mention.key, MentionMeaning(id, journey, _YEAR_OF_DOCUMENT if journey.known == "year" else "")


def _likely_year(mentions: Iterable[Mention]) -> int | None:
    """Return the only year in which a telegram is likely to have been sent that some documents name: that of the days which the first of
    them and those soon after it allow, unless another document shows another year."""
    known = sorted((mention for mention in mentions if mention.document.days.is_narrow), key=lambda mention: mention.document.days)
    likely = [likely_sent(mention.document.days, by_editors=mention.by_editors) for mention in known]
    year = reduce(DayRange.common, likely, UNKNOWN).year
    return year if all(days.year in (year, None) for days in likely) else None


_YEAR_OF_DOCUMENT = "Its year is that of the document that mentions it."


def _of_same_months(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Group the mentions that mean one telegram: those that allow the same days. A mention whose days are not known well enough joins the
    only group of its volume that it may belong to."""
    groups: list[_Group] = []
    for mention in sorted(mentions, key=lambda mention: (not mention.document.days.is_narrow, *mention.place)):
        days = mention.document.days
        sent = sent_before(days, by_editors=mention.by_editors)
        found = [n for n, group in enumerate(groups) if group.sent.overlaps(sent) and (days.is_narrow or _is_of_volume(group, mention))]
        if not found or (len(found) > 1 and not days.is_narrow):
            groups.append(_Group(sent, [mention]))
        else:
            group = groups[found[0]]
            groups[found[0]] = _Group(group.sent.common(sent), [*group.mentions, mention])
    return [group.mentions for group in groups]


def _is_of_volume(group: _Group, mention: Mention) -> bool:
    return mention.document.volume in {other.document.volume for other in group.mentions}


def _no_year(mention: Mention) -> InferredJourney:
    """Return the unknown year that all telegrams share which a volume mentions without a date."""
    return InferredJourney(mention.channel_pair, ids.slug(mention.document.volume), None, None, "not")
