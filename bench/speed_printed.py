"""Counts what two sites have on their pages, and measures the minimum cost of a site: writing the same bytes to as many files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

_DOCUMENT = b'<article class="doc"'
_NOTE = re.compile(rb'<li id="(?:[^"]*fn(?!ref)[^":]+|fn:\d+)"')
"""Matches `d145fn3`, and Hugo's `fn:3`."""
_BREAK = re.compile(rb'<span[^>]* id="pg_[^"]*"')


class Printed(NamedTuple):
    """The number of pages of a site, the number and bytes of its document pages, and their notes and page breaks that have ids."""

    pages: int
    documents: int
    notes: int
    breaks: int
    bytes: int


class Floor(NamedTuple):
    """The cost of writing a site's bytes: how many files and bytes, and the seconds."""

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
    """Write all files of `site` again below `to`, folder by folder. Only the writing is timed. The new files are removed."""
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
