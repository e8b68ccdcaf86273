"""Measures how well subjects and participants are read, against the structure of the TEI volumes (`subject_truth.py`).

usage: subjects.py [--form FORM ...] [--every N] [--seed N] [--errors N] [--untagged] [--apart] [--bounds] [--jobs N]

The shared corpus is read with `backchannel records`, as it is (`raw`) or rewritten into the forms of real captures. Two tables have a row
for each volume: subjects, and the names of participants, each right, missed, wrong, or a slip of the volume, with precision and recall.
`untagged` counts the names read in lists of participants that the volume leaves without a tag; they count only if they are judged wrong.
`subject_slips.toml` has the tags that are wrong, and the untagged readings that are.

Errors are shown only for the volumes to tune on, unless `--apart` asks for the others.

Exit status: 0, also if there is nothing to measure; 1 if a figure of the tuned volumes is below its bound in `subject_bounds.toml`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from forms import ALL, DRESS
from outcomes import Outcome, Record, Result
from shared_corpus import APART, PROJECT, corpus
from subject_truth import ParticipantItem, SubjectTruth, plain, truths
from tagged_fields import Slips, slip_key

BOUNDS = Path(__file__).with_name("subject_bounds.toml")
SLIPS = Path(__file__).with_name("subject_slips.toml")
_PARTS = ("subject", "participant")
_TITLE = re.compile(
    r"(?:(?:Lt|Lieutenant|Major|Maj|Brig|Brigadier|Vice|Rear|Field|Under|Deputy|Assistant|Prime|Foreign|Ambassador|General|Gen|Colonel|Col"
    r"|Admiral|Adm|H\.E|Air|Honorable|Viscount|M|Captain|Marshal|Minister|President|Secretary|Senator|Dr|Mr|Mrs|Miss|Sir|Lord)\b\.? ?)+"
)
"""Titles that some tags include: a record has them with the office."""
_IN_AN_OFFICE = re.compile(rf"\bto (?:[A-Z][a-z]+(?:n|ese) )?{_TITLE.pattern}$")
"""The words before a tag of someone who was not there: `Adviser to Ambassador Archer`"""
_JUNIOR = re.compile(r",? (?:[JS]r\.?|III?)(?!\w)")

Read = dict[str, list[Outcome]]
"""The outcomes of each document."""


def main() -> int:
    options = _options()
    folder = corpus(options.seed)
    if not folder:
        return 0
    published = {id: truth for volume in sorted((folder / "tei").glob("*.xml")) for id, truth in truths(volume)}
    below = []
    for form in options.form:
        slips = Slips(SLIPS)
        records = (record for record in _records(folder / "raw", form, options) if record["id"] in published)
        read = {record["id"]: [*_outcomes(record, published[record["id"]], slips)] for record in records}
        tables = {part: _table(read, part) for part in _PARTS}
        for part, table in tables.items():
            _print_table(f"{part}s, {form}", table, len(read))
        _print_errors(read, options)
        below += _below(tables) if options.bounds else []
    print("\n".join(below), end="\n" if below else "")
    return int(bool(below))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures how well subjects and participants are read.")
    parser.add_argument("--form", nargs="*", default=["raw"], choices=ALL, metavar="FORM", help="forms of captures: raw, wrapped, html …")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth document of a volume")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the corpus and of its forms")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each volume and kind")
    parser.add_argument("--untagged", action="store_true", help="also show the untagged names")
    parser.add_argument("--apart", action="store_true", help="also show errors of the held-out volumes")
    parser.add_argument("--bounds", action="store_true", help="fail if a figure is below its bound in subject_bounds.toml")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of workers")
    return parser.parse_args()


def _records(raw: Path, form: str, options: argparse.Namespace) -> Iterator[Record]:
    """Read the corpus in a form, and yield the records of its documents."""
    dressed = raw if form == "raw" else PROJECT / ".backchannel" / "forms" / f"subjects-{options.seed}-{form}"
    if not dressed.is_dir():
        command = [sys.executable, str(DRESS), str(raw), str(dressed), "--form", form, "--seed", str(options.seed)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "backchannel", "records", str(dressed), "--jobs", str(options.jobs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as reading:
        records = (json.loads(line) for line in reading.stdout or ())
        yield from (record for i, record in enumerate(records) if i % options.every == 0)


def _outcomes(record: Record, truth: SubjectTruth, slips: Slips) -> Iterator[Outcome]:
    """Compare a record with its document, by words: a capture may have changed all places."""
    document = record["id"]
    found = Counter(plain(subject["text"]) for subject in record["subject"])
    tagged = Counter(plain(words) for words in truth.subjects)
    for part, words, result in (("subject", words, result) for words, result in _compared(found, tagged)):
        yield _outcome(part, document, words, result, slips)
    names = Counter(plain(person["name"]) for line in record["participants"] for person in line.get("people", ()) if person["name"])
    tags = Counter(plain(name) for item in truth.participants for tag in item.names for name in _name(tag, item, names))
    for words, result in _compared(names, tags):
        if result == "wrong" and not _is_wrong(words, truth.participants):
            yield _outcome("untagged", document, words, "right", slips)
        else:
            yield _outcome("participant", document, words, result, slips)


def _compared(found: Counter[str], wanted: Counter[str]) -> Iterator[tuple[str, Result]]:
    for words in {**wanted, **found}:
        right = min(found[words], wanted[words])
        counts: tuple[tuple[Result, int], ...] = (("right", right), ("missed", wanted[words] - right), ("wrong", found[words] - right))
        for result, count in counts:
            yield from ((words, result) for _ in range(count))


def _name(tag: str, item: ParticipantItem, read: Iterable[str]) -> list[str]:
    """Return the name that a tag means: without its titles; with the given names or initials directly before it that it leaves out, if they
    were read. A tag that has only a title names nobody, and so does one in the words of an office: `Adviser to Ambassador Archer`."""
    name = _TITLE.sub("", tag, count=1) if _TITLE.match(tag) else tag
    at = item.words.find(tag)
    before, after = item.words[:at], item.words[at + len(tag) :]
    if _IN_AN_OFFICE.search(before) or after.startswith(("'s", "’s", "s' ")):
        return []
    if (junior := _JUNIOR.match(after)) and plain(f"{name}{junior[0]}") in read:
        return [f"{name}{junior[0]}"]
    given = re.search(r"(?:\b(?:[A-Z]\.\s?)+|(?:^|(?<=[;,—–] ))[A-Z][a-z]+ )$", before)
    longer = plain(f"{given[0]}{name}") if given else ""
    return [longer if longer in read else name] if plain(name) else []


def _is_wrong(words: str, items: Sequence[ParticipantItem]) -> bool:
    """Return whether a name that no tag has is wrong: a part of a tagged name of its line or more than it, or the heading of a group."""
    for item in items:
        if words in (line := plain(item.words)):
            tagged = [plain(name) for name in item.names]
            if (item.heads and words == line) or any(words in tag or tag in words for tag in tagged):
                return True
    return False


def _outcome(part: str, document: str, words: str, result: Result, slips: Slips) -> Outcome:
    """Make an outcome. A name that was judged to be none is wrong; a fault at a slip of the volume is no fault."""
    key = slip_key(part, document, words)
    if slips.has(key):
        part, result = ("participant", "wrong") if part == "untagged" else (part, "slip" if result != "right" else result)
    return Outcome(part, document.partition("/")[0], result, f"{key.rpartition(' ')[2]} {words}")


def _table(read: Read, part: str) -> dict[str, Counter[str]]:
    """Count the outcomes of a part by volume."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for found in read.values():
        for outcome in found:
            if outcome.part == part or (part, outcome.part) == ("participant", "untagged"):
                table[outcome.rule]["untagged" if outcome.part == "untagged" else outcome.result] += 1
    return table


