"""A document can be read completely without script in a browser, and more conveniently with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IX = "frus1969-76v09"

Open = Callable[..., "Page"]


@pytest.mark.parametrize("path", [f"{IX}/d44.html", f"{IX}/d145.html"])
def test_each_marker_links_to_its_note_and_back(visit: Open, path: str) -> None:
    page = visit(path, script=False)
    for marker in page.locator("[role=doc-noteref]").all():
        note = page.locator(f"[id='{(marker.get_attribute('href') or '')[1:]}']")
        assert note.count() == 1
        back = note.locator("[role=doc-backlink]").get_attribute("href")
        assert back == f"#{marker.get_attribute('id')}"


def test_the_text_can_be_read_without_script(visit: Open) -> None:
    page = visit(f"{IX}/d145.html", script=False)
    assert page.locator("#d145p5").is_visible()
    assert page.locator("#d145fn3").is_visible()
    assert page.locator(".page-break", has_text="[Page 533]").is_visible()
    assert not any(button.is_visible() for button in page.locator("[data-copy]").all())


def test_a_document_can_be_cited_without_script(visit: Open) -> None:
    page = visit(f"{IX}/d145.html", script=False)
    assert page.locator("#c-chi").is_visible()
    for form, words in (("BibTeX", "@incollection{frus1969-76v09-d145"), ("RIS", "TY  - CHAP"), ("CSL-JSON", '"type": "chapter"')):
        page.locator("summary", has_text=form).click()
        assert words in page.locator(".cite details[open] pre").last.inner_text()


def test_notes_are_beside_the_text_where_there_is_room(visit: Open) -> None:
    sides = visit(f"{IX}/d145.html").locator(".side")
    assert sides.count() == 2
    assert sides.locator("a").evaluate_all("links => links.map(link => link.tabIndex)") == [-1] * sides.locator("a").count()
    assert sides.locator("a").count() > 0
    assert sides.evaluate_all("notes => notes.every(note => !note.matches('.cut'))")
    assert not visit(f"{IX}/d145.html", 390).locator(".side").first.is_visible()


def test_a_reference_shows_its_card(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.locator("#d145fn2 a.link--external").hover()
    assert "At history.state.gov, not in this edition" in page.locator("#pop").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#pop").is_visible()


def test_a_tap_on_a_marker_shows_its_note(visit: Open) -> None:
    page = visit(f"{IX}/d44.html", 390, touch=True)
    page.locator("#d44fnref3").tap()
    assert "Not in the source text." in page.locator("#pop").inner_text()


def test_a_copied_passage_is_the_text_of_the_source_with_its_page_labels(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.evaluate("getSelection().selectAllChildren(document.getElementById('d145p4'))")
    copied = page.evaluate(COPY)
    assert "He is, [Page 533] frankly, shocked" in copied
    assert "¶" not in copied


def test_keyboard_shortcuts_work_and_can_be_turned_off(visit: Open) -> None:
    page = visit(f"{IX}/d44.html")
    page.keyboard.press("n")
    page.wait_for_url("**/d145.html")
    page.keyboard.press("?")
    page.get_by_label("Single-key shortcuts on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    assert page.url.endswith("d145.html")


COPY = """new Promise(done => {
    document.addEventListener('copy', e => done(e.clipboardData.getData('text/plain')));
    document.execCommand('copy');
})"""


COPIED = {
    f"/historicaldocuments/{IX}": f"/{IX}/index.html",
    f"/historicaldocuments/{IX}/d145": f"/{IX}/d145.html",
    f"/historicaldocuments/{IX}/d145fn3": f"/{IX}/d145.html#d145fn3",
    f"/historicaldocuments/{IX}/pg_533": f"/{IX}/pages.html#pg_533",
    f"/{IX}/d44": f"/{IX}/d44.html",
}


@pytest.mark.parametrize(("asked", "shown"), COPIED.items())
def test_an_address_copied_from_the_official_edition_works_here(browser: Browser, base: str, asked: str, shown: str) -> None:
    page = browser.new_page()
    page.goto(base + asked)
    page.wait_for_url(base + shown)
    page.close()


def test_the_404_page_offers_links_to_go_on(browser: Browser, base: str) -> None:
    page = browser.new_page()
    page.goto(f"{base}/{IX}/d999.html")
    assert page.get_by_text("There is no page at this address").is_visible()
    assert page.locator("#official a").get_attribute("href") == f"https://history.state.gov/historicaldocuments/{IX}/d999"
    assert page.locator(".goto").evaluate("form => form.action") == f"{base}/search.html"
    page.get_by_role("link", name="Vietnam").click()
    page.wait_for_url(f"{base}/{IX}/index.html")
    page.close()


def test_a_page_is_complete_without_script_and_server(visit: Open) -> None:
    page = visit(f"{IX}/d145.html", script=False)
    for heading in ("Notes", "Mentioned here", "Referenced by", "Cite"):
        assert page.get_by_role("heading", name=heading, exact=True).is_visible()
    assert page.locator(".card.is-external").first.is_visible()
    assert page.locator("#c-chi").is_visible()
    page.locator("#d145fnref3").click()
    assert page.url.endswith("#d145fn3")


def test_a_reference_opens_its_document_without_script(visit: Open) -> None:
    page = visit("frus1969-76v99/d1.html", script=False)
    page.locator("#d1p4 a.link--here, #d1p3 a.link--here, #d1p5 a.link--here").first.click()
    page.wait_for_url("**/frus1969-76v99/d2.html")
    page.locator(".cards a", has_text="Document 1").first.click()
    page.wait_for_url("**/frus1969-76v99/d1.html*")


def test_a_click_keeps_a_note_open_and_a_second_click_follows_it(anywhere: Open) -> None:
    page = anywhere(f"{IX}/d44.html", 820)
    marker, preview = page.locator("#d44fnref3"), page.locator("#pop")
    marker.click()
    assert preview.is_visible()
    page.mouse.move(0, 0)
    page.mouse.move(5, 5)
    page.evaluate("new Promise(done => setTimeout(done, 400))")
    assert preview.is_visible()
    marker.click()
    assert page.url.endswith("#d44fn3")
    assert not preview.is_visible()
    page.wait_for_function("() => document.activeElement.id === 'd44fn3'")


def test_the_preview_of_a_note_stays_while_the_pointer_is_in_it_and_its_links_work(visit: Open) -> None:
    page = visit("frus1969-76v99/d2.html", 820)
    page.locator("#d2fnref2").hover()
    page.locator("#pop").hover()
    page.evaluate("new Promise(done => setTimeout(done, 400))")
    page.locator("#pop a").first.click()
    page.wait_for_url("**/d1.html#d1fn1")


def test_a_preview_opens_on_focus_and_closes_on_escape(visit: Open) -> None:
    page = visit(f"{IX}/d44.html", 820)
    page.locator(".document-number").click()
    page.locator("h1 [role=doc-noteref]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.locator("#pop").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#pop").is_visible()


def test_a_jump_highlights_its_target_and_moves_the_focus(visit: Open) -> None:
    page = visit(f"{IX}/d145.html#d145p4")
    assert page.evaluate("document.activeElement.id") == "d145p4"
    highlight = page.locator("#d145p4").evaluate("e => getComputedStyle(e).backgroundColor")
    assert highlight != page.locator("#d145p5").evaluate("e => getComputedStyle(e).backgroundColor")


def test_an_unknown_fragment_does_no_harm(visit: Open) -> None:
    page = visit(f"{IX}/d145.html#%")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_a_document_links_to_the_next_of_its_channel_and_of_its_correspondents(visit: Open) -> None:
    page = visit(f"{IX}/d44.html", script=False)
    assert page.locator(".along dt").all_inner_texts() == ["On Tohak"]
    page.locator(".along a", has_text="145, Tohak 71 ›").click()
    page.wait_for_url("**/d145.html")
    page = visit("frus1969-76v99/d1.html", script=False)
    assert page.locator(".along dt").all_inner_texts() == ["Between Archer and Baker"]


def test_a_printout_keeps_page_labels_and_spells_out_addresses(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.emulate_media(media="print")
    assert page.locator(".page-break", has_text="[Page 533]").is_visible()
    assert page.locator("#d145fn3").is_visible()
    assert "history.state.gov" in page.locator("#d145fn2 a.link--external").evaluate("e => getComputedStyle(e, '::after').content")
    page.set_viewport_size({"width": 627, "height": 900})  # A4 without its margins
    assert page.locator(".page-break").first.evaluate("e => e.getBoundingClientRect().right") < page.locator("#d145p4").evaluate(
        "e => e.getBoundingClientRect().left"
    )
    for gone in (".masthead nav", ".side", ".neighbors", ".along", ".goto", ".cite details"):
        assert not page.locator(gone).first.is_visible()
