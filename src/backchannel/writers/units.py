"""Draws each unit of the site: the page of a document, the pages of a volume as a whole, those at the top.

A unit that the edition has no longer has no files: what it had is then removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.edition import chapters, due, lists, outputs, queries, wires
from backchannel.edition.figures import counts, tallies
from backchannel.edition.people import shown
from backchannel.edition.queries import Run
from backchannel.edition.store import Store
from backchannel.pages.citing import citation
from backchannel.pages.lists import brackets, chronology, findings, people, persons, sources, top, volume, wanted
from backchannel.pages.lists.finder import FINDER, VOLUMES, finder, volumes_script
from backchannel.pages.lists.searching import FACETS_FILE, facets_script, search_page, searched
from backchannel.pages.reading import chapter
from backchannel.pages.reading.document import Inputs, document_page
from backchannel.pages.reading.references import Around
from backchannel.pages.traffic import ledger, picture, threads, underway
from backchannel.pages.traffic.table import ledger_table
from backchannel.pages.traffic.views import CSV
from backchannel.writers.drawing import Page, copy_static, draw, write, write_text
from backchannel.writers.files import Drawn
from backchannel.writers.search import write_engine, write_index, write_lists
from backchannel.writers.tasks import IDS, Drawing, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from backchannel.edition.queries import Listed, Outgoing
    from backchannel.edition.wires import Traffic
    from backchannel.settings import Project


def draw_tasks(given: tuple[Project, Path], tasks: Sequence[Task]) -> list[Drawing]:
    """Draw and write what is in each task: what a process does with its share of the pages. `given` are the edition and its database."""
    project, path = given
    with Store.reading(path) as store:
        return [_draw_run(project, store, task.run) if task.run else [_draw_unit(project, store, task)] for task in tasks]


def _draw_run(project: Project, store: Store, run: Run) -> Drawing:
    pages = ((inputs.listed.id, document_page(project, inputs)) for inputs in inputs_of(store, run))
    return [(id, [draw(project, "document.html.j2", page, page.ids)]) for id, page in pages]


def _draw_unit(project: Project, store: Store, task: Task) -> tuple[str, list[Drawn]]:
    if above := _ABOVE.get(task.unit):
        return task.unit, list(above(project, store))
    if due.part(task.unit) == due.PEOPLE:
        return task.unit, list(_person(project, store, task.unit.partition(":")[2]))
    volume, size = task.unit.partition("/")[0], queries.size(store, task.unit.partition("/")[0])
    draw_part = _OF_VOLUME.get(due.part(task.unit)) if size else None
    return task.unit, list(draw_part(project, store, Run(volume, 1, size), task.key)) if draw_part else []


def inputs_of(store: Store, run: Run) -> Iterator[Inputs]:
    """What each document of a run is drawn from, its neighbours too."""
    listed = {entry.sequence: entry for entry in queries.listed(store, run._replace(first=run.first - 1, last=run.last + 1))}
    records, outgoing, incoming = queries.records(store, run), queries.outgoing(store, run), queries.incoming(store, run)
    lines = queries.lines(store, run)
    around = _around(store, [reference for references in outgoing.values() for reference in references])
    own, tied, named = wires.own(store, run), wires.threads(store, run), shown.named(store, run)
    accepted = queries.accepted(store, run)
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
            accepted.get(here.doc, []),
            named.get(here.doc, []),
        )


def _around(store: Store, references: Sequence[Outgoing]) -> Around:
    """What these references lead to, as far as the edition knows it."""
    candidates = {target for reference in references for target in reference.candidates}
    named = {reference.message for reference in references if reference.message}
    present = queries.present(store, (ids.split_target(target)[0] for target in candidates))
    return Around(present, wires.messages_of(store, named | candidates))


def _volume(project: Project, store: Store, run: Run, key: str) -> Iterator[Drawn]:
    """The pages of a volume as a whole, and the files that programs read."""
    id, documents = run.volume, queries.listed(store, run)
    for page in _volume_pages(project, store, run, documents):
        yield draw(project, *page)
    if id in project.wired:
        yield from _traffic(project, wires.traffic(store, id), id)
    for file in citation.citation_files(project, documents):
        yield write_text(project, f"{id}/{file.name}", file.words)
    found = finder(project, id, documents, lists.breaks(store, id), wires.of_volume(store, id))
    yield write_text(project, f"{id}/{FINDER}", found.script(id))
    yield write_text(project, f"{id}/{FACETS_FILE}", facets_script(id, key, documents))


def _index(project: Project, store: Store, run: Run, key: str) -> Iterator[Drawn]:
    """The full-text index of a volume."""
    documents, records = queries.listed(store, run), queries.records(store, run)
    texts = (searched(listed, records[listed.doc]) for listed in documents)
    yield write_index(project, run.volume, key, queries.made_of(store, documents, records), texts)


def _chapters(project: Project, store: Store, run: Run, _: str) -> Iterator[Drawn]:
    """The editors' own texts of a volume."""
    for name, text in chapters.chapters(store, run.volume).items():
        references = chapters.resolved(store, project, run.volume, text)
        yield draw(project, "chapter.html.j2", chapter.chapter_page(project, run.volume, name, text, references))


