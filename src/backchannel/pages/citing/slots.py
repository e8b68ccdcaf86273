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

ID, TITLE, NUMBER, FIRST, LAST, ADDRESS, STATE = (chr(0xFDD0 + n) for n in range(7))
"""The placeholders of the slots: characters that Unicode reserves for a program's own use. No item has them: `csl_item` removes them.
`FIRST` and `LAST` are pages."""

SHAPES = 256
"""Shapes that a process keeps: a volume has a handful."""

_PLACEHOLDER = re.compile(f"[{ID}-{STATE}]")


class CitationTemplate(NamedTuple):
    """An item in two parts. `shape` is the item as JSON, with a placeholder for each value that is the document's own, so that documents of
    a volume with otherwise equal values share one text. The day is left out, since a citation is by volume. `own` has the value of each
    placeholder. `dated` is the title with the day, by which a document without a number is cited; `lead` comes before the citation of one
    with a number. `series` says how a number is cited."""

    shape: str
    own: dict[str, str]
    dated: str
    lead: str
    series: SeriesSettings


def citation_template(item: CslItem, series: SeriesSettings) -> CitationTemplate:
    """Part an item of a volume of `series` into what is the document's own, and the rest."""
    first, _, last = item.get("page", "").partition("-")
    names = {ID: "id", TITLE: "title", NUMBER: "chapter-number", ADDRESS: "URL", STATE: "note"}
    placeholders = {name: placeholder for placeholder, name in names.items()} | {"page": f"{FIRST}-{LAST}" if last else FIRST}
    shape = json.dumps({name: placeholders.get(name, value) for name, value in item.items() if name != "original-date"})
    own = {FIRST: first, LAST: last, **{placeholder: item.get(name, "") for placeholder, name in names.items()}}
    return CitationTemplate(shape, own, _dated(item), _lead(item), series)


def _dated(item: CslItem) -> str:
    """Add the day to the title, unless the title says it: `A. Archer to B. Baker, May 7, 1796`."""
    title: str = item.get("title", "")
    return f"{title.rstrip('.')}, {words}" if title and (words := _day(item)) else title


def _lead(item: CslItem) -> str:
    """Name a document that has a number, with its day if it states one: `“Telegram From the Embassy in Thailand,” March 11, 1969, in `.
    Quotation marks in a title become single."""
    title: str = item.get("title", "").rstrip(".")
    if not title or "chapter-number" not in item:
        return ""
    day = _day(item)
    return f"“{title.replace('“', '‘').replace('”', '’')},” {f'{day}, ' if day else ''}in "


def _day(item: CslItem) -> str:
    """Write the day of a document; nothing if its title says it."""
    if "original-date" not in item:
        return ""
    year, month, day = item["original-date"]["date-parts"][0]
    return "" if str(year) in item.get("title", "") else date_words(f"{year:04}-{month:02}-{day:02}")


def filled(words: str, values: Mapping[str, str]) -> str:
    """Replace the placeholders in `words` with their values."""
    return _PLACEHOLDER.sub(lambda placeholder: values[placeholder[0]], words)
