"""Measures how well raw texts are read and linked, and what a change gained and lost.

usage: accuracy.py [--seed N] [--errors N] [--part NAME] [--apart] [--bounds] [--runs FOLDER] [--jobs N] [--keep]

`backchannel records` reads and links the shared corpus, made with a seed; `../shared/tools/score.py` scores the records against the
truth. Then the results of each part of the reading are shown by rule, by era, and by volumes (those that readers are tuned on, and those
that are held out), with gains and losses since the last run, which is stored. Nothing is learned here. Seed 1 is the sample that CI checks
against `bounds.toml`: all 3,507 documents, read and scored in half a minute.

Errors are shown only for the volumes to tune on, unless `--apart` asks for the others.

Exit status: 0, also if there is nothing to measure; 1 if a figure is below its bound in `bounds.toml`, or a document is missing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import date_widths
from outcomes import Outcome, Record, era, outcomes
from shared_corpus import APART, PROJECT, SHARED, corpus

SCORE = SHARED / "tools" / "score.py"
BOUNDS = Path(__file__).with_name("bounds.toml")
_DATES = "dates"
"""The table of `bounds.toml` with the bounds of inferred dates."""
_AROUND = 45
"""Characters shown before an error."""
_MOST_NAMED = 12
"""Documents gained and lost that are named."""

Read = dict[str, list[Outcome]]
"""The outcomes of each document."""
Faults = dict[str, list[str]]
"""What was missed or wrong in each document."""


def main() -> int:
    options = _options()
    folder = corpus(options.seed)
    if not folder:
        return 0
    raw = folder / "raw"
    options.runs.mkdir(parents=True, exist_ok=True)
    written = options.runs / f"records-{options.seed}.jsonl"
    with written.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, "-m", "backchannel", "records", str(raw), "--jobs", str(options.jobs)], stdout=out, check=True)
    status = subprocess.run(_score_command(options, raw, written), check=False).returncode
    wide = _measure_dates(raw, written, options)
    read, absent = _compare(raw, written)
    stored = options.runs / f"faults-{options.seed}.json"
    last: Faults | None = json.loads(stored.read_text(encoding="utf-8")) if stored.exists() else None
    _print_tables(read, last)
    _print_documents(read, last)
    if options.errors:
        _print_errors(raw, read, options)
    if not options.keep:
        stored.write_text(json.dumps(_faults(read)), encoding="utf-8")
    return status or int(wide or (options.bounds and absent > 0))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures how well raw texts are read and linked.")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the corpus")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each rule")
    parser.add_argument("--part", help="show the errors of this part only: markers, notes, references …")
    parser.add_argument("--apart", action="store_true", help="also show errors of the held-out volumes")
    parser.add_argument("--bounds", action="store_true", help="fail if a figure is below its bound in bounds.toml")
    parser.add_argument("--runs", type=Path, default=PROJECT / ".backchannel" / "accuracy", help="where runs are stored")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of workers")
    parser.add_argument("--keep", action="store_true", help="do not replace the stored run with this one")
    return parser.parse_args()


def _score_command(options: argparse.Namespace, raw: Path, records: Path) -> list[str]:
    bounds = _bounds() if options.bounds else {}
    least = ["--min", *(f"{figure}={bound}" for figure, bound in bounds.items() if figure != _DATES)] if bounds else []
    return [sys.executable, str(SCORE), str(raw), str(records), *least]


def _bounds() -> dict[str, Any]:
    return tomllib.loads(BOUNDS.read_text(encoding="utf-8"))


def _records(written: Path) -> dict[str, Record]:
    return {record["id"]: record for record in map(json.loads, written.open(encoding="utf-8"))}


def _truths(raw: Path) -> Iterator[Record]:
    return (json.loads(line) for file in sorted(raw.glob("*.truth.jsonl")) for line in file.open(encoding="utf-8"))


def _measure_dates(raw: Path, written: Path, options: argparse.Namespace) -> bool:
    """Print the figures of inferred dates. Return whether one misses its bound, if bounds are asked for."""
    records = _records(written)
    measured = date_widths.figures((records.get(truth["id"]), truth) for truth in _truths(raw))
    date_widths.print_table(measured)
    missed = date_widths.below(measured, _bounds()[_DATES]) if options.bounds else []
    print("\n".join(missed))
    return bool(missed)


def _compare(raw: Path, written: Path) -> tuple[Read, int]:
    """Compare the records with the truth. Return the outcomes of each document that was read, and how many were not."""
    records = _records(written)
    read, absent = {}, 0
    for truth in _truths(raw):
        if truth["id"] in records:
            read[truth["id"]] = list(outcomes(records[truth["id"]], truth, _text(raw, truth["id"])))
        else:
            absent += 1
    return read, absent


def _print_tables(read: Read, last: Faults | None) -> None:
    views: dict[str, Callable[[str, str], str]] = {
        "rule": lambda document, rule: rule,
        "era": lambda document, rule: era(document),
        "volumes": lambda document, rule: "held out" if document.partition("/")[0] in APART else "tuned on",
    }
    for name, view in views.items():
        _print_table(name, read, last, view)


def _print_table(name: str, read: Read, last: Faults | None, view: Callable[[str, str], str]) -> None:
    """Print a row for each part and each value of `view` (from a document's id and a rule): outcomes, F1, and gains and losses."""
    rows: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document, found in read.items():
        for outcome in found:
            rows[outcome.part, view(document, outcome.rule)][outcome.result] += 1
    for change, changed in _changes(read, last):
        for document, fault in changed:
            part, rule, *_ = fault.split("|")
            rows[part, view(document, rule)][change] += 1
    print(f"\n{'part':15} {'by ' + name:32} {'right':>7} {'missed':>7} {'wrong':>7} {'slips':>6} {'F1':>8} {'gained':>6} {'lost':>6}")
    for (part, row), count in sorted(rows.items()):
        f1 = 2 * count["right"] / max(1, 2 * count["right"] + count["missed"] + count["wrong"])
        print(
            f"{part:15} {row[:32]:32} {count['right']:7,} {count['missed']:7,} {count['wrong']:7,} {count['slip'] or '':>6} {f1:8.5f}"
            f" {count['gained'] or '':>6} {count['lost'] or '':>6}"
        )


def _print_documents(read: Read, last: Faults | None) -> None:
    """Print for each part the documents that are now entirely right and were not in the last run, and those that no longer are."""
    print()
    changes = {change: _parts(changed) for change, changed in _changes(read, last)}
    before, now = _parts(_each(last or {})), _parts(_each(_faults(read)))
    for part in sorted({part for _, part in changes["gained"] | changes["lost"]}):
        for name, one, other in (("gained", before, now), ("lost", now, before)):
            documents = sorted(document for document, of in one - other if of == part and document in (last or {}))
            if documents:
                more = f" and {len(documents) - _MOST_NAMED} more" if len(documents) > _MOST_NAMED else ""
                print(f"{part}: {len(documents)} documents {name}: {', '.join(documents[:_MOST_NAMED])}{more}")
    if last is None:
        print("first run: nothing to compare with")
    elif not changes["gained"] and not changes["lost"]:
        print("no gains or losses since the last run")


def _print_errors(raw: Path, read: Read, options: argparse.Namespace) -> None:
    shown: Counter[tuple[str, ...]] = Counter()
    for document, found in read.items():
        if not options.apart and document.partition("/")[0] in APART:
            continue
        for part, rule, result, what, start, end in found:
            if result in ("missed", "wrong") and options.part in (None, part):
                shown[part, rule, result] += 1
                if shown[part, rule, result] <= options.errors:
                    text = _text(raw, document)
                    words = repr(f"{text[max(0, start - _AROUND) : start]}⟦{text[start:end][:60]}⟧{text[end : end + 25]}") if end else ""
                    print(f"{part}, {rule}, {result}: {document} {what} {words}")


def _faults(read: Read) -> Faults:
    return {
        document: [f"{part}|{rule}|{result}|{what}" for part, rule, result, what, *_ in found if result in ("missed", "wrong")]
        for document, found in read.items()
    }


def _changes(read: Read, last: Faults | None) -> Iterable[tuple[str, set[tuple[str, str]]]]:
    """Yield the faults of the last run that are gone, and those that are new."""
    now = _faults(read)
    before = {document: faults for document, faults in (last or {}).items() if document in now}
    now = {document: faults for document, faults in now.items() if document in before}
    return ("gained", _each(before) - _each(now)), ("lost", _each(now) - _each(before))


def _each(faults: Faults) -> set[tuple[str, str]]:
    return {(document, fault) for document, found in faults.items() for fault in found}


def _parts(faults: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(document, fault.partition("|")[0]) for document, fault in faults}


def _text(raw: Path, document: str) -> str:
    return (raw / f"{document}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
