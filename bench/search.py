"""Measures the search of the whole shared corpus in a browser: what a first query downloads, how quickly it answers, and whether the
counts of the facets agree with the database.

usage: search.py [--seed N]

The site is the one that `corpus.py` built; the server compresses texts, as hosts do. Exit status 1 if a facet differs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sqlite3
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright
from shared_corpus import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUERIES = ("negotiations", "vietnam", "ceasefire", "harriman", "Dobrynin", "wheat", '"cease-fire"', "soviet president", "missile gap")
_TEXTS = {".html", ".js", ".css", ".json", ".svg"}

FACETS = {
    "Sender": "SELECT c.short, d.id FROM document d JOIN correspondent c ON c.doc = d.doc AND c.role = 'from'",
    "Recipient": "SELECT c.short, d.id FROM document d JOIN correspondent c ON c.doc = d.doc AND c.role = 'to'",
    "Channel": "SELECT m.channel, d.id FROM document d JOIN numbering m ON m.doc = d.doc AND m.ordinal = 1 AND m.channel <> ''",
    "Kind": "SELECT upper(substr(kind, 1, 1)) || substr(kind, 2), id FROM document WHERE kind IS NOT NULL",
    "Year": "SELECT substr(earliest, 1, 4), id FROM document WHERE substr(earliest, 1, 4) = substr(latest, 1, 4) AND earliest < 'A'",
    "Classification": "SELECT o.classification, d.id FROM document d JOIN origin o ON o.doc = d.doc WHERE o.classification IS NOT NULL",
    "Source collection": "SELECT o.collection, d.id FROM document d JOIN origin o ON o.doc = d.doc WHERE o.collection IS NOT NULL",
}
"""Queries for the values of each facet, independent of the program's own code."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the search of the shared corpus.")
    parser.add_argument("--seed", type=int, default=1)
    folder = corpus(parser.parse_args().seed)
    if not folder:
        return 0
    if not (folder / "site" / "search.html").exists():
        print("skipped: run bench/corpus.py first to build the site")
        return 0
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(folder / "site"))) as server,
        sync_playwright() as started,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"])
        for query in QUERIES:
            measure(browser, f"http://127.0.0.1:{server.server_port}/search.html", query)
        browser.close()
        server.shutdown()
    return compare(folder)


def measure(browser: Browser, address: str, query: str) -> None:
    """Print what a first query downloads in addition to the page, and how long an answer takes once the engine is loaded."""
    page = browser.new_context().new_page()
    sizes: list[float] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    of_page, before = sum(sizes), len(sizes)
    page.locator("#search .query").press_sequentially(query, delay=40)
    page.wait_for_load_state("networkidle")
    milliseconds = page.evaluate("""() => new Promise(done => {
        const form = document.querySelector('#search'), begun = performance.now();
        new MutationObserver(() => done(performance.now() - begun)).observe(form, { attributes: true, attributeFilter: ['data-shown'] });
        form.requestSubmit();
    })""")
    page.wait_for_load_state("networkidle")
    found = page.locator("#found").inner_text()
    downloaded = f"{(sum(sizes) - of_page) / 1000:.0f} KB in {len(sizes) - before} requests"
    print(f"{query}: {downloaded} (the page before it {of_page / 1000:.0f} KB), {milliseconds:.0f} ms, {found}")
    page.context.close()


def compare(folder: Path) -> int:
    """Print how many values of the facets have the same counts in the site as in the database. Return 1 if one differs."""
    database = sqlite3.connect(f"file:{folder / '.backchannel' / 'edition.sqlite'}?mode=ro", uri=True)
    documents = {row[0] for row in database.execute("SELECT id FROM document")}
    site: dict[str, dict[str, set[str]]] = {}
    for file in sorted((folder / "site").glob("*/facets.js")):
        data: Any = json.loads(file.read_text(encoding="utf-8").partition("]=")[2].removesuffix(";\n"))
        for facet, values in data["values"].items():
            for value, places in values.items():
                found = site.setdefault(facet, {}).setdefault(value, set())
                found |= {f"{file.parent.name}/{data['documents'][place]}" for place in places}
    differing = 0
    for facet, question in FACETS.items():
        known: dict[str, set[str]] = {}
        for value, id in database.execute(question):
            known.setdefault(value, set()).add(id)
        if none := documents - set().union(*known.values()):
            known["Not known"] = none
        wrong = [value for value in known.keys() | site[facet].keys() if known.get(value) != site[facet].get(value)]
        print(f"{facet}: {len(known):,} values, {sum(map(len, known.values())):,} places, {len(wrong)} with another count {wrong[:3]}")
        differing += len(wrong)
    return int(differing > 0)


class _Server(SimpleHTTPRequestHandler):
    """A server of a site that compresses texts."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        data = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        if file.suffix in _TEXTS:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


if __name__ == "__main__":
    sys.exit(main())
