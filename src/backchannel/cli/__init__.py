"""The command line: the only place that prints or exits.

Exit statuses: 0: success; 1: errors among the findings (with --strict, also warnings), or broken links (with --strict-links);
2: invalid command or setting, or a file that can't be written; 130: interrupted by Ctrl-C.

Each command imports its modules when it runs. All imports take a second; a build that finds nothing changed takes a fifth of that.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from backchannel.build import errors, pipeline
from backchannel.checks import formats
from backchannel.cli import report_words
from backchannel.cli.console import bars, print_findings, print_report, print_summary, use_utf8
from backchannel.cli.endings import Commands, end_interrupted
from backchannel.cli.exporting import export
from backchannel.cli.inventory import list_documents
from backchannel.cli.opening import open_site
from backchannel.cli.renumbering import renumber
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.system.timings import Timings
from backchannel.system.workers import collect_garbage_less

if TYPE_CHECKING:
    from backchannel.rules.choice import RuleChoice

_FOLDER = click.Path(path_type=Path)
_STATUSES = "Exit status: 0: success · 1: errors among the findings, or broken links · 2: invalid command or setting"

_ADD_STATUSES = "Exit status: 0: success · 1: a file can’t be taken, or nobody can be asked · 2: invalid command or setting"

_folder = click.argument("folder", type=_FOLDER, default=Path())
_jobs = click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="How many processes to use.", show_default=True)
_verbose = click.option("-v", "--verbose", is_flag=True, help="Also show the choices that the program made (findings of severity info).")
_strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


@click.group(cls=Commands, epilog=_STATUSES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="backchannel")
def backchannel() -> None:
    """Build a static website of annotated documents from raw text files.

    Put the texts of a volume into documents/VOLUME/ with a volume.toml that gives its title, and run `backchannel build`. The site is
    written to site/: open site/index.html.
    """


@backchannel.command(short_help="Create an edition in an empty folder.", epilog=_STATUSES)
@click.argument("folder", type=_FOLDER)
@click.option("--title", help="The edition’s title. Default: the folder’s name.")
@click.option("--editor", "editors", multiple=True, help="An editor, for citations: Archer, Ann. Repeat it for each.")
@click.option("--license", default="", help="The license of the editors’ work, for citations, by its SPDX id: CC-BY-4.0.")
def new(folder: Path, title: str | None, editors: tuple[str, ...], license: str) -> None:
    """Create an edition in FOLDER, which must be empty or not exist yet: settings, a volume with a sample document, a README, and files
    that say how to cite the edition."""
    from backchannel.scaffold.citation_files import NewEdition
    from backchannel.scaffold.new_edition import start

    for path in start(folder, NewEdition(title or folder.resolve().name, editors, license)):
        click.echo(folder / path)
    click.echo(f"Edition created. Build it with: backchannel build {shlex.quote(str(folder))}")


@backchannel.command(short_help="Check texts and add them to a volume.", epilog=_ADD_STATUSES)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path, allow_dash=True))
@click.option("--volume", required=True, help="The volume id, which is also the name of its folder: frus1969-76v09.")
@click.option("--title", help="The title of a new volume. Without it, the command asks for one.")
@click.option("--edition", "folder", type=_FOLDER, default=Path(), help="The folder of the edition. Default: the current folder.")
@click.option("-y", "--yes", is_flag=True, help="Add the texts without asking.")
@_jobs
def add(files: tuple[Path, ...], volume: str, title: str | None, folder: Path, yes: bool, jobs: int) -> None:
    """Show what is recognized in FILES, and add them to the folder of a volume after asking. FILES are texts, saved web pages, TEI
    volumes, folders of them, or `-` for a text from standard input. A text of several documents is divided into a file for each. A page or
    TEI document is written beside the text that is made of it. A TEI volume also gives the volume’s settings, people and abbreviations.

    The command never moves, changes or overwrites a file. It skips a text that is already in the volume, and gives a text a new name if
    its name is taken.
    """
    from backchannel.cli import adding
    from backchannel.scaffold import filing

    project = Project.load(folder)
    with pipeline.workers_for(project, jobs) as workers:
        plan = filing.plan(project, files, volume, workers)
    try:
        adding.add(plan, project, title, asks=not yes)
    except adding.NotAddedError as reason:
        click.echo(f"backchannel: {reason}", err=True)
        sys.exit(1)
    sys.exit(int(bool(plan.refused)))


_edition_folder = click.option(
    "--edition", "folder", type=_FOLDER, default=Path(), help="The folder of the edition. Default: the current one."
)
_write = click.option("--write", "writes", is_flag=True, help="Write the file in the volume’s folder, if there is none.")


@backchannel.command(short_help="Make people.toml from a volume’s list of persons.", epilog=_STATUSES)
@click.argument("volume")
@_edition_folder
@_write
def people(volume: str, folder: Path, writes: bool) -> None:
    """Print the entries of people.toml for the persons that the lists in the folder of VOLUME describe: a raw text (persons.txt, or any
    text with the heading “Persons”), or a TEI volume."""
    from backchannel.scaffold.front_lists import people_entries, write_entries

    project = Project.load(folder)
    found = people_entries(project, volume)
    click.echo(f"{write_entries(project, volume, 'people.toml', found)}" if writes else found, nl=writes)


@backchannel.command(short_help="Make terms.toml from a volume’s list of abbreviations.", epilog=_STATUSES)
@click.argument("volume")
@_edition_folder
@_write
def terms(volume: str, folder: Path, writes: bool) -> None:
    """Print the entries of terms.toml for what the lists in the folder of VOLUME explain: a raw text (terms.txt, or any text with the
    heading “Abbreviations and Terms”), or a TEI volume."""
    from backchannel.scaffold.front_lists import term_entries, write_entries

    project = Project.load(folder)
    found = term_entries(project, volume)
    click.echo(f"{write_entries(project, volume, 'terms.toml', found)}" if writes else found, nl=writes)


@backchannel.command(short_help="Print the JSON Schema of a settings file.", epilog=_STATUSES)
@click.argument("name")
def schema(name: str) -> None:
    """Print the JSON Schema of a settings file for use in a text editor. NAME is `edition`, `volume`, `accepted`, `people` or `terms`."""
    from backchannel.scaffold.schemas import SCHEMAS
    from backchannel.scaffold.schemas import schema as text_of

    if name not in SCHEMAS:
        _refuse(f"there is no schema {name!r}; the schemas are {', '.join(SCHEMAS)}.")
    click.echo(text_of(name), nl=False)


@backchannel.command(short_help="Build the site.", epilog=_STATUSES)
@_folder
@_jobs
@_verbose
@_strict
@click.option("--strict-links", is_flag=True, help="Check every link on the built pages. A broken link is an error.")
@click.option("--timings", is_flag=True, help="Print how long each stage took, as JSON.")
def build(folder: Path, jobs: int, verbose: bool, strict: bool, strict_links: bool, timings: bool) -> None:
    """Build the site of the edition in FOLDER (default: the current folder).

    The first build prints all warnings and errors. A build after an edit prints what the edit changed and the remaining errors. With -v, a
    build prints all findings.
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


