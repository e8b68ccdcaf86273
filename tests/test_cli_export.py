"""`backchannel export` writes files and names them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invented import VOLUME, document
from test_cli import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "documents" / VOLUME
    texts.mkdir(parents=True)
    (texts / "volume.toml").write_text('title = "Ruritania"', encoding="utf-8")
    (texts / "a.txt").write_text(document(44, "He left."), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("form", "file"), [("tei", f"{VOLUME}.xml"), ("cmif", "cmif.xml")])
def test_an_export_is_written_to_a_folder(folder: Path, form: str, file: str) -> None:
    done = run("export", form, "--to", "out", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{Path('out') / file}\n"
    assert (folder / "out" / file).read_bytes().startswith(b"<?xml")


def test_a_volume_and_a_reading_list_are_written_as_books(folder: Path) -> None:
    saved = {"format": "backchannel-reading-list", "version": 1, "entries": [{"document": f"{VOLUME}/d44"}]}
    (folder / "list.json").write_text(json.dumps(saved), encoding="utf-8")
    assert run("export", "epub", folder=folder).stdout == f"{Path('export') / VOLUME}.epub\n"
    assert run("export", "epub", "--list", "list.json", folder=folder).stdout == f"{Path('export') / 'reading-list.epub'}\n"
    assert (folder / "export" / "reading-list.epub").read_bytes().startswith(b"PK")


def test_a_volume_that_the_edition_lacks_is_refused(folder: Path) -> None:
    done = run("export", "tei", "frus1969-76v98", folder=folder)
    assert done.returncode == 2
    assert done.stderr == f"backchannel: the edition has no volume 'frus1969-76v98'; did you mean '{VOLUME}'?\n"
