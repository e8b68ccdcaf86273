"""Find which message a mention of a traveler's message means, that is, on which journey it was sent.

Every journey may have a `Hakto 18`. Which one is meant follows from the date given with it, from the journey of the message whose text
mentions it, and from the order of the numbers: nobody mentions a message before it is written. An editor's note may mean one of any
journey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.edition.traffic.journeys import earlier_journey, unknown_journey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.traffic.facts import Mention, MessageDocument
    from backchannel.edition.traffic.journeys import InferredJourney, JourneyIndex


class MentionMeaning(NamedTuple):
    """The meaning of a mention: the id of a message, or the candidates if it may be one of several; and why."""

    id: str | None
    journey: InferredJourney | None
    why: str
    candidates: tuple[str, ...] = ()


class _NumberedMessage(NamedTuple):
    """A message known to be of a journey: its number, and the first day on which it may have been sent."""

    number: int
    earliest: str | None


class KnownNumbers:
    """The numbers known to have been used on each journey, by channel and journey."""

    def __init__(self, documents: Iterable[MessageDocument], journeys: JourneyIndex) -> None:
        self._sent: dict[tuple[str, str], list[_NumberedMessage]] = {}
        for document in documents:
            if document.own and (journey := journeys.by_document.get(document.doc)):
                self._add(document.own.channel, document.own.number, journey, document.earliest)

    def add_mention(self, mention: Mention, journey: InferredJourney) -> None:
        """Add a mentioned message, by the day given with it if that has its year."""
        day = mention.dated if mention.dated and not mention.dated.startswith("X") else None
        self._add(mention.channel, mention.number, journey, day)

    def _add(self, channel: str, number: str, journey: InferredJourney, earliest: str | None) -> None:
        if number.isdecimal():
            self._sent.setdefault((channel, journey.key), []).append(_NumberedMessage(int(number), earliest))

    def has(self, mention: Mention, journey: InferredJourney) -> bool:
        """Return whether the mentioned number is known to have been used on that journey."""
        return any(str(sent.number) == mention.number for sent in self._sent.get((mention.channel, journey.key), ()))

    def reached(self, mention: Mention, journey: InferredJourney) -> bool:
        """Return whether the channel is known to have reached the mentioned number on that journey: a folder says so, or it or a higher
        number was used."""
        highest = max((sent.number for sent in self._sent.get((mention.channel, journey.key), ())), default=0)
        return int(mention.number) <= max(highest, dict(journey.highest).get(mention.channel, 0))

    def is_later(self, mention: Mention, journey: InferredJourney, day: str | None) -> bool:
        """Return whether the mentioned number had not been used by that day: one as low or lower was used after it."""
        if not day:
            return False
        sent = self._sent.get((mention.channel, journey.key), ())
        return any(s.number <= int(mention.number) and s.earliest is not None and s.earliest[:10] > day[:10] for s in sent)


def resolve_mentions(
    documents: Iterable[MessageDocument], mentions: Iterable[Mention], journeys: JourneyIndex
) -> dict[tuple[int, int], MentionMeaning]:
    """Return the meaning of each mention of a traveler's message or of a serial, by the mention's key.

    Mentions with a date, and those in the text of a message, come first; then those in editors' notes, which may also mean a message that
    the first ones name.
    """
    known = KnownNumbers(documents, journeys)
    numbered = [mention for mention in mentions if mention.number]
    meanings: dict[tuple[int, int], MentionMeaning] = {}
    of_travelers = [mention for mention in numbered if mention.channel_kind == "traveler"]
    for mention in of_travelers:
        if meaning := _by_day(mention, journeys) or _by_text(mention, journeys, known):
            meanings[mention.key] = meaning
    for mention in of_travelers:
        if (meaning := meanings.get(mention.key)) and meaning.journey:
            known.add_mention(mention, meaning.journey)
    for mention in of_travelers:
        if mention.key not in meanings:
            meanings[mention.key] = _by_note(mention, journeys, known)
    for mention in numbered:
        if mention.channel_kind == "serial":
            id = ids.message_id(mention.channel, mention.number, None)
            meanings[mention.key] = MentionMeaning(id, None, "Numbers on this channel do not restart with each journey.")
    return meanings


def _meaning(mention: Mention, journey: InferredJourney, why: str) -> MentionMeaning:
    return MentionMeaning(ids.message_id(mention.channel, mention.number, journey.key), journey, why)


def _ambiguous(mention: Mention, journeys: Iterable[InferredJourney], why: str) -> MentionMeaning:
    ordered = sorted(journeys, key=lambda journey: journey.first or "")
    return MentionMeaning(None, None, why, tuple(ids.message_id(mention.channel, mention.number, journey.key) for journey in ordered))


def _by_day(mention: Mention, journeys: JourneyIndex) -> MentionMeaning | None:
    """Find the journey that includes the day given with a mention: `Hakto 18, December 7`. A day without its year may be of several
    journeys; that of the message whose text or note mentions it comes first."""
    if not mention.dated:
        return None
    within = journeys.on(mention.channel_pair, mention.dated)
    if mention.dated.startswith("X"):
        own = _own_journey(mention, journeys)
        within = [own] if own and own in within else [journey for journey in within if _may_be_of(mention.document, journey, journeys)]
    if len(within) == 1:
        return _meaning(mention, within[0], "The date given with it is within that journey.")
    return _ambiguous(mention, within, f"The date given with it is within {len(within)} journeys.") if within else None


def _may_be_of(document: MessageDocument, journey: InferredJourney, journeys: JourneyIndex) -> bool:
    """Return whether a day without its year, in a document, may be a day of a journey: one found in the document's volume, and not of
    another year than the document's own."""
    years = {day[:4] for day in (document.earliest, document.latest) if day}
    near = not years or bool(years & {day[:4] for day in (journey.first, journey.last) if day})
    return near and (document.volume, journey.channel_pair, journey.key) in journeys.found_in


