"""Build the edition's own sentences: words, some of which are links. `text.py` renders what the volume prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel.pages.components.places import anchor_words, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.pages.components.addresses import Linker


class Inline(NamedTuple):
    """Words of a sentence, with or without a link, or in an element of their own: `i` a title, `b` the subject, `q` a quotation, whose
    address `href` is. `printed` among the `classes` means words of a document that are shown without quotation marks."""

    text: str
    href: str = ""
    classes: str = ""
    element: Literal["", "i", "q", "b"] = ""


def joined(groups: Iterable[Iterable[Inline]], between: str = ", ") -> list[Inline]:
    """Join groups of inline content, with `between` between them."""
    inlines: list[Inline] = []
    mark = Inline(between)
    for group in groups:
        if inlines:
            inlines.append(mark)
        inlines += group
    return inlines


def document_inlines(inlines: list[Inline]) -> list[Inline]:
    """List inline content as a sentence does: `Kennedy`, `Kennedy and Guay`, `Kennedy, Guay, and Haig`."""
    if len(inlines) < 3:
        return joined(([inline] for inline in inlines), " and ")
    return [*joined([inline] for inline in inlines[:-1]), Inline(", and "), inlines[-1]]


def document_inline(linker: Linker, id: str) -> Inline:
    """Link a document by its number alone, as indexes do."""
    return Inline(id.partition("/")[2].removeprefix("d"), linker.document(id), "link--here")


def place_inlines(linker: Linker, id: str, anchors: Iterable[str]) -> list[Inline]:
    """Link places in a document: `44 ¶1, ¶3`. The number is part of the first link, since alone it would be too small to tap."""
    number = id.partition("/")[2].removeprefix("d")
    links = [Inline(anchor_words(anchor), linker.place(id, anchor), "link--here") for anchor in in_order(anchors)]
    first = links[0]._replace(text=f"{number} {links[0].text}")
    return joined([link] for link in (first, *links[1:]))


def all_places(linker: Linker, places: Iterable[tuple[str, str]]) -> list[Inline]:
    """Link places in several documents, each given by document and anchor: `44 ¶1, ¶3; 145 note 2`."""
    documents: dict[str, list[str]] = {}
    for id, anchor in places:
        documents.setdefault(id, []).append(anchor)
    return joined((place_inlines(linker, id, anchors) for id, anchors in documents.items()), "; ")
