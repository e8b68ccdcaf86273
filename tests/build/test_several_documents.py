"""A file of several documents: each is a document of the edition, and what is said of it is said in its place in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import editing
import pytest
from invented import VOLUME, document

from backchannel.build import pipeline
from backchannel.edition.queries.findings import FileFinding, findings
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.writers.data import record_lines

RULE = "\n-----\n\n"
ONE = document(44, "We agree. See Document 45.1", "  1. Not printed.")
OTHER = document(45, "Strelsau, May 5, 1972.", "We do not.2 See Document 44.")
THIRD = document(46, "Strelsau, May 6, 1972.", "See Documents 44 and 45.")


def an_edition(root: Path, text: str, **others: str) -> Project:
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.*"):
        file.unlink()
    (folder / "volume.toml").write_text('title = "Ruritania"', encoding="utf-8")
    for name, words in {"letters_txt": text, **others}.items():
        (folder / name.replace("_", ".")).write_text(words, encoding="utf-8")
    return Project.load(root)


def built(project: Project) -> list[FileFinding]:
    pipeline.build(project, 1, lambda *_: None)
    with Store.reading(project.store) as store:
        return list(findings(store))


def records(project: Project) -> list[dict[str, Any]]:
    with Store.reading(project.store) as store:
        return [json.loads(line) for line in record_lines(store)]


def test_each_document_has_its_page_and_references_lead_to_it(tmp_path: Path) -> None:
    project = an_edition(tmp_path, ONE + RULE + OTHER)
    built(project)
    assert (project.site / VOLUME / "d45.html").exists()
    assert [record["references"][0]["target"] for record in records(project)] == [f"{VOLUME}/d45", f"{VOLUME}/d44"]


def test_spans_of_a_record_count_in_the_file(tmp_path: Path) -> None:
    text = ONE + RULE + OTHER
    project = an_edition(tmp_path, text)
    found = built(project)
    one, other = records(project)
    assert (one["part"], one["start"], one["end"], one["line"]) == (1, 0, other["start"], 1)
    assert (other["part"], other["end"]) == (2, len(text))
    for words in (other["head"], *other["date"]["evidence"], *other["references"], *other["blocks"], *other["markers"]):
        assert other["start"] <= words["start"] < words["end"] <= other["end"]
    assert text[other["head"]["start"] : other["head"]["end"]] == other["head"]["text"]
    (marker,) = [finding for finding in other["findings"] if finding["rule"] == "N002"]
    assert text[marker["start"] : marker["end"]] == "2"
    assert (text[: marker["start"]].count("\n") + 1) == marker["line"]
    assert [(f.line, f.start, f.end) for f in found if f.rule == "N002"] == [(marker["line"], marker["start"], marker["end"])]


def test_a_finding_about_a_whole_document_has_its_first_line(tmp_path: Path) -> None:
    found = built(an_edition(tmp_path, ONE + RULE + OTHER + RULE + OTHER))
    assert [(f.line, f.message) for f in found if f.rule == "V001"] == [
        ((ONE + RULE + OTHER + RULE).count("\n") + 1, f"{VOLUME}/letters.txt is also d45; this text gets the id {VOLUME}/d45-2")
    ]


def test_findings_are_counted_once(tmp_path: Path) -> None:
    found = built(an_edition(tmp_path, ONE + RULE + OTHER))
    assert len([f for f in found if f.rule == "N002"]) == 1
    page = (tmp_path / "site" / VOLUME / "findings.html").read_text(encoding="utf-8")
    assert page.count("marker 2 has no note") <= 1


def test_an_annotation_file_belongs_to_one_document_of_a_file(tmp_path: Path) -> None:
    project = an_edition(tmp_path, ONE + RULE + OTHER + RULE + OTHER, d45_md="We know why.\n")
    built(project)
    assert [bool(record["editors"]) for record in records(project)] == [False, True, False]


TEXTS = {
    "gains a document": (ONE, ONE + RULE + OTHER),
    "loses its last": (ONE + RULE + OTHER, ONE),
    "loses its first": (ONE + RULE + OTHER, OTHER),
    "gets one in the middle": (ONE + RULE + THIRD, ONE + RULE + OTHER + RULE + THIRD),
    "is put in another order": (ONE + RULE + OTHER, OTHER + RULE + ONE),
    "has a line more in its first": (ONE + RULE + OTHER, "\n\n" + ONE + RULE + OTHER),
}


@pytest.mark.parametrize(("before", "after"), TEXTS.values(), ids=TEXTS)
def test_a_rebuild_equals_a_clean_build_when_a_file(tmp_path: Path, before: str, after: str) -> None:
    editing.build(an_edition(tmp_path / "edited", before, a_txt=THIRD).root)
    edited = an_edition(tmp_path / "edited", after, a_txt=THIRD)
    site = editing.build(edited.root)
    assert editing.differences(site, editing.build_clean(edited.root, tmp_path / "clean")) == []
