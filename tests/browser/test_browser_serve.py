"""While an edition is edited, its page in a browser shows the new words, and the status corner shows the findings."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import AXE_OPTIONS, keep_picture
from invented import VOLUME, document

from backchannel.serve.session import ServeSession

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

axe_core = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

WORDS = "The cook was asked about the rice."
CORNER = "aside[aria-label=Build]"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServeSession]:
    """Serve an edition of an invented volume in a thread."""
    texts = tmp_path / "documents" / VOLUME
    texts.mkdir(parents=True)
    for n in (1, 2):
        (texts / f"{n}.txt").write_text(document(n, *[WORDS] * 40), encoding="utf-8")
    with ServeSession(tmp_path, 49400, 1, lambda: nullcontext(lambda *_: None)) as session:
        session.begin()
        worker = threading.Thread(target=list, args=[session.reports()])
        worker.start()
        yield session
        session.end()
        worker.join()


@pytest.fixture
def page(served: ServeSession, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=False)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{served.server.address}{VOLUME}/d2.html")
    page.locator(CORNER).wait_for()
    yield page
    context.close()
    assert complaints == []


def edit(served: ServeSession, n: int, *paragraphs: str) -> None:
    (served.project.documents / VOLUME / f"{n}.txt").write_text(document(n, *paragraphs), encoding="utf-8")


def test_the_open_page_shows_new_words_without_scrolling(served: ServeSession, page: Page) -> None:
    page.evaluate("scrollTo(0, 600)")
    edit(served, 2, *[WORDS] * 39, "The cook was dismissed.")
    page.get_by_text("The cook was dismissed.").wait_for(state="attached")
    page.wait_for_function("() => scrollY === 600")


def test_an_unchanged_page_is_not_reloaded_but_gets_the_status(served: ServeSession, page: Page) -> None:
    page.evaluate("window.kept = true")
    edit(served, 1, "Haig wrote.1 Nothing else.")
    page.locator(CORNER).get_by_text(f"documents/{VOLUME}/1.txt:3:12 N002").wait_for()
    assert page.evaluate("window.kept")


def test_the_status_corner_shows_new_and_resolved_findings(served: ServeSession, page: Page) -> None:
    edit(served, 2, "Haig wrote.1 Nothing else.")
    corner = page.locator(CORNER)
    corner.get_by_text(f"documents/{VOLUME}/2.txt:3:12 N002").wait_for()
    corner.get_by_role("button", name="Dismiss").focus()
    page.keyboard.press("Escape")
    assert not corner.is_visible()
    assert page.evaluate("document.activeElement.id") == "main"
    edit(served, 2, "Haig wrote. Nothing else.")
    corner.get_by_text("Fixed").wait_for()
    corner.get_by_role("button", name="Dismiss").click()
    assert not corner.is_visible()


def test_a_dismissed_status_does_not_return_when_the_search_is_rebuilt(served: ServeSession, page: Page) -> None:
    edit(served, 1, "Haig wrote.1 Nothing else.")
    corner = page.locator(CORNER)
    corner.get_by_text("search index pending").wait_for()
    corner.get_by_role("button", name="Dismiss").click()
    corner.get_by_text("Up to date.", exact=True).wait_for(state="attached")
    assert not corner.is_visible()


def test_an_invalid_setting_is_shown(served: ServeSession, page: Page) -> None:
    (served.project.root / "edition.toml").write_text('titel = "Zenda"', encoding="utf-8")
    page.locator(CORNER).get_by_role("status").get_by_text("did you mean 'title'?").wait_for()


def test_an_open_search_page_finds_new_words(served: ServeSession, page: Page) -> None:
    page.goto(f"{served.server.address}search.html?q=zeppelin")
    page.get_by_text("No document matches.").wait_for()
    edit(served, 2, "A zeppelin was seen.")
    page.locator("#results h3").first.wait_for()


def test_axe_finds_no_violation_in_the_status_corner(served: ServeSession, browser: Browser) -> None:
    edit(served, 2, "Haig wrote.1 Nothing else.", "Kissinger answered.2 Nothing else.")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{served.server.address}{VOLUME}/d2.html")
    page.locator(CORNER).get_by_text("N002").first.wait_for()
    for width, scheme in product((390, 1440), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        keep_picture(page, f"serve-{width}-{scheme}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = axe_core.Axe().run(page, options=AXE_OPTIONS)
        assert found.violations_count == 0, found.generate_report()
    context.close()
