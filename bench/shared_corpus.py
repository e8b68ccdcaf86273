"""Makes an edition from the shared corpus: 12 real volumes as raw text, with the truth next to them. Only for measuring; never committed.

It is next to the project in `../shared`, where developers and CI have it; users do not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from lxml import etree

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
APART = frozenset({"frus1955-57v01", "frus1961-63v22", "frus1964-68v26", "frus1977-80v01"})
"""The volumes that no reader is tuned on: a third of the corpus. Their figures are an estimate for unseen volumes."""
TEI = "{http://www.tei-c.org/ns/1.0}"


def corpus(seed: int = 1, form: str = "mixed") -> Path | None:
    """Return the folder of the corpus made with `seed`: an edition with texts in `raw/`, whose notes have that form (`numbered`, `arrow`,
    `none`, or all of them mixed). It is made if it is missing. Without `../shared`, print a message and return None."""
    if not (SHARED / "corpus").is_dir():
        print(f"skipped: {SHARED / 'corpus'} does not exist")
        return None
    folder = PROJECT / ".backchannel" / (f"corpus-{seed}" if form == "mixed" else f"corpus-{seed}-{form}")
    if not (folder / "edition.toml").exists():
        command = ["bash", str(SHARED / "tools" / "corpus.sh"), str(folder), str(seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHON": sys.executable})
        if form != "mixed":
            again = [
                sys.executable,
                str(SHARED / "tools" / "tei_to_raw.py"),
                str(folder / "raw"),
                *map(str, sorted((folder / "tei").glob("*.xml"))),
            ]
            subprocess.run([*again, "--variant", form, "--seed", str(seed)], check=True)
        for volume in sorted((folder / "tei").glob("*.xml")):
            (folder / "raw" / volume.stem / "volume.toml").write_text(title_page(volume), encoding="utf-8")
        (folder / "edition.toml").write_text('title = "Corpus"\ndocuments = "raw"\n', encoding="utf-8")
    return folder


def title_page(volume: Path) -> str:
    """Make `volume.toml` from the header of a TEI volume."""
    header = next(element for _, element in etree.iterparse(str(volume), tag=f"{TEI}teiHeader", recover=True))
    values = {
        "title": _text(header, "title[@type='volume']"),
        "subseries": _text(header, "title[@type='subseries']"),
        "place": _text(header, "pubPlace"),
        "publisher": _text(header, "publisher"),
    }
    name, _, part = _text(header, "title[@type='volumenumber']").removeprefix("Volume ").partition(", Part ")
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in {**values, "volume": name, "part": part}.items() if value]
    year = _text(header, "publicationStmt/{*}date")
    return "\n".join([*lines, *([f"year = {year}"] if year.isdecimal() else [])]) + "\n"


def _text(header: etree._Element, path: str) -> str:
    found = header.find(f".//{{*}}{path}")
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())
