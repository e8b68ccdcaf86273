"""Build the ledger: every message that is printed, quoted, printed elsewhere or only mentioned, once, under all its numbers."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import channels, ids
from backchannel.edition.traffic.doubtful_numbers import DoubtfulNumber, doubtful_numbers
from backchannel.edition.traffic.facts import ChannelNumber
from backchannel.edition.traffic.mentions import MentionMeaning, resolve_mentions
from backchannel.edition.traffic.other_numbers import OtherNumbers, compare_numbers
from backchannel.edition.traffic.possible_matches import possible_matches
from backchannel.edition.traffic.telegrams import KnownTelegram, resolve_telegrams, years_of_posts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.channels import ChannelKind
    from backchannel.edition.resolution import Resolution
    from backchannel.edition.traffic.facts import Mention, MessageDocument, MessageFacts
    from backchannel.edition.traffic.inferred_journey import InferredJourney
    from backchannel.edition.traffic.journeys import JourneyIndex

MessageStatus = Literal["printed", "elsewhere", "quoted", "mentioned"]
Key = tuple[int, int]
"""A mention: the key of its document, and its ordinal among the record's references."""


class LedgerMessage(NamedTuple):
    """A message. `channel` and `number` are empty for one known only as a document: `your last message`. `serials`
    are its other numbers; `target` is where its words are, here or elsewhere; `edtf` the date of its document, else the day given with a
    mention; `may_be` the ids of messages that may be this one. It is `doubtful` if its number may be misread."""

    id: str
    message_group: str
    channel_pair: str
    direction: str
    channel_kind: ChannelKind | None
    channel: str
    number: str
    serials: tuple[str, ...]
    journey: str | None
    status: MessageStatus
    doc: int | None
    target: str | None
    edtf: str | None
    stated: bool | None
    instant: str | None
    received: str | None
    may_be: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def named(self) -> ChannelNumber:
        return ChannelNumber(self.channel, self.number)


class Ledger(NamedTuple):
    """The messages by id, the meaning of each mention, and the journeys of all channel pairs. `contradicted` has the mentions that name a
    document with another number, and that number; `doubtful` the mentions whose number may be misread."""

    messages: dict[str, LedgerMessage]
    meanings: dict[Key, MentionMeaning]
    journeys: dict[str, list[InferredJourney]]
    contradicted: dict[Key, str]
    doubtful: dict[Key, DoubtfulNumber]


def build_ledger(facts: MessageFacts, journeys: JourneyIndex, printed_at: Mapping[Key, Resolution]) -> Ledger:
    """Build the ledger of an edition. `printed_at` has the resolutions of the documents that mentions name: `Tohak 84 is Document 50`."""
    documents, mentions = list(facts.documents.values()), facts.mentions
    copies, contradicted = compare_numbers(mentions, facts.documents, printed_at)
    printed_at = {key: place for key, place in printed_at.items() if place.status in ("printed", "elsewhere") and key not in contradicted}
    journey_of = journeys.by_document | years_of_posts(documents)
    messages, duplicates = _printed(documents, journey_of)
    by_doc = {message.doc: message.id for message in messages.values() if message.doc is not None}
    meanings = resolve_mentions(documents, mentions, journeys)
    meanings |= resolve_telegrams(mentions, _printed_telegrams(documents, by_doc, journey_of))
    meanings |= _by_document(mentions, printed_at, by_doc, journey_of)
    meanings |= dict(_printed_elsewhere_together(mentions, printed_at, meanings))
    other_numbers = OtherNumbers(documents, by_doc, duplicates, copies)
    meanings |= dict(other_numbers.meanings(mentions, meanings))
    other_numbers.add_mentioned(mentions, meanings)
    meanings |= dict(other_numbers.meanings(mentions, meanings))
    groups = _groups(mentions, meanings)
    for id, group in groups.items():
        if id not in messages:
            messages[id] = _unprinted(id, group, meanings[group[0].key].journey, printed_at)
    _mark_quoted(mentions, meanings, messages)
    used = chain(journey_of.values(), (meaning.journey for meaning in meanings.values() if meaning.journey))
    in_use = _journeys_in_use(journeys.journeys, used)
    doubtful = list(doubtful_numbers(mentions, meanings, messages, in_use))
    _mark_possible_matches(messages, possible_matches(messages.values(), facts.documents, groups, in_use))
    _mark_possible_matches(messages, ((doubt.message, other) for doubt in doubtful for other, _ in doubt.readings))
    for doubt in doubtful:
        messages[doubt.message] = messages[doubt.message]._replace(doubtful=True)
    return Ledger(messages, meanings, in_use, contradicted, {doubt.mention.key: doubt for doubt in doubtful})


