"""Render each unit of the site: the page of a document, the pages of a volume as a whole, those at the top.

A unit that the edition no longer has renders no files, so its old files are removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.edition.dataset.database import dataset
from backchannel.edition.deflated import deflated
from backchannel.edition.glossary.queries import descriptions, terms_in
from backchannel.edition.people import queries
from backchannel.edition.publication import latest, publish
from backchannel.edition.queries import chapters, document_queries, lists, messages
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.rebuild import invalidation, outputs
from backchannel.edition.search.places import VolumePlaces
from backchannel.edition.store import Store
from backchannel.pages.citing import citation
from backchannel.pages.frames import document_frame, former_frame, page_frame, person_frame
from backchannel.pages.lists.data import FOLDER
from backchannel.pages.lists.feed import LONGEST, feed
from backchannel.pages.lists.finder import FINDER, VolumeFinder, finder
from backchannel.pages.lists.people import people_script, person_page
from backchannel.pages.lists.search import FACETS_FILE, facets_script, searched_document
from backchannel.pages.reading.chapter import chapter_page
from backchannel.pages.reading.document import DocumentInputs, document_page
from backchannel.pages.reading.document_data import SCHEMA, document_data, document_schema
from backchannel.pages.reading.explained import ExplanationInputs
from backchannel.pages.reading.former import former_ledger, former_page
from backchannel.pages.reading.references import ReferenceTargets
from backchannel.pages.registry import LEDGER, RESERVED_NAMES, TOP_PAGES, VOLUME_PAGES, EditionQueries, features_of
from backchannel.pages.traffic.former_messages import former_entries
from backchannel.pages.traffic.table import ledger_table
from backchannel.pages.traffic.views import CSV
from backchannel.records import Document
from backchannel.writers.announcing import write_feed, write_sitemap
from backchannel.writers.dataset import write_tables
from backchannel.writers.files import WrittenFile
from backchannel.writers.jobs import RenderedUnit, RenderedUnits, RenderJob
from backchannel.writers.parting import write_page
from backchannel.writers.rendering import copy_static, render, write_pieces, write_text
from backchannel.writers.search import PEOPLE, index_volume, write_directory, write_places, write_range, write_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from backchannel.edition.queries.document_queries import ListedDocument, OutgoingReference
    from backchannel.pages.registry import SitePage
    from backchannel.settings import Project


def render_jobs(given: tuple[Project, Path], jobs: Sequence[RenderJob]) -> list[RenderedUnits]:
    """Render and write what is in each job: a process's share of the pages. `given` are the edition and its database."""
    project, path = given
    with Store.reading(path) as store:
        return [_render_run(project, store, job.run) if job.run else [_render_unit(project, store, job)] for job in jobs]


def _render_run(project: Project, store: Store, run: DocumentRun) -> RenderedUnits:
    return [_render_document(project, inputs) for inputs in inputs_of(store, run)]


def _render_document(project: Project, inputs: DocumentInputs) -> RenderedUnit:
    id = inputs.listed.id
    frame = document_frame(project, id)
    files = [render(project, "document.html.j2", document_page(frame, inputs))]
    if invalidation.TEI in project.edition.formats:
        from backchannel.writers.tei.document_file import write_document

        files.append(write_document(project, inputs))
    if project.edition.data.documents:
        files.append(write_text(project, f"{id}.json", f"{document_data(frame, inputs).model_dump_json()}\n"))
    searched = searched_document(inputs.listed, inputs.document, inputs.paragraphs)
    return RenderedUnit(id, files, deflated(json.dumps(searched, ensure_ascii=False, separators=(",", ":"))))


def _render_unit(project: Project, store: Store, job: RenderJob) -> RenderedUnit:
    part, volume = invalidation.part(job.unit), job.unit.partition("/")[0]
    if part == invalidation.INDEX:
        return RenderedUnit(job.unit, *index_volume(project, store, volume))
    if above := _ABOVE.get(job.unit):
        return RenderedUnit(job.unit, list(above(project, store, job.unit)))
    if named := _NAMED.get(part):
        return RenderedUnit(job.unit, list(named(project, store, job.unit.partition(":")[2])))
    if part == invalidation.FORMER:
        return RenderedUnit(job.unit, list(_former(project, store, volume)))
    run = DocumentRun(volume, 1, document_queries.size(store, volume))
    if part == invalidation.TEI:
        return RenderedUnit(job.unit, list(_tei(project, store, run)))
    if part == invalidation.CHAPTERS:
        return RenderedUnit(job.unit, list(_chapters(project, store, run)) if run.last else [])
    if part == invalidation.TRAFFIC:
        return RenderedUnit(job.unit, list(_volume_traffic(project, EditionQueries(project, store, volume))) if run.last else [])
    return _render_volume(project, store, job.unit, run)


