"""Says what changed since the last build: source files that came, went or have other bytes, and settings.

A file whose size and times are as they were is not opened.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel import tree
from backchannel.source import digest
from backchannel.writers.templates import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection

    from backchannel.edition.store import Store
    from backchannel.settings import Project


class Task(NamedTuple):
    """A source file to be read: its path in the documents' folder, and its volume."""

    path: str
    volume: str


class Edit(NamedTuple):
    """What is not as the last build found it: files to be read, files that are gone, files that only seem changed (with their new seals);
    folders that can't be looked through, and why not; and the fingerprints of settings that changed, by their names."""

    changed: list[Task]
    gone: list[str]
    resealed: list[tuple[str, str]]
    faults: list[tuple[str, str]]
    settings: dict[str, str]

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.gone or self.faults or self.settings)

    @property
    def volumes(self) -> list[str]:
        """The volumes whose settings changed."""
        return [name.removeprefix(_VOLUME) for name in self.settings if name.startswith(_VOLUME)]

    @property
    def is_everywhere(self) -> bool:
        """Whether a setting changed that shows on all pages."""
        return bool(self.settings.keys() & {_EDITION, _TEMPLATES})

    def keep(self, store: Store) -> None:
        """Keep what was found, for the next build to compare."""
        store.reseal(self.resealed)
        for name, value in self.settings.items():
            store.put(name, value)


def look(store: Store, project: Project, only: Collection[str] | None) -> Edit:
    """Compare the sources and settings with what the last build found. A file whose size and times are as they were is not opened."""
    faults: list[tuple[str, str]] = []

    def lost(error: OSError) -> None:
        faults.append((Path(error.filename).relative_to(project.documents).as_posix(), error.strerror or str(error)))

    settings = _changed_settings(store, project)
    if only is None or _FOLDERS in settings:
        known = store.seals()
        found = tree.seals(project.documents, lambda name: name.endswith(".txt"), lost=lost)
    else:
        known = store.seals(only)
        found = {path: "" for path in only if (project.documents / path).is_file()}
    all_suspect = _FOLDERS in settings
    changed, resealed = [], []
    for path in sorted(path for path, seal in found.items() if all_suspect or not seal or known.get(path) != seal):
        task = Task(path, project.volume_of(path))
        if path in known and (same := _same(project.documents, task, store.inputs(path))) is not None:
            resealed.append((path, same))
        else:
            changed.append(task)
    return Edit(changed, sorted(known.keys() - found.keys()), resealed, faults, settings)


def _same(documents: Path, task: Task, inputs: str | None) -> str | None:
    """The new seal of a file whose bytes are those that were read; None for one that has others, or can't be read."""
    try:
        file = opened(documents, task)
    except OSError:
        return None
    return file.seal if file.inputs == inputs else None


class Opened(NamedTuple):
    """A file's bytes, the fingerprint of what its reading depends on, and its seal: empty for a file that was changed a moment ago, for it
    may be changed again without a trace in its times."""

    data: bytes
    inputs: str
    seal: str


def opened(documents: Path, task: Task) -> Opened:
    """The file of a task. Raises `OSError`."""
    with (documents / task.path).open("rb") as file:
        state, data = os.fstat(file.fileno()), file.read()
    return Opened(data, digest(task.volume.encode() + b"\0" + data), tree.sealed(state) if tree.settled(state) else "")


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
