"""Sentences of the edition's own: words of which some are links. What the volume prints is drawn by `text.py` instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel.pages import addresses
from backchannel.pages.places import anchor_words, in_order, place_id

if TYPE_CHECKING:
    from collections.abc import Iterable


class Bit(NamedTuple):
    """Words of a sentence, perhaps a link, perhaps in an element of their own: `i` a title, `q` quoted, `b` what it is about."""

    text: str
    href: str = ""
    classes: str = ""
    element: Literal["", "i", "q", "b"] = ""


def joined(groups: Iterable[Iterable[Bit]], between: str = ", ") -> list[Bit]:
    """The bits of all groups in one row, with `between` between the groups."""
    bits: list[Bit] = []
    for group in groups:
        bits += [*([Bit(between)] if bits else []), *group]
    return bits


def document_bit(volume: str, id: str) -> Bit:
    """A document of the volume by its number alone, as indexes have it."""
    return Bit(id.partition("/")[2].removeprefix("d"), addresses.href(volume, addresses.page_of(id)), "here")


def places_bits(volume: str, id: str, anchors: Iterable[str]) -> list[Bit]:
    """A document of the volume, and places in it: `44 ¶1, ¶3`."""
    page, local = addresses.page_of(id), id.partition("/")[2]
    places = ([Bit(anchor_words(anchor), addresses.href(volume, page, place_id(local, anchor)))] for anchor in in_order(anchors))
    return [document_bit(volume, id), Bit(" "), *joined(places)]
