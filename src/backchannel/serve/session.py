"""Serve an edition while it is edited: build it, watch it, rebuild what an edit affects, and notify open pages.

One queue orders all work: the watching threads put edits into it, and the index process puts its end into it. After a second without edits,
the outdated indexes are built in the background. An edit stops that build, because edits must not wait.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from importlib import import_module
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from backchannel.build import errors, pipeline
from backchannel.edition.rebuild import invalidation
from backchannel.edition.store import Store
from backchannel.serve import event_stream
from backchannel.serve.indexing import Indexing
from backchannel.serve.server import SiteServer
from backchannel.serve.watching import EditedFiles, EditionWatch, WatchedFolders
from backchannel.settings import Project
from backchannel.writers.site import WRITING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Bars = Callable[[], AbstractContextManager[pipeline.Progress]]

_AHEAD = ("backchannel.build.ingest", "backchannel.writers.units")
"""Modules that a build without changes does not load. They are loaded ahead so that the first edit does not wait for them."""
_QUIET = 1.0
"""Seconds without an edit before indexes are built."""
_FEW = 64
"""The most edited texts that this process builds alone: starting other processes would take longer."""


class BuildDone(NamedTuple):
    """A build succeeded."""

    summary: pipeline.BuildSummary


class BuildFailed(NamedTuple):
    """A build or an index build failed: the reason, as one sentence."""

    sentence: str


class IndexDone(NamedTuple):
    """The full-text indexes are up to date."""


ServeReport = BuildDone | BuildFailed | IndexDone


class _IndexOver(NamedTuple):
    """An index build ended, or failed."""

    indexing: Indexing
    fault: str


class ServeSession(ExitStack):
    """An edition that is being served. Use it in a `with` statement, which stops all its threads and processes at the end.

    `bars` returns the progress bars of a full build.
    """

    def __init__(self, folder: Path, port: int, jobs: int, bars: Bars) -> None:
        super().__init__()
        self._folder, self._jobs, self._bars = folder, jobs, bars
        self.project = Project.load(folder)
        self._queue: SimpleQueue[EditedFiles | _IndexOver | None] = SimpleQueue()
        self._due, self._indexing, self._stale = EditedFiles(), None, False
        self.server = self.enter_context(SiteServer.at_free_port(self.project.site, port))
        self._watching = EditionWatch(WatchedFolders.of(self.project), self._queue.put)
        self.callback(lambda: self._watching.close())
        self.callback(self._stop_indexing)

    _indexing: Indexing | None

    def begin(self) -> pipeline.BuildSummary:
        """Build the whole edition and start serving it. Raises what `pipeline.build` raises."""
        with self._bars() as progress:
            summary = pipeline.build(self.project, self._jobs, progress, preview=True)
        for name in _AHEAD:
            import_module(name)
        self.server.board.put(event_stream.built(summary, self.project.edition, stale=False))
        self.server.begin()
        return summary

    def reports(self) -> Iterator[ServeReport]:
        """Yield a report after each edit, until the session ends."""
        while True:
            try:
                told = self._queue.get(timeout=_QUIET)
            except Empty:
                if self._stale and not self._indexing:
                    self._indexing = Indexing(self.project, lambda indexing, fault: self._queue.put(_IndexOver(indexing, fault)))
                continue
            if told is None:
                return
            if isinstance(told, EditedFiles):
                yield self._rebuilt(told)
            elif told.indexing is self._indexing:
                yield self._indexed(told.fault)

    def end(self) -> None:
        """End `reports`. Called from another thread than the one that iterates over them."""
        self._queue.put(None)

    def _rebuilt(self, edited: EditedFiles) -> ServeReport:
        """Rebuild what an edit affects. After a failed build, the next one checks the whole edition."""
        self._stop_indexing()
        self._due |= edited
        try:
            summary = self._build()
        except errors.REFUSED as error:
            self._due = EditedFiles(whole=True)
            sentence = errors.refusal(error)
            self.server.board.put(event_stream.failed(sentence))
            return BuildFailed(sentence)
        self._due = EditedFiles()
        with Store.reading(self.project.store) as store:
            self._stale = any(
                invalidation.part(unit) in (invalidation.INDEX, invalidation.SEARCH) for unit in invalidation.invalidated_units(store)
            )
        self.server.board.put(event_stream.built(summary, self.project.edition, self._stale))
        return BuildDone(summary)

    def _build(self) -> pipeline.BuildSummary:
        if not self._due.whole:
            jobs = self._jobs if len(self._due.texts) > _FEW else 1
            return pipeline.build(self.project, jobs, self._look_early, only=self._due.texts, indexes=False, preview=True)
        self.server.board.put(event_stream.BUILDING)
        self._load()
        with self._bars() as progress:
            return pipeline.build(self.project, self._jobs, progress, indexes=False, preview=True)

    def _load(self) -> None:
        """Load the current settings."""
        self.project = Project.load(self._folder)
        self.server.show(self.project.site)
        if (watched := WatchedFolders.of(self.project)) != self._watching.watched:
            before, self._watching = self._watching, EditionWatch(watched, self._queue.put)
            before.close()

    def _look_early(self, stage: str, done: int, total: int) -> None:
        """Let open document pages reload as soon as all documents are written, before the lists are."""
        if stage == WRITING and done == total:
            self.server.board.put()

    def _indexed(self, fault: str) -> ServeReport:
        self._stop_indexing()
        self._stale = False
        if fault:
            sentence = f"the search index could not be updated: {fault}"
            self.server.board.put(event_stream.failed(sentence))
            return BuildFailed(sentence)
        self.server.board.put(self.server.board.news._replace(line=event_stream.UP_TO_DATE))
        return IndexDone()

    def _stop_indexing(self) -> None:
        if self._indexing:
            self._indexing.stop()
            self._indexing = None
