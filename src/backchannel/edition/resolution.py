"""Define a citing reference, and the result of resolving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import ids, rules

if TYPE_CHECKING:
    from backchannel.findings import Rule

Status = Literal["printed", "elsewhere", "mentioned", "ambiguous", "missing"]


class CitingReference(NamedTuple):
    """A reference, what its words name, and the document that contains it. `cited_volume` is that document's own if none is named."""

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
    volume = ids.split_target(target)[0].partition("/")[0]
    if ids.is_volume(volume):
        return Resolution("elsewhere", target, reason=reason)
    return missing(target, reason, rules.LEADS_NOWHERE, reason=f"{reason[0].lower()}{reason[1:].rstrip('.')}", volume=volume)


def ambiguous(candidates: list[str], reason: str, rule: Rule = rules.REFERENCE_AMBIGUOUS, **fields: object) -> Resolution:
    """Resolve to nothing, because more than one target is left."""
    fault = ReferenceFault(rule, {"candidates": " or ".join(candidates), "reason": reason, **fields})
    return Resolution("ambiguous", None, reason=reason, candidates=tuple(candidates), fault=fault)


def missing(target: str | None, why: str, rule: Rule, **fields: object) -> Resolution:
    """Resolve to a target that should be in this edition but isn't."""
    return Resolution("missing", target, reason=why, fault=ReferenceFault(rule, fields))
