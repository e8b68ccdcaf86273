"""Measures how well raw texts are read and linked, and what a change has won and lost.

usage: accuracy.py [--seed N] [--errors N] [--bounds] [--runs FOLDER] [--jobs N] [--keep]

The shared corpus, made with a seed, is read and linked as `backchannel records` does it; `../shared/tools/score.py` scores the records
against the truth, and each document is compared with the last run: which of its parts became right, which became wrong. The run is
then stored in its place.

Exit status: 0, also where there is nothing to measure with; 1 if a figure is below its bound in `bounds.toml`, or a document absent.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from shared_corpus import PROJECT, SHARED, corpus

SCORE = SHARED / "tools" / "score.py"
BOUNDS = Path(__file__).with_name("bounds.toml")

Record = dict[str, Any]
"""One object of the records contract, or of the truth."""
Rights = dict[str, list[str]]
"""The parts of each document that were read right."""


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
    records = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    status = subprocess.run(_score_command(options, raw, written), check=False).returncode
    now = _all_rights(raw, records)
    absent = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in raw.glob("*.truth.jsonl")) - len(now)
    _compare_with_last_run(options, now)
    return status or int(options.bounds and absent > 0)


def rights(record: Record, truth: Record) -> list[str]:
    """Which parts of a document were read right: `markers`, `notes`, `head`, `date`, `references`."""
    return [part for part, is_right in _PARTS.items() if is_right(record, truth)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures how well raw texts are read and linked.")
    parser.add_argument("--seed", type=int, default=1, help="the seed that the corpus is made with")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N examples of each kind of miss")
    parser.add_argument("--bounds", action="store_true", help="fail where a figure is below its bound in bounds.toml")
    parser.add_argument("--runs", type=Path, default=PROJECT / ".backchannel" / "accuracy", help="where runs are stored")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of workers")
    parser.add_argument("--keep", action="store_true", help="do not store this run in place of the last")
    return parser.parse_args()


def _score_command(options: argparse.Namespace, raw: Path, records: Path) -> list[str]:
    command = [sys.executable, str(SCORE), str(raw), str(records)]
    command += ["--errors", str(options.errors)] if options.errors else []
    bounds = tomllib.loads(BOUNDS.read_text(encoding="utf-8")) if options.bounds else {}
    return command + (["--min", *(f"{figure}={bound}" for figure, bound in bounds.items())] if bounds else [])


def _compare_with_last_run(options: argparse.Namespace, now: Rights) -> None:
    stored = options.runs / f"rights-{options.seed}.json"
    last: Rights = json.loads(stored.read_text(encoding="utf-8")) if stored.exists() else {}
    _print_changes(last, now)
    if not options.keep:
        stored.write_text(json.dumps(now, sort_keys=True), encoding="utf-8")


def _all_rights(raw: Path, records: list[Record]) -> Rights:
    read = {record["id"]: record for record in records}
    found: Rights = {}
    for file in sorted(raw.glob("*.truth.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            truth = json.loads(line)
            if truth["id"] in read:
                found[truth["id"]] = rights(read[truth["id"]], truth)
    return found


def _print_changes(last: Rights, now: Rights) -> None:
    """Prints, for each part, the documents that were won and lost since the last run."""
    changes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document in sorted(last.keys() & now.keys()):
        for part in _PARTS:
            before, after = part in last[document], part in now[document]
            if before != after:
                changes[part, "gains" if after else "losses"].append(document)
    print()
    for (part, change), documents in sorted(changes.items()):
        more = f" and {len(documents) - 12} more" if len(documents) > 12 else ""
        print(f"{part} {change}: {len(documents)}: {', '.join(documents[:12])}{more}")
    if not changes:
        print("no gains and no losses against the last run" if last else "the first run on this folder: nothing to compare with")


def _marks(parts: list[Record]) -> set[tuple[str, int, int]]:
    return {(part["n"], part["start"], part["end"]) for part in parts}


def _markers_right(record: Record, truth: Record) -> bool:
    return _marks(record["markers"]) == _marks([marker for marker in truth["markers"] if marker["where"] == "body"])


def _head_right(record: Record, truth: Record) -> bool:
    if not truth["head"]:
        return True
    head = record["head"] or {"start": -1, "end": -1}
    return bool(head["start"] == truth["head"][0]["start"] and 0 <= truth["head"][0]["end"] - head["end"] <= 6)


def _date_right(record: Record, truth: Record) -> bool:
    if not isinstance(truth["date"], str):
        return True
    if record["date"] is None:
        return False
    first, _, last = record["date"]["edtf"].partition("/")
    day = truth["date"][:10]
    return bool(first.replace("..", "0")[:10] <= day <= (last or first).replace("..", "9")[:10])


def _references_right(record: Record, truth: Record) -> bool:
    """Whether each link of the published volume has a reference at its words."""
    spans = [(reference["start"], reference["end"]) for reference in record["references"]]
    return all(any(start < ref["end"] and ref["start"] < end for start, end in spans) for ref in truth["refs"])


_PARTS = {
    "markers": _markers_right,
    "notes": lambda record, truth: _marks(record["notes"]) == _marks(truth["notes"]),
    "head": _head_right,
    "date": _date_right,
    "references": _references_right,
}

if __name__ == "__main__":
    sys.exit(main())
