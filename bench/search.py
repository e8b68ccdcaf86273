"""Measures the search of the whole shared corpus in a browser: what a first query downloads, how quickly it is answered, and whether the
counts of the facets agree with the database.

usage: search.py [--seed N] [--bounds]

The site is the one that `corpus.py` built; the server compresses texts, as hosts do. Each query is typed into a page that was just opened,
with nothing cached, and sent at once: the time is from there to the results. Queries of one word and of two are measured, over HTTP and
from the disk, where files are read as they are. The most that any of them downloads, and the median of their times, have bounds.

Exit status 1 if a facet differs, or, with `--bounds`, a figure is above its bound in `search_bounds.toml`.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tomllib
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from browsed_site import chromium, served
from shared_corpus import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

BOUNDS = Path(__file__).with_name("search_bounds.toml")
QUERIES = {
    "one word": ("negotiations", "vietnam", "ceasefire", "harriman", "Dobrynin", "wheat", "Sukarno", "submarine", "démarche"),
    "two words": ("military assistance", '"cease-fire"', "soviet president", "missile gap", "Vang Pao", "human rights", "land reform"),
}
_KEY = 40
"""Milliseconds between the keys of a quick typist."""
_ANSWER = """() => new Promise(done => {
    const form = document.querySelector('#search'), begun = performance.now();
    new MutationObserver(() => done(performance.now() - begun)).observe(form, { attributes: true, attributeFilter: ['data-shown'] });
    form.requestSubmit();
})"""

FACETS = {
    "Sender": "SELECT c.short, d.id FROM document d JOIN correspondent c ON c.doc = d.doc AND c.role = 'from'",
    "Participant": "SELECT c.short, d.id FROM document d JOIN correspondent c ON c.doc = d.doc AND c.role = 'present'",
    "Recipient": "SELECT c.short, d.id FROM document d JOIN correspondent c ON c.doc = d.doc AND c.role = 'to'",
    "Channel": "SELECT m.channel, d.id FROM document d JOIN numbering m ON m.doc = d.doc AND m.ordinal = 1 AND m.channel <> ''",
    "Kind": "SELECT upper(substr(kind, 1, 1)) || substr(kind, 2), id FROM document WHERE kind IS NOT NULL",
    "Year": "SELECT substr(earliest, 1, 4), id FROM document WHERE substr(earliest, 1, 4) = substr(latest, 1, 4) AND earliest < 'A'",
    "Classification": "SELECT o.classification, d.id FROM document d JOIN origin o ON o.doc = d.doc WHERE o.classification IS NOT NULL",
    "Source collection": "SELECT o.collection, d.id FROM document d JOIN origin o ON o.doc = d.doc WHERE o.collection IS NOT NULL",
}
"""Queries for the values of each facet, independent of the program's own code."""


class First(NamedTuple):
    """The cost of a first query: bytes and number of files in addition to the page, and milliseconds; and what the page says of it."""

    query: str
    bytes: float
    files: int
    milliseconds: float
    found: str


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the search of the shared corpus.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bounds", action="store_true", help="fail if a figure is above its bound in search_bounds.toml")
    options = parser.parse_args()
    folder = corpus(options.seed)
    if not folder:
        return 0
    if not (folder / "site" / "search.html").exists():
        print("skipped: run bench/corpus.py first to build the site")
        return 0
    found: dict[str, float] = {}
    with served(folder / "site") as address, chromium() as browser:
        for place, at in (("over HTTP", address), ("from disk", (folder / "site").as_uri())):
            for length, queries in QUERIES.items():
                name = f"{length} {place}"
                found |= figures(name, [measure(browser, f"{at}/search.html", query) for query in queries])
    return max(compare(folder), above(found) if options.bounds else 0)


def measure(browser: Browser, address: str, query: str) -> First:
    """Type a query into a page that was just opened."""
    context = browser.new_context()
    page = context.new_page()
    traffic = _Traffic(page)
    page.goto(address)
    traffic.settle()
    before = len(traffic.sizes)
    page.locator("#search [name=q]").press_sequentially(query, delay=_KEY)
    milliseconds = page.evaluate(_ANSWER)
    traffic.settle()
    sizes = traffic.sizes[before:]
    first = First(query, sum(sizes), len(sizes), milliseconds, page.locator("#found").inner_text())
    context.close()
    return first


def figures(name: str, firsts: Sequence[First]) -> dict[str, float]:
    """Print the costs of queries. Return the figures that have bounds: kilobytes and milliseconds."""
    print(f"{name:20} {'KB':>7} {'files':>5} {'ms':>6}")
    for first in firsts:
        print(f"  {first.query:18} {first.bytes / 1000:7.1f} {first.files:5} {first.milliseconds:6.0f}  {first.found.partition('.')[0]}")
    for row, of in (("median", median), ("most", max)):
        cells = [float(of(values)) for values in zip(*(first[1:4] for first in firsts), strict=True)]
        print(f"  {row:18} {cells[0] / 1000:7.1f} {cells[1]:5.0f} {cells[2]:6.0f}")
    return {
        f"{name}, most kilobytes": max(first.bytes for first in firsts) / 1000,
        f"{name}, median milliseconds": median(first.milliseconds for first in firsts),
    }


def above(found: dict[str, float]) -> int:
    """Print the figures that are above their bounds. Return 1 if there are any."""
    bounds = tomllib.loads(BOUNDS.read_text(encoding="utf-8"))["most"]
    high = [name for name, bound in bounds.items() if found[name] > bound]
    for name in high:
        print(f"{name}: {found[name]:.1f} is above its bound of {bounds[name]}")
    return int(bool(high))


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


class _Traffic:
    """What a page loads: the bytes of each file as they come through the network, or on the disk."""

    def __init__(self, page: Page) -> None:
        self.sizes: list[float] = []
        self._page = page
        self._loading: dict[str, str] = {}
        network = page.context.new_cdp_session(page)
        network.on("Network.requestWillBeSent", self._begin)
        network.on("Network.loadingFinished", self._finish)
        network.on("Network.loadingFailed", self._fail)
        network.send("Network.enable")

    def settle(self) -> None:
        """Wait until nothing is being loaded."""
        self._page.wait_for_load_state("load")
        for _ in range(2):  # what has been loaded may ask for more in the next frame
            self._page.evaluate("() => new Promise(requestAnimationFrame)")
            while self._loading:
                self._page.evaluate("() => new Promise(requestAnimationFrame)")

    def _begin(self, event: dict[str, Any]) -> None:
        self._loading[event["requestId"]] = event["request"]["url"]

    def _finish(self, event: dict[str, Any]) -> None:
        place = urlsplit(self._loading.pop(event["requestId"], ""))
        on_disk = place.scheme == "file"
        self.sizes.append(Path(unquote(place.path)).stat().st_size if on_disk else event["encodedDataLength"])

    def _fail(self, event: dict[str, Any]) -> None:
        self._loading.pop(event["requestId"], None)


if __name__ == "__main__":
    sys.exit(main())
