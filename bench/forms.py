"""Measures how well captures in many forms are read: the shared corpus, rewritten into each form that `../shared/tools/dress.py` knows.

usage: forms.py [FORM ...] [--every N] [--seed N] [--errors N] [--apart] [--bounds] [--jobs N]

Each form is written to `.backchannel/forms/`, read with `backchannel records`, and scored with `../shared/tools/score.py`. The table has a
row for each form: markers, the share tied to the right note, documents read exactly, notes, page breaks, heads, numbers, documents split
from their file, documents with an error that no warning mentions, and texts for which the right profile was chosen. `--every 6` takes
every sixth document of a volume, which is enough for CI; `--apart` adds the held-out volumes.

Exit status: 0, also if there is nothing to measure; 1 if a figure is below its bound in `forms.toml`, or above that of `silent`.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from profiles import share_of_right_profiles
from shared_corpus import APART, PROJECT, SHARED, corpus

DRESS, SCORE = SHARED / "tools" / "dress.py", SHARED / "tools" / "score.py"
BOUNDS = Path(__file__).with_name("forms.toml")
ALL: tuple[str, ...] = ("raw", "running", "running-lost", "cut", "slash", "square", "raised", "caret", "plain-list")
ALL += ("below", "above", "both", "number-line", "many", "wrapped", "html", "mixed")
COLUMNS = ("documents", "absent", "markers", "tied", "exact", "notes", "pages", "head", "number", "split", "silent", "profile")
_ROW = re.compile(r"^(\S+)((?: +[\d.–]+){11})$", re.MULTILINE)

Figures = dict[str, float]
"""The figures of a form by column; a column without a figure is missing."""


def main() -> int:
    options = _options()
    folder = corpus(options.seed)
    if not folder:
        return 0
    sample = _sample(folder / "raw", options)
    print(f"{'form':<14}" + "".join(f"{column:>10}" for column in COLUMNS))
    below = []
    for form in options.forms or ALL:
        figures = _measure(sample, form, options)
        print(f"{form:<14}" + "".join(_shown(figures, column) for column in COLUMNS), flush=True)
        below += _below(form, figures) if options.bounds else []
    print("\n".join(below), end="\n" if below else "")
    return int(bool(below))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures how well captures in many forms are read.")
    parser.add_argument("forms", nargs="*", metavar="FORM", help=f"{', '.join(ALL)} (default: all)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth document of a volume")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the corpus and of its forms")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each kind")
    parser.add_argument("--apart", action="store_true", help="also read the held-out volumes")
    parser.add_argument("--bounds", action="store_true", help="fail if a figure is below its bound in forms.toml")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of workers")
    options = parser.parse_args()
    if unknown := sorted({*options.forms} - {*ALL}):
        parser.error(f"unknown form: {', '.join(unknown)}")
    return options


def _sample(raw: Path, options: argparse.Namespace) -> Path:
    """Copy the documents that are measured, with their truth."""
    sample = _emptied(PROJECT / ".backchannel" / "forms" / "raw")
    for truth in sorted(raw.glob("*.truth.jsonl")):
        volume = truth.name.removesuffix(".truth.jsonl")
        if volume in APART and not options.apart:
            continue
        rows = truth.read_text(encoding="utf-8").splitlines(keepends=True)[:: options.every]
        (sample / truth.name).write_text("".join(rows), encoding="utf-8")
        (sample / volume).mkdir()
        for row in rows:
            name = f"{json.loads(row)['id']}.txt"
            shutil.copyfile(raw / name, sample / name)
    return sample


def _measure(sample: Path, form: str, options: argparse.Namespace) -> Figures:
    """Write the sample in a form, read it, and return the figures of its documents."""
    dressed = sample if form == "raw" else _emptied(sample.with_name(form))
    if form != "raw":
        command = [sys.executable, str(DRESS), str(sample), str(dressed), "--form", form, "--seed", str(options.seed)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    written = sample.parent / f"{form}.jsonl"
    with written.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, "-m", "backchannel", "records", str(dressed), "--jobs", str(options.jobs)], stdout=out, check=True)
    errors = ["--errors", str(options.errors)] if options.errors else []
    scored = subprocess.run(
        [sys.executable, str(SCORE), str(dressed), str(written), "--by", "form", *errors], check=True, capture_output=True, text=True
    ).stdout
    if options.errors:
        print(scored)
    figures = _mean(scored) if form == "mixed" else dict(_rows(scored)).get(form) or dict(_rows(scored)).get("None", {})
    profile = share_of_right_profiles(dressed, written)
    return figures if profile is None else {**figures, "profile": profile}


def _rows(scored: str) -> Iterator[tuple[str, Figures]]:
    """Yield the rows of the table that the scorer prints, by form."""
    for row in _ROW.finditer(scored):
        values = zip(COLUMNS[:-1], row[2].split(), strict=True)
        yield row[1], {column: float(value) for column, value in values if value != "–"}


def _mean(scored: str) -> Figures:
    """Return the figures of all documents, whatever their form: those that the scorer prints above its table."""
    found = {name: float(value) for name, value in re.findall(r"^(\S+) +([\d.]+)$", scored, re.MULTILINE)}
    names = {"markers": "markers.f1", "tied": "markers.tied", "notes": "notes.f1", "pages": "pages.f1"}
    return {column: found[name] for column in COLUMNS if (name := names.get(column, column)) in found}


def _below(form: str, figures: Figures) -> list[str]:
    """Return a sentence for each figure that misses its bound."""
    bounds: dict[str, Figures] = tomllib.loads(BOUNDS.read_text(encoding="utf-8"))
    missed = []
    for column, bound in {**bounds["all"], **bounds.get(form, {})}.items():
        if column in figures and (figures[column] > bound if column == "silent" else figures[column] < bound):
            missed.append(f"{form}: {column} is {figures[column]:.4f}; the bound is {bound}")
    return missed


def _shown(figures: Figures, column: str) -> str:
    value = figures.get(column)
    return f"{'–':>10}" if value is None else f"{value:>10.0f}" if column in ("documents", "absent") else f"{value:>10.4f}"


def _emptied(folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
