"""Show on a terminal what was recognized in the texts to be added, and what is doubtful."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

from backchannel.scaffold.incoming import INPUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console

    from backchannel.records import Document
    from backchannel.scaffold.filing import FiledText, FilingPlan

_UNKNOWN = "—"
_MOST_DOUBTS = 5
"""Doubts of one text that are listed below the table."""


def show(console: Console, plan: FilingPlan) -> None:
    """Print a row for each text: what was recognized, and remarks. Below it are the doubts, and the files that are not added."""
    table = Table(*_columns(), box=None, header_style="bold", pad_edge=False)
    for filing in plan.filings:
        table.add_row(*(Text(cell) for cell in _row(filing)))
    if plan.filings:
        console.print(table)
    for line in _closing(plan):
        console.print(Text(line), soft_wrap=True)


def _columns() -> list[Column]:
    """Return new columns for a table. A column stores its cells, so it can't be used twice."""
    return [
        Column("file", overflow="fold"),
        Column("number", justify="right", no_wrap=True),
        Column("kind", overflow="fold"),
        Column("from", overflow="fold"),
        Column("to", overflow="fold"),
        Column("date", overflow="fold"),
        Column("markers", justify="right", no_wrap=True),
        Column("notes", justify="right", no_wrap=True),
        Column("capture", no_wrap=True),
        Column("doubts", justify="right", no_wrap=True),
        Column("remarks", overflow="fold"),
    ]


def _row(filing: FiledText) -> tuple[str, ...]:
    read = filing.document
    return (
        shown(filing.text.file),
        read.number or _UNKNOWN,
        read.kind or _UNKNOWN,
        "; ".join(person.name or person.text for person in (*read.senders, *read.between)) or _UNKNOWN,
        "; ".join(person.name or person.text for person in read.recipients) or _UNKNOWN,
        _dated(read),
        str(len(read.markers)),
        "lost" if read.apparatus == "lost" else str(len(read.notes)),
        read.profile,
        str(len(list(doubts(read)))),
        "; ".join(filing.remarks),
    )


def shown(file: Path) -> str:
    """Return the name of a file; of standard input, that."""
    return "standard input" if file == INPUT else file.name


def _dated(read: Document) -> str:
    """Return the date, `1972-12-06`, followed by `?` if it is inferred."""
    return f"{read.date.edtf}{'' if read.date.stated else '?'}" if read.date else _UNKNOWN


def doubts(read: Document) -> Iterator[str]:
    """Yield what an editor should check in a text: its warnings, and what was not found in it.

    1. `7: S007 another document may begin here …`     a finding, with its line
    2. `the text has markers, but no notes`            what no finding of one place says
    """
    found = [finding for finding in read.findings if finding.severity != "info"]
    yield from (f"{finding.line}: {finding.rule} {finding.message}" for finding in found)
    if read.apparatus == "lost" and not found:
        yield "the text has markers, but no notes"
    if read.head is not None and read.kind is None and not (read.senders or read.recipients):
        yield "the head names no kind of document and no sender or recipient"


def _closing(plan: FilingPlan) -> Iterator[str]:
    """Yield the lines below the table: the doubts, and which files are not added and why."""
    for filing in plan.to_copy:
        found = list(doubts(filing.document))
        yield from (f"{filing.name}: {doubt}" for doubt in islice(found, _MOST_DOUBTS))
        if len(found) > _MOST_DOUBTS:
            yield f"{filing.name}: {len(found) - _MOST_DOUBTS} more doubts (`backchannel check` lists them)"
    yield from (f"skipped: {file} (not a text)" for file in plan.passed_over)
    yield from (f"not added: {shown(refused.file)}: {refused.advice}" for refused in plan.refused)
    if not plan.to_copy:
        yield f"Nothing to add to {plan.volume}."
