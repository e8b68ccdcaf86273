"""Find which message a mention of a traveler's message means, that is, on which journey it was sent.

Every journey may have a `Hakto 18`. Which one is meant follows from the date given with it, from the journey of the message whose text
mentions it, and from the order of the numbers: nobody mentions a message before it is written. An editor's note may mean one of any
journey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.edition.traffic.days import AFTER_BY_EDITORS, NEXT_DAY, YEAR, sent_before
from backchannel.edition.traffic.inferred_journey import earlier_journey, unknown_journey
from backchannel.edition.traffic.series import longest_pause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.edition.traffic.days import DayRange
    from backchannel.edition.traffic.facts import ChannelNumber, Mention, MessageDocument
    from backchannel.edition.traffic.inferred_journey import InferredJourney
    from backchannel.edition.traffic.journeys import JourneyIndex


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
        self._unplaced: dict[ChannelNumber, list[MessageDocument]] = {}
        for document in documents:
            if document.own and (journey := journeys.by_document.get(document.doc)):
                self._add(document.own.channel, document.own.number, journey, document.earliest)
                if journey.known == "not":
                    self._unplaced.setdefault(document.own, []).append(document)

    def unplaced_near(self, mention: Mention, journeys: JourneyIndex) -> list[InferredJourney]:
        """Return the unknown journeys of documents that print the mentioned number at the time of the mention."""
        pause, days = longest_pause(mention.channel_pair), mention.document.days
        sent = days.widened(pause, AFTER_BY_EDITORS if mention.by_editors else NEXT_DAY)
        printed = (document for document in self._unplaced.get(mention.message, ()) if document.days.is_within(2 * pause))
        return [journeys.by_document[document.doc] for document in printed if days.is_narrow and document.days.overlaps(sent)]

    def elsewhere(self, mention: Mention, journeys: JourneyIndex, own: InferredJourney | None) -> list[InferredJourney]:
        """Return the journeys other than `own` on which the mentioned number is known to have been used, at a time when the document may
        name it."""
        written = mention.document.days
        days = written.widened(YEAR, YEAR) if mention.by_editors else sent_before(written, by_editors=False)
        placed = [j for j in journeys.journeys.get(mention.channel_pair, ()) if j != own and self.has(mention, j) and j.days.overlaps(days)]
        unplaced = (document for document in self._unplaced.get(mention.message, ()) if document.days.overlaps(days))
        return [*placed, *(journey for document in unplaced if (journey := journeys.by_document[document.doc]) != own)]

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

    Mentions with a date come first, then those in documents that date or print the same number, then those in the text of a message; then
    those in editors' notes, which may also mean a message that the first ones name.
    """
    known = KnownNumbers(documents, journeys)
    numbered = [mention for mention in mentions if mention.number]
    of_travelers = [mention for mention in numbered if mention.channel_kind == "traveler"]
    meanings = {mention.key: meaning for mention in of_travelers if (meaning := _by_day(mention, journeys))}
    dated = DatedMeanings(of_travelers, meanings)
    for mention in of_travelers:
        if mention.key not in meanings:
            of_document = _by_own_number(mention, journeys) or dated.of(mention)
            if meaning := of_document or _by_text(mention, journeys, known):
                meanings[mention.key] = meaning
    for mention in of_travelers:
        if (meaning := meanings.get(mention.key)) and meaning.journey:
            known.add_mention(mention, meaning.journey)
    for mention in of_travelers:
        if mention.key not in meanings:
            meanings[mention.key] = _by_note(mention, journeys, known)
    meanings |= dict(_unplaced_together([mention for mention in of_travelers if not mention.dated], meanings))
    for mention in numbered:
        if mention.channel_kind == "serial":
            id = ids.message_id(mention.channel, mention.number, None)
            meanings[mention.key] = MentionMeaning(id, None, "Numbers on this channel do not restart with each journey.")
    return meanings


class DatedMeanings:
    """The meanings of mentions with a date, by document and number: `Ref: Bangkok 15212`, with the note `Telegram 15212 from Bangkok,
    November 9`."""

    def __init__(self, mentions: Iterable[Mention], meanings: Mapping[tuple[int, int], MentionMeaning]) -> None:
        self._found: dict[tuple[int, ChannelNumber], list[tuple[Mention, MentionMeaning]]] = {}
        for mention in mentions:
            if mention.dated and (meaning := meanings.get(mention.key)):
                self._found.setdefault((mention.document.doc, mention.message), []).append((mention, meaning))

    def of(self, mention: Mention) -> MentionMeaning | None:
        """Return the meaning of a mention without a date, if its document dates the same number elsewhere, and as one message. An editorial
        note may speak of several: there, the date must come before, in the same paragraph."""
        if mention.dated:
            return None
        found = self._found.get((mention.document.doc, mention.message), [])
        if mention.document.is_editorial:
            found = [dated for dated in found if dated[0].anchor == mention.anchor and dated[0].ordinal < mention.ordinal]
        by_id = {meaning.id: meaning for _, meaning in found}
        if len(by_id) != 1 or None in by_id:
            return None
        return found[0][1]._replace(why="The same document gives this number with a date.")


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
    within = journeys.on(mention.channel_pair, mention.day.isoformat() if mention.day else mention.dated)
    if mention.dated.startswith("X"):
        own = _own_journey(mention, journeys)
        within = [own] if own and own in within else within if mention.day else [j for j in within if _may_be_of(mention, j, journeys)]
    if len(within) == 1:
        return _meaning(mention, within[0], "The date given with it is within that journey.")
    return _ambiguous(mention, within, f"The date given with it is within {len(within)} journeys.") if within else None


