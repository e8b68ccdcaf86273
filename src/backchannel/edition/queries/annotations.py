"""Query which texts were not read with the right annotation file: `d57.md` belongs to one text, even if two claim to be document 57."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from backchannel.edition.store import Store


class MisreadText(NamedTuple):
    """A text of which a document was read with an annotation file that is not its own, or without its own. `unannotated` are those of its
    documents, counted from 1, that have none."""

    path: str
    volume: str
    unannotated: frozenset[int]


def misread_texts(store: Store) -> list[MisreadText]:
    """Return the texts to read again. An annotation file belongs to the first document, by path, in its folder that claims its number."""
    return store.records(MisreadText, _MISREAD, unannotated=lambda parts: frozenset(json.loads(parts)))


def unannotated_parts(store: Store, path: str) -> frozenset[int]:
    """Return those of a text's documents, counted from 1, that another text's claim to their annotation file leaves without one."""
    return frozenset(row[0] for row in store.rows(_UNANNOTATED, (path,)))


_UNANNOTATED = """
SELECT d.part FROM document d WHERE d.path = ?1 AND NOT d.annotated
"""

_MISREAD = """
SELECT path, volume, json_group_array(part) FILTER (WHERE NOT owns) AS unannotated FROM (
  SELECT d.path, d.part, d.volume, d.annotated, row_number() OVER (PARTITION BY a.path ORDER BY d.path, d.part) = 1 AS owns
  FROM annotation a JOIN document d ON d.volume = a.volume AND d.claim = a.claim
  AND rtrim(d.path, replace(d.path, '/', '')) = rtrim(a.path, replace(a.path, '/', '')))
GROUP BY path, volume HAVING sum(annotated <> owns) > 0 ORDER BY path
"""
