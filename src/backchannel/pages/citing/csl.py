"""Describe a document as an item of the Citation Style Language, from which every form of its citation is made.

The item uses the standard's names (https://docs.citationstyles.org/en/stable/specification.html, appendix IV). A document is a chapter of
its volume. What neither the source nor `volume.toml` states is left out, not guessed: an inferred date is not used.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from backchannel import ids
from backchannel.pages.components import addresses
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.volumes import given_title, is_titled
from backchannel.source import digest

if TYPE_CHECKING:
    from backchannel.edition.publication.publish import Publication
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.settings import Project, SeriesSettings, VolumeSettings

CslItem = dict[str, Any]
"""An item of CSL-JSON."""

_WITH_ARTICLE = re.compile(r"^[Tt]he ")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!.*/)")
_MONTH = re.compile(r"(\d{4})-(\d\d)-01/\1-\2-(\d\d)")
"""The first and the last day of a month, if both are."""


def state_words(publication: Publication | None) -> str:
    """Say which build first published the present text of a document: `as of November 29, 2026, build 7c1e0a2b9d4f`; empty in a
    preview."""
    return f"as of {date_words(publication.day)}, build {publication.build}" if publication and publication.build else ""


def csl_item(project: Project, listed: ListedDocument, state: str = "") -> CslItem:
    """Describe a document as an item of CSL-JSON. `state` says which build published its text: it changes only with the text."""
    volume, series = project.volume(listed.volume), project.series.of(listed.volume)
    titled = is_titled(project, listed.volume)
    item = {
        "id": _key(listed),
        "type": "chapter",
        "title": given_title(listed),
        "author": [{"literal": series.author}] if series.author else None,
        "editor": None if series.author else [{"literal": name} for name in volume.editors],
        "container-title": volume.title if titled else listed.volume,
        "collection-title": _series(series, volume),
        "volume": _volume_number(volume),
        "chapter-number": listed.number or addresses.official_id(listed).removeprefix("d"),
        "page": _pages(listed),
        "publisher": volume.publisher or series.publisher,
        "publisher-place": volume.place or series.place,
        "issued": {"date-parts": [[volume.year]]} if volume.year else None,
        "original-date": _original_date(listed),
        "original-publisher-place": listed.written_at,
        "original-author": _people(listed, "from"),
        "recipient": _people(listed, "to"),
        **_archive(listed),
        "URL": series.address_of(listed.id),
        "note": state,
    }
    return {name: _in_one_line(value) for name, value in item.items() if value}


def _key(listed: ListedDocument) -> str:
    """Return the key under which reference managers store a document: `frus1969-76v09-d145`. A folder name that can't be part of a key is
    replaced by its slug and a digest of it, so that two volumes never share a key."""
    volume = listed.volume if _PLAIN.fullmatch(listed.volume) else f"{ids.slug(listed.volume)}-{digest(listed.volume.encode())[:6]}"
    return f"{volume}-{listed.local}"


_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]+")
"""Line ends, control characters, and the characters that Unicode reserves for a program's own use (the placeholders of `slots`)."""


def _in_one_line(value: Any) -> Any:
    """Return a value without line ends, which would begin another line of an export, and perhaps a record that an editor never wrote."""
    if isinstance(value, str):
        return _NOT_IN_A_LINE.sub(" ", value).strip()
    if isinstance(value, list):
        return [_in_one_line(part) for part in value]
    return {name: _in_one_line(part) for name, part in value.items()} if isinstance(value, dict) else value


def author_of(item: CslItem) -> str:
    """Name the author, or else the editors."""
    return "; ".join(name["literal"] for name in item.get("author") or item.get("editor") or ())


def year_of(item: CslItem) -> str:
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""


def _volume_number(volume: VolumeSettings) -> str | None:
    if volume.volume is None:
        return None
    return f"{_arabic(volume.volume)}, pt. {_arabic(volume.part)}" if volume.part else _arabic(volume.volume)


def _pages(listed: ListedDocument) -> str | None:
    """Write the page range: `532-534`. The hyphen is the standard's; styles turn it into their own dash."""
    if listed.first_page is None or listed.last_page in (None, listed.first_page):
        return listed.first_page
    return f"{listed.first_page}-{listed.last_page}"


def _original_date(listed: ListedDocument) -> dict[str, list[list[int]]] | None:
    """Return the document's day, or its month (`Washington, October 1970`), if the document states one."""
    edtf = listed.edtf or "" if listed.stated else ""
    if day := _DAY.match(edtf):
        return {"date-parts": [[int(part) for part in day.groups()]]}
    month = _MONTH.fullmatch(edtf)
    if month and monthrange(int(month[1]), int(month[2]))[1] == int(month[3]):
        return {"date-parts": [[int(month[1]), int(month[2])]]}
    return None


def _people(listed: ListedDocument, role: str) -> list[dict[str, str]]:
    """Name the senders or the recipients, as printed, without the article."""
    return [{"literal": _WITH_ARTICLE.sub("", person.words)} for person in listed.people if person.role == role]


def _archive(listed: ListedDocument) -> dict[str, str | None]:
    """Return the archive that holds the document, and its location there: `Nixon Presidential Materials, NSC Files, Box 858, Tohak`."""
    box = f"Box {listed.box}" if listed.box else None
    levels = [level for level in (listed.repository, listed.collection, listed.series, box, listed.folder, listed.file) if level]
    return {"archive": levels[0], "archive_location": ", ".join(levels[1:])} if levels else {}


def _series(series: SeriesSettings, volume: VolumeSettings) -> str:
    """Name the series: `Foreign Relations of the United States, 1969–1976`. Empty for a volume with the title of its series."""
    return "" if series.title == volume.title else ", ".join(filter(None, (series.title, volume.subseries)))


@lru_cache(256)
def _arabic(number: str) -> str:
    """Write a volume number in arabic figures, as it is cited: `IX` as 9, `E–14` unchanged."""
    return str(ids.roman(number) or number)
