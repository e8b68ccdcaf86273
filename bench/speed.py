"""Measures how quick builds are: against other generators with the same documents, after changes, and against the floor.

usage: speed.py [--sizes N …] [--rounds N] [--jobs N] [--json FILE]

For each size, this tool and the others (`speed_sites.py` says which) take turns building the shared corpus from scratch, with as many seeds
as needed. What a user waits for is a site that can be searched: so the whole build counts, against Hugo with the same pages and Pagefind's
index of them, and against MkDocs with its search. The notes and page breaks on all are counted, and the pages that should be the same are
compared element by element. Then builds of this tool and of plain Hugo are measured after no change, one edited text, and one added
document that 50 others cite; finally the site's bytes are written to as many files, the minimum of any build.

Other load on the machine makes all builds of a round longer: so ratios are taken within a round. The median of the rounds counts, with the
CPU time that the programs' own code took beside the wall time. Figures are printed with their limits. Everything is kept in
`.backchannel/speed-N`, so a second run is quicker.

Exit status: 0, also if a limit is exceeded or there is nothing to measure; 1 if a build fails.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from processes import Run
from speed_bars import Measured, Size
from speed_changes import changes
from speed_corpus import changing, edition_of
from speed_printed import floor, printed, unlike
from speed_sites import Maker, SamePage, follows_changes, makers
from speed_tables import table, values

_SIZES = (1_000, 3_500, 10_000, 31_000)


def main() -> int:
    options = _options()
    sizes: list[Size] = []
    for documents in options.sizes:
        edition = edition_of(documents)
        if not edition:
            return 0
        sizes.append(measure(edition, documents, options.rounds, options.jobs))
        print(f"\n{documents:,} documents, median of {options.rounds} rounds, {options.jobs} jobs")
        print("\n".join(table(sizes[-1], sizes)), flush=True)
        if options.json:
            options.json.write_text(json.dumps([values(size, sizes) for size in sizes], indent=1) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Measures how quick builds are, against other generators, after changes, and against the floor."
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, metavar="N", help="numbers of documents in the editions")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="number of measurements of each build")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of workers")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE as JSON")
    return parser.parse_args()


def measure(edition: Path, documents: int, rounds: int, jobs: int) -> Size:
    """Measure all figures of one edition."""
    compared = makers(edition, jobs)
    builds = _in_turn(compared, rounds)
    written = floor(compared[0].site, edition.with_name("floor"))
    differing = {maker.name: unlike(compared[0].site, maker.site) for maker in compared if isinstance(maker, SamePage)}
    measured = {maker.name: Measured(builds[maker.name], printed(maker.site), []) for maker in compared}
    with changing(edition):
        for maker in filter(follows_changes, compared):
            measured[maker.name].changes.extend(changes(maker, edition / "raw", rounds))
    ours, *others = measured.items()
    return Size(documents, ours[1], dict(others), written, differing)


def _in_turn(compared: list[Maker], rounds: int) -> dict[str, list[Run]]:
    """Run clean builds of each, alternating, round by round; print each as it ends, since all may take an hour."""
    builds: dict[str, list[Run]] = {maker.name: [] for maker in compared}
    for n in range(1, rounds + 1):
        for maker in compared:
            maker.clean()
            builds[maker.name].append(maker.build())
            print(f"round {n}, {maker.name}: {builds[maker.name][-1].figures()}", file=sys.stderr, flush=True)
    return builds


if __name__ == "__main__":
    sys.exit(main())
