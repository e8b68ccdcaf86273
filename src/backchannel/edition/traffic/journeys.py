"""Infer on which journey a message was sent: on a traveler's channel, message numbers restart on every journey.

A journey is known, in this order, from `volume.toml`, from the days of a folder that a note names, or from dates that rise with the
numbers. A delegation's session is a journey too. Without any evidence, a message gets a journey of its own: that of its document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels
from backchannel.edition.traffic.days import AFTER_BY_EDITORS, NEXT_DAY, DayRange
from backchannel.edition.traffic.inferred_journey import InferredJourney, unknown_journey
from backchannel.edition.traffic.series import Sighting, days_of_number, divide_into_series, longest_pause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.traffic.facts import ChannelNumber, Mention, MessageDocument, MessageFacts, MessageFolderMention
    from backchannel.settings import JourneySettings, Project


Series = dict[tuple[str, str], list[Sighting]]
"""The messages whose days show a journey, in order, by its channel pair and key."""


class JourneyIndex(NamedTuple):
    """All journeys by channel pair, in the order of their days; that of each printed message, by the key of its document; the volumes in
    which each was found, with its channel pair and key; and the messages whose days show a journey, by its channel pair and key."""

    journeys: dict[str, list[InferredJourney]]
    by_document: dict[int, InferredJourney]
    found_in: set[tuple[str, str, str]]
    series: Series

    def on(self, channel_pair: str, day: str) -> list[InferredJourney]:
        """Return the journeys of a channel pair that include that day."""
        return [journey for journey in self.journeys.get(channel_pair, ()) if journey.has_day(day)]

    def allowing(self, channel_pair: str, message: ChannelNumber, days: DayRange, *, by_editors: bool) -> list[InferredJourney]:
        """Return the journeys close to some days on which a document of these days may name a number, as far as the journeys' other numbers
        show. None if the days are not known well enough."""
        pause = longest_pause(channel_pair)
        if not days.is_within(2 * pause):
            return []
        sent = days.widened(pause, AFTER_BY_EDITORS if by_editors else NEXT_DAY)
        near = (j for j in self.journeys.get(channel_pair, ()) if j.days.widened(pause, pause).overlaps(days))
        return [journey for journey in near if _allows(journey, self.series, message, sent)]


def infer_journeys(facts: MessageFacts, project: Project) -> JourneyIndex:
    """Infer the journeys of all travelers, and the journey on which each printed message was sent."""
    planned = _planned_journeys(project)
    evidence = {channel_pair: _evidence(channel_pair, facts, planned) for channel_pair in sorted(_channel_pairs(facts))}
    journeys = {channel_pair: _journeys(channel_pair, found) for channel_pair, found in evidence.items()}
    series = {(journey.channel_pair, journey.key): found for pair in journeys for journey, found in _series(journeys[pair], evidence[pair])}
    by_document = {
        document.doc: _journey_of(document, journeys[document.channel_pair], evidence[document.channel_pair], series)
        for document in facts.documents.values()
        if document.channel_kind == "traveler"
    }
    found_in = {(facts.documents[doc].volume, journey.channel_pair, journey.key) for doc, journey in by_document.items()}
    for channel_pair, found in evidence.items():
        found_in.update((volume, channel_pair, key) for volume, key in _volumes_naming(journeys[channel_pair], found))
    return JourneyIndex(journeys, by_document, found_in, series)


def _series(journeys: Iterable[InferredJourney], evidence: _JourneyEvidence) -> Iterator[tuple[InferredJourney, list[Sighting]]]:
    """Yield each journey that only dates show, with its messages in order of days."""
    ordered = sorted(set(evidence.sightings))
    for journey in journeys:
        if journey.known == "dates":
            yield journey, [sighting for sighting in ordered if journey.has_day(sighting.day.isoformat())]


class _PlannedJourney(NamedTuple):
    """A journey that a volume's `volume.toml` states, and its channel pairs (those of all travelers, if none are given)."""

    volume: str
    channel_pairs: frozenset[str]
    settings: JourneySettings

    @property
    def days(self) -> tuple[str, str]:
        return self.settings.first.isoformat(), self.settings.last.isoformat()


