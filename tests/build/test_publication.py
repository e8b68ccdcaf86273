"""Every address that was ever published leads to its words, or to a page that says what became of them."""

from __future__ import annotations

import json
from pathlib import Path

import editing
import pytest
from invented import VOLUME, document

from backchannel.build import pipeline
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.writers.links import check_links

ONE = "The Minister left Strelsau on the first train of the morning."
TWO = "Nobody answered the question about the prisoners of the war."
THREE = "The King asked whether the talks would go on in June."


def put(root: Path, texts: dict[str, str]) -> None:
    """Make these the texts of the edition."""
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "volume.toml").write_text('title = "Ruritania"', encoding="utf-8")
    for file in folder.glob("*.txt"):
        file.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def built(root: Path, texts: dict[str, str]) -> dict[str, str]:
    """Build an edition of these texts, compare it with a clean build, check its links, and return its documents' pages."""
    put(root, texts)
    site = editing.build(root)
    assert editing.differences(site, editing.build_clean(root, root.with_name("clean"))) == []
    assert check_links(root / "site").broken == []
    return {path.removeprefix(f"{VOLUME}/"): data.decode() for path, data in site.items() if path.startswith(f"{VOLUME}/d")}


def found(root: Path) -> list[tuple[str, str]]:
    """Return the findings about addresses, and the reasons for which they are accepted."""
    with Store.reading(Project.load(root).store) as store:
        return [(finding.rule, finding.accepted or "") for finding in findings(store) if finding.rule[0] == "W"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "edited"
    built(root, {"a.txt": document(1, ONE, TWO), "b.txt": document(2, THREE)})
    return root


def test_a_paragraph_keeps_its_address_when_another_is_inserted(root: Path) -> None:
    page = built(root, {"a.txt": document(1, "A new first paragraph.", ONE, TWO), "b.txt": document(2, THREE)})["d1.html"]
    assert f'aria-label="Paragraph ¶1" data-by="edition">¶1</a>{ONE}' in page
    assert 'id="d1p0a"' in page
    assert "Former addresses" not in page
    assert found(root) == []


def test_words_that_are_gone_are_quoted_at_their_address(root: Path) -> None:
    page = built(root, {"a.txt": document(1, ONE), "b.txt": document(2, THREE)})["d1.html"]
    assert '<li class="card" id="d1p2"><h3>¶2</h3>' in page
    assert f"<q>{TWO}</q>" in page
    assert found(root) == [("W001", "")]


def test_words_that_moved_are_quoted_without_the_markers_in_them(root: Path) -> None:
    text = "He told us that 1 1 the others are any other."
    assert '<a id="d1fnref1"' in built(root, {"a.txt": document(1, ONE, text), "b.txt": document(2, THREE)})["d1.html"]
    page = built(root, {"a.txt": document(3, ONE, text), "b.txt": document(2, THREE)})["d1.html"]
    assert "<q>He told us that 1 the others are any other.</q>" in page


def test_the_address_of_a_joined_paragraph_is_in_the_longer_one(root: Path) -> None:
    page = built(root, {"a.txt": document(1, f"{ONE} {TWO}"), "b.txt": document(2, THREE)})["d1.html"]
    assert '<span class="joined" id="d1p2"></span><a class="pilcrow" href="#d1p1"' in page
    assert found(root) == []


def test_a_renumbered_document_leaves_a_page_that_leads_to_it(root: Path) -> None:
    page = built(root, {"a.txt": document(3, ONE, TWO), "b.txt": document(2, THREE)})["d1.html"]
    assert "Document 1 is no longer at this address" in page
    assert 'id="d1p2"' in page
    assert '<a class="link--here" href="d3.html#d3p2">Document 3, ¶2</a>' in page
    assert found(root) == [("W004", "")]


def test_two_documents_that_swap_numbers_link_to_each_other(root: Path) -> None:
    pages = built(root, {"a.txt": document(2, ONE, TWO), "b.txt": document(1, THREE)})
    assert '<a class="link--here" href="d1.html#d1p3">Document 1, ¶3</a>' in pages["d2.html"]
    assert '<a class="link--here" href="d2.html#d2p2">Document 2, ¶2</a>' in pages["d1.html"]


def test_a_document_that_returns_has_its_addresses_again(root: Path) -> None:
    built(root, {"b.txt": document(2, THREE)})
    page = built(root, {"c.txt": document(1, ONE, TWO), "b.txt": document(2, THREE)})["d1.html"]
    assert "Former addresses" not in page
    assert found(root) == []


def test_the_last_document_of_a_volume_leaves_a_page(root: Path) -> None:
    pages = built(root, {})
    assert pages.keys() == {"d1.html", "d2.html"}
    assert f"<q>{THREE}</q>" in pages["d2.html"]


def test_pages_of_a_volume_that_is_gone_link_to_the_first_people(root: Path) -> None:
    built(root, {})
    (root / "people.toml").write_text('[[people]]\nid = "archer"\nname = "Archer, A."\n', encoding="utf-8")
    assert "people.html" in built(root, {})["d1.html"]


def test_a_finding_about_an_address_lasts_until_editors_accept_it(root: Path) -> None:
    texts = {"a.txt": document(1, ONE)}
    for _ in range(2):
        pages = built(root, texts)
        assert found(root) == [("W001", ""), ("W001", "")]
    entry = '[[accepted]]\nrule = "W001"\ndocument = "{}"\nreason = "Printed by {}."\n'
    accepted = entry.format(f"{VOLUME}/d1", "mistake") + entry.format(f"{VOLUME}/d2", "error")
    (root / "accepted.toml").write_text(accepted, encoding="utf-8")
    pages = built(root, texts)
    assert sorted(found(root)) == [("W001", "Printed by error."), ("W001", "Printed by mistake.")]
    assert "The editors’ reason: Printed by mistake." in pages["d1.html"]
    assert "The editors’ reason: Printed by error." in pages["d2.html"]


def test_a_build_that_publishes_nothing_leaves_the_file_alone(root: Path) -> None:
    before = (root / "published.jsonl").stat()
    editing.build(root)
    after = (root / "published.jsonl").stat()
    assert (before.st_size, before.st_mtime_ns, before.st_ino) == (after.st_size, after.st_mtime_ns, after.st_ino)


def test_a_preview_publishes_nothing(root: Path) -> None:
    before = (root / "published.jsonl").read_bytes()
    put(root, {"a.txt": document(1, ONE, TWO, "Half a thou"), "b.txt": document(2, THREE)})
    pipeline.build(Project.load(root), 1, lambda *_: None, indexes=False, preview=True)
    assert (root / "published.jsonl").read_bytes() == before
    assert "as of" not in (root / "site" / VOLUME / "d1.html").read_text(encoding="utf-8")
    editing.compare(root, root.with_name("clean"))
    assert (root / "published.jsonl").read_bytes() != before


def test_an_unfinished_line_is_written_again(root: Path) -> None:
    file = root / "published.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    editing.build(root)
    first, second = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert file.read_bytes().startswith(whole[: whole.index(b"\n")])
    assert (first["document"], second["document"]) == (f"{VOLUME}/d1", f"{VOLUME}/d2")
    assert found(root) == []


def test_a_last_line_without_its_end_is_kept(root: Path) -> None:
    file = root / "published.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    built(root, {"a.txt": document(1, ONE, TWO, "One more."), "b.txt": document(2, THREE)})
    assert file.read_bytes().startswith(whole)
    assert found(root) == []


def test_a_line_of_a_conflict_is_a_finding(root: Path) -> None:
    file = root / "published.jsonl"
    file.write_text(f"<<<<<<< HEAD\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    editing.build(root)
    assert found(root) == [("W003", "")]


def test_branches_that_both_published_are_merged(root: Path) -> None:
    file, before = root / "published.jsonl", (root / "published.jsonl").read_text(encoding="utf-8")
    other = document(1, "Words of the one branch that are long enough.", ONE, TWO)
    built(root, {"a.txt": other, "b.txt": document(2, THREE)})
    one = file.read_text(encoding="utf-8").removeprefix(before)
    file.write_text(before, encoding="utf-8")
    built(root, {"a.txt": document(1, "Another branch has quite different words here.", ONE, TWO), "b.txt": document(2, THREE)})
    file.write_text(f"{file.read_text(encoding='utf-8')}{one}{one}", encoding="utf-8")
    page = built(root, {"a.txt": other, "b.txt": document(2, THREE)})["d1.html"]
    assert "<q>Another branch has quite different words here.</q>" in page
    assert f"¶2</a>{TWO}" in page


def test_the_report_names_the_build_and_the_documents_that_changed(root: Path) -> None:
    built(root, {"a.txt": document(1, ONE), "b.txt": document(2, THREE)})
    told = json.loads((root / "site" / "build.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (root / "published.jsonl").read_text(encoding="utf-8").splitlines()]
    assert told["publication"] == {"build": lines[2]["build"], "before": lines[0]["build"], "changed": [f"{VOLUME}/d1"], "gone": []}
    assert f"build {lines[2]['build']}" in (root / "site" / VOLUME / "d1.html").read_text(encoding="utf-8")
