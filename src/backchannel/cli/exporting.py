"""Export an edition in the formats of the field: `backchannel export tei`, `epub`, `cmif`, `data`."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backchannel.build import pipeline
from backchannel.cli.console import bars
from backchannel.did_you_mean import did_you_mean
from backchannel.edition.store import Store
from backchannel.settings import Project, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_edition = click.option("--edition", "folder", type=_FOLDER, default=Path(), help="The folder of the edition. Default: the current one.")
_to = click.option("--to", type=_FOLDER, default=Path("export"), show_default=True, help="The folder to write to.")
_jobs = click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="How many processes to use.", show_default=True)


@click.group(short_help="Write the edition in a format of the field.")
def export() -> None:
    """Write the documents of an edition for other programs. Each export first reads what changed in the texts, as a build does."""


@export.command(short_help="Write volumes as TEI.")
@click.argument("volumes", nargs=-1)
@_to
@_edition
@click.option(
    "--series-dates", is_flag=True, help="Give each document frus:doc-dateTime-min and -max, which the schema of 2014 does not allow."
)
@_jobs
def tei(volumes: tuple[str, ...], to: Path, folder: Path, series_dates: bool, jobs: int) -> None:
    """Write each of VOLUMES (default: all) as a TEI file in the manner of the series: VOLUME.xml."""
    from backchannel.writers.tei.volume import export_volume

    project = Project.load(folder)
    with examined(project, jobs) as store:
        for volume in chosen(store, volumes):
            click.echo(export_volume(to, project, store, volume, series_dates=series_dates))


@export.command(short_help="Write volumes and a reading list as books.")
@click.argument("volumes", nargs=-1)
@_to
@click.option(
    "--list", "reading_list", type=_FILE, help="A saved reading list, written as reading-list.epub. Without VOLUMES, nothing else is."
)
@_edition
@_jobs
def epub(volumes: tuple[str, ...], to: Path, reading_list: Path | None, folder: Path, jobs: int) -> None:
    """Write each of VOLUMES (default: all) as an EPUB 3 book, for e-readers: VOLUME.epub."""
    from backchannel.writers.epub.reading_list import export_list_book, read_list
    from backchannel.writers.epub.volume import export_volume_book

    project, read = Project.load(folder), read_list(reading_list) if reading_list else None
    with examined(project, jobs) as store:
        for volume in chosen(store, volumes) if volumes or read is None else ():
            click.echo(export_volume_book(to, project, store, volume))
        if read:
            click.echo(export_list_book(to, project, store, read))


@export.command(short_help="Write who wrote to whom, for correspSearch.")
@_to
@_edition
@_jobs
def cmif(to: Path, folder: Path, jobs: int) -> None:
    """Write who wrote to whom in all volumes, in the format of correspSearch (CMIF): cmif.xml.

    The format asks that the file has the license CC BY 4.0, and says so in it."""
    from backchannel.writers.tei.cmif import export_cmif

    project = Project.load(folder)
    with examined(project, jobs) as store:
        click.echo(export_cmif(to, project, store))


@export.command(short_help="Write the tables of the edition.")
@_to
@_edition
@_jobs
def data(to: Path, folder: Path, jobs: int) -> None:
    """Write the tables of the edition as one SQLite database, as CSV, as JSON Lines, and a datapackage.json that describes them."""
    from backchannel.writers.dataset import export_tables

    project = Project.load(folder)
    with examined(project, jobs) as store:
        for name in export_tables(to, project, store):
            click.echo(to / name)


@contextmanager
def examined(project: Project, jobs: int = os.cpu_count() or 1) -> Iterator[Store]:
    """Read the texts that changed, and open the database."""
    with bars() as progress:
        pipeline.examine(project, jobs, progress)
    with Store.reading(project.store) as store:
        yield store


def chosen(store: Store, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the volumes that are named; all, if none are. Raises `SettingsError` for one that the edition does not have."""
    volumes = tuple(store.volumes())
    for volume in named:
        if volume not in volumes:
            raise SettingsError(f"the edition has no volume {volume!r}; {did_you_mean(volume, volumes)}")
    return named or volumes
