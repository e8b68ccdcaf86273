"""A file is written completely or not at all, left alone if unchanged, and removed if stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from backchannel.settings import SettingsError
from backchannel.writers.files import open_folder, remove, write_file, written


def test_unchanged_files_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.html"
    assert write_file(file, b"one").changed
    before = file.stat().st_mtime_ns
    assert not write_file(file, b"one").changed
    assert file.stat().st_mtime_ns == before
    assert write_file(file, b"two").changed
    assert file.read_bytes() == b"two"


def test_no_partial_file_is_left(tmp_path: Path) -> None:
    write_file(tmp_path / "a.html", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_stale_files_are_removed_and_foreign_files_stay(tmp_path: Path) -> None:
    open_folder(tmp_path)
    for path in ("v/d1.html", "v/d1.html.77.partial", "w/d2.html", "CNAME", ".nojekyll", ".git/config"):
        write_file(tmp_path / path, b"x")
    stale = written(tmp_path).keys() - {"v/d1.html"}
    assert stale == {"v/d1.html.77.partial", "w/d2.html"}
    remove(tmp_path, stale)
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert left == [".backchannel", ".git/config", ".nojekyll", "CNAME", "v/d1.html"]
    assert not (tmp_path / "w").exists()


def test_a_folder_with_foreign_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(SettingsError, match="no build put there"):
        open_folder(tmp_path)
    assert (tmp_path / "thesis.doc").exists()


def test_a_folder_that_a_build_made_is_used_again(tmp_path: Path) -> None:
    open_folder(tmp_path / "site")
    write_file(tmp_path / "site" / "a.html", b"x")
    open_folder(tmp_path / "site")
