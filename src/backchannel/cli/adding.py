"""Add texts to a volume: show the plan, ask, and carry it out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from backchannel.cli import filing_view, report_words
from backchannel.scaffold import filing
from backchannel.scaffold.incoming import INPUT
from backchannel.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.scaffold.filing import FilingPlan
    from backchannel.settings import Project

_TERMINAL = Path("/dev/tty")
_WIDE = 160
"""Width in characters of a table that is not printed to a terminal."""


class NotAddedError(Exception):
    """Raised if the texts can't be added without an answer that nobody can give."""


def add(plan: FilingPlan, project: Project, title: str | None, *, asks: bool) -> None:
    """Show what is to be added, and add it; if it `asks`, only after an answer. Raises `NotAddedError`."""
    filing_view.show(Console(width=None if sys.stdout.isatty() else _WIDE), plan)
    if not plan.to_copy:
        return
    title = title or (str(plan.front.title_page["title"]) if plan.front else None)
    new = f"{plan.volume} is a new volume{f'; {plan.like}' if plan.like else ''}"
    if not asks and plan.new and not title:
        raise SettingsError(f"{new} Add its --title." if plan.like else f"{new}; add its --title.")
    if plan.like and not asks:
        click.echo(new)
    if asks:
        with _answers(plan):
            if plan.like and not click.confirm(f"{new} Add a new volume?", default=False):
                click.echo("Nothing added.")
                return
            if not click.confirm(f"Add {report_words.count(len(plan.to_copy), 'text')} to {plan.folder}?", default=True):
                click.echo("Nothing added.")
                return
            if plan.new and not title:
                title = click.prompt(f"Title of the new volume {plan.volume}")
    filing.carry_out(plan, project, title or plan.volume)
    click.echo(f"{report_words.count(len(plan.to_copy), 'text')} added to {plan.folder}")


@contextmanager
def _answers(plan: FilingPlan) -> Iterator[None]:
    """Read answers from standard input, or from the terminal if that gave a text. Raises `NotAddedError` if nobody answers."""
    given = sys.stdin
    if any(filing.text.file == INPUT for filing in plan.filings):
        try:
            sys.stdin = _TERMINAL.open(encoding="utf-8")
        except OSError as error:
            raise NotAddedError(
                "nothing added: standard input gave the text, so nobody can be asked; --yes adds without asking."
            ) from error
    try:
        yield
    except click.Abort as abort:
        if given.isatty():
            raise  # Ctrl-C
        raise NotAddedError("nothing added: standard input gives no answer; --yes adds without asking.") from abort
    finally:
        if sys.stdin is not given:
            sys.stdin.close()
            sys.stdin = given
