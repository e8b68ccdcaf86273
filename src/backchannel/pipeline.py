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

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel import checks, rules, tree
from backchannel.edition import due, figures
from backchannel.edition.arrange import arrange
from backchannel.edition.changes import watched
from backchannel.edition.link import link, link_again
from backchannel.edition.report import report
from backchannel.edition.rows import Rows, rows_of
from backchannel.edition.store import Store
from backchannel.parallel import batches, spread
from backchannel.readers.text.document import read_document
from backchannel.source import Source, digest
from backchannel.stages import Stages
from backchannel.writers.drawing import fingerprint
from backchannel.writers.site import Written, write_site

if TYPE_CHECKING:
    from backchannel.edition.report import Changed
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


class Gathered(NamedTuple):
    """The source files that were read and those that are gone; and what that changed, if there was an edition before."""

    read: list[str]
    gone: list[str]
    changed: Changed | None


def build(project: Project, jobs: int, progress: Progress) -> Summary:
    """Make or renew the site of `project`. Raises `OSError` when a folder can't be written."""
    stage = Stages()
    with Store.open(project.store, version()) as store:
        gathered = gather(store, project, jobs, progress, stage)
        written = write_site(project, store, jobs, progress, stage)
        return Summary(figures.counts(store), gathered, written, stage.seconds)


def examine(project: Project, store: Store, jobs: int, progress: Progress) -> Summary:
    """All of `build` but the writing."""
    stage = Stages()
    gathered = gather(store, project, jobs, progress, stage)
    return Summary(figures.counts(store), gathered, None, stage.seconds)


@cache
def version() -> str:
    """A fingerprint of this program and of the clocks' rules: a store that another version filled is filled again."""
    package = Path(__file__).parent
    files = sorted(file for kind in ("*.py", "*.toml", "*.sql", "*.csl") for file in package.rglob(kind))
    return digest(b"\0".join((metadata.version("tzdata").encode(), *(file.read_bytes() for file in files))))


def gather(store: Store, project: Project, jobs: int, progress: Progress, stage: Stages) -> Gathered:
    """Bring `store` up to date with the sources and settings: read, link, check, and mark which pages are due."""
    with stage("look"):
        edit = _look(store, project)
        untroubled = edit.is_empty and not store.has_findings("files")
    if store.get(_LINKED) is None:
        return _gather_all(store, project, edit, jobs, progress, stage)
    if not untroubled:
        return _gather_edit(store, project, edit, jobs, progress, stage)
    with store.transaction():
        store.reseal(edit.resealed)
    return Gathered([], [], None)


_FEW = 64
"""Files that are sooner read by this process than others are started."""
_LINKED = "linked"
"""Kept once all is linked: without it, what is in the store was read only."""


class Task(NamedTuple):
    """A source file to be read: its path in the documents' folder, and its volume."""

    path: str
    volume: str


class Edit(NamedTuple):
    """What is not as the last build found it: files to be read, files that are gone, files that only seem changed (with their new seals);
    folders that can't be looked through; and the fingerprints of settings that changed, by their names."""

    changed: list[Task]
    gone: list[str]
    resealed: list[tuple[str, str]]
    faults: list[checks.Fault]
    settings: dict[str, str]

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.gone or self.faults or self.settings)


def _look(store: Store, project: Project) -> Edit:
    """Compare the sources and settings with what the last build found. A file whose size and times are as they were is not opened."""
    faults: list[checks.Fault] = []

    def lost(error: OSError) -> None:
        folder = Path(error.filename).relative_to(project.documents).as_posix()
        faults.append(checks.Fault(folder, rules.UNREADABLE, {"reason": error.strerror}))

    known, settings = store.files(), _changed_settings(store, project)
    found = {file.path: file.seal for file in tree.files(project.documents, lambda path: path.endswith(("/", ".txt")), lost=lost)}
    sealed = {} if _FOLDERS in settings else {path: seal for path, (_, seal) in known.items() if seal}
    changed, resealed = [], []
    for path in sorted(path for path, seal in found.items() if sealed.get(path, "") != seal or not seal):
        task = Task(path, project.volume_of(path))
        if (seal := _same(project.documents, task, known)) is not None:
            resealed.append((path, seal))
        else:
            changed.append(task)
    return Edit(changed, sorted(known.keys() - found.keys()), resealed, faults, settings)


def _same(documents: Path, task: Task, known: dict[str, tuple[str, str]]) -> str | None:
    """The new seal of a file whose bytes are those that were read; None for one that has others, or can't be read."""
    if task.path not in known:
        return None
    try:
        opened = _opened(documents, task)
    except OSError:
        return None
    return opened.seal if opened.inputs == known[task.path][0] else None


class _Opened(NamedTuple):
    """A file's bytes, the fingerprint of what its reading depends on, and its seal: empty for a file that was changed a moment ago, for it
    may be changed again without a trace in its times."""

    data: bytes
    inputs: str
    seal: str


def _opened(documents: Path, task: Task) -> _Opened:
    with (documents / task.path).open("rb") as file:
        state, data = os.fstat(file.fileno()), file.read()
    return _Opened(data, digest(task.volume.encode() + b"\0" + data), tree.sealed(state) if tree.settled(state) else "")


_EDITION, _TEMPLATES, _FOLDERS, _VOLUME = "settings", "templates", "folders", "volume "
"""Under which names the fingerprints of settings are kept: the last with the id of a volume behind it."""


def _settings(project: Project) -> dict[str, str]:
    """Fingerprints of all that a build depends on besides its sources."""
    volumes = {f"{_VOLUME}{id}": digest(volume.model_dump_json().encode()) for id, volume in project.volumes.items()}
    return volumes | {
        _EDITION: digest(project.edition.model_dump_json().encode()),
        _TEMPLATES: fingerprint(project.templates),
        _FOLDERS: digest(repr((sorted(project.folders), project.documents.resolve().name)).encode()),
    }


def _changed_settings(store: Store, project: Project) -> dict[str, str]:
    """The fingerprints that are not as they were; empty for that of a volume whose settings are gone."""
    now, before = _settings(project), store.kept()
    names = now.keys() | {name for name in before if name.startswith(_VOLUME)}
    return {name: now.get(name, "") for name in sorted(names) if now.get(name, "") != before.get(name, "")}


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
        _keep(store, edit)
        store.put(_LINKED, "all")
        progress("Linking", 1, 1)
    return Gathered([task.path for task in edit.changed], edit.gone, None)


def _gather_edit(store: Store, project: Project, edit: Edit, jobs: int, progress: Progress, stage: Stages) -> Gathered:
    """Do again what an edit touches: all of it is kept, or nothing."""
    read, told = [task.path for task in edit.changed], [name.removeprefix(_VOLUME) for name in edit.settings if name.startswith(_VOLUME)]
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
        if edit.settings.keys() & {_EDITION, _TEMPLATES}:
            due.whole(store)
        changed = report(store)
        _keep(store, edit)
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
        data, inputs, seal = _opened(documents, task)
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


def _keep(store: Store, edit: Edit) -> None:
    """Keep what was found, for the next build to compare."""
    store.reseal(edit.resealed)
    for name, value in edit.settings.items():
        store.put(name, value)
