"""Every name in the documents folder is accounted for: the kinds of names of `intake.txt`, and what can't be read for a moment."""

from __future__ import annotations

import codecs
import errno
import json
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.build import pipeline
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.system.source_files import folded, list_sources, read_source, spelled_out

VOLUME = "frus1969-76v99"
TEXT = b"57. Letter From Archer to Baker\n\nWe agree.\n"
LONG = "L" * 250


class Name(NamedTuple):
    """A kind of name: what is there, its path in the volume, the outcome, and the rule of the finding (`-`: none)."""

    what: str
    path: str
    outcome: str
    rule: str

    @property
    def row(self) -> str:
        """The path that the ledger has: that of the folder, if the folder is passed over."""
        folder, slash, _ = self.path.partition("/")
        return spelled_out(f"{VOLUME}/{folder}/" if slash and self.outcome == "passed over" else f"{VOLUME}/{self.path}")


def names() -> Iterator[Name]:
    lines = Path(__file__).with_name("intake.txt").read_text(encoding="utf-8").splitlines()
    for line in filter(None, (line for line in lines if not line.startswith("# "))):
        what, path, outcome, rule = re.split(r" {2,}| (?=text  )", line)
        yield Name(what, codecs.decode(path.encode(), "unicode_escape").replace("{long}", LONG), outcome, rule)


def create(name: Name, folder: Path) -> None:
    file = folder / name.path
    file.parent.mkdir(parents=True, exist_ok=True)
    if name.what in ("link to .hidden", "link to .git/config"):
        hidden = folder / name.what.removeprefix("link to ")
        hidden.parent.mkdir(exist_ok=True)
        hidden.write_bytes(TEXT)
    if name.what.startswith("link to "):
        file.symlink_to(name.what.removeprefix("link to "))
    elif name.what == "pipe":
        os.mkfifo(file)
    elif name.what == "socket":
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(os.fspath(file))
    else:
        file.write_bytes({"text": TEXT, "empty": b"", "settings": b""}[name.what])


def an_edition(root: Path) -> tuple[Project, Path]:
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True)
    (folder / "volume.toml").write_text('title = "Ruritania"', encoding="utf-8")
    (root / "edition.toml").write_text("", encoding="utf-8")
    (folder / "a.txt").write_bytes(TEXT)
    return Project.load(root), folder


def build(project: Project) -> dict[str, str]:
    """Build, and return the outcomes by path."""
    pipeline.build(project, 1, lambda *_: None)
    report = json.loads((project.site / "build.json").read_bytes())["intake"]
    rows = [line.split("\t") for line in project.store.with_name("intake").read_text(encoding="utf-8").splitlines()]
    assert [[row["outcome"], row["path"], *filter(None, [row["reason"]])] for row in report] == rows
    return {row["path"]: row["outcome"] for row in report}


def found(project: Project) -> list[tuple[str, str]]:
    """The findings about files and their names."""
    with Store.open(project.store, pipeline.version_for(project)) as store:
        return [(finding.path.rstrip("/"), finding.rule) for finding in findings(store) if finding.rule[0] == "S"]


@pytest.mark.parametrize("name", list(names()), ids=lambda name: ascii(name.path[:30]))
def test_each_kind_of_name_has_its_outcome(name: Name, tmp_path: Path) -> None:
    project, folder = an_edition(tmp_path)
    if not (folder / name.path).exists():
        create(name, folder)
    outcomes = build(Project.load(tmp_path))
    assert outcomes[name.row] == name.outcome
    assert [rule for path, rule in found(project) if rule in ("S004", "S016") and path == name.row.rstrip("/")] == [
        rule for rule in [name.rule] if rule != "-"
    ]


def test_sixty_kinds_of_names_are_told() -> None:
    assert len(list(names())) >= 60


@given(st.binary(min_size=1, max_size=40).filter(lambda name: not {0, 0x2F} & {*name} and name not in (b".", b"..", b"a.txt")))
def test_whatever_a_name_is_it_has_a_row(tmp_path_factory: pytest.TempPathFactory, name: bytes) -> None:
    folder = tmp_path_factory.mktemp("names")
    with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123 (a path of bytes)
        file.write(TEXT)
    (entry,) = list_sources(folder, lambda _: True, lost=lambda _: None)
    assert os.fsencode(entry.path) == name
    assert spelled_out(entry.path).isprintable()


