"""List what is in the edition, and what each document lacks: `backchannel list`."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backchannel.cli.exporting import chosen, examined
from backchannel.pages.components.words import amount
from backchannel.printed import shortened
from backchannel.settings import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backchannel.edition.queries.inventory import InventoriedDocument

_TITLE = 60
_COLUMNS = ("document", "title", "date", "lacks", "markers", "findings", "file")


@click.command("list", short_help="List the documents and what each lacks.")
@click.argument("volumes", nargs=-1)
@click.option(
    "--edition", "folder", type=click.Path(path_type=Path), default=Path(), help="The folder of the edition. Default: the current one."
)
@click.option("--lacking", is_flag=True, help="Only the documents that lack something or have findings.")
@click.option("--format", "form", type=click.Choice(["text", "csv"]), default="text", show_default=True, help="The output format.")
def list_documents(volumes: tuple[str, ...], folder: Path, lacking: bool, form: str) -> None:
    """List the documents of VOLUMES (default: all) and what each lacks: a date, a stated date, a sender, a recipient, a source note, the
    notes; the doubts about its markers and notes; and its warnings and errors. Findings accepted in accepted.toml are not counted."""
    from backchannel.edition.queries.inventory import inventory

    project = Project.load(folder)
    with examined(project) as store:
        found = [document for volume in chosen(store, volumes) for document in inventory(store, volume)]
    shown = [document for document in found if not lacking or document.lacks or document.findings]
    for line in _FORMS[form](project, shown):
        click.echo(line)
    if form == "text":
        click.echo(_summary(found))


def _text(_: Project, documents: list[InventoriedDocument]) -> Iterator[str]:
    """Yield a line for each document: `v9/d44  Message From …  1972-12-06  lacks recipient; 2 findings`."""
    for document in documents:
        said = [f"lacks {', '.join(document.lacks)}"] if document.lacks else []
        said += [f"{amount(document.markers, 'doubt')} about notes or markers"] if document.markers else []
        said += [amount(document.findings, "finding")] if document.findings else []
        yield "  ".join([document.id, shortened(document.title, _TITLE), document.edtf or "undated", "; ".join(said)]).rstrip()


def _csv(project: Project, documents: list[InventoriedDocument]) -> Iterator[str]:
    yield _line(_COLUMNS)
    for document in documents:
        lacks, file = "; ".join(document.lacks), project.edition.shown(document.path)
        yield _line((document.id, document.title, document.edtf, lacks, document.markers, document.findings, file))


def _line(values: tuple[object, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()


_FORMS: dict[str, Callable[[Project, list[InventoriedDocument]], Iterator[str]]] = {"text": _text, "csv": _csv}


def _summary(documents: list[InventoriedDocument]) -> str:
    """Sum up a list: `2 documents; without stated date: 1; with findings: 1`."""
    lacking = Counter(name for document in documents for name in document.lacks)
    parts = [amount(len(documents), "document"), *(f"without {name}: {times:,}" for name, times in lacking.items())]
    parts += [f"with findings: {sum(document.findings > 0 for document in documents):,}"]
    return "; ".join(parts)
