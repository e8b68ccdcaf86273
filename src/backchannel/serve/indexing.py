"""Build the outdated full-text indexes in a separate process, which can be stopped at any time and started again later."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from typing import TYPE_CHECKING

from backchannel.build import errors, pipeline
from backchannel.system.workers import end_with_parent, ignored_interrupts

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from backchannel.settings import Project


class Indexing:
    """A running index build. At its end it calls `tell` from a thread, with itself and the reason for a failure (empty if none)."""

    def __init__(self, project: Project, tell: Callable[[Indexing, str], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self._heard, says = context.Pipe(duplex=False)
        self._process = context.Process(target=_make, args=(project, says), name="index")
        with ignored_interrupts(), says:
            self._process.start()
        self._thread = threading.Thread(target=self._hear, args=(tell,), name="index")
        self._thread.start()

    def _hear(self, tell: Callable[[Indexing, str], None]) -> None:
        try:
            fault = self._heard.recv()
        except EOFError:
            fault = "its process was stopped"
        tell(self, fault)

    def stop(self) -> None:
        """Stop it if it is still running."""
        self._process.terminate()
        self._process.join()
        self._thread.join()
        self._heard.close()
        self._process.close()


def _make(project: Project, says: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        pipeline.index(project, 1, lambda *_: None)
    except errors.REFUSED as error:
        says.send(errors.refusal(error))
    else:
        says.send("")
