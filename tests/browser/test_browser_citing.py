"""Citations copied in a browser have the page numbers and the words of the selection."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import bibtexparser.entrypoint as bibtex
import pytest
import rispy

if TYPE_CHECKING:
    from playwright.sync_api import Page

IX = "frus1969-76v09"
OFFICIAL = f"https://history.state.gov/historicaldocuments/{IX}"

Open = Callable[..., "Page"]

SELECT = """([from, words, to, last]) => {
  const find = (id, words) => {
    const walk = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const at = walk.currentNode.data.indexOf(words);
      if (at >= 0) return [walk.currentNode, at];
    }
  };
  const [node, at] = find(from, words), [end, until] = find(to, last);
  getSelection().setBaseAndExtent(node, at, end, until + last.length);
}"""


def place(page: Page) -> str:
    """Return what follows the document number in the Chicago note."""
    return page.locator("#c-chi").inner_text().partition("doc. 145, ")[2]


def choose(page: Page, words: str) -> None:
    page.locator("#c-what").focus()
    page.locator("#c-what option", has_text=words).first.wait_for(state="attached")
    page.locator("#c-what").select_option(label=words)


def cited_notes(page: Page) -> list[object]:
    """Return the note in each form: BibTeX, RIS (a list, without the two that name sender and recipient), CSL-JSON."""
    bib, ris, csl = (page.locator(form).text_content() or "" for form in ("#c-bib", "#c-ris", "#c-csl"))
    return [bibtex.parse_string(bib).entries[0]["note"], rispy.loads(ris)[0]["notes"][2:], json.loads(csl)[0]["note"]]


def test_a_page_is_cited_in_all_forms(anywhere: Open) -> None:
    page = anywhere(f"{IX}/d145.html")
    choose(page, "Page 533")
    assert place(page) == f"533, {OFFICIAL}/pg_533."
    (entry,) = bibtex.parse_string(page.locator("#c-bib").text_content() or "").entries
    assert (entry["pages"], entry["url"]) == ("533", f"{OFFICIAL}/pg_533")
    (record,) = rispy.loads(page.locator("#c-ris").text_content() or "")
    assert (record["start_page"], record["end_page"], record["urls"]) == ("533", "533", [f"{OFFICIAL}/pg_533"])
    (item,) = json.loads(page.locator("#c-csl").text_content() or "")
    assert (item["page"], item["URL"]) == ("533", f"{OFFICIAL}/pg_533")


def test_a_note_is_cited_with_the_page_of_its_marker(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    choose(page, "Note 2")
    assert place(page) == f"533n2, {OFFICIAL}/d145fn2."
    state = page.locator("#c-state").inner_text()
    assert state.startswith("as of ")
    assert cited_notes(page) == [f"note 2, {state}", [state, "note 2"], f"note 2, {state}"]
    choose(page, "The whole document")
    assert place(page) == f"532–34, {OFFICIAL}/d145."
    assert cited_notes(page) == [state, [state], state]


@pytest.mark.parametrize(("address", "cited"), [("pg_534", "534, "), ("d145fn3", "534n3, "), ("d145p4", "532–33, par. 4, ")])
def test_the_address_selects_what_is_cited(visit: Open, address: str, cited: str) -> None:
    page = visit(f"{IX}/d145.html#{address}")
    page.wait_for_function("() => document.querySelector('#c-what').value")
    assert place(page).startswith(cited)


def test_a_selection_is_cited_with_its_words_pages_and_paragraph(anywhere: Open) -> None:
    page = anywhere(f"{IX}/d145.html")
    page.evaluate(SELECT, ["d145p4", "He is", "d145p4", "frankly, shocked"])
    page.locator("#c-selected").click()
    assert page.locator("#c-quote").inner_text() == "“He is, frankly, shocked”"
    assert place(page).startswith("532–33, par. 4, ")
    assert page.evaluate("document.activeElement.closest('dialog').id") == "citing"
    assert page.locator("#c-here").get_attribute("href") == "#d145p4"


def test_a_selection_over_several_paragraphs_names_the_first_and_the_last(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.evaluate(SELECT, ["d145p3", "After reading", "d145p4", "He is"])
    page.locator("#c-selected").click()
    assert place(page).startswith("532, pars. 3–4, ")


def test_the_citation_opens_over_the_text_and_returns_to_the_end(anywhere: Open) -> None:
    page = anywhere(f"{IX}/d145.html")
    page.get_by_role("link", name="Cite", exact=True).click()
    assert page.locator("#citing").is_visible()
    assert place(page) == f"532–34, {OFFICIAL}/d145."
    page.keyboard.press("Escape")
    assert not page.locator("#citing").is_visible()
    page.locator("#cite #c-chi").wait_for()


def test_a_selection_is_cited_from_the_bar(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.evaluate(SELECT, ["d145p4", "He is", "d145p4", "frankly, shocked"])
    page.locator("#c-selected").wait_for()
    page.get_by_role("link", name="Cite", exact=True).click()
    assert page.locator("#c-quote").inner_text() == "“He is, frankly, shocked”"


def test_the_address_of_a_document_is_copied(visit: Open) -> None:
    page = visit(f"{IX}/d145.html#d145p4", served=True)
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url.partition("#")[0]


def test_quotation_marks_inside_a_quotation_become_single(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.evaluate(SELECT, ["d145fn3", "Kissinger replied", "d145fn3", "will be followed"])
    page.locator("#c-selected").click()
    assert page.locator("#c-quote").inner_text().startswith("“Kissinger replied to Nixon: ‘Your instructions")
    assert place(page).startswith("534n3, ")


def test_a_citation_is_copied_with_its_quotation(visit: Open) -> None:
    page = visit(f"{IX}/d145.html", served=True)
    page.evaluate(SELECT, ["d145p4", "He is", "d145p4", "frankly, shocked"])
    page.locator("#c-selected").click()
    page.get_by_role("button", name="Copy Chicago note").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“He is, frankly, shocked” “Message From President Nixon")