def test_names_that_some_disks_take_for_one_are_a_finding(tmp_path: Path) -> None:
    project, folder = an_edition(tmp_path)
    for name in ("A.txt", "e\u0301.txt", "\u00e9.txt", "b.txt"):
        (folder / name).write_bytes(TEXT)
    (folder.with_name(VOLUME.upper()) / "x").mkdir(parents=True)
    (folder.with_name(VOLUME.upper()) / "x" / "a.txt").write_bytes(TEXT)
    build(project)
    alike = [path for path, rule in found(project) if rule == "S017"]
    assert alike == [VOLUME, f"{VOLUME}/a.txt", f"{VOLUME}/\u00e9.txt"]


def test_names_fold_as_disks_fold_them() -> None:
    assert folded("E\u0301.TXT") == folded("\u00e9.txt") != folded("e.txt")


def test_a_finding_about_a_name_goes_with_the_file(tmp_path: Path) -> None:
    project, folder = an_edition(tmp_path)
    (folder / "d44.doc").write_bytes(TEXT)
    for is_there in (True, True, False, True):
        (folder / "d44.doc").write_bytes(TEXT) if is_there else (folder / "d44.doc").unlink()
        build(project)
        assert (f"{VOLUME}/d44.doc", "S016") in found(project) if is_there else not found(project)


def unreadable(path: Path) -> PermissionError:
    return PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))


def test_a_text_that_cannot_be_read_for_a_moment_keeps_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, folder = an_edition(tmp_path)
    build(project)
    page = (project.site / VOLUME / "d57.html").read_bytes()

    def fail(root: Path, path: str) -> tuple[bytes, str]:
        raise unreadable(root / path)

    (folder / "a.txt").write_bytes(TEXT + b"\nOr not.\n")
    with monkeypatch.context() as patch:
        patch.setattr("backchannel.build.changed_files.read_source", fail)
        assert build(project)[f"{VOLUME}/a.txt"] == "unreadable"
        assert (f"{VOLUME}/a.txt", "S004") in found(project)
    assert (project.site / VOLUME / "d57.html").read_bytes() == page
    assert build(project)[f"{VOLUME}/a.txt"] == "text"
    assert not found(project)
    assert b"Or not." in (project.site / VOLUME / "d57.html").read_bytes()


def test_a_folder_that_cannot_be_read_for_a_moment_keeps_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, folder = an_edition(tmp_path)
    (folder / "b.txt").write_bytes(TEXT.replace(b"57", b"58"))
    build(project)
    pages = {page.name: page.read_bytes() for page in (project.site / VOLUME).glob("d*.html")}
    assert sorted(pages) == ["d57.html", "d58.html"]
    listed = os.scandir

    def scan(path: str) -> object:
        if Path(path) == folder:
            raise unreadable(folder)
        return listed(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scan)
        outcomes = build(Project.load(project.root))
    assert outcomes == {f"{VOLUME}/": "unreadable"}
    assert {page.name: page.read_bytes() for page in (project.site / VOLUME).glob("d*.html")} == pages
    assert build(project)[f"{VOLUME}/b.txt"] == "text"
    assert not found(project)


@pytest.mark.parametrize("what", ["pipe", "link to /etc/passwd", "link to ../outside.txt"])
def test_the_door_opens_only_regular_files_of_the_folder(what: str, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_bytes(TEXT)
    (tmp_path / "in").mkdir()
    create(Name(what, "x.txt", "", ""), tmp_path / "in")
    with pytest.raises(OSError, match=r"pipe, a socket or a device|leads out of the folder"):
        read_source(tmp_path / "in", "x.txt")


def test_files_of_others_in_the_site_are_left_and_named(tmp_path: Path) -> None:
    project, folder = an_edition(tmp_path)
    (folder / "b.txt").write_bytes(TEXT.replace(b"57", b"58"))
    build(project)
    photograph = project.site / VOLUME / "photographs" / "zenda.jpg"
    photograph.parent.mkdir()
    for file in (photograph, project.site / "robots.txt"):
        file.write_bytes(b"ours")
    partial = project.site / VOLUME / "d58.html.4711.partial"
    partial.write_bytes(b"half a page")
    for lost in (False, True):  # the second time with an index to replace, and without the database that knows the build's own files
        if lost:
            (folder / "b.txt").unlink()
            project.store.unlink()
        build(project)
        with Store.open(project.store, pipeline.version_for(project)) as store:
            named = [finding.path for finding in findings(store) if finding.rule == "W005"]
        assert named == [f"site/{VOLUME}/photographs/zenda.jpg", "site/robots.txt"]
        assert json.loads((project.site / "build.json").read_bytes())["files"]["foreign"] == [path.removeprefix("site/") for path in named]
        assert photograph.read_bytes() == b"ours"
        assert not partial.exists()
        assert len([*(project.site / "search").glob("t-*.js")]) == 1  # the texts before are gone
