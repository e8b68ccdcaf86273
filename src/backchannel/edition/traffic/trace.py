"""Traces the traffic of an arranged edition, and keeps it in the store: journeys, messages, steps; and where each mention leads."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, rules
from backchannel.edition.resolution import ReferenceFault, Resolution
from backchannel.edition.traffic.facts import load
from backchannel.edition.traffic.journeys import infer_journeys
from backchannel.edition.traffic.ledger import build_ledger
from backchannel.edition.traffic.threads import by_number, tie_messages
from backchannel.edition.traffic.times import bound_times

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from backchannel.edition.rows import Row
    from backchannel.edition.store import Store
    from backchannel.edition.traffic.facts import Mention, MessageDocument
    from backchannel.edition.traffic.ledger import Key, Ledger, LedgerMessage
    from backchannel.edition.traffic.mentions import MentionMeaning
    from backchannel.edition.traffic.threads import MessageTie
    from backchannel.edition.traffic.times import Contradiction, TimeBounds
    from backchannel.settings import Project


class ResolvedMention(NamedTuple):
    """Where a mention leads, and the message that it means."""

    resolution: Resolution
    message: str | None


class TraceResult(NamedTuple):
    """Where each mention leads, and the faults that only the traffic shows: the document (by its key), the message group, the fault."""

    mentions: dict[Key, ResolvedMention]
    faults: list[tuple[int, str, ReferenceFault]]


def trace_messages(store: Store, project: Project, printed_at: Mapping[Key, Resolution]) -> TraceResult:
    """Work out anew the traffic of the message groups in scope, to which all belong that are tied to one of them. `printed_at` has the
    documents that mentions name."""
    facts = load(store)
    ledger = build_ledger(facts, infer_journeys(facts, project), dict(printed_at))
    steps = tie_messages(facts, ledger)
    bounds, contradictions = bound_times(ledger.messages, [*steps, *by_number(ledger.messages.values())], chain(*ledger.journeys.values()))
    scope = {row[0] for row in store.rows("SELECT message_group FROM scope")}
    _keep(store, scope, ledger, steps, bounds, facts.papers)
    mentions = {mention.key: _resolved(mention, ledger, printed_at) for mention in facts.mentions}
    faults = (fault for fault in (*_unplaced(ledger), *_contradicted(ledger, contradictions)) if fault[1] in scope)
    return TraceResult(mentions, list(faults))


def _resolved(mention: Mention, ledger: Ledger, printed_at: Mapping[Key, Resolution]) -> ResolvedMention:
    meaning = ledger.meanings.get(mention.key)
    if meaning is None:
        return ResolvedMention(
            printed_at.get(mention.key) or Resolution("mentioned", None, reason="Nothing says which message is meant."), None
        )
    if not meaning.id:
        return ResolvedMention(_ambiguous(mention, meaning), None)
    message = ledger.messages[meaning.id]
    fault = _other_number(mention, ledger, printed_at)
    if message.status == "printed":
        return ResolvedMention(Resolution("printed", message.id, message.doc, reason=meaning.why, fault=fault), message.id)
    if message.status == "elsewhere":
        return ResolvedMention(Resolution("elsewhere", message.target, reason=meaning.why, fault=fault), message.id)
    return ResolvedMention(Resolution("mentioned", message.id, reason=_why_mentioned(mention, message, meaning), fault=fault), message.id)


def _other_number(mention: Mention, ledger: Ledger, printed_at: Mapping[Key, Resolution]) -> ReferenceFault | None:
    """The fault of a mention that names a document which bears another number."""
    bears = ledger.contradicted.get(mention.key)
    name = channels.name(mention.channel or "", mention.number or "")
    return (
        ReferenceFault(rules.OTHER_NUMBER, {"message": name, "document": printed_at[mention.key].target, "bears": bears}) if bears else None
    )


def _ambiguous(mention: Mention, meaning: MentionMeaning) -> Resolution:
    fields: dict[str, object] = {
        "channel": mention.channel,
        "number": mention.number,
        "candidates": " · ".join(meaning.candidates),
        "reason": meaning.why,
    }
    fault = ReferenceFault(rules.MESSAGE_AMBIGUOUS, fields)
    return Resolution("ambiguous", None, reason=meaning.why, candidates=meaning.candidates, fault=fault)


def _why_mentioned(mention: Mention, message: LedgerMessage, meaning: MentionMeaning) -> str:
    name = channels.name(mention.channel or "", mention.number or "")
    quoted = "A note of this edition quotes it." if message.status == "quoted" else f"No document of this edition prints this {name}."
    return f"{quoted} {meaning.why}".strip()


def _unplaced(ledger: Ledger) -> Iterator[tuple[int, str, ReferenceFault]]:
    """The printed messages whose journey is not known, each with its fault, which says what one line in `volume.toml` would settle."""
    unknown = {journey.key for journeys in ledger.journeys.values() for journey in journeys if journey.known == "not"}
    settled: dict[str, list[str]] = {}
    for message in ledger.messages.values():
        if message.journey in unknown and message.number:
            settled.setdefault(message.journey or "", []).append(channels.name(message.channel, message.number))
    for message in ledger.messages.values():
        if message.status == "printed" and message.doc and message.journey in unknown and not channels.is_post(message.channel):
            local = (message.target or "").partition("/")[2]
            names = ", ".join(settled[message.journey or ""])
            fields: dict[str, object] = {"channel": message.channel, "number": message.number, "messages": names, "document": local}
            yield message.doc, message.message_group, ReferenceFault(rules.MESSAGE_WITHOUT_JOURNEY, fields)


def _contradicted(ledger: Ledger, contradictions: list[Contradiction]) -> Iterator[tuple[int, str, ReferenceFault]]:
    for fault in contradictions:
        answer, answered = ledger.messages[fault.step.message], ledger.messages[fault.step.other]
        fields: dict[str, object] = {
            "answer": channels.name(answer.channel, answer.number),
            "answered": channels.name(answered.channel, answered.number),
            "first": fault.answer,
            "second": fault.answered,
            "words": fault.step.words,
        }
        doc = fault.step.doc or answer.doc or answered.doc
        if doc is not None:
            yield (
                doc,
                answer.message_group,
                ReferenceFault(rules.ANSWER_BEFORE if fault.step.kind == "answers" else rules.NUMBER_BEFORE, fields),
            )


def _keep(
    store: Store,
    scope: Container[str],
    ledger: Ledger,
    steps: list[MessageTie],
    bounds: dict[str, TimeBounds],
    papers: Mapping[int, MessageDocument],
) -> None:
    """Put the messages of the scope in the place of those that it had, with their journeys and what ties them."""
    known = [row[0] for row in store.rows("SELECT id FROM message WHERE message_group IN (SELECT message_group FROM scope)")]
    messages = [message for message in ledger.messages.values() if message.message_group in scope]
    ids = {message.id for message in messages}
    store.run_many("DELETE FROM message_tie WHERE message = ?", ((id,) for id in known))
    store.run_many("DELETE FROM message WHERE id = ?", ((id,) for id in known))
    store.run_many(f"INSERT INTO message VALUES (?{', ?' * 17})", (_row(message, bounds[message.id], papers) for message in messages))
    store.run_many("INSERT INTO message_tie VALUES (?, ?, ?, ?, ?, ?, ?)", (step for step in steps if step.message in ids))
    sent_on = {(message.channel_pair, message.journey) for message in messages}
    store.run_many(
        "INSERT OR REPLACE INTO journey VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (j.channel_pair, j.key, j.name, j.place, j.first, j.last, j.known, json.dumps(dict(j.highest)), j.doc, j.anchor, j.words)
            for journeys in ledger.journeys.values()
            for j in journeys
            if (j.channel_pair, j.key) in sent_on
        ),
    )
    store.run(
        "DELETE FROM journey WHERE NOT EXISTS "
        "(SELECT 1 FROM message m WHERE m.channel_pair = journey.channel_pair AND m.journey = journey.key)"
    )


def _said_at(step: MessageTie, papers: Mapping[int, MessageDocument]) -> tuple[str | None, str, str]:
    return papers[step.doc].id if step.doc is not None else None, step.anchor, step.words


def _row(message: LedgerMessage, bounds: TimeBounds, papers: Mapping[int, MessageDocument]) -> Row:
    chains = {
        end: [(link.message, link.edtf, *_said_at(link.step, papers)) for link in links]
        for end, links in (("after", bounds.after), ("before", bounds.before))
        if links
    }
    return (
        message.id,
        message.message_group,
        message.channel_pair,
        message.direction,
        message.channel,
        message.number,
        json.dumps(message.serials, ensure_ascii=False),
        message.journey,
        message.status,
        message.doc,
        message.target,
        message.edtf,
        message.stated,
        message.instant,
        message.received,
        bounds.first,
        bounds.last,
        json.dumps(chains, ensure_ascii=False),
    )
