"""Measures how well raw texts are read, and what a change to a reader has won and lost.

usage: accuracy.py [RAW] [--errors N] [--min KEY=VALUE ...] [--sample N] [--runs FOLDER] [--jobs N] [--keep]

RAW holds `<volume>/<document>.txt` and, beside each folder, `<volume>.truth.jsonl`, as `../shared/tools/tei_to_raw.py` writes them.
Each text is read, the records are scored by `../shared/tools/score.py`, and each document is compared with the last run on the same
folder: which of its parts became right, which became wrong. The run is then stored in its place.

Exit status: 0, also where there is nothing to measure with; 1 if a figure is below its bound; 2 for a wrong command line.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from backchannel.readers.text.document import read_document
from backchannel.records import Document, Reference
from backchannel.source import Source

PROJECT = Path(__file__).resolve().parent.parent
SCORE = PROJECT.parent / "shared" / "tools" / "score.py"

Record = dict[str, Any]
"""One object of the records contract, or of the truth."""
Rights = dict[str, list[str]]
"""The parts of each document that were read right."""


def main() -> int:
    options = _options()
    if not SCORE.exists():
        print(f"nothing was measured: {SCORE} is not there")
        return 0
    if not any(options.raw.glob("*.truth.jsonl")):
        print(f"nothing was measured: {options.raw} has no *.truth.jsonl (../shared/tools/corpus.sh makes them)")
        return 0
    options.runs.mkdir(parents=True, exist_ok=True)
    records = read_all(options.raw, options.jobs, options.sample)
    written = options.runs / "records.jsonl"
    written.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    status = subprocess.run(_score_command(options, written), check=False).returncode
    _compare_with_last_run(options, records)
    return status


def read_all(raw: Path, jobs: int, sample: int) -> list[Record]:
    """The records of all texts in `raw`, sorted by path; with `sample`, of every text whose place in that order it divides."""
    paths = sorted(raw.glob("*/*.txt"))[:: sample or 1]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_read, paths, chunksize=50))


def rights(record: Record, truth: Record) -> list[str]:
    """Which parts of a document were read right: `markers`, `notes`, `head`, `date`, `references`."""
    return [part for part, is_right in _PARTS.items() if is_right(record, truth)]


def _read(path: Path) -> Record:
    document = read_document(Source.read(path, path.parent.parent), path.parent.name)
    record: Record = json.loads(document.model_dump_json(by_alias=True, exclude={"text"}))
    record["references"] = [
        {**json.loads(reference.model_dump_json()), "target": _target(document, reference)} for reference in document.references
    ]
    return record


def _target(document: Document, reference: Reference) -> str | None:
    """What the words of a reference name, without asking whether it exists: that is the edition's to say."""
    cited, own = reference.cited, document.id.partition("/")[0]
    volume = cited.volume or own
    name = f"d{cited.document}" if cited.document else None
    if cited.relation == "here" and reference.kind == "note":
        name = document.id.partition("/")[2]
    if reference.kind == "page":
        return f"{volume}#pg_{cited.page}"
    if reference.kind == "volume":
        return volume
    if name is None:
        return None
    return f"{volume}/{name}#{name}fn{cited.note}" if cited.note else f"{volume}/{name}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures how well raw texts are read.")
    parser.add_argument("raw", type=Path, nargs="?", default=PROJECT / ".backchannel" / "corpus" / "raw", help="the folder of raw texts")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N examples of each kind of miss")
    parser.add_argument("--min", nargs="*", default=[], metavar="KEY=VALUE", help="lower bounds of figures")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="read each Nth document only")
    parser.add_argument("--runs", type=Path, default=PROJECT / ".backchannel" / "accuracy", help="where runs are stored")
    parser.add_argument("--jobs", type=int, default=None, metavar="N", help="number of workers")
    parser.add_argument("--keep", action="store_true", help="do not store this run in place of the last")
    return parser.parse_args()


def _score_command(options: argparse.Namespace, records: Path) -> list[str]:
    command = [sys.executable, str(SCORE), str(options.raw), str(records)]
    command += ["--errors", str(options.errors)] if options.errors else []
    return command + (["--min", *options.min] if options.min else [])


def _compare_with_last_run(options: argparse.Namespace, records: list[Record]) -> None:
    name = hashlib.sha256(str(options.raw.resolve()).encode()).hexdigest()[:8]
    stored = options.runs / f"{name}.json"
    last: Rights = json.loads(stored.read_text()) if stored.exists() else {}
    now = _all_rights(options.raw, records)
    _print_changes(last, now)
    if not options.keep:
        stored.write_text(json.dumps({**last, **now}, sort_keys=True))


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