def _ids(project: Project, store: Store, run: Run, _: str) -> Iterator[Drawn]:
    """The manifest of the ids that a volume's pages publish, a page a line."""
    lines = [f"{json.dumps(path)}: {json.dumps(published)}" for path, published in outputs.manifest(store, run.volume).items()]
    yield write(project, f"{run.volume}/{IDS}", ("{\n" + ",\n".join(lines) + "\n}\n").encode())


_Pages = Iterator[tuple[str, Page]]
"""Templates, each with the page that it draws."""


def _volume_pages(project: Project, store: Store, run: Run, documents: Sequence[Listed]) -> _Pages:
    id = run.volume
    yield "volume.html.j2", volume.volume_page(project, id, documents, chapters.contents(store, id))
    yield "chronology.html.j2", chronology.chronology_page(project, id, documents)
    yield "persons.html.j2", persons.persons_page(project, id, documents, lists.named(store, id), shown.named(store, run))
    yield "sources.html.j2", sources.sources_page(project, id, lists.held(store, id), documents)
    yield "pages.html.j2", volume.pages_page(project, id, lists.breaks(store, id))
    yield "wanted.html.j2", wanted.wanted_page(project, id, lists.wanted(store, id))
    yield "brackets.html.j2", brackets.brackets_page(project, id, lists.bracketed(store, id))
    yield "volume-findings.html.j2", findings.volume_findings_page(project, id, lists.found_in(store, id))


def _traffic(project: Project, traffic: Traffic, folder: str = "") -> Iterator[Drawn]:
    for page in _traffic_pages(project, traffic, folder):
        yield draw(project, *page)
    yield write_text(project, f"{folder}/{CSV}".lstrip("/"), ledger_table(traffic))


def _traffic_pages(project: Project, traffic: Traffic, folder: str = "") -> _Pages:
    """The pages of the messages of travellers, or of the telegrams of a volume."""
    yield "traffic.html.j2", picture.traffic_page(project, traffic, folder)
    yield "messages.html.j2", ledger.ledger_page(project, traffic, folder)
    yield "threads.html.j2", threads.threads_page(project, traffic, folder)
    yield "underway.html.j2", underway.under_way_page(project, traffic, folder)


def _top(project: Project, store: Store) -> Iterator[Drawn]:
    sizes = queries.sizes(store)
    yield draw(project, "front.html.j2", top.front_page(project, sizes, counts(store)))
    yield draw(project, "findings.html.j2", findings.findings_page(project, tallies(store)))
    yield draw(project, "about.html.j2", top.about_page(project, counts(store)))
    yield draw(project, "search.html.j2", search_page(project, sizes))
    yield draw(project, "404.html.j2", top.not_found_page(project, sizes))


def _wanted(project: Project, store: Store) -> Iterator[Drawn]:
    found = {id: lists.wanted(store, id) for id in queries.sizes(store)}
    yield draw(project, "wanted.html.j2", wanted.edition_wanted_page(project, found))


def _people(project: Project, store: Store) -> Iterator[Drawn]:
    if project.peopled:
        yield draw(project, "people.html.j2", people.people_page(project, shown.counted(store)))


def _person(project: Project, store: Store, id: str) -> Iterator[Drawn]:
    """The page of a person; none of one whom the edition names no longer."""
    if found := shown.person(store, id):
        yield draw(project, "person.html.j2", people.person_page(project, found, shown.concerned(store, id)))


def _search(project: Project, store: Store) -> Iterator[Drawn]:
    """What the search page asks of all volumes."""
    indexes = {id: path for id in queries.sizes(store) for path in outputs.of_unit(store, f"{id}/{due.INDEX}")}
    yield write_text(project, VOLUMES, volumes_script(project, indexes))
    yield write_lists(project, indexes.values())


_OF_VOLUME: dict[str, Callable[[Project, Store, Run, str], Iterator[Drawn]]] = {
    "": _volume,
    due.INDEX: _index,
    due.IDS: _ids,
    due.CHAPTERS: _chapters,
}
"""What draws the parts of a volume. The last argument is what the search page calls it."""

_ABOVE: dict[str, Callable[[Project, Store], Iterator[Drawn]]] = {
    due.TOP: _top,
    due.TRAFFIC: lambda project, store: _traffic(project, wires.traffic(store)),
    due.WANTED: _wanted,
    due.PEOPLE: _people,
    due.SEARCH: _search,
    due.STATIC: lambda project, _: chain(copy_static(project), write_engine(project)),
}
"""What draws the units at the top of the site."""
