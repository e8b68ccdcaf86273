"""Print what commands report: findings, summaries and progress."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from backchannel.build import pipeline
from backchannel.checks import formats
from backchannel.cli import report_words
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from backchannel.edition.queries.findings import FileFinding
    from backchannel.serve.session import ServeReport
    from backchannel.settings import Project


def use_utf8() -> None:
    """Write UTF-8 to the terminal, a file or a pipe, whatever the system's code page is: findings quote texts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_summary(summary: pipeline.BuildSummary, project: Project, verbose: bool) -> None:
    """Print the findings and the summary of a build."""
    with Store.reading(project.store) as store:
        found = findings(store) if verbose or not summary.ingested.changed else findings(store, severity="error")
        print_findings(found, project, "text", verbose)
    click.echo(report_words.summary(summary, project))


def print_report(report: ServeReport, project: Project) -> None:
    """Print what a served edition did after an edit."""
    from backchannel.serve.session import BuildDone, BuildFailed, IndexDone

    match report:
        case BuildDone(summary):
            click.echo(report_words.rebuilt(summary, project))
        case BuildFailed(sentence):
            click.echo(f"build failed: {sentence}", err=True)
        case IndexDone():
            click.echo("search: up to date")


def print_findings(found: Iterable[FileFinding], project: Project, form: str, verbose: bool) -> None:
    told = (f for f in found if verbose or form == "jsonl" or not (f.severity == "info" or f.accepted))
    shown: list[FileFinding] = [f._replace(path=project.edition.shown(f.path)) for f in told]
    for line in formats.FORMATS[form](shown):
        click.echo(line)


_WAITING = f"{pipeline.WAITING} of this edition to finish …"


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar for each stage on a terminal. Elsewhere, print one line if the build has to wait for another build."""
    if not sys.stderr.isatty():
        yield lambda stage, *_: click.echo(_WAITING, err=True) if stage == pipeline.WAITING else None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as drawn:
        stages: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage == pipeline.WAITING:
                console.print(_WAITING)
                return
            if stage not in stages:
                stages[stage] = drawn.add_task(stage, total=total)
            drawn.update(stages[stage], completed=done, total=total)

        yield show