@backchannel.command(short_help="Build and serve the site; rebuild it after each edit.", epilog=_STATUSES)
@_folder
@_jobs
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port; if taken, the next free one.")
@click.option("--open/--no-open", "opens", default=False, show_default=True, help="Open the site in a browser.")
def serve(folder: Path, jobs: int, port: int, opens: bool) -> None:
    """Build the site of the edition in FOLDER (default: the current folder), and serve it to this computer only.

    After each edit of a text, a setting or a template, the command rebuilds the affected pages and reloads open pages. It prints new
    findings here and shows them in a corner of the pages. Press Ctrl-C to stop.
    """
    from backchannel.serve.session import ServeSession

    with suppress(KeyboardInterrupt), ServeSession(folder, port, jobs, bars) as session:
        print_summary(session.begin(), session.project, verbose=False)
        if session.server.server_port != port:
            click.echo(f"Port {port} is taken; using port {session.server.server_port}.")
        click.echo(f"Serving {session.server.address} (press Ctrl-C to stop).")
        if opens:
            import webbrowser

            webbrowser.open(session.server.address)
        for report in session.reports():
            print_report(report, session.project)


@backchannel.command(short_help="Report findings without building the site.", epilog=_STATUSES)
@_folder
@_jobs
@_verbose
@_strict
@click.option(
    "--format", "form", type=click.Choice(list(formats.FORMATS)), default="text", show_default=True, help="The output format for findings."
)
@click.option("--select", metavar="RULES", default="", help="Report only these rules: ids, names or letters, separated by commas (N,V003).")
@click.option("--ignore", metavar="RULES", default="", help="Report all but these rules.")
def check(folder: Path, jobs: int, verbose: bool, strict: bool, form: str, select: str, ignore: str) -> None:
    """Read and link the edition in FOLDER, and report findings without building the site.

    Findings accepted in accepted.toml are not counted; -v prints them with their reasons. --select and --ignore override the values in
    edition.toml under [check].
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
    """Return the selected rules, or None if all rules are selected."""
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


@backchannel.command(short_help="Print the documents as data.", epilog=_STATUSES)
@click.argument("paths", nargs=-1, type=_FOLDER)
@_jobs
def records(paths: tuple[Path, ...], jobs: int) -> None:
    """Print what was read from each document, as one JSON object per line.

    PATHS are editions, or folders whose subfolders are volumes. Default: the edition in the current folder.
    """
    from backchannel.writers.data import record_lines

    for path in paths or (Path(),):
        project = Project.load(path) if _is_edition(path) else Project.of_texts(path)
        with tempfile.TemporaryDirectory() as scratch, Store.open(Path(scratch) / "edition.sqlite", pipeline.version_for(project)) as store:
            with bars() as progress, pipeline.workers_for(project, jobs) as workers:
                pipeline.update_store(store, project, workers, progress, Timings())
            for line in record_lines(store):
                click.echo(line)


backchannel.add_command(export)


@backchannel.command(short_help="Say what readers see differently since a build.", epilog=_STATUSES)
@click.argument("since")
@click.argument("folder", type=_FOLDER, default=Path())
def changes(since: str, folder: Path) -> None:
    """Say which words readers of the edition in FOLDER (default: the current folder) see differently since SINCE: a build,
    as its pages cite it (7c1e or more of it), or a day (2026-11-29), which means the end of that day.

    The command compares what builds recorded in published.jsonl. Build the edition first.
    """
    from backchannel.build.publication import published_lines
    from backchannel.cli import changes_view
    from backchannel.edition.publication.changes import changes_since

    try:
        found = changes_since(published_lines(Project.load(folder)), since)
    except ValueError as error:
        _refuse(str(error))
    for line in changes_view.lines(found):
        click.echo(line)


@backchannel.command(short_help="Show how a file is read.", epilog=_STATUSES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def show(file: Path) -> None:
    """Show how FILE is read: its head, blocks, markers, notes and findings."""
    from rich.console import Console

    from backchannel.cli import file_view
    from backchannel.readers.markup.prepare import prepare
    from backchannel.readers.text.document import finish_document

    for prepared in prepare(file.name, file.read_bytes(), file.resolve().parent.name):
        document = finish_document(prepared)
        file_view.show(Console(), prepared.found.source if prepared.found else prepared.source, document)


@backchannel.command(short_help="Explain a rule and what to do about its findings.", epilog=_STATUSES)
@click.argument("rule")
def explain(rule: str) -> None:
    """Explain a rule, with a bad and a good sample. RULE is an id (N002) or a name (marker-without-note); `all` lists all rules."""
    from backchannel import rules

    if rule == "all":
        click.echo("\n".join(f"{r.id} {r.name} ({r.severity})" for r in rules.CATALOG.values()))
        return
    found = next((r for r in rules.CATALOG.values() if rule.lower() in (r.id.lower(), r.name)), None)
    if not found:
        _refuse(f"unknown rule {rule!r}; `backchannel explain all` lists all rules.")
    click.echo(report_words.rule(found))


for command in (export, list_documents, open_site, renumber):
    backchannel.add_command(command)


def main() -> None:
    """Run the command line. Report an expected failure in one sentence."""
    collect_garbage_less()
    use_utf8()
    try:
        sys.exit(backchannel(prog_name="backchannel", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        end_interrupted()
    except errors.REFUSED as error:
        _refuse(errors.refusal(error))


def _refuse(sentence: str) -> NoReturn:
    click.echo(f"backchannel: {sentence}", err=True)
    sys.exit(2)


def _exit(summary: pipeline.BuildSummary, strict: bool) -> None:
    sys.exit(int(summary.counts.findings.get("error", 0) > 0 or (strict and summary.counts.findings.get("warning", 0) > 0)))


def _is_edition(path: Path) -> bool:
    return any((path / part).exists() for part in ("edition.toml", "documents"))
