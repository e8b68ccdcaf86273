"""Tells on which journey a message was sent: a traveller's channel counts its messages anew on each.

A journey is known, in this order, from `volume.toml`, from the days of a folder that a note names, or from stated dates that lie close
together while the numbers rise. Where nothing tells it, a message is on a journey of its own: that of its document.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import channels, ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel import settings
    from backchannel.edition.traffic.facts import MessageDocument, MessageFacts, MessageFolderMention
    from backchannel.settings import Project

_APART = 3
"""Days between two messages of one journey that only their dates tell: those of one journey are sent every day or two, and between two
journeys a traveller is at home for a week or more."""


class InferredJourney(NamedTuple):
    """A journey of a channel pair by its first and last day (EDTF), and what it is known from: `settings`, `folder`, `dates`, `year` of a
    post's telegrams, or `not`. `doc`, `anchor` and `words` are where a folder says so; `highest` has the last number of each channel
    that folders name."""

    channel_pair: str
    key: str
    first: str | None
    last: str | None
    known: Literal["settings", "folder", "dates", "year", "not"]
    name: str = ""
    place: str = ""
    doc: int | None = None
    anchor: str = ""
    words: str = ""
    highest: tuple[tuple[str, int], ...] = ()

    def has(self, day: str) -> bool:
        """Whether a day lies in it: `1972-12-07T11:23Z`, or `XXXX-12-07` where the year is not said."""
        if not self.first or not self.last:
            return False
        years = {self.first[:4], self.last[:4]} if day.startswith("XXXX") else {day[:4]}
        return any(self.first <= year + day[4:10] <= self.last for year in years)

    def holds(self, earliest: str | None, latest: str | None) -> bool:
        """Whether all the days that something may be of lie in it."""
        return bool(earliest and latest) and self.has(earliest or "") and self.has(latest or "")

    def meets(self, first: str | None, last: str | None) -> bool:
        """Whether it has a day between two; an end that is not known keeps nothing out."""
        return (not last or not self.first or self.first <= last[:10]) and (not first or not self.last or first[:10] <= self.last)


class JourneyIndex(NamedTuple):
    """All journeys, by channel pair in the order of their days; that of each printed message; and in which volumes each was met, by channel
    pair and key."""

    journeys: dict[str, list[InferredJourney]]
    of: dict[int, InferredJourney]
    met: set[tuple[str, str, str]]

    def on(self, channel_pair: str, day: str) -> list[InferredJourney]:
        """The journeys of a channel pair that have that day."""
        return [journey for journey in self.journeys.get(channel_pair, ()) if journey.has(day)]


def unknown(channel_pair: str, paper: MessageDocument) -> InferredJourney:
    """The journey of a message that nothing tells: that of its own document."""
    return InferredJourney(channel_pair, ids.slug(paper.id), None, None, "not", doc=paper.doc)


def earlier(channel_pair: str, paper: MessageDocument) -> InferredJourney:
    """Some journey before that of a message: what it names can't be of its own."""
    return InferredJourney(channel_pair, f"before-{ids.slug(paper.id)}", None, None, "not", doc=paper.doc)


def infer_journeys(facts: MessageFacts, project: Project) -> JourneyIndex:
    """The journeys of all travellers, and those on which the printed messages were sent."""
    charted: dict[str, list[InferredJourney]] = {}
    for channel_pair in sorted(_channel_pairs(facts)):
        known = _told(channel_pair, facts, project)
        known += _dated(channel_pair, facts, known, project)
        charted[channel_pair] = _keyed(known)
    of = {
        paper.doc: _journey_of(paper, facts, charted[paper.channel_pair or ""], project) or unknown(paper.channel_pair or "", paper)
        for paper in facts.papers.values()
        if paper.own and channels.travels(paper.own.channel)
    }
    return JourneyIndex(charted, of, set(_met(charted, of, facts, project)))


def _met(
    charted: dict[str, list[InferredJourney]], of: dict[int, InferredJourney], facts: MessageFacts, project: Project
) -> Iterator[tuple[str, str, str]]:
    """Each volume that prints a message of a journey, or tells of it in its settings or a folder, with the journey's channel pair and
    key."""
    for doc, journey in of.items():
        yield facts.papers[doc].volume, journey.channel_pair, journey.key
    for channel_pair, journeys in charted.items():
        told = [(volume, planned.first.isoformat(), planned.last.isoformat()) for volume, planned in _planned(channel_pair, project)]
        told += [(facts.papers[f.doc].volume, f.first, f.last) for f in facts.folders if channels.channel_pair(f.channel) == channel_pair]
        for journey in journeys:
            yield from ((volume, channel_pair, journey.key) for volume, first, last in told if journey.meets(first, last))


def _channel_pairs(facts: MessageFacts) -> set[str]:
    borne = {paper.own.channel for paper in facts.papers.values() if paper.own}
    named = {mention.channel for mention in facts.mentions if mention.channel} | {folder.channel for folder in facts.folders}
    return {channels.channel_pair(channel) for channel in borne | named if channels.travels(channel)}


def _told(channel_pair: str, facts: MessageFacts, project: Project) -> list[InferredJourney]:
    """The journeys that `volume.toml` and folders tell. What overlaps is one journey, for no traveller is on two."""
    found = [
        InferredJourney(
            channel_pair, "", planned.first.isoformat(), planned.last.isoformat(), "settings", planned.name, planned.place or ""
        )
        for planned in dict.fromkeys(planned for _, planned in _planned(channel_pair, project))
    ]
    for folder in sorted((f for f in facts.folders if channels.channel_pair(f.channel) == channel_pair), key=lambda f: (f.first, f.last)):
        same = next((n for n, journey in enumerate(found) if journey.meets(folder.first, folder.last)), None)
        if same is None:
            found.append(_of_folder(channel_pair, folder))
        else:
            found[same] = _with_folder(found[same], folder)
    return found


