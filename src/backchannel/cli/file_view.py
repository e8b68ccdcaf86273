"""Show on a terminal how a file was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from backchannel.records import Document, Spanned
    from backchannel.source import Source

_EXCERPT = 200
"""The most characters shown of a part's words. A narrow terminal shows fewer."""
_PLACE, _PART = 9, 22
"""The minimum widths in characters of the columns for the place and the name of a part."""


def show(console: Console, source: Source, document: Document) -> None:
    """Print how a document was read: each part with its line and column."""
    console.print(Text(f"{document.id}  {document.kind or 'unrecognized kind'}  {_dated(document)}", style="bold"))
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
        table.add_row(f"{line}:{column}", Text(part, style=style), Text(_excerpt(document.text[span.start : span.end])))
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
