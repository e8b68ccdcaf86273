"""A chapter never replaces a page or file that the program writes, whatever its name."""

from __future__ import annotations

from pathlib import Path

from invented import VOLUME, document
from test_annotated_site import found, rebuilt
from test_site import built

from backchannel import ids
from backchannel.pages.registry import RESERVED_NAMES, VOLUME_FILES, VOLUME_PAGES
from backchannel.settings import Project

TEXTS = [document(1, "The Duke wrote."), document(2, "Text of telegram 16 from Northport.", head="Telegram From the Embassy in Arcadia")]


def files(project: Project) -> dict[str, bytes]:
    """Return the files of the volume, except for the search index, whose folder is named after its content."""
    folder = project.site / VOLUME
    paths = (file for file in folder.rglob("*") if file.is_file())
    return {path: file.read_bytes() for file in paths if not (path := file.relative_to(folder).as_posix()).startswith("search/")}


def test_each_file_of_a_volume_is_a_document_or_in_the_registry(tmp_path: Path) -> None:
    project = built(tmp_path, TEXTS)
    known = {f"{page.name}.html" for page in VOLUME_PAGES} | set(VOLUME_FILES)
    names = {path.name for path in (project.site / VOLUME).iterdir()}
    assert {name for name in names if not ids.is_document(name.partition(".")[0])} <= known


def test_no_chapter_changes_files_of_the_program(tmp_path: Path) -> None:
    project = built(tmp_path, TEXTS)
    before = files(project)
    chapters = [stem for name in sorted(RESERVED_NAMES) for stem in (name.title(), f"{name}-")] + ["D1", "d2!"]
    for stem in chapters:
        (project.documents / VOLUME / f"{stem}.md").write_text("Words that no page may have.\n", encoding="utf-8")
    rebuilt(project)
    after = files(project)
    about = {"findings.html", "editors.html"}  # which list and count the chapters
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} <= about
    assert sorted(found(project)) == sorted(f"{VOLUME}/{stem}.md:1:1 A015" for stem in chapters)
