"""Find what changed since the last build: source files that were added, removed or edited, and settings.

A file whose size and times did not change is not opened.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from backchannel.build.intake import NAMES, Intake, take_in
from backchannel.build.witnesses import is_notes, joined_stamp, text_of, with_witnesses, witness_of
from backchannel.capture_forms import CaptureOptions
from backchannel.readers.markup.witness import WitnessFile
from backchannel.source import digest
from backchannel.system import file_stamps
from backchannel.system.source_files import read_source
from backchannel.writers.templates import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator

    from backchannel.edition.store import Store
    from backchannel.settings import Project
    from backchannel.system.source_files import Lost


class SourceTask(NamedTuple):
    """A source file to read: its path in the documents folder, its volume, what the volume's settings say about its captures, and which of
    its documents, counted from 1, are read without the annotation file of their number."""

    path: str
    volume: str
    capture: CaptureOptions
    unannotated: frozenset[int] = frozenset()


def task_of(project: Project, path: str) -> SourceTask:
    """Return the task of reading a source file."""
    volume = project.volume_of(path)
    return SourceTask(path, volume, capture_of(project, volume))


def capture_of(project: Project, volume: str) -> CaptureOptions:
    """Return what the settings of a volume say about its captures, and the period that it covers."""
    found = project.volumes.get(volume)
    return CaptureOptions(found.capture.profile, found.capture.skip, found.capture.head, found.covered) if found else CaptureOptions()


class AnnotationRow(NamedTuple):
    """A row of the table `annotation`: a file that editors wrote. The claim of `d44.md` is `d44`."""

    path: str
    volume: str
    claim: str
    inputs: str
    stamp: str


class ChangedFiles(NamedTuple):
    """What changed since the last build: the texts to read, because they or their annotation files changed; the editors' files that changed
    (`notes`); the files that are gone; those that only have new stamps; what can't be read, and why; the new fingerprints of settings, by
    name; and everything that is in the documents folder, unless only some files were looked at."""

    changed: list[SourceTask]
    notes: list[AnnotationRow]
    gone: list[str]
    restamped: list[tuple[str, str]]
    faults: list[tuple[str, str]]
    settings: dict[str, str]
    intake: Intake | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.notes or self.gone or self.faults or self.settings)

    @property
    def volumes(self) -> list[str]:
        """Return the volumes whose settings changed."""
        return [name.removeprefix(_VOLUME) for name in self.settings if name.startswith(_VOLUME)]

    @property
    def rewritten(self) -> list[str]:
        """Return the editors' files that changed or are gone."""
        return [*(notes.path for notes in self.notes), *filter(is_notes, self.gone)]

    @property
    def rosters(self) -> list[str]:
        """Return the volumes whose people changed; the empty name means all volumes."""
        return [name.removeprefix(_PEOPLE) for name in self.settings if name.startswith(_PEOPLE)]

    @property
    def is_republished(self) -> bool:
        """Return whether the file that keeps what was published changed, other than by the last build."""
        return PUBLISHED in self.settings

    @property
    def is_introduced(self) -> bool:
        """Return whether the introduction of the edition changed."""
        return _INTRODUCTION in self.settings

    @property
    def is_everywhere(self) -> bool:
        """Return whether a setting changed that affects all pages."""
        return bool(self.settings.keys() & {_EDITION, _TEMPLATES})

    def keep(self, store: Store) -> None:
        """Store the new stamps and fingerprints, for the next build to compare."""
        store.restamp(self.restamped)
        for name, value in self.settings.items():
            store.put(name, value)


def find_changes(store: Store, project: Project, only: Collection[str] | None) -> ChangedFiles:
    """Compare the sources and settings with those of the last build. A file whose size and times did not change is not opened."""
    faults: list[tuple[str, str]] = []
    intake = None

    def lost(error: OSError) -> None:
        faults.append((Path(error.filename).relative_to(project.documents).as_posix(), error.strerror or str(error)))

    settings = _changed_settings(store, project)
    reset = {name.removeprefix(_VOLUME) for name in settings if name.startswith(_VOLUME)}
    if only is None or _FOLDERS in settings or reset:
        known = store.stamps()
        intake = take_in(project.documents, lost)
        found, settings = intake.stamps, settings | _changed_names(store, intake)
    else:
        paths = {*only, *(text_of(project.documents, path) for path in only)}
        known = store.stamps(paths)
        found = with_witnesses({path: "" for path in paths if (project.documents / path).is_file()})
    all_suspect = _FOLDERS in settings
    suspect = sorted(
        path
        for path, stamp in found.items()
        if all_suspect or not stamp or known.get(path) != stamp or (reset and project.volume_of(path) in reset)
    )
    examined = _examine(store, project, suspect, known, lost)
    kept = tuple(f"{path}/" for path, _ in faults)  # what a folder has that can't be read stays as it was
    gone = sorted(path for path in known.keys() - found.keys() if not path.startswith(kept) and "./" not in kept)
    changed = {task.path: task for task in examined.changed}
    edit = ChangedFiles(examined.changed, examined.notes, gone, examined.restamped, faults, settings, intake)
    for notes in edit.rewritten:
        changed |= {path: task_of(project, path) for path in _annotated(store, project, notes) if path not in gone}
    return edit._replace(changed=sorted(changed.values()))


