"""Ten tasks of readers, each done in the browser on a small edition: its result is right, and it takes no more clicks than it did.

1. From the front page: find the message that Tohak 71 answers, and what answers it.
2. Cite page 533 of document 145 in Chicago form.
3. Follow a note to another document and come back to the same line.
4. Find all documents from Haig to Kissinger in one week.
5. Learn who a person is, and what an abbreviation means, without leaving the paragraph.
6. Search a phrase with a misspelled word.
7. Read a 40-page memorandum on a phone, and know where you are in it.
8. Copy a passage with its page number, and share a link to its paragraph, on a phone too.
9. From a citation in a book ("FRUS 1969–76, vol. IX, doc. 145, n. 3"), reach the note.
10. List what one archival box holds and what notes say of it, to plan a visit.

A click, a tap, a key that opens something, and each choice in a form count as one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import AXE_OPTIONS, SHIFT, listen, serious
from invented import VOLUME, document

from backchannel.build import pipeline
from backchannel.settings import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

axe_core = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

IX = "frus1969-76v09"
PHONE, DESK = 390, 1440
HEAD = "Message From the President’s Deputy Assistant (Haig) to the President’s Assistant (Kissinger)"
_WORDS = "The harvest of Ruritania was counted again in every province, and the ministers read the figures aloud to the council. "

_MENTION = " Archer wrote: “I saw the figures.” (National Archives, RG 59, Box 3)"


def _memorandum() -> str:
    """Return a memorandum of forty pages, with a note on the tenth and an attachment on the thirty-first."""
    pages = [f"[Page {page}] {_WORDS * 6}{'See the report.2' if page == 20 else ''}" for page in range(11, 51)]
    pages[30:30] = ["Tab A", "Report by the Council of Ruritania", "Strelsau, May 1, 1972."]
    notes = "  1. Source: National Archives, RG 59, Box 3. Secret.\n  2. See footnote 1, Document 1."
    return document(9, "Strelsau, May 9, 1972.", *pages, notes, head="Memorandum From A. Archer to B. Baker1")


TEXTS = {
    f"{n}.txt": document(
        n,
        f"Strelsau, {day}, 1972.",
        f"General Rudolf asked the NSC about rice and barley.1 This is paper {n}. See p. {n + 15} below.",
        "  1. Source: National Archives, RG 59, Box 3. Secret." + _MENTION * (n == 2),
        head=head,
    )
    for n, day, head in (
        (1, "May 1", HEAD),
        (2, "May 3", HEAD),
        (3, "May 4", HEAD.replace("(Haig)", "(Baker)")),
        (4, "May 6", HEAD),
        (5, "May 29", HEAD),
    )
} | {
    "9.txt": _memorandum(),
    "people.toml": '[[people]]\nid = "elphberg-rudolf"\nname = "Elphberg, Rudolf"\nforms = ["General Rudolf"]\ndescription = "King"\n',
    "terms.toml": '[[terms]]\nabbreviation = "NSC"\nmeaning = "National Security Council"\n',
}


@pytest.fixture(scope="module")
def tasks_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of the two real documents and an invented volume."""
    root = tmp_path_factory.mktemp("tasks")
    shutil.copytree(Path(__file__).parents[2] / "documents", root / "documents")
    (root / "documents" / VOLUME).mkdir()
    for name, text in TEXTS.items():
        (root / "documents" / VOLUME / name).write_text(text, encoding="utf-8")
    project = Project.load(root)
    pipeline.build(project, 1, lambda *_: None)
    return project.site


class Reader:
    """A reader at a page, whose clicks are counted."""

    def __init__(self, page: Page, *, touch: bool) -> None:
        self.page, self.clicks = page, 0
        self._touch = touch

    def click(self, place: Locator) -> None:
        """Click a place, or tap it on a phone."""
        self.clicks += 1
        place.tap() if self._touch else place.click()

    def press(self, key: str) -> None:
        self.clicks += 1
        self.page.keyboard.press(key)

    def choose(self, field: Locator, value: str) -> None:
        """Choose a value in a form, or type it."""
        self.clicks += 1
        if field.evaluate("e => e.localName") == "select":
            field.select_option(label=value)
        else:
            field.fill(value)

    def ask(self, words: str) -> None:
        """Type words in the search box of the page, and press Enter."""
        self.click(self.page.locator(".goto .query"))
        self.page.locator(".goto[data-ready]").wait_for()
        self.page.keyboard.type(words)
        self.page.locator(f".goto[data-asked='{words}']").wait_for()
        self.press("Enter")

    def back(self) -> None:
        self.clicks += 1
        self.page.go_back()


Start = Callable[..., Reader]


