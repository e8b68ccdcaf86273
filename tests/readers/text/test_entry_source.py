"""A calendar entry of a microfiche supplement names its source at its end."""

from __future__ import annotations

import pytest

from backchannel.readers.text.document import read_document
from backchannel.records import Document
from backchannel.source import Source


def read(text: str) -> Document:
    return read_document(Source("d216.txt", text), "frus1961-63v98mSupp")


@pytest.mark.parametrize(
    ("entry", "words", "fields"),
    [
        (
            "216. Memorandum from Archer to Baker, October 16, 1961. Transmits rice. Secret; Niact. 4 pp. DOS, CF, 762.00/10–1661.",
            "Secret; Niact. 4 pp. DOS, CF, 762.00/10–1661.",
            {"classification": "Secret", "precedence": "Niact", "repository": "DOS", "collection": "CF", "file": "762.00/10–1661"},
        ),
        (
            "217. Circular telegram 612 to all posts, October 18, 1961. Reports on rice. 12 pp. Kennedy Library, NSF, Ruritania, 10/61.",
            "12 pp. Kennedy Library, NSF, Ruritania, 10/61.",
            {"classification": None, "repository": "Kennedy Library", "collection": "NSF", "folder": "Ruritania, 10/61"},
        ),
    ],
)
def test_the_end_of_an_entry_is_its_source_note(entry: str, words: str, fields: dict[str, str | None]) -> None:
    origin = read(entry).origin
    assert origin is not None
    assert (origin.where, entry[origin.start : origin.end]) == ("body", words)
    assert {name: getattr(origin.source, name) for name in fields} == fields


@pytest.mark.parametrize(
    "text",
    [
        "216. Memorandum from Archer to Baker, October 16, 1961. Transmits a draft on rice. Secret. 4 pp. The Duke.",
        "216. Memorandum from Archer to Baker\n\nThe draft has 4 pp. Archer, Baker and the cook wrote it.\n\nIt is dull.",
        "216. Memorandum from Archer to Baker, October 16, 1961. Transmits rice. 4 pp. The Duke, " + "the cook, " * 30 + "and the Count.",
    ],
)
def test_other_sentences_after_a_number_of_pages_are_no_source(text: str) -> None:
    assert read(text).origin is None


def test_an_entry_of_an_hour_ends_its_head_there() -> None:
    read_entry = read("219. Memorandum of conversation between Archer and Baker, Strelsau, October 19, 1961, 3 p.m. Rice. 5 pp. DOS, CF.")
    assert read_entry.head is not None
    assert read_entry.head.text.endswith("3 p.m.")
    assert read_entry.kind == "memorandum of conversation"
