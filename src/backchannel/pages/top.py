"""The pages at the top of the site: the volumes, the messages, the findings, and the page for what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.pages import addresses
from backchannel.pages.messages import Channel, channels
from backchannel.pages.shell import Shell, top_shell, volume_shell
from backchannel.pages.volumes import designation, heading, is_titled
from backchannel.pages.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.queries import FoundIn, Mention, Numbered, Tally
    from backchannel.edition.survey import Counts
    from backchannel.findings import Rule
    from backchannel.settings import Project


class VolumeEntry(NamedTuple):
    """A volume in the list of the front page."""

    href: str
    eyebrow: str
    title: str
    total: str


class Figure(NamedTuple):
    """A count and what it counts: `1,204`, `references printed here`."""

    number: str
    text: str


class FrontPage(NamedTuple):
    """The front page of the edition."""

    path: str
    shell: Shell
    title: str
    subtitle: str
    volumes: list[VolumeEntry]
    figures: list[Figure]


class MessagesPage(NamedTuple):
    """The message list."""

    path: str
    shell: Shell
    channels: list[Channel]


class RuleFigure(NamedTuple):
    """A rule, how often it was met, and where its findings are listed."""

    id: str
    name: str
    severity: str
    times: str
    why: str
    volumes: list[tuple[str, str, str]]


class FindingsPage(NamedTuple):
    """The findings of the edition in figures."""

    path: str
    shell: Shell
    rules: list[RuleFigure]


class FindingEntry(NamedTuple):
    """A finding: its place in the source file, what it says, and the page of the document."""

    place: str
    message: str
    href: str
    document: str


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


class NotFoundPage(NamedTuple):
    """What a server shows for an address that has no page."""

    path: str
    shell: Shell
    volumes: list[VolumeEntry]


def front_page(project: Project, sizes: dict[str, int], counts: Counts) -> FrontPage:
    title = project.edition.title
    return FrontPage(
        addresses.FRONT, top_shell(project, title, "Volumes"), title, project.edition.subtitle, _volumes(project, sizes), _figures(counts)
    )


def _volumes(project: Project, sizes: dict[str, int]) -> list[VolumeEntry]:
    return [
        VolumeEntry(
            addresses.href("", f"{volume}/{addresses.FRONT}"),
            heading(project.volume(volume)) if is_titled(project, volume) else designation(volume),
            project.volume(volume).title,
            amount(size, "document"),
        )
        for volume, size in sizes.items()
    ]


_REFERENCES = (
    ("printed", "lead to a place in this edition"),
    ("elsewhere", "lead to the official edition"),
    ("mentioned", "name a message that is not printed"),
    ("ambiguous", "could mean more than one thing"),
    ("missing", "name what is not there"),
)


def _figures(counts: Counts) -> list[Figure]:
    held = (
        (counts.documents, "document"),
        (counts.notes, "note"),
        (counts.pages, "page label"),
        (sum(counts.references.values()), "reference"),
    )
    figures = [Figure(f"{number:,}", amount(number, thing).partition(" ")[2]) for number, thing in held]
    return figures + [
        Figure(f"{counts.references[status]:,}", f"references {words}") for status, words in _REFERENCES if counts.references.get(status)
    ]


def messages_page(project: Project, numbered: Sequence[Numbered], mentions: Sequence[Mention]) -> MessagesPage:
    return MessagesPage(addresses.MESSAGES, top_shell(project, "Messages", "Messages"), channels(numbered, mentions))


def findings_page(project: Project, tallies: Sequence[Tally]) -> FindingsPage:
    """Each rule that was met, in the order of their ids, with its figures by volume."""
    met: dict[str, list[Tally]] = {}
    for tally in tallies:
        met.setdefault(tally.rule, []).append(tally)
    found = [_figure(rules.CATALOGUE[id], met[id]) for id in sorted(met)]
    return FindingsPage(addresses.FINDINGS, top_shell(project, "Findings", "Findings"), found)


def _figure(rule: Rule, tallies: Iterable[Tally]) -> RuleFigure:
    tallies = list(tallies)
    volumes = [(t.volume, f"{t.times:,}", _volume_findings(t, rule)) for t in tallies if t.volume]
    return RuleFigure(rule.id, rule.name, rule.severity, f"{sum(t.times for t in tallies):,}", rule.why, volumes)


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
    return FindingEntry(f"{finding.path}:{finding.line}:{finding.column}", finding.message, page, (finding.id or "").partition("/")[2])


def not_found_page(project: Project, sizes: dict[str, int]) -> NotFoundPage:
    return NotFoundPage(addresses.NOT_FOUND, top_shell(project, "Not found", ""), _volumes(project, sizes))
