"""What holds for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from invented import OPENED


@pytest.fixture(autouse=True)
def _close_stores() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()
