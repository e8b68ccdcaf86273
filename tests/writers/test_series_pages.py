"""Pages, citations and addresses follow the series that `edition.toml` describes. The settings are the example of the manual."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from invented import VOLUME, document
from test_site import nothing, parsed

from backchannel.build import pipeline
from backchannel.settings import Project
from backchannel.writers.links import check_links

MANUAL = Path(__file__).parents[2] / "docs" / "settings.md"
EXAMPLE = re.search(r"```toml\n(\[series\]\n.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
TITLE = 'title = "Ruritania in Letters"\n\n'
LETTER = "A. Archer to B. Baker\n\nStrelsau, May 7, 1938.\n\nMy dear Baker, the cook is found.\n"
TELEGRAM = "[Page 40]\n\nThe cook left.1 See Document 14."


def built(root: Path, edition: str, volume: str, settings: str = 'title = "The Crisis"\nvolume = "III"\nyear = 1951\n') -> Path:
    folder = root / "documents" / volume
    folder.mkdir(parents=True)
    (root / "edition.toml").write_text(edition, encoding="utf-8")
    (folder / "volume.toml").write_text(settings, encoding="utf-8")
    (folder / "12.txt").write_text(document(12, TELEGRAM, "  1. Not printed."), encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    project = Project.load(root)
    pipeline.build(project, 1, nothing)
    assert check_links(project.site).broken == []
    return project.site / volume


def words(page: Path, path: str) -> str:
    (found,) = parsed(page).findall(path)[:1]
    return " ".join("".join(map(str, found.itertext())).split())


@pytest.fixture(scope="module")
def ruritania(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert EXAMPLE
    return built(tmp_path_factory.mktemp("series"), TITLE + EXAMPLE[1], "drfp-03")


def test_a_document_is_cited_as_part_of_its_series(ruritania: Path) -> None:
    book = "Documents on Ruritanian Foreign Policy, vol. 3, The Crisis (Strelsau: State Press, 1951)"
    assert words(ruritania / "d12.html", ".//*[@id='c-chi']") == (
        f"“Memorandum From A. Archer to B. Baker,” in Ruritanian Foreign Office, {book}, no. 12, 39–40, https://drfp.example.org/drfp-03/12."
    )
    assert words(ruritania / "t-letter.html", ".//*[@id='c-chi']") == (
        f"A. Archer to B. Baker, Strelsau, May 7, 1938, in Ruritanian Foreign Office, {book}, https://drfp.example.org/drfp-03."
    )


def test_every_citation_format_has_the_series(ruritania: Path) -> None:
    numbered, letter = json.loads((ruritania / "citations.json").read_text(encoding="utf-8"))
    assert numbered["collection-title"] == "Documents on Ruritanian Foreign Policy"
    assert (numbered["author"], numbered["publisher"], numbered["chapter-number"]) == (
        [{"literal": "Ruritanian Foreign Office"}],
        "State Press",
        "12",
    )
    assert "chapter-number" not in letter
    for name in ("citations.bib", "citations.ris"):
        found = (ruritania / name).read_text(encoding="utf-8")
        assert "Documents on Ruritanian Foreign Policy" in found
        assert "https://drfp.example.org/drfp-03/12" in found
        assert "State" in found
        assert "Department" not in found


def test_headers_and_footers_name_the_series(ruritania: Path) -> None:
    assert words(ruritania / "d12.html", ".//*[@class='quiet sub']") == "DRFP, Volume III: The Crisis"
    footer = "Text: Documents on Ruritanian Foreign Policy, Ruritanian Foreign Office; all rights reserved."
    for page in (ruritania / "d12.html", ruritania.parent / "index.html"):
        assert words(page, ".//footer//p").startswith(footer)


def test_no_page_assumes_foreign_relations(ruritania: Path) -> None:
    legends = {"about.html", "messages.html", "traffic.html"}  # they explain all marks of links
    found = {
        file.name: re.findall(
            r"history\.state\.gov|Foreign Relations|FRUS|Department of State|publicdomain", file.read_text(encoding="utf-8")
        )
        for file in ruritania.parent.rglob("*.html")
        if file.name not in legends
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_a_volume_of_no_series_is_cited_by_the_title_of_the_edition(tmp_path: Path) -> None:
    letters = built(tmp_path, TITLE, "letters", 'title = "Letters of A. Archer"\neditors = ["C. Cook"]\n')
    assert words(letters / "t-letter.html", ".//*[@id='c-chi']") == (
        "A. Archer to B. Baker, Strelsau, May 7, 1938, in C. Cook, ed., Ruritania in Letters, Letters of A. Archer."
    )
    assert parsed(letters / "d12.html").findall(".//*[@class='link--external']") == []


def test_volumes_of_foreign_relations_need_no_settings(tmp_path: Path) -> None:
    volume = built(tmp_path, TITLE, VOLUME)
    footer = "Text: Foreign Relations of the United States, Office of the Historian, U.S. Department of State; public domain."
    assert words(volume / "d12.html", ".//footer//p").startswith(footer)
    assert words(volume / "d12.html", ".//*[@id='c-url']") == f", https://history.state.gov/historicaldocuments/{VOLUME}/d12"
