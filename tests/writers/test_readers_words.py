"""Every sentence on a page for readers is plain English: the words of `readers_words.toml` are on none."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from browsing import EDITORS, INVENTED
from invented import VOLUME, document
from lxml import etree

from backchannel.build import pipeline
from backchannel.pages.registry import TOP_PAGES, VOLUME_PAGES
from backchannel.settings import Project
from backchannel.writers import parting

HERE = Path(__file__).parent
FOR_OTHERS = {"editors", "findings", "wanted", "unexplained", "data"}
"""Pages for editors, and the one for those who work with the tables."""
TELEGRAMS = "frus1952-54v99"
TERMS = "Abbreviations and Terms\n\nNSC, National Security Council\n\nRTG, Royal Ruritanian Government\n"
PERSONS = "List of Persons\n\n" + "\n".join(f"{letter}rcher, Ann, Ambassador to Ruritania" for letter in "ABCDEFGHIJKLMNOPQRSTUV")
EDITION = {
    **{f"documents/{VOLUME}/{name}": text for name, text in {**INVENTED, **EDITORS}.items()},
    f"documents/{VOLUME}/persons.txt": PERSONS,
    f"documents/{VOLUME}/terms.txt": TERMS,
    f"documents/{VOLUME}/4.txt": document(
        4,
        "SUBJECT: Rice",
        "The NSC and the RTG met.1 “I stay,” he said.5",
        "  1. Source: National Archives, RG 59, Archer Papers, Box 3, Rice. Secret. Sent via Baker and Carter. A copy is in the Jones "
        "Library, Archer Papers, Box 8, Sugar.\n  2. Archer left. (National Archives, RG 59, Archer Papers, Box 4, Rice) See Document 99.",
        head="Memorandum From A. Archer to B. Baker",
    ),
    f"documents/{VOLUME}/5.txt": "No head at all, but words.\n\nTohak 8 and Tohak 9 were late. See p. 600.",
    f"documents/{TELEGRAMS}/1.txt": document(
        1,
        "Moscow, May 5, 1953, 2 p.m.",
        "1200. Subject: Rice. Ref: Deptel 900. I came. [1 line not declassified]",
        "  1. Source: Department of State, Central Files, 611.41/5–553. Secret. Received at 9:30 a.m.",
        head="Telegram From the Embassy in the Soviet Union to the Department of State1",
    ),
    f"documents/{TELEGRAMS}/2.txt": document(
        2,
        "Washington, May 6, 1953, 9 a.m.",
        "901. Ref: Embtel 1200.\n\nStay.",
        head="Telegram From the Department of State to the Embassy in the Soviet Union",
    ),
    f"documents/{TELEGRAMS}/gone.txt": document(3, "This goes."),
    "edition.toml": 'formats = ["tei"]\n\n[data]\ntables = ["sqlite"]\ndocuments = true\n',
    "introduction.md": "# Ruritania\n\nWhat this *is*.\n",
    "accepted.toml": f'[[accepted]]\nrule = "M002"\ndocument = "{VOLUME}/d1"\nreason = "Nobody knows."\n',
}
"""An edition that has pages of all kinds, and documents with everything that a page says about them."""


class ForbiddenWord(NamedTuple):
    """A pattern that no page for readers may match, and what to write instead."""

    pattern: re.Pattern[str]
    instead: str


def forbidden() -> Iterator[ForbiddenWord]:
    for word in tomllib.loads((HERE / "readers_words.toml").read_text(encoding="utf-8"))["word"]:
        flags = re.NOFLAG if word.get("exact") else re.IGNORECASE
        yield ForbiddenWord(re.compile(rf"(?<![\w./-])(?:{word['pattern']})(?![\w-])", flags), word["instead"])


FORBIDDEN = list(forbidden())


def build(root: Path) -> Path:
    project = Project.load(root)
    pipeline.build(project, 1, lambda *_: None)
    return project.site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the two real documents and the invented edition, with a document that is gone, and large pages in parts."""
    root = tmp_path_factory.mktemp("edition")
    shutil.copytree(HERE.parents[1] / "documents", root / "documents")
    for path, text in EDITION.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    build(root)
    (root / "documents" / TELEGRAMS / "gone.txt").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parting, "LARGEST", 6_000)
        return build(root)


def is_for_readers(page: Path) -> bool:
    return page.name.partition(".")[0] not in FOR_OTHERS


def sentences(page: Path) -> Iterator[str]:
    """Yield the edition's own words on a page, with those of its attributes."""
    tree = etree.fromstring(page.read_bytes(), etree.HTMLParser(encoding="utf-8"))
    printed = "ancestor-or-self::*[@data-source or self::q or self::script or self::style or contains(@class, 'printed')]"
    own = cast("list[str]", tree.xpath(f"//text()[not({printed})]"))
    said = cast("list[str]", tree.xpath("//@title | //@alt | //@aria-label | //@placeholder"))
    yield from (" ".join(words.split()) for words in (*own, *said))


def test_the_edition_has_pages_of_all_kinds(site: Path) -> None:
    names = {"/".join(page.relative_to(site).with_suffix("").parts) for page in site.rglob("*.html")}
    of_volumes = {page.name for page in VOLUME_PAGES}
    assert {page.name for page in TOP_PAGES} <= names
    assert of_volumes <= {name.partition("/")[2] for name in names}
    assert {f"{VOLUME}/introduction", "people/archer-ann", f"{TELEGRAMS}/d3"} <= names
    assert any("." in name for name in names), "a page in parts"


def test_no_page_for_readers_has_a_word_of_the_workshop(site: Path) -> None:
    found = {
        f"{page.relative_to(site)}: “{match[0]}” in “{words[:90]}”; write {word.instead}"
        for page in site.rglob("*.html")
        if is_for_readers(page)
        for words in sentences(page)
        for word in FORBIDDEN
        if (match := word.pattern.search(words))
    }
    assert sorted(found) == []


def test_a_word_is_found_in_the_words_of_the_edition_only(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<p title='an Error'>See N002.</p><p data-source>A finding</p><p>One <q>rule</q> in volume.toml.</p>", "utf-8")
    matches = (word.pattern.search(words) for words in sentences(page) for word in FORBIDDEN)
    assert {match[0] for match in matches if match} == {"Error", "N002", "volume.toml"}
