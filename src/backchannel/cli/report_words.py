"""Format results as text: the summary of a build, the changes after an edit, the explanation of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.edition.rebuild.edit_report import EditChanges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.build.pipeline import BuildSummary
    from backchannel.edition.rebuild.edit_report import IngestReport
    from backchannel.findings import Rule
    from backchannel.settings import Project
    from backchannel.writers.links import LinkReport
    from backchannel.writers.site import SiteReport

_NAMED, _LED = 3, 12
"""How many written files and how many changed references a build names; `build.json` lists all of them."""


def summary(done: BuildSummary, project: Project) -> str:
    """Return the closing lines of a build or a check."""
    counts, written = done.counts, done.written
    held = ((counts.documents, "document"), (counts.pages, "page marker"), (counts.notes, "note"))
    lines = [
        f"{', '.join(count(*part) for part in held)}; {count(len(done.ingested.read), 'file')} read",
        f"references: {_tally(counts.references)}",
        f"findings: {_tally(counts.findings)}",
    ]
    if done.ingested.changed:
        lines = [*_changes(done.ingested, project), *lines]
    if written:
        lines.append(_files(written))
    place = f"{project.site / 'index.html'} in " if written else ""
    return "\n".join([*lines, f"{place}{sum(done.seconds.values()):.1f} s"])


def rebuilt(done: BuildSummary, project: Project) -> str:
    """Return what a build after an edit changed, while the edition is served."""
    changes = _changes(done.ingested, project) if done.ingested.changed else []
    return "\n".join([*changes, *([_files(done.written)] if done.written else []), f"{sum(done.seconds.values()):.2f} s"])


def _files(written: SiteReport) -> str:
    """Count the files: `files: 3 written (frus1969-76v09/d45.html, index.html, …), 31,000 unchanged, 0 removed`"""
    named = f" ({', '.join([*written.written[:_NAMED], *(['…'] if len(written.written) > _NAMED else [])])})" if written.written else ""
    return f"files: {len(written.written):,} written{named}, {written.unchanged:,} unchanged, {len(written.removed):,} removed"


def _changes(ingested: IngestReport, project: Project) -> Iterator[str]:
    """Yield what an edit changed: new and fixed findings, references that are newly resolved or no longer resolved."""
    changed = ingested.changed or EditChanges()
    for sign, found in (("new", changed.found), ("fixed", changed.mended)):
        told = (found_at for found_at in found if found_at.severity != "info")
        yield from (f"{sign}: {project.edition.shown(f.path)}:{f.line}:{f.column}: {f.severity} {f.rule} {f.message}" for f in told)
    for sign, led in (("newly resolved", changed.resolved), ("no longer resolved", changed.lost)):
        yield from (f"{sign}: {r.document} “{r.words}” to {r.target}" for r in led[:_LED])
        if len(led) > _LED:
            yield f"{sign}: {len(led) - _LED:,} more"
    read, gone = (f"{count(len(files), 'file')} {done}" for files, done in ((ingested.read, "read"), (ingested.gone, "removed")))
    counts = f"{len(changed.found):,} new, {len(changed.mended):,} fixed"
    references = f"{len(changed.resolved):,} newly resolved, {len(changed.lost):,} no longer resolved"
    yield f"changed: {read}, {gone}; findings: {counts}; references: {references}"


def links(report: LinkReport) -> str:
    """Return the broken links of the built pages and the totals."""
    broken = [f"{page}: {href}" for page, href in report.broken]
    return "\n".join([*broken, f"links: {count(report.pages, 'page')}, {count(report.links, 'link')}, {len(broken):,} broken"])


def rule(found: Rule) -> str:
    """Return the explanation of a rule."""
    return "\n".join(
        [
            f"{found.id} {found.name} ({found.severity}): {found.message}",
            "",
            found.why,
            "",
            f"What to do: {found.cure}",
            "",
            f"Bad:   {found.bad}",
            f"Good:  {found.good}",
        ]
    )


def count(number: int, thing: str) -> str:
    """Return a number with its noun: `1 text`, `2,000 texts`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _tally(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in counts.items()) or "none"
