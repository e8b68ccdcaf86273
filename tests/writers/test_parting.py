"""A page that is too large is divided: nothing is lost, each place that it had leads to its part, and links lead there directly."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import editing
import pytest
from invented import VOLUME, document, edition
from lxml import html

from backchannel.edition.store import Store
from backchannel.edition.traffic import parts
from backchannel.edition.traffic.parts import ChannelYear
from backchannel.pages.registry import TOP_PAGES, VOLUME_PAGES
from backchannel.writers import parting
from backchannel.writers.links import check_links

TRAFFIC = Path(__file__).parents[1] / "traffic"
LARGEST = 9_000
Site = dict[str, bytes]


@pytest.fixture(autouse=True)
def _limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restore the limits after each test."""
    monkeypatch.setattr(parting, "LARGEST", parting.LARGEST)
    monkeypatch.setattr(parts, "LARGEST", parts.LARGEST)


def an_edition(root: Path) -> Path:
    for volume in ("frus1969-76v97", "frus1969-76v98"):
        shutil.copytree(TRAFFIC / volume, root / "documents" / volume)
    shutil.copytree(TRAFFIC / "telegrams" / "frus1961-63v99", root / "documents" / "frus1961-63v99")
    return root


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return editing.build(an_edition(tmp_path_factory.mktemp("whole")))


@pytest.fixture
def divided(tmp_path: Path) -> Site:
    editing.divide_pages(LARGEST)
    return editing.build(an_edition(tmp_path))


def divided_pages(site: Site) -> dict[str, list[str]]:
    """Return the parts of each divided page."""
    found: dict[str, list[str]] = {}
    for path in site:
        folder, _, name = path.rpartition("/")
        first, dot, _ = name.removesuffix(".html").partition(".")
        if path.endswith(".html") and dot:
            found.setdefault(f"{folder}/{first}.html".removeprefix("/"), []).append(path)
    return found


def ids(page: bytes) -> set[str]:
    return set(re.findall(r'\bid="([^"]*)"', page.decode()))


def parsed(page: bytes) -> html.HtmlElement:
    tree = html.document_fromstring(page.decode())
    assert isinstance(tree, html.HtmlElement)
    return tree


def words(page: bytes) -> Iterator[str]:
    """Yield the words of each smallest element of a page."""
    main = parsed(page).get_element_by_id("main")
    yield from (" ".join(text.split()) for text in map(str, main.itertext()) if text.strip())


def test_a_small_edition_has_no_parts(whole: Site) -> None:
    assert divided_pages(whole) == {}
    assert not any(b"parts.js" in data for path, data in whole.items() if path.endswith(".html"))


def test_most_lists_of_an_edition_can_be_divided(divided: Site) -> None:
    names = {Path(page).stem for page in divided_pages(divided)}
    assert {"messages", "traffic", "wanted", "threads", "underway", "chronology"} <= names


def test_no_part_is_larger(divided: Site) -> None:
    """But for the traffic, whose parts show a short ladder whole."""
    parts_of = {page: found for page, found in divided_pages(divided).items() if not page.endswith("traffic.html")}
    assert [part for found in parts_of.values() for part in found if len(divided[part]) > 1.5 * LARGEST] == []


def test_each_place_leads_to_its_part(whole: Site, divided: Site) -> None:
    """Without a script too: the id is on the first page, at a link to the place. If there are too many, a script lists them."""
    for path in divided_pages(divided):
        page = parsed(divided[path])
        script = divided.get(path.replace(".html", ".places.js"), b"").decode()
        for id in ids(whole[path]):
            place = page.get_element_by_id(id, None)
            if place is None:
                assert re.search(rf'[ "]{re.escape(id)}[ "]', script), (path, id)
            elif place.get("data-part") is not None:
                part, _, there = (place.get("href") or place.get("data-part") or "").partition("#")
                assert unquote(there) in ids(divided[str(Path(path).with_name(part))])


def test_no_words_are_lost(whole: Site, divided: Site) -> None:
    for path, found in divided_pages(divided).items():
        kept = {text for part in (path, *found) for text in words(divided[part])}
        assert [text for text in words(whole[path]) if text not in kept and not text.startswith("No text")] == [], path


