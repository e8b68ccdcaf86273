"""Format the citation that all documents of a volume share once, with slots for what differs.

The citations of a volume's documents differ in a few values only, and citeproc needs 2 ms for a note. So one citation is formatted for all
documents of one shape, with a placeholder in each slot; each document's own values then replace the placeholders.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.date_words import date_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.pages.citing.csl import CslItem
    from backchannel.settings import SeriesSettings

ID, TITLE, NUMBER, FIRST, LAST, ADDRESS, STATE, ARCHIVE, LOCATION, PLACE, DAY, SENDERS, RECIPIENTS = (chr(0xFDD0 + n) for n in range(13))
"""The placeholders of the slots: characters that Unicode reserves for a program's own use. No item has them: `csl_item` removes them.
`FIRST` and `LAST` are pages; `PLACE` and `DAY` say where and when the document was written."""

SHAPES = 256
"""Shapes that a process keeps: a volume has a handful."""

_PLACEHOLDER = re.compile(f"[{ID}-{RECIPIENTS}]")
_NAMES = {ID: "id", TITLE: "title", NUMBER: "chapter-number", ADDRESS: "URL", STATE: "note"}
_ORIGINAL = {
    ARCHIVE: "archive",
    LOCATION: "archive_location",
    PLACE: "original-publisher-place",
    DAY: "original-date",
    SENDERS: "original-author",
    RECIPIENTS: "recipient",
}
"""What an item says of the document itself, which a citation by volume leaves out, by its placeholder."""
UNCITED = frozenset(_ORIGINAL.values())
"""The names of an item that no note uses."""


class CitationTemplate(NamedTuple):
    """An item in two parts. `shape` is the item as JSON, with a placeholder for each value that is the document's own, so that documents of
    a volume with otherwise equal values share one text. `own` has the value of each placeholder; the title with the place and the day.
    `lead` comes before the citation of a document with a number. `series` says how a number is cited."""

    shape: str
    own: dict[str, str]
    lead: str
    series: SeriesSettings


def citation_template(item: CslItem, series: SeriesSettings) -> CitationTemplate:
    """Part an item of a volume of `series` into what is the document's own, and the rest."""
    first, _, last = item.get("page", "").partition("-")
    placeholders = {name: placeholder for placeholder, name in (_NAMES | _ORIGINAL).items()}
    placeholders["page"] = f"{FIRST}-{LAST}" if last else FIRST
    shape = json.dumps({name: placeholders.get(name, value) for name, value in item.items()})
    own = {FIRST: first, LAST: last, **{placeholder: item.get(name, "") for placeholder, name in _NAMES.items()}}
    own |= {placeholder: said_of(item, name) for placeholder, name in _ORIGINAL.items()} | {TITLE: dated_title(item)}
    return CitationTemplate(shape, own, _lead(item), series)


def said_of(item: CslItem, name: str) -> str:
    """Return a value as words: the names of people, a day as `1969-03-11`."""
    value = item.get(name, "")
    if isinstance(value, dict):
        return "-".join(f"{part:02}" for part in value["date-parts"][0])
    return value if isinstance(value, str) else "; ".join(person["literal"] for person in value)


def dated_title(item: CslItem) -> str:
    """Tell documents with the same title apart: add the place and the day, unless the title says them, or without a day the number.

    1. `A. Archer to B. Baker, Strelsau, May 7, 1796`
    2. `Editorial Note (document 13)`
    """
    title: str = item.get("title", "")
    if title and (words := _written(item)):
        return f"{title.rstrip('.')}, {words}"
    is_numbered = title and "chapter-number" in item and "original-date" not in item
    return f"{title.rstrip('.')} (document {item['chapter-number']})" if is_numbered else title


def _lead(item: CslItem) -> str:
    """Name a document that has a number, with where and when it was written, if it states a day: `“Telegram From the Embassy in Thailand,”
    Bangkok, March 11, 1969, in `. Quotation marks in a title become single."""
    title: str = item.get("title", "").rstrip(".")
    if not title or "chapter-number" not in item:
        return ""
    written = _written(item)
    return f"“{title.replace('“', '‘').replace('”', '’')},” {f'{written}, ' if written else ''}in "


def _written(item: CslItem) -> str:
    """Write the place and the day of a document; neither if its title says the day, no place that its title ends with, or without a day."""
    day, place = _day(item), item.get("original-publisher-place", "")
    return f"{place}, {day}" if day and place and not item.get("title", "").rstrip(".").endswith(place) else day


def _day(item: CslItem) -> str:
    """Write the day or the month of a document; nothing if its title says it."""
    written = said_of(item, "original-date")
    return date_words(written) if written and written[:4] not in item.get("title", "") else ""


def filled(words: str, values: Mapping[str, str]) -> str:
    """Replace the placeholders in `words` with their values."""
    return _PLACEHOLDER.sub(lambda placeholder: values[placeholder[0]], words)
