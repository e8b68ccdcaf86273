"""Builds turn raw texts into a site: the same input gives the same bytes, and nothing is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import editing
import pytest
from invented import VOLUME, document

from backchannel.build import pipeline
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.settings import Project


def nothing(stage: str, done: int, total: int) -> None:
    """Show no progress."""


def an_edition(root: Path, texts: dict[str, bytes]) -> Project:
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "volume.toml").write_text('title = "Ruritania"', encoding="utf-8")
    for name, data in texts.items():
        (folder / name).write_bytes(data)
    return Project.load(root)


def site(project: Project) -> dict[str, bytes]:
    return editing.site(project.site)


THREE = {
    "a.txt": document(1, "See Document 2.1 More.", "  1. See Document 3, and footnote 1 above.").encode(),
    "b.txt": document(2, "Hakto 3 was sent.").encode(),
    "c.txt": document(3, "[Page 5] See Document 1.").encode(),
}


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    many = {f"{n}.txt": document(n, f"See Document {n + 1}.").encode() for n in range(1, 40)}
    sites = []
    for jobs in (1, 2):
        project = an_edition(tmp_path / str(jobs), many)
        pipeline.build(project, jobs, nothing)
        sites.append(site(project))
    assert sites[0] == sites[1]


@pytest.mark.parametrize("edit", ["change", "add", "remove"])
def test_a_rebuild_after_an_edit_equals_a_clean_build(tmp_path: Path, edit: str) -> None:
    project = an_edition(tmp_path / "edited", THREE)
    pipeline.build(project, 1, nothing)
    after = dict(THREE)
    if edit == "change":
        after["b.txt"] = document(2, "Nothing. See Document 1.").encode()
    elif edit == "add":
        after["d.txt"] = document(4, "See Document 2.").encode()
    else:
        del after["b.txt"]
        (project.documents / VOLUME / "b.txt").unlink()
    pipeline.build(an_edition(tmp_path / "edited", after), 1, nothing)
    clean = a_copy(project, after)
    pipeline.build(clean, 1, nothing)
    assert site(project) == site(clean)


def a_copy(project: Project, texts: dict[str, bytes]) -> Project:
    """Make an edition of these texts that was never built, and has published what another has."""
    clean = an_edition(project.root.with_name("clean"), texts)
    clean.published.write_bytes(project.published.read_bytes())
    return clean


def test_only_changed_files_are_read_again(tmp_path: Path) -> None:
    project = an_edition(tmp_path, THREE)
    assert len(pipeline.build(project, 1, nothing).ingested.read) == 3
    assert pipeline.build(project, 1, nothing).ingested.read == []
    an_edition(tmp_path, {"b.txt": document(2, "Other words.").encode()})
    assert pipeline.build(project, 1, nothing).ingested.read == [f"{VOLUME}/b.txt"]


ODD = {
    "nothing": b"",
    "white space": b" \n\n\t\n",
    "no document": b"Just a note to myself.\nSecond line.",
    "control characters": b"44. Memo\x00\x07\x1b From A to B\n\nText\x0c here.",
    "old Windows": b"44. Memorandum From A. Archer\n\nIt\x92s here.",
    "carriage returns": b"44. Memorandum From A. Archer\r\rText.\r\n",
    "hostile markup": b"44. <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> {{ 7*7 }} &amp; ]]>",
    "bytes": bytes(range(256)) * 4,
    "a long line": b"44. Memorandum\n\n" + b"word " * 20000,
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD.keys())
def test_any_input_is_built(tmp_path: Path, data: bytes) -> None:
    project = an_edition(tmp_path, {"odd one.txt": data})
    summary = pipeline.build(project, 1, nothing)
    assert summary.counts.documents == 1
    assert not any(
        re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", page.decode()) for path, page in site(project).items() if path.endswith(".html")
    )
    pages = {path: page for path, page in site(project).items() if path.endswith(".html")}
    assert not any(b"<script>alert" in page or b"<img src=x" in page for page in pages.values())


def test_files_of_the_same_name_in_two_folders_are_two_documents(tmp_path: Path) -> None:
    project = an_edition(tmp_path, {"a.txt": document(1, "One.").encode()})
    subfolder = project.documents / VOLUME / "part"
    subfolder.mkdir()
    (subfolder / "a.txt").write_bytes(document(2, "Two.").encode())
    assert pipeline.build(project, 1, nothing).counts.documents == 2


def test_progress_counts_each_document_up_to_the_last(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    pipeline.build(an_edition(tmp_path, THREE), 1, lambda *step: steps.append(step))
    written = [done for stage, done, total in steps if stage == "Writing" and total == len(THREE)]
    assert written == sorted(written)
    assert sorted(set(written)) == [*range(len(THREE) + 1)]


def report(project: Project) -> dict[str, Any]:
    """Return the JSON report on what the last build changed."""
    changes: dict[str, Any] = json.loads((project.site / "build.json").read_text(encoding="utf-8"))
    return changes


def test_an_added_file_changes_only_the_pages_that_refer_to_it(tmp_path: Path) -> None:
    texts = {f"{n}.txt": document(n, "See Document 77." if n % 2 else "Nothing.").encode() for n in range(1, 12)}
    project = an_edition(tmp_path, texts)
    pipeline.build(project, 1, nothing)
    an_edition(tmp_path, {"new.txt": document(77, "At last.").encode()})
    pipeline.build(project, 1, nothing)
    pages = {path for path in report(project)["files"]["written"] if re.fullmatch(rf"{VOLUME}/d\d+\.html", path)}
    assert pages == {f"{VOLUME}/d{n}.html" for n in (1, 3, 5, 7, 9, 11, 77)}
    assert [reference["document"] for reference in report(project)["references"]["resolved"]] == [
        f"{VOLUME}/d{n}" for n in (1, 3, 5, 7, 9, 11)
    ]


def test_a_build_reports_what_an_edit_changed(tmp_path: Path) -> None:
    project = an_edition(tmp_path, THREE)
    pipeline.build(project, 1, nothing)
    assert report(project)["findings"] is None
    an_edition(tmp_path, {"b.txt": document(2, "Not here.1 See Document 9.").encode()})
    (project.documents / VOLUME / "c.txt").unlink()
    pipeline.build(project, 1, nothing)
    changes = report(project)
    assert changes["sources"] == {"read": [f"{VOLUME}/b.txt"], "gone": [f"{VOLUME}/c.txt"]}
    new = {(f"{VOLUME}/b.txt", "N002"), (f"{VOLUME}/b.txt", "W001"), ("published.jsonl", "W001")}
    assert {(found["path"], found["rule"]) for found in changes["findings"]["new"]} == new
    assert [(reference["document"], reference["words"]) for reference in changes["references"]["lost"]] == [(f"{VOLUME}/d1", "Document 3")]
    assert f"{VOLUME}/d3.html" in changes["files"]["written"]
    assert f"{VOLUME}/d3.html" in changes["ids"]["gone"]
    assert changes["publication"]["changed"] == [f"{VOLUME}/d2"]
    assert changes["publication"]["gone"] == [f"{VOLUME}/d3"]


def test_a_build_without_an_edit_writes_nothing(tmp_path: Path) -> None:
    project = an_edition(tmp_path, THREE)
    pipeline.build(project, 1, nothing)
    pipeline.build(project, 1, nothing)
    assert report(project)["files"]["written"] == []


@pytest.mark.parametrize("damage", ["remove", "cut", "replace"])
def test_a_page_changed_since_it_was_written_is_rendered_again(tmp_path: Path, damage: str) -> None:
    project = an_edition(tmp_path, THREE)
    pipeline.build(project, 1, nothing)
    before = site(project)
    page = project.site / VOLUME / "d2.html"
    if damage == "remove":
        page.unlink()
    else:
        page.write_bytes(b"" if damage == "cut" else before[f"{VOLUME}/d2.html"].swapcase())
    pipeline.build(project, 1, nothing)
    assert site(project) == before


def test_an_annotation_file_belongs_to_the_first_of_two_texts_with_its_number(tmp_path: Path) -> None:
    both = {"a.txt": document(57, "The course has risks."), "b.txt": document(57, "Rice."), "d57.md": "> Rice\n\nA grain.\n"}
    project = an_edition(tmp_path / "both", {name: text.encode() for name, text in both.items()})
    pipeline.build(project, 1, nothing)
    assert rules_found(project) == {"A004", "V001"}
    folder = project.documents / VOLUME
    (folder / "b.txt").rename(folder / "0.txt")
    assert pipeline.build(project, 1, nothing).ingested.read == [f"{VOLUME}/0.txt", f"{VOLUME}/a.txt"]
    assert rules_found(project) == {"V001", "W001"}
    clean = a_copy(project, {name.replace("b.txt", "0.txt"): text.encode() for name, text in both.items()})
    pipeline.build(clean, 1, nothing)
    assert site(project) == site(clean)


def rules_found(project: Project) -> set[str]:
    with Store.reading(project.store) as store:
        return {finding.rule for finding in findings(store) if finding.severity != "info"}
