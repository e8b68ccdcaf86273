"""Spreads work over processes, and brings the results back in the order of the work."""

from __future__ import annotations

import os
import signal
from collections import deque
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

_G = TypeVar("_G")
_W = TypeVar("_W")
_R = TypeVar("_R")

_AHEAD = 4
"""Batches given out per process before the first is taken back: enough to keep all busy, few enough to bound memory."""


def spread(work: Callable[[_G, Sequence[_W]], list[_R]], given: _G, items: Sequence[_W], jobs: int, batch: int = 16) -> Iterator[_R]:
    """`work` done on `items` in batches, by `jobs` processes; results in the order of `items`. Each process is `given` once what they all
    need.

    With one job, or no more than one batch, it is done here. `work` must be a function of a module, its values picklable. Processes
    are started afresh (not forked), so that no lock or connection of this one is copied into them. They end with this one, however it
    ends, and begin nothing more once it stops to ask. Raises `WorkerError` when one of them is ended from outside.
    """
    if jobs == 1 or len(items) <= batch:
        for part in batches(items, batch):
            yield from work(given, part)
        return
    with _pool(jobs, given) as pool:
        waiting = batches(items, batch)
        with unheard_interrupts():
            under_way: deque[Future[list[_R]]] = deque(pool.submit(_do, work, part) for part in islice(waiting, _AHEAD * jobs))
        while under_way:
            yield from under_way.popleft().result()
            under_way.extend(pool.submit(_do, work, part) for part in islice(waiting, 1))


class WorkerError(Exception):
    """A process that worked was ended from outside: perhaps by the system, when memory ran out."""


@contextmanager
def _pool(jobs: int, given: object) -> Iterator[ProcessPoolExecutor]:
    import multiprocessing  # here, for most builds start no process
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _take, (given,))
    try:
        yield pool
    except BrokenProcessPool as fault:
        raise WorkerError from fault
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def unheard_interrupts() -> Iterator[None]:
    """Processes that are started meanwhile do not hear Ctrl-C, which is for the one that started them. It hears what came afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_given: list[object] = []
"""In a process that was started for work: what it was given for all of it."""


def _take(given: object) -> None:
    _given[:] = [given]
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Who is left when the build was killed would go on with what is asked of it, and write pages while the next build does."""
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _do(work: Callable[[_G, Sequence[_W]], list[_R]], part: Sequence[_W]) -> list[_R]:
    return work(cast(_G, _given[0]), part)


def batches(items: Iterable[_W], size: int) -> Iterator[tuple[_W, ...]]:
    """`items` in runs of `size`, the last perhaps shorter."""
    iterator = iter(items)
    while part := tuple(islice(iterator, size)):
        yield part
