"""Send the news of the last build to open pages. Threads wait here for newer news."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from backchannel.build.pipeline import BuildSummary
    from backchannel.settings import EditionSettings

_NAMED = 5
"""The most findings that the corner of a page lists; the terminal lists all."""


class BuildNews(NamedTuple):
    """The content of a page's corner: the state of the last build in a word and in a line, its new findings, and the fixed ones."""

    state: str
    line: str
    found: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()

    def data(self) -> str:
        return json.dumps(self._asdict(), ensure_ascii=False)


UP_TO_DATE = "Up to date."
BUILDING = BuildNews("building", "Building …")


def failed(sentence: str) -> BuildNews:
    """Return the news of a failed build: `edition.toml: the key 'titel' is not known; did you mean 'title'?`"""
    return BuildNews("failed", sentence)


def built(summary: BuildSummary, edition: EditionSettings, stale: bool) -> BuildNews:
    """Return the news of a build, `Up to date.` with the new findings: `documents/frus1969-76v99/a.txt:3:12 N002 marker 1 has no note`."""
    changed = summary.ingested.changed
    found, mended = ([f for f in fs if f.severity != "info"] for fs in ((changed.found, changed.mended) if changed else ((), ())))
    named = [f"{edition.shown(f.path)}:{f.line}:{f.column} {f.rule} {f.message}" for f in found[:_NAMED]]
    if len(found) > _NAMED:
        named.append(f"{len(found) - _NAMED:,} more in the terminal")
    line = "Up to date; search index pending." if stale else UP_TO_DATE
    return BuildNews("built", line, tuple(named), tuple(f"{f.path}: {f.rule} {f.message}" for f in mended[:_NAMED]))


class EventStream:
    """The latest news, numbered. Thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number, self._news, self._open = 1, BuildNews("built", UP_TO_DATE), True

    def put(self, news: BuildNews | None = None) -> None:
        """Publish news. Without news, waiting threads check again whether their page changed."""
        with self._changed:
            self._number += 1
            self._news = news or self._news
            self._changed.notify_all()

    @property
    def news(self) -> BuildNews:
        return self._news

    def close(self) -> None:
        with self._changed:
            self._open = False
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> tuple[int, BuildNews] | None:
        """Wait until the number of the news is not `seen`, or for `seconds`. Return number and news, or None once the board is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != seen or not self._open, seconds)
            return (self._number, self._news) if self._open else None
