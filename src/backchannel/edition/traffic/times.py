"""Bounds when each message was sent, by all that ties it to others: an answer is not earlier than what it answers, nor a message than
one of a lower number on its channel and journey.

A day is that of the place where the message was written, so two days that lie next to each other may be in either order. A bound is only
drawn where the minutes, or days that lie further apart, allow it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.edition.traffic.journeys import InferredJourney
    from backchannel.edition.traffic.ledger import LedgerMessage
    from backchannel.edition.traffic.threads import MessageTie

_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
"""A day begins so long before, and ends so long after, the same day in universal time, somewhere."""


class EvidenceLink(NamedTuple):
    """One link of a chain of evidence: that of `message`, which is dated `edtf`, and the step that ties it to the one before it."""

    message: str
    edtf: str
    step: MessageTie


class TimeBounds(NamedTuple):
    """The first and the last time at which a message was sent (EDTF days or minutes), and the chains that say so: from the message
    itself to one that is dated."""

    first: str | None
    last: str | None
    after: tuple[EvidenceLink, ...] = ()
    before: tuple[EvidenceLink, ...] = ()


class Contradiction(NamedTuple):
    """A message that is dated before what it answers, or before one of a lower number."""

    step: MessageTie
    answer: str
    answered: str


def bound_times(
    messages: Mapping[str, LedgerMessage], steps: Iterable[MessageTie], journeys: Iterable[InferredJourney]
) -> tuple[dict[str, TimeBounds], list[Contradiction]]:
    """The bounds of each message, and the steps that its own dates gainsay."""
    told = {(journey.channel_pair, journey.key): journey for journey in journeys if journey.known in ("settings", "folder")}
    found = {id: _on_journey(message, told.get((message.channel_pair, message.journey or ""))) for id, message in messages.items()}
    ordered = [step for step in steps if step.kind != "crossed"]
    contradictions = [fault for step in ordered if (fault := _contradicted(step, found))]
    contradicted = {fault.step for fault in contradictions}
    sound = [step for step in ordered if step not in contradicted]
    changed = True
    while changed:
        changed = False
        for step in sound:
            changed |= _tighten(found, step)
    return found, contradictions


def _own(message: LedgerMessage) -> tuple[str | None, str | None]:
    """What the message itself says: its minute, its day or days; a day without its year says nothing here."""
    if message.instant:
        minute = _utc(message.instant).strftime("%Y-%m-%dT%H:%MZ")
        return minute, minute
    if not message.edtf or message.edtf.startswith("X"):
        return None, None
    first, _, last = message.edtf.partition("/")
    return (None if first == ".." else first), (None if (last or first) == ".." else last or first)


def _on_journey(message: LedgerMessage, journey: InferredJourney | None) -> TimeBounds:
    """What the message itself says; of one that states no day, the days of its journey too, as far as its own allow."""
    bounds = TimeBounds(*_own(message))
    if journey is None or message.stated or not journey.first or not journey.last:
        return bounds
    first = max(bounds.first or "", journey.first)
    last = min(bounds.last or "9999", journey.last, key=lambda edtf: edtf[:10])
    return bounds._replace(first=first, last=last) if first[:10] <= last[:10] else bounds


def _tighten(found: dict[str, TimeBounds], step: MessageTie) -> bool:
    """Draw what one step says: the answer is not before what it answers, nor that after its answer. Whether it said something new."""
    answer, answered = found[step.message], found[step.other]
    changed = False
    if answered.first and (not answer.first or _begin(answered.first) > _begin(answer.first)):
        chain = (EvidenceLink(step.other, answered.first, step), *answered.after)
        if step.message not in {link.message for link in chain}:
            found[step.message] = answer = answer._replace(first=answered.first, after=chain)
            changed = True
    if answer.last and (not answered.last or _end(answer.last) < _end(answered.last)):
        chain = (EvidenceLink(step.message, answer.last, step), *answer.before)
        if step.other not in {link.message for link in chain}:
            found[step.other] = found[step.other]._replace(last=answer.last, before=chain)
            changed = True
    return changed


def _contradicted(step: MessageTie, found: Mapping[str, TimeBounds]) -> Contradiction | None:
    answer, answered = found[step.message].last, found[step.other].first
    if answer and answered and _end(answer) < _begin(answered):
        return Contradiction(step, answer, answered)
    return None


def _begin(edtf: str) -> datetime:
    """The earliest instant that a day or minute may mean."""
    return _utc(edtf) if "T" in edtf else _utc(edtf) - _EAST


def _end(edtf: str) -> datetime:
    return _utc(edtf) if "T" in edtf else _utc(edtf) + timedelta(days=1) + _WEST


def _utc(edtf: str) -> datetime:
    found = datetime.fromisoformat(edtf)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
