"""A citation has the same data in every format, has nothing its sources don't have, and is valid in its format."""

from __future__ import annotations

import json
import warnings
from importlib.resources import files
from pathlib import Path

import bibtexparser.entrypoint as bibtex
import jsonschema
import pytest
import rispy
from citeproc import CitationStylesStyle
from hypothesis import given
from hypothesis import strategies as st
from invented import VOLUME, an_edition, document, edition

from backchannel.edition.publication.publish import Publication
from backchannel.edition.queries import document_queries
from backchannel.edition.queries.document_queries import ListedDocument
from backchannel.pages.citing import citation as forms
from backchannel.pages.citing.chicago import chicago_note
from backchannel.pages.citing.citation import Citation, citation, citation_files
from backchannel.pages.citing.csl import CslItem, csl_item, state_words
from backchannel.pages.citing.slots import citation_template
from backchannel.settings import EditionSettings, Project, SeriesOfVolumes, SeriesSettings, VolumeSettings

DOCUMENTS = Path(__file__).parents[3] / "documents"
IX = "frus1969-76v09"
ADDRESS = f"https://history.state.gov/historicaldocuments/{IX}/d145"


@pytest.fixture(scope="module")
def of_145() -> Citation:
    project = Project.load(DOCUMENTS.parent)
    texts = {f"{IX}/{file.name}": file.read_text(encoding="utf-8") for file in sorted((DOCUMENTS / IX).glob("*.txt"))}
    return cited(csl_item(project, listed_in(texts, project)[1]))


def cited(item: CslItem, volume: str = IX) -> Citation:
    return citation(item, citation_template(item, SeriesOfVolumes().of(volume)))


def listed_in(texts: dict[str, str], project: Project) -> list[ListedDocument]:
    store = edition(texts, project)
    return [listed for run in document_queries.runs(store, 9) for listed in document_queries.listed(store, run)]


def fields(entry: str) -> dict[str, str]:
    library = bibtex.parse_string(entry)
    assert not library.failed_blocks
    (parsed,) = library.entries
    return {field.key: field.value for field in parsed.fields}


def test_bibtex_has_the_data_of_the_title_page(of_145: Citation) -> None:
    entry = fields(of_145.bibtex)
    assert entry["title"].strip("{}").startswith("Message From President Nixon to the President’s Assistant")
    assert (entry["booktitle"], entry["volume"], entry["chapter"]) == ("Vietnam, October 1972–January 1973", "9", "145")
    assert (entry["pages"], entry["year"], entry["url"]) == ("532--534", "2010", ADDRESS)


def test_ris_has_the_same_data(of_145: Citation) -> None:
    (record,) = rispy.loads(of_145.ris)
    assert record["type_of_reference"] == "CHAP"
    assert (record["secondary_title"], record["volume"], record["section"]) == ("Vietnam, October 1972–January 1973", "9", "145")
    assert (record["start_page"], record["end_page"], record["year"], record["urls"]) == ("532", "534", "2010", [ADDRESS])


def test_csl_has_the_same_data(of_145: Citation) -> None:
    (item,) = json.loads(of_145.csl)
    assert (item["type"], item["page"], item["issued"], item["URL"]) == ("chapter", "532-534", {"date-parts": [[2010]]}, ADDRESS)
    assert item["collection-title"] == "Foreign Relations of the United States, 1969–1976"


SCHEMA = json.loads(Path(__file__).with_name("csl-data.json").read_text(encoding="utf-8"))
"""The schema of CSL-JSON, https://github.com/citation-style-language/schema, MIT, © 2007–2017 Citation Style Language."""


def test_csl_is_valid_against_its_schema(of_145: Citation) -> None:
    jsonschema.validate(json.loads(of_145.csl), SCHEMA)
    documents = listed_in({f"letters/{n}.txt": document(n, "We spoke.") for n in (1, 2)}, project := Project(Path(), EditionSettings(), {}))
    words = {file.name: file.words for file in citation_files(project, VOLUME, documents, {})}
    jsonschema.validate(json.loads(words["citations.json"]), SCHEMA)


def test_the_markup_of_the_note_is_valid() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        CitationStylesStyle(str(files("backchannel").joinpath("data", "frus-note.csl")), validate=True)


def test_the_page_has_metadata_for_reference_managers(of_145: Citation) -> None:
    tags = dict(of_145.tags)
    assert tags["citation_title"].startswith("Message From President Nixon")
    assert (tags["citation_firstpage"], tags["citation_lastpage"], tags["citation_volume"]) == ("532", "534", "9")
    assert tags["DC.identifier"] == of_145.linked_data["url"] == ADDRESS


