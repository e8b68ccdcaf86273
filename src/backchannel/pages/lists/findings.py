"""The findings, for readers: how often each rule was met, and where each error and warning stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.pages import addresses
from backchannel.pages.shell import Shell, top_shell, volume_shell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.figures import Tally
    from backchannel.edition.lists import FoundIn
    from backchannel.findings import Rule
    from backchannel.settings import Project


class RuleFigure(NamedTuple):
    """A rule, how often it was met, how often that is accepted, and where its findings are listed."""

    id: str
    name: str
    severity: str
    times: str
    accepted: str
    why: str
    volumes: list[tuple[str, str, str]]


class FindingsPage(NamedTuple):
    """The findings of the edition in figures."""

    path: str
    shell: Shell
    rules: list[RuleFigure]


class FindingEntry(NamedTuple):
    """A finding: its place in the source file, what it says, the page of the document, and why it is accepted (empty: it is not)."""

    place: str
    message: str
    href: str
    document: str
    accepted: str


class RuleEntries(NamedTuple):
    """All errors or warnings of one rule."""

    id: str
    name: str
    severity: str
    why: str
    entries: list[FindingEntry]


class VolumeFindingsPage(NamedTuple):
    """The errors and warnings of a volume."""

    path: str
    shell: Shell
    rules: list[RuleEntries]


def findings_page(project: Project, tallies: Sequence[Tally]) -> FindingsPage:
    """Each rule that was met, in the order of their ids, with its figures by volume."""
    met: dict[str, list[Tally]] = {}
    for tally in tallies:
        met.setdefault(tally.rule, []).append(tally)
    found = [_figure(rules.CATALOGUE[id], met[id]) for id in sorted(met)]
    return FindingsPage(addresses.FINDINGS, top_shell(project, "Findings", "Findings"), found)


def _figure(rule: Rule, tallies: Sequence[Tally]) -> RuleFigure:
    volumes = [(t.volume, f"{t.times:,}", _volume_findings(t, rule)) for t in tallies if t.volume]
    times, accepted = sum(t.times for t in tallies), sum(t.accepted for t in tallies)
    return RuleFigure(rule.id, rule.name, rule.severity, f"{times:,}", f"{accepted:,}" if accepted else "", rule.why, volumes)


def _volume_findings(tally: Tally, rule: Rule) -> str:
    """Where a volume's findings under a rule are listed; those of severity info stand on the documents' pages only."""
    return "" if rule.severity == "info" else addresses.href("", f"{tally.volume}/{addresses.FINDINGS}", rule.id)


def volume_findings_page(project: Project, volume: str, found: Sequence[FoundIn]) -> VolumeFindingsPage:
    groups: dict[str, list[FoundIn]] = {}
    for finding in found:
        groups.setdefault(finding.rule, []).append(finding)
    entries = [
        RuleEntries(id, rules.CATALOGUE[id].name, rules.CATALOGUE[id].severity, rules.CATALOGUE[id].why, [_entry(volume, f) for f in group])
        for id, group in groups.items()
    ]
    return VolumeFindingsPage(f"{volume}/{addresses.FINDINGS}", volume_shell(project, volume, "Findings", ""), entries)


def _entry(volume: str, finding: FoundIn) -> FindingEntry:
    page = addresses.href(volume, addresses.page_of(finding.id)) if finding.id else ""
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return FindingEntry(place, finding.message, page, (finding.id or "").partition("/")[2], finding.accepted or "")
