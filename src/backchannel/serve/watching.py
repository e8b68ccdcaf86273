"""Watch the files of an edition, and report what an editor changed.

VOLUME/a.txt, VOLUME/d44.md  this text, its witness or its annotations may have changed: only this text is checked
volume.toml, edition.toml,   the whole edition is checked
accepted.toml, people.toml,
its introduction.md,
a template, a term, a folder
a.txt~, 4913, .a.txt.swp     temporary files of text editors: ignored
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from watchfiles import Change, watch

from backchannel.build.witnesses import is_notes, is_text, is_witness
from backchannel.settings import ACCEPTED, INTRODUCTION, PEOPLE, TERMS
from backchannel.settings.project import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from backchannel.settings import Project

_STEP, _MOST = 20, 200
"""Milliseconds without further changes after which an edit is reported, and milliseconds after which it is reported in any case."""
_IDLE = 100
"""Milliseconds after which a watch reports that it saw nothing and is still running."""


class EditedFiles(NamedTuple):
    """What may have changed: texts, by their paths relative to the documents folder, or anything (`whole`)."""

    texts: frozenset[str] = frozenset()
    whole: bool = False

    def __or__(self, other: EditedFiles) -> EditedFiles:
        return EditedFiles(self.texts | other.texts, self.whole or other.whole)

    def __bool__(self) -> bool:
        return bool(self.texts) or self.whole


class WatchedFolders(NamedTuple):
    """The watched folders of an edition: its own, and those of its texts, templates and vocabulary. Builds write to the folders `ours`."""

    root: Path
    documents: Path
    whole: tuple[Path, ...]
    ours: tuple[Path, ...]

    @classmethod
    def of(cls, project: Project) -> WatchedFolders:
        whole = tuple(folder.resolve() for folder in (project.templates, project.vocabulary) if folder.is_dir())
        ours = (project.site.resolve(), project.store.parent.resolve())
        return cls(project.root.resolve(), project.documents.resolve(), whole, ours)


class EditionWatch:
    """A watch on an edition. It calls `tell` with each edit, from its own threads, until it is closed."""

    def __init__(self, watched: WatchedFolders, tell: Callable[[EditedFiles], None]) -> None:
        self.watched = watched
        self._tell = tell
        self._folders = _folders(watched.documents)
        self._end = threading.Event()
        deep = [watched.documents, *watched.whole]
        self._threads = [_Watch(deep, True, self._sort, self._end), _Watch([watched.root], False, self._sort_top, self._end)]

    def close(self) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _sort(self, changes: Iterable[tuple[Change, str]]) -> None:
        """Report what changes in the folders of texts, templates and vocabulary mean."""
        found = EditedFiles()
        for change, name in changes:
            found |= self._meant(change, Path(name))
        if found:
            self._tell(found)

    def _meant(self, change: Change, path: Path) -> EditedFiles:
        if any(path.is_relative_to(folder) for folder in self.watched.ours):
            return EditedFiles()
        if any(path.is_relative_to(folder) for folder in self.watched.whole):
            return EditedFiles(whole=True)
        if path.name in SETTINGS or self._is_folder(change, path):
            return EditedFiles(whole=True)
        if not any(is_source(path.name) for is_source in (is_text, is_notes, is_witness)):
            return EditedFiles()
        return EditedFiles(frozenset([path.relative_to(self.watched.documents).as_posix()]))

    def _is_folder(self, change: Change, path: Path) -> bool:
        """Return whether this is a folder that was added or removed."""
        if change == Change.added and path.is_dir():
            self._folders |= _folders(path)
            return True
        return change == Change.deleted and path in self._folders

    def _sort_top(self, changes: Iterable[tuple[Change, str]]) -> None:
        """Report changes in the edition's own folder if they concern its settings or a watched folder."""
        names = ("edition.toml", ACCEPTED, PEOPLE, TERMS, INTRODUCTION, "templates", "vocabulary")
        named = {*(self.watched.root / name for name in names), self.watched.documents}
        if any(Path(name) in named for change, name in changes if change != Change.modified or name.endswith((".toml", ".md"))):
            self._tell(EditedFiles(whole=True))


class _Watch(threading.Thread):
    """A thread that watches folders. It is watching by the time its constructor returns."""

    def __init__(self, folders: list[Path], deep: bool, told: Callable[[Iterable[tuple[Change, str]]], None], end: threading.Event) -> None:
        super().__init__(name=f"watch {folders[0].name}")
        self._folders, self._deep, self._told, self._end = folders, deep, told, end
        self._ready = threading.Event()
        self.start()
        self._ready.wait()

    def run(self) -> None:
        try:
            for changes in watch(
                *self._folders,
                watch_filter=None,
                debounce=_MOST,
                step=_STEP,
                rust_timeout=_IDLE,
                yield_on_timeout=True,
                stop_event=self._end,
                recursive=self._deep,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._ready.set()
                self._told(changes)
        except FileNotFoundError:  # a folder was removed before the watch began; the watch of its parent reports it
            pass
        finally:
            self._ready.set()


def _folders(top: Path) -> set[Path]:
    return {Path(folder) for folder, _, __ in os.walk(top)}
