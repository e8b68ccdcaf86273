"""Show on a terminal what was recognized in the texts to be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from backchannel.records import Document
    from backchannel.scaffold.filing import FiledText, FilingPlan

_UNKNOWN = "—"


def show(console: Console, plan: FilingPlan) -> None:
    """Print a row for each text: what was recognized, and remarks."""
    table = Table(*_columns(), box=None, header_style="bold", pad_edge=False)
    for filing in plan.filings:
        table.add_row(*(Text(cell) for cell in _row(filing)))
    if plan.filings:
        console.print(table)
    for line in _closing(plan):
        console.print(Text(line))


def _columns() -> list[Column]:
    """Return new columns for a table. A column stores its cells, so it can't be used twice."""
    return [
        Column("file", overflow="fold"),
        Column("number", justify="right", no_wrap=True),
        Column("kind", overflow="fold"),
        Column("date", overflow="fold"),
        Column("notes", no_wrap=True),
        Column("findings", no_wrap=True),
        Column("remarks", overflow="fold"),
    ]


def _row(filing: FiledText) -> tuple[str, ...]:
    read = filing.document
    return (
        filing.file.name,
        read.number or _UNKNOWN,
        read.kind or _UNKNOWN,
        _dated(read),
        "lost" if read.apparatus == "lost" else str(len(read.notes)),
        str(sum(finding.severity != "info" for finding in read.findings)),
        "; ".join(filing.remarks),
    )


def _dated(read: Document) -> str:
    """Return the date, `1972-12-06`, followed by `?` if it is inferred."""
    return f"{read.date.edtf}{'' if read.date.stated else '?'}" if read.date else _UNKNOWN


def _closing(plan: FilingPlan) -> Iterator[str]:
    """Yield the lines below the table: which files are skipped, and why."""
    yield from (f"skipped: {file} (not a .txt file)" for file in plan.passed_over)
    if not plan.to_copy:
        yield f"Nothing to add to {plan.volume}."
