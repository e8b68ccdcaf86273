"""A name means the only person whom form, office and date allow, and nobody if they allow two."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from cases import Case, read_cases, shown

from backchannel.edition.people.forms import forms_of
from backchannel.edition.people.reading import DateBounds
from backchannel.edition.people.settling import Identification, PrintedCorrespondent, PrintedDocument, settle
from backchannel.edition.rows import rows_of
from backchannel.readers.text.document import read_document
from backchannel.settings.people import PeopleFile
from backchannel.source import Source

HERE = Path(__file__).parent
FORMS = forms_of(PeopleFile.model_validate(tomllib.loads((HERE / "people.toml").read_text(encoding="utf-8"))).people)
CASES = read_cases(HERE / "names.txt")


def identified(text: str) -> list[Identification]:
    """Return whom the names of a case mean."""
    head, words, day = (part.strip() for part in text.split("|"))
    rows = rows_of(read_document(Source("v/a.txt", f"1. {head}\n\n{words}\n"), "v"), "test")
    correspondents = [
        PrintedCorrespondent(**{field: row[field] for field in PrintedCorrespondent._fields}) for row in rows.named("correspondent")
    ]
    (record,) = rows.named("record")
    names = json.loads(record["names"])
    return settle(FORMS, PrintedDocument(DateBounds(day or None, day or None), correspondents, names))


def describe(name: Identification) -> str:
    doubt = "?" if len(name.candidates) == 1 else ""
    return f"{name.words} → {name.person or ' or '.join(name.candidates)}{doubt}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_a_name_means_the_only_person_it_can_mean(case: Case) -> None:
    found = identified(case.text)
    for role, expected in case.expected.items():
        assert shown([describe(name) for name in found if name.role == role]) == expected


def test_what_editors_settled_comes_first_and_includes_nicknames() -> None:
    names = {"Old Badger": ["p1"], "Mr. Badger": ["p2"], "Mary Badger": ["p3"]}
    found = settle(FORMS, PrintedDocument(DateBounds(None, None), (), names, {"Old Badger": "archer-ann", "Badger": "nobody"}))
    assert [(name.words, name.person, name.anchors) for name in found] == [("Old Badger", "archer-ann", ("p1",))]
