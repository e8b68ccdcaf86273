"""Edits invented editions at random, builds after each edit, and compares the site with a clean build, byte for byte.

usage: rebuilds.py [--sequences N] [--steps N] [--seed N] [--jobs N] [--largest BYTES]

A sequence begins with a new edition; each step makes some of the edits of `tests/editing.py`, builds, and builds a copy from scratch.
A sequence stops at the first difference and is reported with its seed, step and edits: `--seed N --sequences 1` repeats it.

Exit status: 0 if all sites were equal; 1 if one differed or a build failed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
import editing

from backchannel.system.workers import Workers
from backchannel.writers.parting import LARGEST

_OFTEN = 50
"""Sequences between progress lines."""


class Outcome(NamedTuple):
    """How many builds of a sequence were compared, and the first difference, if any."""

    compared: int
    found: str = ""


def main() -> int:
    options = _options()
    compared = differing = 0
    seeds = range(options.seed, options.seed + options.sequences)
    with Workers(options.jobs) as workers:
        for done, outcome in enumerate(workers.spread(run, (options.steps, options.largest), seeds, batch=10), 1):
            compared += outcome.compared
            if outcome.found:
                differing += 1
                print(outcome.found, flush=True)
            if done % _OFTEN == 0 or done == options.sequences:
                print(f"{done} sequences, {compared} builds compared: {differing} differences", flush=True)
    return int(differing > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Edits invented editions at random, and compares their builds with clean ones.")
    parser.add_argument("--sequences", type=int, default=500, metavar="N", help="number of sequences of edits")
    parser.add_argument("--steps", type=int, default=6, metavar="N", help="number of builds in a sequence")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of the first sequence")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of workers")
    parser.add_argument("--largest", type=int, default=LARGEST, metavar="BYTES", help="divide pages that have more bytes")
    return parser.parse_args()


def run(given: tuple[int, int], seeds: Sequence[int]) -> list[Outcome]:
    """Run the sequence of each seed, all in one folder, because templates are loaded once per folder. `given` are the number of steps and
    the bytes of the largest page."""
    steps, largest = given
    editing.divide_pages(largest)
    with tempfile.TemporaryDirectory() as folder:
        return [_sequence(Path(folder), steps, seed) for seed in seeds]


def _sequence(folder: Path, steps: int, seed: int) -> Outcome:
    chance = Random(seed)
    root, clean = folder / "edited", folder / "clean"
    shutil.rmtree(root, ignore_errors=True)
    editing.create_edition(root, chance)
    editing.build(root)
    for step in range(steps):
        edits = [chance.choice(editing.EDITS) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
        for edit in edits:
            edit(root, chance)
        if found := _difference(root, clean):
            return Outcome(step, f"seed {seed}, step {step}, {', '.join(edit.__name__ for edit in edits)}: {found}")
    return Outcome(steps)


def _difference(root: Path, clean: Path) -> str:
    """Name the first files that differ from a clean build, or describe how the build failed."""
    try:
        return " ".join(editing.differences(editing.build(root), editing.build_clean(root, clean))[:8])
    except Exception:
        return traceback.format_exc()


if __name__ == "__main__":
    sys.exit(main())