@pytest.fixture
def start(tasks_site: Path, browser: Browser) -> Iterator[Start]:
    """Open a page of the site from the disk, on a desk or on a phone."""
    complaints: list[str] = []
    contexts = []

    def start(path: str, width: int = DESK) -> Reader:
        touch = width == PHONE
        context = browser.new_context(viewport={"width": width, "height": 844}, has_touch=touch, is_mobile=touch)
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints, tasks_site.as_uri())
        page.goto(f"{tasks_site.as_uri()}/{path}")
        return Reader(page, touch=touch)

    yield start
    for context in contexts:
        context.close()
    assert serious(complaints) == []


def test_1_the_messages_that_tohak_71_answers_and_that_answer_it_are_found_from_the_front_page(start: Start) -> None:
    reader = start("index.html")
    reader.ask("tohak 71")
    reader.page.wait_for_url(f"**/{IX}/d145.html")
    answered, own, answer = (" ".join(step.split()) for step in reader.page.locator(".thread li").all_inner_texts())
    assert answered.startswith("Document 144 Answered here.")
    assert own.startswith("Tohak 71")
    assert answer.startswith("Hakto 18 Answers this.")
    assert reader.clicks <= 2


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_2_a_page_is_cited_in_chicago_form(start: Start, width: int) -> None:
    reader = start(f"{IX}/d145.html", width)
    reader.click(reader.page.locator("[data-cite]"))
    reader.page.locator("#c-what option", has_text="Page 533").wait_for(state="attached")
    reader.choose(reader.page.locator("#c-what"), "Page 533")
    note = reader.page.locator("#c-chi").inner_text()
    assert note.startswith(
        "“Message From President Nixon to the President’s Assistant for National Security Affairs (Kissinger) in Paris,” in "
    )
    assert note.endswith(f", doc. 145, 533, https://history.state.gov/historicaldocuments/{IX}/pg_533.")
    assert reader.clicks <= 2


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_3_a_note_leads_to_another_document_and_back_to_the_same_line(start: Start, width: int) -> None:
    reader = start(f"{VOLUME}/d9.html", width)
    marker = reader.page.locator("#d9fnref2")
    marker.scroll_into_view_if_needed()
    at = reader.page.evaluate("scrollY")
    if width == PHONE:
        reader.click(marker)
        reader.click(reader.page.locator("#pop a", has_text="footnote 1, Document 1"))
    else:
        reader.click(reader.page.locator(".side a", has_text="footnote 1, Document 1"))
    reader.page.wait_for_url(f"**/{VOLUME}/d1.html#d1fn1")
    reader.back()
    reader.page.wait_for_url(f"**/{VOLUME}/d9.html")
    reader.page.wait_for_function("at => Math.abs(scrollY - at) < 20", arg=at)
    assert reader.clicks <= 3


def test_4_the_documents_from_one_person_to_another_in_one_week_are_found(start: Start) -> None:
    reader = start(f"{VOLUME}/index.html")
    form = reader.page.locator("#find")
    for name, value in (("from", "Haig"), ("to", "Kissinger"), ("first", "1972-05-01"), ("last", "1972-05-07")):
        reader.choose(form.locator(f"[name={name}]"), value)
    rows = reader.page.locator(".docs tr[id]:visible .number")
    assert [row.strip(".") for row in rows.all_inner_texts()] == ["1", "2", "4"]
    assert reader.clicks <= 4


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_5_a_person_and_an_abbreviation_are_explained_in_place(start: Start, width: int) -> None:
    reader = start(f"{VOLUME}/d1.html", width)
    for words, meaning in (("General Rudolf", "King"), ("NSC", "National Security Council")):
        place = reader.page.locator("#text a", has_text=words).first
        if width == PHONE:
            reader.click(place)
        else:
            place.hover()
        reader.page.locator("#pop", has_text=meaning).wait_for()
        assert reader.page.url.endswith(f"{VOLUME}/d1.html")
    assert reader.clicks <= (2 if width == PHONE else 0)


def test_6_a_phrase_with_a_misspelled_word_is_found(start: Start) -> None:
    reader = start("search.html")
    reader.page.locator("#search [name=q]").fill('"rice and barely"')
    reader.press("Enter")
    reader.page.locator("[data-shown]").wait_for()
    assert reader.page.locator("#nearest").inner_text() == 'No text has “barely”. Shown is what was found for "rice and barley".'
    assert reader.page.locator("#results h3").count() == 5
    assert reader.clicks <= 1


