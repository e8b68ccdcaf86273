"""Read what the search wrote, as a browser does: codes, postings and files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from backchannel.search.codes import BASE, DIGITS

NOTES = 1 << 23
"""Positions in notes are counted from here."""


def numbers(codes: str) -> list[int]:
    """Read numbers that follow each other."""
    found, number = [], 0
    for value in map(DIGITS.index, codes):
        if value >= BASE:
            number = number * BASE + value - BASE + 1
        else:
            found.append(number * BASE + value)
            number = 0
    return found


def documents(codes: str) -> dict[int, tuple[int, int]]:
    """Read the documents of a term: weight and zone by slot."""
    found, slot = {}, 0
    while codes:
        end = next(n for n, character in enumerate(codes) if DIGITS.index(character) < BASE) + 1
        slot += numbers(codes[:end])[0]
        found[slot] = divmod(DIGITS.index(codes[end]), 4)
        codes = codes[end + 1 :]
    return found


def positions(codes: str) -> list[list[int]]:
    """Read the positions of a term in each of its documents."""
    return [
        [place for zone, part in zip((0, NOTES), document.split(","), strict=False) for place in _sums(part, zone)]
        for document in codes.split(" ")
    ]


def _sums(codes: str, place: int) -> list[int]:
    found = []
    for gap in numbers(codes):
        place += gap
        found.append(place)
    return found


def shard(file: Path) -> Any:
    """Read a file of the search: its lines, or the data in it."""
    match = re.fullmatch(r'\(window\.shards\?\?=\{\}\)\["([^"]+)"\]=(.*);\n', file.read_text(encoding="utf-8"), re.DOTALL)
    assert match
    assert match[1] == file.stem
    return json.loads(match[2]) if match[2][0] in "[{" else match[2].removeprefix("`").removesuffix("`").splitlines()


def directory(site: Path) -> Any:
    """Read the directory of the search."""
    return json.loads((site / "search" / "directory.js").read_text(encoding="utf-8").removeprefix("window.directory=").removesuffix(";\n"))
