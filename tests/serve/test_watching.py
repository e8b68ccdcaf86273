"""Edits are described by the files they touch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import pytest
from invented import VOLUME

from backchannel.serve.watching import EditedFiles, EditionWatch, WatchedFolders
from backchannel.settings import Project

WHOLE = EditedFiles(whole=True)


def text(path: str) -> EditedFiles:
    return EditedFiles(frozenset([path]))


def write(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text("words", encoding="utf-8")


def replace(root: Path) -> None:
    (root / "a.tmp").write_text("words", encoding="utf-8")
    (root / "a.tmp").replace(root / "documents" / VOLUME / "a.txt")


EDITS: dict[str, tuple[Callable[[Path], object], EditedFiles]] = {
    "a text is written": (write(f"documents/{VOLUME}/a.txt"), text(f"{VOLUME}/a.txt")),
    "a text is added": (write(f"documents/{VOLUME}/b.txt"), text(f"{VOLUME}/b.txt")),
    "a text is removed": (lambda root: (root / "documents" / VOLUME / "a.txt").unlink(), text(f"{VOLUME}/a.txt")),
    "a text is replaced by another file": (replace, text(f"{VOLUME}/a.txt")),
    "the settings of a volume change": (write(f"documents/{VOLUME}/volume.toml"), WHOLE),
    "the settings of the edition change": (write("edition.toml"), WHOLE),
    "the acceptances change": (write("accepted.toml"), WHOLE),
    "the people of the edition change": (write("people.toml"), WHOLE),
    "the people of a volume change": (write(f"documents/{VOLUME}/people.toml"), WHOLE),
    "a template changes": (write("templates/front.html.j2"), WHOLE),
    "a folder is added": (lambda root: (root / "documents" / "frus1969-76v98").mkdir(), WHOLE),
    "a folder is renamed": (lambda root: (root / "documents" / VOLUME).rename(root / "documents" / "frus1969-76v97"), WHOLE),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for folder in (f"documents/{VOLUME}", "templates", "site", ".backchannel"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "documents" / VOLUME / "a.txt").write_text("words", encoding="utf-8")
    return Project.load(tmp_path)


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS.keys())
def test_an_edit_is_described_by_the_files_it_touches(project: Project, edit: Callable[[Path], object], expected: EditedFiles) -> None:
    edits: SimpleQueue[EditedFiles] = SimpleQueue()
    watching = EditionWatch(WatchedFolders.of(project), edits.put)
    edit(project.root)
    found = edits.get(timeout=10)
    while not found.whole and found != expected:
        found |= edits.get(timeout=10)
    watching.close()
    assert (found.whole, found.texts if not expected.whole else frozenset()) == (expected.whole, expected.texts)


def test_files_of_builds_and_temporary_files_are_no_edits(project: Project) -> None:
    edits: SimpleQueue[EditedFiles] = SimpleQueue()
    watching = EditionWatch(WatchedFolders.of(project), edits.put)
    for name in ("site/index.html", ".backchannel/edition.sqlite", f"documents/{VOLUME}/4913", f"documents/{VOLUME}/a.txt~", "notes.md"):
        write(name)(project.root)
    write(f"documents/{VOLUME}/last.txt")(project.root)
    assert edits.get(timeout=10) == text(f"{VOLUME}/last.txt")
    watching.close()
    assert edits.empty()
