"""Open a built site in a real browser: from a local server that behaves like a host of static sites, and from the disk."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from invented import VOLUME, document

from backchannel.build import pipeline
from backchannel.settings import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("BACKCHANNEL_BROWSER") == "required"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

INVENTED = {
    "1.txt": document(
        1,
        "Tohak 5. Deliver immediately.",
        "Strelsau, May 5, 1972.",
        "The cease-fire holds.1 General Rudolf asked [2 lines not declassified] about rice.",
        "[Page 8] See Document 2 and Foreign Relations, 1964–1968, vol. XIII, Document 5.",
        "  1. Source: National Archives, RG 59, Box 3. Secret; Immediate.",
        head="Message From the Assistant (Archer) to Secretary Baker",
    ),
    "2.txt": document(
        2,
        "Hakto 7. I have your Tohak 5 and Hakto 18.",
        "Strelsau, May 6, 1972.",
        "General Rudolf was negotiating.2 “I shall not cease,” he said, and fired his cook.",
        "  1. Source: National Archives, RG 59, Box 3. Top Secret.\n  2. See footnote 1, Document 1.",
        head="Message From Secretary Baker to the Assistant (Archer)1",
    ),
    "3.txt": document(3, "Nobody dated this, and <b>nobody</b> signed it.", "A second paragraph of it.", head="Editorial Note"),
}
"""A volume of a few documents: a channel pair, a printed page, brackets, notes, dates, and a document without any of them."""

EDITORS = {
    "d3.md": """+++
date = "1972-05-07"
source = "a copy in Strelsau"
+++
See Document 1.

> signed it.

Nor *is it known*[^1] who wrote it. See Document 2.

[^1]: A clerk, perhaps.

## corrections

paragraph
: sentence
""",
    "introduction.md": "# The cease-fire\n\nSee Document 1[^1].\n\n## Its end\n\nWords.\n\n[^1]: And Document 9.\n",
    "people.toml": """[[people]]
id = "archer-ann"
name = "Archer, Ann"
wikidata = "Q1"
offices = [{ name = "Assistant", first = 1970, last = 1973 }]
""",
}
"""Its annotations."""

_TOP_PAGES = (
    "index",
    "traffic",
    "messages",
    "threads",
    "underway",
    "findings",
    "wanted",
    "about",
    "dates",
    "archives",
    "editors",
    "search",
    "data",
    "reading-list",
    "404",
    "people",
    "people/archer-ann",
)
_REAL_PAGES = ("index", "chronology", "persons", "sources", "pages", "wanted", "brackets", "findings", "d44", "d145")
_INVENTED_PAGES = ("index", "d1", "brackets", "d3", "introduction")
PAGES = [
    f"{name}.html"
    for name in (*_TOP_PAGES, *(f"frus1969-76v09/{name}" for name in _REAL_PAGES), *(f"{VOLUME}/{name}" for name in _INVENTED_PAGES))
]
"""At least one page of each kind."""

AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
"""Options of axe. Listing what passes would take as long as finding violations."""

SHIFT = """() => new Promise(done => {
  let sum = 0;
  const watch = new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }));
  watch.observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum), 300));
})"""
"""Cumulative layout shift."""

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of the two real documents and an invented volume."""
    root = tmp_path_factory.mktemp("edition")
    shutil.copytree(Path(__file__).parents[1] / "documents", root / "documents")
    (root / "documents" / VOLUME).mkdir()
    for name, text in {**INVENTED, **EDITORS}.items():
        (root / "documents" / VOLUME / name).write_text(text, encoding="utf-8")
    (root / "edition.toml").write_text('[data]\ntables = ["sqlite", "csv"]\n', encoding="utf-8")
    project = Project.load(root)
    pipeline.build(project, 1, lambda *_: None)
    return project.site


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """Start Playwright, which allows one instance per process."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as started:
        yield started.chromium


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    browser = chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


class _Server(SimpleHTTPRequestHandler):
    """Serve a site under `/some/base/`, with its 404 page for missing files, as hosts of static sites do."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/some/base"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """Return the address under which the site is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/base"
        server.shutdown()


@pytest.fixture
def visit(site: Path, base: str, browser: Browser) -> Iterator[Open]:
    """Open a page of the site, from the disk unless `served`. Errors in the browser and requests to other hosts fail the test."""
    complaints: list[str] = []
    contexts = []

    def visit(path: str, width: int = 1440, *, script: bool = True, touch: bool = False, served: bool = False, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            has_touch=touch,
            is_mobile=touch,
            color_scheme="dark" if dark else "light",
            permissions=["clipboard-read", "clipboard-write"] if served else [],
        )
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints, base)
        page.goto(f"{base if served else site.as_uri()}/{path}")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert serious(complaints) == []


def listen(page: Page, complaints: list[str], base: str) -> None:
    """Collect the error messages of the browser, and the requests of the page to other hosts."""
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith((base, "file:")) else None)


_OF_ITSELF = re.compile(r"Unsafe attempt to load URL (file:\S+) from frame with URL \1\. ")


def serious(complaints: list[str]) -> list[str]:
    """Leave out messages on optional files that a page from the disk doesn't find, and that the browser's own tools load a page from the
    disk again when a test asks for the fonts in use."""
    return [text for text in complaints if "ERR_FILE_NOT_FOUND" not in text and not _OF_ITSELF.match(text)]


@pytest.fixture(params=[True, False], ids=["served", "from the disk"])
def anywhere(request: pytest.FixtureRequest, visit: Open) -> Open:
    """Open a page of the site from the server, and again from the disk."""
    return partial(visit, served=request.param)


def keep_picture(page: Page, name: str) -> None:
    """Save a screenshot in the folder that `BACKCHANNEL_ARTEFACTS` names, if it is set."""
    if folder := os.environ.get("BACKCHANNEL_ARTEFACTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
