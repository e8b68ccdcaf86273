"""The main job: read → link → check → write.

Sources go in at one end, a site comes out at the other, and between them stands the edition's database:

    read     each source file whose bytes or volume changed → its rows in the store (on all cores)
    link     arrange the documents, and find where each reference leads
    check    faults that are seen only in the whole
    write    pages (on all cores)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel import checks, rules
from backchannel.edition.arrange import arrange
from backchannel.edition.link import link
from backchannel.edition.rows import Rows, rows_of
from backchannel.edition.store import Store
from backchannel.edition.survey import counts
from backchannel.parallel import spread
from backchannel.readers.text.document import read_document
from backchannel.source import Source, digest
from backchannel.writers.site import Written, write_site

if TYPE_CHECKING:
    from backchannel.settings import Project

Progress = Callable[[str, int, int], None]
"""Told at each step: the stage's name, how much is done, how much there is."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did and found."""

    documents: int
    pages: int
    notes: int
    references: dict[str, int]
    findings: dict[str, int]
    read: int
    written: Written | None
    seconds: float


class Task(NamedTuple):
    """A source file to be read: where it is, which volume it belongs to, and the fingerprint of what its reading depends on."""

    file: Path
    root: Path
    volume: str
    inputs: str

    @property
    def path(self) -> str:
        """As `Source.path` has it: what the store knows the file by."""
        return self.file.relative_to(self.root).as_posix()


def build(project: Project, jobs: int, progress: Progress) -> Summary:
    """Make or renew the site of `project`. Raises `OSError` when a folder can't be written."""
    begun = time.perf_counter()
    with Store.open(project.store, version()) as store:
        read = gather(store, project, jobs, progress)
        written = write_site(project, store, project.store, jobs, progress)
        return _summary(store, read, written, begun)


def gather(store: Store, project: Project, jobs: int, progress: Progress) -> int:
    """Bring `store` up to date with the sources: read, link, check. Returns how many files were read."""
    with store.transaction():
        read = _read(store, project, jobs, progress)
        progress("Linking", 0, 1)
        arrange(store)
        link(store, project)
        checks.check(store, project)
        progress("Linking", 1, 1)
    return read


def examine(project: Project, store: Store, jobs: int, progress: Progress) -> Summary:
    """All of `build` but the writing."""
    begun = time.perf_counter()
    return _summary(store, gather(store, project, jobs, progress), None, begun)


@cache
def version() -> str:
    """A fingerprint of this program and of the clocks' rules: a store that another version filled is filled again."""
    package = Path(__file__).parent
    files = sorted(file for kind in ("*.py", "*.toml", "*.sql") for file in package.rglob(kind))
    return digest(b"\0".join((metadata.version("tzdata").encode(), *(file.read_bytes() for file in files))))


def _read(store: Store, project: Project, jobs: int, progress: Progress) -> int:
    """Read the files that are new or changed, forget those that are gone."""
    known = store.inputs()
    tasks, faults = _tasks(project)
    store.forget(known.keys() - {task.path for task in tasks})
    changed = [task for task in tasks if known.get(task.path) != task.inputs]
    for done, rows in enumerate(spread(read_files, changed, jobs), 1):
        store.add(rows)
        progress("Reading", done, len(changed))
    checks.report(store, "files", faults)
    return len(changed)


def _tasks(project: Project) -> tuple[list[Task], list[checks.Fault]]:
    """The source files of an edition, and those that can't be read."""
    tasks, faults = [], []
    for file in sorted(project.documents.rglob("*.txt")):
        try:
            volume = project.volume_of(file)
            tasks.append(Task(file, project.documents, volume, digest(volume.encode() + b"\0" + file.read_bytes())))
        except OSError as error:
            faults.append(checks.Fault(file.relative_to(project.documents).as_posix(), rules.UNREADABLE, {"reason": error.strerror}))
    return tasks, faults


def read_files(tasks: Sequence[Task]) -> list[Rows]:
    """The rows of each file: what a process does with its share of the sources."""
    return [rows_of(read_document(Source.read(task.file, task.root), task.volume), task.inputs) for task in tasks]


def _summary(store: Store, read: int, written: Written | None, begun: float) -> Summary:
    return Summary(*counts(store), read=read, written=written, seconds=time.perf_counter() - begun)
