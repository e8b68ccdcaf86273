"""The command line: the only place that prints or exits.

Exit statuses: 0, all is well; 1, there are errors among the findings (with --strict warnings too), or broken links where those were
asked about; 2, the command or a setting can't be used, or a file can't be written; 130, Ctrl-C
ended it.

What a verb needs is imported when it is called for: all of it takes a second, and a build that finds nothing changed a fifth of that.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from backchannel.build import errors, pipeline
from backchannel.checks import formats
from backchannel.cli import report_words
from backchannel.cli.console import bars, print_findings, print_report, print_summary
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.source import Source
from backchannel.system.timings import Timings
from backchannel.system.workers import collect_garbage_less

if TYPE_CHECKING:
    from backchannel.rules.choice import RuleChoice

_FOLDER = click.Path(path_type=Path)
_STATUSES = "Exit status: 0 all is well · 1 errors among the findings, or broken links · 2 a command or setting that can’t be used."

_folder = click.argument("folder", type=_FOLDER, default=Path())
_jobs = click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="How many processes work side by side.", show_default=True
)
_verbose = click.option("-v", "--verbose", is_flag=True, help="Show what the reader chose, too (findings of severity info).")
_strict = click.option("--strict", is_flag=True, help="Warnings count as errors.")


@click.group(epilog=_STATUSES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="backchannel")
def backchannel() -> None:
    """Makes a website of annotated documents from raw text files.

    Put the texts of a volume into documents/VOLUME/ with a volume.toml that gives its title, and run `backchannel build`. The site
    lies in site/ then: open site/index.html.
    """


@backchannel.command(short_help="Start an edition in an empty folder.", epilog=_STATUSES)
@click.argument("folder", type=_FOLDER)
@click.option("--title", help="The edition’s title; without it the folder’s name.")
def new(folder: Path, title: str | None) -> None:
    """Start an edition in FOLDER, which must be empty or not there yet: its settings, a volume with a sample document, a README."""
    from backchannel.scaffold.new_edition import start

    for path in start(folder, title or folder.resolve().name):
        click.echo(folder / path)
    click.echo(f"The edition is begun. Build it: backchannel build {shlex.quote(str(folder))}")


@backchannel.command(short_help="Check raw texts, and file them in a volume.", epilog=_STATUSES)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--volume", required=True, help="The id of the volume, which is the name of its folder: frus1969-76v09.")
@click.option("--title", help="The title of a volume that is new; without it you are asked.")
@click.option("--edition", "folder", type=_FOLDER, default=Path(), help="The folder of the edition; this folder, if none is named.")
@click.option("-y", "--yes", is_flag=True, help="File them without asking.")
@_jobs
def add(files: tuple[Path, ...], volume: str, title: str | None, folder: Path, yes: bool, jobs: int) -> None:
    """Show what is recognised in FILES (raw texts, and folders of them), and copy them into the folder of a volume.

    Nothing is moved, changed or written over. A text that is there already is left out; one whose name is taken gets a free one.
    """
    from rich.console import Console

    from backchannel.cli import filing_view
    from backchannel.scaffold import filing

    project = Project.load(folder)
    with pipeline.workers_for(project, jobs) as workers:
        plan = filing.plan(project, files, volume, workers)
    filing_view.show(Console(width=None if sys.stdout.isatty() else _WIDE), plan)
    asks = sys.stdin.isatty() and not yes
    if not plan.to_copy or (
        asks and not click.confirm(f"File {report_words.count(len(plan.to_copy), 'text')} in {plan.folder}?", default=True)
    ):
        return
    if plan.new and not title:
        title = click.prompt(f"{volume} is a new volume. Its title") if asks else _refuse(f"{volume} is a new volume: name its --title.")
    filing.carry_out(plan, project, title or volume)
    click.echo(f"{report_words.count(len(plan.to_copy), 'text')} filed in {plan.folder}")


@backchannel.command(short_help="Print the JSON Schema of a settings file.", epilog=_STATUSES)
@click.argument("name")
def schema(name: str) -> None:
    """Print the JSON Schema of a settings file, for an editor’s program to check it by. NAME is `edition` or `volume`."""
    from backchannel.scaffold.schemas import SCHEMAS
    from backchannel.scaffold.schemas import schema as text_of

    if name not in SCHEMAS:
        _refuse(f"there is no schema {name!r}; there are {', '.join(SCHEMAS)}.")
    click.echo(text_of(name), nl=False)


@backchannel.command(short_help="Build the site.", epilog=_STATUSES)
@_folder
@_jobs
@_verbose
@_strict
@click.option("--strict-links", is_flag=True, help="Check every link of the built pages; a broken one is an error.")
@click.option("--timings", is_flag=True, help="Print how long each stage took, as JSON.")
def build(folder: Path, jobs: int, verbose: bool, strict: bool, strict_links: bool, timings: bool) -> None:
    """Build the site of the edition in FOLDER (this folder, if none is named).

    A first build prints all warnings and errors. One after an edit prints what the edit changed, and the errors that are left; -v
    prints all findings.
    """
    project = Project.load(folder)
    with bars() as progress:
        summary = pipeline.build(project, jobs, progress)
    print_summary(summary, project, verbose)
    if timings:
        click.echo(json.dumps({"seconds": {stage: round(seconds, 4) for stage, seconds in summary.seconds.items()}}))
    if strict_links:
        from backchannel.writers.links import check_links

        faults = check_links(project.site)
        click.echo(report_words.links(faults))
        if faults.broken:
            sys.exit(1)
    _exit(summary, strict)


@backchannel.command(short_help="Build and serve the site; build again at each edit.", epilog=_STATUSES)
@_folder
@_jobs
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to serve; if it is taken, the next.")
@click.option("--open/--no-open", "opens", default=False, show_default=True, help="Open the site in the browser.")
def serve(folder: Path, jobs: int, port: int, opens: bool) -> None:
    """Build the site of the edition in FOLDER (this folder, if none is named), and serve it to this machine alone.

    At each edit of a text, a setting or a template what it touched is built again, pages that are open are loaded again, and what was
    found is printed here and shown in their corner. Ctrl-C ends it.
    """
    from backchannel.serve.session import ServeSession

    with suppress(KeyboardInterrupt), ServeSession(folder, port, jobs, bars) as session:
        print_summary(session.begin(), session.project, verbose=False)
        if session.server.server_port != port:
            click.echo(f"Port {port} is taken; the next that is free is {session.server.server_port}.")
        click.echo(f"Serving {session.server.address} (Ctrl-C ends it).")
        if opens:
            import webbrowser

            webbrowser.open(session.server.address)
        for report in session.reports():
            print_report(report, session.project)


@backchannel.command(short_help="Say what is found; write no page.", epilog=_STATUSES)
@_folder
@_jobs
@_verbose
@_strict
@click.option(
    "--format", "form", type=click.Choice(list(formats.FORMATS)), default="text", show_default=True, help="How findings are printed."
)
@click.option("--select", metavar="RULES", default="", help="Only these rules: ids, names or letters, with commas between (N,V003).")
@click.option("--ignore", metavar="RULES", default="", help="All but these rules.")
def check(folder: Path, jobs: int, verbose: bool, strict: bool, form: str, select: str, ignore: str) -> None:
    """Read and link the edition in FOLDER, and say what is found; write no page.

    What accepted.toml accepts is not counted; -v prints it with its reason. --select and --ignore take the place of those that
    edition.toml has under [check].
    """
    project = Project.load(folder)
    choice = _choice(project, select, ignore)
    with bars() as progress:
        summary = pipeline.examine(project, jobs, progress)
    with Store.reading(project.store) as store:
        found = [found for found in findings(store) if choice is None or choice.has(found.rule)]
    print_findings(found, project, form, verbose)
    summary = summary if choice is None else summary.counting(found.severity for found in found if not found.accepted)
    if form == "text":
        click.echo(report_words.summary(summary, project))
    _exit(summary, strict)


def _choice(project: Project, select: str, ignore: str) -> RuleChoice | None:
    """Which rules are looked at; None if all are."""
    named = [
        given.replace(",", " ").split() or settled for given, settled in zip((select, ignore), project.edition.check.rules, strict=True)
    ]
    if not any(named):
        return None
    from backchannel.rules.choice import RuleChoice

    try:
        return RuleChoice.of(*named)
    except ValueError as error:
        _refuse(str(error))


@backchannel.command(short_help="Print what was read, as data.", epilog=_STATUSES)
@click.argument("paths", nargs=-1, type=_FOLDER)
@_jobs
def records(paths: tuple[Path, ...], jobs: int) -> None:
    """Print what was read, one JSON object a document.

    PATHS are editions, or folders whose sub-folders are volumes; this folder's edition, if none is named.
    """
    from backchannel.writers.data import record_lines

    for path in paths or (Path(),):
        project = Project.load(path) if _is_edition(path) else Project.of_texts(path)
        with tempfile.TemporaryDirectory() as scratch, Store.open(Path(scratch) / "edition.sqlite", pipeline.version_for(project)) as store:
            with bars() as progress, pipeline.workers_for(project, jobs) as workers:
                pipeline.update_store(store, project, workers, progress, Timings())
            for line in record_lines(store):
                click.echo(line)


@backchannel.command(short_help="Show how a file is read.", epilog=_STATUSES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def show(file: Path) -> None:
    """Show how FILE is read: its head, its blocks, its markers and notes, and what was found."""
    from rich.console import Console

    from backchannel.cli import file_view
    from backchannel.readers.text.document import read_document

    source = Source.read(file, file.parent)
    file_view.show(Console(), source, read_document(source, file.resolve().parent.name))


@backchannel.command(short_help="Say what a finding means, and what to do.", epilog=_STATUSES)
@click.argument("rule")
def explain(rule: str) -> None:
    """Say what a rule means, with a bad and a good sample. RULE is an id (N002) or a name (marker-without-note); `all` lists them."""
    from backchannel import rules

    if rule == "all":
        click.echo("\n".join(f"{r.id} {r.name} ({r.severity})" for r in rules.CATALOGUE.values()))
        return
    found = next((r for r in rules.CATALOGUE.values() if rule.lower() in (r.id.lower(), r.name)), None)
    if not found:
        _refuse(f"unknown rule {rule!r}; `backchannel explain all` lists them.")
    click.echo(report_words.rule(found))


def main() -> None:
    """Run the command line. What keeps it from its end is said in a sentence; Ctrl-C ends it without one."""
    collect_garbage_less()
    try:
        sys.exit(backchannel(prog_name="backchannel", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(_INTERRUPTED)
    except errors.REFUSED as error:
        _refuse(errors.refusal(error))


_WIDE = 160
"""Characters in a line of a table that is written to a file."""

_INTERRUPTED = 128 + signal.SIGINT
"""The exit status of a command that Ctrl-C ended, as shells have it."""


def _refuse(sentence: str) -> NoReturn:
    click.echo(f"backchannel: {sentence}", err=True)
    sys.exit(2)


def _exit(summary: pipeline.BuildSummary, strict: bool) -> None:
    sys.exit(int(summary.counts.findings.get("error", 0) > 0 or (strict and summary.counts.findings.get("warning", 0) > 0)))


def _is_edition(path: Path) -> bool:
    return any((path / part).exists() for part in ("edition.toml", "documents"))
