"""Print findings: as text, as data (JSON Lines, SARIF), and as annotations of a GitHub workflow. `FORMATS` has one row per format."""

from __future__ import annotations

import json
from collections import Counter
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from backchannel.printed import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from backchannel.edition.queries.findings import FileFinding
    from backchannel.findings import Rule


_MOST = 100
"""The most consecutive findings of one rule that the text format prints: a file of garbage has thousands."""


def text(findings: Sequence[FileFinding]) -> Iterator[str]:
    """Yield a line for each finding, then a count for each rule.

    1. `documents/frus1969-76v09/000.txt:3:71: warning N002 marker 2 has no note (marker-without-note)`
    2. an accepted finding has `accepted` instead of its severity, ends with the reason, and is not counted
    """
    if not findings:
        return
    from backchannel import rules  # takes a tenth of a second, which a build without findings saves

    for f in _shortened(findings):
        if isinstance(f, str):
            yield f
            continue
        severity, reason = ("accepted", f": {' '.join(f.accepted.split())}") if f.accepted else (f.severity, "")
        place, message = _on_a_line(f"{f.path}:{f.line}:{f.column}"), _on_a_line(f.message)
        yield f"{place}: {severity} {f.rule} {message} ({rules.CATALOG[f.rule].name}){reason}"
    for rule, count in sorted(Counter(f.rule for f in findings if not f.accepted).items()):
        yield f"{count:7,} × {rule} {rules.CATALOG[rule].name}"


def _on_a_line(words: str) -> str:
    """Replace control characters by their pictures: a text must not give commands to a terminal, nor begin a line."""
    return words if words.isprintable() else printable(words.replace("\n", "\u240a"))


def _shortened(findings: Iterable[FileFinding]) -> Iterator[FileFinding | str]:
    """Yield the findings, but of many consecutive findings of one rule in one file only the first, and a count of the rest."""
    for (path, rule, _), group in groupby(findings, key=lambda found: (found.path, found.rule, found.accepted)):
        met = list(group)
        yield from met[:_MOST]
        if len(met) > _MOST:
            yield f"{path}: {len(met) - _MOST:,} more findings of {rule}"


def jsonl(findings: Iterable[FileFinding]) -> Iterator[str]:
    """Yield one JSON object for each finding."""
    for f in findings:
        yield json.dumps(f._asdict(), ensure_ascii=False)


def github(findings: Iterable[FileFinding]) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows next to the lines of a change. Accepted findings are left out."""
    for f in (found for found in findings if not found.accepted):
        level = {"error": "error", "warning": "warning", "info": "notice"}[f.severity]
        yield f"::{level} file={_escaped(f.path)},line={f.line},col={f.column},title={f.rule}::{_escaped(f.message)}"


def _escaped(words: str) -> str:
    """Escape words for a workflow command: a finding quotes a text, and a text must not give commands to the workflow."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace(",", "%2C").replace("::", "%3A%3A")


def sarif(findings: Iterable[FileFinding]) -> Iterator[str]:
    """Yield one log in the Static Analysis Results Interchange Format 2.1.0, with the text of each rule. GitHub code scanning reads it."""
    from backchannel import rules

    driver = {"name": "Backchannel", "version": version("backchannel"), "rules": [_sarif_rule(rule) for rule in rules.CATALOG.values()]}
    places = {id: place for place, id in enumerate(rules.CATALOG)}
    results = [_sarif_result(found, places[found.rule]) for found in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    help = f"{rule.why}\n\nWhat to do: {rule.cure}\n\nBad: {rule.bad}\n\nGood: {rule.good}"
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ").capitalize() + "."},
        "fullDescription": {"text": rule.why},
        "help": {"text": help},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
    }


def _sarif_result(found: FileFinding, index: int) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": quote(found.path)}, "region": {"startLine": found.line, "startColumn": found.column}}
    suppressed = {"suppressions": [{"kind": "external", "justification": found.accepted}]} if found.accepted else {}
    return {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[found.severity],
        "message": {"text": found.message},
        "locations": [{"physicalLocation": place}],
        **suppressed,
    }


_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}

FORMATS: dict[str, Callable[[Sequence[FileFinding]], Iterator[str]]] = {"text": text, "jsonl": jsonl, "github": github, "sarif": sarif}