def test_links_lead_to_the_parts(tmp_path: Path) -> None:
    editing.divide_pages(LARGEST)
    site = editing.build(an_edition(tmp_path))
    assert check_links(tmp_path / "site").broken == []
    linked = {
        found for path, data in site.items() if path.endswith(".html") for found in re.findall(rb'href="(?:\.\./)?(messages[^"]*)#', data)
    }
    assert linked
    assert b"messages.html" not in {page for page in linked if b"/" not in page} - volume_ledgers(site)


def volume_ledgers(site: Site) -> set[bytes]:
    """Return the name of the ledger, if a volume has its own: its documents link to the first page."""
    return {b"messages.html"} if any(path.endswith("/messages.html") for path in site) else set()


@pytest.mark.parametrize("largest", [60_000, 20_000, 6_000])
def test_a_build_that_divides_or_joins_pages_equals_a_clean_build(tmp_path: Path, largest: int) -> None:
    root = an_edition(tmp_path / "edited")
    editing.divide_pages(largest)
    editing.build(root)
    for text in sorted((root / "documents" / "frus1969-76v97").glob("d[1-5].txt")):
        text.rename(text.with_suffix(".away"))
    editing.compare(root, tmp_path / "clean")
    for text in sorted((root / "documents" / "frus1969-76v97").glob("*.away")):
        text.rename(text.with_suffix(".txt"))
    editing.compare(root, tmp_path / "clean")


def test_pages_that_are_not_divided_have_no_lists_that_grow() -> None:
    whole = {page.name for page in (*TOP_PAGES, *VOLUME_PAGES) if not page.parting}
    assert whole == {"index", "search", "about", "editors", "data", "reading-list", "404"}


LEDGERS: dict[str, tuple[list[ChannelYear], list[str]]] = {
    "few messages": ([ChannelYear("Tohak and Hakto", "1972", 2, 9), ChannelYear("CAP", "not-known", 1, 1)], ["", ""]),
    "a part for each channel pair": (
        [ChannelYear("Tohak and Hakto", "1972", 300, 9), ChannelYear("CAP", "not-known", 500, 1)],
        ["hakto-and-tohak", "cap"],
    ),
    "a part for each year": (
        [
            ChannelYear("Tohak and Hakto", "1972", 300, 999, 900),
            ChannelYear("Tohak and Hakto", "1973", 200, 9),
            ChannelYear("CAP", "1968", 1, 1),
        ],
        ["tohak-and-hakto/1972", "tohak-and-hakto/1973", "cap"],
    ),
}


@pytest.mark.parametrize(("groups", "expected"), LEDGERS.values(), ids=LEDGERS.keys())
def test_the_ledger_is_divided_by_channel_pair_then_by_year(groups: list[ChannelYear], expected: list[str]) -> None:
    found = parts.parts(groups)
    assert [found[group.channel_pair, group.year] for group in groups] == [
        part.replace("hakto-and-tohak", "tohak-and-hakto") for part in expected
    ]


def test_a_front_page_of_a_hundred_volumes_is_small(tmp_path: Path) -> None:
    for n in range(100):
        folder = tmp_path / "documents" / f"frus1969-76v{n + 101}"
        folder.mkdir(parents=True)
        title = "Documents on the Relations of Ruritania, Its Neighbors and the Kingdom of Strelsau, Part 1"
        (folder / "volume.toml").write_text(f'title = "{title}"\nsubseries = "1969–1976"\nvolume = "CI"\n', encoding="utf-8")
        (folder / "d1.txt").write_text(document(1, "Words."), encoding="utf-8")
    site = editing.build(tmp_path)
    assert max(len(site[page]) for page in ("index.html", "404.html", "search.html", "editors.html")) < 100_000


def test_a_message_of_a_small_edition_has_no_part() -> None:
    store: Store = edition({f"{VOLUME}/1.txt": document(1, "I have your Hakto 3.", head="Message From A. Archer to B. Baker")})
    assert {row["part"] for row in store.rows("SELECT part FROM message")} <= {""}
