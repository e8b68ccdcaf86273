"""Each kind of page fits each width, whatever fonts are installed.

Each set of fonts has its own browser, with a fontconfig file that hides all other fonts. A set that is not installed is skipped, but not
in CI. The last set needs no font: it widens the spacing of letters and words as much as WCAG 1.4.12 requires pages to allow.

A classic scroll bar takes its width from the page, as on most desktops.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from browsing import ARGUMENTS, CHROMIUM, PAGES, REQUIRED, listen, serious

if TYPE_CHECKING:
    from playwright.sync_api import BrowserType, Page

IX = "frus1969-76v09"
WIDTHS = (320, 390, 736, 768, 820, 1024, 1066, 1100, 1344, 1440, 2560)
"""Phones, tablets and desktops; 736, 1024 and 1344 pixels are where the layout changes."""
PHONE = 735
"""The widest screen on which the box in the header has its own row, which it fills."""
GUTTER, NARROWEST = 16, 170
"""The minimum space beside text, and the minimum width of side notes, in pixels."""
LONG = "Documents on the Foreign Policy of Ruritania and of Its Neighbors, 1871–1914"

FOLDERS = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts", Path.home() / ".fonts"]


class Fonts(NamedTuple):
    """Font families of a set, and a file whose path gives their folder."""

    file: str
    serif: str
    sans: str
    mono: str


SETS: dict[str, Fonts | None] = {
    "DejaVu": Fonts("DejaVuSans.ttf", "DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono"),
    "URW": Fonts("NimbusSans-Regular.otf", "P052", "Nimbus Sans", "Nimbus Mono PS"),
    "Liberation": Fonts("LiberationSans-Regular.ttf", "Liberation Serif", "Liberation Sans", "Liberation Mono"),
    "spaced": None,
}
SPACED = "* { letter-spacing: .12em !important; word-spacing: .16em !important }"

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{folder}</dir>
<cachedir>{cache}</cachedir>
<alias binding="same"><family>serif</family><prefer><family>{fonts.serif}</family></prefer></alias>
<alias binding="same"><family>sans-serif</family><prefer><family>{fonts.sans}</family></prefer></alias>
<alias binding="same"><family>monospace</family><prefer><family>{fonts.mono}</family></prefer></alias>
</fontconfig>
"""

SIZES = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
PARTS = {
    "header": ".masthead",
    "row": ".masthead .wrap",
    "title": ".brand",
    "navigation": ".masthead nav",
    "box": ".goto",
    "text": ".body",
    "note": ".side",
}
BOXES = """parts => Object.fromEntries(Object.entries(parts).map(
  ([name, selector]) => [name, document.querySelector(selector)?.getBoundingClientRect().toJSON()]))"""
"""Position of each part of a page on the screen, if the page has it."""
Boxes = dict[str, dict[str, float]]
Open = Callable[[str], "Page"]


@pytest.fixture(scope="module", params=SETS.values(), ids=list(SETS))
def fonts(request: pytest.FixtureRequest) -> Fonts | None:
    fonts: Fonts | None = request.param
    return fonts


@pytest.fixture(scope="module")
def open_page(
    fonts: Fonts | None, chromium: BrowserType, site: Path, base: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Open]:
    """Open pages of the site, one after another, in a browser with these fonts."""
    environment: dict[str, str | float | bool] = {**os.environ}
    if fonts:
        environment["FONTCONFIG_FILE"] = str(_configuration(fonts, tmp_path_factory.mktemp("fonts")))
    browser = chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, ignore_default_args=["--hide-scrollbars"], env=environment)
    page = browser.new_context(bypass_csp=True).new_page()
    complaints: list[str] = []
    listen(page, complaints, base)

    def open_page(path: str) -> Page:
        page.goto(f"{site.as_uri()}/{path}")
        if not fonts:
            page.add_style_tag(content=SPACED)
        return page

    yield open_page
    browser.close()
    assert serious(complaints) == []


def _configuration(fonts: Fonts, folder: Path) -> Path:
    """Write a fontconfig file that hides all other fonts. Skip the test if the fonts are not installed, but not in CI."""
    found = next((file.parent for place in FOLDERS for file in place.rglob(fonts.file)), None)
    if not found and not REQUIRED:
        pytest.skip(f"{fonts.file} is not installed")
    assert found, f"{fonts.file} is not installed"
    file = folder / "fonts.conf"
    file.write_text(CONFIGURATION.format(folder=found, cache=folder / "cache", fonts=fonts), encoding="utf-8")
    return file


def _boxes(page: Page, width: int) -> Boxes:
    page.set_viewport_size({"width": width, "height": 900})
    boxes: Boxes = page.evaluate(BOXES, PARTS)
    return boxes


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(open_page: Open, path: str) -> None:
    page = open_page(path)
    wider = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        needed, there = page.evaluate(SIZES)
        if needed > there:
            wider[width] = needed
    assert wider == {}


@pytest.mark.parametrize("title", [None, LONG], ids=["its title", "a long title"])
@pytest.mark.parametrize("path", ["index.html", f"{IX}/d145.html"])
def test_the_go_to_box_shares_its_row_or_fills_it(open_page: Open, path: str, title: str | None) -> None:
    page = open_page(path)
    if title:
        page.locator(".brand").evaluate("(brand, title) => { brand.firstChild.data = title; }", title)
    for width in WIDTHS:
        boxes = _boxes(page, width)
        box, header = boxes["box"], boxes["header"]
        beside = [name for name in ("title", "navigation") if _share_a_row(box, boxes[name])]
        apart = [name for name in ("title", "navigation") if not _overlap(box, boxes[name])]
        assert apart == ["title", "navigation"], width
        assert header["bottom"] - box["bottom"] >= 7, width
        assert beside if width > PHONE else box["width"] >= header["width"] - 2 * GUTTER - 1, width
        needed, there = page.evaluate(SIZES)
        assert needed <= there, width


def _share_a_row(one: dict[str, float], other: dict[str, float]) -> bool:
    return one["top"] < other["bottom"] and other["top"] < one["bottom"]


def _overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return _share_a_row(one, other) and one["left"] < other["right"] and other["left"] < one["right"]


def test_side_notes_have_a_column_of_their_own(open_page: Open) -> None:
    page = open_page(f"{IX}/d145.html")
    for width in (width for width in WIDTHS if width >= 1024):
        boxes = _boxes(page, width)
        assert boxes["note"]["left"] >= boxes["text"]["right"] + GUTTER, width
        assert boxes["note"]["right"] <= boxes["row"]["right"], width
        assert boxes["note"]["width"] >= NARROWEST, width


def test_pages_use_the_fonts_of_the_set(open_page: Open, fonts: Fonts | None) -> None:
    if not fonts:
        page = open_page("index.html")
        assert page.locator("h1").evaluate("e => getComputedStyle(e).letterSpacing") != "normal"
        return
    assert _shown_in(open_page("index.html"), "h1") == {fonts.serif}
    assert _shown_in(open_page("index.html"), ".masthead nav li") == {fonts.sans}


def _shown_in(page: Page, selector: str) -> set[str]:
    """Ask the browser which fonts it uses for an element."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    shown = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return {font["familyName"] for font in shown}
