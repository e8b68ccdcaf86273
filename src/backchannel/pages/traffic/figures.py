"""Build the figures of the traffic: one for each journey of a channel pair, and one for its messages whose journey is not known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.edition.traffic.parts import year_of
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.volumes import target_words
from backchannel.pages.components.words import listing
from backchannel.pages.traffic.entries import TableContext, TableEntry, gap_entry, table_entry
from backchannel.pages.traffic.journeys import journey_days, journey_evidence
from backchannel.pages.traffic.ladder import FOLDS, Ladder, LadderGroup, LadderPanel, ladder, panels
from backchannel.pages.traffic.message_summary import message_summary
from backchannel.pages.traffic.sequence import gap_words, gaps, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.queries.messages import JourneyRow, MessageRow
    from backchannel.edition.queries.traffic import Traffic

_PLACES = 2
"""A station is named by its places if printed messages name no more than these."""


class JourneyFigure(NamedTuple):
    """The figure of a journey: its ends, and either a ladder or, if there are many messages, panels; then the same as a table. `known` says
    what the journey is known from, `missing` which numbers no text mentions."""

    channel_pair: str
    year: str
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
    """The content of a figure: one journey of a channel pair, or all that are not known, with its messages in order and the missing
    numbers."""

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
        """Write the dates of the figure: `December 3–13, 1972`, `1964`, `Journey not known`."""
        if not self.known:
            return "Year not known" if self.of_post else "Journey not known"
        return journey_days(self.journeys[0])


def figure_contents(traffic: Traffic, here: str, *, of_posts: bool) -> list[FigureContent]:
    """Collect the content of the figures: journeys by date, posts by name and year, unknown journeys last."""
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
    return sorted(found, key=_figure_key)


def _figure_key(content: FigureContent) -> tuple[bool, str, str, str]:
    first = content.journeys[0].first or "9999"
    return (
        (False, content.channel_pair, first, "")
        if content.of_post
        else (not content.known, first, content.journeys[0].last or "", content.channel_pair)
    )


def _group(journey: JourneyRow, messages: Sequence[MessageRow], traffic: Traffic, here: str, of_post: bool) -> LadderGroup:
    placed = in_order(messages, traffic.namings, traffic.ties)
    return LadderGroup(_whose(journey, here, of_post) if journey.known == "not" else "", placed, list(gaps(traffic, journey, messages)))


def _document_key(journey: JourneyRow) -> tuple[str, tuple[int, str], str]:
    """Sort a journey by the document that it belongs to."""
    volume, _, local = (journey.document or "").partition("/")
    return volume, ids.number_key(local.removeprefix("d")), journey.key


def _whose(journey: JourneyRow, here: str, of_post: bool) -> str:
    """Describe whose journey it is: `Of Document 44’s journey`; on a page of several volumes `Of vol. IX, Document 44’s journey`."""
    if not journey.document:
        return ""
    document = re.sub(r".*(?=vol\. )", "", target_words(journey.document, here))
    if of_post:
        return f"Of the year of {document}"
    return f"Of a journey before that of {document}" if journey.key.startswith("before-") else f"Of {document}’s journey"


def journey_figure(content: FigureContent, traffic: Traffic, context: TableContext) -> JourneyFigure:
    """Build a figure, folded into panels if it has many messages."""
    messages = content.messages
    year = not content.known
    summaries = {m.id: message_summary(m, traffic.namings.get(m.id, ()), context.linker, year=year) for m in messages}
    folded = len(messages) > FOLDS
    left, right = ("Department", content.channel_pair) if content.of_post else ("Washington", _station(content) or "The traveler")
    title = _title(content)
    return JourneyFigure(
        channel_pair=content.channel_pair,
        year=year_of(content.journeys[0].first, content.journeys[0].known),
        id=content.id,
        title=title,
        summary=_summary(content, title),
        known=[] if content.of_post and not content.known else journey_evidence(content.journeys[0], context.linker),
        inferred=content.journeys[0].known == "dates",
        left=left,
        right=right,
        ladder=None if folded else ladder(content.groups, summaries, context.ties),
        panels=panels(content.groups, summaries) if folded else [],
        missing=gap_words(gap for group in content.groups for gap in group.gaps) if folded else "",
        table=list(_table(content, traffic, context, right)),
    )


def _title(content: FigureContent) -> str:
    """Name a journey: by its name, its place, or else its channel pair."""
    if content.of_post:
        return content.channel_pair
    return (content.journeys[0].name or _station(content) or content.channel_pair) if content.known else "Journey not known"


def _summary(content: FigureContent, title: str) -> str:
    """Summarize a figure: `Tohak and Hakto · December 3–13, 1972 · 7 printed here, 3 not`."""
    printed = sum(message.status == "printed" for message in content.messages)
    counted = f"{printed:,} printed here, {len(content.messages) - printed:,} not"
    return " · ".join(part for part in (content.channel_pair, content.dates, counted) if part != title)


def _station(content: FigureContent) -> str:
    """Name where the traveler was: as the settings say, else by the one or two places that printed messages name."""
    if not content.known:
        return ""
    places = dict.fromkeys(m.place for m in content.messages if m.place and m.place != "Washington")
    return content.journeys[0].place or (listing(list(places)) if len(places) <= _PLACES else "")


def _table(content: FigureContent, traffic: Traffic, context: TableContext, station: str) -> Iterator[TableEntry]:
    for group in content.groups:
        missing = list(group.gaps)
        for placed in group.placed:
            yield from (gap_entry(gap) for gap in missing if gap.before == placed.message.id)
            yield table_entry(placed.message, traffic, context, station, group.words)
        yield from (gap_entry(gap) for gap in missing if not gap.before)
