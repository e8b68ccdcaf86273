"""Format the citation that all documents of a volume share once, with slots for what differs.

The citations of a volume's documents differ in a few values only, and citeproc needs 2 ms for a note. So one citation is formatted for all
documents of one shape, with a placeholder in each slot; each document's own values then replace the placeholders.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.pages.citing.csl import CslItem

ID, TITLE, NUMBER, FIRST, LAST, ADDRESS = (chr(0xE000 + n) for n in range(6))
"""The placeholders of the slots: private-use characters, which no volume has. `FIRST` and `LAST` are pages."""

SHAPES = 256
"""Shapes that a process keeps: a volume has a handful."""

_PLACEHOLDER = re.compile(f"[{ID}-{ADDRESS}]")


class CitationTemplate(NamedTuple):
    """An item in two parts. `shape` is the item as JSON, with a placeholder for each value that is the document's own, so that documents of
    a volume with otherwise equal values share one text. The day is left out, since a citation is by volume. `own` has the value of each
    placeholder."""

    shape: str
    own: dict[str, str]


def citation_template(item: CslItem) -> CitationTemplate:
    first, _, last = item.get("page", "").partition("-")
    placeholders = {"id": ID, "title": TITLE, "chapter-number": NUMBER, "page": f"{FIRST}-{LAST}" if last else FIRST, "URL": ADDRESS}
    shape = json.dumps({name: placeholders.get(name, value) for name, value in item.items() if name != "original-date"})
    names = {ID: "id", TITLE: "title", NUMBER: "chapter-number", ADDRESS: "URL"}
    return CitationTemplate(shape, {FIRST: first, LAST: last, **{placeholder: item.get(name, "") for placeholder, name in names.items()}})


def filled(words: str, values: Mapping[str, str]) -> str:
    """Replace the placeholders in `words` with their values."""
    return _PLACEHOLDER.sub(lambda placeholder: values[placeholder[0]], words)
