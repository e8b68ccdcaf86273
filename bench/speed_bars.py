"""Compares the figures of one size of edition with their limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from processes import Run
from speed_changes import Change
from speed_printed import Floor, Printed
from speed_sites import stages

_LARGE = 10_000
_LARGEST = 31_000


@dataclass(frozen=True)
class Measured:
    """The measurements of one site generator: its clean builds, what they printed, and its builds after changes."""

    builds: list[Run]
    printed: Printed
    changes: list[Change]

    @property
    def least(self) -> Run:
        return min(self.builds, key=lambda run: run.wall)

    @property
    def median(self) -> float:
        return median(run.wall for run in self.builds)

    @property
    def peak(self) -> float:
        return max(run.peak for run in self.builds)

    @property
    def without_search(self) -> float | None:
        """Return the shortest wall time without the search index; None if the build does not print it."""
        walls = [run.wall - stages(run)["search"] for run in self.builds if "search" in stages(run)]
        return min(walls, default=None)

    def change(self, name: str) -> Change:
        return next(change for change in self.changes if change.name == name)


@dataclass(frozen=True)
class Size:
    """All measurements of an edition of this many documents. `hugo` is None without Hugo."""

    documents: int
    ours: Measured
    hugo: Measured | None
    floor: Floor


class Bar(NamedTuple):
    """A figure and its upper limit; the figure is None if it is not known. `least` is the smallest size at which the limit counts."""

    name: str
    figure: float | None
    most: float
    unit: str = "s"
    least: int = 0

    def verdict(self, documents: int) -> str:
        if self.figure is None:
            return "not known"
        met = "met" if self.figure <= self.most else "not met"
        return met if documents >= self.least else f"{met} (applies from {self.least:,} documents)"


def bars(size: Size, all_sizes: Sequence[Size]) -> Iterator[Bar]:
    edited, added = size.ours.change("one edited"), size.ours.change("one added")
    without_search = size.ours.without_search
    yield Bar(
        "clean build without search index, by Hugo's",
        without_search / size.hugo.least.wall if without_search and size.hugo else None,
        2,
        "×",
        _LARGE,
    )
    yield Bar("no change", size.ours.change("no change").run.wall, 0.5, least=_LARGEST)
    yield Bar("one edited: its page on disk", edited.shown, 1, least=_LARGEST)
    yield Bar("one edited: its page on disk, under serve", None, 0.2, least=_LARGEST)
    yield Bar("one added that 50 cite", added.run.wall, 1.5, least=_LARGEST)
    yield Bar("one added: pages of documents missed, or not concerned", len(added.missed) + len(added.others), 0, "pages", _LARGEST)
    yield Bar("peak memory", size.ours.peak / 1e6, 600, "MB", _LARGEST)
    yield from _growth(size, all_sizes)


def _growth(size: Size, all_sizes: Sequence[Size]) -> Iterator[Bar]:
    """Compare the wall time of the largest edition with that of a large one."""
    large = next((other for other in all_sizes if other.documents == _LARGE), None)
    if large and size.documents == _LARGEST:
        yield Bar("clean build, by that of 10,000 documents", size.ours.least.wall / large.ours.least.wall, 3.3, "×", _LARGEST)
