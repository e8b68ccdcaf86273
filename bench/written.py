"""Observes the files of a site: when each was written, and when an expected one is written again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

_POLL = 0.002
"""Seconds between checks of an expected page."""


@contextmanager
def waiting(page: Path | None) -> Iterator[list[float]]:
    """Watch for a page while something is done. The list receives the seconds until it was written again, once it was."""
    seen: list[float] = []
    if not page:
        yield seen
        return
    begun, before, ended = perf_counter(), _written(page), Event()

    def look() -> None:
        while not ended.wait(_POLL):
            if _written(page) not in (None, before):
                seen.append(perf_counter() - begun)
                return

    thread = Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        ended.set()
        thread.join()


def _written(page: Path) -> int | None:
    """Return when a file was last written; None if it does not exist."""
    try:
        return page.stat().st_mtime_ns
    except FileNotFoundError:
        return None


def files(site: Path) -> dict[str, int | None]:
    """Return when each file of a site was last written."""
    return {file.relative_to(site).as_posix(): _written(file) for file in site.rglob("*") if file.is_file()}
