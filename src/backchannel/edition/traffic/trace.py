"""Trace the messages of an arranged edition and keep the result in the store: journeys, messages, ties, and the meaning of each mention."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, rules
from backchannel.edition.resolution import ReferenceFault, Resolution
from backchannel.edition.traffic.facts import load
from backchannel.edition.traffic.journeys import infer_journeys
from backchannel.edition.traffic.ledger import build_ledger
from backchannel.edition.traffic.threads import order_by_number, tie_messages
from backchannel.edition.traffic.times import bound_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.edition.store import Store
    from backchannel.edition.traffic.doubtful_numbers import DoubtfulNumber
    from backchannel.edition.traffic.facts import Mention
    from backchannel.edition.traffic.inferred_journey import InferredJourney
    from backchannel.edition.traffic.ledger import Key, Ledger, LedgerMessage
    from backchannel.edition.traffic.mentions import MentionMeaning
    from backchannel.edition.traffic.threads import MessageTie
    from backchannel.edition.traffic.times import Contradiction, EvidenceLink, TimeBounds
    from backchannel.settings import Project

    NamedRow = dict[str, object]


class ResolvedMention(NamedTuple):
    """The resolution of a mention, and the message that it means."""

    resolution: Resolution
    message: str | None


class TraceResult(NamedTuple):
    """The resolution of each mention, and the faults that only the trace shows: the document (by its key), the message group, the fault."""

    mentions: dict[Key, ResolvedMention]
    faults: list[tuple[int, str, ReferenceFault]]


def trace_messages(store: Store, project: Project, printed_at: Mapping[Key, Resolution]) -> TraceResult:
    """Trace the message groups in scope again; the scope includes every group tied to one in it. `printed_at` has the resolutions of the
    documents that mentions name."""
    facts = load(store)
    ledger = build_ledger(facts, infer_journeys(facts, project), printed_at)
    ties = tie_messages(facts.mentions, ledger)
    bounds, contradictions = bound_times(
        ledger.messages, [*ties, *order_by_number(ledger.messages.values())], chain(*ledger.journeys.values())
    )
    scope = {row["message_group"] for row in store.rows("SELECT message_group FROM scope")}
    messages = [message for message in ledger.messages.values() if message.message_group in scope]
    _drop_messages(store)
    for message in messages:
        store.insert("message", **_message_row(message, bounds[message.id]))
    ids = {message.id for message in messages}
    for tie in ties:
        if tie.message in ids:
            store.insert("message_tie", **_tie_row(tie))
    _keep_journeys(store, ledger.journeys, messages)
    mentions = {mention.key: _resolved(mention, ledger, printed_at.get(mention.key)) for mention in facts.mentions}
    found = (*_unplaced(ledger), *_contradicted(ledger, contradictions), *_possible_matches(ledger, facts.mentions))
    faults = (fault for fault in found if fault[1] in scope)
    return TraceResult(mentions, list(faults))


def _resolved(mention: Mention, ledger: Ledger, printed_at: Resolution | None) -> ResolvedMention:
    meaning = ledger.meanings.get(mention.key)
    if meaning is None:
        return ResolvedMention(printed_at or Resolution("mentioned", None, reason="The text does not say which message this is."), None)
    if not meaning.id:
        return ResolvedMention(_ambiguous(mention, meaning), None)
    message, why = ledger.messages[meaning.id], meaning.why
    fault = _other_number(mention, ledger.contradicted.get(mention.key), printed_at) or _doubtful(ledger.doubtful.get(mention.key), ledger)
    if message.status == "printed":
        return ResolvedMention(Resolution("printed", message.id, message.doc, reason=why, fault=fault), message.id)
    if message.status == "elsewhere":
        return ResolvedMention(Resolution("elsewhere", message.target, reason=why, fault=fault), message.id)
    return ResolvedMention(Resolution("mentioned", message.id, reason=_why_mentioned(mention, message, why), fault=fault), message.id)


def _other_number(mention: Mention, number: str | None, printed_at: Resolution | None) -> ReferenceFault | None:
    """Return the fault of a mention that names a document with another number."""
    if not number or not printed_at:
        return None
    name = channels.name(mention.channel, mention.number)
    return ReferenceFault(rules.OTHER_NUMBER, {"message": name, "document": printed_at.target, "actual": number})


def _doubtful(doubt: DoubtfulNumber | None, ledger: Ledger) -> ReferenceFault | None:
    """Return the fault of a mention whose number may be misread."""
    if doubt is None:
        return None
    channel = doubt.mention.channel
    names = [channels.name(other.channel, other.number) for id, _ in doubt.readings if (other := ledger.messages[id])]
    shorter = " or ".join(f"{name} and note {marker}" for name, (_, marker) in zip(names, doubt.readings, strict=True))
    above = f"it is above {channel} {doubt.highest}, the highest other number on its journey" if doubt.is_above else ""
    reason = "; ".join(filter(None, (above, f"it may be the same as {shorter}" if shorter else "")))
    return ReferenceFault(rules.DOUBTFUL_NUMBER, {"message": channels.name(channel, doubt.mention.number), "reason": reason})


def _ambiguous(mention: Mention, meaning: MentionMeaning) -> Resolution:
    fields: NamedRow = {
        "message": channels.name(mention.channel, mention.number),
        "candidates": " or ".join(meaning.candidates),
        "reason": f"{meaning.why[0].lower()}{meaning.why[1:].rstrip('.')}",
    }
    fault = ReferenceFault(rules.MESSAGE_AMBIGUOUS, fields)
    return Resolution("ambiguous", None, reason=meaning.why, candidates=meaning.candidates, fault=fault)


def _why_mentioned(mention: Mention, message: LedgerMessage, why: str) -> str:
    name = channels.name(mention.channel, mention.number)
    status = "A note in this edition quotes it." if message.status == "quoted" else f"No document in this edition prints this {name}."
    return f"{status} {why}".strip()


def _unplaced(ledger: Ledger) -> Iterator[tuple[int, str, ReferenceFault]]:
    """Yield the printed messages of unknown journeys, each with its fault: it names the messages that one line in `volume.toml` would
    place."""
    unknown = {journey.key for journeys in ledger.journeys.values() for journey in journeys if journey.known == "not"}
    messages = [message for message in ledger.messages.values() if message.journey in unknown]
    names: dict[str | None, list[str]] = {}
    for message in messages:
        if message.number:
            names.setdefault(message.journey, []).append(channels.name(message.channel, message.number))
    for message in messages:
        if message.status == "printed" and message.doc and message.channel_kind != "post":
            fields: NamedRow = {
                "channel": message.channel,
                "number": message.number,
                "messages": ", ".join(names[message.journey]),
                "document": (message.target or "").partition("/")[2],
            }
            yield message.doc, message.message_group, ReferenceFault(rules.MESSAGE_WITHOUT_JOURNEY, fields)


def _contradicted(ledger: Ledger, contradictions: Iterable[Contradiction]) -> Iterator[tuple[int, str, ReferenceFault]]:
    """Yield the ties that dates contradict, each as a fault of the document that states the tie, or prints one of its messages."""
    for found in contradictions:
        tie = found.tie
        answer, answered = ledger.messages[tie.message], ledger.messages[tie.other]
        fields: NamedRow = {
            "answer": channels.name(answer.channel, answer.number),
            "answered": channels.name(answered.channel, answered.number),
            "first": found.answer,
            "second": found.answered,
            "words": tie.words,
        }
        doc = tie.doc or answer.doc or answered.doc
        if doc is not None:
            rule = rules.ANSWER_BEFORE if tie.kind == "answers" else rules.NUMBER_BEFORE
            yield doc, answer.message_group, ReferenceFault(rule, fields)


def _possible_matches(ledger: Ledger, mentions: Iterable[Mention]) -> Iterator[tuple[int, str, ReferenceFault]]:
    """Yield the messages that may be one, each two as one fault of the document that prints the second, or first mentions it."""
    named: dict[str, int] = {}
    for mention in mentions:
        if (meaning := ledger.meanings.get(mention.key)) and meaning.id:
            named.setdefault(meaning.id, mention.document.doc)
    for message in ledger.messages.values():
        for other in (ledger.messages[id] for id in message.may_be if id < message.id):
            if message.named != other.named:
                continue
            fields: NamedRow = {
                "message": channels.name(message.channel, message.number),
                "id": message.id,
                "other": channels.name(other.channel, other.number),
                "other_id": other.id,
            }
            doc = message.doc or named.get(message.id) or other.doc or named.get(other.id)
            if doc is not None:
                yield doc, message.message_group, ReferenceFault(rules.POSSIBLE_MATCH, fields)


def _drop_messages(store: Store) -> None:
    """Drop the messages that the scope had, with their ties."""
    known = [row["id"] for row in store.rows("SELECT id FROM message WHERE message_group IN (SELECT message_group FROM scope)")]
    store.run_many("DELETE FROM message_tie WHERE message = ?", ((id,) for id in known))
    store.run_many("DELETE FROM message WHERE id = ?", ((id,) for id in known))


def _keep_journeys(store: Store, journeys: Mapping[str, Iterable[InferredJourney]], messages: Iterable[LedgerMessage]) -> None:
    """Keep the journeys of these messages, and drop those on which no message was sent."""
    sent_on = {(message.channel_pair, message.journey) for message in messages}
    kept = (journey for journey in chain(*journeys.values()) if (journey.channel_pair, journey.key) in sent_on)
    for journey in kept:
        store.insert("journey", "OR REPLACE", **_journey_row(journey))
    store.run(
        "DELETE FROM journey WHERE NOT EXISTS "
        "(SELECT 1 FROM message m WHERE m.channel_pair = journey.channel_pair AND m.journey = journey.key)"
    )


def _message_row(message: LedgerMessage, bounds: TimeBounds) -> NamedRow:
    row = message._asdict()
    del row["channel_kind"]
    ends = {"after": bounds.after, "before": bounds.before}
    chains = {end: [_link(link) for link in links] for end, links in ends.items() if links}
    return row | {
        "serials": json.dumps(message.serials, ensure_ascii=False),
        "may_be": json.dumps(message.may_be),
        "first": bounds.first,
        "last": bounds.last,
        "chain": json.dumps(chains, ensure_ascii=False),
    }


def _link(link: EvidenceLink) -> tuple[object, ...]:
    """Make one link of a chain of evidence: message, date, document, anchor, words."""
    return link.message, link.edtf, link.tie.document, link.tie.anchor, link.tie.words


def _tie_row(tie: MessageTie) -> NamedRow:
    row = tie._asdict()
    del row["document"]
    return row


def _journey_row(journey: InferredJourney) -> NamedRow:
    return journey._asdict() | {"highest": json.dumps(dict(journey.highest))}
