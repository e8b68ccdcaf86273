"""What two sites have on their pages, counted alike, and what it costs at the least to write one: the same bytes to as many files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

_DOCUMENT = b'<article class="doc"'
_NOTE = re.compile(rb'<li id="(?:[^"]*fn(?!ref)[^":]+|fn:\d+)"')
"""`d145fn3`, and Hugo's `fn:3`."""
_BREAK = re.compile(rb'<span[^>]* id="pg_[^"]*"')


class Printed(NamedTuple):
    """Pages of a site, those of documents among them with their bytes, and on these the notes and the page breaks that can be led to."""

    pages: int
    documents: int
    notes: int
    breaks: int
    bytes: int


class Floor(NamedTuple):
    """What writing a site's bytes costs: how many files and bytes, and the seconds."""

    files: int
    bytes: int
    wall: float


def printed(site: Path) -> Printed:
    pages = list(map(_page, sorted(site.rglob("*.html"))))
    return Printed(*map(sum, zip(*pages, strict=True)))


def _page(file: Path) -> Printed:
    page = file.read_bytes()
    if _DOCUMENT not in page:
        return Printed(1, 0, 0, 0, 0)
    return Printed(1, 1, len(_NOTE.findall(page)), len(_BREAK.findall(page)), len(page))


def floor(site: Path, to: Path) -> Floor:
    """Write all files of `site` again below `to`, folder by folder; only the writing is timed. What was written is removed."""
    shutil.rmtree(to, ignore_errors=True)
    folders = [site, *sorted(folder for folder in site.rglob("*") if folder.is_dir())]
    written = [_write(folder, to / folder.relative_to(site)) for folder in folders]
    shutil.rmtree(to)
    return Floor(sum(part.files for part in written), sum(part.bytes for part in written), sum(part.wall for part in written))


def _write(folder: Path, to: Path) -> Floor:
    data = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    begun = perf_counter()
    to.mkdir(parents=True)
    for name, content in data.items():
        (to / name).write_bytes(content)
    return Floor(len(data), sum(map(len, data.values())), perf_counter() - begun)
