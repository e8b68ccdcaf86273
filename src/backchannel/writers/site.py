"""Write the site: render the pages on the rebuild list, on all cores, and tidy up after earlier builds.

Each file is written whole, and the stamp of each is kept. So the next build knows what it need not render, renders again what was changed
since, and continues where this one was stopped: a page leaves the rebuild list once it is written; files that are gone are removed last.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.glossary.queries import volumes_with_list, volumes_with_terms
from backchannel.edition.people.naming import has_people
from backchannel.edition.rebuild import invalidation, outputs
from backchannel.edition.rebuild.invalidation import TEI
from backchannel.edition.rebuild.outputs import OutputFile
from backchannel.edition.search import arrange, places, terms, texts
from backchannel.edition.search.places import VolumePlaces
from backchannel.edition.search.terms import VolumeIndex
from backchannel.system.source_files import spelled_out
from backchannel.writers.files import is_leftover, keep_own, open_folder, own_files, remove, written
from backchannel.writers.jobs import RenderedUnit, RenderedUnits, RenderJob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from backchannel.edition.store import Store
    from backchannel.settings import Project
    from backchannel.system.timings import Timings
    from backchannel.system.workers import Workers

    Progress = Callable[[str, int, int], None]

_RUN = 32
"""Documents rendered in one go: enough to share the cost of queries, few enough to spread evenly."""
_FEW = 800
"""Up to this many pages, rendering them in this process and its assistant is faster than starting others."""
_KEPT = 64
"""Jobs after which the results are stored: what a build renders again at most, if the one before it was killed."""

WRITING = "Writing"
"""The stage in which the pages of documents are written; when it ends, all of them are."""
REPORT = "build.json"
"""The file that says what the last build changed; with its parts, the only one that does not depend on the edition alone."""
_OF_REPORT = re.compile(r"build(?:\.[a-z.]+\.\d+)?\.json")


class SiteReport(NamedTuple):
    """What a build wrote, how many files were unchanged, what it removed, and the `foreign` files, which it left."""

    written: list[str]
    unchanged: int
    removed: list[str]
    foreign: list[str]


def write_site(
    project: Project,
    store: Store,
    workers: Workers,
    progress: Progress,
    stage: Timings,
    *,
    watched: bool = False,
    indexes: bool = True,
) -> SiteReport:
    """Write or update the site of a linked edition. Raises `OSError` if a file cannot be written, `SettingsError` if the site's folder was
    not made by a build.

    On a `watched` site, files that others changed are not looked for. Without `indexes` only pages are written."""
    open_folder(project.site)
    site = _Site(featured(project, store), store, workers, progress)
    with stage("render"):
        site.render_pages()
        unknown = [] if watched else site.look_over()
    if indexes:
        site.render_indexes(stage)
    with stage("tidy"):
        own = own_files(project.site) if unknown else set()
        others = sorted(set(unknown) - outputs.stamps(store).keys())
        site.remove(path for path in others if path in own or is_leftover(path))
        foreign = [path for path in others if path not in own and not is_leftover(path)]
        _report_foreign(store, project, foreign)
        keep_own(project.site, [*outputs.stamps(store), REPORT])
    return SiteReport(site.written, outputs.count(store) - len(site.written), site.removed, foreign)


def is_of_report(path: str) -> bool:
    """Return whether a file of the site is the report, or a part of it: `build.intake.1.json`."""
    return _OF_REPORT.fullmatch(path) is not None


def write_indexes(project: Project, store: Store, workers: Workers, progress: Progress, stage: Timings) -> None:
    """Make the full-text indexes on the rebuild list, and the files that search them; then the tables of the edition."""
    site = _Site(featured(project, store), store, workers, progress)
    site.render_indexes(stage)
    site.remove()


def featured(project: Project, store: Store) -> Project:
    """Return the edition with what decides which pages it has, and which entries their headers have."""
    return replace(
        project,
        with_traffic=invalidation.volumes_with_traffic(store),
        peopled=has_people(store),
        with_transmission=invalidation.volumes_with_transmission(store),
        explained=volumes_with_terms(store),
        with_list=volumes_with_list(store),
    )


class _Site:
    """A site that is being written, and what was written so far."""

    def __init__(self, project: Project, store: Store, workers: Workers, progress: Progress) -> None:
        self._project, self._store, self._workers, self._progress = project, store, workers, progress
        self.written: list[str] = []
        self.removed: list[str] = []

    def render_pages(self) -> None:
        """Render all pages on the rebuild list: documents first, since those are what an editor looks at."""
        if TEI in self._project.edition.formats:
            with self._store.transaction():
                invalidation.invalidate_tei(self._store)
        runs = list(invalidation.runs(self._store, _RUN))
        total = sum(run.last - run.first + 1 for run in runs)
        rendered = self._spread([RenderJob(run=run) for run in runs])
        for done, _ in enumerate(chain([None], chain.from_iterable(rendered))):
            self._progress(WRITING, done, total)
        self.render(
            "",
            invalidation.FORMER,
            invalidation.CHAPTERS,
            invalidation.TEI,
            invalidation.TOP,
            invalidation.TRAFFIC,
            invalidation.WANTED,
            invalidation.PEOPLE,
            invalidation.GLOSSARY,
            invalidation.ARCHIVES,
            invalidation.STATIC,
        )
        self._keep_all(
            [
                [
                    RenderedUnit(unit, [])
                    for unit in invalidation.invalidated_units(self._store)
                    if invalidation.part(unit) == invalidation.DOCUMENT
                ]
            ]
        )  # documents that no longer exist
        self.render(invalidation.SITEMAP)

    def look_over(self) -> list[str]:
        """Render again what is not as it was written. Returns the files that no build wrote."""
        known = outputs.stamps(self._store)
        found = written(self._project.site)
        if lost := [path for path, stamp in known.items() if found.get(path) != stamp]:
            with self._store.transaction():
                outputs.mark_lost(self._store, lost)
            self.render_pages()
        return [path for path in found if path not in known and not is_of_report(path)]

    def render(self, *parts: str) -> None:
        """Render the units of these parts that are on the rebuild list."""
        for _ in self._spread(self._tasks(*parts)):
            pass

    def _tasks(self, *parts: str) -> list[RenderJob]:
        """List the jobs for these parts, of volumes or of the top."""
        return [RenderJob(unit=unit) for unit in invalidation.invalidated_units(self._store) if invalidation.part(unit) in parts]

    def render_indexes(self, stage: Timings) -> None:
        """Index the volumes that changed, then write the files of the search, and the tables of the edition."""
        with stage("search"):
            with self._store.transaction():
                arrange.rescale(self._store)
            self.render(invalidation.INDEX)
            with self._store.transaction():
                arrange.arrange(self._store)
            self.render(invalidation.TERMS, invalidation.WORDS, invalidation.PLACES)
            self.render(invalidation.SEARCH)
        with stage("data"):
            self.render(invalidation.DATA)
            self.render(invalidation.SITEMAP)

    def remove(self, others: Iterable[str] = ()) -> None:
        """Remove the files that no unit writes any longer, and these."""
        gone = sorted({*outputs.stale(self._store), *others})
        remove(self._project.site, gone)
        with self._store.transaction():
            outputs.removed(self._store, gone)
        self.removed += gone

    def _spread(self, tasks: list[RenderJob]) -> Iterator[RenderedUnits]:
        """Do the jobs, and store what they rendered."""
        if not tasks:
            return
        from backchannel.writers.units import render_jobs  # takes a quarter of a second: not if there is nothing to do

        spread = self._workers.spread if sum(task.weight for task in tasks) > _FEW else self._workers.assist
        rendered = spread(render_jobs, (self._project, self._project.store), tasks, batch=1)
        kept: list[RenderedUnits] = []
        for units in rendered:
            kept.append(units)
            if len(kept) == _KEPT or isinstance(units[-1].searched, VolumeIndex):
                self._keep_all(kept)
                kept.clear()
            yield units
        self._keep_all(kept)

    def _keep_all(self, rendered: Sequence[RenderedUnits]) -> None:
        with self._store.transaction():
            for units in rendered:
                self._keep(units)

    def _keep(self, units: RenderedUnits) -> None:
        outputs.keep(self._store, ((unit.unit, [OutputFile(file.path, file.stamp) for file in unit.files]) for unit in units))
        self.written += [file.path for unit in units for file in unit.files if file.changed]
        for unit in units:
            self._keep_searched(unit)

    def _keep_searched(self, rendered: RenderedUnit) -> None:
        """Keep what the search has of a unit."""
        if isinstance(rendered.searched, VolumeIndex):
            terms.replace(self._store, rendered.searched)
        elif isinstance(rendered.searched, VolumePlaces):
            places.replace(self._store, rendered.searched)
        elif rendered.searched:
            texts.keep(self._store, rendered.unit, rendered.searched)
        elif invalidation.part(rendered.unit) == invalidation.DOCUMENT:
            texts.drop(self._store, rendered.unit)


def _report_foreign(store: Store, project: Project, paths: Iterable[str]) -> None:
    """Report the files among those of the site that no build wrote."""
    from backchannel import rules
    from backchannel.checks import whole

    faults = [whole.FileFault(f"{project.edition.site}/{spelled_out(path)}", rules.FOREIGN_FILE, {}) for path in paths]
    with store.transaction():
        whole.report(store, "write", faults, "site")
