"""Tells which message a mention means: which journey its number is of.

`Hakto 18` alone is a message of each journey. What it means is told by the day beside it, by the journey of the message whose text
names it, and by the order of the numbers: nobody names a message that is not written yet. An editor's note may mean one of any journey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.edition.traffic.journeys import earlier, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.traffic.facts import Mention, MessageDocument, MessageFacts
    from backchannel.edition.traffic.journeys import InferredJourney, JourneyIndex


class MentionMeaning(NamedTuple):
    """What a mention means: the id of a message, or several of which each may be meant; and why."""

    id: str | None
    journey: InferredJourney | None
    why: str
    candidates: tuple[str, ...] = ()


class _Sent(NamedTuple):
    """A message that is known to be of a journey: its number, the days that it may be of, and its document, if one prints it."""

    number: int
    earliest: str | None
    latest: str | None
    doc: int | None


class KnownNumbers:
    """The numbers that are known to have been given out on each journey, by channel and journey."""

    def __init__(self, facts: MessageFacts, journeys: JourneyIndex) -> None:
        self._sent: dict[tuple[str, str], list[_Sent]] = {}
        for paper in facts.papers.values():
            if paper.own and (journey := journeys.of.get(paper.doc)):
                self.add(paper.own.channel, journey, paper.own.number, paper.earliest, paper.latest, paper.doc)

    def add(
        self, channel: str, journey: InferredJourney, number: str, earliest: str | None, latest: str | None, doc: int | None = None
    ) -> None:
        if number.isdecimal():
            self._sent.setdefault((channel, journey.key), []).append(_Sent(int(number), earliest, latest, doc))

    def has(self, channel: str, journey: InferredJourney, number: str) -> bool:
        return any(str(sent.number) == number for sent in self._sent.get((channel, journey.key), ()))

    def reached(self, channel: str, journey: InferredJourney, number: str) -> bool:
        """Whether the channel is known to have come to that number on that journey: a folder says so, or a higher number was given out."""
        highest = max((sent.number for sent in self._sent.get((channel, journey.key), ())), default=0)
        return int(number) <= max(highest, dict(journey.highest).get(channel, 0))

    def later(self, channel: str, journey: InferredJourney, number: str, day: str | None) -> bool:
        """Whether that number had not been given out yet on that day: one as low or lower was given out after it."""
        if not day:
            return False
        sent = self._sent.get((channel, journey.key), ())
        return any(s.number <= int(number) and s.earliest is not None and s.earliest[:10] > day[:10] for s in sent)


def resolve_mentions(facts: MessageFacts, journeys: JourneyIndex) -> dict[tuple[int, int], MentionMeaning]:
    """What each mention of a traveller's message, or of a serial, means, by the place of the mention.

    First those that a date or the text of a message tells; then those of editors' notes, for what is known by then may be meant too.
    """
    known = KnownNumbers(facts, journeys)
    meanings: dict[tuple[int, int], MentionMeaning] = {}
    of_travellers = [mention for mention in facts.mentions if mention.number and channels.travels(mention.channel or "")]
    for mention in of_travellers:
        paper = facts.papers[mention.doc]
        if meaning := _by_day(mention, paper, journeys) or _by_text(mention, paper, journeys, known):
            meanings[mention.key] = meaning
    for mention in of_travellers:
        meaning = meanings.get(mention.key)
        if meaning and meaning.journey and mention.channel:
            day = _days(mention.dated)
            known.add(mention.channel, meaning.journey, mention.number or "", day, day)
    for mention in of_travellers:
        if mention.key not in meanings:
            meanings[mention.key] = _by_note(mention, facts.papers[mention.doc], journeys, known)
    for mention in facts.mentions:
        if mention.number and channels.is_serial(mention.channel or ""):
            name = ids.message_id(mention.channel or "", mention.number, None)
            meanings[mention.key] = MentionMeaning(name, None, "Numbers on this channel do not restart with each journey.")
    return meanings


def _days(dated: str | None) -> str | None:
    return dated if dated and not dated.startswith("X") else None


def _meaning(mention: Mention, journey: InferredJourney, why: str) -> MentionMeaning:
    return MentionMeaning(ids.message_id(mention.channel or "", mention.number or "", journey.key), journey, why)


def _ambiguous(mention: Mention, journeys: Iterable[InferredJourney], why: str) -> MentionMeaning:
    ordered = sorted(journeys, key=lambda journey: journey.first or "")
    return MentionMeaning(
        None, None, why, tuple(ids.message_id(mention.channel or "", mention.number or "", journey.key) for journey in ordered)
    )


def _by_day(mention: Mention, paper: MessageDocument, journeys: JourneyIndex) -> MentionMeaning | None:
    """`Hakto 18, December 7`: the journey that has that day. Without its year the day may be of several; that of the message whose text
    or note names it comes first."""
    if not mention.dated:
        return None
    channel_pair = channels.channel_pair(mention.channel or "")
    within = journeys.on(channel_pair, mention.dated)
    if mention.dated.startswith("X"):
        own = _near(channel_pair, paper, journeys)
        within = [own] if own in within and own else [journey for journey in within if _is_of(paper, journey, journeys)]
    if len(within) == 1:
        return _meaning(mention, within[0], "The date given with it is within that journey.")
    return _ambiguous(mention, within, f"The date given with it is within {len(within)} journeys.") if within else None


def _is_of(paper: MessageDocument, journey: InferredJourney, journeys: JourneyIndex) -> bool:
    """Whether a day without its year, in a document, may be a day of a journey: one that its volume tells of, and not of another year than
    the document's own."""
    years = {day[:4] for day in (paper.earliest, paper.latest) if day}
    near = not years or bool(years & {day[:4] for day in (journey.first, journey.last) if day})
    return near and (paper.volume, journey.channel_pair, journey.key) in journeys.met


