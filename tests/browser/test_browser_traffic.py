"""The ladder of the traffic page can be used with a pointer, with the keyboard, and without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
IX = "frus1969-76v09"
TOHAK, HAKTO = "#tohak-71-1972-12", "#hakto-18-1972-12"


def style(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name))


def test_tab_reaches_each_row_in_order_and_highlights_its_whole_width(visit: Open) -> None:
    page = visit("traffic.html")
    page.locator(TOHAK).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == HAKTO.removeprefix("#")
    ring, ladder = page.locator(f"{HAKTO} .hit").bounding_box(), page.locator(".ladder", has=page.locator(HAKTO)).bounding_box()
    assert ring
    assert ladder
    assert ring["width"] >= ladder["width"] - 8
    assert ring["height"] >= 24
    assert style(page, f"{HAKTO} .hit", "strokeWidth") == "3px"
    assert style(page, f"{TOHAK} .hit", "stroke") == "none"


def test_a_row_links_to_its_document_or_ledger_entry(anywhere: Open) -> None:
    page = anywhere("traffic.html", script=False)
    page.locator(HAKTO).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{IX}/d145.html#d145fn3q1")
    page.go_back()
    page.locator(f"{TOHAK} .hit").click()
    page.wait_for_url(f"**/{IX}/d145.html")


def test_a_row_in_the_address_is_highlighted(visit: Open) -> None:
    page = visit(f"traffic.html{HAKTO}")
    assert style(page, f"{HAKTO} .hit", "fill") != style(page, f"{TOHAK} .hit", "fill")
    box = page.locator(f"{HAKTO} .hit").bounding_box()
    assert box
    assert 0 <= box["y"] < 900


def test_lines_and_marks_have_the_color_of_their_direction(visit: Open) -> None:
    for dark in (False, True):
        page = visit("traffic.html", dark=dark)
        colors = {
            name: page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}')") for name in ("ruby", "blue")
        }
        assert page.locator(TOHAK).evaluate("e => getComputedStyle(e).getPropertyValue('--dir')") == colors["ruby"]
        assert page.locator(HAKTO).evaluate("e => getComputedStyle(e).getPropertyValue('--dir')") == colors["blue"]


def test_no_text_of_the_ladder_is_smaller_than_twelve_pixels_at_any_width(visit: Open) -> None:
    for width in (320, 390, 1440):
        page = visit("traffic.html", width=width)
        sizes = page.evaluate("[...document.querySelectorAll('svg text')].map(e => parseFloat(getComputedStyle(e).fontSize))")
        assert min(sizes) >= 12


def test_the_table_opens_with_the_keyboard(visit: Open) -> None:
    page = visit("traffic.html", script=False)
    journey = page.locator("#j-tohak-and-hakto-1972-12")
    journey.locator("summary").focus()
    page.keyboard.press("Enter")
    journey.get_by_role("row", name="Tohak 83–100").wait_for()
    assert journey.get_by_role("columnheader", name="Status").is_visible()
