"""Compares the figures of one size of edition with their limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from processes import Run
from speed_changes import Change
from speed_printed import Floor, Printed
from speed_sites import MkDocs, SamePageSearched, stages

_LARGE = 10_000
_LARGEST = 31_000


@dataclass(frozen=True)
class Measured:
    """The measurements of one site generator: its clean builds, what they printed, and its builds after changes."""

    builds: list[Run]
    printed: Printed
    changes: list[Change]

    @property
    def middle(self) -> Run:
        """Return the build whose wall time is the median, or the one after it."""
        return sorted(self.builds, key=lambda run: run.wall)[len(self.builds) // 2]

    @property
    def wall(self) -> float:
        return median(run.wall for run in self.builds)

    @property
    def user(self) -> float:
        return median(run.user for run in self.builds)

    @property
    def peak(self) -> float:
        return max(run.peak for run in self.builds)

    @property
    def search_share(self) -> float | None:
        """Return the share of the search index in the wall time, in percent; None if the build does not print it."""
        shares = [100 * stages(run)["search"] / run.wall for run in self.builds if "search" in stages(run)]
        return median(shares) if shares else None

    def ratio(self, other: Measured) -> float:
        """Compare the wall time with that of another generator in the same round: the median of the rounds."""
        return median(own.wall / its.wall for own, its in zip(self.builds, other.builds, strict=True))

    def user_ratio(self, other: Measured) -> float:
        """Compare the CPU time of the programs' own code in the same way."""
        return median(own.user / its.user for own, its in zip(self.builds, other.builds, strict=True))

    def change(self, name: str) -> Change:
        return next(change for change in self.changes if change.name == name)


@dataclass(frozen=True)
class Size:
    """All measurements of an edition of this many documents: of this tool, of the others by name, and of the floor. `differing` counts the
    pages of those that should make the same pages but did not."""

    documents: int
    ours: Measured
    others: dict[str, Measured]
    floor: Floor
    differing: dict[str, int]


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
    for name in (SamePageSearched.name, MkDocs.name):
        ratio = size.ours.ratio(size.others[name]) if name in size.others else None
        yield Bar(f"clean build, by that of {name}", ratio, 1, "×", _LARGE)
    yield Bar("search index, of the clean build", size.ours.search_share, 5, "%", _LARGE)
    yield Bar("no change", size.ours.change("no change").run.wall, 0.5, least=_LARGEST)
    yield Bar("one edited: its page on disk", edited.shown, 1, least=_LARGEST)
    yield Bar("one edited: all done", edited.run.wall, 1.5, least=_LARGEST)
    yield Bar("one edited: its page on disk, under serve", None, 0.15, least=_LARGEST)
    yield Bar("one added that 50 cite", added.run.wall, 1.5, least=_LARGEST)
    yield Bar("one added: pages of documents missed, or not concerned", len(added.missed) + len(added.others), 0, "pages", _LARGEST)
    yield Bar("peak memory", size.ours.peak / 1e6, 600, "MB", _LARGEST)
    yield from _growth(size, all_sizes)


def _growth(size: Size, all_sizes: Sequence[Size]) -> Iterator[Bar]:
    """Compare the wall time of the largest edition with that of a large one."""
    large = next((other for other in all_sizes if other.documents == _LARGE), None)
    if large and size.documents == _LARGEST:
        yield Bar("clean build, by that of 10,000 documents", size.ours.wall / large.ours.wall, 3.3, "×", _LARGEST)