def _near(channel_pair: str, paper: MessageDocument, journeys: JourneyIndex) -> InferredJourney | None:
    """The journey that a document belongs to: that of its own message, if it is of that channel pair, else the only one that has all its
    days."""
    if paper.channel_pair == channel_pair:
        return journeys.of.get(paper.doc)
    within = [journey for journey in journeys.journeys.get(channel_pair, ()) if journey.holds(paper.earliest, paper.latest)]
    return within[0] if len(within) == 1 else None


def _by_text(mention: Mention, paper: MessageDocument, journeys: JourneyIndex, known: KnownNumbers) -> MentionMeaning | None:
    """A message that the text of another names without a day: it is of the journey on which that was sent, or, if the numbers had not come
    so far, of the last one before it that had such a number."""
    if mention.in_note or mention.dated:
        return None
    channel_pair = channels.channel_pair(mention.channel or "")
    journey = _near(channel_pair, paper, journeys)
    if journey is None:
        return None
    if not _too_high(mention, paper, journey, known):
        own = (
            "The message that mentions it was sent on that journey."
            if paper.channel_pair == channel_pair
            else "The document that mentions it dates from that journey."
        )
        return _meaning(mention, journey, own)
    before = [
        j
        for j in journeys.journeys.get(channel_pair, ())
        if _ended(j, journey) and known.reached(mention.channel or "", j, mention.number or "")
    ]
    if before:
        return _meaning(
            mention, before[-1], "This number had not been reached on the current journey, so the message is from the previous journey."
        )
    return _meaning(
        mention,
        earlier(channel_pair, paper),
        "This number had not been reached on the current journey, so the message is from an earlier journey.",
    )


def _ended(journey: InferredJourney, other: InferredJourney) -> bool:
    """Whether a journey had ended before another began."""
    return bool(journey.last and other.first and journey.last < other.first)


def _too_high(mention: Mention, paper: MessageDocument, journey: InferredJourney, known: KnownNumbers) -> bool:
    """Whether the number cannot have been given out on the journey before the message that names it was written. Its own number names
    itself."""
    channel, number = mention.channel or "", mention.number or ""
    own = paper.own
    if own and own.channel == channel and own.number.isdecimal() and int(number) > int(own.number):
        return True
    return known.later(channel, journey, number, paper.latest)


def _by_note(mention: Mention, paper: MessageDocument, journeys: JourneyIndex, known: KnownNumbers) -> MentionMeaning:
    """A message that an editor's note names without a day, or a text of no known journey: of the journey of the document, if no other
    message of that number is known that could be meant, or if the note says that it answers, or is answered."""
    channel, number = mention.channel or "", mention.number or ""
    channel_pair = channels.channel_pair(channel)
    own = _near(channel_pair, paper, journeys)
    lone = own or unknown(channel_pair, paper)
    if mention.dated:
        return _meaning(mention, unknown(channel_pair, paper), "The date given with it is not within any known journey.")
    others = [journey for journey in journeys.journeys.get(channel_pair, ()) if journey != own and known.has(channel, journey, number)]
    placed = own is not None and own.known != "not"
    tied = placed and bool(mention.said or mention.cited_document)
    may_be = [own, *others] if own and placed else others
    if len(may_be) > 1 and not tied:
        return _ambiguous(mention, may_be, f"There was a {channel} {number} on {len(may_be)} journeys, and the text does not say which.")
    if not placed or not mention.in_note:
        why = "The text does not say on which journey it was sent."
        if others:
            why = f"A {channel} {number} from another journey is known, but the text does not say that it is this one."
        return _meaning(mention, lone, why)
    why = (
        "The note connects it to a message from that journey."
        if tied
        else "The note gives no date, and its document is a message from that journey."
    )
    return _meaning(mention, lone, why)