def _printed(
    documents: Iterable[MessageDocument], journey_of: Mapping[int, InferredJourney]
) -> tuple[dict[str, LedgerMessage], dict[str, list[int]]]:
    """Make a message for each document with a number. Where several have the same number on one journey, each gets an id of its own; the
    second value has these documents by the id that they share."""
    messages: dict[str, LedgerMessage] = {}
    duplicates: dict[str, list[int]] = {}
    for document in documents:
        if document.own:
            journey = journey_of.get(document.doc)
            key = journey.key if journey else None
            id = ids.message_id(document.own.channel or "x", document.own.number, key)
            if document.channel_kind != "post":  # a date shows which of two telegrams of one year is meant
                duplicates.setdefault(id, []).append(document.doc)
            if id in messages:
                id = f"{id}-{ids.slug(document.id)}"
            messages[id] = _of_document(id, document, document.own, key)
    return messages, {id: docs for id, docs in duplicates.items() if len(docs) > 1}


def _of_document(id: str, document: MessageDocument, own: ChannelNumber, journey: str | None) -> LedgerMessage:
    """Make the message that a document prints. A minute in universal time is stated, even if its year is that of the journey."""
    minute = document.instant if document.instant and document.instant.endswith("Z") else None
    return LedgerMessage(
        id=id,
        message_group=channels.message_group(*own),
        channel_pair=document.channel_pair,
        direction=document.direction,
        channel_kind=document.channel_kind,
        channel=own.channel,
        number=own.number,
        serials=tuple(serial.words for serial in document.serials),
        journey=journey,
        status="printed",
        doc=document.doc,
        target=document.id,
        edtf=minute or document.edtf,
        stated=bool(minute) or document.stated,
        instant=document.instant,
        received=document.received,
    )


def _printed_telegrams(
    documents: Iterable[MessageDocument], by_doc: Mapping[int, str], years: Mapping[int, InferredJourney]
) -> dict[ChannelNumber, list[KnownTelegram]]:
    """Return the printed telegrams of posts, by channel and number."""
    printed: dict[ChannelNumber, list[KnownTelegram]] = {}
    for document in documents:
        if document.own and document.channel_kind == "post":
            telegram = KnownTelegram(document.days, by_doc[document.doc], years[document.doc], document.volume, document)
            printed.setdefault(document.own, []).append(telegram)
    return printed


def _by_document(
    mentions: Iterable[Mention], printed_at: Mapping[Key, Resolution], by_doc: Mapping[int, str], journey_of: Mapping[int, InferredJourney]
) -> dict[Key, MentionMeaning]:
    """Return the meaning of mentions that name the document with the message.

    1. `Tohak 84 is Document 50`, which has that number       the message of that document
    2. `your last message2`, which is Document 144            that document, of the journey of the message that mentions it
    """
    found: dict[Key, MentionMeaning] = {}
    for mention in mentions:
        place = printed_at.get(mention.key)
        if place is None or place.target is None:
            continue
        if place.doc and place.doc in by_doc:
            found[mention.key] = MentionMeaning(by_doc[place.doc], journey_of.get(place.doc), _NAMED)
        elif not mention.number:
            found[mention.key] = MentionMeaning(ids.slug(place.target), journey_of.get(mention.document.doc), _NAMED)
    return found


def _printed_elsewhere_together(
    mentions: Iterable[Mention], printed_at: Mapping[Key, Resolution], meanings: Mapping[Key, MentionMeaning]
) -> Iterator[tuple[Key, MentionMeaning]]:
    """Yield one meaning for all mentions of a number that name the same document of another edition."""
    first: dict[tuple[ChannelNumber, str], MentionMeaning] = {}
    for mention in mentions:
        place, meaning = printed_at.get(mention.key), meanings.get(mention.key)
        if mention.number and place and place.status == "elsewhere" and place.target and meaning and meaning.id:
            yield mention.key, first.setdefault((mention.message, place.target), meaning)


