"""The files of the search have the text of the edition, are the same for the same texts, and change only where the texts do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import search_files
from invented import VOLUME, document, edition, listed_volume
from test_site import built

from backchannel.edition.queries import document_queries
from backchannel.edition.queries.document_queries import ListedDocument
from backchannel.edition.search.places import SHARDS, shard_of
from backchannel.pages.lists.search import FACETS, SearchedDocument, facets, facets_script, searched_document
from backchannel.records import Document
from backchannel.settings import Project

TEXTS = {
    f"{VOLUME}/1.txt": document(1, "Tohak 5. We spoke.1", "[Page 7] And more.", "  1. Source: National Archives, RG 59. Secret."),
    f"{VOLUME}/2.txt": document(2, "Strelsau, May 5, 1972.", "<b>Bold</b> & `plain` ${x}.", head="Letter From B. Baker to A. Archer"),
}


def documents(sources: dict[str, str] = TEXTS) -> list[ListedDocument]:
    return listed_volume(edition(sources), VOLUME)


def searched(sources: dict[str, str] = TEXTS) -> list[SearchedDocument]:
    store = edition(sources)
    (run,) = document_queries.runs(store, 99)
    records = document_queries.records(store, run)
    listed = document_queries.listed(store, run)
    return [searched_document(entry, Document.model_validate_json(records[entry.doc])) for entry in listed]


def files(project: Project) -> dict[str, bytes]:
    """Return the files of the search."""
    return {file.name: file.read_bytes() for file in sorted((project.site / "search").iterdir())}


def postings(project: Project) -> dict[str, dict[str, list[tuple[str, list[int]]]]]:
    """Return where each word is: by volume the documents, each with the positions of the word."""
    directory = search_files.directory(project.site)
    found: dict[str, dict[str, list[tuple[str, list[int]]]]] = {}
    for _, *names in directory["ranges"]:
        lines = [search_files.shard(project.site / "search" / f"{name}.js") for name in names]
        for in_documents, at in zip(*(filter(None, shard) for shard in lines), strict=True):
            (stem, word, codes), (stem_again, word_again, places) = in_documents.split(" ", 2), at.split(" ", 2)
            assert (stem, word) == (stem_again, word_again)
            for of_volume, in_volume in zip(codes.split("|"), places.split("|"), strict=True):
                volume = directory["volumes"][search_files.numbers(of_volume[:1])[0]]
                slots = search_files.documents(of_volume[1:])
                named = [volume["odd"].get(str(slot), f"d{slot}") for slot in slots]
                found.setdefault(word, {})[volume["id"]] = [*zip(named, search_files.positions(in_volume), strict=True)]
    return found


def script(file: Path) -> Any:
    found = re.fullmatch(r"\(window\.\w+\?\?=\{\}\)\[\"[^\"]+\"\]=(.*);\n", file.read_text(encoding="utf-8"))
    assert found is not None
    return json.loads(found[1])


def test_a_document_is_searched_by_paragraph_and_note_without_markers_and_page_labels() -> None:
    first, second = searched()
    assert [(part.id, part.words) for part in first.text] == [("d1p1", "Tohak 5."), ("d1p2", "We spoke."), ("d1p3", "And more.")]
    assert [(part.id, part.words) for part in first.notes] == [("d1fn1", "Source: National Archives, RG 59. Secret.")]
    assert ("d2p2", "<b>Bold</b> & `plain` ${x}.") in [(part.id, part.words) for part in second.text]


def test_each_document_has_a_value_for_each_facet() -> None:
    for listed in documents():
        assert {facet for facet, _ in facets(listed)} == set(FACETS)
    values = list(facets(documents()[1]))
    assert [value for facet, value in values if facet == "Sender"] == ["B. Baker"]
    assert ("Year", "1972") in values
    assert ("Channel", "Not known") in values


def test_facets_are_a_plain_script_with_the_dates_of_documents(tmp_path: Path) -> None:
    (tmp_path / "facets.js").write_text(facets_script(VOLUME, documents()), encoding="utf-8")
    found = script(tmp_path / "facets.js")
    assert found["documents"] == ["d1", "d2"]
    assert found["dates"][1] == ["1972-05-05", "1972-05-05", 1]
    (tmp_path / "facets.js").write_text(facets_script(VOLUME, [documents()[1]._replace(earliest=None, stated=False)]), encoding="utf-8")
    assert script(tmp_path / "facets.js")["dates"] == [["", "1972-05-05", 0]]


def test_the_facets_of_a_site_are_those_of_its_database(tmp_path: Path) -> None:
    of = script(built(tmp_path, list(TEXTS.values())).site / VOLUME / "facets.js")
    assert of["documents"] == ["d1", "d2"]
    assert of["values"]["Sender"] == {"A. Archer": [0], "B. Baker": [1]}
    assert of["values"]["Channel"] == {"Tohak": [0], "Not known": [1]}


def test_the_same_texts_give_the_same_files_under_the_same_names(tmp_path: Path) -> None:
    one, other = (built(tmp_path / name, list(TEXTS.values())) for name in ("one", "other"))
    assert files(one) == files(other)
    assert {name[:2] for name in files(one)} == {"di", "d-", "n-", "p-", "t-", "w-"}


def test_a_word_is_found_in_its_documents_with_stem_and_positions(tmp_path: Path) -> None:
    found = postings(built(tmp_path, list(TEXTS.values())))
    (first, at_first), (second, at_second) = found["archer"][VOLUME]
    assert (first, second) == ("d1", "d2")
    assert len(at_first) == len(at_second) == 2  # in the title, and in what lists say of it
    assert found["bold"][VOLUME][0][0] == "d2"
    assert [at for _, at in found["secret"][VOLUME]] == [[search_files.NOTES + 6]]


def test_the_texts_of_documents_are_found_by_their_slots(tmp_path: Path) -> None:
    project = built(tmp_path, list(TEXTS.values()))
    (volume,) = search_files.directory(project.site)["volumes"]
    ((first, name),) = volume["texts"]
    shown = search_files.shard(project.site / "search" / f"{name}.js")
    assert first == 1
    assert [[local, title] for local, title, *_ in shown] == [
        ["d1", "1. " + searched()[0].title.partition(". ")[2]],
        ["d2", "2. Letter From B. Baker to A. Archer"],
    ]
    assert ["d2p2", "<b>Bold</b> & `plain` ${x}."] in shown[1][4]


def test_the_words_are_listed_by_letter_with_their_commonness(tmp_path: Path) -> None:
    project = built(tmp_path, list(TEXTS.values()))
    lists = search_files.directory(project.site)["words"]
    (line,) = search_files.shard(project.site / "search" / f"{lists['b']}.js")
    once, in_both = '"', "#"
    assert line.split(" ") == [f"b{in_both}", f"baker{in_both}", f"bold{once}"]


def test_what_has_a_number_is_found_by_its_last_figures(tmp_path: Path) -> None:
    project = built(tmp_path, list(TEXTS.values()))
    directory = search_files.directory(project.site)
    assert directory["shards"] == SHARDS
    five = search_files.shard(project.site / "search" / f"{directory['places']['5']}.js")
    assert five == {VOLUME: [["message", "Tohak 5", f"{VOLUME}/d1.html", "In this edition", ""]]}
    seven = search_files.shard(project.site / "search" / f"{directory['places']['7']}.js")
    assert [place[:3] for place in seven[VOLUME]] == [["page", "7", f"{VOLUME}/d1.html#pg_7"]]


@pytest.mark.parametrize(
    ("number", "shard"), [("Hakto 18", 18), ("533", 533 % SHARDS), ("144a", 144 % SHARDS), ("xii", 0), ("CAP 80-B", 80 % SHARDS), ("٣", 0)]
)
def test_a_number_is_in_the_file_of_its_last_figures(number: str, shard: int) -> None:
    assert shard_of(number) == shard


def test_an_edit_changes_only_the_lists_of_its_words(tmp_path: Path) -> None:
    texts = [document(n, "Rice was sold.") for n in range(1, 4)]
    before = search_files.directory(built(tmp_path, texts).site)["words"]
    after = search_files.directory(built(tmp_path, [*texts[:2], document(3, "Rice was sold, zebras too.")]).site)["words"]
    assert {letter for letter in after if after[letter] != before.get(letter)} == {"t", "z"}


def test_a_volume_that_goes_leaves_no_word(tmp_path: Path) -> None:
    project = built(tmp_path, list(TEXTS.values()))
    for text in (project.documents / VOLUME).iterdir():
        text.write_text(document(int(text.stem) + 1, "Nothing else."), encoding="utf-8")
    built(tmp_path, [])
    assert "bold" not in postings(project)
    assert "nothing" in postings(project)
