"""Writes the site: which pages there are, each drawn from its view model, on all cores; and tidies up after earlier builds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from backchannel import checks, ids, rules
from backchannel.edition import lists, queries, wires
from backchannel.edition.queries import Run
from backchannel.edition.store import Store
from backchannel.edition.survey import counts
from backchannel.pages.citing import citation
from backchannel.pages.lists import brackets, chronology, findings, persons, sources, top, volume, wanted
from backchannel.pages.lists.finder import FINDER, VOLUMES, finder, volumes_script
from backchannel.pages.lists.searching import FACETS_FILE, facets_script, search_page, searched
from backchannel.pages.reading.document import Inputs, document_page
from backchannel.pages.reading.references import Around
from backchannel.pages.traffic import ledger, picture, threads, underway
from backchannel.pages.traffic.table import ledger_table
from backchannel.pages.traffic.views import CSV
from backchannel.parallel import spread
from backchannel.writers.drawing import Drawn, Page, copy_static, draw, write, write_text
from backchannel.writers.files import open_folder, sweep
from backchannel.writers.pagefind import ENTRY
from backchannel.writers.search import write_engine, write_index, write_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from backchannel.edition.queries import Listed, Outgoing
    from backchannel.edition.wires import Traffic
    from backchannel.pages.lists.searching import Searched
    from backchannel.settings import Project

_RUN = 32
"""Documents drawn at one go: enough that what is asked once a run costs little, few enough to share out evenly."""

_IDS = "ids.json"


class Written(NamedTuple):
    """How many files a build wrote, found unchanged, and removed."""

    written: int
    unchanged: int
    removed: int


class Slice(NamedTuple):
    """A run of documents to be drawn by one process, and where what it needs is; `whole`: the pages of its volume as a whole instead."""

    project: Project
    store: Path
    run: Run
    whole: bool = False


def write_site(project: Project, store: Store, store_path: Path, jobs: int, progress: Callable[[str, int, int], None]) -> Written:
    """Make or renew the site of a linked edition. Raises `OSError` when a file can't be written, `SettingsError` when the site's folder
    is not the build's own."""
    open_folder(project.site)
    sizes = queries.sizes(store)
    project = replace(project, wired=wires.wired(store))
    total = sum(sizes.values())
    drawn: list[Drawn] = []
    volumes = [Slice(project, store_path, Run(id, 1, size), whole=True) for id, size in sizes.items()]
    slices = [*volumes, *(Slice(project, store_path, run) for run in queries.runs(store, _RUN))]
    done = 0
    for page in spread(draw_slices, slices, jobs, batch=1):
        drawn.append(page)
        done += bool(page.ids)  # only the pages of documents publish ids
        progress("Writing", done, total)
    drawn += chain((draw(project, *page) for page in _top_pages(project, store, sizes)), copy_static(project))
    drawn += _draw_traffic(project, wires.traffic(store))
    indexes = _indexes(drawn)
    drawn += [
        write_text(project, VOLUMES, volumes_script(project, indexes)),
        write_lists(project, indexes.values()),
        *write_engine(project),
    ]
    _report_gone(project, store, drawn)
    drawn.append(write(project, _IDS, _manifest(drawn)))
    removed = sweep(project.site, {page.path for page in drawn})
    written = sum(page.changed for page in drawn)
    return Written(written, len(drawn) - written, removed)


def _indexes(drawn: Iterable[Drawn]) -> dict[str, str]:
    """The folder of each volume's index."""
    return {page.path.split("/")[0]: page.path.removesuffix(ENTRY) for page in drawn if page.path.endswith(f"/{ENTRY}")}


def draw_slices(slices: Sequence[Slice]) -> list[Drawn]:
    """Draw and write what is in each slice: what a process does with its share of the pages."""
    drawn: list[Drawn] = []
    for part in slices:
        with Store.reading(part.store) as store:
            drawn += _draw_volume(part.project, store, part.run) if part.whole else _draw_documents(part, store)
    return drawn


def _draw_documents(part: Slice, store: Store) -> Iterator[Drawn]:
    for inputs in inputs_of(store, part.run):
        page = document_page(part.project, inputs)
        yield draw(part.project, "document.html.j2", page, page.ids)


