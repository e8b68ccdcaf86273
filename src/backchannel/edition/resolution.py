"""A reference as the edition keeps it, and what came of looking for its target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import ids, rules

if TYPE_CHECKING:
    from backchannel.findings import Rule

Status = Literal["printed", "elsewhere", "mentioned", "ambiguous", "missing"]


class CitingReference(NamedTuple):
    """A reference, what its words name, and the document that it stands in. `cited_volume` is that document's own where none is named."""

    doc: int
    ordinal: int
    id: str
    local: str
    apparatus: str
    start: int
    end: int
    kind: str
    where: str
    words: str
    cited_volume: str
    document: str | None
    note: str | None
    page: str | None
    relation: str | None


class ReferenceFault(NamedTuple):
    """A rule that a reference met, with the fields of its message."""

    rule: Rule
    fields: dict[str, object]


class Resolution(NamedTuple):
    """Where a reference leads. `doc` is the document of this edition that holds the target; `reason` one sentence, where it is no link."""

    status: Status
    target: str | None
    doc: int | None = None
    reason: str | None = None
    candidates: tuple[str, ...] = ()
    fault: ReferenceFault | None = None


def printed(target: str, doc: int) -> Resolution:
    """The target is in this edition."""
    return Resolution("printed", target, doc)


def elsewhere(target: str, reason: str) -> Resolution:
    """The target is known by name, and not in this edition: if its volume is one of the series, it has an official address."""
    volume = ids.split_target(target)[0].partition("/")[0]
    if ids.is_volume(volume):
        return Resolution("elsewhere", target, reason=reason)
    return missing(target, reason, rules.LEADS_NOWHERE, reason=f"{reason[0].lower()}{reason[1:].rstrip('.')}", volume=volume)


def ambiguous(candidates: list[str], reason: str) -> Resolution:
    """More than one target is left."""
    fault = ReferenceFault(rules.REFERENCE_AMBIGUOUS, {"candidates": " or ".join(candidates), "reason": reason})
    return Resolution("ambiguous", None, reason=reason, candidates=tuple(candidates), fault=fault)


def missing(target: str | None, why: str, rule: Rule, **fields: object) -> Resolution:
    """The target should be in this edition, and is not."""
    return Resolution("missing", target, reason=why, fault=ReferenceFault(rule, fields))
