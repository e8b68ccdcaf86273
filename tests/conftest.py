"""Settings and fixtures for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from browsing import CHROMIUM, REQUIRED, anywhere, base, browser, chromium, site, visit
from editing import DAY
from invented import OPENED

__all__ = ["DAY", "anywhere", "base", "browser", "chromium", "site", "visit"]

hypothesis.settings.register_profile("backchannel", deadline=None)  # the duration of an example depends on the machine
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=10_000)  # pytest --hypothesis-profile thorough
hypothesis.settings.load_profile("backchannel")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests in `browser/` if no browser is installed, but not in CI."""
    for item in items:
        if Path(__file__).parent / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(not CHROMIUM and not REQUIRED, reason="no chromium is installed"))


@pytest.fixture(autouse=True)
def _close_stores() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()
