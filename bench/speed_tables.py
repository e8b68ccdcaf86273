"""Formats the figures of a size as a table for people, and as values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from processes import Run
from speed_bars import Bar, Measured, Size, bars
from speed_changes import Change
from speed_printed import Printed
from speed_sites import stages


def table(size: Size, all_sizes: Sequence[Size]) -> Iterator[str]:
    """Yield the lines of one size's table."""
    yield from _clean(size)
    yield from _changed(size)
    yield from _stages(size.ours)
    yield from _printed(size)
    yield f"  {'bars':58} {'figure':>9} {'at most':>10}"
    for bar in bars(size, all_sizes):
        yield _bar(bar, size.documents)


def _clean(size: Size) -> Iterator[str]:
    yield (
        f"  {'clean build':26} {'wall':>9} {'user CPU':>9} {'all CPU':>9} {'memory':>9} {'pages':>7} {'pages/s':>8} {'ours: wall':>12}"
        f" {'user CPU':>10}"
    )
    for name, measured in _makers(size):
        run, pages = measured.middle, measured.printed.pages
        ratios = f"{size.ours.ratio(measured):10.2f} × {size.ours.user_ratio(measured):8.2f} ×"
        yield (
            f"  {name:26} {measured.wall:7.2f} s {measured.user:7.2f} s {run.cpu:7.2f} s {measured.peak / 1e6:6,.0f} MB {pages:7,}"
            f" {pages / measured.wall:8,.0f} {ratios}"
        )
    yield f"  {'floor':26} {size.floor.wall:7.2f} s   writing {size.floor.bytes / 1e6:,.0f} MB to {size.floor.files:,} files"


def _changed(size: Size) -> Iterator[str]:
    yield (
        f"  {'after a change':26} {'wall':>10} {'CPU':>9} {'memory':>9} {'page there':>10} {'documents':>9} {'lists':>7} {'all files':>9}"
        " missed, not concerned"
    )
    for name, measured in _makers(size):
        for change in measured.changes:
            yield (
                f"  {name + ', ' + change.name:26} {change.run.wall:8.2f} s {change.run.cpu:7.2f} s {change.run.peak / 1e6:6,.0f} MB"
                f" {'' if change.shown is None else f'{change.shown:.2f} s':>10} {len(change.documents):9,} {len(change.lists):7,}"
                f" {len(change.files):9,} {len(change.missed):,}, {len(change.others):,}"
            )


def _stages(ours: Measured) -> Iterator[str]:
    """Yield the share of each stage in the wall time of a clean build, and of a build after each change."""
    if not stages(ours.middle):
        yield "  stages: not known: the build does not print them"
        return
    yield "  stages"
    yield f"  {'clean build':26} {_shares(ours.middle)}"
    for change in ours.changes:
        yield f"  {change.name:26} {_shares(change.run)}"


def _shares(run: Run) -> str:
    """List the shares of the stages, the longest first: `render 4.5 s (60%), search 3.0 s (40%)`. The rest is in no stage, such as starting
    the program."""
    spent = stages(run)
    spent["the rest"] = run.wall - sum(spent.values())
    longest = sorted(spent.items(), key=lambda stage: -stage[1])
    return ", ".join(f"{stage} {seconds:.2f} s ({seconds / run.wall:.0%})" for stage, seconds in longest)


def _printed(size: Size) -> Iterator[str]:
    yield f"  {'on the pages':26} {'documents':>10} {'notes':>9} {'breaks':>9} {'bytes a document':>17}"
    for name, measured in _makers(size):
        on = measured.printed
        yield f"  {name:26} {on.documents:10,} {on.notes:9,} {on.breaks:9,} {on.bytes / max(1, on.documents):17,.0f}"
        if not _alike(size.ours.printed, on):
            yield "    NOT the same as on ours: not comparable"
    for name, differing in size.differing.items():
        yield f"  {name}: {differing:,} pages differ from ours"


def _bar(bar: Bar, documents: int) -> str:
    figure = "" if bar.figure is None else f"{bar.figure:,.2f} {bar.unit}" if bar.unit in "s×%" else f"{bar.figure:,.0f} {bar.unit}"
    return f"  {bar.name:58} {figure:>9} {f'{bar.most:g} {bar.unit}':>10}  {bar.verdict(documents)}"


def values(size: Size, all_sizes: Sequence[Size]) -> dict[str, Any]:
    """Return all figures of a size for programs: seconds and bytes."""
    return {
        "documents": size.documents,
        **{name: _measured(measured) for name, measured in _makers(size)},
        "floor": size.floor._asdict(),
        "ratios": {name: {"wall": size.ours.ratio(other), "user": size.ours.user_ratio(other)} for name, other in size.others.items()},
        "differing": size.differing,
        "bars": [bar._asdict() | {"verdict": bar.verdict(size.documents)} for bar in bars(size, all_sizes)],
    }


def _measured(measured: Measured) -> dict[str, Any]:
    return {
        "builds": [_run(run) for run in measured.builds],
        "search_share": measured.search_share,
        "printed": measured.printed._asdict(),
        "changes": {change.name: _change(change) for change in measured.changes},
    }


def _run(run: Run) -> dict[str, Any]:
    return {"wall": run.wall, "cpu": run.cpu, "user": run.user, "peak": run.peak, "stages": stages(run)}


def _change(change: Change) -> dict[str, Any]:
    counted = {
        "documents": change.documents,
        "lists": change.lists,
        "files": change.files,
        "missed": change.missed,
        "others": change.others,
    }
    return {**_run(change.run), "shown": change.shown, **{name: len(files) for name, files in counted.items()}}


def _makers(size: Size) -> Iterator[tuple[str, Measured]]:
    yield "backchannel", size.ours
    yield from size.others.items()


def _alike(one: Printed, other: Printed) -> bool:
    return one[1:4] == other[1:4]
