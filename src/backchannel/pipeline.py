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

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from filelock import FileLock, Timeout

from backchannel import checks, rules
from backchannel.edition import due, figures
from backchannel.edition.arrange import arrange
from backchannel.edition.changes import watched
from backchannel.edition.link import link, link_again
from backchannel.edition.report import Changed, Gathered, report
from backchannel.edition.rows import Rows, rows_of
from backchannel.edition.store import Store, StoreDamaged, StoreError
from backchannel.edits import look, opened
from backchannel.parallel import batches, spread
from backchannel.readers.text.document import read_document
from backchannel.settings import SettingsError
from backchannel.source import Source, digest
from backchannel.stages import Stages
from backchannel.writers.drawing import forget_templates
from backchannel.writers.report import write_report
from backchannel.writers.site import Written, write_indexes, write_site

if TYPE_CHECKING:
    from backchannel.edits import Edit, Task
    from backchannel.settings import Project

Progress = Callable[[str, int, int], None]
"""Told at each step: the stage's name, how much is done, how much there is."""

_KEPT = 2048
"""Files after which it is kept what was read: what a first build reads again at most, if the one before it was killed."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What an edition has, and what a build of it read, changed and wrote. `seconds` by stage."""

    counts: figures.Counts
    gathered: Gathered
    written: Written | None
    seconds: dict[str, float]


def build(project: Project, jobs: int, progress: Progress, only: Collection[str] | None = None, *, indexes: bool = True) -> Summary:
    """Make or renew the site of `project`. Raises `OSError` when a folder can't be written.

    Whoever has watched the edition since the last build names the source files that may have changed (`only`): neither the other
    sources nor the files of the site are looked over then. Without `indexes` the full-text indexes that are due are left for `index`.
    """

    def write(store: Store, stage: Stages) -> Summary:
        gathered = gather(store, project, jobs, progress, stage, only)
        written = write_site(project, store, jobs, progress, stage, watched=only is not None, indexes=indexes)
        write_report(project, gathered, written)
        return Summary(figures.counts(store), gathered, written, stage.seconds)

    return _with_store(project, progress, write)


def index(project: Project, jobs: int, progress: Progress) -> None:
    """Make the full-text indexes that are due."""
    _with_store(project, progress, lambda store, stage: write_indexes(project, store, jobs, progress, stage))


def examine(project: Project, jobs: int, progress: Progress) -> Summary:
    """All of `build` but the writing."""

    def look(store: Store, stage: Stages) -> Summary:
        gathered = gather(store, project, jobs, progress, stage)
        return Summary(figures.counts(store), gathered, None, stage.seconds)

    return _with_store(project, progress, look)


_T = TypeVar("_T")


def _with_store(project: Project, progress: Progress, work: Callable[[Store, Stages], _T]) -> _T:
    """Do work on the edition's database while no other build does. One that turns out to be damaged is thrown away, and the work is done
    again with a new one: it holds nothing that the sources do not give."""
    with _alone(project, progress):
        try:
            return _on(project, work, [])
        except StoreError:
            raise
        except StoreDamaged as damage:
            Store.discard(project.store)
            return _on(project, work, [checks.Fault("", rules.DATABASE_DAMAGED, {"reason": damage})])


def _on(project: Project, work: Callable[[Store, Stages], _T], faults: list[checks.Fault]) -> _T:
    with Store.open(project.store, version()) as store:
        with store.transaction():
            checks.report(store, "write", faults, "store")
        return work(store, Stages())


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


REFUSED = (SettingsError, OSError, StoreDamaged)
"""What a build raises where a setting can't be used, or a file can't be read or written."""


def refusal(error: Exception) -> str:
    """Why a build was not done, in a sentence for an editor."""
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'} can’t be used: {error.strerror or error}."
    if isinstance(error, StoreDamaged):
        return f"the edition’s database can’t be used: {error}. Is another build under way?"
    return str(error)


WAITING = "Waiting for another build"
"""The stage in which a build waits until it is alone."""


@cache
def version() -> str:
    """A fingerprint of this program and of the clocks' rules: a store that another version filled is filled again."""
    package = Path(__file__).parent
    files = sorted(file for kind in ("*.py", "*.toml", "*.sql", "*.csl") for file in package.rglob(kind))
    return digest(b"\0".join((metadata.version("tzdata").encode(), *(file.read_bytes() for file in files))))


