"""A book is valid, each of its links leads somewhere, and its documents have the words of the site."""

from __future__ import annotations

import io
import json
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile

import pytest
from browsing import EDITORS, INVENTED
from invented import VOLUME
from lxml import etree

from backchannel.build import pipeline
from backchannel.edition.store import Store
from backchannel.settings import Project, SettingsError
from backchannel.writers.epub.reading_list import export_list_book, read_list
from backchannel.writers.epub.volume import export_volume_book

ROOT = Path(__file__).parents[3]
_CITED = re.compile(r'<span class="cited".*?</span>')
"""Links to the documents that cite a page, which only the site has."""
TYPE = "{http://www.idpf.org/2007/ops}type"
CHAPTER = '+++\ntitle = "Of rice"\ndocuments = "d2-d3"\n+++\nWords, and Document 1.\n'
FILES = {
    **INVENTED,
    **EDITORS,
    "rice.md": CHAPTER,
    "volume.toml": 'title = "Ruritania & rice"\neditors = ["A. Editor"]\n',
    "persons.txt": "List of Persons\n\nArcher, Ann, Ambassador to Ruritania\n\nBaker, Bob, Secretary\n",
    "terms.txt": "Abbreviations and Terms\n\nRTG, Royal Ruritanian Government\n\nTohak, a series of telegrams\n",
}
LIST = {
    "format": "backchannel-reading-list",
    "version": 1,
    "edition": "Ruritania",
    "entries": [
        {
            "document": f"{VOLUME}/d2",
            "place": "d2fn1",
            "line": "<b>Rice</b> & more",
            "quote": "He said",
            "note": [["In ", False], ["Papers", True]],
        },
        {"document": f"{VOLUME}/d1", "place": "d1fn99", "line": "", "quote": "", "note": []},
        {"document": f"{VOLUME}/d77", "place": "d77p1", "line": "", "quote": "", "note": []},
        {"document": f"{VOLUME}/d2", "place": "", "line": "", "quote": "", "note": []},
    ],
}


class Unpacked(NamedTuple):
    """A book: its file, and its pages by their paths."""

    file: Path
    pages: dict[str, etree._Element]
    files: set[str]


def unpacked(file: Path) -> Unpacked:
    with ZipFile(file) as archive:
        pages = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xhtml", ".opf"))}
        return Unpacked(file, pages, set(archive.namelist()))


def examined(root: Path) -> Project:
    project = Project.load(root)
    pipeline.build(project, 1, lambda *_: None)
    return project


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("invented")
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return examined(root)


@pytest.fixture(scope="module")
def books(invented: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Unpacked]:
    """Write the book of the invented volume, that of a reading list, and that of the two real documents."""
    out, real = tmp_path_factory.mktemp("books"), tmp_path_factory.mktemp("real")
    shutil.copytree(ROOT / "documents", real / "documents")
    saved = out / "reading-list.json"
    saved.write_text(json.dumps(LIST), encoding="utf-8")
    with Store.reading(invented.store) as store:
        volume = export_volume_book(out, invented, store, VOLUME)
        reading_list = export_list_book(out, invented, store, read_list(saved))
    project = examined(real)
    with Store.reading(project.store) as store:
        documents = export_volume_book(out, project, store, "frus1969-76v09")
    return {"volume": unpacked(volume), "list": unpacked(reading_list), "real": unpacked(documents)}


BOOKS = ("volume", "list", "real")


