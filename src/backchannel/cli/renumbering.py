"""Give documents other numbers: `backchannel renumber`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backchannel.cli.exporting import chosen, examined
from backchannel.pages.components.words import amount
from backchannel.printed import shortened
from backchannel.settings import Project, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.scaffold.renumbering import RenumberingPlan

_TITLE = 60
_RANGE = re.compile(r"(?P<first>\d+)(?:[-–](?P<last>\d+))?")


@click.command(short_help="Give documents of a volume other numbers.")
@click.argument("volume")
@click.argument("numbers")
@click.argument("first", type=click.IntRange(0))
@click.option(
    "--edition", "folder", type=click.Path(path_type=Path), default=Path(), help="The folder of the edition. Default: the current one."
)
@click.option("--write", "writes", is_flag=True, help="Change the files. Without it, the command only shows what it would do.")
def renumber(volume: str, numbers: str, first: int, folder: Path, writes: bool) -> None:
    """Give the documents of VOLUME with these NUMBERS (44, or 44-60) the numbers from FIRST on. The number in the head of each text
    changes, and so do the names of files and annotations that have it, and the entries of accepted.toml. Every other byte stays as it is.

    Without --write, nothing is changed. After the next build, the old addresses lead to the documents."""
    from backchannel.scaffold.renumbering import apply, plan

    project = Project.load(folder)
    with examined(project) as store:
        renumbering = plan(project, store, chosen(store, (volume,))[0], _range(numbers), first)
    for line in _lines(renumbering):
        click.echo(line)
    if not writes:
        click.echo("Nothing is changed yet. Repeat the command with --write to change the files.")
        return
    apply(project, renumbering)
    click.echo(
        f"{amount(len(renumbering.documents), 'document')} renumbered. Build the edition: the old addresses then lead to the new ones."
    )


def _range(numbers: str) -> range:
    found = _RANGE.fullmatch(numbers)
    if not found or int(found["last"] or found["first"]) < int(found["first"]):
        raise SettingsError(f"{numbers!r} is not a number or a range of numbers; use 44 or 44-60.")
    return range(int(found["first"]), int(found["last"] or found["first"]) + 1)


def _lines(renumbering: RenumberingPlan) -> Iterator[str]:
    for change in renumbering.documents:
        yield f"{change.before} → {change.after}  {shortened(change.title, _TITLE)}"
    for file in renumbering.files:
        yield f"  {file.before}" if file.before == file.after else f"  {file.before} → {file.after}"
    yield from (f"check: {caution}" for caution in renumbering.cautions)
