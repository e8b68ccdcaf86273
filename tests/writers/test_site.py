"""A written site is complete: it has the text of the sources and no broken links, and no source text becomes markup."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import extruct
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import VOLUME, document
from lxml import etree

from backchannel.build import pipeline
from backchannel.edition.deflated import inflated
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.writers.links import check_links

REAL = Path(__file__).parents[2] / "documents"

HOSTILE = document(
    1,
    '<script>alert(1)</script> & "quotes" \' {{ page }} {% raw %} see Document 2.',
    "A table\twith <b>cells</b>\nand\trows",
    head="Memorandum From <img src=x onerror=alert(1)> to B. Baker",
)
VARIED = [
    HOSTILE,
    document(2, "See Document 1.1 And Document 77.2", "  1. Ibid., Document 9.\n  2. See footnote 1 above."),
    document(3, "• one\n• two [Page 5] more", "[Page 6]", "The end.*", "  *. A sign."),
    "no head at all\n\nOnly words\x07 and Hakto 3.",
    "",
    document(2, "The same number again, and Tohak 4."),
    "501.BB/1–348: Telegram\n\nThe Secretary of State to the Embassy in Ruritania\n\nsecret\n\nWashington, January 5, 1948.\n\nA.3",
]


def nothing(stage: str, done: int, total: int) -> None:
    """Show no progress."""


def built(root: Path, texts: list[str]) -> Project:
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True, exist_ok=True)
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8", newline="")
    project = Project.load(root)
    pipeline.build(project, 1, nothing)
    return project


def parsed(page: Path) -> etree._Element:
    return etree.parse(str(page), etree.HTMLParser(encoding="utf-8")).getroot()


def source_text(page: Path) -> str:
    """Return the source text on a page."""
    return "".join("".join(unedited(container)) for container in parsed(page).iterfind(".//*[@data-source]"))


def unedited(element: etree._Element) -> Iterator[str]:
    """Return the text of an element without additions of the edition."""
    if element.get("data-by") != "edition":
        yield element.text or ""
        for child in element:
            yield from unedited(child)
            yield child.tail or ""


def unspaced(text: str) -> str:
    """Remove white space. A form feed is white space in a source, and a symbol on a page."""
    return "".join(text.replace("␌", " ").split())


def conserved(record: bytes) -> str:
    """Return the text of a record without what was consumed, with control characters as the symbols that pages have for them."""
    fields = json.loads(inflated(record))
    text = str(fields["text"])
    for part in reversed(fields["consumed"]):
        text = text[: part["start"]] + text[part["end"] :]
    return text.replace("\x00", "␀").replace("\x07", "␇")


def test_no_link_of_a_site_is_broken(tmp_path: Path) -> None:
    report = check_links(built(tmp_path, VARIED).site)
    assert report.broken == []
    assert report.pages == len(VARIED) + 25


def test_the_page_has_the_text_of_its_source(tmp_path: Path) -> None:
    project = built(tmp_path, VARIED)
    with Store.reading(project.store) as store:
        for row in store.rows("SELECT d.id, r.record FROM document d JOIN record r ON r.doc = d.doc"):
            assert unspaced(source_text(project.site / f"{row['id']}.html")) == unspaced(conserved(row["record"]))


def test_there_is_no_text_between_the_cells_of_a_row(tmp_path: Path) -> None:
    text = "1. Memorandum From A. Archer to B. Baker\n\nYear\t1951\t1952\n\nMen\t\t994\n"
    rows = parsed(built(tmp_path, [text]).site / VOLUME / "d1.html").findall(".//table/tbody/tr")
    assert [[row.text, *(cell.tail for cell in row)] for row in rows] == [[None] * 4] * 2


def test_nothing_in_a_source_becomes_markup(tmp_path: Path) -> None:
    page = parsed(built(tmp_path, VARIED).site / VOLUME / "d1.html")
    run, data = page.iter("script")
    assert run.get("src") == "../static/edition.js"
    assert json.loads(data.text or "")["name"] == "Memorandum From <img src=x onerror=alert(1)> to B. Baker"
    assert not list(page.iter("img"))
    assert "<script>alert(1)</script>" in "".join(map(str, page.itertext()))


def test_no_page_has_inline_script_or_style(tmp_path: Path) -> None:
    for file in built(tmp_path, VARIED).site.rglob("*.html"):
        for element in parsed(file).iter(etree.Element):
            assert element.tag != "style", file
            assert element.tag != "script" or element.get("src") or element.get("type") == "application/ld+json", file
            assert not [name for name in map(str, element.attrib) if name == "style" or name.startswith("on")], file
            assert element.get("rel") not in ("stylesheet", "icon") or "//" not in (element.get("href") or ""), file


def test_a_page_has_metadata_for_reference_managers(tmp_path: Path) -> None:
    shutil.copytree(REAL, tmp_path / "documents")
    project = Project.load(tmp_path)
    pipeline.build(project, 1, nothing)
    page = (project.site / "frus1969-76v09" / "d145.html").read_text(encoding="utf-8")
    found = extruct.extract(page, syntaxes=["dublincore", "json-ld"], errors="strict")
    (chapter,) = found["json-ld"]
    book = chapter["isPartOf"]
    address = "https://history.state.gov/historicaldocuments/frus1969-76v09/d145"
    title = "Message From President Nixon to the President’s Assistant for National Security Affairs (Kissinger) in Paris"
    assert (chapter["name"], chapter["position"], chapter["pagination"], chapter["url"]) == (title, "145", "532-534", address)
    assert (book["name"], book["volumeNumber"], book["datePublished"]) == ("Vietnam, October 1972–January 1973", "9", "2010")
    assert book["isPartOf"]["name"] == "Foreign Relations of the United States, 1969–1976"
    core = {element["name"].lower(): element["content"] for element in found["dublincore"][0]["elements"]}
    assert (core["dc.title"], core["dc.identifier"], core["dc.date"]) == (title, address, "2010")
    tags = {tag.get("name"): tag.get("content") for tag in etree.HTML(page).iterfind(".//meta[@name]")}
    assert (tags["citation_book_title"], tags["citation_volume"], tags["citation_public_url"]) == (book["name"], "9", address)


def test_style_and_script_are_small(tmp_path: Path) -> None:
    static = built(tmp_path, []).site / "static"
    assert (static / "edition.css").stat().st_size <= 24_000
    assert (static / "edition.js").stat().st_size <= 12_000


def test_an_edition_without_documents_has_a_front_page(tmp_path: Path) -> None:
    assert "This edition has no documents yet." in (built(tmp_path, []).site / "index.html").read_text(encoding="utf-8")


def test_a_custom_template_replaces_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "templates" / "static").mkdir(parents=True)
    (tmp_path / "templates" / "pages.html.j2").write_text("{{ page.pages | length }} of our own", encoding="utf-8")
    (tmp_path / "templates" / "static" / "ours.css").write_text("p{}", encoding="utf-8")
    site = built(tmp_path, VARIED).site
    assert (site / VOLUME / "pages.html").read_text(encoding="utf-8") == "2 of our own"
    assert (site / "static" / "ours.css").exists()
    assert (site / "static" / "edition.css").exists()


def test_a_removed_id_is_a_finding(tmp_path: Path) -> None:
    built(tmp_path, [document(1, "One.", "Two.")])
    project = built(tmp_path, [document(1, "One.")])
    with Store.reading(project.store) as store:
        gone = [finding.message for finding in findings(store) if finding.rule == "W001"]
    assert len(gone) == 1
    assert "d1p2" in gone[0]


def test_the_page_of_a_removed_document_says_what_was_there(tmp_path: Path) -> None:
    site = built(tmp_path, [document(1, "One."), document(2, "Two.")]).site
    (tmp_path / "documents" / VOLUME / "1.txt").unlink()
    pipeline.build(Project.load(tmp_path), 1, nothing)
    assert "Document 2 is no longer at this address" in (site / VOLUME / "d2.html").read_text(encoding="utf-8")
    assert (site / VOLUME / "d1.html").exists()


@pytest.mark.parametrize("folder", ["a b", "x#y", "50%", "ж"])
def test_a_volume_can_have_any_name_of_a_folder(tmp_path: Path, folder: str) -> None:
    (tmp_path / "documents" / folder).mkdir(parents=True)
    (tmp_path / "documents" / folder / "1.txt").write_text(document(1, "See Document 2.", "And Hakto 3."), encoding="utf-8")
    project = Project.load(tmp_path)
    pipeline.build(project, 1, nothing)
    assert check_links(project.site).broken == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("ab12.\n\t <>&\x00\x0c[]()•*↩Document Page Hakto Source:"), max_size=300))
def test_any_text_gives_a_complete_page(tmp_path: Path, text: str) -> None:
    project = built(tmp_path, [text])
    assert check_links(project.site).broken == []
    with Store.reading(project.store) as store:
        id, record = store.rows("SELECT d.id, r.record FROM document d JOIN record r ON r.doc = d.doc")[0]
    assert unspaced(source_text(project.site / f"{id}.html")) == unspaced(conserved(record))
