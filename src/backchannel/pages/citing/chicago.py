"""Write the full note of the Chicago Manual of Style, formatted by citeproc in the style of `data/frus-note.csl`."""

from __future__ import annotations

import html
import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from backchannel.pages.citing.slots import ADDRESS, FIRST, LAST, SHAPES, UNCITED, filled
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.words import cited_range

if TYPE_CHECKING:
    from backchannel.pages.citing.slots import CitationTemplate

_PARTS = re.compile(f"(?P<words>.*?)(?P<place>, {FIRST})?(?P<address>, {ADDRESS})?\\.?", re.DOTALL)


class ChicagoNote(NamedTuple):
    """A note: its words up to the document's number, then `, 532–34` and `, https://…`, which depend on what is cited; a period ends
    it."""

    words: list[Inline]
    place: str
    address: str


def chicago_note(item: CitationTemplate) -> ChicagoNote:
    """Write a document's note, as far as the item states its parts: `“Message From Archer to Baker,” May 7, 1972, in U.S. Department of
    State, Foreign Relations of the United States, 1969–1976, vol. 9, Vietnam, October 1972–January 1973 (Washington: Government Printing
    Office, 2010), doc. 145, 532–34, https://history.state.gov/…`. A document without a number is named by its title: `A. Archer to
    B. Baker, May 7, 1796, in …`"""
    pattern, own = _pattern(item.shape, item.series.citation), item.own
    words = [Inline(item.lead)] if item.lead else []
    words += [inline._replace(text=filled(inline.text, own)) for inline in pattern.words]
    place = pattern.place.replace(FIRST, cited_range(own[FIRST], own[LAST] or None))
    return ChicagoNote(words, place, pattern.address.replace(ADDRESS, own[ADDRESS]))


@lru_cache(SHAPES)
def _pattern(shape: str, numbered: str) -> ChicagoNote:
    """Format the note that all items of a shape share. `numbered` is the form of a number: `doc. {number}`."""
    item = {name: FIRST if name == "page" else value for name, value in json.loads(shape).items() if name not in UNCITED}
    if "chapter-number" in item:
        item["chapter-number"] = numbered.format(number=item["chapter-number"])
    source = CiteProcJSON([_escaped({**item, "id": "x"})])
    bibliography = CitationStylesBibliography(_style(), source, formatter.html)
    citation = Citation([CitationItem("x")])
    bibliography.register(citation)
    parts = _PARTS.fullmatch(str(bibliography.cite(citation, lambda _: None)))
    if not parts:  # the expression matches any text
        raise AssertionError(shape)
    return ChicagoNote(_inlines(parts["words"]), parts["place"] or "", parts["address"] or "")


@cache
def _style() -> CitationStylesStyle:
    with files("backchannel").joinpath("data", "frus-note.csl").open("rb") as file:
        return CitationStylesStyle(file, validate=False)


def _escaped(value: object) -> object:
    """Escape the strings of a value: citeproc writes HTML, and treats what it is given as HTML."""
    if isinstance(value, str):
        return html.escape(value, quote=False)
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    return {name: _escaped(part) for name, part in value.items()} if isinstance(value, dict) else value


def _inlines(words: str) -> list[Inline]:
    """Turn HTML whose only element is `i` into inline content."""
    parts = re.split("</?i>", words)
    return [Inline(html.unescape(part), element="i" if n % 2 else "") for n, part in enumerate(parts) if part]