def _may_be_of(mention: Mention, journey: InferredJourney, journeys: JourneyIndex) -> bool:
    """Return whether a day without its year, in a document, may be a day of a journey: one found in the document's volume, and not of
    another year than the document's own."""
    document = mention.document
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


def _by_own_number(mention: Mention, journeys: JourneyIndex) -> MentionMeaning | None:
    """Find the message that a document names by its own number: it is the document's own."""
    document = mention.document
    if mention.dated or mention.message != document.own or document.doc not in journeys.by_document:
        return None
    return _meaning(mention, journeys.by_document[document.doc], "The document that mentions it has this number.")


def _by_text(mention: Mention, journeys: JourneyIndex, known: KnownNumbers) -> MentionMeaning | None:
    """Find the journey of a message that the text of another mentions without a day: the journey on which that was sent, or, if the
    numbers had not come that far, the last journey before it that reached the number."""
    if mention.in_note or mention.dated:
        return None
    journey = _own_journey(mention, journeys)
    if journey is None or journey.known == "not":
        return _by_numbers(mention, journeys, known)
    if not _is_too_high(mention, journey, known):
        is_message = mention.document.channel_pair == mention.channel_pair
        return _meaning(mention, journey, _OF_MESSAGE if is_message else _OF_DOCUMENT)
    before = [j for j in journeys.journeys.get(mention.channel_pair, ()) if _ended_before(j, journey) and known.reached(mention, j)]
    if before:
        return _meaning(mention, before[-1], f"{_TOO_HIGH} the previous journey.")
    return _meaning(mention, earlier_journey(mention.channel_pair, mention.document), f"{_TOO_HIGH} an earlier journey.")


def _by_numbers(mention: Mention, journeys: JourneyIndex, known: KnownNumbers) -> MentionMeaning | None:
    """Find the journey of a message that a document of no known journey mentions without a day: the only one close to the document's days
    whose other numbers allow this one; of several, the only one on which it is known to have been used. A document that prints the number
    at the time may be the only one of its journey. An editorial note may speak of any time."""
    if mention.document.is_editorial:
        return None
    allowing = journeys.allowing(mention.channel_pair, mention.message, mention.document.days, by_editors=mention.by_editors)
    using = [journey for journey in allowing if known.has(mention, journey)] or known.unplaced_near(mention, journeys) or allowing
    if len(using) > 1:
        return _ambiguous(mention, using, f"Its number and the date of the document fit {len(using)} journeys.")
    return _meaning(mention, using[0], "Its number and the date of the document fit that journey.") if using else None


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
    own, unknown = _own_journey(mention, journeys), unknown_journey(mention.channel_pair, mention.document)
    if mention.dated:
        return _meaning(mention, unknown, "The date given with it is not within any known journey.")
    if own is None or own.known == "not":
        if mention.in_note and (meaning := _by_numbers(mention, journeys, known)):
            return meaning
        others = known.elsewhere(mention, journeys, own)
        return _ambiguous(mention, others, _which(mention, len(others))) if others else _meaning(mention, own or unknown, _UNPLACED)
    others = known.elsewhere(mention, journeys, own)
    if mention.ties or mention.cited_document:
        return _meaning(mention, own, _OF_TIE)
    if not others:
        return _meaning(mention, own, _OF_NOTE)
    return _ambiguous(mention, [own, *others], _which(mention, len(others) + 1))


def _which(mention: Mention, journeys: int) -> str:
    if journeys == 1:
        return f"A {mention.message.words} is known, but the text does not say that it is this one."
    return f"There was a {mention.message.words} on {journeys} journeys, and the text does not say which."


_OF_TIE = "The note connects it to a message from that journey."
_OF_NOTE = "The note gives no date, and its document is a message from that journey."
_UNPLACED = "The text does not say on which journey it was sent."


def _unplaced_together(
    mentions: Iterable[Mention], meanings: Mapping[tuple[int, int], MentionMeaning]
) -> Iterator[tuple[tuple[int, int], MentionMeaning]]:
    """Yield the meaning of mentions of unknown journeys that name the same number at the same time: the first one's. They are of one
    journey if all their documents were written within one."""
    groups: dict[ChannelNumber, list[tuple[DayRange, MentionMeaning]]] = {}
    for mention in mentions:
        meaning, days = meanings[mention.key], mention.document.days
        if not meaning.journey or meaning.journey.known != "not" or not days.is_narrow:
            continue
        pause = longest_pause(mention.channel_pair)
        found = groups.setdefault(mention.message, [])
        same = next((first for earlier, first in found if earlier.widened(pause, pause).overlaps(days)), None)
        if same is None:
            found.append((days, meaning))
        else:
            yield mention.key, same
