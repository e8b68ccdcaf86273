"""`backchannel list` says what each document lacks, and `backchannel open` opens what was built."""

from __future__ import annotations

import csv
import re
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import VOLUME, document

from backchannel.build import pipeline
from backchannel.cli import backchannel
from backchannel.settings import Project

TEXTS = {
    "a.txt": document(1, "Strelsau, May 7, 1972.", "He left.1", "  1. Source: Jones Library. Secret."),
    "b.txt": document(2, "He left.2 He came.3"),
    "c.txt": document(3, "Nobody knows.", head="Editorial Note"),
    "d.txt": document(4, "Words.", head="Letter From A. Archer"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "documents" / VOLUME
    folder.mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*words: str) -> str:
    result = CliRunner().invoke(backchannel, list(words))
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_a_table_says_what_each_document_lacks(root: Path) -> None:
    rows = list(csv.DictReader(run("list", "--edition", str(root), "--format", "csv").splitlines()))
    assert {row["document"].partition("/")[2]: row["lacks"] for row in rows} == {
        "d1": "",
        "d2": "date; notes",
        "d3": "date; source note",
        "d4": "date; recipient; source note",
    }
    assert [row["file"] for row in rows][:1] == [f"documents/{VOLUME}/a.txt"]
    assert int(rows[1]["markers"]) > 0


def test_a_list_sums_up_and_can_leave_out_what_is_complete(root: Path) -> None:
    *lines, last = run("list", "--edition", str(root), VOLUME).splitlines()
    assert [line.partition(" ")[0] for line in lines] == [f"{VOLUME}/d{n}" for n in range(1, 5)]
    assert last.startswith("4 documents; without date: 3; without notes: 1; without source note: 2; without recipient: 1; with findings: ")
    assert f"{VOLUME}/d1" not in run("list", "--edition", str(root), "--lacking")


def test_a_volume_that_is_not_there_is_refused(root: Path) -> None:
    result = CliRunner().invoke(backchannel, ["list", "frus1969-76v98", "--edition", str(root)])
    assert str(result.exception) == f"the edition has no volume 'frus1969-76v98'; did you mean '{VOLUME}'?"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    return addresses


def test_a_page_opens_as_a_file_as_served_or_as_published(root: Path, opened: list[str]) -> None:
    (root / "edition.toml").write_text('address = "https://example.org/papers"\n', encoding="utf-8")
    pipeline.build(Project.load(root), 1, lambda *_: None)
    site, page = (root / "site").resolve().as_uri(), f"{VOLUME}/d1"
    run("open", "--edition", str(root))
    run("open", f"{page}#d1fn1", "--edition", str(root))
    run("open", f"{page}.html", "--port", "8001", "--edition", str(root))
    run("open", page, "--published", "--edition", str(root))
    assert opened == [
        f"{site}/index.html",
        f"{site}/{page}.html#d1fn1",
        f"http://127.0.0.1:8001/{page}.html",
        f"https://example.org/papers/{page}.html",
    ]


def test_a_page_that_is_not_there_is_not_opened(root: Path, opened: list[str]) -> None:
    result = CliRunner().invoke(backchannel, ["open", "--edition", str(root)])
    assert str(result.exception).endswith("has no pages yet; build the edition first.")
    pipeline.build(Project.load(root), 1, lambda *_: None)
    for page, reason in (
        ("d1", f"the site has no page 'd1'; did you mean '{VOLUME}/d1'?"),
        ("xyz", "the site has no page 'xyz'; name a page with its volume: frus1969-76v09/d145"),
    ):
        result = CliRunner().invoke(backchannel, ["open", page, "--edition", str(root)])
        assert str(result.exception) == reason
    result = CliRunner().invoke(backchannel, ["open", "--published", "--edition", str(root)])
    assert str(result.exception).startswith("edition.toml gives no address")
    assert opened == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shells_of_the_manual_can_complete_commands(shell: str) -> None:
    page = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"_BACKCHANNEL_COMPLETE={shell}_source backchannel" in page
    asked = {"_BACKCHANNEL_COMPLETE": f"{shell}_complete", "COMP_WORDS": "backchannel re", "COMP_CWORD": "1" if shell != "fish" else "re"}
    result = CliRunner().invoke(backchannel, [], env=asked, prog_name="backchannel")
    assert {"records", "renumber"} <= set(re.split(r"[,\s]", result.output))
