"""Citations with slots: what is alike in those of all documents of a volume is set once.

The documents of a volume differ by a few values alone, and to set a citation takes its time: citeproc needs 2 ms for a note. So one is set
for all that are of one shape, with a sign in each slot, and then each document's own values take the places of the signs.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.pages.citing.csl import CslItem

ID, TITLE, NUMBER, FIRST, LAST, ADDRESS = (chr(0xE000 + n) for n in range(6))
"""The signs of the slots: of private use, so that no volume has them. `FIRST` and `LAST` are of the pages."""

SHAPES = 256
"""Shapes that a process remembers: a volume has a handful."""

_SIGN = re.compile(f"[{ID}-{ADDRESS}]")


class CitationTemplate(NamedTuple):
    """An item taken apart. `shape` is the item as JSON, with a sign for each value that is the document's own: one text for all documents
    of a volume that have the same values. The day is left out, for a citation is by volume. `own` has the value of each sign."""

    shape: str
    own: dict[str, str]


def citation_template(item: CslItem) -> CitationTemplate:
    first, _, last = item.get("page", "").partition("-")
    signs = {"id": ID, "title": TITLE, "chapter-number": NUMBER, "page": f"{FIRST}-{LAST}" if last else FIRST, "URL": ADDRESS}
    shape = json.dumps({name: signs.get(name, value) for name, value in item.items() if name != "original-date"})
    names = {ID: "id", TITLE: "title", NUMBER: "chapter-number", ADDRESS: "URL"}
    return CitationTemplate(shape, {FIRST: first, LAST: last, **{sign: item.get(name, "") for sign, name in names.items()}})


def filled(words: str, values: Mapping[str, str]) -> str:
    """`words` with the values in the places of their signs."""
    return _SIGN.sub(lambda sign: values[sign[0]], words)
