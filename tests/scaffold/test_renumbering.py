"""Documents get other numbers without losing a file, a byte or an address."""

from __future__ import annotations

from pathlib import Path

import editing
import pytest
from click.testing import CliRunner
from invented import VOLUME, document
from lxml import etree

from backchannel.build import pipeline
from backchannel.cli import backchannel
from backchannel.settings import Project
from backchannel.writers.links import check_links

ONE = "The Minister left Strelsau on the first train of the morning."
TWO = "Nobody answered the question about the prisoners of the border war."
THREE = "The cook was dismissed on account of the soup, which was cold."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make an edition of four documents: two files are named after their documents, one has a byte order mark and Windows line ends."""
    root = tmp_path / "edition"
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True)
    texts = {
        "d1.txt": document(1, ONE),
        "d2.txt": document(2, TWO, "See Document 1."),
        "any.txt": document(3, THREE),
        "d9.txt": document(9, "He ate.", "See Document 2."),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\r\n" if name == "any.txt" else "\n")
    (folder / "any.txt").write_bytes(b"\xef\xbb\xbf" + (folder / "any.txt").read_bytes())
    (folder / "d2.md").write_text("> question\n\nAn old one. See Document 2.\n", encoding="utf-8")
    acceptance = f'[[accepted]]\nrule = "V001"\ndocument = "{VOLUME}/d2"\nreason = "It is so."\n'
    (root / "accepted.toml").write_text(acceptance, encoding="utf-8")
    return root


def run(root: Path, *words: str) -> str:
    result = CliRunner().invoke(backchannel, ["renumber", VOLUME, *words, "--edition", str(root)])
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def contents(root: Path) -> dict[str, bytes]:
    files = [*(root / "documents").rglob("*"), root / "accepted.toml"]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files if path.is_file()}


def test_without_write_nothing_changes_and_everything_is_said(root: Path) -> None:
    before = contents(root)
    output = run(root, "2-3", "3")
    assert contents(root) == before
    folder = f"documents/{VOLUME}"
    assert [line for line in output.splitlines() if not line.startswith(("d2 ", "d3 "))] == [
        f"  {folder}/d2.txt → {folder}/d3.txt",
        f"  {folder}/d2.md → {folder}/d3.md",
        f"  {folder}/any.txt",
        "  accepted.toml",
        f"check: {folder}/d2.md:3: “Document 2” names a document by its old number.",
        "check: references to these documents by their printed numbers: 1; they will lead to what has these numbers then.",
        "Nothing is changed yet. Repeat the command with --write to change the files.",
    ]


def test_only_numbers_and_names_change(root: Path) -> None:
    before = contents(root)
    run(root, "2-3", "3", "--write")
    folder = f"documents/{VOLUME}"
    expected = {
        f"{folder}/d1.txt": before[f"{folder}/d1.txt"],
        f"{folder}/d3.txt": before[f"{folder}/d2.txt"].replace(b"2. Mem", b"3. Mem"),
        f"{folder}/d3.md": before[f"{folder}/d2.md"],
        f"{folder}/any.txt": before[f"{folder}/any.txt"].replace(b"3. Mem", b"4. Mem"),
        f"{folder}/d9.txt": before[f"{folder}/d9.txt"],
        "accepted.toml": before["accepted.toml"].replace(b"/d2", b"/d3"),
    }
    assert contents(root) == expected
    run(root, "3-4", "2", "--write")
    assert contents(root) == before


@pytest.mark.parametrize(("first", "old", "new"), [("12", "d2", "d12"), ("12", "d3", "d13"), ("3", "d2", "d3"), ("3", "d3", "d4")])
def test_an_old_address_leads_to_its_document(root: Path, tmp_path: Path, first: str, old: str, new: str) -> None:
    pipeline.build(Project.load(root), 1, lambda *_: None)
    run(root, "2-3", first, "--write")
    editing.compare(root, tmp_path / "clean")
    page = etree.parse(str(root / "site" / VOLUME / f"{old}.html"), etree.HTMLParser())
    assert f"{new}.html" in {str(href).partition("#")[0] for href in page.xpath("//main//a/@href")}  # type: ignore[union-attr]
    assert check_links(root / "site").broken == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("2", "1"), "d1 is another document; renumber it first, or together with these."),
        (("7", "8"), "no document has such a number."),
        (("2", "2"), "the documents have these numbers already."),
        (("x", "2"), "'x' is not a number or a range of numbers; use 44 or 44-60."),
    ],
)
def test_what_can_not_be_done_is_refused(root: Path, words: tuple[str, str], reason: str) -> None:
    before = contents(root)
    result = CliRunner().invoke(backchannel, ["renumber", VOLUME, *words, "--write", "--edition", str(root)])
    assert str(result.exception) == reason
    assert contents(root) == before


def test_no_file_is_overwritten(root: Path) -> None:
    (root / "documents" / VOLUME / "d5.md").write_text("Of a document that is not here.\n", encoding="utf-8")
    before = contents(root)
    result = CliRunner().invoke(backchannel, ["renumber", VOLUME, "2", "5", "--write", "--edition", str(root)])
    assert "d5.md exists already" in str(result.exception)
    assert contents(root) == before


def test_a_text_with_a_saved_page_beside_it_is_refused(root: Path) -> None:
    (root / "documents" / VOLUME / "d2.html").write_text(f"<main><h3>2. Memorandum</h3><p>{TWO}</p></main>", encoding="utf-8")
    result = CliRunner().invoke(backchannel, ["renumber", VOLUME, "2", "5", "--write", "--edition", str(root)])
    assert "has the number, too" in str(result.exception)