def _own_journey(mention: Mention, journeys: JourneyIndex) -> InferredJourney | None:
    """Return the journey of the document with the mention: that of its own message if it is of the mention's channel pair, else the only
    one that includes all days on which it may have been written."""
    document = mention.document
    if document.channel_pair == mention.channel_pair:
        return journeys.by_document.get(document.doc)
    within = [j for j in journeys.journeys.get(mention.channel_pair, ()) if j.includes(document.earliest, document.latest)]
    return within[0] if len(within) == 1 else None


def _by_text(mention: Mention, journeys: JourneyIndex, known: KnownNumbers) -> MentionMeaning | None:
    """Find the journey of a message that the text of another mentions without a day: the journey on which that was sent, or, if the
    numbers had not come that far, the last journey before it that reached the number."""
    if mention.in_note or mention.dated:
        return None
    journey = _own_journey(mention, journeys)
    if journey is None:
        return None
    if not _is_too_high(mention, journey, known):
        is_message = mention.document.channel_pair == mention.channel_pair
        return _meaning(mention, journey, _OF_MESSAGE if is_message else _OF_DOCUMENT)
    before = [j for j in journeys.journeys.get(mention.channel_pair, ()) if _ended_before(j, journey) and known.reached(mention, j)]
    if before:
        return _meaning(mention, before[-1], f"{_TOO_HIGH} the previous journey.")
    return _meaning(mention, earlier_journey(mention.channel_pair, mention.document), f"{_TOO_HIGH} an earlier journey.")


_OF_MESSAGE = "The message that mentions it was sent on that journey."
_OF_DOCUMENT = "The document that mentions it dates from that journey."
_TOO_HIGH = "This number had not been reached on the current journey, so the message is from"


def _ended_before(journey: InferredJourney, other: InferredJourney) -> bool:
    return bool(journey.last and other.first and journey.last < other.first)


def _is_too_high(mention: Mention, journey: InferredJourney, known: KnownNumbers) -> bool:
    """Return whether the number can't have been used on the journey before the mention was written. A message may name its own number."""
    own = mention.document.own
    if own and own.channel == mention.channel and own.number.isdecimal() and int(mention.number) > int(own.number):
        return True
    return known.is_later(mention, journey, mention.document.latest)


def _by_note(mention: Mention, journeys: JourneyIndex, known: KnownNumbers) -> MentionMeaning:
    """Find the message that an editor's note mentions without a day, or that a text of no known journey mentions. It is of the journey of
    the document if no other known message of that number may be meant, or if the note says that it answers or is answered."""
    unplaced = unknown_journey(mention.channel_pair, mention.document)
    if mention.dated:
        return _meaning(mention, unplaced, "The date given with it is not within any known journey.")
    own = _own_journey(mention, journeys)
    others = [journey for journey in journeys.journeys.get(mention.channel_pair, ()) if journey != own and known.has(mention, journey)]
    is_placed = own is not None and own.known != "not"
    is_tied = is_placed and bool(mention.ties or mention.cited_document)
    candidates = [own, *others] if own and is_placed else others
    name = f"{mention.channel} {mention.number}"
    if len(candidates) > 1 and not is_tied:
        return _ambiguous(mention, candidates, f"There was a {name} on {len(candidates)} journeys, and the text does not say which.")
    if is_placed and mention.in_note:
        why = _OF_TIE if is_tied else _OF_NOTE
    elif others:
        why = f"A {name} from another journey is known, but the text does not say that it is this one."
    else:
        why = "The text does not say on which journey it was sent."
    return _meaning(mention, own or unplaced, why)


_OF_TIE = "The note connects it to a message from that journey."
_OF_NOTE = "The note gives no date, and its document is a message from that journey."
