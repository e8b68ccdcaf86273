"""Spreads work over processes, and brings the results back in the order of the work."""

from __future__ import annotations

import multiprocessing
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_W = TypeVar("_W")
_R = TypeVar("_R")

_AHEAD = 4
"""Batches given out per process before the first is taken back: enough to keep all busy, few enough to bound memory."""


def spread(work: Callable[[Sequence[_W]], list[_R]], items: Sequence[_W], jobs: int, batch: int = 16) -> Iterator[_R]:
    """`work` done on `items` in batches, by `jobs` processes; results in the order of `items`.

    With one job, or no more than one batch, it is done here. `work` must be a function of a module, its values picklable. Processes
    are started afresh (not forked), so that no lock or connection of this one is copied into them.
    """
    if jobs == 1 or len(items) <= batch:
        for part in batches(items, batch):
            yield from work(part)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = batches(items, batch)
        under_way: deque[Future[list[_R]]] = deque(pool.submit(work, part) for part in islice(waiting, _AHEAD * jobs))
        while under_way:
            yield from under_way.popleft().result()
            under_way.extend(pool.submit(work, part) for part in islice(waiting, 1))


def batches(items: Iterable[_W], size: int) -> Iterator[tuple[_W, ...]]:
    """`items` in runs of `size`, the last perhaps shorter."""
    iterator = iter(items)
    while part := tuple(islice(iterator, size)):
        yield part
