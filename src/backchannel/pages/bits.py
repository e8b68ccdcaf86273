"""Sentences of the edition's own: words of which some are links. What the volume prints is drawn by `text.py` instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

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
