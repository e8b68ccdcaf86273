"""Prepares an MkDocs site with the documents of an edition, for comparison: the same Markdown as for Hugo, and settings.

MkDocs with the Material theme is installed from PyPI by the extra `bench`.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import hugo_site

PROGRAM = (sys.executable, "-m", "mkdocs")
_SETTINGS = {
    "site_name": "Corpus",
    "theme": {"name": "material", "font": False},
    "plugins": ["search"],
    "markdown_extensions": ["footnotes", "tables"],
    "use_directory_urls": False,
    "nav": ["index.md"],
    "validation": {"nav": {"omitted_files": "ignore"}},
}
"""Navigation lists no document: MkDocs would repeat it on each page."""


def is_installed() -> bool:
    return find_spec("mkdocs") is not None and find_spec("material") is not None


def prepare(edition: Path, folder: Path, jobs: int) -> None:
    """Write settings and the documents of an edition as Markdown into `folder`, by way of the content files for Hugo."""
    hugo = edition.with_name("hugo")
    hugo_site.prepare(edition, hugo, jobs)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(json.dumps(_SETTINGS) + "\n", encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Corpus\n", encoding="utf-8")
    _write_documents(sorted((hugo / "content").glob("*/d*.md")), hugo / "content", folder / "docs")


def _write_documents(files: Sequence[Path], content: Path, docs: Path) -> None:
    """Write each content file with its title as MkDocs reads it; the rest of its front matter is Hugo's."""
    for file in files:
        values, end = json.JSONDecoder().raw_decode(text := file.read_text(encoding="utf-8"))
        to = docs / file.relative_to(content)
        to.parent.mkdir(exist_ok=True)
        to.write_text(f"---\n{json.dumps({'title': values['title']})}\n---\n{text[end:]}", encoding="utf-8")
