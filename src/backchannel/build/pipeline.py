"""The main job: read → link → check → write.

Sources go in at one end, a site comes out at the other, and between them stands the edition's database:

    read     each source file whose bytes or volume changed → its rows in the store (on all cores)
    link     arrange the documents, and find where each reference leads
    check    faults that are seen only in the whole; what each volume counts
    write    the pages that are due (on all cores)

A build that finds an earlier one's work does again only what an edit touched. Where there is none, or where a build was stopped before
all was linked, it does the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from json import JSONDecodeError
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import tzdata
from filelock import FileLock, Timeout
from pydantic import ValidationError

from backchannel import vocabulary
from backchannel.build.changed_files import find_changes
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
"""Told at each step: the stage's name, how much is done, how much there is."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What an edition has, and what a build of it read, changed and wrote. `seconds` by stage."""

    counts: counts.EditionCounts
    ingested: IngestReport
    written: SiteReport | None
    seconds: dict[str, float]

    def counting(self, severities: Iterable[str]) -> BuildSummary:
        """The same, with only these findings counted, each given by its severity."""
        return replace(self, counts=self.counts._replace(findings=dict(sorted(Counter(severities).items()))))


def build(project: Project, jobs: int, progress: Progress, only: Collection[str] | None = None, *, indexes: bool = True) -> BuildSummary:
    """Make or renew the site of `project`. Raises `OSError` when a file can't be written or the database can't be used, `WorkerError`
    when a process is ended from outside; what was done so far is kept, and the next build goes on.

    Whoever has watched the edition since the last build names the source files that may have changed (`only`): neither the other
    sources nor the files of the site are looked over then. Without `indexes` the full-text indexes that are due are left for `index`.
    """

    def write(store: Store, stage: Timings, workers: Workers) -> BuildSummary:
        _begin(store)
        ingested = update_store(store, project, workers, progress, stage, only, assisted=only is None)
        compared = ingested.changed is not None
        written = write_site(project, store, workers, progress, stage, compared=compared, watched=only is not None, indexes=indexes)
        write_report(project, ingested, written)
        _end(store)
        return BuildSummary(counts.counts(store), ingested, written, stage.seconds)

    return _with_store(project, jobs, progress, write)


def index(project: Project, jobs: int, progress: Progress) -> None:
    """Make the full-text indexes that are due."""
    _with_store(project, jobs, progress, lambda store, stage, workers: write_indexes(project, store, workers, progress, stage))


def examine(project: Project, jobs: int, progress: Progress) -> BuildSummary:
    """All of `build` but the writing."""

    def look(store: Store, stage: Timings, workers: Workers) -> BuildSummary:
        ingested = update_store(store, project, workers, progress, stage)
        return BuildSummary(counts.counts(store), ingested, None, stage.seconds)

    return _with_store(project, jobs, progress, look)


_T = TypeVar("_T")


_Work = Callable[[Store, Timings, Workers], _T]


def _with_store(project: Project, jobs: int, progress: Progress, work: _Work[_T]) -> _T:
    """Do work on the edition's database while no other build does. One that turns out to be damaged is thrown away, and the work is done
    again with a new one: it holds nothing that the sources do not give."""
    vocabulary.use(project.words)
    with _alone(project, progress), workers_for(project, jobs) as workers:
        try:
            return _on(project, workers, work)
        except _DAMAGE as damage:
            Store.discard(project.store)
            return _on(project, workers, work, str(damage) if isinstance(damage, StoreDamaged) else "its contents can’t be read")


_DAMAGE = (StoreDamaged, ValidationError, JSONDecodeError)
"""What a damaged database shows itself by: SQLite finds it, or what was put in does not come out again."""


def _on(project: Project, workers: Workers, work: _Work[_T], damage: str = "") -> _T:
    with usable(project.store), Store.open(project.store, version_for(project)) as store:
        if damage:
            from backchannel import rules
            from backchannel.checks import whole

            with store.transaction():
                whole.report(store, "write", [whole.FileFault("", rules.DATABASE_DAMAGED, {"reason": damage})], "store")
        return work(store, Timings(), workers)


def _begin(store: Store) -> None:
    """Drop what the last build found when it wrote. What one found that did not come to its end is told by the next."""
    with store.transaction():
        if store.get(_ENDED):
            store.drop_findings("write")
            store.put(_ENDED, "")


def _end(store: Store) -> None:
    with store.transaction():
        store.put(_ENDED, "yes")


_ENDED = "ended"
"""Under which name it is kept whether the last build came to its end."""


@contextmanager
def _alone(project: Project, progress: Progress) -> Iterator[None]:
    """Wait until no other build of the edition is under way. The lock of one that was killed is free."""
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
"""The stage in which a build waits until it is alone."""


@cache
def version() -> str:
    """A fingerprint of this program and of the clocks' rules: a store that another version filled is filled again."""
    package = Path(__file__).parents[1]
    files = sorted(file for kind in ("*.py", "*.toml", "*.sql", "*.csl") for file in package.rglob(kind))
    return digest(b"\0".join((tzdata.IANA_VERSION.encode(), *(file.read_bytes() for file in files))))


def version_for(project: Project) -> str:
    """The same of this program with the vocabulary of an edition: all is read again when a word of it changes."""
    words = [term.model_dump_json() for field in sorted(project.words) for term in project.words[field]]
    return digest(repr((version(), sorted(project.words), words)).encode()) if words else version()


def workers_for(project: Project, jobs: int) -> Workers:
    """Processes that know the vocabulary of an edition."""
    return Workers(jobs, partial(vocabulary.use, project.words))


def update_store(
    store: Store,
    project: Project,
    workers: Workers,
    progress: Progress,
    stage: Timings,
    only: Collection[str] | None = None,
    *,
    assisted: bool = False,
) -> IngestReport:
    """Bring `store` up to date with the sources and settings: read, link, check, and mark which pages are due. If that is `assisted`, a
    process makes ready to render meanwhile."""
    with stage("look"):
        edit = find_changes(store, project, only)
    linked = store.get(LINKED) is not None
    if linked and edit.is_empty and not store.has_findings("files"):
        with store.transaction():
            edit.keep(store)
        return IngestReport([], [], EditChanges())
    if linked and assisted:
        workers.start_assistant(_DRAWING)

    from backchannel.build import ingest  # takes half a second: a build that finds nothing changed is done by then

    work = ingest.ingest_changes if linked else ingest.ingest_all
    return work(store, project, edit, workers, progress, stage)


_DRAWING = "backchannel.writers.units"
"""What a process loads that is started to render while this one links."""
