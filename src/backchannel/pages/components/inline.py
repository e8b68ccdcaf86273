"""Sentences of the edition's own: words of which some are links. What the volume prints is drawn by `text.py` instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel.pages.components import addresses
from backchannel.pages.components.places import anchor_words, in_order, place_id

if TYPE_CHECKING:
    from collections.abc import Iterable


class Inline(NamedTuple):
    """Words of a sentence, perhaps a link, perhaps in an element of their own: `i` a title, `q` quoted, `b` what it is about."""

    text: str
    href: str = ""
    classes: str = ""
    element: Literal["", "i", "q", "b"] = ""


def joined(groups: Iterable[Iterable[Inline]], between: str = ", ") -> list[Inline]:
    """The bits of all groups in one row, with `between` between the groups."""
    bits: list[Inline] = []
    mark = Inline(between)
    for group in groups:
        if bits:
            bits.append(mark)
        bits += group
    return bits


def document_inlines(bits: list[Inline]) -> list[Inline]:
    """`Kennedy`, `Kennedy and Guay`, `Kennedy, Guay, and Haig`."""
    if len(bits) < 3:
        return joined(([bit] for bit in bits), " and ")
    return [*joined([bit] for bit in bits[:-1]), Inline(", and "), bits[-1]]


def document_inline(volume: str, id: str) -> Inline:
    """A document of the volume by its number alone, as indexes have it."""
    return Inline(id.partition("/")[2].removeprefix("d"), addresses.href(volume, addresses.page_of(id)), "here")


def place_inlines(volume: str, id: str, anchors: Iterable[str]) -> list[Inline]:
    """Places in a document of the volume: `44 ¶1, ¶3`. The number is in the link of the first place: alone it is too small to be hit."""
    page, local = addresses.page_of(id), id.partition("/")[2]
    links = [Inline(anchor_words(anchor), addresses.href(volume, page, place_id(local, anchor)), "here") for anchor in in_order(anchors)]
    first = links[0]._replace(text=f"{local.removeprefix('d')} {links[0].text}")
    return joined([link] for link in (first, *links[1:]))


def all_places(volume: str, places: Iterable[tuple[str, str]]) -> list[Inline]:
    """Places in the documents of a volume, each given by document and anchor: `44 ¶1, ¶3; 145 note 2`."""
    documents: dict[str, list[str]] = {}
    for id, anchor in places:
        documents.setdefault(id, []).append(anchor)
    return joined((place_inlines(volume, id, anchors) for id, anchors in documents.items()), "; ")