_NAMED = "The text says which document prints it."


def _groups(mentions: Iterable[Mention], meanings: Mapping[Key, MentionMeaning]) -> dict[str, list[Mention]]:
    """Group the mentions by the message that they mean. The candidates of an ambiguous mention don't count as messages."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        if (meaning := meanings.get(mention.key)) and meaning.id:
            groups.setdefault(meaning.id, []).append(mention)
    return groups


def _unprinted(id: str, group: list[Mention], journey: InferredJourney | None, printed_at: Mapping[Key, Resolution]) -> LedgerMessage:
    """Make a message whose number no document has: printed elsewhere, or in a document here that does not say so, or only mentioned."""
    first = group[0]
    place = next((found for mention in group if (found := printed_at.get(mention.key)) and found.target), None)
    dated = next((mention.dated for mention in group if mention.dated), None)
    channel_pair, direction = (first.channel_pair, first.direction) if first.channel else _answering(first.document)
    return LedgerMessage(
        id=id,
        message_group=first.message_group,
        channel_pair=channel_pair,
        direction=direction,
        channel_kind=first.channel_kind,
        channel=first.channel,
        number=first.number,
        serials=tuple(dict.fromkeys(copy.words for mention in group for copy in mention.copies)),
        journey=journey.key if journey else None,
        status="mentioned" if place is None else "printed" if place.status == "printed" else "elsewhere",
        doc=place.doc if place else None,
        target=place.target if place else None,
        edtf=_with_year(dated, journey) if dated else None,
        stated=True if dated else None,
        instant=None,
        received=None,
    )


def _answering(document: MessageDocument) -> tuple[str, str]:
    """Return the channel pair and direction of a message that a document names without a channel, as in `your last message`: those of the
    channel on which its own message is answered."""
    channel = (channels.counterpart(document.own.channel) if document.own else None) or ""
    return channels.channel_pair(channel), channels.direction(channel)


def _with_year(dated: str, journey: InferredJourney | None) -> str:
    """Return the day given with a mention, with its year if the journey has only one that fits."""
    if not dated.startswith("XXXX") or journey is None or not journey.first or not journey.last:
        return dated
    found = [year + dated[4:] for year in dict.fromkeys((journey.first[:4], journey.last[:4])) if journey.has_day(year + dated[4:])]
    return found[0] if len(found) == 1 else dated


def _mark_quoted(mentions: Iterable[Mention], meanings: Mapping[Key, MentionMeaning], messages: dict[str, LedgerMessage]) -> None:
    """Mark the messages that a note quotes and no document prints, with the place of the first quotation."""
    for mention in mentions:
        meaning = meanings.get(mention.key)
        message = messages.get(meaning.id or "") if meaning and mention.quoted else None
        if message and message.status == "mentioned":
            document = mention.document
            target = f"{document.id}#{document.local}{mention.quoted}"
            messages[message.id] = message._replace(status="quoted", doc=document.doc, target=target)


def _mark_possible_matches(messages: dict[str, LedgerMessage], matches: Iterable[tuple[str, str]]) -> None:
    """Mark each of two messages that may be one with the id of the other."""
    for one, other in matches:
        for id, match in ((one, other), (other, one)):
            messages[id] = messages[id]._replace(may_be=(*messages[id].may_be, match))


def _journeys_in_use(known: Mapping[str, list[InferredJourney]], used: Iterable[InferredJourney]) -> dict[str, list[InferredJourney]]:
    """Return each channel pair's journeys on which a message was sent, in the order of their days; unknown journeys come last."""
    by_key = {(journey.channel_pair, journey.key): journey for journeys in known.values() for journey in journeys}
    found: dict[str, dict[str, InferredJourney]] = {}
    for journey in used:
        found.setdefault(journey.channel_pair, {})[journey.key] = by_key.get((journey.channel_pair, journey.key), journey)
    return {channel_pair: sorted(group.values(), key=lambda j: (j.first or "9999", j.key)) for channel_pair, group in sorted(found.items())}
