"""Counts what sites have on their pages, compares these, and measures the minimum cost of a site: writing its bytes to as many files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from urllib.parse import unquote

from lxml import html

_DOCUMENT = re.compile(rb'<article class="(?:doc"|md-content__inner )')
"""Matches ours, Hugo's, and MkDocs's."""
_NOTE = re.compile(rb'<li id="(?:[^"]*fn(?!ref)[^":]+|fn:\d+)"')
"""Matches `d145fn3`, and `fn:3` of Hugo and MkDocs."""
_SAMPLE = 50
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
    pages = [_page(file, site) for file in sorted(site.rglob("*.html"))]
    return Printed(*map(sum, zip(*pages, strict=True)))


def _page(file: Path, site: Path) -> Printed:
    """Count what is on a page. Those of documents are in the folders of volumes."""
    page = file.read_bytes()
    if file.parent == site or not _DOCUMENT.search(page):
        return Printed(1, 0, 0, 0, 0)
    return Printed(1, 1, len(_NOTE.findall(page)), len(_BREAK.findall(page)), len(page))


def unlike(site: Path, other: Path) -> int:
    """Count the pages of documents, one in fifty, whose elements, attributes and words are not the same on another site."""
    documents = [file for file in sorted(site.glob("*/*.html")) if _DOCUMENT.search(file.read_bytes())]
    return sum(_elements(file) != _elements(other / file.relative_to(site)) for file in documents[::_SAMPLE])


def _elements(file: Path) -> list[tuple[str, list[tuple[str, str]], str, str]]:
    """List the elements of a page with their attributes, the words in them and those after them. Hugo escapes signs in addresses."""
    root = html.document_fromstring(file.read_bytes())
    return [
        (element.tag, sorted((str(name), unquote(value)) for name, value in element.attrib.items()), _words(element), _plain(element.tail))
        for element in root.iter()
    ]


def _words(element: html.HtmlElement) -> str:
    return str(json.loads(element.text)) if element.tag == "script" and element.text else _plain(element.text)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


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