def inputs_of(store: Store, run: Run) -> Iterator[Inputs]:
    """What each document of a run is drawn from, its neighbours too."""
    listed = {entry.sequence: entry for entry in queries.listed(store, run._replace(first=run.first - 1, last=run.last + 1))}
    records, outgoing, incoming = queries.records(store, run), queries.outgoing(store, run), queries.incoming(store, run)
    lines = queries.lines(store, run)
    around = _around(store, [reference for references in outgoing.values() for reference in references])
    own, tied = wires.own(store, run), wires.threads(store, run)
    for sequence in range(run.first, run.last + 1):
        here: Listed = listed[sequence]
        yield Inputs(
            here,
            records[here.doc],
            outgoing.get(here.doc, []),
            around,
            incoming.get(here.doc, []),
            listed.get(sequence - 1),
            listed.get(sequence + 1),
            lines.get(here.doc, []),
            own.get(here.doc),
            tied.get(here.doc, []),
        )


def _around(store: Store, references: Sequence[Outgoing]) -> Around:
    """What these references lead to, as far as the edition knows it."""
    candidates = {target for reference in references for target in reference.candidates}
    named = {reference.message for reference in references if reference.message}
    present = queries.present(store, (ids.split_target(target)[0] for target in candidates))
    return Around(present, wires.messages_of(store, named | candidates))


def _draw_volume(project: Project, store: Store, run: Run) -> Iterator[Drawn]:
    volume, documents = run.volume, queries.listed(store, run)
    for page in _volume_pages(project, store, volume, documents):
        yield draw(project, *page)
    if volume in project.wired:
        yield from _draw_traffic(project, wires.traffic(store, volume), volume)
    for file in citation.citation_files(project, documents):
        yield write_text(project, f"{volume}/{file.name}", file.words)
    found = finder(project, volume, documents, lists.breaks(store, volume), wires.of_volume(store, volume))
    yield write_text(project, f"{volume}/{FINDER}", found.script(volume))
    key = ids.unique_slugs(queries.sizes(store))[volume]
    yield write_text(project, f"{volume}/{FACETS_FILE}", facets_script(volume, key, documents))
    yield from write_index(project, volume, key, queries.made_of(store, documents), _texts(store, run, documents))


def _texts(store: Store, run: Run, documents: Iterable[Listed]) -> Iterator[Searched]:
    records = queries.records(store, run)
    return (searched(listed, records[listed.doc]) for listed in documents)


_Pages = Iterator[tuple[str, Page]]
"""Templates, each with the page that it draws."""


def _volume_pages(project: Project, store: Store, id: str, documents: Sequence[Listed]) -> _Pages:
    yield "volume.html.j2", volume.volume_page(project, id, documents)
    yield "chronology.html.j2", chronology.chronology_page(project, id, documents)
    yield "persons.html.j2", persons.persons_page(project, id, documents, lists.named(store, id))
    yield "sources.html.j2", sources.sources_page(project, id, lists.held(store, id), documents)
    yield "pages.html.j2", volume.pages_page(project, id, lists.breaks(store, id))
    yield "wanted.html.j2", wanted.wanted_page(project, id, lists.wanted(store, id))
    yield "brackets.html.j2", brackets.brackets_page(project, id, lists.bracketed(store, id))
    yield "volume-findings.html.j2", findings.volume_findings_page(project, id, lists.found_in(store, id))


def _draw_traffic(project: Project, traffic: Traffic, folder: str = "") -> Iterator[Drawn]:
    for page in _traffic_pages(project, traffic, folder):
        yield draw(project, *page)
    yield write_text(project, f"{folder}/{CSV}".lstrip("/"), ledger_table(traffic))


def _traffic_pages(project: Project, traffic: Traffic, folder: str = "") -> _Pages:
    """The pages of the messages of travellers, or of the telegrams of a volume."""
    yield "traffic.html.j2", picture.traffic_page(project, traffic, folder)
    yield "messages.html.j2", ledger.ledger_page(project, traffic, folder)
    yield "threads.html.j2", threads.threads_page(project, traffic, folder)
    yield "underway.html.j2", underway.under_way_page(project, traffic, folder)


def _top_pages(project: Project, store: Store, sizes: dict[str, int]) -> _Pages:
    yield "front.html.j2", top.front_page(project, sizes, counts(store))
    yield "wanted.html.j2", wanted.edition_wanted_page(project, {id: lists.wanted(store, id) for id in sizes})
    yield "findings.html.j2", findings.findings_page(project, lists.tallies(store))
    yield "about.html.j2", top.about_page(project, counts(store))
    yield "search.html.j2", search_page(project, sizes)
    yield "404.html.j2", top.not_found_page(project, sizes)


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
