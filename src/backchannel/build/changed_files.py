"""Says what changed since the last build: source files that came, went or have other bytes, and settings.

A file whose size and times are as they were is not opened.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from backchannel.source import digest
from backchannel.system import file_stamps
from backchannel.writers.templates import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator

    from backchannel.edition.store import Store
    from backchannel.settings import Project


TEXT, NOTES = ".txt", ".md"
"""How the names of source files end: of texts, and of what editors write beside them."""
_SOURCES = (TEXT, NOTES)


def notes_beside(path: str, claim: str) -> str:
    """The file that annotates the document of a text: `frus1969-76v09/d44.md`."""
    return PurePosixPath(path).with_name(f"{claim}{NOTES}").as_posix()


class SourceTask(NamedTuple):
    """A source file to be read: its path in the documents' folder, and its volume."""

    path: str
    volume: str


class AnnotationRow(NamedTuple):
    """A file of the editors' own words, as the store has it: `d44.md` is called `d44`."""

    path: str
    volume: str
    claim: str
    inputs: str
    stamp: str


class ChangedFiles(NamedTuple):
    """What is not as the last build found it: texts to be read, for they changed or what is written beside them did (`notes`), files that
    are gone, files that only seem changed (with their new stamps); what can't be looked at, and why not; and the fingerprints of settings
    that changed, by their names."""

    changed: list[SourceTask]
    notes: list[AnnotationRow]
    gone: list[str]
    restamped: list[tuple[str, str]]
    faults: list[tuple[str, str]]
    settings: dict[str, str]

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.notes or self.gone or self.faults or self.settings)

    @property
    def volumes(self) -> list[str]:
        """The volumes whose settings changed."""
        return [name.removeprefix(_VOLUME) for name in self.settings if name.startswith(_VOLUME)]

    @property
    def rewritten(self) -> list[str]:
        """The files of the editors' own words that changed or are gone."""
        return [*(notes.path for notes in self.notes), *(path for path in self.gone if path.endswith(NOTES))]

    @property
    def rosters(self) -> list[str]:
        """The volumes whose people changed; the empty name stands for all."""
        return [name.removeprefix(_PEOPLE) for name in self.settings if name.startswith(_PEOPLE)]

    @property
    def is_everywhere(self) -> bool:
        """Whether a setting changed that shows on all pages."""
        return bool(self.settings.keys() & {_EDITION, _TEMPLATES})

    def keep(self, store: Store) -> None:
        """Keep what was found, for the next build to compare."""
        store.restamp(self.restamped)
        for name, value in self.settings.items():
            store.put(name, value)


def find_changes(store: Store, project: Project, only: Collection[str] | None) -> ChangedFiles:
    """Compare the sources and settings with what the last build found. A file whose size and times are as they were is not opened."""
    faults: list[tuple[str, str]] = []

    def lost(error: OSError) -> None:
        faults.append((Path(error.filename).relative_to(project.documents).as_posix(), error.strerror or str(error)))

    settings = _changed_settings(store, project)
    if only is None or _FOLDERS in settings:
        known = store.stamps()
        found = file_stamps.stamps(project.documents, lambda name: name.endswith(_SOURCES), lost=lost)
    else:
        known = store.stamps(only)
        found = {path: "" for path in only if (project.documents / path).is_file()}
    all_suspect = _FOLDERS in settings
    suspect = sorted(path for path, stamp in found.items() if all_suspect or not stamp or known.get(path) != stamp)
    looked = _look_into(store, project, suspect, known, lost)
    gone = sorted(known.keys() - found.keys())
    changed = {task.path: task for task in looked.changed}
    edit = ChangedFiles(looked.changed, looked.notes, gone, looked.restamped, faults, settings)
    for notes in edit.rewritten:
        changed |= {path: SourceTask(path, project.volume_of(path)) for path in _annotated(store, project, notes) if path not in gone}
    return edit._replace(changed=sorted(changed.values()))


class _Suspected(NamedTuple):
    """What became of suspected files: parts of an `ChangedFiles`."""

    changed: list[SourceTask]
    notes: list[AnnotationRow]
    restamped: list[tuple[str, str]]


def _look_into(store: Store, project: Project, suspect: Iterable[str], known: Container[str], lost: file_stamps.Lost) -> _Suspected:
    """Open the files that may have changed, but for texts that are new: these are opened when they are read."""
    looked = _Suspected([], [], [])
    for path in suspect:
        task, is_note = SourceTask(path, project.volume_of(path)), path.endswith(NOTES)
        file = _opened(project.documents, task, lost if is_note else None) if is_note or path in known else None
        if file and file.inputs == store.inputs(path):
            looked.restamped.append((path, file.stamp))
        elif not is_note:
            looked.changed.append(task)
        elif file:
            looked.notes.append(AnnotationRow(path, task.volume, PurePosixPath(path).stem, file.inputs, file.stamp))
    return looked


def _annotated(store: Store, project: Project, notes: str) -> Iterator[str]:
    """The texts of the store that a file of notes stands beside, and is called after."""
    name = PurePosixPath(notes)
    for path in store.texts_of(project.volume_of(notes), name.stem):
        if PurePosixPath(path).parent == name.parent:
            yield path


def _opened(documents: Path, task: SourceTask, lost: file_stamps.Lost | None) -> OpenedSource | None:
    """The file of a task; None for one that can't be read."""
    try:
        return opened(documents, task)
    except OSError as error:
        if lost:
            lost(error)
        return None


class OpenedSource(NamedTuple):
    """A file's bytes, the fingerprint of what its reading depends on, and its stamp: empty for a file that was changed a moment ago, for it
    may be changed again without a trace in its times."""

    data: bytes
    inputs: str
    stamp: str


def opened(documents: Path, task: SourceTask) -> OpenedSource:
    """The file of a task. Raises `OSError`."""
    with (documents / task.path).open("rb") as file:
        state, data = os.fstat(file.fileno()), file.read()
    return OpenedSource(data, digest(task.volume.encode() + b"\0" + data), file_stamps.stamp(state) if file_stamps.settled(state) else "")


_EDITION, _ACCEPTED, _TEMPLATES, _FOLDERS, _VOLUME, _PEOPLE = "settings", "accepted", "templates", "folders", "volume ", "people "
"""Under which names the fingerprints of settings are kept: the last two with the id of a volume behind them."""


def _settings(project: Project) -> dict[str, str]:
    """Fingerprints of all that a build depends on besides its sources."""
    volumes = {f"{_VOLUME}{id}": digest(volume.model_dump_json().encode()) for id, volume in project.volumes.items()}
    people: dict[str, str] = {}
    for volume, file in project.rosters:
        name = f"{_PEOPLE}{volume}"
        people[name] = digest(f"{people.get(name, '')}{file}".encode() + file.read_bytes())
    whole = {
        _EDITION: digest(project.edition.model_dump_json(exclude={"check"}).encode()),
        _ACCEPTED: digest(repr(project.accepted).encode()),
        _TEMPLATES: fingerprint(project.templates),
        _FOLDERS: digest(repr((sorted(project.folders), project.documents.resolve().name)).encode()),
    }
    return volumes | people | whole


def _changed_settings(store: Store, project: Project) -> dict[str, str]:
    """The fingerprints that are not as they were; empty for that of a volume whose settings are gone."""
    now, before = _settings(project), store.kept()
    names = now.keys() | {name for name in before if name.startswith((_VOLUME, _PEOPLE))}
    return {name: now.get(name, "") for name in sorted(names) if now.get(name, "") != before.get(name, "")}
