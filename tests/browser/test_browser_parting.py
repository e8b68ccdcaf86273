"""An address that named a place on a page leads to that place after the page was divided, from a disk too, with and without a script."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import editing
import pytest
from browsing import AXE_OPTIONS

from backchannel.edition.traffic import parts
from backchannel.writers import parting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCUMENTS = Path(__file__).parents[2] / "documents"
TRAFFIC = Path(__file__).parents[1] / "traffic" / "frus1969-76v97"
LARGEST = {"the page names the places": 14_000, "a script names the places": 9_000}


@pytest.fixture(scope="module", params=list(LARGEST.values()), ids=list(LARGEST))
def divided(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("divided")
    shutil.copytree(TRAFFIC, root / "documents" / TRAFFIC.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parting, "LARGEST", request.param)
        patch.setattr(parts, "LARGEST", request.param // 4)
        editing.build(root)
    return root / "site"


def test_a_place_is_led_to(divided: Path, browser: Browser) -> None:
    part, id = next(
        (file, id)
        for file in sorted(divided.glob("messages.*.html"))
        for id in ("tohak-9-1970-11", "hakto-7-1970-11")
        if f'<tr id="{id}"' in file.read_text(encoding="utf-8")
    )
    page = browser.new_page()
    page.goto(f"{(divided / 'messages.html').as_uri()}#{id}")
    page.wait_for_url(f"{part.as_uri()}#{id}")
    assert page.locator(f"tr#{id}").is_visible()
    page.close()


def test_without_a_script_it_is_a_link(divided: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((divided / "messages.html").as_uri())
    assert page.locator("main h3 a").count() > 0
    context.close()


def test_axe_finds_no_violation(divided: Path, browser: Browser) -> None:
    axe_core = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for file in ("messages.html", "wanted.html", next(divided.glob("messages.*.html")).name):
        page.goto((divided / file).as_uri())
        found = axe_core.Axe().run(page, options=AXE_OPTIONS)
        assert found.violations_count == 0, f"{file}: {found.generate_report()}"
    context.close()