def test_a_volume_without_a_title_page_is_cited_by_its_id_only() -> None:
    (listed,) = listed_in({f"{VOLUME}/1.txt": document(1, "We spoke.")}, project := Project(Path(), EditionSettings(), {}))
    item = csl_item(project, listed)
    assert item["container-title"] == VOLUME
    assert not {"publisher", "issued", "page", "original-date", "volume"} & item.keys()


def test_no_license_is_invented(of_145: Citation) -> None:
    (listed,) = listed_in({"letters/1.txt": document(1, "We spoke.")}, project := Project(Path(), EditionSettings(), {}))
    elsewhere = cited(csl_item(project, listed), "letters")
    assert "DC.rights" in dict(of_145.tags)
    assert "license" in of_145.linked_data
    assert "DC.rights" not in dict(elsewhere.tags)
    assert "license" not in elsewhere.linked_data


def chicago(item: CslItem) -> str:
    note = chicago_note(citation_template(item, SeriesSettings()))
    words = "".join(f"*{inline.text}*" if inline.element == "i" else inline.text for inline in note.words)
    return f"{words}{note.place}{note.address}."


ITEM = {"id": "v-d1", "type": "chapter", "title": "T", "container-title": "Ruritania & <Strelsau>", "chapter-number": "1"}


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ({}, "*Ruritania & <Strelsau>*, doc. 1."),
        ({"page": "532-534"}, "*Ruritania & <Strelsau>*, doc. 1, 532–34."),
        ({"page": "xv"}, "*Ruritania & <Strelsau>*, doc. 1, xv."),
        ({"issued": {"date-parts": [[2010]]}}, "*Ruritania & <Strelsau>* (2010), doc. 1."),
        (
            {"editor": [{"literal": "A. Archer"}, {"literal": "B. Baker"}]},
            "A. Archer and B. Baker, eds., *Ruritania & <Strelsau>*, doc. 1.",
        ),
        ({"collection-title": "S", "volume": "13, pt. 2"}, "*S*, vol. 13, pt. 2, *Ruritania & <Strelsau>*, doc. 1."),
    ],
)
def test_a_note_has_only_the_data_of_its_item(more: dict[str, object], note: str) -> None:
    assert chicago({**ITEM, **more}) == f"“T,” in {note}"


@pytest.mark.parametrize(
    ("more", "lead"),
    [
        ({"title": "Telegram From Zenda."}, "“Telegram From Zenda,” in "),
        ({"title": "“Rice” and Peas"}, "“‘Rice’ and Peas,” in "),
        ({"original-date": {"date-parts": [[1972, 5, 7]]}}, "“T,” May 7, 1972, in "),
        ({"title": "Note of May 7, 1972", "original-date": {"date-parts": [[1972, 5, 7]]}}, "“Note of May 7, 1972,” in "),
    ],
)
def test_a_note_begins_with_the_title_and_the_day(more: dict[str, object], lead: str) -> None:
    assert chicago({**ITEM, **more}) == f"{lead}*Ruritania & <Strelsau>*, doc. 1."


ORIGINAL = {
    "title": "Memorandum From Archer to Baker",
    "original-date": {"date-parts": [[1972, 5, 7]]},
    "original-publisher-place": "Strelsau",
    "original-author": [{"literal": "Archer & Son"}],
    "recipient": [{"literal": "Baker"}, {"literal": "Carter"}],
    "archive": "National Archives",
    "archive_location": "RG 59, Box 3",
}


def test_a_note_has_the_place_where_a_document_was_written() -> None:
    assert chicago({**ITEM, **ORIGINAL}).startswith("“Memorandum From Archer to Baker,” Strelsau, May 7, 1972, in *Ruritania")
    assert chicago({**ITEM, **ORIGINAL, "title": "Letter From Strelsau"}).startswith("“Letter From Strelsau,” May 7, 1972, in *Ruritania")
    unnumbered = {name: value for name, value in (ITEM | ORIGINAL).items() if name != "chapter-number"}
    assert chicago(unnumbered).startswith("Memorandum From Archer to Baker, Strelsau, May 7, 1972, in *Ruritania")


def test_without_a_day_a_title_has_the_number_of_its_document() -> None:
    notes = [fields(cited({**ITEM, "title": "Editorial Note", "chapter-number": n}).bibtex)["title"] for n in ("7", "8")]
    assert notes == ["{Editorial Note (document 7)}", "{Editorial Note (document 8)}"]
    assert fields(cited({**ITEM, **ORIGINAL, "title": "Note of May 7, 1972"}).bibtex)["title"] == "{Note of May 7, 1972}"


