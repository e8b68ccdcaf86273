"""The text of a document begins on the first screen, and what is known about the document is one step away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

IX = "frus1969-76v09"
TOP = "document.querySelector('.body').getBoundingClientRect().top"

Open = Callable[..., "Page"]


@pytest.mark.parametrize(("width", "height", "last"), [(1440, 900, 600), (390, 844, 844)])
@pytest.mark.parametrize("document", ["d44", "d145"])
def test_the_text_begins_on_the_first_screen(visit: Open, document: str, width: int, height: int, last: int) -> None:
    page = visit(f"{IX}/{document}.html")
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate(TOP) < last


def test_the_panel_is_closed_and_the_tag_of_an_inferred_date_opens_it(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    panel = page.locator("#about")
    assert not panel.locator("dl").is_visible()
    assert panel.locator("summary").inner_text().startswith("About this document: evidence for the date, ")
    page.locator(".facts .tag").click()
    assert panel.locator("dl").is_visible()


def test_on_a_phone_a_paragraph_has_its_link_and_the_bar_leads_to_the_thread(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("#d145p4 .pilcrow").is_visible()
    assert page.locator(".masthead .sub").inner_text().startswith("FRUS 1969–1976, Volume IX")
    page.get_by_role("link", name="Thread", exact=True).click()
    assert page.url.endswith("#thread-h")
