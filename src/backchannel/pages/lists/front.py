"""Build the front page: what the edition is, its volumes, when its documents were written, who wrote them, and by which channels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.date_words import period_words
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.words import amount, capital
from backchannel.pages.lists.date_histogram import DATES, DateHistogram, date_histogram
from backchannel.pages.lists.top import CountFigure, VolumeEntry, edition_figures, volume_entries
from backchannel.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from backchannel.edition.queries.counts import EditionCounts
    from backchannel.edition.queries.front import ChannelCount, FrequentCorrespondent, PeriodCount, StatedDays
    from backchannel.pages.components.layout import PageFrame

MOST_PEOPLE = 12
_MOST_CHANNELS = 12
_TITLE = re.compile(r"\s*^# +.*$\n?", re.MULTILINE)
"""The heading at the top of an introduction: the page has the title of the edition."""


class FrontEntry(NamedTuple):
    """A person or a channel on the front page: the link, and how many documents or messages there are."""

    name: Inline
    total: str


class ChannelSample(NamedTuple):
    """The two channels of a traveler, as the front page draws them: to the traveler, and from there."""

    out: str
    back: str


class FrontContents(NamedTuple):
    """What the edition answers for the front page: the documents of each volume, counts, dates, correspondents and channels."""

    sizes: Mapping[str, int]
    counts: EditionCounts
    periods: Sequence[PeriodCount]
    days: Mapping[str, StatedDays]
    correspondents: Sequence[FrequentCorrespondent]
    channels: Sequence[ChannelCount]


class FrontPage(NamedTuple):
    """The front page of the edition. `introduction` is the editors', or else `summary` says in a sentence what there is. `dates` and
    `all_people` link to the whole lists (the latter is empty if there is none); `feed` to the feed of changes, if there is one."""

    path: str
    layout: Layout
    title: str
    subtitle: str
    introduction: Markup
    summary: str
    volumes: list[VolumeEntry]
    histogram: DateHistogram | None
    dates: str
    people: list[FrontEntry]
    all_people: str
    channels: list[FrontEntry]
    sample: ChannelSample | None
    figures: list[CountFigure]
    feed: str


def front_page(frame: PageFrame, contents: FrontContents, feed: str) -> FrontPage:
    edition, led = frame.project.edition, [found for found in contents.channels if _has_page(frame, found)]
    return FrontPage(
        path=frame.path,
        layout=frame.layout,
        title=edition.title,
        subtitle=edition.subtitle,
        introduction=Prose(_TITLE.sub("", frame.project.introduction, count=1), "introduction").html(),
        summary=_summary(contents),
        volumes=volume_entries(frame, contents.sizes, {id: period_words(*days) for id, days in contents.days.items()}),
        histogram=date_histogram(frame.linker, contents.periods, contents.counts.documents),
        dates=frame.linker.page(page_path(DATES)),
        people=[_person(frame, found) for found in contents.correspondents],
        all_people=_all_people(frame, contents),
        channels=[_channel(frame, found) for found in led[:_MOST_CHANNELS]],
        sample=next((_sample(found.channel) for found in led if not found.is_post and channels.counterpart(found.channel)), None),
        figures=edition_figures(contents.counts),
        feed=feed,
    )


def _summary(contents: FrontContents) -> str:
    """Say in a sentence what the edition has: `54 documents in 2 volumes, October 20, 1972, to January 14, 1973.`"""
    if not contents.sizes:
        return ""
    held = f"{amount(contents.counts.documents, 'document')} in {amount(len(contents.sizes), 'volume')}"
    days = contents.days.values()
    period = period_words(min(day.first for day in days), max(day.last for day in days)) if days else ""
    return f"{', '.join(filter(None, (held, period)))}."


def _person(frame: PageFrame, found: FrequentCorrespondent) -> FrontEntry:
    """Link a person's page, or the name in the list of the volume that has it most."""
    linker = frame.linker
    href = linker.person(found.person) if found.person else linker.page(page_path("persons", found.volume), ids.slug(found.name))
    return FrontEntry(Inline(found.name, href), amount(found.documents, "document"))


def _all_people(frame: PageFrame, contents: FrontContents) -> str:
    if frame.project.peopled:
        return frame.linker.page(page_path("people"))
    volumes = list(contents.sizes)
    return frame.linker.page(page_path("persons", volumes[0])) if len(volumes) == 1 else ""


def _has_page(frame: PageFrame, found: ChannelCount) -> bool:
    """Return whether a page lists the messages of a channel pair: of a post, that of a volume."""
    listed = channels.kind(found.channel) in ("traveler", "post")
    return listed and (found.volume if found.is_post else "") in frame.project.with_traffic and bool(found.volume or not found.is_post)


def _channel(frame: PageFrame, found: ChannelCount) -> FrontEntry:
    page = page_path("messages", found.volume if found.is_post else "")
    name = f"Telegrams to and from {found.channel_pair}" if found.is_post else found.channel_pair
    printed = f"{amount(found.printed, 'message')} printed"
    more = found.messages - found.printed
    return FrontEntry(
        Inline(name, frame.linker.page(page, f"wire-{ids.slug(found.channel_pair)}")),
        capital(f"{printed}, {more:,} more known" if more else printed),
    )


def _sample(channel: str) -> ChannelSample:
    one, other = channel, channels.counterpart(channel) or ""
    return ChannelSample(one, other) if channels.direction(one) == "out" else ChannelSample(other, one)
