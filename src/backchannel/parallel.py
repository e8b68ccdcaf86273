"""Spreads work over processes, and brings the results back in the order of the work."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

_G = TypeVar("_G")
_W = TypeVar("_W")
_R = TypeVar("_R")

_AHEAD = 4
"""Batches given out per process before the first is taken back: enough to keep all busy, few enough to bound memory."""


def spread(work: Callable[[_G, Sequence[_W]], list[_R]], given: _G, items: Sequence[_W], jobs: int, batch: int = 16) -> Iterator[_R]:
    """`work` done on `items` in batches, by `jobs` processes; results in the order of `items`. Each process is `given` once what they all
    need.

    With one job, or no more than one batch, it is done here. `work` must be a function of a module, its values picklable. Processes
    are started afresh (not forked), so that no lock or connection of this one is copied into them.
    """
    if jobs == 1 or len(items) <= batch:
        for part in batches(items, batch):
            yield from work(given, part)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor  # imported where processes are started: most builds start none

    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _take, (given,)) as pool:
        waiting = batches(items, batch)
        under_way: deque[Future[list[_R]]] = deque(pool.submit(_do, work, part) for part in islice(waiting, _AHEAD * jobs))
        while under_way:
            yield from under_way.popleft().result()
            under_way.extend(pool.submit(_do, work, part) for part in islice(waiting, 1))


_given: list[object] = []
"""In a process that was started for work: what it was given for all of it."""


def _take(given: object) -> None:
    _given[:] = [given]


def _do(work: Callable[[_G, Sequence[_W]], list[_R]], part: Sequence[_W]) -> list[_R]:
    return work(cast(_G, _given[0]), part)


def batches(items: Iterable[_W], size: int) -> Iterator[tuple[_W, ...]]:
    """`items` in runs of `size`, the last perhaps shorter."""
    iterator = iter(items)
    while part := tuple(islice(iterator, size)):
        yield part
