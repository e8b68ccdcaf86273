"""Compares the capture profile that was chosen for each text with the form in which `../shared/tools/dress.py` wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MARKERS = ("slash", "square", "raised", "caret")
"""Forms that change the markers; in all others they are plain figures."""
LISTS = {"slash": "slash", "square": "square", "raised": "bare", "caret": "caret"}
"""How the notes of these begin."""
STYLES = {
    "1. Words": "period",
    "1.<tab>Words": "period",
    "1 Words": "bare",
    "1) Words": "half parenthesis",
    "• Words ↩": "arrow",
    "* Words ↩": "arrow",
}
"""How the notes of `plain-list` begin, by style."""
VARIANTS = {"numbered": "indented", "arrow": "arrow", "none": "none"}
"""How the notes of a raw text begin, by variant."""


def share_of_right_profiles(dressed: Path, records: Path) -> float | None:
    """Return the share of texts whose profile is that of their form, or None if there are none. Web pages have no profile."""
    read = {record["id"]: record["profile"] for record in map(json.loads, records.read_text(encoding="utf-8").splitlines())}
    rows = [row for row in _rows(dressed) if row["id"] in read and row.get("form") != "html"]
    return sum(read[row["id"]] == profile_of(row) for row in rows) / len(rows) if rows else None


def profile_of(row: Mapping[str, Any]) -> str:
    """Return the profile of a text, given the row of its truth: `figures/indented`, `square/square`."""
    form = row.get("form", "raw")
    markers = form if form in MARKERS and row["markers"] else "figures"
    if not row["notes"]:
        return f"{markers}/none"
    return f"{markers}/{LISTS.get(form) or STYLES.get(row.get('style') or '') or VARIANTS[row['variant']]}"


def _rows(dressed: Path) -> Iterator[dict[str, Any]]:
    for truth in sorted(dressed.glob("*.truth.jsonl")):
        yield from map(json.loads, truth.read_text(encoding="utf-8").splitlines())
