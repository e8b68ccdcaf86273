"""A reader keeps documents, notes and passages on a list, from a server or a disk, and takes them along."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import bibtexparser.entrypoint as bibtex
import pytest
import rispy
from test_browser_citing import SELECT, choose

if TYPE_CHECKING:
    from playwright.sync_api import Page

IX = "frus1969-76v09"
OFFICIAL = f"https://history.state.gov/historicaldocuments/{IX}"

Open = Callable[..., "Page"]


def add(page: Page) -> None:
    """Follow the link that adds what is cited."""
    page.locator("#cite").hover()
    page.locator("#c-add[href]").click()
    page.wait_for_url("**/reading-list.html")


@pytest.fixture
def filled(anywhere: Open) -> Page:
    """Open the list with a document, a note of it, and words of another document."""
    page = anywhere(f"{IX}/d145.html")
    add(page)
    page.go_back()
    page.wait_for_url("**/d145.html")
    choose(page, "Note 3")
    add(page)
    page.goto(page.url.replace("reading-list.html", f"{IX}/d44.html"))
    page.locator("#cite").hover()
    page.locator("#c-add[href]").wait_for()
    page.evaluate(
        SELECT, ["d44p3", page.locator("#d44p3").inner_text().split()[2], "d44p3", page.locator("#d44p3").inner_text().split()[2]]
    )
    page.locator("#c-selected").click()
    page.locator("dialog #c-add").click()
    page.wait_for_url("**/reading-list.html")
    return page


def saved(page: Page, form: str) -> str:
    with page.expect_download() as download:
        page.locator(f"#keep button[value={form}]").click()
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_the_list_is_kept_ordered_and_annotated(filled: Page) -> None:
    entries = filled.locator("#entries > li")
    assert entries.count() == 3
    assert filled.locator("#entries > li:focus blockquote").count() == 1
    entries.nth(0).locator("input").fill("Begin & end with {this}.")
    filled.get_by_role("button", name="Move entry 1 down").click()
    filled.reload()
    assert [entry.locator("input").input_value() for entry in entries.all()] == ["", "Begin & end with {this}.", ""]
    assert entries.nth(1).locator("a").get_attribute("href") == f"{IX}/d145.html"
    assert entries.nth(0).locator("a").get_attribute("href") == f"{IX}/d145.html#d145fn3"
    filled.get_by_role("button", name="Remove entry 1").click()
    assert entries.count() == 2


def test_the_list_is_saved_in_all_formats(filled: Page) -> None:
    filled.locator("#entries input").first.fill("Begin & end with {this}.")
    records = rispy.loads(saved(filled, "ris"))
    assert ["Begin & end with {this}." in record.get("notes", []) for record in records] == [True, False, False]
    found = bibtex.parse_string(saved(filled, "bibtex"))
    assert [entry.key for entry in found.entries] == [f"{IX}-d145", f"{IX}-d145-2", f"{IX}-d44"]
    assert found.entries[0]["annotation"] == r"Begin \& end with this."
    items = json.loads(saved(filled, "csl"))
    assert [item["id"] for item in items] == [entry.key for entry in found.entries]
    assert items[0]["annote"] == "Begin & end with {this}."
    rows = list(csv.DictReader(saved(filled, "csv").splitlines()))
    assert [row["place"] for row in rows] == ["", "d145fn3", "d44p3"]
    assert rows[0]["note"].endswith(f"doc. 145, 532–34, {OFFICIAL}/d145.")
    kept = json.loads(saved(filled, "list"))
    assert (kept["format"], kept["version"], len(kept["entries"])) == ("backchannel-reading-list", 1, 3)
    assert kept["entries"][0].keys() == {"document", "place", "line", "quote", "note", "ris", "bibtex", "citation"}


def test_the_list_is_printed_with_its_lines_and_without_its_buttons(filled: Page) -> None:
    filled.locator("#entries input").first.fill("Read this first.")
    filled.emulate_media(media="print")
    assert filled.locator("#entries .line").first.is_visible()
    assert filled.locator("#cited p").first.is_visible()
    assert [button for button in filled.locator("#list button").all() if button.is_visible()] == []


def test_an_empty_list_offers_nothing_to_save(anywhere: Open) -> None:
    page = anywhere("reading-list.html")
    page.locator("#empty").wait_for()
    assert not page.locator("#keep").is_visible()
    assert not page.locator("#cited").is_visible()


def test_each_volume_is_in_the_bibliography_once(filled: Page) -> None:
    assert filled.locator("#notes p").count() == 3
    assert filled.locator("#volumes p").all_inner_texts() == [
        "U.S. Department of State. Foreign Relations of the United States, 1969–1976. Vol. 9, Vietnam, October 1972–January 1973. "
        "Washington: Government Printing Office, 2010."
    ]


def test_a_saved_list_is_opened_again_and_a_foreign_one_is_harmless(filled: Page, tmp_path: Path) -> None:
    kept = json.loads(saved(filled, "list"))
    filled.on("dialog", lambda dialog: dialog.accept())
    filled.get_by_role("button", name="Remove all").click()
    assert filled.locator("#entries > li").count() == 0
    kept["entries"].append({"document": "../../x", "note": []})
    kept["entries"].append({"document": f"{IX}/d9", "note": [["<img src=x onerror=alert(1)>", False]], "citation": 5, "place": 7})
    (tmp_path / "list.json").write_text(json.dumps(kept), encoding="utf-8")
    (tmp_path / "other.json").write_text("[1", encoding="utf-8")
    filled.locator("#open").set_input_files(tmp_path / "list.json")
    filled.locator("#said", has_text="4 added").wait_for()
    assert filled.locator("#entries img").count() == 0
    filled.locator("#open").set_input_files(tmp_path / "other.json")
    filled.locator("#said", has_text="not a reading list").wait_for()
    filled.goto(f"{filled.url}#add=%7B%22document%22")
    filled.locator("#said", has_text="no entry").wait_for()
