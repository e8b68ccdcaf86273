"""Run a build: read → link → check → write.

Sources go in, a site comes out, and the edition's database is between them:

    read     each source file whose bytes or volume changed → its rows in the store (on all cores)
    link     arrange the documents, and resolve each reference
    check    find faults that only the whole edition shows, and count what each volume has
    write    the pages on the rebuild list (on all cores)

A build after an earlier one redoes only what an edit affects. The first build does everything, as does one after a build that was stopped
before everything was linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import tzdata
from filelock import FileLock, Timeout

from backchannel import vocabulary
from backchannel.build import publication
from backchannel.build.changed_files import find_changes
from backchannel.build.errors import REFUSED
from backchannel.build.intake import keep_settings, write_ledger
from backchannel.edition.checksum import checksummed
from backchannel.edition.publication import publish
from backchannel.edition.queries import counts
from backchannel.edition.rebuild.edit_report import LINKED, EditChanges, IngestReport
from backchannel.edition.store import Store, StoreDamaged, usable
from backchannel.source import digest
from backchannel.system.timings import Timings
from backchannel.system.workers import Workers
from backchannel.writers.build_report import write_report
from backchannel.writers.site import SiteReport, write_indexes, write_site

if TYPE_CHECKING:
    from backchannel.settings import Project

Progress = Callable[[str, int, int], None]
"""Called at each step with the name of the stage, how much is done, and how much there is to do."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What an edition contains, and what a build of it read, changed and wrote. `seconds` are by stage."""

    counts: counts.EditionCounts
    ingested: IngestReport
    written: SiteReport | None
    seconds: dict[str, float]

    def counting(self, severities: Iterable[str]) -> BuildSummary:
        """Return the same summary with only these findings counted, each given by its severity."""
        return replace(self, counts=self.counts._replace(findings=dict(sorted(Counter(severities).items()))))


def build(
    project: Project,
    jobs: int,
    progress: Progress,
    only: Collection[str] | None = None,
    *,
    indexes: bool = True,
    preview: bool = False,
) -> BuildSummary:
    """Build or update the site of `project`. Raises `OSError` when a file can't be written or the database can't be used, `WorkerError`
    when a worker is killed; the work done so far is kept, and the next build continues.

    A caller that has watched the edition since the last build names the source files that may have changed (`only`); then neither the
    other sources nor the files of the site and the database are checked. Without `indexes`, full-text indexes are left for `index`. A
    `preview` publishes nothing: it gives the new addresses, but does not record them.
    """

    def write(store: Store, stage: Timings, workers: Workers) -> BuildSummary:
        _begin(store)
        day = "" if preview else publication.today()
        ingested = update_store(store, project, workers, progress, stage, only, day=day, assisted=only is None)
        written = write_site(project, store, workers, progress, stage, watched=only is not None, indexes=indexes)
        published = publish.publication_report(store)
        write_report(project, ingested, written, published)
        keep_settings(project)
        if not preview:
            publication.append(store, project)
        _end(store)
        return BuildSummary(counts.counts(store), ingested, written, stage.seconds)

    return _with_store(project, jobs, progress, write, verified=only is None)


def index(project: Project, jobs: int, progress: Progress) -> None:
    """Rebuild the full-text indexes that are outdated."""
    _with_store(project, jobs, progress, lambda store, stage, workers: write_indexes(project, store, workers, progress, stage))


def examine(project: Project, jobs: int, progress: Progress) -> BuildSummary:
    """Do everything that `build` does, except writing."""

    def look(store: Store, stage: Timings, workers: Workers) -> BuildSummary:
        ingested = update_store(store, project, workers, progress, stage)
        return BuildSummary(counts.counts(store), ingested, None, stage.seconds)

    return _with_store(project, jobs, progress, look)


_T = TypeVar("_T")


_Work = Callable[[Store, Timings, Workers], _T]


