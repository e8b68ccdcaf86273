"""Measures how well the fields of documents are read: parties, kind, place, subject, signature, lists, tables, source notes, messages.

usage: fields.py [--seed N] [--errors N] [--part NAME] [--bounds] [--runs FOLDER] [--jobs N] [--keep]

`backchannel records` reads the shared corpus. Its records are compared with the tags of the published volumes (`tagged_fields.py`) and
with fields that were judged by hand (`judged_fields.py`). Published tags that are wrong are listed in `slips.toml` and not counted. Nobody
reads the held-out volumes, so that list has none of theirs, and their figures, shown in the column `apart`, are low.

`--errors` shows only errors in the volumes to tune on, each with the key that `slips.toml` needs.

Exit status: 0, also if there is nothing to measure; 1 if a figure is below its bound in `fields.toml`, or if a slip was not met.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from judged_fields import judged_fields, judged_rows
from outcomes import Outcome, Record
from shared_corpus import APART, PROJECT, corpus
from tagged_fields import Slips, slip_key, tagged_fields

BOUNDS = Path(__file__).with_name("fields.toml")
_AROUND = 45
"""Characters shown before an error."""
_COUNTS = ("right", "missed", "wrong", "slip")

Read = dict[str, list[Outcome]]
"""The outcomes of each document."""
Figures = dict[str, float]


def main() -> int:
    options = _options()
    folder = corpus(options.seed)
    if not folder:
        return 0
    raw, slips = folder / "raw", Slips()
    options.runs.mkdir(parents=True, exist_ok=True)
    read = _compare(raw, _records(raw, options), slips)
    stored = options.runs / f"field-faults-{options.seed}.json"
    figures = _print_table(read, _stored(stored))
    if options.errors:
        _print_errors(raw, read, options)
    if not options.keep:
        stored.write_text(json.dumps(_faults(read)), encoding="utf-8")
    unused = sorted(slips.places - slips.used) if options.seed == 1 else []
    below = _below(figures) if options.bounds else []
    print("\n".join([*(f"not met: {key}" for key in unused), *below]))
    return int(bool(below or (options.bounds and unused)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures how well the fields of documents are read.")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the corpus")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each part and kind")
    parser.add_argument("--part", help="show the errors of this part only: names, place, signature …")
    parser.add_argument("--bounds", action="store_true", help="fail if a figure is below its bound in fields.toml")
    parser.add_argument("--runs", type=Path, default=PROJECT / ".backchannel" / "accuracy", help="where runs are stored")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of workers")
    parser.add_argument("--keep", action="store_true", help="do not replace the stored run with this one")
    return parser.parse_args()


def _records(raw: Path, options: argparse.Namespace) -> dict[str, Record]:
    command = [sys.executable, "-m", "backchannel", "records", str(raw), "--jobs", str(options.jobs)]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode("utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def _compare(raw: Path, records: dict[str, Record], slips: Slips) -> Read:
    rows = judged_rows()
    read = {}
    for truth in (json.loads(line) for file in sorted(raw.glob("*.truth.jsonl")) for line in file.open(encoding="utf-8")):
        record, text = records[truth["id"]], _text(raw, truth["id"])
        read[truth["id"]] = [*tagged_fields(record, truth, text, slips), *judged_fields(record, truth, text, rows)]
    return read


def _print_table(read: Read, last: dict[str, list[str]] | None) -> Figures:
    """Print a row for each part, and its rules if it has several. Return the figures: `names.precision`, `names.held-out.f1`."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    apart: dict[str, Counter[str]] = defaultdict(Counter)
    for document, found in read.items():
        for outcome in found:
            if document.partition("/")[0] in APART:
                apart[outcome.part][outcome.result] += 1
            else:
                counts[outcome.part, ""][outcome.result] += 1
                counts[outcome.part, outcome.rule][outcome.result] += 1
    changes = _changes(read, last)
    print(f"{'part':30}" + "".join(f"{name:>8}" for name in (*_COUNTS, "P", "R", "F1", "apart", "gained", "lost")))
    figures: Figures = {}
    for (part, rule), count in sorted(counts.items()):
        if rule and sum(1 for other, _ in counts if other == part) < 3:
            continue
        values = _figures(count)
        cells = "".join(f"{count[name] or '':>8}" for name in _COUNTS) + "".join(f"{value:8.4f}" for value in values.values())
        if not rule:
            figures |= {f"{part}.{name}": value for name, value in values.items()}
            if part in apart:
                figures[f"{part}.held-out.f1"] = _figures(apart[part])["f1"]
            cells += f"{figures.get(f'{part}.held-out.f1', float('nan')):8.4f}"
            cells += "".join(f"{changes[change, part] or '':>8}" for change in ("gained", "lost"))
        print(f"{'  ' + rule if rule else part:30}{cells}")
    return figures


def _figures(count: Counter[str]) -> Figures:
    precision = count["right"] / max(1, count["right"] + count["wrong"])
    recall = count["right"] / max(1, count["right"] + count["missed"])
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


def _changes(read: Read, last: dict[str, list[str]] | None) -> Counter[tuple[str, str]]:
    """Count by part the faults of the last run that are gone, and those that are new."""
    now, before = _each(_faults(read)), _each(last or {})
    if last is None:
        return Counter()
    found = [("gained", fault) for fault in before - now] + [("lost", fault) for fault in now - before]
    return Counter((change, fault.partition("|")[0]) for change, (_, fault) in found)


def _faults(read: Read) -> dict[str, list[str]]:
    return {
        document: [f"{part}|{rule}|{result}|{what}" for part, rule, result, what, *_ in found if result in ("missed", "wrong")]
        for document, found in read.items()
    }


def _each(faults: dict[str, list[str]]) -> set[tuple[str, str]]:
    return {(document, fault) for document, found in faults.items() for fault in found}


def _stored(file: Path) -> dict[str, list[str]] | None:
    found: dict[str, list[str]] | None = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
    return found


def _print_errors(raw: Path, read: Read, options: argparse.Namespace) -> None:
    shown: Counter[tuple[str, ...]] = Counter()
    for document, outcome in _errors(read):
        if options.part not in (None, outcome.part):
            continue
        kind = (outcome.part, outcome.rule, outcome.result)
        shown[kind] += 1
        if shown[kind] <= options.errors:
            text, (start, end) = _text(raw, document), outcome[-2:]
            words = repr(f"{text[max(0, start - _AROUND) : start]}⟦{text[start:end][:60]}⟧{text[end : end + 25]}") if end else ""
            print(f"{', '.join(kind)}: {slip_key('', document, text[start:end])} {outcome.what} {words}")


def _errors(read: Read) -> Iterator[tuple[str, Outcome]]:
    for document, found in read.items():
        if document.partition("/")[0] not in APART:
            yield from ((document, outcome) for outcome in found if outcome.result in ("missed", "wrong"))


def _below(figures: Figures) -> list[str]:
    """Return a sentence for each figure that misses its bound."""
    bounds: Figures = tomllib.loads(BOUNDS.read_text(encoding="utf-8"))
    return [f"{name} is {figures.get(name, 0):.5f}; the bound is {bound}" for name, bound in bounds.items() if figures.get(name, 0) < bound]


def _text(raw: Path, document: str) -> str:
    return (raw / f"{document}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
