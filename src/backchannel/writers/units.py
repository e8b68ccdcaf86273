"""Draws each unit of the site: the page of a document, the pages of a volume as a whole, those at the top.

A unit that the edition has no longer has no files: what it had is then removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.edition.people import queries
from backchannel.edition.queries import chapters, document_queries, lists, messages
from backchannel.edition.queries.counts import counts, tallies
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.rebuild import invalidation, outputs
from backchannel.edition.store import Store
from backchannel.pages.citing import citation
from backchannel.pages.lists import brackets, chronology, findings, people, persons, sources, top, volume, wanted
from backchannel.pages.lists.finder import FINDER, VOLUMES, finder, volumes_script
from backchannel.pages.lists.search import FACETS_FILE, facets_script, search_page, searched_document
from backchannel.pages.reading import chapter
from backchannel.pages.reading.document import DocumentInputs, document_page
from backchannel.pages.reading.references import ReferenceTargets
from backchannel.pages.traffic import in_transit, ledger, overview, threads
from backchannel.pages.traffic.table import ledger_table
from backchannel.pages.traffic.views import CSV
from backchannel.writers.files import WrittenFile
from backchannel.writers.jobs import IDS, RenderedUnits, RenderJob
from backchannel.writers.rendering import PageView, copy_static, render, write, write_text
from backchannel.writers.search import write_engine, write_index, write_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from backchannel.edition.queries.document_queries import ListedDocument, OutgoingReference
    from backchannel.edition.queries.messages import Traffic
    from backchannel.settings import Project


def render_jobs(given: tuple[Project, Path], tasks: Sequence[RenderJob]) -> list[RenderedUnits]:
    """Draw and write what is in each task: what a process does with its share of the pages. `given` are the edition and its database."""
    project, path = given
    with Store.reading(path) as store:
        return [_draw_run(project, store, task.run) if task.run else [_draw_unit(project, store, task)] for task in tasks]


def _draw_run(project: Project, store: Store, run: DocumentRun) -> RenderedUnits:
    pages = ((inputs.listed.id, document_page(project, inputs)) for inputs in inputs_of(store, run))
    return [(id, [render(project, "document.html.j2", page, page.ids)]) for id, page in pages]


def _draw_unit(project: Project, store: Store, task: RenderJob) -> tuple[str, list[WrittenFile]]:
    if above := _ABOVE.get(task.unit):
        return task.unit, list(above(project, store))
    if invalidation.part(task.unit) == invalidation.PEOPLE:
        return task.unit, list(_person(project, store, task.unit.partition(":")[2]))
    volume, size = task.unit.partition("/")[0], document_queries.size(store, task.unit.partition("/")[0])
    draw_part = _OF_VOLUME.get(invalidation.part(task.unit)) if size else None
    return task.unit, list(draw_part(project, store, DocumentRun(volume, 1, size), task.key)) if draw_part else []


def inputs_of(store: Store, run: DocumentRun) -> Iterator[DocumentInputs]:
    """What each document of a run is rendered from, its neighbours too."""
    listed = {entry.sequence: entry for entry in document_queries.listed(store, run._replace(first=run.first - 1, last=run.last + 1))}
    records, outgoing, incoming = (
        document_queries.records(store, run),
        document_queries.outgoing(store, run),
        document_queries.incoming(store, run),
    )
    lines = document_queries.lines(store, run)
    around = _around(store, [reference for references in outgoing.values() for reference in references])
    own, tied, named = messages.own(store, run), messages.threads(store, run), queries.identified_names(store, run)
    accepted = document_queries.accepted(store, run)
    for sequence in range(run.first, run.last + 1):
        here: ListedDocument = listed[sequence]
        yield DocumentInputs(
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


def _around(store: Store, references: Sequence[OutgoingReference]) -> ReferenceTargets:
    """What these references lead to, as far as the edition knows it."""
    candidates = {target for reference in references for target in reference.candidates}
    named = {reference.message for reference in references if reference.message}
    present = document_queries.present(store, (ids.split_target(target)[0] for target in candidates))
    return ReferenceTargets(present, messages.messages_of(store, named | candidates))


def _volume(project: Project, store: Store, run: DocumentRun, key: str) -> Iterator[WrittenFile]:
    """The pages of a volume as a whole, and the files that programs read."""
    id, documents = run.volume, document_queries.listed(store, run)
    for page in _volume_pages(project, store, run, documents):
        yield render(project, *page)
    if id in project.with_traffic:
        yield from _traffic(project, messages.traffic(store, id), id)
    for file in citation.citation_files(project, documents):
        yield write_text(project, f"{id}/{file.name}", file.words)
    found = finder(project, id, documents, lists.breaks(store, id), messages.of_volume(store, id))
    yield write_text(project, f"{id}/{FINDER}", found.script(id))
    yield write_text(project, f"{id}/{FACETS_FILE}", facets_script(id, key, documents))


def _index(project: Project, store: Store, run: DocumentRun, key: str) -> Iterator[WrittenFile]:
    """The full-text index of a volume."""
    documents, records = document_queries.listed(store, run), document_queries.records(store, run)
    texts = (searched_document(listed, records[listed.doc]) for listed in documents)
    yield write_index(project, run.volume, key, document_queries.made_of(store, documents, records), texts)


def _chapters(project: Project, store: Store, run: DocumentRun, _: str) -> Iterator[WrittenFile]:
    """The editors' own texts of a volume."""
    for name, text in chapters.chapters(store, run.volume).items():
        references = chapters.resolved(store, project, run.volume, text)
        yield render(project, "chapter.html.j2", chapter.chapter_page(project, run.volume, name, text, references))