def gather(store: Store, project: Project, jobs: int, progress: Progress, stage: Stages, only: Collection[str] | None = None) -> Gathered:
    """Bring `store` up to date with the sources and settings: read, link, check, and mark which pages are due."""
    with stage("look"):
        edit = look(store, project, only)
        untroubled = edit.is_empty and not store.has_findings("files")
    if store.get(_LINKED) is None:
        return _gather_all(store, project, edit, jobs, progress, stage)
    if not untroubled:
        return _gather_edit(store, project, edit, jobs, progress, stage)
    with store.transaction():
        edit.keep(store)
    return Gathered([], [], Changed())


_FEW = 64
"""Files that are sooner read by this process than others are started."""
_LINKED = "linked"
"""Kept once all is linked: without it, what is in the store was read only."""


def _gather_all(store: Store, project: Project, edit: Edit, jobs: int, progress: Progress, stage: Stages) -> Gathered:
    """Read what is not read yet, and link and check the whole."""
    faults = list(edit.faults)
    with stage("read"):
        for read in batches(_read(project, edit.changed, jobs, progress), _KEPT):
            with store.transaction():
                faults += _add(store, read)
    with store.transaction():
        store.forget(edit.gone)
        progress("Linking", 0, 1)
        with stage("link"):
            arrange(store)
            link(store, project)
        with stage("check"):
            checks.check(store, project)
            checks.report(store, "files", faults)
            figures.count(store)
        due.whole(store)
        edit.keep(store)
        store.put(_LINKED, "all")
        progress("Linking", 1, 1)
    return Gathered([task.path for task in edit.changed], edit.gone, None)


def _gather_edit(store: Store, project: Project, edit: Edit, jobs: int, progress: Progress, stage: Stages) -> Gathered:
    """Do again what an edit touches: all of it is kept, or nothing."""
    read, told = [task.path for task in edit.changed], edit.volumes
    with store.transaction(), watched(store):
        with stage("read"):
            volumes = store.volumes_of([*read, *edit.gone]) | {task.volume for task in edit.changed}
            store.forget(edit.gone)
            faults = [*edit.faults, *_add(store, _read(project, edit.changed, jobs if len(read) > _FEW else 1, progress))]
        progress("Linking", 0, 1)
        with stage("link"):
            arrange(store, sorted(volumes))
            link_again(store, project, told)
        with stage("check"):
            checks.check(store, project, sorted({*volumes, *told}))
            checks.report(store, "files", faults)
            figures.count(store, due.after_an_edit(store, read))
        for volume in told:
            due.volume(store, volume)
        if edit.is_everywhere:
            forget_templates()
            due.whole(store)
        changed = report(store)
        edit.keep(store)
        progress("Linking", 1, 1)
    return Gathered(read, edit.gone, changed)


def _read(project: Project, tasks: Sequence[Task], jobs: int, progress: Progress) -> Iterator[Read]:
    for done, read in enumerate(spread(read_files, project.documents, tasks, jobs), 1):
        yield read
        progress("Reading", done, len(tasks))


class Read(NamedTuple):
    """A source file that was read: its rows and its seal; or why it can't be read."""

    path: str
    rows: Rows | None
    seal: str = ""
    fault: str = ""


def read_files(documents: Path, tasks: Sequence[Task]) -> list[Read]:
    """The rows of each file: what a process does with its share of the sources."""
    return [_read_file(documents, task) for task in tasks]


def _read_file(documents: Path, task: Task) -> Read:
    try:
        data, inputs, seal = opened(documents, task)
    except OSError as error:
        return Read(task.path, None, fault=error.strerror or str(error))
    return Read(task.path, rows_of(read_document(Source.of(task.path, data), task.volume), inputs), seal)


def _add(store: Store, files: Iterable[Read]) -> list[checks.Fault]:
    """Put what was read in the store. Gives the faults of what can't be read, of which the edition has nothing."""
    faults = []
    for read in files:
        if read.rows:
            store.add(read.rows, read.seal)
        else:
            store.forget([read.path])
            faults.append(checks.Fault(read.path, rules.UNREADABLE, {"reason": read.fault}))
    return faults