def _planned(channel_pair: str, project: Project) -> Iterator[tuple[str, settings.JourneySettings]]:
    """The journeys of `volume.toml` that are of this channel pair, each with its volume."""
    for volume, told in project.volumes.items():
        for journey in told.journeys:
            if not journey.channels or channel_pair in {channels.channel_pair(channel) for channel in journey.channels}:
                yield volume, journey


def _of_folder(channel_pair: str, folder: MessageFolderMention) -> InferredJourney:
    highest = ((folder.channel, folder.highest),)
    return InferredJourney(
        channel_pair, "", folder.first, folder.last, "folder", doc=folder.doc, anchor=folder.anchor, words=folder.words, highest=highest
    )


def _with_folder(journey: InferredJourney, folder: MessageFolderMention) -> InferredJourney:
    """A journey, and what one more of its folders says: more days, if folders are all that tells them, and the last number of a channel."""
    highest = dict(journey.highest)
    highest[folder.channel] = max(folder.highest, highest.get(folder.channel, 0))
    journey = journey._replace(highest=tuple(sorted(highest.items())))
    if journey.known == "settings":
        return journey
    return journey._replace(first=min(journey.first or "", folder.first), last=max(journey.last or "", folder.last))


class _Sighting(NamedTuple):
    """A message of a channel on a day."""

    day: str
    channel: str
    number: int


def _dated(channel_pair: str, facts: MessageFacts, known: list[InferredJourney], project: Project) -> list[InferredJourney]:
    """The journeys that only dates tell: messages of days that no known journey has, close together, whose numbers do not fall."""
    sightings = sorted({s for s in _sightings(channel_pair, facts, project) if not any(journey.has(s.day) for journey in known)})
    runs: list[list[_Sighting]] = []
    for sighting in sightings:
        if not runs or not _goes_on(runs[-1], sighting):
            runs.append([])
        runs[-1].append(sighting)
    return [InferredJourney(channel_pair, "", run[0].day, run[-1].day, "dates") for run in runs]


def _sightings(channel_pair: str, facts: MessageFacts, project: Project) -> Iterator[_Sighting]:
    planned = list(_planned(channel_pair, project))
    for paper in facts.papers.values():
        day = paper.earliest if paper.stated and paper.earliest == paper.latest else None
        listed = (told.lists(paper.local) for volume, told in planned if volume == paper.volume)
        if paper.channel_pair == channel_pair and paper.own and day and not any(listed):
            yield from _sighting(day, paper.own.channel, paper.own.number)
    for mention in facts.mentions:
        if mention.channel and mention.dated and mention.dated[0] != "X" and channels.channel_pair(mention.channel) == channel_pair:
            yield from _sighting(mention.dated, mention.channel, mention.number or "")


def _sighting(day: str, channel: str, number: str) -> Iterator[_Sighting]:
    if number.isdecimal():
        yield _Sighting(day[:10], channel, int(number))


def _goes_on(run: Iterable[_Sighting], sighting: _Sighting) -> bool:
    run = list(run)
    near = date.fromisoformat(sighting.day) - date.fromisoformat(run[-1].day) <= timedelta(days=_APART)
    return near and all(s.number <= sighting.number or s.day == sighting.day for s in run if s.channel == sighting.channel)


def _keyed(journeys: list[InferredJourney]) -> list[InferredJourney]:
    """In the order of their days, each with its key: the month in which it began, or that day where one began before it in that month."""
    keyed: list[InferredJourney] = []
    for journey in sorted(journeys, key=lambda journey: (journey.first or "", journey.last or "")):
        month = (journey.first or "")[:7]
        taken = any(other.key == month for other in keyed)
        keyed.append(journey._replace(key=(journey.first or "")[:10] if taken else month))
    return keyed


def _journey_of(paper: MessageDocument, facts: MessageFacts, journeys: list[InferredJourney], project: Project) -> InferredJourney | None:
    """The journey on which a printed message was sent.

    1. `volume.toml` lists the document, or its editors name the journey
    2. `volume.toml` has one journey in which all the days lie that the document may be of
    3. its notes name folders of one journey, whose days the document's own do not gainsay: `Tohak 1–100, December 3–13, 1972`
    4. one journey that is known otherwise has all its days
    """
    folders = {
        (folder.first, folder.last)
        for folder in facts.folders
        if folder.doc == paper.doc and channels.channel_pair(folder.channel) == paper.channel_pair
    }
    own = [planned for volume, planned in _planned(paper.channel_pair or "", project) if volume == paper.volume]
    listed = {(p.first.isoformat(), p.last.isoformat()) for p in own if p.lists(paper.local) or p.name == paper.journey}
    told = {(p.first.isoformat(), p.last.isoformat()) for p in own}
    for candidates in (
        [j for j in journeys if (j.first, j.last) in listed],
        [j for j in journeys if (j.first, j.last) in told and j.holds(paper.earliest, paper.latest)],
        [j for j in journeys if any(j.meets(*days) for days in folders) and j.meets(paper.earliest, paper.latest)],
        [j for j in journeys if j.holds(paper.earliest, paper.latest)],
    ):
        if len(candidates) == 1:
            return candidates[0]
    return None