def _ids(project: Project, store: Store, run: DocumentRun, _: str) -> Iterator[WrittenFile]:
    """The manifest of the ids that a volume's pages publish, a page a line."""
    lines = [f"{json.dumps(path)}: {json.dumps(published)}" for path, published in outputs.manifest(store, run.volume).items()]
    yield write(project, f"{run.volume}/{IDS}", ("{\n" + ",\n".join(lines) + "\n}\n").encode())


_Pages = Iterator[tuple[str, PageView]]
"""Templates, each with the page that it renders."""


def _volume_pages(project: Project, store: Store, run: DocumentRun, documents: Sequence[ListedDocument]) -> _Pages:
    id = run.volume
    yield "volume.html.j2", volume.volume_page(project, id, documents, chapters.contents(store, id))
    yield "chronology.html.j2", chronology.chronology_page(project, id, documents)
    yield "persons.html.j2", persons.persons_page(project, id, documents, lists.named(store, id), queries.identified_names(store, run))
    yield "sources.html.j2", sources.sources_page(project, id, lists.archival_locations(store, id), documents)
    yield "pages.html.j2", volume.pages_page(project, id, lists.breaks(store, id))
    yield "wanted.html.j2", wanted.wanted_page(project, id, lists.wanted(store, id))
    yield "brackets.html.j2", brackets.brackets_page(project, id, lists.bracketed(store, id))
    yield "volume-findings.html.j2", findings.volume_findings_page(project, id, lists.volume_findings(store, id))


def _traffic(project: Project, traffic: Traffic, folder: str = "") -> Iterator[WrittenFile]:
    for page in _traffic_pages(project, traffic, folder):
        yield render(project, *page)
    yield write_text(project, f"{folder}/{CSV}".lstrip("/"), ledger_table(traffic))


def _traffic_pages(project: Project, traffic: Traffic, folder: str = "") -> _Pages:
    """The pages of the messages of travellers, or of the telegrams of a volume."""
    yield "traffic.html.j2", overview.traffic_page(project, traffic, folder)
    yield "messages.html.j2", ledger.ledger_page(project, traffic, folder)
    yield "threads.html.j2", threads.threads_page(project, traffic, folder)
    yield "underway.html.j2", in_transit.in_transit_page(project, traffic, folder)


def _top(project: Project, store: Store) -> Iterator[WrittenFile]:
    sizes = document_queries.sizes(store)
    yield render(project, "front.html.j2", top.front_page(project, sizes, counts(store)))
    yield render(project, "findings.html.j2", findings.findings_page(project, tallies(store)))
    yield render(project, "about.html.j2", top.about_page(project, counts(store)))
    yield render(project, "search.html.j2", search_page(project, sizes))
    yield render(project, "404.html.j2", top.not_found_page(project, sizes))


def _wanted(project: Project, store: Store) -> Iterator[WrittenFile]:
    found = {id: lists.wanted(store, id) for id in document_queries.sizes(store)}
    yield render(project, "wanted.html.j2", wanted.edition_wanted_page(project, found))


def _people(project: Project, store: Store) -> Iterator[WrittenFile]:
    if project.peopled:
        yield render(project, "people.html.j2", people.people_page(project, queries.person_counts(store)))


def _person(project: Project, store: Store, id: str) -> Iterator[WrittenFile]:
    """The page of a person; none of one whom the edition names no longer."""
    if found := queries.person(store, id):
        yield render(project, "person.html.j2", people.person_page(project, found, queries.person_documents(store, id)))


def _search(project: Project, store: Store) -> Iterator[WrittenFile]:
    """What the search page asks of all volumes."""
    indexes = {id: path for id in document_queries.sizes(store) for path in outputs.of_unit(store, f"{id}/{invalidation.INDEX}")}
    yield write_text(project, VOLUMES, volumes_script(project, indexes))
    yield write_lists(project, indexes.values())


_OF_VOLUME: dict[str, Callable[[Project, Store, DocumentRun, str], Iterator[WrittenFile]]] = {
    "": _volume,
    invalidation.INDEX: _index,
    invalidation.IDS: _ids,
    invalidation.CHAPTERS: _chapters,
}
"""What renders the parts of a volume. The last argument is what the search page calls it."""

_ABOVE: dict[str, Callable[[Project, Store], Iterator[WrittenFile]]] = {
    invalidation.TOP: _top,
    invalidation.TRAFFIC: lambda project, store: _traffic(project, messages.traffic(store)),
    invalidation.WANTED: _wanted,
    invalidation.PEOPLE: _people,
    invalidation.SEARCH: _search,
    invalidation.STATIC: lambda project, _: chain(copy_static(project), write_engine(project)),
}
"""What renders the units at the top of the site."""
