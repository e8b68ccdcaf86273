"""Each kind of page is accessible, requests nothing from other hosts, and does not shift once it is painted.

Screenshots are kept in the folder that `BACKCHANNEL_ARTEFACTS` names, as CI does.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from browsing import AXE_OPTIONS, PAGES, SHIFT, keep_picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

axe_core = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

IX = "frus1969-76v09"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def shown(browser: Browser) -> Iterator[Page]:
    """Open a page into which axe can inject its script."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violation(shown: Page, base: str, width: int, path: str) -> None:
    shown.set_viewport_size({"width": width, "height": 900})
    shown.goto(f"{base}/{path}")
    for scheme in SCHEMES:
        shown.emulate_media(color_scheme=scheme)
        keep_picture(shown, f"{path.removesuffix('.html').replace('/', '-')}-{width}-{scheme}")
        found = axe_core.Axe().run(shown, options=AXE_OPTIONS)
        assert found.violations_count == 0, f"{width} {scheme}: {found.generate_report()}"


def test_axe_finds_no_violation_in_what_script_opens(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 820, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{base}/{IX}/d44.html")
    page.locator("#d44fnref3").click()
    page.locator(".goto .query").focus()
    page.locator(".goto[data-ready]").wait_for()
    page.locator(".goto .query").fill("haig")
    page.locator("#hits").wait_for()
    found = axe_core.Axe().run(page, options=AXE_OPTIONS)
    assert found.violations_count == 0, found.generate_report()
    page.goto(f"{base}/search.html?q=paris&Sender=Nixon")
    page.locator("[data-shown]").wait_for()
    found = axe_core.Axe().run(page, options=AXE_OPTIONS)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_the_first_tab_stop_is_the_skip_link(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_document_paints_after_three_requests_without_layout_shift(visit: Open) -> None:
    page = visit(f"{IX}/d145.html", served=True)
    shift = page.evaluate(SHIFT)
    requested = page.evaluate("performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.endsWith('icon.svg'))")
    assert shift == 0
    assert len(requested) + 1 <= 3


def test_a_document_page_is_small(site: Path) -> None:
    assert len(gzip.compress((site / IX / "d145.html").read_bytes(), 9)) <= 14_000


PREFERENCES: dict[str, Callable[[Page], None]] = {
    "forced colors": lambda page: page.emulate_media(forced_colors="active"),
    "less motion": lambda page: page.emulate_media(reduced_motion="reduce"),
    "more contrast": lambda page: page.emulate_media(contrast="more"),
}


@pytest.mark.parametrize("prefer", PREFERENCES.values(), ids=PREFERENCES.keys())
def test_a_page_follows_the_preferences_of_the_reader(visit: Open, prefer: Callable[[Page], None]) -> None:
    page = visit(f"{IX}/d145.html")
    prefer(page)
    assert page.locator("#d145p5").is_visible()
    moving = page.evaluate("[...document.querySelectorAll('*')].filter(e => e.getAnimations().length).length")
    assert moving == 0