def test_every_format_has_day_place_sender_recipient_and_archive() -> None:
    of_item = cited({**ITEM, **ORIGINAL})
    entry = fields(of_item.bibtex)
    assert (entry["origdate"], entry["origlocation"], entry["sender"]) == ("1972-05-07", "Strelsau", r"Archer \& Son")
    assert (entry["recipient"], entry["library"]) == ("Baker; Carter", "National Archives, RG 59, Box 3")
    assert entry["title"] == "{Memorandum From Archer to Baker, Strelsau, May 7, 1972}"
    (record,) = rispy.loads(of_item.ris)
    assert (record["original_publication"], record["database_provider"]) == ("Strelsau, 1972-05-07", "National Archives")
    assert (record["call_number"], record["notes"]) == ("RG 59, Box 3", ["From: Archer & Son", "To: Baker; Carter"])
    (item,) = json.loads(of_item.csl)
    assert (item["title"], item["title-short"]) == ("Memorandum From Archer to Baker, Strelsau, May 7, 1972", ORIGINAL["title"])
    assert {name: item[name] for name in ORIGINAL if name != "title"} == {name: ORIGINAL[name] for name in ORIGINAL if name != "title"}
    jsonschema.validate([item], SCHEMA)
    tags = dict(of_item.tags)
    assert (tags["DCTERMS.spatial"], tags["DCTERMS.audience"], tags["DC.source"]) == ("Strelsau", "Baker; Carter", entry["library"])


def test_the_place_of_writing_is_that_of_the_dateline_only() -> None:
    head = "Telegram From the Department of State to the Embassy in Ruritania"
    texts = {f"{VOLUME}/1.txt": document(1, "Washington, May 5, 1972.", "We spoke.", head=head), f"{VOLUME}/2.txt": document(2, "We met.")}
    wired, other = listed_in(texts, an_edition())
    assert (wired.written_at, other.written_at) == ("Washington", None)


def test_each_document_of_a_volume_has_its_own_number_pages_and_address() -> None:
    notes = [chicago({**ITEM, "chapter-number": n, "page": n, "URL": f"https://example.org/d{n}"}) for n in ("7", "8")]
    assert notes == [f"“T,” in *Ruritania & <Strelsau>*, doc. {n}, {n}, https://example.org/d{n}." for n in ("7", "8")]


def test_only_a_stated_date_is_cited() -> None:
    stated, inferred = listed_in(
        {
            f"{VOLUME}/1.txt": document(1, "Strelsau, May 5, 1972.", "We spoke."),
            f"{VOLUME}/2.txt": document(2, "Your letter of May 3, 1972, has come."),
        },
        project := an_edition(),
    )
    assert csl_item(project, stated)["original-date"] == {"date-parts": [[1972, 5, 5]]}
    (of_month,) = listed_in({f"{VOLUME}/1.txt": document(1, "Strelsau, May 1972.", "We spoke.")}, project)
    assert csl_item(project, of_month)["original-date"] == {"date-parts": [[1972, 5]]}
    assert chicago(csl_item(project, of_month)).startswith("“Memorandum From A. Archer to B. Baker,” Strelsau, May 1972, in ")
    assert dict(cited(csl_item(project, stated)).tags)["DCTERMS.created"] == "1972-05-05"
    assert inferred.edtf is not None
    assert "original-date" not in csl_item(project, inferred)


@given(st.text(alphabet="aÄ “’&%$#_{}\\~^</>@,=\"'\ue000", min_size=1, max_size=40).filter(str.strip))
def test_no_title_breaks_an_export_format(title: str) -> None:
    item = {"id": "v-d1", "type": "chapter", "title": title.strip(), "container-title": title.strip(), "collection-title": "S"}
    assert fields(forms.bibtex(citation_template(item, SeriesSettings())))["series"] == "S"
    (record,) = rispy.loads(forms.ris(citation_template(item, SeriesSettings())))
    assert record["tertiary_title"] == "S"


FORGED = "P\nER  - \n\nTY  - BOOK\u2028TI  - Forged}, note = {\x1b\ufdd1"


@pytest.mark.parametrize("setting", ["title", "subseries", "volume", "publisher", "place", "editors"])
def test_no_setting_forges_a_record_or_a_field(setting: str) -> None:
    volume = VolumeSettings.model_validate({"title": "T", setting: (FORGED,) if setting == "editors" else FORGED})
    project = Project(Path(), EditionSettings(), {"a volume": volume})
    documents = listed_in({f"a volume/{n}.txt": document(n, "We spoke.") for n in (1, 2)}, project)
    words = {file.name: file.words for file in citation_files(project, VOLUME, documents, {})}
    assert [record["type_of_reference"] for record in rispy.loads(words["citations.ris"])] == ["CHAP", "CHAP"]
    entries = bibtex.parse_string(words["citations.bib"]).entries
    assert [entry.key for entry in entries] == ["a-volume-65acac-d1", "a-volume-65acac-d2"]
    assert all("note" not in entry.fields_dict for entry in entries)
    assert all(len(line) < 6 or line[2:6] == "  - " for line in words["citations.ris"].splitlines())


