"""The search index has the text of the edition, is the same for the same texts, and is left alone until they change."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

from invented import VOLUME, an_edition, document, edition, listed_volume

from backchannel.build import pipeline
from backchannel.edition.queries import document_queries
from backchannel.edition.queries.document_queries import ListedDocument
from backchannel.pages.lists.search import FACETS, SearchedDocument, facets, facets_script, searched_document
from backchannel.settings import Project
from backchannel.writers.files import WrittenFile
from backchannel.writers.pagefind import ENTRY, unpacked
from backchannel.writers.search import write_index, write_lists

TEXTS = {
    f"{VOLUME}/1.txt": document(1, "Tohak 5. We spoke.1", "[Page 7] And more.", "  1. Source: National Archives, RG 59. Secret."),
    f"{VOLUME}/2.txt": document(2, "Strelsau, May 5, 1972.", "<b>Bold</b> & plain.", head="Letter From B. Baker to A. Archer"),
}


def documents(sources: dict[str, str] = TEXTS) -> list[ListedDocument]:
    return listed_volume(edition(sources), VOLUME)


def texts(sources: dict[str, str] = TEXTS) -> list[SearchedDocument]:
    store = edition(sources)
    (run,) = document_queries.runs(store, 99)
    records = document_queries.records(store, run)
    return [searched_document(listed, records[listed.doc]) for listed in document_queries.listed(store, run)]


def indexed(project: Project, sources: dict[str, str] = TEXTS) -> WrittenFile:
    store = edition(sources)
    made_of = document_queries.made_of(
        store, listed_volume(store, VOLUME), document_queries.records(store, document_queries.DocumentRun(VOLUME, 1, len(sources))), {}
    )
    return write_index(project, VOLUME, "v", made_of, texts(sources))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def script(file: Path) -> Any:
    found = re.fullmatch(r"\(window\.\w+\?\?=\{\}\)\[\"[^\"]+\"\]=(.*);\n", file.read_text(encoding="utf-8"))
    assert found is not None
    return json.loads(found[1])


def test_a_document_is_searched_by_paragraph_and_note_without_markers_and_page_labels() -> None:
    first, second = texts()
    assert [(part.id, part.words) for part in first.passages] == [
        ("d1p1", "Tohak 5."),
        ("d1p2", "We spoke."),
        ("d1p3", "And more."),
        ("d1fn1", "Source: National Archives, RG 59. Secret."),
    ]
    assert ("d2p2", "<b>Bold</b> & plain.") in [(part.id, part.words) for part in second.passages]


def test_each_word_of_a_dashed_pair_is_found() -> None:
    (found,) = texts({f"{VOLUME}/1.txt": document(1, "He went out—that is, Tho–Kissinger met. An old-fashioned 1969–1976.")})
    words = "He went out—\u2060 that is, Tho–\u2060 Kissinger met. An old-fashioned 1969–\u2060 1976."
    assert [part.words for part in found.passages] == [words]


def test_each_document_has_a_value_for_each_facet() -> None:
    for listed in documents():
        assert {facet for facet, _ in facets(listed)} == set(FACETS)
    values = list(facets(documents()[1]))
    assert [value for facet, value in values if facet == "Sender"] == ["B. Baker"]
    assert ("Year", "1972") in values
    assert ("Channel", "Not known") in values


def test_the_same_texts_give_the_same_index(tmp_path: Path) -> None:
    one, other = (an_edition(tmp_path / name) for name in ("one", "other"))
    indexed(one)
    indexed(other)
    assert files(one.site) == files(other.site)


def test_an_index_names_its_parts_for_the_documents(tmp_path: Path) -> None:
    project = an_edition(tmp_path)
    rendered = indexed(project)
    folder = project.site / rendered.path
    assert (folder / ENTRY).exists()
    fragments = sorted(path.name for path in (folder / "fragment").iterdir())
    assert fragments == ["v.d1.pf_fragment", "v.d2.pf_fragment"]
    fragment_data = json.loads(unpacked((folder / "fragment" / fragments[1]).read_bytes()))
    assert fragment_data["meta"]["title"] == "2. Letter From B. Baker to A. Archer"
    assert "<b>Bold</b> & plain." in fragment_data["content"]
    assert "d2p2" in [anchor["id"] for anchor in fragment_data["anchors"]]


def test_an_index_is_rebuilt_only_when_its_volume_changed(tmp_path: Path) -> None:
    project = an_edition(tmp_path)
    first, again = indexed(project), indexed(project)
    changed = indexed(project, {**TEXTS, f"{VOLUME}/3.txt": document(3, "New.")})
    assert (first.changed, again.changed) == (True, False)
    assert again.path == first.path
    assert changed.path != first.path


def test_the_facets_of_a_site_are_those_of_its_database(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    project = Project.load(tmp_path)
    pipeline.build(project, 1, lambda *_: None)
    of = script(project.site / VOLUME / "facets.js")
    assert of["documents"] == ["d1", "d2"]
    assert of["values"]["Sender"] == {"A. Archer": [0], "B. Baker": [1]}
    assert of["values"]["Channel"] == {"Tohak": [0], "Not known": [1]}


def test_facets_are_a_plain_script(tmp_path: Path) -> None:
    (tmp_path / "facets.js").write_text(facets_script(VOLUME, "v", documents()), encoding="utf-8")
    assert script(tmp_path / "facets.js")["key"] == "v"


def test_the_lists_of_all_indexes_come_in_one_file(tmp_path: Path) -> None:
    project = an_edition(tmp_path)
    index = indexed(project).path
    rendered = write_lists(project, [index])
    head, _, rest = gzip.decompress((project.site / rendered.path).read_bytes()).partition(b"\n")
    (entry, size), (listed, _) = json.loads(head)
    assert (entry, listed) == (f"{index}{ENTRY}", f"{index}pagefind.all.pf_meta")
    assert json.loads(rest[:size])["languages"]["en"]["page_count"] == 2
    assert rest[size:] == gzip.decompress((project.site / listed).read_bytes())