def _print_table(title: str, table: dict[str, Counter[str]], documents: int) -> None:
    print(f"\n{title} ({documents:,} documents)")
    print(f"{'volume':20} {'right':>6} {'missed':>6} {'wrong':>6} {'slips':>6} {'untagged':>8} {'precision':>9} {'recall':>7}")
    for volume, count in sorted(table.items()):
        print(_row(volume + ("*" if volume in APART else ""), count))
    print(_row("tuned on", _sum(table, apart=False)))
    print(_row("* held out", _sum(table, apart=True)))
    print(_row("all", _sum(table, apart=False) + _sum(table, apart=True)))


def _row(name: str, count: Counter[str]) -> str:
    counts = " ".join(f"{count[result]:6,}" for result in ("right", "missed", "wrong", "slip"))
    return f"{name:20} {counts} {count['untagged']:8,} {_precision(count):9.4f} {_recall(count):7.4f}"


def _sum(table: dict[str, Counter[str]], *, apart: bool) -> Counter[str]:
    return sum((count for volume, count in table.items() if (volume in APART) == apart), Counter())


def _precision(count: Counter[str]) -> float:
    return count["right"] / max(1, count["right"] + count["wrong"])


def _recall(count: Counter[str]) -> float:
    return count["right"] / max(1, count["right"] + count["missed"])


def _below(tables: dict[str, dict[str, Counter[str]]]) -> list[str]:
    """Return a sentence for each figure that misses its bound."""
    bounds: dict[str, float] = tomllib.loads(BOUNDS.read_text(encoding="utf-8"))
    counts = {part: _sum(table, apart=False) for part, table in tables.items()}
    figures = {
        f"{part}.{name}": of(count) for part, count in counts.items() for name, of in (("precision", _precision), ("recall", _recall))
    }
    return [f"{name} is {figures[name]:.4f}; the bound is {bound}" for name, bound in bounds.items() if figures[name] < bound]


def _print_errors(read: Read, options: argparse.Namespace) -> None:
    shown: Counter[tuple[str, ...]] = Counter()
    for document, found in read.items():
        for part, volume, result, what, *_ in found:
            if (result == "right" and not (options.untagged and part == "untagged")) or result == "slip":
                continue
            shown[part, volume, result] += 1
            if shown[part, volume, result] <= options.errors and (options.apart or volume not in APART):
                print(f"{part}, {result}: {document} {what}")


if __name__ == "__main__":
    sys.exit(main())
