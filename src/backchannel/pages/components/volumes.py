"""Name volumes, and their documents and pages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.pages.components import addresses
from backchannel.pages.components.places import anchor_words

if TYPE_CHECKING:
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.settings import Project, VolumeSettings

_NUMBERED = re.compile(r"d\d")
_VOLUME = re.compile(r"frus(\d{4})(?:-(\d\d))?v(e?)(\d+)(?:p(\d+))?(.*)")


@lru_cache(4096)
def designation(volume: str) -> str:
    """Write a volume as it is cited: `frus1964-68v13p2` is `Foreign Relations, 1964–1968, vol. XIII, Part 2`; any other id stays as it
    is."""
    match = _VOLUME.fullmatch(volume)
    if not match:
        return volume
    first, last, electronic, number, part, rest = match.groups()
    years = f"{first}–{first[:2]}{last}" if last else first
    numeral = f"E–{int(number)}" if electronic else ids.to_roman(int(number)).upper()
    supplement = {"": "", "mSupp": ", Supplement"}.get(rest, f" ({rest})")
    return f"Foreign Relations, {years}, vol. {numeral}" + (f", Part {part}" if part else "") + supplement


def heading(project: Project, volume: str) -> str:
    """Write the full heading of a volume, as far as the settings state it: `Foreign Relations of the United States, 1969–1976, Volume
    IX`."""
    settings = project.volume(volume)
    return ", ".join(filter(None, (project.series.of(volume).title, settings.subseries, *_numbers(settings))))


def short_heading(project: Project, volume: str) -> str:
    """Write the short heading of a volume, for the header of each page: `FRUS 1969–1976, Volume IX: Vietnam, October 1972–January 1973`."""
    settings, series = project.volume(volume), project.series.of(volume)
    named = " ".join(filter(None, (series.abbreviation or series.title, settings.subseries)))
    return ": ".join(filter(None, (", ".join(filter(None, (named, *_numbers(settings)))), settings.title)))


def is_titled(project: Project, volume: str) -> bool:
    """Return whether a `volume.toml` gives the volume's title; without one, pages name the volume by its id."""
    return volume in project.volumes


def volume_words(project: Project, volume: str) -> str:
    """Name a volume in lists: by its short heading, or by its id if it has no title page."""
    return short_heading(project, volume) if is_titled(project, volume) else volume


def given_number(listed: ListedDocument) -> str:
    """Return the number that a document prints, or the one that the edition assigns, in brackets as editors do: `145`, `[201]`; else
    empty."""
    number = addresses.official_id(listed).removeprefix("d")
    return listed.number or (f"[{number}]" if number else "")


def given_title(listed: ListedDocument) -> str:
    """Return the head without its number, which is shown separately; the first words of a text without a head."""
    return listed.title.removeprefix(f"{listed.number}.").strip()


def official_words(listed: ListedDocument) -> str:
    """Describe what the official edition has of a text: `Document 44`; for a text without a number, the volume."""
    number = addresses.official_id(listed).removeprefix("d")
    return f"Document {number}" if number else "This volume"


def target_words(target: str, here: str) -> str:
    """Name a target, on a page of the volume `here`.

    1. `frus1969-76v09/d144`            Document 144
    2. `frus1969-76v09/d144#d144fn2`    Document 144, note 2
    3. `frus1969-76v09#pg_739`          Page 739
    4. `frus1964-68v13/d312`            Foreign Relations, 1964–1968, vol. XIII, Document 312
    """
    path, fragment = ids.split_target(target)
    volume, _, local = path.partition("/")
    parts = [] if volume == here and (local or fragment) else [designation(volume)]
    if local:
        parts.append(f"Document {local[1:]}" if _NUMBERED.match(local) else f"Text {local.removeprefix('t-')}")
    if fragment:
        parts.append(f"Page {fragment.removeprefix('pg_')}" if fragment.startswith("pg_") else anchor_words(fragment.removeprefix(local)))
    return ", ".join(parts)


def _numbers(volume: VolumeSettings) -> list[str]:
    return [f"{name} {value}" for name, value in (("Volume", volume.volume), ("Part", volume.part)) if value]
