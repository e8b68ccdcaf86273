"""Says in words what was done: the summary of a build, what an edit changed, a rule explained."""

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
"""Written files, and references that lead somewhere now or no longer, that a build names; `build.json` has all."""


def summary(done: BuildSummary, project: Project) -> str:
    """The closing lines of a build or a check."""
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
    """What a build after an edit changed, while the edition is served."""
    changes = _changes(done.ingested, project) if done.ingested.changed else []
    return "\n".join([*changes, *([_files(done.written)] if done.written else []), f"{sum(done.seconds.values()):.2f} s"])


def _files(written: SiteReport) -> str:
    """`files: 3 written (frus1969-76v09/d45.html, index.html, …), 31,000 unchanged, 0 removed`"""
    named = f" ({', '.join([*written.written[:_NAMED], *(['…'] if len(written.written) > _NAMED else [])])})" if written.written else ""
    return f"files: {len(written.written):,} written{named}, {written.unchanged:,} unchanged, {len(written.removed):,} removed"


def _changes(ingested: IngestReport, project: Project) -> Iterator[str]:
    """What an edit changed: the findings that are new or mended, the references that lead somewhere now or no longer."""
    changed = ingested.changed or EditChanges()
    for sign, found in (("new", changed.found), ("mended", changed.mended)):
        told = (found_at for found_at in found if found_at.severity != "info")
        yield from (f"{sign}: {project.edition.shown(f.path)}:{f.line}:{f.column}: {f.severity} {f.rule} {f.message}" for f in told)
    for sign, led in (("leads now", changed.resolved), ("leads no longer", changed.lost)):
        yield from (f"{sign}: {r.document} “{' '.join(r.words.split())}” to {r.target}" for r in led[:_LED])
        if len(led) > _LED:
            yield f"{sign}: {count(len(led) - _LED, 'reference')} more"
    read, gone = (f"{count(len(files), 'file')} {done}" for files, done in ((ingested.read, "read"), (ingested.gone, "gone")))
    counts = f"{len(changed.found):,} new and {len(changed.mended):,} mended"
    yield f"changed: {read}, {gone}; findings {counts}; references: {len(changed.resolved):,} lead now, {len(changed.lost):,} no longer"


def links(report: LinkReport) -> str:
    """What the check of the built pages' links found."""
    broken = [f"{page}: {href}" for page, href in report.broken]
    return "\n".join([*broken, f"links: {count(report.pages, 'page')}, {count(report.links, 'link')}, {len(broken):,} broken"])


def rule(found: Rule) -> str:
    """A rule, explained."""
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
    """`1 text`, `2,000 texts`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _tally(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in counts.items()) or "none"