def published(day: str, build: str) -> Publication:
    return Publication(f"{VOLUME}/d1", "0", "T", build, day, 0, "[]")


def test_exports_name_the_build_that_published_the_text_of_each_document() -> None:
    documents = listed_in({f"{VOLUME}/{n}.txt": document(n, "We spoke.") for n in (1, 2)}, project := an_edition())
    files = citation_files(project, VOLUME, documents, {f"{VOLUME}/d1": published("2026-11-29", "7c1e0a2b9d4f")})
    bib, ris, csl, _ = (file.words for file in files)
    state = "as of November 29, 2026, build 7c1e0a2b9d4f"
    assert [dict(entry.items()).get("note") for entry in bibtex.parse_string(bib).entries] == [state, None]
    assert [record["notes"][2:] for record in rispy.loads(ris)] == [[state], []]
    assert [item.get("note") for item in json.loads(csl)] == [state, None]


def test_the_chicago_note_leaves_the_build_to_the_reader() -> None:
    (listed,) = listed_in({f"{VOLUME}/1.txt": document(1, "We spoke.")}, project := an_edition())
    item = csl_item(project, listed, state_words(published("2026-11-29", "7c1e0a2b9d4f")))
    assert "7c1e" not in str(chicago_note(citation_template(item, SeriesSettings())))


def test_no_build_forges_a_record_or_a_field() -> None:
    documents = listed_in({f"{VOLUME}/1.txt": document(1, "We spoke.")}, project := an_edition())
    words = {
        file.name: file.words for file in citation_files(project, VOLUME, documents, {f"{VOLUME}/d1": published("2026-11-29", FORGED)})
    }
    (record,) = rispy.loads(words["citations.ris"])
    assert record["notes"][2:] == ["as of November 29, 2026, build P ER  -  TY  - BOOK TI  - Forged}, note = {"]
    assert fields(words["citations.bib"]).keys() == {*fields(cited(csl_item(project, documents[0]), VOLUME).bibtex), "note"}


def test_private_use_characters_of_settings_are_left_as_they_are() -> None:
    settings = VolumeSettings(title="T\ue000\ue003x", publisher="P\ue001")
    project = Project(Path(), EditionSettings(), {"letters": settings})
    (listed,) = listed_in({"letters/1.txt": document(1, "We spoke.")}, project)
    template = citation_template(csl_item(project, listed), SeriesSettings())
    assert (fields(forms.bibtex(template))["booktitle"], fields(forms.bibtex(template))["publisher"]) == ("T\ue000\ue003x", "P\ue001")
    assert rispy.loads(forms.ris(template))[0]["secondary_title"] == "T\ue000\ue003x"
    assert any("T\ue000\ue003x" in inline.text for inline in chicago_note(template).words)


def test_templates_of_a_volume_get_the_values_of_each_document() -> None:
    shared = {"type": "chapter", "container-title": "V {1}"}
    one, other = (
        {**shared, "id": f"v-d{n}", "title": f"A\ue003 {n}", "chapter-number": f"{n}", "page": pages} for n, pages in ((1, "7"), (2, "8-9"))
    )
    assert [fields(forms.bibtex(citation_template(item, SeriesSettings()))).get("pages") for item in (one, other)] == ["7", "8--9"]
    assert [rispy.loads(forms.ris(citation_template(item, SeriesSettings())))[0].get("end_page") for item in (one, other)] == [None, "9"]
    assert [rispy.loads(forms.ris(citation_template(item, SeriesSettings())))[0]["title"] for item in (one, other)] == [
        "A\ue003 1 (document 1)",
        "A\ue003 2 (document 2)",
    ]


def test_a_whole_volume_can_be_imported() -> None:
    documents = listed_in({f"{VOLUME}/{n}.txt": document(n, "We spoke.") for n in (1, 2, 3)}, project := an_edition())
    words = {file.name: file.words for file in citation_files(project, VOLUME, documents, {})}
    assert len(bibtex.parse_string(words["citations.bib"]).entries) == 3
    assert [record["section"] for record in rispy.loads(words["citations.ris"])] == ["1", "2", "3"]
    assert [item["chapter-number"] for item in json.loads(words["citations.json"])] == ["1", "2", "3"]
