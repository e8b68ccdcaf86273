"""Sum up a document under its title: its date and its markings; and name what the metadata panel has besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.words import listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.pages.reading.metadata_panel import Field, MarkingChip

_SHOWN = ("Date", "Classification")
"""The fields of the metadata panel that are shown under the title."""
_ELSEWHERE = "Official edition"
"""The field that the bar links to."""


class DocumentFacts(NamedTuple):
    """The line under a title: the `date` as the metadata panel has it; where the document was written (`place`), if no end of the
    correspondence says so; the `markings` it has. `more` names what the metadata panel has: `evidence for the date, handling`."""

    date: Field
    place: str
    markings: tuple[MarkingChip, ...]
    more: str


def document_facts(fields: Sequence[Field], place: str) -> DocumentFacts:
    """Sum up the fields of a metadata panel, which always has a date."""
    by_term = {field.term: field for field in fields}
    date, markings = (by_term[term] for term in _SHOWN)
    return DocumentFacts(date, place, tuple(chip for chip in markings.chips if chip.classes != "unknown"), listing(list(_named(fields))))


def _named(fields: Sequence[Field]) -> list[str]:
    named = ["evidence for the date"] if any(field.term == "Date" and field.inferred for field in fields) else []
    others = (field.term for field in fields if field.term not in (*_SHOWN, _ELSEWHERE) and not field.unknown)
    return [*named, *(term[0].lower() + term[1:] for term in others)]
