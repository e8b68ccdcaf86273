"""Results are in the order of the work, whichever process did it."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from backchannel.system.workers import Workers


def powers(exponent: int, numbers: Sequence[int]) -> list[int]:
    return [n**exponent for n in numbers]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_are_in_the_order_of_the_work(jobs: int) -> None:
    with Workers(jobs) as workers:
        assert list(workers.spread(powers, 2, range(40), batch=4)) == [n * n for n in range(40)]


def test_kept_workers_use_the_arguments_of_each_run() -> None:
    with Workers(2) as workers:
        assert [list(workers.spread(powers, exponent, range(9), batch=2)) for exponent in (2, 3)] == [
            [n**exponent for n in range(9)] for exponent in (2, 3)
        ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_little_work_is_done_with_or_without_workers(jobs: int) -> None:
    with Workers(jobs) as workers:
        assert list(workers.assist(powers, 2, [1, 2, 3])) == [1, 4, 9]
        workers.start_assistant("backchannel.ids")
        assert list(workers.assist(powers, 2, [1, 2, 3], batch=1)) == [1, 4, 9]


def process(_: None, numbers: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in numbers]


def test_this_process_works_beside_its_assistant() -> None:
    with Workers(2) as workers:
        workers.start_assistant("backchannel.ids")
        found = list(workers.assist(process, None, range(200), batch=1))
        assert found[0] != os.getpid() == found[-1]


def test_no_work_has_no_results() -> None:
    with Workers(2) as workers:
        assert list(workers.spread(powers, 2, [])) == []
        assert list(workers.assist(powers, 2, [])) == []
