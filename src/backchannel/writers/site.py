"""Writes the site: draws each page from its view model and a template, on all cores, and tidies up after earlier builds.

Templates are looked for in the edition's own folder first, one by one, then among the program's.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from backchannel import checks, rules
from backchannel.edition import lists, queries
from backchannel.edition.store import Store
from backchannel.edition.survey import counts
from backchannel.pages import citation, findings, indexes, top, volume
from backchannel.pages.document import Inputs, document_page
from backchannel.pages.text import drawable
from backchannel.parallel import spread
from backchannel.writers.files import open_folder, sweep, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from backchannel.edition.queries import Listed, Run
    from backchannel.settings import Project

_RUN = 32
"""Documents drawn at one go: enough that what is asked once a run costs little, few enough to share out evenly."""

_IDS = "ids.json"
_STATIC = "static"


class Written(NamedTuple):
    """How many files a build wrote, found unchanged, and removed."""

    written: int
    unchanged: int
    removed: int


class Slice(NamedTuple):
    """A run of documents to be drawn by one process, and where what it needs is."""

    project: Project
    store: Path
    run: Run


class Drawn(NamedTuple):
    """A file of the site: its path, whether it changed, and the ids that it publishes."""

    path: str
    changed: bool
    ids: list[str]


class _Page(Protocol):
    @property
    def path(self) -> str: ...


def write_site(project: Project, store: Store, store_path: Path, jobs: int, progress: Callable[[str, int, int], None]) -> Written:
    """Make or renew the site of a linked edition. Raises `OSError` when a file can't be written, `SettingsError` when the site's folder
    is not the build's own."""
    open_folder(project.site)
    sizes = queries.sizes(store)
    total = sum(sizes.values())
    drawn: list[Drawn] = []
    slices = [Slice(project, store_path, run) for run in queries.runs(store, _RUN)]
    for done, page in enumerate(spread(draw_documents, slices, jobs, batch=1), 1):
        drawn.append(page)
        progress("Writing", done, total)
    drawn += chain(_draw_volumes(project, store, sizes), _draw_top(project, store, sizes), _copy_static(project))
    _report_gone(project, store, drawn)
    drawn.append(_write(project, _IDS, _manifest(drawn)))
    removed = sweep(project.site, {page.path for page in drawn})
    written = sum(page.changed for page in drawn)
    return Written(written, len(drawn) - written, removed)


def draw_documents(slices: Sequence[Slice]) -> list[Drawn]:
    """Draw and write the documents of each slice: what a process does with its share of the pages."""
    drawn: list[Drawn] = []
    for part in slices:
        with Store.reading(part.store) as store:
            for inputs in inputs_of(store, part.run):
                page = document_page(part.project, inputs)
                drawn.append(_draw(part.project, "document.html.j2", page, page.ids))
    return drawn


def inputs_of(store: Store, run: Run) -> Iterator[Inputs]:
    """What each document of a run is drawn from, its neighbours too."""
    listed = {entry.sequence: entry for entry in queries.listed(store, run._replace(first=run.first - 1, last=run.last + 1))}
    records, outgoing, incoming = queries.records(store, run), queries.outgoing(store, run), queries.incoming(store, run)
    candidates = (target.partition("#")[0] for refs in outgoing.values() for ref in refs for target in ref.candidates)
    present = queries.present(store, candidates)
    for sequence in range(run.first, run.last + 1):
        here: Listed = listed[sequence]
        yield Inputs(
            here,
            records[here.doc],
            outgoing.get(here.doc, []),
            present,
            incoming.get(here.doc, []),
            listed.get(sequence - 1),
            listed.get(sequence + 1),
        )


def _draw_volumes(project: Project, store: Store, sizes: dict[str, int]) -> Iterator[Drawn]:
    for id in sizes:
        documents = queries.listed_volume(store, id)
        yield _draw(project, "volume.html.j2", volume.volume_page(project, id, documents))
        for file in citation.citation_files(project, documents):
            yield _write(project, f"{id}/{file.name}", drawable(file.words).encode())
        yield _draw(project, "pages.html.j2", volume.pages_page(project, id, lists.breaks(store, id)))
        yield _draw(project, "persons.html.j2", indexes.persons_page(project, id, documents))
        yield _draw(project, "sources.html.j2", indexes.sources_page(project, id, lists.held(store, id), documents))
        yield _draw(project, "volume-findings.html.j2", findings.volume_findings_page(project, id, lists.found_in(store, id)))


def _draw_top(project: Project, store: Store, sizes: dict[str, int]) -> Iterator[Drawn]:
    yield _draw(project, "front.html.j2", top.front_page(project, sizes, counts(store)))
    yield _draw(project, "messages.html.j2", top.messages_page(project, lists.numbered(store), lists.mentions(store)))
    yield _draw(project, "findings.html.j2", findings.findings_page(project, lists.tallies(store)))
    yield _draw(project, "404.html.j2", top.not_found_page(project, sizes))


def _draw(project: Project, template: str, page: _Page, ids: Sequence[str] = ()) -> Drawn:
    text = _templates(project.templates).get_template(template).render(page=page)
    return _write(project, page.path, drawable(text).encode(), ids)


def _write(project: Project, path: str, data: bytes, ids: Sequence[str] = ()) -> Drawn:
    return Drawn(path, write_file(project.site / path, data), list(ids))


@cache
def _templates(own: Path) -> Environment:
    """The templates of an edition whose own lie in the folder `own`."""
    return Environment(
        loader=FileSystemLoader(_folders(own)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _folders(own: Path) -> list[Path]:
    """Where templates are looked for: the edition's, those of the installed program, those of a checkout of it."""
    package = Path(__file__).parents[1]
    return [folder for folder in (own, package / "templates", package.parents[1] / "templates") if folder.is_dir()]


def _copy_static(project: Project) -> Iterator[Drawn]:
    files: dict[str, Path] = {}
    for folder in reversed(_folders(project.templates)):
        files |= {file.name: file for file in sorted((folder / _STATIC).glob("*.*")) if not file.name.startswith(".")}
    for name, file in sorted(files.items()):
        yield _write(project, f"{_STATIC}/{name}", file.read_bytes())


def _manifest(drawn: Sequence[Drawn]) -> bytes:
    """The ids that each page publishes, a page a line."""
    lines = [f"{json.dumps(page.path)}: {json.dumps(' '.join(page.ids))}" for page in sorted(drawn) if page.ids]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _report_gone(project: Project, store: Store, drawn: Sequence[Drawn]) -> None:
    """A finding for each id that the site had before this build and has no longer."""
    published = _published(project.site / _IDS)
    present = {page.path: set(page.ids) for page in drawn}
    faults = []
    for path, known in sorted(published.items()):
        gone = [id for id in known if id not in present.get(path, set())]
        if gone:
            fields = {"page": path, "ids": ", ".join(gone[:3]) + (" …" if len(gone) > 3 else "")}
            faults.append(checks.Fault(path.partition("/")[0], rules.PUBLISHED_ID_GONE, fields))
    with store.transaction():
        checks.report(store, "write", faults)


def _published(manifest: Path) -> dict[str, list[str]]:
    """The ids of the build before this one; none if there was none, or if its manifest was damaged."""
    try:
        found = json.loads(manifest.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return {path: ids.split() for path, ids in found.items() if isinstance(ids, str)} if isinstance(found, dict) else {}
