"""The site in a real browser: it reads without script, fits each width, and its script only adds."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backchannel import pipeline
from backchannel.settings import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
REQUIRED = os.environ.get("BACKCHANNEL_BROWSER") == "required"
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM and not REQUIRED, reason="no chromium is installed")]

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
IX = "frus1969-76v09"
PAGES = ["index.html", "messages.html", "findings.html", "404.html"]
PAGES += [f"{IX}/{name}.html" for name in ("index", "pages", "persons", "sources", "findings", "d44", "d145")]

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two real documents, built."""
    root = tmp_path_factory.mktemp("edition")
    shutil.copytree(Path(__file__).parents[2] / "documents", root / "documents")
    project = Project.load(root)
    pipeline.build(project, 1, lambda *_: None)
    return project.site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(site: Path, browser: Browser) -> Iterator[Open]:
    """Opens a page of the site from the disk; what the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def visit(path: str, width: int = 1440, *, script: bool = True, touch: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, has_touch=touch, is_mobile=touch
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{site.as_uri()}/{path}")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [text for text in complaints if "ERR_FILE_NOT_FOUND" not in text] == []


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(visit: Open, path: str, width: int) -> None:
    assert visit(path, width).evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", [f"{IX}/d44.html", f"{IX}/d145.html"])
def test_each_marker_leads_to_its_note_and_back(visit: Open, path: str) -> None:
    page = visit(path, script=False)
    for marker in page.locator("[role=doc-noteref]").all():
        note = page.locator(f"[id='{(marker.get_attribute('href') or '')[1:]}']")
        assert note.count() == 1
        back = note.locator("[role=doc-backlink]").get_attribute("href")
        assert back == f"#{marker.get_attribute('id')}"


def test_the_text_reads_without_script(visit: Open) -> None:
    page = visit(f"{IX}/d145.html", script=False)
    assert page.get_by_text("Then, I want you to go down a list").is_visible()
    assert page.locator("#d145fn3").is_visible()
    assert page.locator(".pb", has_text="[Page 533]").is_visible()
    assert not any(button.is_visible() for button in page.locator("[data-copy]").all())


def test_a_document_is_cited_without_script(visit: Open) -> None:
    page = visit(f"{IX}/d145.html", script=False)
    assert page.locator("#c-chi").is_visible()
    for form, words in (("BibTeX", "@incollection{frus1969-76v09-d145"), ("RIS", "TY  - CHAP"), ("CSL-JSON", '"type": "chapter"')):
        page.locator("summary", has_text=form).click()
        assert words in page.locator(".cite details[open] pre").last.inner_text()


def test_notes_stand_beside_the_text_where_there_is_room(visit: Open) -> None:
    assert visit(f"{IX}/d145.html").locator(".side").count() == 2
    assert not visit(f"{IX}/d145.html", 390).locator(".side").first.is_visible()


def test_a_reference_shows_its_card(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.locator("#d145fn2 a.ext").hover()
    assert "At history.state.gov, not in this edition" in page.locator("#pop").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#pop").is_visible()


def test_a_tap_on_a_marker_shows_its_note(visit: Open) -> None:
    page = visit(f"{IX}/d44.html", 390, touch=True)
    page.locator("#d44fnref3").tap()
    assert "Not in the source text." in page.locator("#pop").inner_text()


def test_a_copied_passage_is_the_sources_text_with_its_page_labels(visit: Open) -> None:
    page = visit(f"{IX}/d145.html")
    page.evaluate("getSelection().selectAllChildren(document.getElementById('d145p4'))")
    copied = page.evaluate(COPY)
    assert "He is, [Page 533] frankly, shocked" in copied
    assert "¶" not in copied


def test_keys_lead_on_and_can_be_turned_off(visit: Open) -> None:
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


class _Server(SimpleHTTPRequestHandler):
    """Serves a site under `/some/base/`, with its 404 page for what is not there, as hosts of static sites do."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/some/base"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/base"
        server.shutdown()


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


def test_what_is_not_there_is_said_with_ways_on(browser: Browser, base: str) -> None:
    page = browser.new_page()
    page.goto(f"{base}/{IX}/d999.html")
    assert page.get_by_text("There is no page at this address").is_visible()
    assert page.locator("#official a").get_attribute("href") == f"https://history.state.gov/historicaldocuments/{IX}/d999"
    page.get_by_role("link", name="Vietnam").click()
    page.wait_for_url(f"{base}/{IX}/index.html")
    page.close()
