"""The engine in the browser takes texts apart as the index does, and finds what a scan of all texts finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import search_files
from raw_texts import INVENTED, REAL

from backchannel.search.words import BREAK, folded, joined_words, stems, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]

ODD = [
    "Thieu’s “peace” — O'Neill's, soldiers' 'quoted' o''clock",
    "São Tomé, naïve cafés; Ёлка Кремль; İstanbul, ﬁne ½ №5 ⅫX",
    "a_b|c x-ray cease-fire 1,500 1969–76 U.S. co‐operation",
    "\u0301combining \u200bzero\u00adsoft ʼokina’s Ω\u0345",
    "漢字 かな 한국어 عربى हिन्दी",
]


class Text(NamedTuple):
    """The words of a document's head and text, and of its notes, with breaks between passages."""

    id: str
    text: list[str]
    notes: list[str]


@pytest.fixture
def page(visit: Open) -> Page:
    page = visit("search.html", served=True)
    page.evaluate("""() => new Promise(done => {
        const s = document.createElement('script');
        s.src = 'static/engine.js'; s.onload = () => engine.directory().then(done); document.head.append(s);
    })""")
    return page


@pytest.fixture
def texts(site: Path) -> list[Text]:
    return [*_texts(site)]


def _texts(site: Path) -> Iterator[Text]:
    for volume in search_files.directory(site)["volumes"]:
        for _, name in volume["texts"]:
            for local, title, about, _, text, notes in search_files.shard(site / "search" / f"{name}.js"):
                passages = [f"{title} · {about}", *(said for _, said in text)]
                yield Text(f"{volume['id']}/{local}", _words(passages), _words(said for _, said in notes))


def _words(passages: Any) -> list[str]:
    taken = f" {BREAK} ".join(map(folded, passages))
    return [*words(taken), *(word for joined in joined_words(taken) for word in (BREAK, joined))]


def found(page: Page, query: str, **options: Any) -> list[str]:
    ids: list[str] = page.evaluate(
        "async ([q, options]) => { const { documents, whole } = await engine.search(q, options);"
        " return documents.slice(0, whole).map(d => `${d.volume}/${d.local}`); }",
        [query, options],
    )
    return sorted(ids)


def test_the_browser_takes_texts_apart_as_the_index_does(page: Page) -> None:
    texts = [*ODD, *REAL, INVENTED]
    assert page.evaluate("texts => texts.map(engine.words)", texts) == [words(folded(text)) for text in texts]


def test_the_browser_finds_the_stems_of_the_index(page: Page) -> None:
    known = {word for text in (*REAL, INVENTED) for word in words(folded(text))}
    known |= {"generously", "internal", "negotiating", "skies", "dying", "o'neill's"}
    assert page.evaluate("words => words.map(engine.stem)", sorted(known)) == stems(sorted(known))


def test_each_word_is_found_in_the_documents_that_have_it_in_any_form(page: Page, texts: list[Text]) -> None:
    known = sorted({word for text in texts for word in chain(text.text, text.notes) if word != BREAK})[::7]
    of_text = [(text.id, set(stems([*text.text, *text.notes]))) for text in texts]
    for word, stem in zip(known, stems(known), strict=True):
        assert found(page, word) == sorted(id for id, has in of_text if stem in has), word


def test_each_phrase_is_found_where_its_words_follow_each_other(page: Page, texts: list[Text]) -> None:
    phrases = [" ".join(text.text[at : at + size]) for text in texts for size in (2, 4) for at in range(3, len(text.text) - size, 97)]
    for phrase in dict.fromkeys(phrase for phrase in phrases if BREAK not in phrase):
        pattern = re.compile(rf"(?:^| ){re.escape(phrase)}(?= |$)")
        holders = [text.id for text in texts if any(pattern.search(" ".join(part)) for part in (text.text, text.notes))]
        assert found(page, f'"{phrase}"') == sorted(holders), phrase


def test_a_zone_limits_words_to_texts_or_to_notes(page: Page, texts: list[Text]) -> None:
    (stem,) = stems(["archives"])
    for zone, part in ((1, "text"), (2, "notes")):
        holders = [text.id for text in texts if stem in stems(getattr(text, part))]
        assert found(page, "archives", zone=zone) == sorted(holders)


def test_every_file_of_the_search_is_a_script_that_assigns_its_data(page: Page, site: Path) -> None:
    names = sorted(file.stem for file in (site / "search").glob("?-*.js"))
    loaded = page.evaluate(
        """async names => {
            for (const name of names) await new Promise((done, fail) => {
                const s = document.createElement('script');
                s.src = `search/${name}.js`; s.onload = done; s.onerror = fail; document.head.append(s);
            });
            return Object.keys(window.shards).sort();
        }""",
        names,
    )
    assert loaded == names