def inputs_of(store: Store, run: DocumentRun) -> Iterator[DocumentInputs]:
    """Collect what each document of a run is rendered from, with its neighbors."""
    listed = {entry.sequence: entry for entry in document_queries.listed(store, run._replace(first=run.first - 1, last=run.last + 1))}
    records, outgoing, incoming = (
        document_queries.records(store, run),
        document_queries.outgoing(store, run),
        document_queries.incoming(store, run),
    )
    lines = document_queries.lines(store, run)
    around = _around(store, [reference for references in outgoing.values() for reference in references])
    own, tied, named = messages.own(store, run), messages.threads(store, run), queries.identified_names(store, run)
    publications, paragraphs = publish.publications(store, run), publish.paragraphs(store, run)
    terms, described = terms_in(store, run), descriptions(store, run.volume)
    accepted, stations = document_queries.accepted(store, run), messages.stations(store, run)
    for sequence in range(run.first, run.last + 1):
        here: ListedDocument = listed[sequence]
        yield DocumentInputs(
            here,
            Document.model_validate_json(records[here.doc]),
            outgoing.get(here.doc, []),
            around,
            incoming.get(here.doc, []),
            listed.get(sequence - 1),
            listed.get(sequence + 1),
            lines.get(here.doc, []),
            own.get(here.doc),
            tied.get(here.doc, []),
            accepted.get(here.doc, []),
            ExplanationInputs(named.get(here.doc, []), described, terms.get(here.doc, [])),
            stations.get(here.doc, ""),
            publications.get(here.id),
            paragraphs.get(here.doc, ()),
        )


def _around(store: Store, references: Sequence[OutgoingReference]) -> ReferenceTargets:
    """Look up what these references lead to, as far as the edition has it."""
    candidates = {target for reference in references for target in reference.candidates}
    named = {reference.message for reference in references if reference.message}
    present = document_queries.present(store, candidates | {ids.split_target(target)[0] for target in candidates})
    return ReferenceTargets(present, messages.messages_of(store, named | candidates))


def _render_volume(project: Project, store: Store, unit: str, run: DocumentRun) -> RenderedUnit:
    """Render the lists of a volume; none for a volume that is gone."""
    if not run.last:
        return RenderedUnit(unit, [], VolumePlaces(run.volume, []))
    asked = EditionQueries(project, store, run.volume)
    found = finder(project, run.volume, asked.documents, lists.breaks(store, run.volume), messages.of_volume(store, run.volume))
    return RenderedUnit(unit, list(_volume(project, asked, found)), VolumePlaces(run.volume, found.numbered))


def _volume(project: Project, asked: EditionQueries, found: VolumeFinder) -> Iterator[WrittenFile]:
    """Render the lists of a volume, and the files that programs read."""
    id = asked.volume
    yield from _pages((page for page in VOLUME_PAGES if not page.unit), asked)
    for file in citation.citation_files(project, id, asked.documents, publish.publications(asked.store, asked.run)):
        yield write_text(project, f"{id}/{file.name}", file.words)
    yield write_text(project, f"{id}/{FINDER}", found.script(id))
    yield write_text(project, f"{id}/{FACETS_FILE}", facets_script(id, asked.documents))


def _volume_traffic(project: Project, asked: EditionQueries) -> Iterator[WrittenFile]:
    """Render the pages about the traffic of a volume's posts, if it has any."""
    if asked.volume in project.with_traffic:
        yield from _pages((page for page in VOLUME_PAGES if page.unit == invalidation.TRAFFIC), asked)
        yield write_text(project, f"{asked.volume}/{CSV}", ledger_table(asked.traffic))


def _pages(pages: Iterable[SitePage], asked: EditionQueries) -> Iterator[WrittenFile]:
    """Render those of these pages that the edition has."""
    project, volume = asked.project, asked.volume
    features = features_of(project)
    for page in pages:
        if page.exists(features, volume):
            yield from write_page(project, page, page.view(page_frame(project, page, volume), asked))