def _with_store(project: Project, jobs: int, progress: Progress, work: _Work[_T], *, verified: bool = True) -> _T:
    """Do work on the edition's database while no other build does. If the database is damaged, discard it and do the work again with a new
    one: everything in it comes from the sources. Anything unexpected is taken for damage, if an earlier build filled the database: what is
    in it may be wrong in any way."""
    vocabulary.use(project.words)
    with _lock(project, progress):
        existed = project.store.exists()
        try:
            with workers_for(project, jobs) as workers:
                return _run(project, workers, work, verified=verified)
        except REFUSED:
            raise
        except Exception as fault:
            if not (existed or isinstance(fault, StoreDamaged)):
                raise
            damage = str(fault) if isinstance(fault, StoreDamaged) else "its contents can’t be read"
        Store.discard(project.store)
        with workers_for(project, jobs) as workers:  # new ones: the others would write what they were asked for before
            return _run(project, workers, work, damage)


def _run(project: Project, workers: Workers, work: _Work[_T], damage: str = "", *, verified: bool = True) -> _T:
    database = project.store
    with (
        usable(database),
        checksummed(database, verified=verified) as checksum,
        Store.open(database, version_for(project), checksum.drop) as store,
    ):
        if damage:
            from backchannel import rules
            from backchannel.checks import whole

            with store.transaction():
                whole.report(store, "write", [whole.FileFault("", rules.DATABASE_DAMAGED, {"reason": damage})], "store")
        return work(store, Timings(), workers)


def _begin(store: Store) -> None:
    """Drop what the last build found when it wrote. If that build did not finish, its findings are kept for this one to report."""
    with store.transaction():
        if store.get(_ENDED) and store.has_findings("write"):
            store.drop_findings("write")
            store.put(_ENDED, "")


def _end(store: Store) -> None:
    with store.transaction():
        if not store.get(_ENDED):
            store.put(_ENDED, "yes")


_ENDED = "ended"
"""The name under which it is stored whether the last build finished."""


@contextmanager
def _lock(project: Project, progress: Progress) -> Iterator[None]:
    """Wait until no other build of the edition is running. A killed build leaves its lock free."""
    project.store.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(project.store.with_name("lock"))
    try:
        lock.acquire(blocking=False)
    except Timeout:
        progress(WAITING, 0, 1)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


WAITING = "Waiting for another build"
"""The stage in which a build waits for another to finish."""


@cache
def version() -> str:
    """Return a fingerprint of this program and of the time-zone database: a store made by another version is rebuilt."""
    package = Path(__file__).parents[1]
    files = sorted(file for kind in ("*.py", "*.toml", "*.sql", "*.csl") for file in package.rglob(kind))
    return digest(b"\0".join((tzdata.IANA_VERSION.encode(), *(file.read_bytes() for file in files))))


def version_for(project: Project) -> str:
    """Return the fingerprint of this program with an edition's vocabulary and series: everything is read again when one of them changes."""
    words = [term.model_dump_json() for field in sorted(project.words) for term in project.words[field]]
    words += [project.edition.series.model_dump_json()] if "series" in project.edition.model_fields_set else []
    return digest(repr((version(), sorted(project.words), words)).encode()) if words else version()


def workers_for(project: Project, jobs: int) -> Workers:
    """Return workers that use the vocabulary of an edition."""
    return Workers(jobs, partial(vocabulary.use, project.words))


def update_store(
    store: Store,
    project: Project,
    workers: Workers,
    progress: Progress,
    stage: Timings,
    only: Collection[str] | None = None,
    *,
    day: str = "",
    assisted: bool = False,
) -> IngestReport:
    """Bring `store` up to date with the sources and settings: read, link, check, and put the affected pages on the rebuild list. `day` is
    that of a build that publishes what it finds. If `assisted`, start a process that prepares to render meanwhile."""
    with stage("look"):
        edit = find_changes(store, project, only)
    linked = store.get(LINKED) is not None
    if linked and edit.is_empty and not store.has_findings("files") and not (day and publish.has_pending(store)):
        with store.transaction():
            edit.keep(store)
        if edit.intake:
            write_ledger(project, edit.intake.rows)
        return IngestReport([], [], EditChanges(), edit.intake and edit.intake.rows)
    if linked and assisted:
        workers.start_assistant(_RENDERING)

    from backchannel.build import ingest  # takes half a second, in which a build that finds no changes is done

    work = ingest.ingest_changes if linked else ingest.ingest_all
    ingested = work(store, project, edit, workers, progress, stage, day)
    if ingested.intake is not None:
        write_ledger(project, ingested.intake)
    return ingested


_RENDERING = "backchannel.writers.units"
"""The module that the assistant loads while this process links."""
