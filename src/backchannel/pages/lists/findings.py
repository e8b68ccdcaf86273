"""Build the pages of findings: how often each rule was met, and where each error and warning is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.queries.counts import RuleTally
    from backchannel.edition.queries.lists import VolumeFinding
    from backchannel.findings import Rule
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame


class RuleCount(NamedTuple):
    """A rule, how often it was met, how many of those are accepted, where its findings in volumes are listed, and those outside of them."""

    id: str
    name: str
    severity: str
    times: str
    accepted: str
    why: str
    volumes: list[tuple[str, str, str]]
    outside: list[FindingEntry]


class FindingsPage(NamedTuple):
    """The findings of the edition in figures."""

    path: str
    layout: Layout
    rules: list[RuleCount]


class FindingEntry(NamedTuple):
    """A finding: its place in the source file, its message, the page of the document, and why it is accepted (empty: it is not)."""

    place: str
    message: str
    href: str
    document: str
    accepted: str


class RuleSection(NamedTuple):
    """All errors or warnings of one rule."""

    id: str
    name: str
    severity: str
    why: str
    entries: list[FindingEntry]


class VolumeFindingsPage(NamedTuple):
    """The errors and warnings of a volume. `unexplained` links to the abbreviations that nothing explains, if it has such a page."""

    path: str
    layout: Layout
    rules: list[RuleSection]
    unexplained: str


def findings_page(frame: PageFrame, tallies: Sequence[RuleTally], outside: Sequence[VolumeFinding]) -> FindingsPage:
    """List each rule that was met, in the order of the ids, with its figures by volume, and the findings `outside` of volumes."""
    met: dict[str, list[RuleTally]] = {}
    for tally in tallies:
        met.setdefault(tally.rule, []).append(tally)
    found = [_figure(frame.linker, rules.CATALOG[id], met[id], [f for f in outside if f.rule == id]) for id in sorted(met)]
    return FindingsPage(frame.path, frame.layout, found)


def _figure(linker: Linker, rule: Rule, tallies: Sequence[RuleTally], outside: Sequence[VolumeFinding]) -> RuleCount:
    volumes = [(t.volume, f"{t.times:,}", _volume_findings(linker, t, rule)) for t in tallies if t.volume]
    times, accepted = sum(t.times for t in tallies), sum(t.accepted for t in tallies)
    entries = [_entry(linker, finding) for finding in outside]
    return RuleCount(rule.id, rule.name, rule.severity, f"{times:,}", f"{accepted:,}" if accepted else "", rule.why, volumes, entries)


def _volume_findings(linker: Linker, tally: RuleTally, rule: Rule) -> str:
    """Link a volume's findings under a rule; those of severity info are listed on the documents' pages only."""
    return "" if rule.severity == "info" else linker.page(page_path("findings", tally.volume or ""), rule.id)


def volume_findings_page(frame: PageFrame, found: Sequence[VolumeFinding]) -> VolumeFindingsPage:
    groups: dict[str, list[VolumeFinding]] = {}
    for finding in found:
        groups.setdefault(finding.rule, []).append(finding)
    entries = [
        RuleSection(id, rules.CATALOG[id].name, rules.CATALOG[id].severity, rules.CATALOG[id].why, [_entry(frame.linker, f) for f in group])
        for id, group in groups.items()
    ]
    unexplained = page_path("unexplained") if frame.volume in frame.project.explained else ""
    return VolumeFindingsPage(frame.path, frame.layout, entries, unexplained)


def _entry(linker: Linker, finding: VolumeFinding) -> FindingEntry:
    page = linker.document(finding.id) if finding.id else ""
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return FindingEntry(place, finding.message, page, (finding.id or "").partition("/")[2], finding.accepted or "")