def _chapters(project: Project, store: Store, run: DocumentRun) -> Iterator[WrittenFile]:
    """Render the editors' chapters of a volume."""
    for name, text in chapters.chapters(store, run.volume, RESERVED_NAMES).items():
        references = chapters.resolved(store, project, run.volume, text)
        frame = document_frame(project, f"{run.volume}/{name}")
        yield render(project, "chapter.html.j2", chapter_page(frame, name, text, references))


def _tei(project: Project, store: Store, run: DocumentRun) -> Iterator[WrittenFile]:
    """Write a volume as TEI, if the edition asks for it."""
    if run.last and invalidation.TEI in project.edition.formats:
        from backchannel.writers.tei.volume import write_volume

        path = f"{run.volume}/{run.volume}.xml"
        yield write_pieces(project, path, lambda out: write_volume(out, project, store, run.volume))


def _former(project: Project, store: Store, volume: str) -> Iterator[WrittenFile]:
    """Render a page at the address of each document of a volume that is gone, and of its ledger if that is."""
    for gone in publish.former_documents(store, volume):
        frame = former_frame(project, gone.document, present=document_queries.size(store, volume) > 0)
        yield render(project, "former.html.j2", former_page(frame, gone, document_queries.accepted_at(store, gone.document)))
    asked = EditionQueries(project, store, volume)
    if volume not in project.with_traffic and (former := asked.former_messages).former:
        frame = former_frame(project, f"{volume}/{LEDGER}", present=document_queries.size(store, volume) > 0)
        yield render(project, "former.html.j2", former_ledger(frame, former_entries(frame.linker, former)))


def _top(project: Project, store: Store, unit: str) -> Iterator[WrittenFile]:
    """Render the pages of a unit at the top of the site."""
    asked = EditionQueries(project, store)
    yield from _pages((page for page in TOP_PAGES if page.unit == unit), asked)
    if unit == invalidation.TRAFFIC:
        yield write_text(project, CSV, ledger_table(asked.traffic))
    if unit == invalidation.PEOPLE and project.peopled:
        yield write_text(project, PEOPLE, people_script(queries.person_counts(store)))
    if unit == invalidation.TOP and asked.has_feed:
        changes = latest.latest_changes(store, LONGEST)
        yield write_feed(project, feed(project, asked.sizes, latest.last_day(store), changes))


def _data(project: Project, store: Store, unit: str) -> Iterator[WrittenFile]:
    """Write the tables of the edition, and the page about them, if the edition asks for them."""
    if forms := project.edition.data.tables:
        with dataset(store, project, project.store.with_name("data.sqlite")) as data:
            yield from _pages((page for page in TOP_PAGES if page.unit == unit), EditionQueries(project, store, data=data))
            for file in write_tables(project.site / FOLDER, project, data, forms):
                yield WrittenFile(f"{FOLDER}/{file.name}", *file.written)
    if project.edition.data.documents:
        yield write_text(project, SCHEMA, document_schema())


def _person(project: Project, store: Store, id: str) -> Iterator[WrittenFile]:
    """Render the page of a person; none for a person whom the edition no longer names."""
    if found := queries.person(store, id):
        yield render(project, "person.html.j2", person_page(person_frame(project, id), found, queries.person_documents(store, id)))


def _search(project: Project, store: Store, _: str) -> Iterator[WrittenFile]:
    """Write the directory of the search."""
    yield write_directory(project, store)


def _sitemap(project: Project, store: Store, _: str) -> Iterator[WrittenFile]:
    """List the pages that were written, if the edition gives its address."""
    if project.edition.address:
        yield from write_sitemap(project, outputs.pages(store))


_NAMED: dict[str, Callable[[Project, Store, str], Iterator[WrittenFile]]] = {
    invalidation.PEOPLE: _person,
    invalidation.TERMS: write_range,
    invalidation.WORDS: write_words,
    invalidation.PLACES: write_places,
}
"""The functions that render units whose names have two parts, such as `people:archer-ann`. The last argument is the second part."""

_ABOVE: dict[str, Callable[[Project, Store, str], Iterator[WrittenFile]]] = {
    **dict.fromkeys((page.unit for page in TOP_PAGES), _top),
    invalidation.SEARCH: _search,
    invalidation.DATA: _data,
    invalidation.SITEMAP: _sitemap,
    invalidation.STATIC: lambda project, *_: copy_static(project),
}
"""The functions that render the units at the top of the site."""
