"""What the tool has to say about a text: a rule, a finding under it, and the report that gathers them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from backchannel.source import Source, Span

Severity = Literal["error", "warning", "info"]
"""error: text would be lost or a link broken; warning: look here; info: the reader made a choice."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be found. `message` is a sentence with `{fields}`; `why`, `cure`, `bad` and `good` are for `explain`."""

    id: str
    name: str
    severity: Severity
    message: str
    why: str
    cure: str
    bad: str
    good: str


class Finding(BaseModel):
    """A rule met at a place of one text. `start` and `end` count characters, `line` and `column` from 1."""

    model_config = ConfigDict(frozen=True)

    rule: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    message: str


@dataclass(slots=True)
class Report:
    """Gathers the findings of one source."""

    source: Source
    findings: list[Finding] = field(default_factory=list)

    def add(self, rule: Rule, span: Span, **fields: object) -> None:
        """Note that `rule` was met at `span`; `fields` complete its message."""
        line, column = self.source.place(span.start)
        message = rule.message.format(**fields)
        self.findings.append(
            Finding(rule=rule.id, severity=rule.severity, start=span.start, end=span.end, line=line, column=column, message=message)
        )
