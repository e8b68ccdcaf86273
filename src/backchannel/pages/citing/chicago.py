"""The full note of the Chicago Manual of Style, set by citeproc in the style of `data/frus-note.csl`.

citeproc takes 2 ms for a note, and the documents of a volume differ by their number, pages and address alone. So it sets one note for all
that are of one shape, with slots where these stand.
"""

from __future__ import annotations

import html
import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from backchannel.pages.bits import Bit
from backchannel.pages.words import cited_range

if TYPE_CHECKING:
    from backchannel.pages.citing.csl import Item

_SLOTS = {"chapter-number": "\ue000", "page": "\ue001", "URL": "\ue002"}
"""What differs within a volume, and the signs that stand for it: of private use, so that no volume has them."""
_PARTS = re.compile(f"(?P<words>.*?)(?P<place>, {_SLOTS['page']})?(?P<address>, {_SLOTS['URL']})?\\.?", re.DOTALL)


class Note(NamedTuple):
    """A note: its words up to the document's number, then `, 532–34` and `, https://…`, which follow what is cited; a full stop ends it."""

    words: list[Bit]
    place: str
    address: str


def chicago_note(item: Item) -> Note:
    """`U.S. Department of State, Foreign Relations of the United States, 1969–1976, vol. 9, Vietnam, October 1972–January 1973 (Washington:
    Government Printing Office, 2010), doc. 145, 532–34, https://history.state.gov/…`, as far as the item says it."""
    shared = {name: value for name, value in item.items() if name not in ("id", "title", "original-date")}
    pattern = _pattern(json.dumps({**shared, **{name: slot for name, slot in _SLOTS.items() if name in item}}, sort_keys=True))
    words = [bit._replace(text=bit.text.replace(_SLOTS["chapter-number"], item.get("chapter-number", ""))) for bit in pattern.words]
    place = pattern.place.replace(_SLOTS["page"], cited_range(*_ends(item.get("page", ""))))
    return Note(words, place, pattern.address.replace(_SLOTS["URL"], item.get("URL", "")))


def _ends(pages: str) -> tuple[str, str]:
    first, _, last = pages.partition("-")
    return first, last or first


@lru_cache(256)
def _pattern(item: str) -> Note:
    """The note of an item, given as JSON: the same for all documents of a volume that have the same slots."""
    source = CiteProcJSON([_escaped({"id": "x", **json.loads(item)})])
    bibliography = CitationStylesBibliography(_style(), source, formatter.html)
    citation = Citation([CitationItem("x")])
    bibliography.register(citation)
    parts = _PARTS.fullmatch(str(bibliography.cite(citation, lambda _: None)))
    if not parts:  # the expression matches any text
        raise AssertionError(item)
    return Note(_bits(parts["words"]), parts["place"] or "", parts["address"] or "")


@cache
def _style() -> CitationStylesStyle:
    with files("backchannel").joinpath("data", "frus-note.csl").open("rb") as file:
        return CitationStylesStyle(file, validate=False)


def _escaped(value: object) -> object:
    """citeproc gives out HTML, and takes what it is given for such."""
    if isinstance(value, str):
        return html.escape(value, quote=False)
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    return {name: _escaped(part) for name, part in value.items()} if isinstance(value, dict) else value


def _bits(words: str) -> list[Bit]:
    """HTML whose only element is `i`, as bits."""
    parts = re.split("</?i>", words)
    return [Bit(html.unescape(part), element="i" if n % 2 else "") for n, part in enumerate(parts) if part]
