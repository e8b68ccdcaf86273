"""The registry has every page once: each with a template, its own address, and a link in the navigation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented import VOLUME, an_edition, frame

from backchannel import ids
from backchannel.edition.rebuild.invalidation import TRAFFIC
from backchannel.pages.registry import RESERVED_NAMES, TOP_PAGES, VOLUME_FILES, VOLUME_PAGES, SitePage
from backchannel.settings import Project

TEMPLATES = Path(__file__).parents[2] / "templates"
TABLES = {"top": TOP_PAGES, "volume": VOLUME_PAGES}
OF_MANY = {"base.html.j2", "document.html.j2", "chapter.html.j2", "person.html.j2", "former.html.j2"}
"""Templates that belong to no page in the registry: the layout, documents, chapters, people and documents that are gone."""


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_each_page_has_its_own_file_on_any_disk(table: tuple[SitePage, ...]) -> None:
    names = [page.name for page in table]
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if ids.slug(name) != name] == []


def test_each_template_belongs_to_a_page() -> None:
    used = {page.template for table in TABLES.values() for page in table}
    assert used | OF_MANY == {file.name for file in TEMPLATES.glob("*.html.j2")}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_each_page_marks_an_existing_header_entry(table: tuple[SitePage, ...]) -> None:
    assert {page.under for page in table} - {""} <= {page.name for page in table if page.nav}


def test_each_page_belongs_to_a_unit_of_the_build() -> None:
    assert [page.name for page in TOP_PAGES if not page.unit] == []
    assert {page.unit for page in VOLUME_PAGES} == {"", TRAFFIC}


def entries(project: Project, name: str, volume: str = "") -> list[tuple[str, str]]:
    """Return the header of a page: each entry and its address."""
    return [(item.text, item.href) for item in frame(name, volume, project).layout.nav_items]


def test_the_header_links_to_existing_pages() -> None:
    assert entries(an_edition(), "about") == [
        ("Volumes", "index.html"),
        ("Dates", "dates.html"),
        ("Archives", "archives.html"),
        ("Search", "search.html"),
    ]
    full = replace(an_edition(), with_traffic=frozenset([""]), peopled=True)
    assert [text for text, _ in entries(full, "about")] == ["Volumes", "Dates", "Traffic", "Messages", "People", "Archives", "Search"]


def test_the_pages_for_editors_are_in_the_footer_only() -> None:
    full = replace(an_edition(), with_traffic=frozenset([""]), peopled=True, explained=frozenset([VOLUME, ""]))
    for name, volume in (("about", ""), ("index", VOLUME)):
        layout = frame(name, volume, full).layout
        assert [item.text for item in layout.foot if item.href.endswith("editors.html")] == ["For editors"]
        led = {item.href.rpartition("/")[2] for item in (*layout.nav_items, *layout.foot)}
        assert led & {"findings.html", "wanted.html", "unexplained.html"} == set()


def test_a_volume_without_traffic_links_to_the_traffic_of_the_travelers() -> None:
    of_travelers = replace(an_edition(), with_traffic=frozenset([""]))
    assert entries(of_travelers, "wanted", VOLUME)[-2:] == [("Traffic", "../traffic.html"), ("Messages", "../messages.html")]
    of_its_posts = replace(an_edition(), with_traffic=frozenset([VOLUME]))
    assert entries(of_its_posts, "wanted", VOLUME)[-2:] == [("Traffic", "traffic.html"), ("Messages", "messages.html")]
    assert entries(an_edition(), "wanted", VOLUME)[-1:] == [("Pages", "pages.html")]


def test_a_volume_links_to_its_transmission_paths_if_it_has_any() -> None:
    with_paths = replace(an_edition(), with_transmission=frozenset([VOLUME]))
    assert ("Transmission", "transmission.html") in entries(with_paths, "wanted", VOLUME)
    assert "Transmission" not in [text for text, _ in entries(with_paths, "about")]
    assert "Transmission" not in [text for text, _ in entries(an_edition(), "wanted", VOLUME)]


def test_a_page_without_an_entry_marks_the_entry_of_its_parent() -> None:
    project = replace(an_edition(), with_traffic=frozenset([VOLUME]))
    assert [item.text for item in frame("threads", VOLUME, project).layout.nav_items if item.current] == ["Traffic"]
    assert [item.text for item in frame("brackets", VOLUME, project).layout.nav_items if item.current] == []


@pytest.mark.parametrize("name", sorted({page.name for page in VOLUME_PAGES} | {name.partition(".")[0] for name in VOLUME_FILES}))
def test_no_chapter_has_the_name_of_a_page_or_file_of_its_volume(name: str) -> None:
    assert name in RESERVED_NAMES
    for stem in (name, name.upper(), name.title(), f" {name}!"):
        assert ids.chapter_name(stem, RESERVED_NAMES) is None


@pytest.mark.parametrize("stem", ["d44", "D44", "d60A", "D44!", "t-notes", "T Notes"])
def test_no_chapter_has_the_name_of_a_document(stem: str) -> None:
    assert ids.chapter_name(stem, RESERVED_NAMES) is None


def test_other_chapters_are_named_after_their_files() -> None:
    stems = {"introduction": "introduction", "On the Persons": "on-the-persons", "index 2": "index-2", "Day d44": "day-d44"}
    assert {stem: ids.chapter_name(stem, RESERVED_NAMES) for stem in stems} == stems
