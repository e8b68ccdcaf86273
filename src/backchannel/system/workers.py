"""Spreads work over processes, and brings the results back in the order of the work."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import count, islice
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

_G = TypeVar("_G")
_W = TypeVar("_W")
_R = TypeVar("_R")

Work = Callable[[_G, Sequence[_W]], list[_R]]
"""What is done on a share of some items, with what all of them need."""

_AHEAD = 4
"""Batches given out per process before the first is taken back: enough to keep all busy, few enough to bound memory."""
_BATCH = 16
_OBJECTS = 50_000
"""How many objects are made before a process looks for garbage: some megabytes of them."""


def in_process(work: Work[_G, _W, _R], given: _G, items: Sequence[_W], batch: int = _BATCH) -> Iterator[_R]:
    """`work` done on `items` in batches by this process."""
    for part in batches(items, batch):
        yield from work(given, part)


class Workers:
    """Processes that work beside this one: as many as there are `jobs`, none for one. They are started when work is first spread, and kept
    for what comes next, for it takes one half a second to start. Little work is not spread: it is done here, or by an assistant, a single
    process that was started before there was anything for it to do.

    They are started afresh (not forked), so that no lock or connection of this one is copied into them. They end with this one, however
    it ends, and begin nothing more once it stops to ask. Each is made `ready` before it loads anything else.
    """

    def __init__(self, jobs: int, ready: Callable[[], None] | None = None) -> None:
        self._jobs, self._ready = jobs, ready
        self._pool: ProcessPoolExecutor | None = None
        self._assistant: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pool in (self._pool, self._assistant):
            if pool:
                pool.shutdown(cancel_futures=True)

    def start_assistant(self, module: str) -> None:
        """Start a process now, which loads a module while this one does something else."""
        if self._jobs > 1:
            self._assistant = _pool(1, self._ready)
            with ignored_interrupts():
                self._assistant.submit(_load, module)

    def assist(self, work: Work[_G, _W, _R], given: _G, items: Sequence[_W], batch: int = _BATCH) -> Iterator[_R]:
        """As `spread`, for little work."""
        return _share(self._assistant, 1, work, given, items, batch) if self._assistant else in_process(work, given, items, batch)

    def spread(self, work: Work[_G, _W, _R], given: _G, items: Sequence[_W], batch: int = _BATCH) -> Iterator[_R]:
        """`work` done on `items` in batches; results in the order of `items`. `work` must be a function of a module, what it is given and
        its items picklable. Raises `WorkerError` when a process is ended from outside."""
        if self._jobs == 1 or not items:
            return in_process(work, given, items, batch)
        self._pool = self._pool or _pool(self._jobs, self._ready)
        return _share(self._pool, self._jobs, work, given, items, batch)


def _pool(jobs: int, ready: Callable[[], None] | None) -> ProcessPoolExecutor:
    import multiprocessing  # here, for most builds start no process
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _prepare, (ready,))


def _share(pool: ProcessPoolExecutor, jobs: int, work: Work[_G, _W, _R], given: _G, items: Sequence[_W], batch: int) -> Iterator[_R]:
    from concurrent.futures.process import BrokenProcessPool

    waiting, packed = batches(items, batch), _PackedWork(next(_numbers), pickle.dumps(given))
    try:
        with ignored_interrupts():
            in_transit: deque[Future[list[_R]]] = deque(pool.submit(_do, work, packed, part) for part in islice(waiting, _AHEAD * jobs))
        while in_transit:
            yield from in_transit.popleft().result()
            in_transit.extend(pool.submit(_do, work, packed, part) for part in islice(waiting, 1))
    except BrokenProcessPool as fault:
        raise WorkerError from fault


class WorkerError(Exception):
    """A process that worked was ended from outside: perhaps by the system, when memory ran out."""


@contextmanager
def ignored_interrupts() -> Iterator[None]:
    """Processes that are started meanwhile do not hear Ctrl-C, which is for the one that started them. It hears what came afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare(ready: Callable[[], None] | None) -> None:
    """What a process does that was started for work."""
    if ready:
        ready()
    collect_garbage_less()
    Thread(target=end_with_parent, daemon=True).start()


def collect_garbage_less() -> None:
    """Let this process seldom look for what nothing but itself refers to: to read and to draw makes objects by the million, and hardly a
    one of these. The search for them took an eighth of the time."""
    gc.set_threshold(_OBJECTS)


def end_with_parent() -> None:
    """Who is left when the build was killed would go on with what is asked of it, and write pages while the next build does."""
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _load(module: str) -> None:
    import_module(module)


class _PackedWork(NamedTuple):
    """What all items of a work need, as it is sent to processes with each of its shares; and the number of the work, by which a process
    knows that it has unpacked it already."""

    number: int
    data: bytes


_numbers = count()
_unpacked: dict[int, Any] = {}
"""In a process that was started for work: what it was last given."""


def _do(work: Work[Any, _W, _R], packed: _PackedWork, part: Sequence[_W]) -> list[_R]:
    if packed.number not in _unpacked:
        _unpacked.clear()
        _unpacked[packed.number] = pickle.loads(packed.data)
    return work(_unpacked[packed.number], part)


def batches(items: Iterable[_W], size: int) -> Iterator[tuple[_W, ...]]:
    """`items` in runs of `size`, the last perhaps shorter."""
    iterator = iter(items)
    while part := tuple(islice(iterator, size)):
        yield part
