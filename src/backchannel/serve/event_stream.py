"""What the pages that are open are told: the news of the last build. Threads wait here for newer ones."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from backchannel.build.pipeline import BuildSummary
    from backchannel.settings import EditionSettings

_NAMED = 5
"""Findings that the corner of a page names; the terminal has all."""


class BuildNews(NamedTuple):
    """What the corner of a page shows: how the last build went, in a word and in a line; what it found, and what is mended."""

    state: str
    line: str
    found: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()

    def data(self) -> str:
        return json.dumps(self._asdict(), ensure_ascii=False)


UP_TO_DATE = "Up to date."
BUILDING = BuildNews("building", "Building …")


def failed(sentence: str) -> BuildNews:
    """A build that could not be done: `edition.toml: the key 'titel' is not known; did you mean 'title'?`"""
    return BuildNews("failed", sentence)


def built(summary: BuildSummary, edition: EditionSettings, stale: bool) -> BuildNews:
    """`Up to date.` with what is new: `documents/frus1969-76v99/a.txt:3:12 N002 marker 1 has no note`."""
    changed = summary.ingested.changed
    found, mended = ([f for f in fs if f.severity != "info"] for fs in ((changed.found, changed.mended) if changed else ((), ())))
    named = [f"{edition.shown(f.path)}:{f.line}:{f.column} {f.rule} {f.message}" for f in found[:_NAMED]]
    if len(found) > _NAMED:
        named.append(f"{len(found) - _NAMED:,} more in the terminal")
    line = "Up to date; the search follows." if stale else UP_TO_DATE
    return BuildNews("built", line, tuple(named), tuple(f"{f.path}: {f.rule} {f.message}" for f in mended[:_NAMED]))


class EventStream:
    """The latest news, numbered. Safe for threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number, self._news, self._open = 1, BuildNews("built", UP_TO_DATE), True

    def put(self, news: BuildNews | None = None) -> None:
        """Put up news; without any, those who wait look again whether their page changed."""
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
        """The number and the news that are up once their number is not `seen`, or so many seconds are over; None once all is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != seen or not self._open, seconds)
            return (self._number, self._news) if self._open else None
