"""From raw texts to a site: the same input gives the same bytes, and nothing is lost on the way."""

from __future__ import annotations

import re
from pathlib import Path

import editing
import pytest
from invented import VOLUME, document

from backchannel import pipeline
from backchannel.settings import Project


def nothing(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


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
    clean = an_edition(tmp_path / "clean", after)
    pipeline.build(clean, 1, nothing)
    assert site(project) == site(clean)


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    project = an_edition(tmp_path, THREE)
    assert len(pipeline.build(project, 1, nothing).gathered.read) == 3
    assert pipeline.build(project, 1, nothing).gathered.read == []
    an_edition(tmp_path, {"b.txt": document(2, "Other words.").encode()})
    assert pipeline.build(project, 1, nothing).gathered.read == [f"{VOLUME}/b.txt"]


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
def test_no_input_is_refused(tmp_path: Path, data: bytes) -> None:
    project = an_edition(tmp_path, {"odd one.txt": data})
    summary = pipeline.build(project, 1, nothing)
    assert summary.counts.documents == 1
    assert not any(
        re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", page.decode()) for path, page in site(project).items() if path.endswith(".html")
    )
    pages = {path: page for path, page in site(project).items() if path.endswith(".html")}
    assert not any(b"<script>alert" in page or b"<img src=x" in page for page in pages.values())


def test_two_files_with_one_name_in_two_folders_are_two_documents(tmp_path: Path) -> None:
    project = an_edition(tmp_path, {"a.txt": document(1, "One.").encode()})
    deeper = project.documents / VOLUME / "part"
    deeper.mkdir()
    (deeper / "a.txt").write_bytes(document(2, "Two.").encode())
    assert pipeline.build(project, 1, nothing).counts.documents == 2


def test_progress_counts_documents_one_by_one_to_the_last(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    pipeline.build(an_edition(tmp_path, THREE), 1, lambda *step: told.append(step))
    written = [done for stage, done, total in told if stage == "Writing" and total == len(THREE)]
    assert written == sorted(written)
    assert sorted(set(written)) == [*range(len(THREE) + 1)]
