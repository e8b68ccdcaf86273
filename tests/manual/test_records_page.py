"""The page on the records format has each record that `backchannel records` prints, and each of its fields."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from invented import VOLUME, document, edition
from manual_pages import DOCS
from pydantic import BaseModel

from backchannel.edition.queries.export import exported_documents
from backchannel.records import Cited, Document, EditorialText, Reference, ReferenceTie

PAGE = (DOCS / "records.md").read_text(encoding="utf-8")
SECTIONS = {part.partition("\n")[0]: re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) for part in re.split(r"^## ", PAGE, flags=re.M)[1:]}

PRINTED_RESOLVED = (Reference, Cited, ReferenceTie)
"""References are printed with their resolutions."""


def records(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Collect a record and all records inside it."""
    found: set[type[BaseModel]] = {model}
    for field in model.model_fields.values():
        found.update(*map(records, _models(field.annotation)))
    return found


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def fields(model: type[BaseModel]) -> list[str]:
    names = [field.serialization_alias or name for name, field in model.model_fields.items()]
    return [
        name for name in names if (model, name) != (Document, "text") and not (issubclass(model, EditorialText) and name == "references")
    ]


PRINTED = sorted(records(Document).difference(PRINTED_RESOLVED), key=lambda model: model.__name__)


@pytest.mark.parametrize("model", PRINTED)
def test_the_page_has_each_field_of_a_record(model: type[BaseModel]) -> None:
    assert SECTIONS[model.__name__] == fields(model)


def test_the_page_has_each_field_of_a_reference() -> None:
    (found,) = exported_documents(edition({f"{VOLUME}/a.txt": document(1, "See Document 2.")}))
    assert SECTIONS["Reference"] == list(found.references[0])


def test_the_page_has_no_record_that_the_command_does_not_print() -> None:
    assert SECTIONS.keys() == {model.__name__ for model in PRINTED} | {"Reference"}
