"""Mutates the core of the program, and counts the mutants that its tests kill.

usage: mutants.py [--module NAME …] [--sample N] [--seed N] [--least SHARE] [--jobs N] [--json FILE] [--again FILE]
       mutants.py --listed

A mutant is the program with one small change (`mutation_operators`): `<` becomes `<=`, a condition is always true, a statement is left out.
It is killed if a test fails. Mutants that no test can tell from the program are listed, each with its reason, in
`equivalent_mutants.toml`; `--listed` tries those instead, and one that is killed is listed wrongly. Survivors are printed: each is a case
that the tests lack.

Exit status: 0 if the killed share is at least `--least` and each listed mutant exists; otherwise 1.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "docs")]

from mutation_runs import Outcome, Runner  # noqa: E402
from mutation_sites import Mutant, find_mutants  # noqa: E402

_LINKED = "tests/edition/linking/test_linked_cases.py"
_LINKER = ("tests/edition/linking/test_link.py", f"{_LINKED}::test_an_edition_is_linked_as_a_careful_reader_would_link_it")
_TRAFFIC_TESTS = (
    "days",
    "doubtful_numbers",
    "invented_traffic",
    "journeys",
    "known_numbers",
    "mentions",
    "other_numbers",
    "parts",
    "possible_matches",
    "series",
    "telegrams",
    "threads",
    "times",
    "traffic_truths",
)
_TRAFFIC = (
    *(f"tests/edition/traffic/test_{name}.py" for name in _TRAFFIC_TESTS),
    _LINKER[1],
)
_MARKER_TESTS = ("markers", "marker_hypotheses", "marker_doubts", "likely_figures", "note_ties", "captures", "document")
_MARKERS = (*(f"tests/readers/text/test_{name}.py" for name in _MARKER_TESTS), "tests/readers/annotations")
_SOURCE_NOTES = ("tests/readers/text/test_source_note.py", "tests/readers/text/test_markings.py")

TARGETS: dict[str, tuple[str, ...]] = {
    "edition.linking.link": (*_LINKER, *_TRAFFIC, _LINKED),
    "edition.linking.named": _LINKER,
    "edition.linking.notes": _LINKER,
    "edition.linking.resolve": _LINKER,
    "edition.resolution": _LINKER,
    "edition.traffic.days": _TRAFFIC,
    "edition.traffic.doubtful_numbers": _TRAFFIC,
    "edition.traffic.inferred_journey": _TRAFFIC,
    "edition.traffic.journeys": _TRAFFIC,
    "edition.traffic.ledger": _TRAFFIC,
    "edition.traffic.mentions": _TRAFFIC,
    "edition.traffic.other_numbers": _TRAFFIC,
    "edition.traffic.possible_matches": _TRAFFIC,
    "edition.traffic.series": _TRAFFIC,
    "edition.traffic.telegrams": _TRAFFIC,
    "edition.traffic.threads": _TRAFFIC,
    "edition.traffic.times": _TRAFFIC,
    "readers.text.markers.find": _MARKERS,
    "readers.text.markers.alignment": _MARKERS,
    "readers.text.markers.doubts": _MARKERS,
    "readers.text.markers.hypotheses": _MARKERS,
    "readers.text.markers.label_sequences": _MARKERS,
    "readers.text.markers.places": _MARKERS,
    "readers.text.markers.unlabeled": _MARKERS,
    "readers.text.source_notes.source_note": _SOURCE_NOTES,
    "readers.text.source_notes.markings": _SOURCE_NOTES,
    "readers.text.source_notes.remarks": _SOURCE_NOTES,
}
"""The modules of the core, each with the tests that must kill its mutants: files, or tests in them by the beginning of their ids."""

_EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")


class Equivalent(NamedTuple):
    """A mutant that no test can distinguish from the program, from `equivalent_mutants.toml`. Without `change`, all changes of that
    operator on that line are meant."""

    module: str
    function: str
    operator: str
    line: str
    reason: str
    change: str = ""

    def fits(self, mutant: Mutant) -> bool:
        same = self[:4] == (mutant.module, mutant.function, mutant.operator, mutant.line)
        return same and self.change in ("", mutant.change)


def main() -> int:
    options = _options()
    mutants = [mutant for module in TARGETS for mutant in find_mutants(module)]
    listed = [Equivalent(**entry) for entry in tomllib.loads(_EQUIVALENT.read_text(encoding="utf-8")).get("equivalent", [])]
    unmatched = [entry for entry in listed if not any(entry.fits(mutant) for mutant in mutants)]
    for entry in unmatched:
        print(f"{_EQUIVALENT.name}: no such mutant: {entry.module} {entry.function}: {entry.line}: {entry.change or entry.operator}")
    chosen = _choose([mutant for mutant in mutants if options.listed == any(entry.fits(mutant) for entry in listed)], options)
    runner = Runner(TARGETS, chosen, options.jobs, lambda done: _print_progress(done, len(chosen)))
    runner.run(ROOT)
    _print_those(chosen, runner.outcomes, killed=options.listed)
    share = _print_table(chosen, runner.outcomes, len(mutants), len(listed))
    if options.json:
        rows = [{**m._asdict(), "outcome": outcome.name.lower()} for m, outcome in zip(chosen, runner.outcomes, strict=True)]
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(bool(unmatched) or share < options.least or (options.listed and share > 0))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Mutates the core of the program, and counts the mutants that its tests kill.")
    parser.add_argument("--module", action="append", metavar="NAME", help="mutate only this module: edition.link")
    parser.add_argument("--listed", action="store_true", help=f"try the mutants of {_EQUIVALENT.name}: none may be killed")
    parser.add_argument("--sample", type=int, metavar="N", help="try N mutants only, chosen at random")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of that choice")
    parser.add_argument("--least", type=float, default=0.0, metavar="SHARE", help="minimum share of killed mutants: 0.9")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of processes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the outcome of each mutant to this file")
    parser.add_argument("--again", type=Path, metavar="FILE", help="try only the mutants that were not killed according to such a file")
    return parser.parse_args()


def _choose(mutants: Sequence[Mutant], options: argparse.Namespace) -> list[Mutant]:
    """Choose the mutants that the options ask for, in the order of the modules."""
    chosen = [mutant for mutant in mutants if not options.module or mutant.module in options.module]
    if options.again:
        rows = json.loads(options.again.read_text(encoding="utf-8"))
        alive = {(row["module"], row["site"], row["operator"], row["variant"]) for row in rows if row["outcome"] != "killed"}
        chosen = [m for m in chosen if (m.module, m.site, m.operator, m.variant) in alive]
    if options.sample and options.sample < len(chosen):
        picked = sorted(Random(options.seed).sample(range(len(chosen)), options.sample))
        chosen = [chosen[number] for number in picked]
    return chosen


def _print_progress(done: int, number: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {number}", end="\n" if done == number else "", file=sys.stderr, flush=True)


_SAID = {Outcome.KILLED: "killed", Outcome.SURVIVED: "survived", Outcome.NOT_RUN: "no test runs it"}


def _print_those(mutants: Sequence[Mutant], outcomes: Sequence[Outcome], *, killed: bool) -> None:
    """Print the mutants that were killed, or those that were not."""
    for mutant, outcome in zip(mutants, outcomes, strict=True):
        if (outcome == Outcome.KILLED) == killed:
            what = _SAID[outcome]
            print(f"{mutant.module}:{mutant.lineno} {mutant.function} [{mutant.operator}] {what}: {mutant.change}")


def _print_table(mutants: Sequence[Mutant], outcomes: Sequence[Outcome], number: int, equivalent: int) -> float:
    """Print how many mutants of each module were killed. Return the share of all."""
    tried = Counter(mutant.module for mutant in mutants)
    killed = Counter(mutant.module for mutant, outcome in zip(mutants, outcomes, strict=True) if outcome == Outcome.KILLED)
    print(f"{'module':<32} {'tried':>6} {'killed':>6} {'share':>7}")
    for module in tried:
        print(f"{module:<32} {tried[module]:>6} {killed[module]:>6} {killed[module] / tried[module]:>7.1%}")
    share = killed.total() / max(1, tried.total())
    print(f"{'all':<32} {tried.total():>6} {killed.total():>6} {share:>7.1%}")
    print(f"{number} mutants in all; {_EQUIVALENT.name} has {equivalent} entries")
    return share


if __name__ == "__main__":
    sys.exit(main())
