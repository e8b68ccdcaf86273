"""A site has the tables and the JSON of documents that `edition.toml` asks for, as other programs expect them."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import editing
import pytest
from click.testing import CliRunner
from invented import VOLUME, document
from jsonschema import Draft202012Validator
from test_site import nothing, parsed

from backchannel.build import pipeline
from backchannel.cli import backchannel
from backchannel.edition.dataset.tables import tables
from backchannel.settings import Project
from backchannel.writers.links import check_links

ALL = '[data]\ntables = ["sqlite", "csv", "jsonl"]\ndocuments = true\n'
NOTES = "  1. Source: Jones Library. Secret.\n  2. =1+1\n"
TEXTS = {
    "a.txt": document(1, "Strelsau, May 7, 1972.", "See Document 2.1 And Document 9.2", NOTES),
    "b.txt": document(2, "About 1972, he left.", "See Document 1."),
    "d2.md": "A letter.\n\n> he left.\n\nHe came back.\n\n## corrections\n\nAbout\n: Around\n",
}


def put(root: Path, settings: str) -> Project:
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (root / "edition.toml").write_text(settings, encoding="utf-8")
    return Project.load(root)


def built(root: Path, settings: str) -> Path:
    project = put(root, settings)
    pipeline.build(project, 1, nothing)
    return project.site


def of_data(site: Path) -> list[str]:
    """Return the files of a site that only the data asks for."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return [path for path in files if path.startswith("data") or (path.endswith(".json") and "/d" in path)]


def test_without_the_setting_nothing_is_written_and_nothing_links_to_it(tmp_path: Path) -> None:
    site = built(tmp_path, "")
    assert of_data(site) == []
    assert "data.html" not in (site / "index.html").read_text(encoding="utf-8")


def test_with_the_setting_all_is_written_and_removed_when_it_is_gone(tmp_path: Path) -> None:
    site = built(tmp_path, ALL)
    names = [f"data/{table.name}.{form}" for table in tables() for form in ("csv", "jsonl")]
    others = ["data.html", "data/datapackage.json", "data/document.schema.json", "data/edition.sqlite"]
    assert of_data(site) == sorted([*names, *others, f"{VOLUME}/d1.json", f"{VOLUME}/d2.json"])
    assert parsed(site / "index.html").xpath("//footer//a[. = 'Data']/@href") == ["data.html"]
    assert check_links(site).broken == []
    assert of_data(built(tmp_path, '[data]\ntables = ["csv"]\n')) == sorted([*(n for n in names if n.endswith("csv")), *others[:2]])
    assert of_data(built(tmp_path, "")) == []


def test_an_edit_gives_the_same_data_as_a_clean_build(tmp_path: Path) -> None:
    built(tmp_path / "edited", f'address = "https://example.org"\n{ALL}')
    file = tmp_path / "edited" / "documents" / VOLUME / "b.txt"
    file.write_text(document(2, "He came back, and stayed."), encoding="utf-8")
    editing.compare(tmp_path / "edited", tmp_path / "clean")


def test_a_preview_that_writes_the_tables_later_gives_the_same_data(tmp_path: Path) -> None:
    project = put(tmp_path / "edited", ALL)
    (project.documents / VOLUME / "c.txt").write_text(document(3, "Tohak 5. He left the NSC."), encoding="utf-8")
    pipeline.build(project, 1, nothing, indexes=False, preview=True)
    assert not (project.site / "data").exists()
    pipeline.index(project, 1, nothing)
    assert (project.site / "data" / "edition.sqlite").exists()
    editing.compare(tmp_path / "edited", tmp_path / "clean")


def test_the_page_shows_each_query_with_its_result(tmp_path: Path) -> None:
    page = parsed(built(tmp_path, ALL) / "data.html")
    assert page.xpath("count(//section[@class='answered'])") == 10
    cited = page.xpath("//section[h3 = 'Which documents do other documents refer to most often?']//tbody/tr[1]/td//text()")
    assert cited == [f"{VOLUME}/d1", "1. Memorandum From A. Archer to B. Baker", "1"]
    assert page.xpath("//details/summary/b/text()") == [table.name for table in tables()]


def test_each_document_is_as_its_schema_says(tmp_path: Path) -> None:
    site = built(tmp_path, f'address = "https://example.org"\n{ALL}')
    schema = json.loads((site / "data" / "document.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    found = json.loads((site / VOLUME / "d1.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    assert found["address"] == f"https://example.org/{VOLUME}/d1.html"
    assert found["date"]["edtf"] == "1972-05-07"
    assert found["paragraphs"][-1]["text"] == "See Document 2. And Document 9."
    assert [(m["note"], m["position"]) for m in found["paragraphs"][-1]["markers"]] == [("fn1", 15), ("fn2", 31)]
    assert [(r["words"], r["status"]) for r in found["references"]] == [("Document 2", "printed"), ("Document 9", "elsewhere")]
    assert found["source"]["classification"] == "Secret"
    editors = json.loads((site / VOLUME / "d2.json").read_text(encoding="utf-8"))["editors"]
    assert editors["introduction"] == "A letter."
    assert [(a["place"], a["words"], a["text"]) for a in editors["annotations"]] == [("p1", "he left.", "He came back.")]
    assert [(c["words"], c["reading"]) for c in editors["corrections"]] == [("About", "Around")]
    alternate = parsed(site / VOLUME / "d1.html").xpath("//link[@type='application/json']/@href")
    assert alternate == ["d1.json"]


def test_the_package_names_each_file_with_its_size_and_checksum(tmp_path: Path) -> None:
    folder = built(tmp_path, ALL) / "data"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["path"]: resource for resource in package["resources"]}
    assert resources.keys() == {path.name for path in folder.iterdir()} - {"datapackage.json", "document.schema.json"}
    for path, resource in resources.items():
        content = (folder / path).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    assert len({resource["name"] for resource in package["resources"]}) == len(resources)


def test_rows_are_the_same_in_each_form_but_for_formulas(tmp_path: Path) -> None:
    folder = built(tmp_path, ALL) / "data"
    with (folder / "notes.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    objects = [json.loads(line) for line in (folder / "notes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [note["text"] for note in objects] == ["Source: Jones Library. Secret.", "=1+1"]
    assert [note["text"] for note in lines] == ["Source: Jones Library. Secret.", "'=1+1"]
    assert [note["place"] for note in lines] == [note["place"] for note in objects]


def test_the_command_writes_what_the_site_has(tmp_path: Path) -> None:
    site = built(tmp_path / "edition", ALL)
    result = CliRunner().invoke(backchannel, ["export", "data", "--edition", str(site.parent), "--to", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    exported = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert exported == {path.name: path.read_bytes() for path in (site / "data").iterdir() if path.name != "document.schema.json"}


def test_frictionless_finds_the_package_valid(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(built(tmp_path, ALL) / "data" / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "type", "message"]) == []


@pytest.mark.filterwarnings("default")
def test_datasette_serves_a_view(tmp_path: Path) -> None:
    app = pytest.importorskip("datasette.app", reason="datasette is not installed")
    database = built(tmp_path, ALL) / "data" / "edition.sqlite"

    async def served() -> object:
        response = await app.Datasette([str(database)]).client.get("/edition/volume_counts.json?_shape=array")
        return response.json()

    with ThreadPoolExecutor(1) as thread:  # a browser that other tests opened has a loop in this one
        found = thread.submit(lambda: asyncio.run(served())).result()
    assert found == [{"volume": VOLUME, "documents": 2, "pages": 0, "notes": 2, "references": 3}]
