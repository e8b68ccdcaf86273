"""Bound the time at which each message was sent, by its ties to others: an answer is not earlier than what it answers, nor a message
than one with a lower number on its channel and journey.

A day is that of the place where the message was written, so two neighboring days may be in either order. A message is bounded only where
the minutes, or days further apart, allow it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from backchannel import clocks
from backchannel.clocks import UNIVERSAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.edition.traffic.inferred_journey import InferredJourney
    from backchannel.edition.traffic.ledger import LedgerMessage
    from backchannel.edition.traffic.threads import MessageTie

_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
"""How long before the same day in universal time a day begins, and how long after it ends, at the extremes of the world's clocks."""


class EvidenceLink(NamedTuple):
    """A link of a chain of evidence: a message, its date, and the tie that joins it to the link before."""

    message: str
    edtf: str
    tie: MessageTie


class TimeBounds(NamedTuple):
    """The first and the last time at which a message can have been sent (EDTF days or minutes), and the chains of evidence for each: from
    the message itself to one that is dated."""

    first: str | None
    last: str | None
    after: tuple[EvidenceLink, ...] = ()
    before: tuple[EvidenceLink, ...] = ()


class Contradiction(NamedTuple):
    """A message dated before the one that it answers, or before one with a lower number; and both dates."""

    tie: MessageTie
    answer: str
    answered: str


def bound_times(
    messages: Mapping[str, LedgerMessage], ties: Iterable[MessageTie], journeys: Iterable[InferredJourney]
) -> tuple[dict[str, TimeBounds], list[Contradiction]]:
    """Return the bounds of each message, and the ties that the messages' own dates contradict."""
    days = {(journey.channel_pair, journey.key): journey for journey in journeys if journey.known in ("settings", "folder")}
    bounds = {id: _own_bounds(message, days.get((message.channel_pair, message.journey or ""))) for id, message in messages.items()}
    ordered = [tie for tie in ties if tie.kind != "crossed"]
    contradictions = [found for tie in ordered if (found := _contradiction(tie, bounds))]
    contradicted = {found.tie for found in contradictions}
    sound = [tie for tie in ordered if tie not in contradicted]
    changed = True
    while changed:
        changed = False
        for tie in sound:
            changed |= _tighten(bounds, tie)
    return bounds, contradictions


def _own_dates(message: LedgerMessage) -> tuple[str | None, str | None]:
    """Return the first and last date that the message itself gives: its minute or its days. A day without its year gives neither."""
    if message.instant:
        minute = clocks.written(clocks.at(message.instant, UNIVERSAL))
        return minute, minute
    if not message.edtf or message.edtf.startswith("X"):
        return None, None
    first, _, last = message.edtf.partition("/")
    return (None if first == ".." else first), (None if (last or first) == ".." else last or first)


def _own_bounds(message: LedgerMessage, journey: InferredJourney | None) -> TimeBounds:
    """Return the bounds that the message itself gives; if it states no date, narrowed to the days of its journey, unless they disagree."""
    bounds = TimeBounds(*_own_dates(message))
    if journey is None or message.stated or not journey.first or not journey.last:
        return bounds
    first = max(bounds.first or "", journey.first)
    last = min(bounds.last or journey.last, journey.last, key=lambda edtf: edtf[:10])
    return bounds._replace(first=first, last=last) if first[:10] <= last[:10] else bounds


def _tighten(bounds: dict[str, TimeBounds], tie: MessageTie) -> bool:
    """Apply one tie: the answer is not before what it answers, nor that after its answer. Return whether a bound changed."""
    answer, answered = bounds[tie.message], bounds[tie.other]
    changed = False
    if answered.first and (not answer.first or _begin(answered.first) > _begin(answer.first)):
        chain = (EvidenceLink(tie.other, answered.first, tie), *answered.after)
        if tie.message not in {link.message for link in chain}:
            bounds[tie.message] = answer = answer._replace(first=answered.first, after=chain)
            changed = True
    if answer.last and (not answered.last or _end(answer.last) < _end(answered.last)):
        chain = (EvidenceLink(tie.message, answer.last, tie), *answer.before)
        if tie.other not in {link.message for link in chain}:
            bounds[tie.other] = bounds[tie.other]._replace(last=answer.last, before=chain)
            changed = True
    return changed


def _contradiction(tie: MessageTie, bounds: Mapping[str, TimeBounds]) -> Contradiction | None:
    answer, answered = bounds[tie.message].last, bounds[tie.other].first
    if answer and answered and _end(answer) < _begin(answered):
        return Contradiction(tie, answer, answered)
    return None


def _begin(edtf: str) -> datetime:
    """Return the earliest instant that a day or minute may mean."""
    return clocks.at(edtf, UNIVERSAL) if "T" in edtf else clocks.shifted(_midnight(edtf), -_EAST)


def _end(edtf: str) -> datetime:
    return clocks.at(edtf, UNIVERSAL) if "T" in edtf else clocks.shifted(_midnight(edtf), timedelta(days=1) + _WEST)


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), clocks.zone_info(UNIVERSAL))
