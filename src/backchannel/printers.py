"""Prints findings: for people, for programs (JSON Lines), and as annotations of a GitHub workflow. One format, one row."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from backchannel.edition.survey import FoundAt


def text(findings: Sequence[FoundAt]) -> Iterator[str]:
    """`documents/frus1969-76v09/000.txt:3:71: warning N002 marker 2 has no note (marker-without-note)`, then a count per rule."""
    if not findings:
        return
    from backchannel import rules  # a tenth of a second, which a build that found nothing is spared

    for f in findings:
        yield f"{f.path}:{f.line}:{f.column}: {f.severity} {f.rule} {f.message} ({rules.CATALOGUE[f.rule].name})"
    for rule, count in sorted(Counter(f.rule for f in findings).items()):
        yield f"{count:7,} × {rule} {rules.CATALOGUE[rule].name}"


def jsonl(findings: Iterable[FoundAt]) -> Iterator[str]:
    """One JSON object a finding."""
    for f in findings:
        yield json.dumps(f._asdict(), ensure_ascii=False)


def github(findings: Iterable[FoundAt]) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    for f in findings:
        level = {"error": "error", "warning": "warning", "info": "notice"}[f.severity]
        yield f"::{level} file={_escaped(f.path)},line={f.line},col={f.column},title={f.rule}::{_escaped(f.message)}"


def _escaped(words: str) -> str:
    """GitHub's own escapes: a finding quotes a text, and a text must not speak to the workflow."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace(",", "%2C").replace("::", "%3A%3A")


FORMATS: dict[str, Callable[[Sequence[FoundAt]], Iterator[str]]] = {"text": text, "jsonl": jsonl, "github": github}
