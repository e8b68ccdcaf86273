"""Gathers the messages: each that is printed, quoted, printed elsewhere or only mentioned, once, under all of its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import channels, ids
from backchannel.edition.traffic.mentions import MentionMeaning, resolve_mentions
from backchannel.edition.traffic.telegrams import PrintedTelegram, days_of, resolve_telegrams, years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.resolution import Resolution
    from backchannel.edition.traffic.facts import Mention, MessageDocument, MessageFacts
    from backchannel.edition.traffic.journeys import InferredJourney, JourneyIndex

MessageStatus = Literal["printed", "elsewhere", "quoted", "mentioned"]
Key = tuple[int, int]
"""A mention: its document, and its place in the record's references."""


class LedgerMessage(NamedTuple):
    """A message as a thing. `channel` and `number` are empty for one that is known only as a document: `your last message`. `serials` are
    its other numbers; `target` is where its words are, here or elsewhere; `dated` the day given with a mention, else its document's
    date."""

    id: str
    message_group: str
    channel_pair: str
    direction: str
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


class Ledger(NamedTuple):
    """The messages by their ids, what each mention means, and the journeys of all channel pairs. `duplicates` are the documents that bear
    one number; `contradicted` has the mentions that name a document which bears another number, and that number."""

    messages: dict[str, LedgerMessage]
    meanings: dict[Key, MentionMeaning]
    journeys: dict[str, list[InferredJourney]]
    duplicates: dict[str, list[int]]
    contradicted: dict[Key, str]


def build_ledger(facts: MessageFacts, journeys: JourneyIndex, printed_at: dict[Key, Resolution]) -> Ledger:
    """All messages of an edition. `printed_at` has what came of looking for the documents that mentions name: `Tohak 84 is Document 50`."""
    contradicted = dict(_contradicted(facts, printed_at))
    printed_at = {key: place for key, place in printed_at.items() if place.status in ("printed", "elsewhere") and key not in contradicted}
    posts, of_posts = years(facts)
    journey_of = {**journeys.of, **of_posts}
    messages, duplicates = _printed(facts, journey_of)
    by_doc = {message.doc: message for message in messages.values()}
    meanings = resolve_mentions(facts, journeys)
    meanings |= resolve_telegrams(facts, _sent(facts, by_doc))
    meanings |= _by_document(facts, printed_at, by_doc, journey_of)
    meanings = _by_serial(facts, meanings, messages, duplicates)
    for key, group in _groups(facts.mentions, meanings).items():
        if key not in messages:
            messages[key] = _named(key, group, meanings, printed_at, facts)
    _quoted(facts, meanings, messages)
    return Ledger(
        messages,
        meanings,
        _all_journeys({**journeys.journeys, **posts}, [*journey_of.values(), *_meant(meanings)]),
        duplicates,
        contradicted,
    )


def _contradicted(facts: MessageFacts, printed_at: dict[Key, Resolution]) -> Iterator[tuple[Key, str]]:
    """The mentions whose document does not bear their number: `Tohak 84 is Document 50`, and that begins `Tohak 85.`"""
    for mention in facts.mentions:
        place = printed_at.get(mention.key)
        paper = facts.papers.get(place.doc) if place and place.doc else None
        if paper and paper.own and mention.number and (mention.channel, mention.number) not in paper.numbers:
            yield mention.key, paper.own.words


def _printed(facts: MessageFacts, journey_of: dict[int, InferredJourney]) -> tuple[dict[str, LedgerMessage], dict[str, list[int]]]:
    """A message for each document that bears a number. Where two bear one number on one journey, each has an id of its own."""
    messages: dict[str, LedgerMessage] = {}
    duplicates: dict[str, list[int]] = {}
    for paper in facts.papers.values():
        if paper.own:
            journey = journey_of.get(paper.doc)
            id = ids.message_id(paper.own.channel or "x", paper.own.number, journey.key if journey else None)
            duplicates.setdefault(id, []).append(paper.doc)
            if id in messages:
                id = f"{id}-{ids.slug(paper.id)}"
            messages[id] = _of_paper(id, paper, journey)
    return messages, {id: docs for id, docs in duplicates.items() if len(docs) > 1}


def _of_paper(id: str, paper: MessageDocument, journey: InferredJourney | None) -> LedgerMessage:
    """The message that a document prints. A minute in universal time is stated, even where its year is that of the journey."""
    own = paper.numbers[0]
    minute = paper.instant if paper.instant and paper.instant.endswith("Z") else None
    return LedgerMessage(
        id=id,
        message_group=channels.message_group(own.channel, own.number),
        channel_pair=channels.channel_pair(own.channel),
        direction=channels.direction(own.channel),
        channel=own.channel,
        number=own.number,
        serials=tuple(number.words for number in paper.numbers[1:]),
        journey=journey.key if journey else None,
        status="printed",
        doc=paper.doc,
        target=paper.id,
        edtf=minute or paper.edtf,
        stated=bool(minute) or paper.stated,
        instant=paper.instant,
        received=paper.received,
    )


def _sent(facts: MessageFacts, by_doc: dict[int | None, LedgerMessage]) -> dict[tuple[str, str], list[PrintedTelegram]]:
    """The printed telegrams of posts, by channel and number."""
    sent: dict[tuple[str, str], list[PrintedTelegram]] = {}
    for paper in facts.papers.values():
        if paper.own and channels.is_post(paper.own.channel):
            sent.setdefault((paper.own.channel, paper.own.number), []).append(
                PrintedTelegram(by_doc[paper.doc].id, paper.doc, days_of(paper))
            )
    return sent


