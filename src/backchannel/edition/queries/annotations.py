"""Query which texts were not read with the right annotation file: `d57.md` belongs to one text, even if two claim to be document 57."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from backchannel.edition.store import Store


class MisreadText(NamedTuple):
    """A text that was read with an annotation file that is not its own (`annotated` is 0), or without its own (1)."""

    path: str
    volume: str
    annotated: int


def misread_texts(store: Store) -> list[MisreadText]:
    """Return the texts to read again. An annotation file belongs to the first text, by path, in its folder that claims its number."""
    return store.records(MisreadText, _MISREAD)


_MISREAD = """
SELECT path, volume, owns AS annotated FROM (
  SELECT d.path, d.volume, d.annotated, row_number() OVER (PARTITION BY a.path ORDER BY d.path) = 1 AS owns
  FROM annotation a JOIN document d ON d.volume = a.volume AND d.claim = a.claim
  AND rtrim(d.path, replace(d.path, '/', '')) = rtrim(a.path, replace(a.path, '/', '')))
WHERE annotated <> owns ORDER BY path
"""
