"""Distribute work over processes, and return the results in the order of the work."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import chain, count, islice
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

_G = TypeVar("_G")
_W = TypeVar("_W")
_R = TypeVar("_R")

Work = Callable[[_G, Sequence[_W]], list[_R]]
"""A function for a batch of items, called with the data that all items need."""

_AHEAD = 4
"""Batches submitted per process before the first result is collected: enough to keep all busy, few enough to bound memory."""
_AHEAD_OF_ASSISTANT = 2
"""Batches submitted to the assistant: this process does what is left."""
_BATCH = 16
_OBJECTS = 50_000
"""How many new objects trigger a garbage collection: some megabytes of them."""


def in_process(work: Work[_G, _W, _R], given: _G, items: Sequence[_W], batch: int = _BATCH) -> Iterator[_R]:
    """Do `work` on `items` in batches, in this process."""
    for part in batches(items, batch):
        yield from work(given, part)


class Workers:
    """Worker processes: as many as there are `jobs`, or none for one job.

    They are started when work is first spread, and kept for later work, because starting one takes half a second. Small amounts of work
    are done in this process, or by an assistant: a single process that was started in advance.

    Workers are spawned, not forked, so that they share no lock or connection with this process. They end when this process ends, for
    whatever reason, and start no batch that it did not request. Each calls `ready` before it loads anything else.
    """

    def __init__(self, jobs: int, ready: Callable[[], None] | None = None) -> None:
        self._jobs, self._ready = jobs, ready
        self._pool: ProcessPoolExecutor | None = None
        self._assistant: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, raised: type[BaseException] | None, *_: object) -> None:
        """End the processes, each when it has done its batch; at once after Ctrl-C."""
        pools = [pool for pool in (self._pool, self._assistant) if pool]
        if pools and raised is KeyboardInterrupt:
            import multiprocessing

            for process in multiprocessing.active_children():
                process.terminate()
        for pool in pools:
            pool.shutdown(cancel_futures=True)

    def start_assistant(self, module: str) -> None:
        """Start the assistant now, so that it loads a module while this process does something else."""
        if self._jobs > 1:
            self._assistant = _pool(1, self._ready)
            with ignored_interrupts():
                self._assistant.submit(_load, module)

    def assist(self, work: Work[_G, _W, _R], given: _G, items: Sequence[_W], batch: int = _BATCH) -> Iterator[_R]:
        """Do a small amount of work, as `spread` does, in this process and the assistant."""
        return _share(self._assistant, work, given, items, batch) if self._assistant else in_process(work, given, items, batch)

    def spread(self, work: Work[_G, _W, _R], given: _G, items: Sequence[_W], batch: int = _BATCH) -> Iterator[_R]:
        """Do `work` on `items` in batches, and yield the results in the order of `items`.

        `work` must be a function of a module; `given` and the items must be picklable. Raises `WorkerError` when a worker is killed.
        """
        if self._jobs == 1 or not items:
            return in_process(work, given, items, batch)
        self._pool = self._pool or _pool(self._jobs, self._ready)
        return _submit(self._pool, self._jobs, work, given, items, batch)


def _pool(jobs: int, ready: Callable[[], None] | None) -> ProcessPoolExecutor:
    import multiprocessing  # here, because most builds start no process
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _prepare, (ready,))


def _share(assistant: ProcessPoolExecutor, work: Work[_G, _W, _R], given: _G, items: Sequence[_W], batch: int) -> Iterator[_R]:
    """Let the assistant do batches from the first on, and do those from the last on in this process while it is not ready."""
    waiting, done = deque(batches(items, batch)), deque[list[_R]]()
    with _submission(assistant, work, given) as submit:
        submitted: deque[Future[list[_R]]] = deque()
        while waiting or submitted:
            while waiting and len(submitted) < _AHEAD_OF_ASSISTANT:
                submitted.append(submit(waiting.popleft()))
            if waiting and not submitted[0].done():
                done.appendleft(work(given, waiting.pop()))
            else:
                yield from submitted.popleft().result()
    yield from chain.from_iterable(done)


def _submit(pool: ProcessPoolExecutor, jobs: int, work: Work[_G, _W, _R], given: _G, items: Sequence[_W], batch: int) -> Iterator[_R]:
    waiting = batches(items, batch)
    with _submission(pool, work, given) as submit:
        submitted = deque(map(submit, islice(waiting, _AHEAD * jobs)))
        while submitted:
            yield from submitted.popleft().result()
            submitted.extend(map(submit, islice(waiting, 1)))


@contextmanager
def _submission(pool: ProcessPoolExecutor, work: Work[_G, _W, _R], given: _G) -> Iterator[Callable[[Sequence[_W]], Future[list[_R]]]]:
    """Give a function that submits a batch to a pool. Raises `WorkerError` when a worker is killed."""
    from concurrent.futures.process import BrokenProcessPool

    packed = _PackedWork(next(_numbers), pickle.dumps(given))

    def submit(part: Sequence[_W]) -> Future[list[_R]]:
        with ignored_interrupts():
            return pool.submit(_run_batch, work, packed, part)

    try:
        yield submit
    except BrokenProcessPool as fault:
        raise WorkerError from fault


class WorkerError(Exception):
    """A worker was killed, perhaps by the system because memory ran out."""


@contextmanager
def ignored_interrupts() -> Iterator[None]:
    """Let processes started inside ignore Ctrl-C, which is meant for this process; this process receives it after the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare(ready: Callable[[], None] | None) -> None:
    """Prepare a worker process."""
    if ready:
        ready()
    collect_garbage_less()
    Thread(target=end_with_parent, daemon=True).start()


def collect_garbage_less() -> None:
    """Run the garbage collector less often in this process: reading and rendering make millions of objects, but hardly any cycles, and the
    search for cycles took an eighth of the time."""
    gc.set_threshold(_OBJECTS)


def end_with_parent() -> None:
    """End this process when its parent ends: a worker that outlives a killed build would write pages while the next build does."""
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _load(module: str) -> None:
    import_module(module)


class _PackedWork(NamedTuple):
    """The data that all items of some work need, pickled once and sent with each batch; and the number of the work, by which a worker knows
    that it has already unpacked the data."""

    number: int
    data: bytes


_numbers = count()
_unpacked: dict[int, Any] = {}
"""In a worker: the data it last unpacked, by the number of its work."""


def _run_batch(work: Work[Any, _W, _R], packed: _PackedWork, part: Sequence[_W]) -> list[_R]:
    if packed.number not in _unpacked:
        _unpacked.clear()
        _unpacked[packed.number] = pickle.loads(packed.data)
    return work(_unpacked[packed.number], part)


def batches(items: Iterable[_W], size: int) -> Iterator[tuple[_W, ...]]:
    """Yield `items` in batches of `size`, the last perhaps shorter."""
    iterator = iter(items)
    while part := tuple(islice(iterator, size)):
        yield part