class _ExaminedFiles(NamedTuple):
    """The files that may have changed, by what was found: parts of a `ChangedFiles`."""

    changed: list[SourceTask]
    notes: list[AnnotationRow]
    restamped: list[tuple[str, str]]


def _examine(store: Store, project: Project, suspect: Iterable[str], known: Container[str], lost: Lost) -> _ExaminedFiles:
    """Open the files that may have changed, except new texts, which are opened when they are read."""
    examined = _ExaminedFiles([], [], [])
    for path in suspect:
        task, is_note = task_of(project, path), is_notes(path)
        file = _opened(project.documents, task, lost if is_note else None) if is_note or path in known else None
        if file and file.inputs == store.inputs(path):
            examined.restamped.append((path, file.stamp))
        elif not is_note:
            examined.changed.append(task)
        elif file:
            examined.notes.append(AnnotationRow(path, task.volume, PurePosixPath(path).stem, file.inputs, file.stamp))
    return examined


def _annotated(store: Store, project: Project, notes: str) -> Iterator[str]:
    """Yield the stored texts that an annotation file belongs to: those in its folder whose document it is named after."""
    name = PurePosixPath(notes)
    for path in store.texts_of(project.volume_of(notes), name.stem):
        if PurePosixPath(path).parent == name.parent:
            yield path


def _opened(documents: Path, task: SourceTask, lost: Lost | None) -> OpenedSource | None:
    """Return the file of a task; None if it can't be read."""
    try:
        return opened(documents, task)
    except OSError as error:
        if lost:
            lost(error)
        return None


class OpenedSource(NamedTuple):
    """A file's bytes, the fingerprint of everything that its reading depends on, and its stamp: empty for a file that changed a moment ago,
    because another change might not show in its times. With a text comes its witness, if it has one."""

    data: bytes
    inputs: str
    stamp: str
    witness: WitnessFile | None = None


def opened(documents: Path, task: SourceTask) -> OpenedSource:
    """Open the file of a task. Raises `OSError`."""
    data, stamp = read_source(documents, task.path)
    inputs = task.volume.encode() + b"\0" + data
    if any(task.capture):
        inputs += b"\0" + repr(task.capture).encode()
    if not (beside := witness_of(documents, task.path)):
        return OpenedSource(data, digest(inputs), stamp)
    witness, its_stamp = read_source(documents, beside)
    inputs += b"\0" + beside.encode() + b"\0" + witness
    return OpenedSource(data, digest(inputs), joined_stamp(stamp, its_stamp), WitnessFile(beside, witness))


_EDITION, _ACCEPTED, _TEMPLATES, _FOLDERS = "settings", "accepted", "templates", "folders"
_INTRODUCTION = "introduction"
_VOLUME, _PEOPLE, _TERMS = "volume ", "people ", "terms "
PUBLISHED = "published"
"""The names under which fingerprints are stored: of settings, and of `published.jsonl`; the second three are followed by the id of a
volume."""


def _settings(project: Project) -> dict[str, str]:
    """Return the fingerprints of everything that a build depends on besides its sources."""
    volumes = {f"{_VOLUME}{id}": digest(volume.model_dump_json().encode()) for id, volume in project.volumes.items()}
    lists: dict[str, str] = {}
    for kind, files in ((_PEOPLE, project.rosters), (_TERMS, project.glossaries)):
        for volume, file in files:
            name = f"{kind}{volume}"
            lists[name] = digest(lists.get(name, "").encode() + file.read_bytes())
    whole = {
        _EDITION: digest(f"{project.edition.model_dump_json(exclude={'check'})}{project.series.common!r}".encode()),
        _ACCEPTED: digest(repr(project.accepted).encode()),
        _INTRODUCTION: digest(project.introduction.encode()),
        _TEMPLATES: fingerprint(project.templates),
        PUBLISHED: stamp_of(project.published),
        _FOLDERS: digest(repr((sorted(project.folders), project.documents.resolve().name)).encode()),
    }
    return volumes | lists | whole


def _changed_names(store: Store, intake: Intake) -> dict[str, str]:
    """Return the fingerprint of the faults of names, if it changed."""
    now = digest(repr(intake.faults).encode()) if intake.faults else ""
    return {} if now == (store.get(NAMES) or "") else {NAMES: now}


def stamp_of(file: Path) -> str:
    """Return the stamp of a file that may be missing; that of a missing one is empty."""
    try:
        return file_stamps.stamp(file.stat())
    except FileNotFoundError:
        return ""


def _changed_settings(store: Store, project: Project) -> dict[str, str]:
    """Return the fingerprints that changed; an empty one for a volume whose settings are gone."""
    now, before = _settings(project), store.kept()
    names = now.keys() | {name for name in before if name.startswith((_VOLUME, _PEOPLE, _TERMS))}
    return {name: now.get(name, "") for name in sorted(names) if now.get(name, "") != before.get(name, "")}
