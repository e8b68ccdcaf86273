"""Build the chronology: the documents of a volume in order of date, each date as precise as the evidence allows."""

from __future__ import annotations

from calendar import month_name
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.about import about, conversation
from backchannel.pages.components.correspondence import code, who_to_whom
from backchannel.pages.components.date_words import date_words, datetime_value
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.volumes import given_number, given_title
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame

_TITLE = 140
_YEAR = 366
"""The longest range of days of a date that is listed under a month."""


class ChronologyEntry(NamedTuple):
    """A document with its date; `moment` is the date for machines, if it is a day or minute. It is named by who wrote to whom, else by its
    `title`. `about` is its subject."""

    date: str
    moment: str
    inferred: bool
    number: str
    href: str
    name: str
    title: str
    code: str
    about: str


class ChronologyMonth(NamedTuple):
    """The documents whose earliest possible day is in a month."""

    id: str
    name: str
    entries: list[ChronologyEntry]


class ChronologyPage(NamedTuple):
    """The chronology of a volume."""

    path: str
    layout: Layout
    months: list[ChronologyMonth]
    vague: list[ChronologyEntry]
    undated: list[ChronologyEntry]


def chronology_page(frame: PageFrame, documents: Sequence[ListedDocument]) -> ChronologyPage:
    """Order the documents by their earliest day; of two with the same day, the one with the shorter range comes first. Those whose date
    ranges over more than a year, and those without a date, come last."""
    dated = sorted((document for document in documents if document.edtf), key=date_key)
    return ChronologyPage(
        frame.path,
        frame.layout,
        list(_months(frame.linker, (document for document in dated if not _is_vague(document)))),
        [chronology_entry(frame.linker, document) for document in dated if _is_vague(document)],
        [chronology_entry(frame.linker, document) for document in documents if not document.edtf],
    )


def date_key(document: ListedDocument) -> tuple[str, str, str, int]:
    """Return the sort key of a date. A document dated only by its latest day is sorted by that day; a day without a year comes before all
    others."""
    first = document.earliest or document.latest or ""
    return first, document.latest or "9999", document.edtf or "", document.sequence


def _is_vague(document: ListedDocument) -> bool:
    if document.earliest is None or document.latest is None:
        return document.edtf is not None and "X" not in document.edtf
    return (date.fromisoformat(document.latest[:10]) - date.fromisoformat(document.earliest[:10])).days > _YEAR


def _months(linker: Linker, documents: Iterable[ListedDocument]) -> Iterator[ChronologyMonth]:
    for month, group in groupby(documents, key=lambda document: date_key(document)[0][:7]):
        year, _, number = month.partition("-")
        name = f"{month_name[int(number)]} {year}" if number.isdecimal() else "Year not stated"
        yield ChronologyMonth(
            f"m-{month}" if number else "m-year-not-stated", name, [chronology_entry(linker, document) for document in group]
        )


def chronology_entry(linker: Linker, document: ListedDocument) -> ChronologyEntry:
    """Describe a document in a list by date: its date, its number, who wrote to whom, about what."""
    return ChronologyEntry(
        date=date_words(document.edtf) if document.edtf else "",
        moment=datetime_value(document.edtf) or "" if document.edtf else "",
        inferred=bool(document.edtf) and not document.stated,
        number=given_number(document) or document.local,
        href=linker.document(document.id),
        name=who_to_whom(document),
        title="" if who_to_whom(document) else shortened(given_title(document), _TITLE),
        code=code(document) if document.numbers or conversation(document) else "",
        about=about(document),
    )
