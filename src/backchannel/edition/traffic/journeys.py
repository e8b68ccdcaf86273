"""Infer on which journey a message was sent: on a traveler's channel, message numbers restart on every journey.

A journey is known, in this order, from `volume.toml`, from the days of a folder that a note names, or from stated dates close to each
other while the numbers rise. Without any of these, a message gets a journey of its own: that of its document.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import channels, ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.traffic.facts import Mention, MessageDocument, MessageFacts, MessageFolderMention
    from backchannel.settings import JourneySettings, Project

_MAX_GAP = 3
"""Days between two messages of one journey that only their dates show: on a journey messages are sent every day or two, and
between journeys a traveler is at home for a week or more."""


class InferredJourney(NamedTuple):
    """A journey of a channel pair by its first and last day (EDTF), and what it is known from: `settings`, `folder`, `dates`, `year` of a
    post's telegrams, or `not`. `doc`, `anchor` and `words` say where a folder is named; `highest` has the last number of each channel
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

    def has_day(self, day: str) -> bool:
        """Return whether it includes a day: `1972-12-07T11:23Z`, or `XXXX-12-07` if the year is not given."""
        if not self.first or not self.last:
            return False
        years = {self.first[:4], self.last[:4]} if day.startswith("XXXX") else {day[:4]}
        return any(self.first <= year + day[4:10] <= self.last for year in years)

    def includes(self, earliest: str | None, latest: str | None) -> bool:
        """Return whether it includes both ends of a date range; False if an end is unknown."""
        return bool(earliest and latest) and self.has_day(earliest or "") and self.has_day(latest or "")

    def overlaps(self, first: str | None, last: str | None) -> bool:
        """Return whether it shares a day with a date range; an unknown end excludes nothing."""
        return (not last or not self.first or self.first <= last[:10]) and (not first or not self.last or first[:10] <= self.last)


class JourneyIndex(NamedTuple):
    """All journeys by channel pair, in the order of their days; that of each printed message, by the key of its document; and the volumes
    in which each was found, with its channel pair and key."""

    journeys: dict[str, list[InferredJourney]]
    by_document: dict[int, InferredJourney]
    found_in: set[tuple[str, str, str]]

    def on(self, channel_pair: str, day: str) -> list[InferredJourney]:
        """Return the journeys of a channel pair that include that day."""
        return [journey for journey in self.journeys.get(channel_pair, ()) if journey.has_day(day)]


def unknown_journey(channel_pair: str, document: MessageDocument) -> InferredJourney:
    """Return the journey of a message whose journey is unknown: one of its own document."""
    return InferredJourney(channel_pair, ids.slug(document.id), None, None, "not", doc=document.doc)


def earlier_journey(channel_pair: str, document: MessageDocument) -> InferredJourney:
    """Return an unknown journey before that of a document, for a message that it names and that can't be of its own journey."""
    return InferredJourney(channel_pair, f"before-{ids.slug(document.id)}", None, None, "not", doc=document.doc)


def infer_journeys(facts: MessageFacts, project: Project) -> JourneyIndex:
    """Infer the journeys of all travelers, and the journey on which each printed message was sent."""
    planned = _planned_journeys(project)
    evidence = {channel_pair: _evidence(channel_pair, facts, planned) for channel_pair in sorted(_channel_pairs(facts))}
    journeys = {channel_pair: _journeys(channel_pair, found) for channel_pair, found in evidence.items()}
    by_document = {
        document.doc: _journey_of(document, journeys[document.channel_pair], evidence[document.channel_pair])
        for document in facts.documents.values()
        if document.channel_kind == "traveler"
    }
    found_in = {(facts.documents[doc].volume, journey.channel_pair, journey.key) for doc, journey in by_document.items()}
    for channel_pair, found in evidence.items():
        found_in.update((volume, channel_pair, key) for volume, key in _volumes_naming(journeys[channel_pair], found))
    return JourneyIndex(journeys, by_document, found_in)


class _PlannedJourney(NamedTuple):
    """A journey that a volume's `volume.toml` states, and its channel pairs (those of all travelers, if none are given)."""

    volume: str
    channel_pairs: frozenset[str]
    settings: JourneySettings

    @property
    def days(self) -> tuple[str, str]:
        return self.settings.first.isoformat(), self.settings.last.isoformat()


class _Sighting(NamedTuple):
    """A message of a channel on a day."""

    day: str
    channel: str
    number: int


class _JourneyEvidence(NamedTuple):
    """What is known about the journeys of one channel pair."""

    planned: list[_PlannedJourney]
    folders: list[MessageFolderMention]
    sightings: list[_Sighting]


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


def _dated_documents(documents: Iterable[MessageDocument], planned: Iterable[_PlannedJourney]) -> Iterator[_Sighting]:
    """Yield the printed messages that state their day, except those that `volume.toml` assigns to a journey."""
    for document in documents:
        day = document.earliest if document.stated and document.earliest == document.latest else None
        listed = any(journey.settings.lists(document.local) for journey in planned if journey.volume == document.volume)
        if document.own and document.own.number.isdecimal() and day and not listed:
            yield _Sighting(day[:10], document.own.channel, int(document.own.number))


def _dated_mentions(mentions: Iterable[Mention]) -> Iterator[_Sighting]:
    for mention in mentions:
        if mention.number.isdecimal() and mention.dated and not mention.dated.startswith("X"):
            yield _Sighting(mention.dated[:10], mention.channel, int(mention.number))


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


def _dated_journeys(channel_pair: str, sightings: Iterable[_Sighting], known: Sequence[InferredJourney]) -> Iterator[InferredJourney]:
    """Yield the journeys that only dates show: messages on days of no known journey, close to each other, whose numbers do not
    fall."""
    runs: list[list[_Sighting]] = []
    for sighting in sorted({s for s in sightings if not any(journey.has_day(s.day) for journey in known)}):
        if not runs or not _continues(runs[-1], sighting):
            runs.append([])
        runs[-1].append(sighting)
    for run in runs:
        yield InferredJourney(channel_pair, "", run[0].day, run[-1].day, "dates")


def _continues(run: Sequence[_Sighting], sighting: _Sighting) -> bool:
    """Return whether a sighting belongs to a run: soon after its last day, and with a number not below those of earlier days."""
    near = date.fromisoformat(sighting.day) - date.fromisoformat(run[-1].day) <= timedelta(days=_MAX_GAP)
    return near and all(s.number <= sighting.number or s.day == sighting.day for s in run if s.channel == sighting.channel)


def _with_keys(journeys: Iterable[InferredJourney]) -> list[InferredJourney]:
    """Sort journeys by their days and give each its key: the month in which it began, or the day if another began earlier that month."""
    keyed: list[InferredJourney] = []
    for journey in sorted(journeys, key=lambda journey: (journey.first or "", journey.last or "")):
        month = (journey.first or "")[:7]
        taken = any(other.key == month for other in keyed)
        keyed.append(journey._replace(key=(journey.first or "")[:10] if taken else month))
    return keyed


def _journey_of(document: MessageDocument, journeys: Iterable[InferredJourney], evidence: _JourneyEvidence) -> InferredJourney:
    """Find the journey on which a printed message was sent; an unknown one unless exactly one fits.

    1. `volume.toml` lists the document, or its editors name the journey
    2. `volume.toml` has one journey that includes all days on which the document may have been written
    3. its notes name folders of one journey, and its own days do not contradict them: `Tohak 1–100, December 3–13, 1972`
    4. one journey known otherwise includes all its days
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
    ):
        if len(candidates) == 1:
            return candidates[0]
    return unknown_journey(document.channel_pair, document)
