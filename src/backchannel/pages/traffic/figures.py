"""The figures of the traffic: one for each journey of a channel pair, and one for all of its messages whose journey is not known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.volumes import target_words
from backchannel.pages.components.words import listing
from backchannel.pages.traffic.entries import TableContext, TableEntry, gap_entry, table_entry
from backchannel.pages.traffic.journeys import journey_days, journey_told
from backchannel.pages.traffic.ladder import FOLDS, Ladder, LadderGroup, LadderPanel, ladder, panels
from backchannel.pages.traffic.message_summary import message_summary
from backchannel.pages.traffic.sequence import gap_words, gaps, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.queries.messages import JourneyRow, MessageRow, Traffic

_PLACES = 2
"""Places that printed messages name, at most, for a station to be called by them."""


class JourneyFigure(NamedTuple):
    """The messages of a journey: its ends, and either a ladder or, of many messages, panels; then the same as a table. `known` says what
    tells the journey, `missing` which numbers nothing names."""

    id: str
    title: str
    summary: str
    known: list[Inline]
    inferred: bool
    left: str
    right: str
    ladder: Ladder | None
    panels: list[LadderPanel]
    missing: str
    table: list[TableEntry]


class FigureContent(NamedTuple):
    """What a figure shows: journeys of a channel pair (one, or all that are not known), each with its messages in order, and what is
    missing."""

    channel_pair: str
    of_post: bool
    journeys: list[JourneyRow]
    groups: list[LadderGroup]

    @property
    def known(self) -> bool:
        return self.journeys[0].known != "not"

    @property
    def id(self) -> str:
        return f"j-{ids.slug(self.channel_pair)}-{ids.slug(self.journeys[0].key) if self.known else 'not-known'}"

    @property
    def messages(self) -> list[MessageRow]:
        return [placed.message for group in self.groups for placed in group.placed]

    @property
    def dates(self) -> str:
        """`3–13 December 1972`, `1964`, `Journey not known`."""
        if not self.known:
            return "Year not known" if self.of_post else "Journey not known"
        return journey_days(self.journeys[0])


def figure_contents(traffic: Traffic, here: str, *, of_posts: bool) -> list[FigureContent]:
    """What the figures show: journeys in the order of their days, posts by name and year, what is not known last."""
    found: list[FigureContent] = []
    unknown: dict[str, list[JourneyRow]] = {}
    for journey in traffic.journeys:
        if journey.known == "not":
            unknown.setdefault(journey.channel_pair, []).append(journey)
        else:
            group = _group(journey, traffic.on(journey), traffic, here, of_posts)
            found.append(FigureContent(journey.channel_pair, of_posts, [journey], [group]))
    for channel_pair, journeys in unknown.items():
        journeys = sorted(journeys, key=_document_key)
        groups = [_group(journey, traffic.on(journey), traffic, here, of_posts) for journey in journeys]
        found.append(FigureContent(channel_pair, of_posts, journeys, groups))
    return sorted(found, key=_sheet_key)


def _sheet_key(sheet: FigureContent) -> tuple[bool, str, str, str]:
    first = sheet.journeys[0].first or "9999"
    return (
        (False, sheet.channel_pair, first, "")
        if sheet.of_post
        else (not sheet.known, first, sheet.journeys[0].last or "", sheet.channel_pair)
    )


def _group(journey: JourneyRow, messages: Sequence[MessageRow], traffic: Traffic, here: str, of_post: bool) -> LadderGroup:
    placed = in_order(messages, traffic.namings, traffic.ties)
    return LadderGroup(_whose(journey, here, of_post) if journey.known == "not" else "", placed, list(gaps(journey, messages)))


def _document_key(journey: JourneyRow) -> tuple[str, tuple[int, str], str]:
    """By the document whose journey it is."""
    volume, _, local = (journey.document or "").partition("/")
    return volume, ids.number_key(local.removeprefix("d")), journey.key


def _whose(journey: JourneyRow, here: str, of_post: bool) -> str:
    """`Of Document 44’s journey`; on a page of several volumes `Of vol. IX, Document 44’s journey`."""
    if not journey.document:
        return ""
    document = re.sub(r".*(?=vol\. )", "", target_words(journey.document, here))
    if of_post:
        return f"Of the year of {document}"
    return f"Of a journey before that of {document}" if journey.key.startswith("before-") else f"Of {document}’s journey"


def journey_figure(sheet: FigureContent, traffic: Traffic, context: TableContext) -> JourneyFigure:
    """A figure: folded where there are many messages."""
    messages = sheet.messages
    year = not sheet.known
    summaries = {m.id: message_summary(m, traffic.namings.get(m.id, ()), context.linker, year=year) for m in messages}
    folded = len(messages) > FOLDS
    left, right = ("Department", sheet.channel_pair) if sheet.of_post else ("Washington", _station(sheet) or "The traveler")
    title = _title(sheet)
    return JourneyFigure(
        id=sheet.id,
        title=title,
        summary=_summary(sheet, title),
        known=[] if sheet.of_post and not sheet.known else journey_told(sheet.journeys[0], context.linker),
        inferred=sheet.journeys[0].known == "dates",
        left=left,
        right=right,
        ladder=None if folded else ladder(sheet.groups, summaries, context.ties),
        panels=panels(sheet.groups, summaries) if folded else [],
        missing=gap_words(gap for group in sheet.groups for gap in group.gaps) if folded else "",
        table=list(_table(sheet, traffic, context, right)),
    )


def _title(sheet: FigureContent) -> str:
    """What a journey is called: by its name, its place, or else its channel pair."""
    if sheet.of_post:
        return sheet.channel_pair
    return (sheet.journeys[0].name or _station(sheet) or sheet.channel_pair) if sheet.known else "Journey not known"


def _summary(sheet: FigureContent, title: str) -> str:
    """`Tohak and Hakto · 3–13 December 1972 · 7 printed here, 3 not`."""
    printed = sum(message.status == "printed" for message in sheet.messages)
    counted = f"{printed:,} printed here, {len(sheet.messages) - printed:,} not"
    return " · ".join(part for part in (sheet.channel_pair, sheet.dates, counted) if part != title)


def _station(sheet: FigureContent) -> str:
    """Where the traveller was: as settings say, else the one or two places that printed messages name."""
    if not sheet.known:
        return ""
    places = dict.fromkeys(m.place for m in sheet.messages if m.place and m.place != "Washington")
    return sheet.journeys[0].place or (listing(list(places)) if len(places) <= _PLACES else "")


def _table(sheet: FigureContent, traffic: Traffic, context: TableContext, station: str) -> Iterator[TableEntry]:
    for group in sheet.groups:
        missing = list(group.gaps)
        for placed in group.placed:
            yield from (gap_entry(gap) for gap in missing if gap.before == placed.message.id)
            yield table_entry(placed.message, traffic, context, station, group.words)
        yield from (gap_entry(gap) for gap in missing if not gap.before)
