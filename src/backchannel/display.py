"""Says in words what was done: the summary of a build, a rule explained, a file as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

from backchannel.edition.report import Changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console

    from backchannel.edition.report import Gathered
    from backchannel.findings import Rule
    from backchannel.pipeline import Summary
    from backchannel.records import Document, Spanned
    from backchannel.source import Source
    from backchannel.writers.links import LinkReport
    from backchannel.writers.site import Written

_NAMED, _LED = 3, 12
"""Written files, and references that lead somewhere now or no longer, that a build names; `build.json` has all."""
_EXCERPT = 200
"""Characters of a part's words at most; the terminal's width cuts them sooner."""
_PLACE, _PART = 9, 22
"""Widths in characters that the words of a part leave to its place and its name."""


def summary(done: Summary, site: Path | None) -> str:
    """The closing lines of a build or a check."""
    counts, written = done.counts, done.written
    held = ((counts.documents, "document"), (counts.pages, "page marker"), (counts.notes, "note"))
    lines = [
        f"{', '.join(_count(*part) for part in held)}; {_count(len(done.gathered.read), 'file')} read",
        f"references: {_tally(counts.references)}",
        f"findings: {_tally(counts.findings)}",
    ]
    if done.gathered.changed:
        lines = [*_changes(done.gathered), *lines]
    if written:
        lines.append(_files(written))
    place = f"{site / 'index.html'} in " if site else ""
    return "\n".join([*lines, f"{place}{sum(done.seconds.values()):.1f} s"])


def rebuilt(done: Summary) -> str:
    """What a build after an edit changed, while the edition is served."""
    changes = _changes(done.gathered) if done.gathered.changed else []
    return "\n".join([*changes, *([_files(done.written)] if done.written else []), f"{sum(done.seconds.values()):.2f} s"])


def _files(written: Written) -> str:
    """`files: 3 written (frus1969-76v09/d45.html, index.html, …), 31,000 unchanged, 0 removed`"""
    named = f" ({', '.join([*written.written[:_NAMED], *(['…'] if len(written.written) > _NAMED else [])])})" if written.written else ""
    return f"files: {len(written.written):,} written{named}, {written.unchanged:,} unchanged, {len(written.removed):,} removed"


def _changes(gathered: Gathered) -> Iterator[str]:
    """What an edit changed: the findings that are new or mended, the references that lead somewhere now or no longer."""
    changed = gathered.changed or Changed()
    for sign, found in (("new", changed.found), ("mended", changed.mended)):
        yield from (f"{sign}: {f.path}:{f.line}:{f.column}: {f.severity} {f.rule} {f.message}" for f in found if f.severity != "info")
    for sign, led in (("leads now", changed.resolved), ("leads no longer", changed.lost)):
        yield from (f"{sign}: {r.document} “{' '.join(r.words.split())}” to {r.target}" for r in led[:_LED])
        if len(led) > _LED:
            yield f"{sign}: {_count(len(led) - _LED, 'reference')} more"
    read, gone = (f"{_count(len(files), 'file')} {done}" for files, done in ((gathered.read, "read"), (gathered.gone, "gone")))
    counts = f"{len(changed.found):,} new and {len(changed.mended):,} mended"
    yield f"changed: {read}, {gone}; findings {counts}; references: {len(changed.resolved):,} lead now, {len(changed.lost):,} no longer"


def links(report: LinkReport) -> str:
    """What the check of the built pages' links found."""
    broken = [f"{page}: {href}" for page, href in report.broken]
    return "\n".join([*broken, f"links: {_count(report.pages, 'page')}, {_count(report.links, 'link')}, {len(broken):,} broken"])


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


def show(console: Console, source: Source, document: Document) -> None:
    """Prints a document as it was read: each part with its line and column."""
    console.print(Text(f"{document.id}  {document.kind or 'kind not known'}  {_dated(document)}", style="bold"))
    table = Table(
        Column("place", no_wrap=True, min_width=_PLACE),
        Column("part", no_wrap=True, min_width=_PART),
        Column("words", no_wrap=True, ratio=1),
        box=None,
        header_style="bold",
        expand=True,
    )
    for span, part, style in sorted(_parts(document), key=lambda entry: (entry[0].start, -entry[0].end)):
        line, column = source.place(span.start)
        table.add_row(f"{line}:{column}", Text(part, style=style), Text(_excerpt(source.text[span.start : span.end])))
    console.print(table)
    for finding in document.findings:
        console.print(Text(f"{finding.line}:{finding.column}: {finding.severity} {finding.rule} {finding.message}"), soft_wrap=True)


def _dated(document: Document) -> str:
    if document.date is None:
        return "no date"
    return f"{document.date.edtf} ({'stated' if document.date.stated else 'inferred'})"


def _parts(document: Document) -> Iterator[tuple[Spanned, str, str]]:
    for block in document.blocks:
        yield block, block.kind, "bold" if block.kind == "head" else ""
    for role, people in (("from", document.senders), ("to", document.recipients), ("between", document.between)):
        for person in people:
            yield person, f"  {role}", "green"
    for marker in document.markers:
        yield marker, f"  marker {marker.n}", "red"
    for page in document.pages:
        yield page, f"  page {page.n}", "cyan"
    for note in document.notes:
        yield note, f"{note.kind} note {note.n}" if note.kind == "source" else f"note {note.n}", "red"
    for reference in document.references:
        yield reference, f"  refers to a {reference.kind}", "blue"


def _excerpt(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _EXCERPT else line[:_EXCERPT] + "…"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _tally(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items()) or "none"
