"""Measures the CPU time of reading a document, by stage, by length and by function.

usage: reader_time.py [--seed N] [--documents N] [--times N] [--functions N]

Each text of a fixed sample of the shared corpus is read several times in this process, and its shortest time counts: other programs make
single times longer, never shorter. Stages are the functions that `read_document` calls, in its order.

Exit status: 0, also if there is nothing to measure.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from shared_corpus import corpus

from backchannel.readers.text import document as reader
from backchannel.source import Source

STAGES = (
    "prepare_document",
    "find_markers",
    "find_blocks",
    "_read_opening",
    "_read_note",
    "_find_origin",
    "check_coverage",
    "find_date",
    "find_reception",
    "find_references",
    "find_brackets",
    "find_marking_lines",
)
_LENGTHS = (1_000, 2_000, 4_000, 8_000, 16_000, 10**9)

Text = tuple[Source, str]
"""A source and its volume."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the CPU time of the reader.")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the corpus")
    parser.add_argument("--documents", type=int, default=700, metavar="N", help="number of documents to read")
    parser.add_argument("--times", type=int, default=5, metavar="N", help="number of readings of each")
    parser.add_argument(
        "--functions", type=int, default=0, metavar="N", help="show the N functions that take the most time, excluding their calls"
    )
    options = parser.parse_args()
    folder = corpus(options.seed)
    if not folder:
        return 0
    files = sorted((folder / "raw").glob("*/*.txt"))
    sample = random.Random(0).sample(files, min(options.documents, len(files)))
    texts = [(Source.read(file, folder / "raw"), file.parent.name) for file in sample]
    _read_all(texts[:100])  # the first use compiles patterns and loads vocabulary
    _print_lengths(texts, options.times)
    _print_stages(texts, options.times)
    if options.functions:
        profile = cProfile.Profile()
        profile.runcall(_read_all, texts)
        pstats.Stats(profile).sort_stats("tottime").print_stats(options.functions)
    return 0


def _read_all(texts: Sequence[Text]) -> None:
    for source, volume in texts:
        reader.read_document(source, volume)


def _print_lengths(texts: Sequence[Text], times: int) -> None:
    spent: dict[int, list[float]] = defaultdict(list)
    for source, volume in texts:
        longest = next(length for length in _LENGTHS if len(source.text) < length)
        spent[longest].append(min(_timed(partial(reader.read_document, source, volume)) for _ in range(times)))
    everything = [spent_on for group in spent.values() for spent_on in group]
    characters = sum(len(source.text) for source, _ in texts) / len(texts)
    print(f"{len(texts):,} documents of {characters:,.0f} characters on average: {sum(everything) / len(everything):.2f} ms of CPU each")
    for longest, group in sorted(spent.items()):
        label = f"under {longest:,} characters" if longest < _LENGTHS[-1] else "longer"
        print(f"  {label:26} {len(group):5,} documents {sum(group) / len(group):8.2f} ms each {sum(group) / sum(everything):6.0%}")


def _print_stages(texts: Sequence[Text], times: int) -> None:
    """Print the shortest time of each stage over several readings of all texts, and its share of the total."""
    best: dict[str, float] = {}
    for _ in range(times):
        for stage, spent in _stages(texts).items():
            best[stage] = min(spent, best.get(stage, spent))
    whole = best.pop("read_document")
    for stage, spent in [*best.items(), ("the rest", whole - sum(best.values()))]:
        print(f"  {stage:20} {spent / len(texts):6.3f} ms {spent / whole:6.0%}")


def _stages(texts: Sequence[Text]) -> dict[str, float]:
    """Measure the time spent in each stage while all texts are read once, in ms."""
    spent: dict[str, float] = dict.fromkeys(STAGES, 0.0)

    def timed(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            begun = time.process_time_ns()
            made = work(*arguments, **options)
            if isinstance(made, Iterator):
                made = list(made)
            spent[stage] += (time.process_time_ns() - begun) / 1e6
            return made

        return run

    kept = {stage: getattr(reader, stage) for stage in STAGES}
    try:
        for stage, work in kept.items():
            setattr(reader, stage, timed(stage, work))
        spent["read_document"] = _timed(lambda: _read_all(texts))
    finally:
        for stage, work in kept.items():
            setattr(reader, stage, work)
    return spent


def _timed(work: Callable[[], object]) -> float:
    """Measure the CPU time that `work` takes, in ms."""
    begun = time.process_time_ns()
    work()
    return (time.process_time_ns() - begun) / 1e6


if __name__ == "__main__":
    sys.exit(main())
