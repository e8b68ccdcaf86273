"""A document as an item of the Citation Style Language, from which every form of its citation is made.

The item has the standard's names (https://docs.citationstyles.org/en/stable/specification.html, appendix IV). A document is a chapter of
its volume. What no source and no `volume.toml` says is left out, not guessed: a date that is inferred is no date here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from backchannel import ids
from backchannel.pages.components import addresses
from backchannel.pages.components.volumes import given_title, is_titled

if TYPE_CHECKING:
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.settings import Project, VolumeSettings

CslItem = dict[str, Any]
"""An item of CSL-JSON."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!.*/)")
_SERIES_AUTHOR = "U.S. Department of State"
"""The author of the volumes of *Foreign Relations*, which are known by their ids. Who made others, their `volume.toml` may say."""


def csl_item(project: Project, listed: ListedDocument) -> CslItem:
    """A document as an item of CSL-JSON."""
    volume = project.volume(listed.volume)
    titled, of_series = is_titled(project, listed.volume), ids.is_volume(listed.volume)
    item = {
        "id": listed.id.replace("/", "-"),
        "type": "chapter",
        "title": given_title(listed),
        "author": [{"literal": _SERIES_AUTHOR}] if of_series else None,
        "editor": None if of_series else [{"literal": name} for name in volume.editors],
        "container-title": volume.title if titled else listed.volume,
        "collection-title": _series(volume) if of_series or "series" in volume.model_fields_set else None,
        "volume": _volume_number(volume),
        "chapter-number": listed.number or addresses.official_id(listed).removeprefix("d") or listed.local,
        "page": _pages(listed),
        "publisher": volume.publisher,
        "publisher-place": volume.place,
        "issued": {"date-parts": [[volume.year]]} if volume.year else None,
        "original-date": _original_date(listed),
        "URL": addresses.official_twin(listed),
    }
    return {name: value for name, value in item.items() if value}


def author_of(item: CslItem) -> str:
    """Who is named first: the author, or the editors."""
    return "; ".join(name["literal"] for name in item.get("author") or item.get("editor") or ())


def year_of(item: CslItem) -> str:
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""


def _volume_number(volume: VolumeSettings) -> str | None:
    if volume.volume is None:
        return None
    return f"{_arabic(volume.volume)}, pt. {_arabic(volume.part)}" if volume.part else _arabic(volume.volume)


def _pages(listed: ListedDocument) -> str | None:
    """`532-534`: the hyphen is that of the standard, which styles turn into their own dash."""
    if listed.first_page is None or listed.last_page in (None, listed.first_page):
        return listed.first_page
    return f"{listed.first_page}-{listed.last_page}"


def _original_date(listed: ListedDocument) -> dict[str, list[list[int]]] | None:
    """The document's own day, where it states one."""
    day = _DAY.match(listed.edtf or "") if listed.stated else None
    return {"date-parts": [[int(part) for part in day.groups()]]} if day else None


def _series(volume: VolumeSettings) -> str:
    """`Foreign Relations of the United States, 1969–1976`"""
    return f"{volume.series}, {volume.subseries}" if volume.subseries else volume.series


@lru_cache(256)
def _arabic(number: str) -> str:
    """Volume numbers are cited in arabic figures: `IX` as 9, `E–14` as it is."""
    return str(ids.roman(number) or number)
