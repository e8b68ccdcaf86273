"""Documents are written as TEI: `cases/documents.txt`. No text is lost, whatever characters it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cases import Case, read_cases
from exported import VOLUME, People, edition, element_of, elements_of, shown
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from raw_texts import INVENTED, REAL, damaged, joined_parts

from backchannel.printed import printable
from backchannel.readers.text.document import read_documents
from backchannel.records import Document
from backchannel.settings.people import Person
from backchannel.source import Source
from backchannel.writers.tei.pen import FRUS

CASES = read_cases(Path(__file__).parent / "cases" / "documents.txt")


@pytest.mark.parametrize("case", CASES, ids=[case.text.partition(".")[0] for case in CASES])
def test_a_document_is_written_as_tei(case: Case) -> None:
    assert shown(element_of(case.text.replace("␣", " "))) == case.expected["tei"]


def bare(words: str) -> str:
    return re.sub(r"\s+", "", words)


def printed(document: Document) -> list[str]:
    """Return the characters that a page prints of a document, and its number, which the export has before the head; sorted, because notes
    are at their markers."""
    text = document.printed()
    head = next((block.start for block in document.blocks if block.kind == "head"), -1)
    numbers = [document.text[part.start : part.end] for part in document.consumed if part.rule == "T002" and part.end <= head]
    return sorted(bare("".join((*numbers[:1], *(text.words(*part.span) for part in (*document.blocks, *document.notes))))))


texts = st.one_of(joined_parts(12), damaged([*REAL, INVENTED]), st.text(max_size=60))


@settings(deadline=None, max_examples=60)
@given(texts)
def test_the_text_of_the_export_is_the_text_of_the_record(text: str) -> None:
    documents = read_documents(Source(f"{VOLUME}/a.txt", text), VOLUME)
    elements = elements_of(edition({f"{VOLUME}/a.txt": text}))
    written = [sorted(bare("".join(map(str, element.itertext())))) for element in elements]
    assert sorted(written) == sorted(map(printed, documents))
    for element in elements:
        etree.fromstring(etree.tostring(element))


def test_a_character_that_xml_does_not_allow_is_a_picture_with_its_code_point() -> None:
    words = shown(element_of("1. Letter From Archer\n\nA bell \x07 here.\n"))
    assert '<seg type="control" n="U+0007">\u2407</seg>' in words
    assert printable("\x07") == "\u2407"


def test_an_inferred_date_is_between_its_bounds_and_says_who_inferred_it() -> None:
    dated = (
        '<opener><dateline><seg type="date" cert="medium" resp="#backchannel"><date notBefore="1972-12-03" notAfter="1972-12-07"/></seg>'
    )
    assert any(dated in shown(element_of(text)) for text in REAL)


def test_the_dates_of_the_series_are_attributes_if_asked() -> None:
    element = element_of("1. Letter From Archer\n\nWashington, December 6, 1972.\n\nWe met.\n", series_dates=True)
    assert element.get(f"{{{FRUS}}}doc-dateTime-min") == "1972-12-06T00:00:00"
    assert element.get(f"{{{FRUS}}}doc-dateTime-max") == "1972-12-06T23:59:59"


def test_an_identified_person_has_the_id_of_the_list() -> None:
    people = People({"": (Person(id="archer-ann", name="Archer, Ann"),)})
    store = edition({f"{VOLUME}/a.txt": "1. Letter From Ann Archer to Baker\n\nWe met Ann Archer.\n"}, people=people)
    named = shown(elements_of(store)[0])
    assert (
        '<seg type="person" cert="high" resp="#backchannel"><persName type="from" corresp="#p_archer-ann">Ann Archer</persName></seg>'
        in named
    )
    assert '<persName corresp="#p_archer-ann">' in named.partition("<p>")[2]


def test_a_label_printed_twice_has_one_id() -> None:
    store = edition({f"{VOLUME}/{name}.txt": f"{n}. Letter From Archer\n\nHe [Page 7] left.\n" for n, name in enumerate("ab", 1)})
    breaks = [pb for element in elements_of(store) for pb in element.iter("{*}pb")]
    assert [pb.get("{http://www.w3.org/XML/1998/namespace}id") for pb in breaks] == ["pg_7", None]
