"""Define rules, findings and the report that collects them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from backchannel.printed import PrintedText

if TYPE_CHECKING:
    from backchannel.source import Source, Span

Severity = Literal["error", "warning", "info"]
"""error: lost text or a broken link; warning: an editor should check this; info: the reader made a choice."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding. `message` is a template with `{fields}`; `explain` shows `why`, `cure`, `bad` and `good`.

    A message says what was found, then, after a semicolon, what to do. It is one line, starts in lower case and has no final period.
    """

    id: str
    name: str
    severity: Severity
    message: str
    why: str
    cure: str
    bad: str
    good: str


class Finding(BaseModel):
    """A rule violated at a place in one text. `start` and `end` count characters; `line` and `column` count from 1."""

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
    """Collects the findings for one source. `printed` is its text without marks, as far as they are known."""

    source: Source
    findings: list[Finding] = field(default_factory=list)
    _printed: PrintedText | None = field(default=None, init=False)

    @property
    def printed(self) -> PrintedText:
        if self._printed is None:
            self._printed = PrintedText.of(self.source.text)
        return self._printed

    @printed.setter
    def printed(self, printed: PrintedText) -> None:
        self._printed = printed

    def add(self, rule: Rule, span: Span, **fields: object) -> None:
        """Record a finding of `rule` at `span`; `fields` complete its message."""
        line, column = self.source.place(span.start)
        message = rule.message.format(**fields)
        self.findings.append(
            Finding(rule=rule.id, severity=rule.severity, start=span.start, end=span.end, line=line, column=column, message=message)
        )

    def words(self, start: int, end: int) -> str:
        """Return the printed words between two offsets."""
        return self.printed.words(start, end)

    def quoted(self, start: int, end: int) -> str:
        """Return the printed words between two offsets, to be quoted in a message."""
        return self.printed.quoted(start, end)
