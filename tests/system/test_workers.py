"""Work comes back in its order, whoever did it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from backchannel.system.workers import Workers


def powers(exponent: int, numbers: Sequence[int]) -> list[int]:
    return [n**exponent for n in numbers]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_have_the_order_of_the_work(jobs: int) -> None:
    with Workers(jobs) as workers:
        assert list(workers.spread(powers, 2, range(40), batch=4)) == [n * n for n in range(40)]


def test_processes_that_are_kept_do_each_work_with_what_it_is_given() -> None:
    with Workers(2) as workers:
        assert [list(workers.spread(powers, exponent, range(9), batch=2)) for exponent in (2, 3)] == [
            [n**exponent for n in range(9)] for exponent in (2, 3)
        ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_little_work_is_done_whether_or_not_there_is_an_assistant(jobs: int) -> None:
    with Workers(jobs) as workers:
        assert list(workers.assist(powers, 2, [1, 2, 3])) == [1, 4, 9]
        workers.start_assistant("backchannel.ids")
        assert list(workers.assist(powers, 2, [1, 2, 3], batch=1)) == [1, 4, 9]


def test_no_work_has_no_results() -> None:
    with Workers(2) as workers:
        assert list(workers.spread(powers, 2, [])) == []
        assert list(workers.assist(powers, 2, [])) == []
