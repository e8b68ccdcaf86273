"""Measures how well the search of the built corpus answers: 100 judged queries, and 50 misspelled ones, typed into its search page.

usage: search_quality.py [--seed N] [--queries] [--bounds]

The site is the one that `corpus.py` built, opened in Chromium. Its search page answers when the form's `data-shown` changes: the first link
of each item in `#results` is a document (links to other pages are not counted), `#more` shows more of them, and `#nearest`, if it is there,
names words for a misspelled one.

- MRR: the mean over queries of one divided by the rank of the first document that is about it, 0 if none is among the first ten.
- recall at 10: the share of the documents about it that are among the first ten, of at most ten.
- phrases: the share of documents shown that have the phrase, and of those with the phrase that are shown; all results are read.
- exclusions: the share of the first ten documents that do not have the excluded words.
- typos: how many are answered with the right word in `#nearest`.

`search_queries.toml` has the queries, `search_truth.py` judges the documents. Exit status: 0, also if there is nothing to measure; 1 if a
figure is below its bound in `search_bounds.toml`.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

import search_truth
from browsed_site import chromium, served
from search_truth import Judged, Query, Text
from shared_corpus import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Page

BOUNDS = Path(__file__).with_name("search_bounds.toml")
_FIRST = 10
_ALL = 1_000
_OTHERS = 5
"""Results that may lead to other pages than those of documents."""
_KINDS = ("name", "phrase", "pair", "topic", "number", "prefix", "exclusion")
_DOCUMENT = re.compile(r"/([^/]+)/([^/]+)\.html")
_ASK = """async ([words, most]) => {
    const form = document.querySelector('#search'), more = document.querySelector('#more');
    const answered = new Promise(done => new MutationObserver(done).observe(form, { attributes: true, attributeFilter: ['data-shown'] }));
    const late = new Promise((_, fail) => setTimeout(fail, 60_000, new Error(`no answer to ${words}`)));
    form.q.value = words;
    form.requestSubmit();
    await Promise.race([answered, late]);
    for (;;) {
        const links = [...document.querySelectorAll('#results > li')].map(item => item.querySelector('a')?.href);
        if (links.every(Boolean) && (links.length >= most || more.hidden)) {
            return { links: links.slice(0, most), nearest: document.querySelector('#nearest')?.innerText ?? '' };
        }
        if (!more.hidden) more.click();
        await Promise.race([new Promise(requestAnimationFrame), late]);
    }
}"""


class Answer(NamedTuple):
    """The ids of the documents shown, best first, and the words offered instead."""

    documents: list[str]
    nearest: str

    @property
    def first(self) -> list[str]:
        return self.documents[:_FIRST]


class Asked(NamedTuple):
    """A query with the judgments of documents and the answer of the site."""

    query: Query
    judged: Judged
    answer: Answer

    @property
    def reciprocal_rank(self) -> float:
        return next((1 / rank for rank, id in enumerate(self.answer.first, 1) if id in self.judged.about), 0)

    @property
    def recall(self) -> float:
        return len(self.judged.about.intersection(self.answer.first)) / min(_FIRST, len(self.judged.about))

    @property
    def right(self) -> set[str]:
        return self.judged.grades.keys() & set(self.answer.documents)

    @property
    def wrong(self) -> set[str]:
        return set(self.answer.documents) - self.judged.grades.keys() - self.judged.tolerated


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how well the search of the shared corpus answers.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queries", action="store_true", help="show the figures of each query, and each typo without an answer")
    parser.add_argument("--bounds", action="store_true", help="fail if a figure is below its bound in search_bounds.toml")
    options = parser.parse_args()
    folder = corpus(options.seed)
    if not folder:
        return 0
    if not (folder / "site" / "search.html").exists():
        print("skipped: run bench/corpus.py first to build the site")
        return 0
    of = search_truth.texts(folder / "raw")
    with served(folder / "site") as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}/search.html")
        asked = [
            Asked(query, search_truth.judge(query, of), ask(page, query.words, of, _ALL if query.quoted else _FIRST))
            for query in search_truth.queries()
        ]
        typos = {typo: ask(page, typo, of).nearest for typo in search_truth.typos()}
    found = dict(figures(asked, of, typos))
    print_figures(found, asked)
    if options.queries:
        print_queries(asked, typos)
    return below(found) if options.bounds else 0


def ask(page: Page, words: str, of: Container[str], most: int = _FIRST) -> Answer:
    """Type a query into the search page. Return at least that many documents of its answer, if it has them."""
    answer = page.evaluate(_ASK, [words, most + _OTHERS])
    places = filter(None, (_DOCUMENT.search(unquote(link)) for link in answer["links"]))
    return Answer([id for id in map("/".join, (place.groups() for place in places)) if id in of], answer["nearest"])


def figures(asked: Sequence[Asked], of: dict[str, Text], typos: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Yield each figure with its name: `name.mrr`, `phrase.precision`."""
    by_kind: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_kind[one.query.kind].append(one)
    for kind, those in (*((kind, by_kind[kind]) for kind in _KINDS), ("all", asked)):
        yield f"{kind}.mrr", mean(one.reciprocal_rank for one in those)
        yield f"{kind}.recall", mean(one.recall for one in those)
    phrases = [one for one in asked if one.query.quoted and not one.query.without]
    right, wrong = sum(len(one.right) for one in phrases), sum(len(one.wrong) for one in phrases)
    yield "phrases.precision", right / max(1, right + wrong)
    yield "phrases.recall", right / sum(len(one.judged.grades) for one in phrases)
    shown = [(one.query, id) for one in by_kind["exclusion"] for id in one.answer.first]
    yield "exclusions.precision", sum(not search_truth.excluded(query, of[id]) for query, id in shown) / max(1, len(shown))
    yield "answered", mean(bool(one.answer.documents) for one in asked)
    yield "typos", sum(names(nearest, search_truth.typos()[typo]) for typo, nearest in typos.items())


