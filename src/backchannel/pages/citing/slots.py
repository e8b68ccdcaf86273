"""Citations with slots: what is alike in those of all documents of a volume is set once.

The documents of a volume differ by a few values alone, and to set a citation takes its time: citeproc needs 2 ms for a note. So one is set
for all that are of one shape, with a sign in each slot, and then each document's own values take the places of the signs.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.pages.citing.csl import Item

ID, TITLE, NUMBER, FIRST, LAST, ADDRESS = (chr(0xE000 + n) for n in range(6))
"""The signs of the slots: of private use, so that no volume has them. `FIRST` and `LAST` are of the pages."""

SHAPES = 256
"""Shapes that a process remembers: a volume has a handful."""

_SIGN = re.compile(f"[{ID}-{ADDRESS}]")


def shape(item: Item) -> str:
    """An item as JSON, with a sign for each value that is the document's own: one text for all documents of a volume that have the same
    values. The day is left out, for a citation is by volume."""
    pages = f"{FIRST}-{LAST}" if "-" in item.get("page", "") else FIRST
    signs = {"id": ID, "title": TITLE, "chapter-number": NUMBER, "page": pages, "URL": ADDRESS}
    return json.dumps({name: signs.get(name, value) for name, value in item.items() if name != "original-date"})


def own_values(item: Item) -> dict[str, str]:
    """What takes the place of each sign."""
    first, _, last = item.get("page", "").partition("-")
    values = {ID: "id", TITLE: "title", NUMBER: "chapter-number", ADDRESS: "URL"}
    return {FIRST: first, LAST: last, **{sign: item.get(name, "") for sign, name in values.items()}}


def filled(words: str, values: Mapping[str, str]) -> str:
    """`words` with the values in the places of their signs."""
    return _SIGN.sub(lambda sign: values[sign[0]], words)
