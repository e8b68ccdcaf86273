"""Looks at the files of a site from outside: when each was written, and when one that is waited for is there anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

_POLL = 0.002
"""Seconds between two looks at a page that is waited for."""


@contextmanager
def waiting(page: Path | None) -> Iterator[list[float]]:
    """Look for a page while something is done; the list has the seconds until it was there anew, once it was."""
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
    """When a file was written last, or None where there is none."""
    try:
        return page.stat().st_mtime_ns
    except FileNotFoundError:
        return None


def files(site: Path) -> dict[str, int | None]:
    """When each file of a site was written last."""
    return {file.relative_to(site).as_posix(): _written(file) for file in site.rglob("*") if file.is_file()}