def _by_document(
    facts: MessageFacts,
    printed_at: dict[Key, Resolution],
    by_doc: dict[int | None, LedgerMessage],
    journey_of: dict[int, InferredJourney],
) -> dict[Key, MentionMeaning]:
    """What mentions mean that name the document which prints the message.

    1. `Tohak 84 is Document 50`, which bears that number     the message of that document
    2. `your last message2`, which is Document 144            that document, of the journey of the message that names it
    """
    found: dict[Key, MentionMeaning] = {}
    for mention in facts.mentions:
        place = printed_at.get(mention.key)
        if place is None or place.target is None:
            continue
        here = by_doc.get(place.doc) if place.doc else None
        if here:
            found[mention.key] = MentionMeaning(here.id, journey_of.get(here.doc or 0), "The text says which document prints it.")
        elif not mention.number:
            found[mention.key] = MentionMeaning(
                ids.slug(place.target), journey_of.get(mention.doc), "The text says which document prints it."
            )
    return found


def _by_serial(
    facts: MessageFacts, meanings: dict[Key, MentionMeaning], messages: dict[str, LedgerMessage], duplicates: dict[str, list[int]]
) -> dict[Key, MentionMeaning]:
    """The meanings, where a serial, or a number that two documents bear, means what is known under another name."""
    bearers: dict[str, list[str]] = {}
    for message in messages.values():
        for serial in message.serials:
            bearers.setdefault(ids.slug(serial), []).append(message.id)
    by_doc = {message.doc: message.id for message in messages.values()}
    bearers |= {id: [by_doc[doc] for doc in docs] for id, docs in duplicates.items()}
    found = dict(meanings)
    for mention in facts.mentions:
        meaning = meanings.get(mention.key)
        same = bearers.get(meaning.id or "", []) if meaning else []
        if meaning and len(same) == 1:
            found[mention.key] = meaning._replace(id=same[0], why="This is another number of the same message.")
        elif meaning and same:
            found[mention.key] = MentionMeaning(
                None, meaning.journey, f"{len(same)} documents print {mention.channel} {mention.number}.", tuple(same)
            )
    return found


def _groups(mentions: Iterable[Mention], meanings: dict[Key, MentionMeaning]) -> dict[str, list[Mention]]:
    """The mentions of each message. What an ambiguous mention may mean is no message until something else says that it is."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        if (meaning := meanings.get(mention.key)) and meaning.id:
            groups.setdefault(meaning.id, []).append(mention)
    return groups


def _named(
    id: str, group: list[Mention], meanings: dict[Key, MentionMeaning], printed_at: dict[Key, Resolution], facts: MessageFacts
) -> LedgerMessage:
    """A message that no document bears the number of: printed elsewhere, or in a document here that does not say so, or only mentioned."""
    first = group[0]
    place = next((found for mention in group if (found := printed_at.get(mention.key)) and found.target), None)
    own = facts.papers[first.doc].own
    channel = first.channel or (channels.counterpart(own.channel) if own else None) or ""
    dated = next((mention.dated for mention in group if mention.dated), None)
    journey = meanings[first.key].journey
    status: MessageStatus = "mentioned" if place is None else "printed" if place.status == "printed" else "elsewhere"
    return LedgerMessage(
        id=id,
        message_group=first.message_group,
        channel_pair=channels.channel_pair(channel),
        direction=channels.direction(channel),
        channel=first.channel or "",
        number=first.number or "",
        serials=(),
        journey=journey.key if journey else None,
        status=status,
        doc=place.doc if place else None,
        target=place.target if place else None,
        edtf=_with_year(dated, journey) if dated else None,
        stated=True if dated else None,
        instant=None,
        received=None,
    )


def _with_year(dated: str, journey: InferredJourney | None) -> str:
    """The day given with a mention, with the year that its journey gives it."""
    if not dated.startswith("XXXX") or journey is None or not journey.first or not journey.last:
        return dated
    found = [year + dated[4:] for year in dict.fromkeys((journey.first[:4], journey.last[:4])) if journey.has(year + dated[4:])]
    return found[0] if len(found) == 1 else dated


def _quoted(facts: MessageFacts, meanings: dict[Key, MentionMeaning], messages: dict[str, LedgerMessage]) -> None:
    """Mark those that a note quotes and nothing prints, with the place of the first quotation."""
    for mention in facts.mentions:
        meaning = meanings.get(mention.key)
        message = messages.get(meaning.id or "") if meaning and mention.quoted else None
        if message and message.status == "mentioned":
            paper = facts.papers[mention.doc]
            target = f"{paper.id}#{paper.local}{mention.quoted}"
            messages[message.id] = message._replace(status="quoted", doc=paper.doc, target=target)


def _meant(meanings: dict[Key, MentionMeaning]) -> Iterable[InferredJourney]:
    return (meaning.journey for meaning in meanings.values() if meaning.journey)


def _all_journeys(known: dict[str, list[InferredJourney]], used: Iterable[InferredJourney]) -> dict[str, list[InferredJourney]]:
    """Each channel pair's journeys on which a message was sent, in the order of their days; those that are not known stand last."""
    told = {(journey.channel_pair, journey.key): journey for journeys in known.values() for journey in journeys}
    sent: dict[str, dict[str, InferredJourney]] = {}
    for journey in used:
        sent.setdefault(journey.channel_pair, {})[journey.key] = told.get((journey.channel_pair, journey.key), journey)
    return {channel_pair: sorted(group.values(), key=lambda j: (j.first or "9999", j.key)) for channel_pair, group in sorted(sent.items())}
