"""Two notes with the label 23 are two places: markers, links back, previews, references, the search and the data tell them apart."""

from __future__ import annotations

import csv
import json

import pytest
from invented import VOLUME, document
from lxml import etree
from test_site import built, parsed

from backchannel.edition.deflated import inflated
from backchannel.edition.queries import document_queries
from backchannel.edition.store import Store
from backchannel.pages.lists.search import searched_document
from backchannel.records import Document
from backchannel.settings import Project
from backchannel.writers.links import check_links

TEXTS = [
    document(
        57,
        "Your telegram, January 26, 7 p.m.,23 was received. Notice was given as told in my 276, January 27, 7 p.m.23",
        "I asked the Foreign Office to inform the cook at once.24",
        "  23. Not printed.",
        "  23. Hakto 7 said: “The cook sang.” It is not printed.",
        "  24. For the cook, see footnote 23 above.",
    ),
    document(58, "See footnote 24, Document 57.1", "  1. See footnote 23, Document 57."),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return built(tmp_path_factory.mktemp("labels"), TEXTS)


@pytest.fixture(scope="module")
def page(project: Project) -> etree._Element:
    return parsed(project.site / VOLUME / "d57.html")


def test_no_link_is_broken(project: Project) -> None:
    assert check_links(project.site).broken == []


def test_each_marker_leads_to_its_own_note_and_back(page: etree._Element) -> None:
    markers = page.findall(".//a[@role='doc-noteref']")
    notes = {note.get("id"): note for note in page.findall(".//section[@id='notes']//li")}
    assert [(marker.text, marker.get("id"), marker.get("href"), marker.get("aria-label")) for marker in markers] == [
        ("23", "d57fnref23", "#d57fn23", "Note 23"),
        ("23", "d57fnref23-2", "#d57fn23-2", "Note 23 (2)"),
        ("24", "d57fnref24", "#d57fn24", "Note 24"),
    ]
    assert {id: note.get("data-n") for id, note in notes.items()} == {"d57fn23": "23", "d57fn23-2": "23", "d57fn24": "24"}
    backs = {id: [back.get("href") for back in note.findall(".//a[@role='doc-backlink']")] for id, note in notes.items()}
    assert backs == {"d57fn23": ["#d57fnref23"], "d57fn23-2": ["#d57fnref23-2"], "d57fn24": ["#d57fnref24"]}


def test_a_reference_to_a_label_of_two_notes_is_ambiguous(project: Project) -> None:
    with Store.reading(project.store) as store:
        found = {
            (row["local"], row["words"]): (row["status"], row["target"], row["candidates"])
            for row in store.rows("SELECT d.local, r.* FROM reference r JOIN document d ON d.doc = r.doc WHERE r.kind = 'note'")
        }
    both = json.dumps([f"{VOLUME}/d57#d57fn23", f"{VOLUME}/d57#d57fn23-2"])
    assert found == {
        ("d57", "footnote 23 above"): ("ambiguous", None, both),
        ("d58", "footnote 24, Document 57"): ("printed", f"{VOLUME}/d57#d57fn24", None),
        ("d58", "footnote 23, Document 57"): ("ambiguous", None, both),
    }


def test_the_candidates_of_an_ambiguous_reference_are_both_linked(page: etree._Element, project: Project) -> None:
    there = parsed(project.site / VOLUME / "d58.html")
    assert linked(page, ".//*[@id='d57ref2']") >= {"d57.html#d57fn23", "d57.html#d57fn23-2"}
    assert linked(there, ".//*[@id='d58ref2']") >= {"d57.html#d57fn23", "d57.html#d57fn23-2"}


def linked(page: etree._Element, card: str) -> set[str | None]:
    return {link.get("href") for link in page.iterfind(f"{card}//a")}


def test_the_table_of_messages_says_which_of_the_notes_names_one(project: Project) -> None:
    with (project.site / "messages.csv").open(encoding="utf-8", newline="") as file:
        places = [row["named_in"] for row in csv.DictReader(file)]
    assert places == [f"{VOLUME}/d57 fn23-2"]


def test_the_search_finds_each_note(project: Project) -> None:
    with Store.reading(project.store) as store:
        run = next(iter(document_queries.runs(store, 9)))
        listed = document_queries.listed(store, run)[0]
        (record,) = store.rows("SELECT record FROM record WHERE doc = ?", (listed.doc,))
    passages = {passage.id: passage.words for passage in searched_document(listed, Document.model_validate_json(inflated(record[0]))).notes}
    assert passages["d57fn23"] == "Not printed."
    assert passages["d57fn23-2"].startswith("Hakto 7")