def names(nearest: str, right: str) -> bool:
    """Tell whether the words offered contain the right ones."""
    return f" {search_truth.fold(right)} " in f" {search_truth.fold(nearest)} "


def print_figures(found: dict[str, float], asked: Sequence[Asked]) -> None:
    print(f"{'kind':10} {'queries':>7} {'MRR':>6} {'recall at 10':>12} {'no result':>9}")
    for kind in (*_KINDS, "all"):
        those = [one for one in asked if kind in (one.query.kind, "all")]
        empty = sum(not one.answer.documents for one in those)
        print(f"{kind:10} {len(those):7} {found[f'{kind}.mrr']:6.3f} {found[f'{kind}.recall']:12.3f} {empty:9}")
    print(f"quoted phrases: precision {found['phrases.precision']:.4f}, recall {found['phrases.recall']:.4f}")
    print(f"exclusions: precision {found['exclusions.precision']:.4f}")
    print(f"typos: {found['typos']:.0f} of {len(search_truth.typos())} answered with the right word")


def print_queries(asked: Sequence[Asked], typos: dict[str, str]) -> None:
    print(f"\n{'query':40} {'kind':10} {'RR':>5} {'recall':>6} {'about':>5} {'right':>5} {'wrong':>5}")
    for one in asked:
        query = one.query
        counts = f"{len(one.judged.about):5} {len(one.right):5} {len(one.wrong) if query.quoted else '':>5}"
        print(f"{query.words:40} {query.kind:10} {one.reciprocal_rank:5.2f} {one.recall:6.2f} {counts}")
    for typo, nearest in typos.items():
        if not names(nearest, search_truth.typos()[typo]):
            print(f"{typo}: not answered with {search_truth.typos()[typo]}; nearest: {nearest!r}")


def below(found: dict[str, float]) -> int:
    """Print the figures that are below their bounds. Return 1 if there are any."""
    bounds = tomllib.loads(BOUNDS.read_text(encoding="utf-8"))["least"]
    low = [name for name, bound in bounds.items() if found[name] < bound]
    for name in low:
        print(f"{name} {found[name]:.4f} is below its bound of {bounds[name]}")
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
