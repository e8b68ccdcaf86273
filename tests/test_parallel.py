"""Work comes back in its order, whoever did it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from backchannel.parallel import spread


def powers(exponent: int, numbers: Sequence[int]) -> list[int]:
    return [n**exponent for n in numbers]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_have_the_order_of_the_work(jobs: int) -> None:
    assert list(spread(powers, 2, range(40), jobs, batch=4)) == [n * n for n in range(40)]


def test_no_work_has_no_results() -> None:
    assert list(spread(powers, 2, [], 2)) == []