@pytest.mark.parametrize("name", BOOKS)
def test_epubcheck_finds_nothing(books: dict[str, Unpacked], name: str) -> None:
    if not shutil.which("epubcheck") or not shutil.which("java"):
        pytest.skip("epubcheck, which validates books, is not installed")
    command = ["java", "-jar", str(shutil.which("epubcheck")), "--failonwarnings", str(books[name].file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def links(book: Unpacked) -> Iterator[tuple[str, str]]:
    """Yield each internal link of a book: the page that has it, and the path and fragment that it leads to."""
    for path, page in book.pages.items():
        for element in page.iter("{*}a", "{*}link", "{*}item"):
            href = element.get("href", "")
            assert href, f"a link without an address in {path}"
            if not href.startswith(("https:", "mailto:")):
                target, _, fragment = href.partition("#")
                whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
                yield path, f"{whole}#{unquote(fragment)}"


@pytest.mark.parametrize("name", BOOKS)
def test_each_link_leads_to_a_place_in_the_book(books: dict[str, Unpacked], name: str) -> None:
    book = books[name]
    places = {f"{path}#{element.get('id')}" for path, page in book.pages.items() for element in page.iter("{*}*") if element.get("id")}
    places |= {f"{path}#" for path in book.files}
    found = list(links(book))
    assert found
    assert [link for link in found if link[1] not in places] == []


@pytest.mark.parametrize("name", BOOKS)
def test_each_marker_leads_to_a_note_and_each_note_back_to_it(books: dict[str, Unpacked], name: str) -> None:
    markers = set[tuple[str, str, str]]()
    backs = set[tuple[str, str, str]]()
    for path, page in books[name].pages.items():
        for marker in page.iterfind(f".//{{*}}a[@{TYPE}='noteref']"):
            markers.add((path, str(marker.get("id")), str(marker.get("href"))[1:]))
        for note in page.iterfind(f".//{{*}}aside[@{TYPE}='footnote']"):
            backs |= {(path, str(back.get("href"))[1:], str(note.get("id"))) for back in note.iterfind(".//{*}a[@role='doc-backlink']")}
    assert markers
    assert markers == backs


def words(element: etree._Element) -> str:
    return " ".join(str(element.xpath("string()")).split())


def test_a_document_has_the_words_of_its_page(books: dict[str, Unpacked], invented: Project) -> None:
    for n in (1, 2, 3):
        markup = (invented.site / VOLUME / f"d{n}.html").read_text(encoding="utf-8")
        site = etree.HTML(_CITED.sub("", markup)).find(".//div[@id='text']")
        page = books["volume"].pages[f"EPUB/{VOLUME}/d{n}.xhtml"]
        own = page.find(".//{*}div[@class='body']")
        assert own is not None
        assert site is not None
        assert words(own) == words(site)


def contents(book: Unpacked, kind: str) -> list[tuple[str, str]]:
    nav = book.pages["EPUB/nav.xhtml"].find(f".//{{*}}nav[@{TYPE}='{kind}']")
    assert nav is not None
    return [(str(link.text), str(link.get("href"))) for link in nav.iter("{*}a")]


def test_the_contents_have_chapters_documents_and_lists_in_order(books: dict[str, Unpacked]) -> None:
    assert contents(books["volume"], "toc") == [
        ("The cease-fire", f"{VOLUME}/introduction.xhtml"),
        ("1. Message From the Assistant (Archer) to Secretary Baker, May 5, 1972", f"{VOLUME}/d1.xhtml"),
        ("Of rice", f"{VOLUME}/rice.xhtml"),
        ("2. Message From Secretary Baker to the Assistant (Archer), May 6, 1972", f"{VOLUME}/d2.xhtml"),
        ("3. Editorial Note, May 7, 1972", f"{VOLUME}/d3.xhtml"),
        ("List of persons", f"{VOLUME}/list-of-persons.xhtml"),
        ("Abbreviations and terms", f"{VOLUME}/glossary.xhtml"),
    ]


def test_the_page_list_has_the_printed_pages(books: dict[str, Unpacked]) -> None:
    assert contents(books["volume"], "page-list") == [("8", f"{VOLUME}/d1.xhtml#pg_8")]
    found = books["volume"].pages[f"EPUB/{VOLUME}/d1.xhtml"].find(f".//{{*}}span[@{TYPE}='pagebreak']")
    assert found is not None
    assert (found.get("id"), found.get("title")) == ("pg_8", "Page 8")


def test_a_reference_stays_in_the_book_or_leads_to_the_official_edition(books: dict[str, Unpacked]) -> None:
    page = books["volume"].pages[f"EPUB/{VOLUME}/d1.xhtml"]
    assert {str(link.text): link.get("href") for link in page.iter("{*}a") if not link.get("role")} == {
        "Tohak": "glossary.xhtml#tohak",
        "Document 2": "d2.xhtml",
        "Foreign Relations, 1964–1968, vol. XIII, Document 5": "https://history.state.gov/historicaldocuments/frus1964-68v13/d5",
    }


def test_a_reading_list_has_what_its_reader_wrote_and_its_documents_in_order(books: dict[str, Unpacked]) -> None:
    page = books["list"].pages["EPUB/list.xhtml"]
    assert [link.get("href") for link in page.iter("{*}a")] == [f"{VOLUME}/d2.xhtml#d2fn1", f"{VOLUME}/d1.xhtml", f"{VOLUME}/d2.xhtml"]
    assert [words(line) for line in page.iter("{*}p")][1:4] == ["<b>Rice</b> & more", "He said", "In Papers"]
    assert f"{VOLUME}/d77 (not in this edition)" in words(page)
    assert [href for _, href in contents(books["list"], "toc")] == ["list.xhtml", f"{VOLUME}/d2.xhtml", f"{VOLUME}/d1.xhtml"]


@pytest.mark.parametrize("text", ["{}", "no JSON", '{"format": "backchannel-reading-list", "version": 2, "entries": []}'])
def test_a_file_that_is_no_reading_list_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.json").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="is not a saved reading list"):
        read_list(tmp_path / "list.json")


def test_a_second_export_changes_no_byte(books: dict[str, Unpacked], invented: Project, tmp_path: Path) -> None:
    with Store.reading(invented.store) as store:
        again = export_volume_book(tmp_path, invented, store, VOLUME).read_bytes()
    assert again == books["volume"].file.read_bytes()
    entries = ZipFile(io.BytesIO(again)).infolist()
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", ZIP_STORED)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_a_template_that_is_not_xml_is_refused(invented: Project, tmp_path: Path) -> None:
    root = tmp_path / "own"
    shutil.copytree(invented.root, root)
    (root / "templates" / "epub").mkdir(parents=True)
    (root / "templates" / "epub" / "page.xhtml.j2").write_text("<p>Words<br></p>", encoding="utf-8")
    project = Project.load(root)
    with Store.reading(project.store) as store, pytest.raises(SettingsError, match="is not XML"):
        export_volume_book(tmp_path, project, store, VOLUME)
