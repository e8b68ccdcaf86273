"""With an address, pages name their own, and the site has a sitemap and a feed of what changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import editing
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import VOLUME, document
from lxml import etree
from test_site import nothing, parsed

from backchannel.build import pipeline
from backchannel.edition.rebuild.outputs import PublishedPage
from backchannel.pages.lists.feed import Feed, FeedEntry
from backchannel.printed import printable
from backchannel.settings import EditionSettings, Project
from backchannel.writers import announcing
from backchannel.writers.announcing import write_feed, write_sitemap
from backchannel.writers.links import check_links

SITE = "https://example.org/papers"
ONE, TWO = "The Minister left Strelsau on the first train of the morning.", "Nobody answered the question about the prisoners."
NAMES = {"a": "http://www.w3.org/2005/Atom", "s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ENTRY = re.compile(r"tag:example\.org,\d{4}-\d\d-\d\d:(?P<place>\S+)/[0-9a-f]{12}")


def put(root: Path, texts: dict[str, str], edition: str = f'address = "{SITE}/"\n') -> None:
    """Make these the texts of the edition, by their paths."""
    (root / "documents").mkdir(parents=True, exist_ok=True)
    for file in (root / "documents").rglob("*.txt"):
        file.unlink()
    for path, text in texts.items():
        file = root / "documents" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (root / "edition.toml").write_text(edition, encoding="utf-8")


def built(root: Path, texts: dict[str, str]) -> None:
    """Build an edition of these texts, and compare it with a clean build."""
    put(root, texts)
    editing.compare(root, root.with_name("clean"))
    assert check_links(root / "site").broken == []


def found(file: Path, path: str) -> Any:
    return etree.parse(str(file)).xpath(path, namespaces=NAMES)


def entries(root: Path) -> list[tuple[str, str, str]]:
    """Return the place in the id of each entry of the feed, its title, and the page that it links to."""
    feed = root / "site" / "changes.xml"
    ids = [ENTRY.fullmatch(id) for id in found(feed, "//a:entry/a:id/text()")]
    links = [link.removeprefix(f"{SITE}/") for link in found(feed, "//a:entry/a:link/@href")]
    places = [id["place"].removeprefix(f"{VOLUME}/") for id in ids if id]
    return list(zip(places, found(feed, "//a:entry/a:title/text()"), links, strict=True))


def words(root: Path) -> list[str]:
    """Return the sentences of the first entry of the feed."""
    return [str(sentence) for sentence in found(root / "site" / "changes.xml", "//a:entry[1]//x:p/text()")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "edited"
    built(root, {f"{VOLUME}/a.txt": document(1, ONE), f"{VOLUME}/b.txt": document(2, TWO)})
    return root


def test_each_page_but_that_for_missing_addresses_names_its_own(root: Path) -> None:
    built(root, {f"{VOLUME}/a.txt": document(1, ONE), "a & b/c.txt": document(3, ONE)})
    site = root / "site"
    named = {page.relative_to(site).as_posix(): parsed(page).xpath("//link[@rel='canonical']/@href") for page in site.rglob("*.html")}
    assert named.pop("404.html") == []
    assert named[f"{VOLUME}/d2.html"] == [f"{SITE}/{VOLUME}/d2.html"]  # the page of a document that is gone
    assert named["a & b/d3.html"] == [f"{SITE}/a%20%26%20b/d3.html"]
    assert named == {path: [f"{SITE}/{path.replace(' ', '%20').replace('&', '%26')}"] for path in named}


def test_the_sitemap_lists_the_pages_with_the_days_of_documents(root: Path) -> None:
    built(root, {f"{VOLUME}/a.txt": document(1, ONE)})
    site = root / "site"
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")} - {"404.html", f"{VOLUME}/d2.html"}
    listed = found(site / "sitemap.xml", "/s:urlset/s:url/s:loc/text()")
    assert listed == sorted(f"{SITE}/{path}" for path in pages)
    assert found(site / "sitemap.xml", "//s:url[s:lastmod]/s:loc/text()") == [f"{SITE}/{VOLUME}/d1.html"]
    day = found(site / "changes.xml", "//a:updated/text()")[0]
    assert found(site / "sitemap.xml", "//s:lastmod/text()") == [day.removesuffix("T00:00:00Z")]


def test_without_an_address_nothing_of_this_is_written(root: Path) -> None:
    put(root, {f"{VOLUME}/a.txt": document(1, ONE)}, "")
    editing.compare(root, root.with_name("clean"))
    assert not list((root / "site").glob("*.xml"))
    assert not [page for page in (root / "site").rglob("*.html") if "canonical" in page.read_text(encoding="utf-8")]
    assert "changes.xml" not in (root / "site" / "index.html").read_text(encoding="utf-8")


def test_the_front_page_names_the_feed(root: Path) -> None:
    assert parsed(root / "site" / "index.html").xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href") == ["changes.xml"]


def test_an_edition_that_published_nothing_has_no_feed(tmp_path: Path) -> None:
    root, texts = tmp_path / "new", {f"{VOLUME}/a.txt": document(1, ONE)}
    built(root, {})
    put(root, texts)
    pipeline.build(Project.load(root), 1, nothing, indexes=False, preview=True)
    assert not (root / "site" / "changes.xml").exists()
    assert "changes.xml" not in (root / "site" / "index.html").read_text(encoding="utf-8")
    built(root, texts)
    assert [place for place, *_ in entries(root)] == ["d1"]


def test_a_new_document_is_an_entry_of_the_feed(root: Path) -> None:
    assert entries(root) == [
        ("d1", "New: 1. Memorandum From A. Archer to B. Baker", f"{VOLUME}/d1.html"),
        ("d2", "New: 2. Memorandum From A. Archer to B. Baker", f"{VOLUME}/d2.html"),
    ]


def test_a_changed_document_says_what_was_and_what_is(root: Path) -> None:
    built(root, {f"{VOLUME}/a.txt": document(1, ONE.replace("first", "last")), f"{VOLUME}/b.txt": document(2, TWO)})
    assert [place for place, *_ in entries(root)] == ["d1", "d1", "d2"]
    assert entries(root)[0][1:] == ("Changed: 1. Memorandum From A. Archer to B. Baker", f"{VOLUME}/d1.html")
    assert words(root) == [
        "The words of Foreign Relations, 1969–1976, vol. XCIX, Document 1 changed.",
        f"¶1 was “{ONE}”, is “{ONE.replace('first', 'last')}”",
    ]


def test_words_that_differ_only_beyond_those_that_are_kept_are_quoted_once(root: Path) -> None:
    for last in ("Nobody came.", "Nobody went."):
        built(root, {f"{VOLUME}/a.txt": document(1, f"{ONE} " * 9 + last), f"{VOLUME}/b.txt": document(2, TWO)})
    assert words(root)[1].startswith(f"¶1 differs after “{ONE} {ONE}")


def test_an_entry_shows_ten_places_that_changed(root: Path) -> None:
    for last in ("came", "went"):
        built(root, {f"{VOLUME}/a.txt": document(1, *(f"On day {n} he {last}." for n in range(14)))})
    assert len(words(root)) == 12
    assert words(root)[-1] == "4 more places changed."


def test_a_document_with_another_number_moved(root: Path) -> None:
    built(root, {f"{VOLUME}/a.txt": document(7, ONE), f"{VOLUME}/b.txt": document(2, TWO)})
    assert [place for place, *_ in entries(root)] == ["d1", "d1", "d2"]
    assert entries(root)[0][1:] == ("Moved: 1. Memorandum From A. Archer to B. Baker", f"{VOLUME}/d7.html")
    assert words(root) == ["Foreign Relations, 1969–1976, vol. XCIX, Document 1 is now Document 7."]


def test_a_document_that_is_gone_leads_to_the_page_at_its_address(root: Path) -> None:
    built(root, {f"{VOLUME}/b.txt": document(2, TWO)})
    assert entries(root)[0] == ("d1", "Removed: 1. Memorandum From A. Archer to B. Baker", f"{VOLUME}/d1.html")
    assert "is no longer in this edition" in words(root)[0]
    built(root, {f"{VOLUME}/a.txt": document(1, ONE), f"{VOLUME}/b.txt": document(2, TWO)})
    assert [title.partition(":")[0] for _, title, _ in entries(root)] == ["New", "Removed", "New", "New"]


def test_many_new_documents_of_a_volume_are_one_entry(tmp_path: Path) -> None:
    texts = {f"{VOLUME}/{n}.txt": document(n, f"On day {n} he went.") for n in range(1, 22)}
    built(tmp_path / "many", texts)
    assert entries(tmp_path / "many") == [("new", f"New: 21 documents of {VOLUME}", f"{VOLUME}/index.html")]
    built(tmp_path / "many", {})
    assert entries(tmp_path / "many")[0] == ("gone", f"Removed: 21 documents of {VOLUME}", "index.html")


def test_the_feed_ends_after_fifty_entries(root: Path) -> None:
    for step in range(4):
        built(root, {f"{VOLUME}/{n}.txt": document(n, f"In month {step}, on day {n}, he went.") for n in range(1, 18)})
    assert len(entries(root)) == 50


def test_builds_of_two_branches_are_both_in_the_feed(root: Path) -> None:
    common = (root / "published.jsonl").read_text(encoding="utf-8")
    changed = ONE.replace("first", "last"), ONE.replace("train", "coach")
    lines = []
    for text in changed:
        (root / "published.jsonl").write_text(common, encoding="utf-8")
        built(root, {f"{VOLUME}/a.txt": document(1, text), f"{VOLUME}/b.txt": document(2, TWO)})
        lines.append((root / "published.jsonl").read_text(encoding="utf-8").removeprefix(common))
    (root / "published.jsonl").write_text(common + "".join(reversed(lines)), encoding="utf-8")
    built(root, {f"{VOLUME}/a.txt": document(1, changed[1]), f"{VOLUME}/b.txt": document(2, TWO)})
    assert [title.partition(":")[0] for _, title, _ in entries(root)].count("Changed") >= 2


def edition(root: Path) -> Project:
    return Project(root, EditionSettings(address=SITE), {})


def test_a_sitemap_of_more_than_fifty_thousand_pages_is_in_parts(tmp_path: Path) -> None:
    pages = [PublishedPage(f"v/d{n}.html", "") for n in range(50_001)]
    assert [file.path for file in write_sitemap(edition(tmp_path), pages)] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    index = found(tmp_path / "site" / "sitemap.xml", "/s:sitemapindex/s:sitemap/s:loc/text()")
    assert index == [f"{SITE}/sitemap-1.xml", f"{SITE}/sitemap-2.xml"]
    parts = [found(tmp_path / "site" / name, "/s:urlset/s:url/s:loc/text()") for name in ("sitemap-1.xml", "sitemap-2.xml")]
    assert list(map(len, parts)) == [50_000, 1]
    assert parts[0] + parts[1] == [f"{SITE}/{page.path}" for page in pages]


def test_a_sitemap_that_is_too_long_is_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcing, "_MOST_BYTES", 400)
    names = [file.path for file in write_sitemap(edition(tmp_path), [PublishedPage(f"{'v' * 100}/d{n}.html", "") for n in range(4)])]
    assert names == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(), name=st.text(), sentence=st.text())
def test_words_cannot_forge_elements_of_the_feed(tmp_path: Path, title: str, name: str, sentence: str) -> None:
    entry = FeedEntry("tag:example.org,2026-11-29:v/d1/0", name, "2026-11-29", SITE, [sentence])
    write_feed(edition(tmp_path), Feed(SITE, title, SITE, "2026-11-29", [entry]))
    tree = etree.parse(str(tmp_path / "site" / "changes.xml"))
    named = [element.tag.rpartition("}")[2] for element in tree.iter(etree.Element)]
    head = ["feed", "id", "title", "updated", "author", "name", "link", "link"]
    assert named == [*head, "entry", "id", "title", "updated", "link", "content", "div", "p"]
    texts = [tree.findtext(path, "", NAMES) for path in ("a:title", "a:entry/a:title", ".//x:p")]
    assert texts == [printable(words) for words in (f"{title}: changes", name, sentence)]


def test_an_address_with_signs_of_xml_is_escaped(tmp_path: Path) -> None:
    project = Project(tmp_path, EditionSettings(address="https://example.org/a&b'c"), {})
    list(write_sitemap(project, [PublishedPage("v/d1.html", "2026-11-29")]))
    assert found(tmp_path / "site" / "sitemap.xml", "//s:loc/text()") == ["https://example.org/a&b'c/v/d1.html"]
