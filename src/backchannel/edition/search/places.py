"""Keep the documents, printed pages and messages that have a number, so that a number is found in all volumes without loading any."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.rebuild.invalidation import PLACES, invalidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.store import Store

SHARDS = 64
"""The files among which places are shared out, by the last number in their names."""
_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")


class VolumePlaces(NamedTuple):
    """The places of a volume: lists that begin with kind and number."""

    volume: str
    places: Sequence[Sequence[str]]


def shard_of(number: str) -> int:
    """Return which file has a number: that of its last figures (`Hakto 18`), the first for others (`xii`)."""
    found = _LAST_NUMBER.search(number)
    return int(found[0][-9:]) % SHARDS if found else 0


def replace(store: Store, found: VolumePlaces) -> None:
    """Replace the places of a volume, and invalidate the files whose places changed."""
    before = Counter((row[0], row[1]) for row in store.rows("SELECT shard, place FROM numbered_place WHERE volume = ?", (found.volume,)))
    now = Counter((shard_of(place[1]), json.dumps(place, ensure_ascii=False)) for place in found.places)
    if changed := {shard for shard, _ in (before - now) + (now - before)}:
        store.run("DELETE FROM numbered_place WHERE volume = ?", (found.volume,))
        rows = ((found.volume, shard, place) for shard, place in now.elements())
        store.run_many("INSERT INTO numbered_place (volume, shard, place) VALUES (?, ?, ?)", rows)
        invalidate(store, (f"{PLACES}:{shard}" for shard in changed))


def of_shard(store: Store, shard: int) -> dict[str, list[list[str]]]:
    """Return the places in a file by volume, in order."""
    found: dict[str, list[list[str]]] = {}
    for volume, place in store.rows("SELECT volume, place FROM numbered_place WHERE shard = ? ORDER BY volume, place", (shard,)):
        found.setdefault(volume, []).append(json.loads(place))
    return found
