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
    placeholder. `dated` is the title with the day, by which a document without a number is cited. `series` says how a number is cited."""

    shape: str
    own: dict[str, str]
    dated: str
    series: SeriesSettings


def citation_template(item: CslItem, series: SeriesSettings) -> CitationTemplate:
    """Part an item of a volume of `series` into what is the document's own, and the rest."""
    first, _, last = item.get("page", "").partition("-")
    names = {ID: "id", TITLE: "title", NUMBER: "chapter-number", ADDRESS: "URL", STATE: "note"}
    placeholders = {name: placeholder for placeholder, name in names.items()} | {"page": f"{FIRST}-{LAST}" if last else FIRST}
    shape = json.dumps({name: placeholders.get(name, value) for name, value in item.items() if name != "original-date"})
    own = {FIRST: first, LAST: last, **{placeholder: item.get(name, "") for placeholder, name in names.items()}}
    return CitationTemplate(shape, own, _dated(item), series)


def _dated(item: CslItem) -> str:
    """Add the day to the title, unless the title says it: `A. Archer to B. Baker, May 7, 1796`."""
    title: str = item.get("title", "")
    if "original-date" not in item:
        return title
    year, month, day = item["original-date"]["date-parts"][0]
    words = date_words(f"{year:04}-{month:02}-{day:02}")
    return title if str(year) in title or not title else f"{title.rstrip('.')}, {words}"


def filled(words: str, values: Mapping[str, str]) -> str:
    """Replace the placeholders in `words` with their values."""
    return _PLACEHOLDER.sub(lambda placeholder: values[placeholder[0]], words)
