"""Readers find documents by number from any page, by words in the texts, and with the filters of a volume."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import bibtexparser.entrypoint as bibtex
import pytest
import rispy

if TYPE_CHECKING:
    from playwright.sync_api import Page

IX = "frus1969-76v09"
INVENTED = "frus1969-76v99"

Open = Callable[..., "Page"]


def ask(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.locator(".goto[data-ready]").wait_for()
    page.keyboard.type(words)
    page.locator(f".goto[data-asked='{words}']").wait_for()


ADDRESSES_BY_QUERY = {
    "page 533": f"{IX}/d145.html#pg_533",
    "p. 532": f"{IX}/d145.html",
    "Document 44": f"{IX}/d44.html",
    "tohak 71": f"{IX}/d145.html",
    "WHS 2280": f"{IX}/d44.html",
    "Hakto 18": "frus1969-76v09/d145.html#d145fn3q1",
    "footnote 3, Document 145": f"{IX}/d145.html#d145fn3",
    "Foreign Relations, 1969–1976, vol. IX, Document 44, footnote 2": f"{IX}/d44.html#d44fn2",
    "FRUS 1969–76, vol. IX, p. 533": f"{IX}/d145.html#pg_533",
    "https://history.state.gov/historicaldocuments/frus1969-76v09/d145": f"{IX}/d145.html",
    "https://history.state.gov/historicaldocuments/frus1969-76v09/pg_533": f"{IX}/d145.html#pg_533",
}


@pytest.mark.parametrize(("query", "place"), ADDRESSES_BY_QUERY.items())
def test_a_number_opens_its_document_page_or_message(anywhere: Open, query: str, place: str) -> None:
    page = anywhere(f"{IX}/d44.html")
    ask(page, query)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{place}")


def test_an_ambiguous_number_offers_a_choice(visit: Open) -> None:
    page = visit("index.html")
    ask(page, "tohak 5")
    assert page.locator("#hits b").first.inner_text() == "Tohak 5"
    page.locator(".goto .query").fill("8")
    page.locator(".goto[data-asked='8']").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{INVENTED}/d1.html#pg_8")
    page = visit(f"{INVENTED}/index.html")
    ask(page, "1")
    assert page.locator("#hits b").all_inner_texts()[0] == "Document 1"


def test_words_find_heads_dates_and_people(anywhere: Open) -> None:
    page = anywhere(f"{INVENTED}/index.html")
    ask(page, "baker may 6")
    assert page.locator("#hits b").all_inner_texts() == ["Document 2"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{INVENTED}/d2.html")


def test_words_are_found_by_their_beginnings(visit: Open) -> None:
    page = visit(f"{IX}/d44.html")
    ask(page, "nixon pari")
    assert page.locator("#hits b").all_inner_texts() == ["Document 145"]


def test_escape_closes_the_results(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    ask(page, "nixon")
    assert page.locator("#hits").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#hits").is_visible()


def test_other_words_are_passed_to_the_search_page(visit: Open) -> None:
    page = visit(f"{IX}/d145.html", served=True)
    ask(page, "intransigence")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?volume=frus1969-76v09&q=intransigence")
    page.locator("#results h3").first.wait_for()
    assert page.locator("[name=volume]:checked").get_attribute("value") == IX


def search(visit: Open, query: str, **how: bool) -> Page:
    page = visit(f"search.html?{query}", **({"served": True} | how))
    page.locator("[data-shown]").wait_for()
    return page


def titles(page: Page) -> list[str]:
    return [text.partition(".")[0] for text in page.locator("#results h3").all_inner_texts()]


def test_a_result_links_to_its_paragraph_or_note(visit: Open) -> None:
    page = search(visit, "q=rice")
    assert titles(page) == ["1"]
    assert page.locator("#results mark").all_inner_texts() == ["rice"]
    link = page.locator("#results p a").first
    paragraph = link.inner_text()
    link.click()
    page.wait_for_url(f"**/{INVENTED}/d1.html#d1p*")
    assert page.locator(":target .pilcrow").inner_text() == paragraph
    page = search(visit, "q=immediate")
    assert page.locator("#results p a").first.inner_text() in ("note 1", "¶1")


def test_words_are_found_in_all_their_forms_and_phrases_exactly(visit: Open) -> None:
    assert titles(search(visit, f"q=negotiates&volume={INVENTED}")) == ["2"]
    page = search(visit, "q=general+rudolf+rice")
    assert titles(page) == ["1", "2"]
    assert page.locator("#found").inner_text() == "2 documents. The first has all of these words, the others most."
    assert titles(search(visit, "q=%22was+negotiating%22")) == ["2"]
    assert titles(search(visit, "q=%22negotiating+was%22")) == []


def test_a_search_without_results_says_so(visit: Open) -> None:
    page = search(visit, "q=zeppelinous")
    assert page.locator("#found").inner_text() == "No document matches."


def test_if_no_document_has_all_words_those_with_most_are_shown(visit: Open) -> None:
    page = search(visit, "q=rice+zeppelinous")
    assert titles(page) == ["1"]
    assert page.locator("#found").inner_text() == "1 document. None has all of these words; these have most."


def test_a_misspelled_word_is_answered_by_the_nearest_one(anywhere: Open) -> None:
    page = search(anywhere, "q=Rudlof+rice")
    assert titles(page) == ["1"]
    assert page.locator("#nearest").inner_text() == "No text has “Rudlof”. Shown is what was found for Rudolf rice."


def test_a_misspelled_phrase_is_answered_only_if_a_text_has_it(visit: Open) -> None:
    assert (
        search(visit, 'q="about+rcie"').locator("#nearest").inner_text() == 'No text has “rcie”. Shown is what was found for "about rice".'
    )
    page = search(visit, 'q="rudolf+rcie"')
    assert (page.locator("#found").inner_text(), page.locator("#nearest").inner_text()) == ("No document matches.", "")


def test_a_document_may_be_required_not_to_have_a_word(anywhere: Open) -> None:
    assert sorted(titles(search(anywhere, f"q=archives&volume={INVENTED}"))) == ["1", "2"]
    assert titles(search(anywhere, f"q=archives+-rice&volume={INVENTED}")) == ["2"]


def test_words_are_found_by_their_first_letters_if_a_star_says_so(anywhere: Open) -> None:
    assert sorted(titles(search(anywhere, "q=rudol*"))) == ["1", "2"]
    assert titles(search(anywhere, f"q=negot*&volume={INVENTED}")) == ["2"]


def test_words_are_searched_in_texts_or_in_notes_alone(anywhere: Open) -> None:
    assert len(titles(search(anywhere, "q=archives&zone=2"))) == 3
    assert titles(search(anywhere, "q=archives&zone=1")) == []


def test_results_are_limited_to_dates_and_ordered_by_them(anywhere: Open) -> None:
    page = search(anywhere, "q=general+archives&sort=oldest")
    dates = page.locator("#results .quiet").all_inner_texts()
    assert len(dates) > 1
    assert titles(search(anywhere, "q=archives&to=1900")) == []


def test_facets_count_and_filter_the_results(visit: Open) -> None:
    page = search(visit, "q=general")
    page.locator("summary", has_text="Sender").click()
    rows = page.locator("[data-facet=Sender] li")
    rows.first.wait_for()
    assert sorted(text.replace("\n", " ") for text in rows.all_inner_texts()) == ["Archer 1", "Baker 1"]
    page.locator("[data-facet=Sender]").get_by_label("Baker").check()
    page.wait_for_function("() => document.querySelectorAll('#results li').length === 1")
    assert titles(page) == ["2"]
    assert page.url.endswith("q=general&Sender=Baker")
    assert titles(search(visit, "q=general&Sender=Baker")) == ["2"]


def test_only_the_selected_volumes_are_searched(visit: Open) -> None:
    assert len(titles(search(visit, f"q=archives&volume={IX}"))) == 1
    assert len(titles(search(visit, f"q=archives&volume={INVENTED}"))) == 2
    assert len(titles(search(visit, "q=archives"))) == 3


def test_from_a_disk_the_texts_are_searched_too(visit: Open) -> None:
    page = search(visit, "q=rice", served=False)
    assert titles(page) == ["1"]
    page.locator("#results p a").first.click()
    page.wait_for_url(f"**/{INVENTED}/d1.html#d1p*")


def test_the_search_page_goes_to_what_the_box_in_the_header_goes_to(anywhere: Open) -> None:
    page = search(anywhere, "q=hakto+18")
    page.locator("#places a", has_text="Hakto 18").first.click()
    page.wait_for_url("**/d145.html#d145fn3q1")


def test_a_person_is_found_by_name_in_the_box_and_on_the_search_page(anywhere: Open) -> None:
    page = anywhere("index.html")
    ask(page, "ann arch")
    assert page.locator("#hits b").all_inner_texts() == ["Archer, Ann"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/archer-ann.html")
    assert search(anywhere, "q=archer").locator("#places a").inner_text() == "Archer, Ann"


def test_each_volume_shows_how_many_documents_were_found_in_it(visit: Open) -> None:
    page = search(visit, "q=archives")
    page.locator("summary", has_text="Volumes").click()
    counts = page.locator("[name=volume]").evaluate_all("boxes => boxes.map(b => [b.value, b.parentElement.lastElementChild.textContent])")
    assert dict(counts) == {IX: "1", INVENTED: "2"}


def test_a_range_of_dates_counts_inferred_dates_which_can_be_left_out(visit: Open) -> None:
    found = search(visit, "q=the&from=1972&to=1972").locator("#found").inner_text()
    assert found.endswith("2 of them by an inferred date")
    assert "inferred" not in search(visit, "q=the&from=1972&to=1972&stated=1").locator("#found").inner_text()


def test_without_script_the_search_page_links_to_the_indexes(visit: Open) -> None:
    page = visit("search.html", script=False)
    page.get_by_role("link", name="volumes", exact=True).click()
    page.wait_for_url("**/index.html")


def test_filters_select_rows_and_are_kept_in_the_address(anywhere: Open) -> None:
    page = anywhere(f"{INVENTED}/index.html")
    page.get_by_label("From").select_option("Baker")
    assert [row.get_attribute("id") for row in page.locator(".docs tbody tr:visible").all()] == ["d2"]
    assert page.locator("#count").inner_text() == "1 of 3 documents"
    page.get_by_label("Words in the table").fill("nothing like it")
    assert "No documents match" in page.locator("#count").inner_text()
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function("() => document.querySelectorAll('.docs tbody tr:not([hidden])').length === 3")
    page.get_by_label("First day").fill("1972-05-06")
    assert [row.get_attribute("id") for row in page.locator(".docs tbody tr:visible").all()] == ["d2", "d3"]
    page.get_by_label("First day").fill("1972")
    page.get_by_label("Last day").fill("1972-05-05")
    assert [row.get_attribute("id") for row in page.locator(".docs tbody tr:visible").all()] == ["d1"]
    page.locator("select[name=date]").select_option("Stated")
    assert page.locator("#count").inner_text() == "1 of 3 documents"
    page = anywhere(f"{INVENTED}/index.html?chan=Tohak")
    assert [row.get_attribute("id") for row in page.locator(".docs tbody tr:visible").all()] == ["d1"]


@pytest.mark.parametrize("page", ["chronology", "persons", "sources", "pages", "brackets"])
def test_each_index_is_complete_without_script(visit: Open, page: str) -> None:
    opened = visit(f"{INVENTED}/index.html", script=False)
    assert opened.locator(".docs tbody tr").count() == 3
    opened.locator(f"#indexes a[href='{page}.html']").click()
    opened.wait_for_url(f"**/{page}.html")
    assert opened.locator("main h1").is_visible()
    assert opened.locator("main :is(a, .quiet, .found li)").count()


@pytest.mark.parametrize("page", [f"{INVENTED}/wanted", f"{INVENTED}/findings", "wanted", "findings"])
def test_editors_reach_their_pages_from_the_footer(visit: Open, page: str) -> None:
    opened = visit(f"{INVENTED}/d1.html", script=False)
    opened.get_by_role("link", name="For editors").click()
    opened.locator(f"main a[href='{page}.html']").click()
    opened.wait_for_url(f"**/{page}.html")
    assert opened.locator("main h1").is_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_a_month_of_the_front_page_leads_to_its_documents(visit: Open, dark: bool) -> None:
    opened = visit("index.html", script=False, dark=dark)
    opened.locator("#dates svg a").first.click()
    opened.wait_for_url("**/chronology.html#m-*")
    assert opened.locator(".dates:target li").count()


def saved(page: Page, form: str) -> str:
    with page.expect_download() as waiting:
        page.locator("#save button", has_text=form).click()
    return Path(waiting.value.path()).read_text(encoding="utf-8-sig")


def test_results_are_saved_as_a_table_with_date_and_matching_passage(anywhere: Open) -> None:
    table = csv.DictReader(saved(search(anywhere, f"q=rudolf&volume={INVENTED}"), "CSV").splitlines())
    rows = {row["document"].rpartition("/")[2]: row for row in table}
    assert rows.keys() == {"d1", "d2"}
    assert (rows["d2"]["first day"], rows["d2"]["date is"]) == ("1972-05-06", "stated")
    assert rows["d1"]["words"].startswith("The cease-fire holds.")
    page, _, anchor = rows["d1"]["address"].partition("#")
    assert page.endswith(f"/{INVENTED}/d1.html")
    assert anchor.startswith("d1p")


def test_results_are_saved_as_citations(anywhere: Open) -> None:
    page = search(anywhere, f"q=rudolf&volume={INVENTED}")
    assert {record["section"] for record in rispy.loads(saved(page, "RIS"))} == {"1", "2"}
    assert len(bibtex.parse_string(saved(page, "BibTeX")).entries) == 2


def test_the_printed_list_has_each_result_and_its_address(visit: Open) -> None:
    page = search(visit, f"q=rudolf&volume={INVENTED}")
    page.evaluate("window.print = () => { window.asked = document.querySelectorAll('#printed li').length; }")
    page.locator("#save button", has_text="Printable list").click()
    page.wait_for_function("() => window.asked === 2")
    assert f"{INVENTED}/d1.html" in page.locator("#printed").inner_text()


@pytest.mark.parametrize(("path", "loaded"), [("index.html", []), (f"{IX}/d145.html", [IX])])
def test_the_box_loads_no_finder_of_another_volume(visit: Open, path: str, loaded: list[str]) -> None:
    page = visit(path)
    ask(page, "Hakto 18")
    scripts: list[str] = page.evaluate("[...document.scripts].map(script => script.src)")
    assert [script.split("/")[-2] for script in scripts if script.endswith("finder.js")] == loaded
