"""Define a citing reference, and the result of resolving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import ids, rules

if TYPE_CHECKING:
    from backchannel.findings import Rule

Status = Literal["printed", "elsewhere", "mentioned", "ambiguous", "missing"]


class CitingReference(NamedTuple):
    """A reference, what its words name, and the document that contains it. `anchor` is the paragraph or the note that has
    its words; `cited_volume` is that document's own if none is named."""

    doc: int
    ordinal: int
    id: str
    local: str
    apparatus: str
    start: int
    end: int
    kind: str
    where: str
    anchor: str
    words: str
    cited_volume: str
    document: str | None
    note: str | None
    page: str | None
    relation: str | None
    alternative: str | None


class ReferenceFault(NamedTuple):
    """A rule that applies to a reference, with the fields of its message."""

    rule: Rule
    fields: dict[str, object]


class Resolution(NamedTuple):
    """The target of a reference. `doc` is the document of this edition that has it; `reason` is one sentence, if there is no link."""

    status: Status
    target: str | None
    doc: int | None = None
    reason: str | None = None
    candidates: tuple[str, ...] = ()
    fault: ReferenceFault | None = None


def printed(target: str, doc: int) -> Resolution:
    """Resolve to a target in this edition."""
    return Resolution("printed", target, doc)


def elsewhere(target: str, reason: str) -> Resolution:
    """Resolve to a target that has a known name but is not in this edition. A volume of the series has an official address."""
    return Resolution("elsewhere", target, reason=reason) if ids.is_volume(volume_of(target)) else nowhere(target, reason)


def nowhere(target: str, reason: str) -> Resolution:
    """Resolve to a target in a volume that is not of *Foreign Relations* and not in this edition: no address of it is known."""
    fields = {"reason": f"{reason[:1].lower()}{reason[1:].rstrip('.')}", "volume": volume_of(target)}
    return missing(target, reason, rules.LEADS_NOWHERE, **fields)


def volume_of(target: str) -> str:
    """Return the volume of a target: `VOLUME`, `VOLUME/dN`, `VOLUME/dN#dNfnM` or `VOLUME#pg_N`."""
    return ids.split_target(target)[0].partition("/")[0]


def ambiguous(candidates: list[str], reason: str, rule: Rule = rules.REFERENCE_AMBIGUOUS, **fields: object) -> Resolution:
    """Resolve to nothing, because more than one target is left."""
    fault = ReferenceFault(rule, {"candidates": " or ".join(candidates), "reason": reason, **fields})
    return Resolution("ambiguous", None, reason=reason, candidates=tuple(candidates), fault=fault)


def missing(target: str | None, why: str, rule: Rule, **fields: object) -> Resolution:
    """Resolve to a target that should be in this edition but isn't."""
    return Resolution("missing", target, reason=why, fault=ReferenceFault(rule, fields))
