"""Return the printed lists of volumes: of persons, and of abbreviations and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.records.lists import PrintedList

if TYPE_CHECKING:
    from backchannel.edition.store import Store
    from backchannel.records.lists import ListKind


def printed_lists(store: Store, kind: ListKind, volume: str | None = None) -> dict[str, list[PrintedList]]:
    """Return the lists of a kind by volume, those of a volume in the order of their files; only of one volume, if it is named."""
    found: dict[str, list[PrintedList]] = {}
    for row in store.rows(_LISTS, (kind, volume)):
        found.setdefault(row["volume"], []).append(PrintedList.model_validate_json(row["record"]))
    return found


_LISTS = "SELECT volume, record FROM printed_list WHERE kind = ?1 AND (?2 IS NULL OR volume = ?2) ORDER BY volume, path"