class _JourneyEvidence(NamedTuple):
    """What is known about the journeys of one channel pair."""

    planned: list[_PlannedJourney]
    folders: list[MessageFolderMention]
    sightings: list[Sighting]


def _planned_journeys(project: Project) -> list[_PlannedJourney]:
    return [
        _PlannedJourney(volume, frozenset(map(channels.channel_pair, journey.channels)), journey)
        for volume, settings in project.volumes.items()
        for journey in settings.journeys
    ]


def _channel_pairs(facts: MessageFacts) -> set[str]:
    numbered = {document.channel_pair for document in facts.documents.values() if document.channel_kind == "traveler"}
    named = {mention.channel_pair for mention in facts.mentions if mention.channel_kind == "traveler"}
    folders = {folder.channel_pair for folder in facts.folders if channels.travels(folder.channel)}
    return numbered | named | folders


def _evidence(channel_pair: str, facts: MessageFacts, planned: Iterable[_PlannedJourney]) -> _JourneyEvidence:
    own = [journey for journey in planned if not journey.channel_pairs or channel_pair in journey.channel_pairs]
    documents = [document for document in facts.documents.values() if document.channel_pair == channel_pair]
    mentions = [mention for mention in facts.mentions if mention.channel_pair == channel_pair]
    return _JourneyEvidence(
        planned=own,
        folders=[folder for folder in facts.folders if folder.channel_pair == channel_pair],
        sightings=[*_dated_documents(documents, own), *_dated_mentions(mentions)],
    )


def _dated_documents(documents: Iterable[MessageDocument], planned: Iterable[_PlannedJourney]) -> Iterator[Sighting]:
    """Yield the printed messages that state their day, except those that `volume.toml` assigns to a journey."""
    for document in documents:
        day = document.days.first if document.stated and document.earliest == document.latest else None
        listed = any(journey.settings.lists(document.local) for journey in planned if journey.volume == document.volume)
        if document.own and document.own.number.isdecimal() and day and not listed:
            yield Sighting(day, document.own.channel, int(document.own.number), document.volume)


def _dated_mentions(mentions: Iterable[Mention]) -> Iterator[Sighting]:
    for mention in mentions:
        if mention.number.isdecimal() and mention.day:
            yield Sighting(mention.day, mention.channel, int(mention.number), mention.document.volume)


def _volumes_naming(journeys: Iterable[InferredJourney], evidence: _JourneyEvidence) -> Iterator[tuple[str, str]]:
    """Yield each volume whose settings or folders name days of a journey, with the key of that journey."""
    named = [(planned.volume, *planned.days) for planned in evidence.planned]
    named += [(folder.volume, folder.first, folder.last) for folder in evidence.folders]
    for journey in journeys:
        yield from ((volume, journey.key) for volume, first, last in named if journey.overlaps(first, last))


def _journeys(channel_pair: str, evidence: _JourneyEvidence) -> list[InferredJourney]:
    """Infer the journeys of a channel pair: those that settings and folders name, then those known from dates alone."""
    named = _named_journeys(channel_pair, evidence)
    return _with_keys([*named, *_dated_journeys(channel_pair, evidence.sightings, named)])


def _named_journeys(channel_pair: str, evidence: _JourneyEvidence) -> list[InferredJourney]:
    """Return the journeys that `volume.toml` and folders name. Those that overlap are one journey, for no traveler is on two at once."""
    found = [_of_settings(channel_pair, journey) for journey in dict.fromkeys(planned.settings for planned in evidence.planned)]
    for folder in sorted(evidence.folders, key=lambda folder: (folder.first, folder.last)):
        same = next((n for n, journey in enumerate(found) if journey.overlaps(folder.first, folder.last)), None)
        if same is None:
            found.append(_of_folder(folder))
        else:
            found[same] = _with_folder(found[same], folder)
    return found


def _of_settings(channel_pair: str, journey: JourneySettings) -> InferredJourney:
    first, last = journey.first.isoformat(), journey.last.isoformat()
    return InferredJourney(channel_pair, "", first, last, "settings", journey.name, journey.place or "")


def _of_folder(folder: MessageFolderMention) -> InferredJourney:
    return InferredJourney(
        channel_pair=folder.channel_pair,
        key="",
        first=folder.first,
        last=folder.last,
        known="folder",
        doc=folder.doc,
        anchor=folder.anchor,
        words=folder.words,
        highest=((folder.channel, folder.highest),),
    )