def test_7_a_reader_of_forty_pages_on_a_phone_knows_where_they_are(start: Start) -> None:
    reader = start(f"{VOLUME}/d9.html", PHONE)
    page, position = reader.page, reader.page.locator("#position")
    assert not position.is_visible()
    page.locator("#pg_20").evaluate("e => e.scrollIntoView()")
    page.locator("#position", has_text="p. 20 of 10–50").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    reader.click(position)
    contents = page.locator("#contents")
    assert contents.locator("summary").inner_text() == "Contents: 1 attachment and 41 pages"
    reader.click(contents.locator("a", has_text="Tab A: Report by the Council of Ruritania"))
    page.locator("#position", has_text="Tab A · p. 41 of 10–50").wait_for()
    assert page.url.endswith("#d9att-tab-a")
    assert contents.locator(".attachment").inner_text().endswith(", May 1, 1972 p. 40")
    assert reader.clicks <= 2


def test_7_the_contents_are_links_without_a_script(tasks_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 844})
    page = context.new_page()
    page.goto(f"{tasks_site.as_uri()}/{VOLUME}/d9.html")
    assert page.locator(".body").bounding_box()["y"] < 844  # type: ignore[index]
    page.locator("#contents summary").click()
    page.locator("#contents a", has_text="50").click()
    assert page.url.endswith("#pg_50")
    context.close()


@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_7_the_contents_and_the_position_are_accessible_and_move_nothing(tasks_site: Path, browser: Browser, width: int) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(f"{tasks_site.as_uri()}/{VOLUME}/d9.html")
    assert page.locator(".body .cited a").first.get_attribute("aria-label") == "Page 16 is cited in Document 1"
    for name in ("d9", "d1"):
        page.goto(f"{tasks_site.as_uri()}/{VOLUME}/{name}.html")
        page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true; })")
        page.locator("#text").evaluate("e => scrollTo(0, e.getBoundingClientRect().top + 99)")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = axe_core.Axe().run(page, options=AXE_OPTIONS)
            assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.goto(f"{tasks_site.as_uri()}/{VOLUME}/d9.html")
    assert page.evaluate(SHIFT) == 0
    context.close()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_8_a_passage_is_copied_with_its_page_and_its_paragraph_has_a_link(start: Start, width: int) -> None:
    reader = start(f"{IX}/d145.html", width)
    reader.page.evaluate(_SELECT, ["d145p4", "He is", "frankly, shocked"])
    assert reader.page.evaluate(_COPY) == "He is, [Page 533] frankly, shocked"
    reader.click(reader.page.locator("#c-selected"))
    assert reader.page.locator("#c-quote").inner_text() == "“He is, frankly, shocked”"
    assert ", doc. 145, 532–33, par. 4, " in reader.page.locator("#c-chi").inner_text()
    reader.click(reader.page.locator("#c-here"))
    assert reader.page.url.endswith(f"{IX}/d145.html#d145p4")
    assert reader.clicks <= 2


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_9_a_citation_in_a_book_leads_to_the_note(start: Start, width: int) -> None:
    reader = start("index.html", width)
    reader.ask("FRUS 1969–76, vol. IX, doc. 145, n. 3")
    reader.page.wait_for_url(f"**/{IX}/d145.html#d145fn3")
    assert reader.page.locator(":target").inner_text().startswith("In message Hakto 18")
    assert reader.clicks <= 2


_SELECT = """([id, first, last]) => {
    const walk = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT), ends = [];
    for (let node; (node = walk.nextNode());) {
        const from = node.data.indexOf(first), to = node.data.indexOf(last);
        if (from >= 0) ends[0] ??= [node, from];
        if (to >= 0) ends[1] = [node, to + last.length];
    }
    const [[start, a], [end, b]] = ends;
    getSelection().setBaseAndExtent(start, a, end, b);
}"""
"""Selects words in a paragraph, as a long press or a drag does."""

_COPY = """() => {
    const data = new DataTransfer();
    document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, cancelable: true }));
    return data.getData('text/plain');
}"""
"""Returns what is copied."""


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_10_what_an_archival_box_holds_is_listed_with_what_notes_say_of_it(start: Start, width: int) -> None:
    reader = start("index.html", width)
    reader.click(reader.page.locator("header").get_by_role("link", name="Archives"))
    box = reader.page.locator(".archive li", has_text="Box 3")
    assert "6 documents and 1 note" in box.inner_text()
    reader.click(box.get_by_role("link"))
    reader.page.wait_for_url("**/sources.html#*")
    listed = reader.page.locator(".archive li:target")
    listed.locator("q").wait_for()
    assert [listed.locator(f"a[href='d{n}.html']").count() for n in (1, 2, 3, 4, 5, 9)] == [1] * 6
    assert "I saw the figures" in listed.locator("q").inner_text()
    assert reader.clicks == 2
