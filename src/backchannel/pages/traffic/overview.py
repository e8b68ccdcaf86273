"""Build the traffic page: every message of the edition's travelers, or every telegram of a volume's posts, in the order in which they were
sent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.layout import Layout, NavItem
from backchannel.pages.components.volumes import volume_words
from backchannel.pages.traffic.entries import TableEntry, table_context, table_entry
from backchannel.pages.traffic.figures import FigureContent, JourneyFigure, figure_contents, journey_figure
from backchannel.pages.traffic.timeline import Timeline, TimelineGroup, by_month, timeline
from backchannel.pages.traffic.views import TrafficView, traffic_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.queries.messages import MessageRow
    from backchannel.edition.queries.traffic import Traffic
    from backchannel.pages.components.layout import PageFrame

_TALLY = (
    ("printed", "printed here"),
    ("elsewhere", "at history.state.gov"),
    ("quoted", "quoted in notes"),
    ("mentioned", "known only by mention"),
)
_LEDES = {
    "travelers": "Every message to and from a traveler that this edition prints or mentions, in order. Washington is on the left, the "
    "traveler on the right.",
    "posts": "Every telegram between the Department and a post that this volume prints or mentions, in order. The Department is on the "
    "left, the post on the right.",
}


class FigureLink(NamedTuple):
    """A figure in the list of figures."""

    text: str
    href: str
    total: str


class ChannelPairFigures(NamedTuple):
    """The figures of a channel pair in the list of figures."""

    name: str
    figures: list[FigureLink]


class TrafficPage(NamedTuple):
    """The traffic of the edition's travelers or of a volume's posts; `others` links to more traffic."""

    path: str
    layout: Layout
    view: TrafficView
    lede: str
    tally: str
    timeline: Timeline | None
    channel_pairs: list[ChannelPairFigures]
    others: list[NavItem]
    figures: list[JourneyFigure]
    serials: list[TableEntry]


def traffic_page(frame: PageFrame, traffic: Traffic) -> TrafficPage:
    """Build the page of all travelers at the top, or of the posts in the folder of a volume."""
    linker = frame.linker._replace(here=traffic.volume)
    context = table_context(traffic, linker)
    found = figure_contents(traffic, linker.here, of_posts=bool(frame.volume))
    return TrafficPage(
        path=frame.path,
        layout=frame.layout,
        view=traffic_view(frame),
        lede=_LEDES["posts" if frame.volume else "travelers"],
        tally=_tally(traffic.messages.values()),
        timeline=timeline(list(_timeline_groups(found))),
        channel_pairs=list(_channel_pairs(found)),
        others=list(_others(frame)),
        figures=[journey_figure(content, traffic, context) for content in found],
        serials=[table_entry(message, traffic, context, "", "") for message in _of_no_journey(traffic, found)],
    )


def _tally(messages: Iterable[MessageRow]) -> str:
    """Count the messages by status: `29 printed here, 2 at history.state.gov, 12 known only by mention`."""
    counts = Counter(message.status for message in messages)
    return ", ".join(f"{counts[status]:,} {words}" for status, words in _TALLY if counts[status])


def _timeline_groups(found: Sequence[FigureContent]) -> Iterator[TimelineGroup]:
    """Make a timeline group for each known journey; for posts, for each month."""
    for content in found:
        journey = content.journeys[0]
        if not content.of_post and journey.first and journey.last:
            yield TimelineGroup(content.channel_pair, journey.first, journey.last, content.dates, f"#{content.id}", content.messages)
    of_posts = (placed for content in found if content.of_post for group in content.groups for placed in group.placed)
    yield from by_month((placed.message, placed.day) for placed in of_posts if placed.certain)


def _channel_pairs(found: Sequence[FigureContent]) -> Iterator[ChannelPairFigures]:
    channel_pairs: dict[str, list[FigureLink]] = {}
    for content in found:
        channel_pairs.setdefault(content.channel_pair, []).append(FigureLink(content.dates, f"#{content.id}", f"{len(content.messages):,}"))
    yield from (ChannelPairFigures(name, figures) for name, figures in channel_pairs.items())


def _others(frame: PageFrame) -> Iterator[NavItem]:
    """Link the other pages of traffic: a volume's page to that of the travelers, and that page to the volumes'."""
    with_traffic = frame.project.with_traffic
    if frame.volume and "" in with_traffic:
        yield NavItem("Travelers’ messages", frame.linker.page(page_path("traffic")), current=False)
    if not frame.volume:
        for volume in sorted(with_traffic - {""}):
            yield NavItem(volume_words(frame.project, volume), frame.linker.page(page_path("traffic", volume)), current=False)


def _of_no_journey(traffic: Traffic, found: Sequence[FigureContent]) -> list[MessageRow]:
    """List the messages known only by a serial number, a numbering that continues through all journeys."""
    placed = {message.id for content in found for message in content.messages}
    others = (message for message in traffic.messages.values() if message.id not in placed)
    return sorted(others, key=lambda message: (message.channel, ids.number_key(message.number), message.id))