def _with_folder(journey: InferredJourney, folder: MessageFolderMention) -> InferredJourney:
    """Add what one more folder says of a journey: the last number of a channel, and more days if folders alone name the journey."""
    highest = dict(journey.highest)
    highest[folder.channel] = max(folder.highest, highest.get(folder.channel, 0))
    journey = journey._replace(highest=tuple(sorted(highest.items())))
    if journey.known == "settings":
        return journey
    return journey._replace(first=min(journey.first or "", folder.first), last=max(journey.last or "", folder.last))


def _dated_journeys(channel_pair: str, sightings: Iterable[Sighting], known: Sequence[InferredJourney]) -> Iterator[InferredJourney]:
    """Yield the journeys that only dates show: messages on days of no known journey, whose numbers rise with their dates."""
    others = [sighting for sighting in sightings if not any(journey.has_day(sighting.day.isoformat()) for journey in known)]
    for series in divide_into_series(others, longest_pause(channel_pair)):
        yield InferredJourney(channel_pair, "", series[0].day.isoformat(), series[-1].day.isoformat(), "dates")


def _allows(journey: InferredJourney, series: Series, message: ChannelNumber, days: DayRange) -> bool:
    """Return whether a journey that only dates show allows a number of a channel on some of these days."""
    found = series.get((journey.channel_pair, journey.key))
    if not found or not message.number.isdecimal():
        return False
    return days_of_number(message.channel, int(message.number), found, longest_pause(journey.channel_pair)).overlaps(days)


def _with_keys(journeys: Iterable[InferredJourney]) -> list[InferredJourney]:
    """Sort journeys by their days and give each its key: the month in which it began, or the day if another began earlier that month."""
    keyed: list[InferredJourney] = []
    for journey in sorted(journeys, key=lambda journey: (journey.first or "", journey.last or "")):
        month = (journey.first or "")[:7]
        taken = any(other.key == month for other in keyed)
        keyed.append(journey._replace(key=(journey.first or "")[:10] if taken else month))
    return keyed


def _journey_of(
    document: MessageDocument, journeys: Iterable[InferredJourney], evidence: _JourneyEvidence, series: Series
) -> InferredJourney:
    """Find the journey on which a printed message was sent; an unknown one unless exactly one fits.

    1. `volume.toml` lists the document, or its editors name the journey
    2. `volume.toml` has one journey that includes all days on which the document may have been written
    3. its notes name folders of one journey, and its own days do not contradict them: `Tohak 1–100, December 3–13, 1972`
    4. one journey known otherwise includes all its days
    5. one journey known from dates allows its number on some of its days; a delegation's session also if these are unknown, and no other
       session was found in the volume
    """
    folders = {(folder.first, folder.last) for folder in evidence.folders if folder.doc == document.doc}
    planned = [journey for journey in evidence.planned if journey.volume == document.volume]
    assigned = {p.days for p in planned if p.settings.lists(document.local) or p.settings.name == document.journey}
    planned_days = {p.days for p in planned}
    own_days = document.earliest, document.latest
    for candidates in (
        [j for j in journeys if (j.first, j.last) in assigned],
        [j for j in journeys if (j.first, j.last) in planned_days and j.includes(*own_days)],
        [j for j in journeys if any(j.overlaps(*days) for days in folders) and j.overlaps(*own_days)],
        [j for j in journeys if j.includes(*own_days)],
        list(_allowing(document, journeys, series)),
    ):
        if len(candidates) == 1:
            return candidates[0]
    return unknown_journey(document.channel_pair, document)


def _allowing(document: MessageDocument, journeys: Iterable[InferredJourney], series: Series) -> Iterator[InferredJourney]:
    """Yield the journeys that allow a printed message by its number and days."""
    if not document.own:
        return
    is_dated = document.days.is_within(2 * longest_pause(document.channel_pair))
    for journey in journeys:
        found = series.get((journey.channel_pair, journey.key), ())
        is_of_volume = channels.is_delegation(document.own.channel) and {s.volume for s in found} == {document.volume}
        if (is_dated or is_of_volume) and _allows(journey, series, document.own, document.days):
            yield journey
