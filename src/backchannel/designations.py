"""Turn the designation of a volume in a citation into its id: `1964–1968, vol. XIII, Part 2` is `frus1964-68v13p2`.

Most volumes are cited by the years that they cover and their number. Volumes cited by a title (`The Conferences at Malta and Yalta,
1945`) are listed in `data/volumes.toml`, those that appeared in parts in `data/parts.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from backchannel import ids
from backchannel.vocabulary import folded

YEARS = r"[0-9]{4}(?:\s?[–—-]\s?(?:19|18|20)?[0-9]{2})?(?!\d)"
"""Years as they are cited: `1947`, `1952–1954`, `1969–76`."""

NUMBER = r"(?:E\s?[–—-]\s?[0-9]{1,2}|[IVXLC]{1,8}|[ivxl]{1,8}|[0-9]{1,2})(?![\w–])"
"""A volume's number as it is cited: `XIII`, `i` in older volumes, `E–14` of the electronic ones, `5`."""

PART = r"[Pp](?:ar)?t\.?\s?(?:[1-9]|I{1,3}|[Oo]ne|[Tt]wo|[Tt]hree)\b"
"""A part of a volume: `Part 2`, `part I`, `pt. 2`."""

_PART_NUMBERS = {"one": 1, "two": 2, "three": 3}
_FIRST_SUPPLEMENTS = 1955
"""From the volumes of this year on, a Supplement is on microfiche and has its own id."""
_LAST_SUPPLEMENTS = 1961
"""The first year of the last volumes with microfiche supplements: 1961–1963."""

_JOINT_SUPPLEMENTS = {"frus1958-60": ((17, 18),), "frus1961-63": ((7, 9), (10, 12), (13, 15), (22, 24))}
"""Supplements to several volumes, by the first and last of these: `vols. VII/VIII/IX, Microfiche Supplement`."""

_NAMED_SERIES = {"frus1917-72": "frus1917-72PubDip"}
"""Volumes of the same years whose ids have a name too: those on public diplomacy."""

INDEX_PAGES = 60
"""More pages than any index has. If Part 1 has an index, the pages of Part 2 continue from before it, so both parts have these numbers."""


class VolumeParts(BaseModel):
    """A volume that appeared only in parts: how many, the last page of its Part 1, and for each part the words that only its title has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: int
    ends: int | None = None
    words: tuple[tuple[str, ...], ...] = ()


def in_series(series: str, number: str, part: str | None = None, *, supplement: bool = False) -> str | None:
    """Return the id of the volume with that number in a series of years (`series_of_years`), or None if the words are no number.

    1. `frus1952-54`, `XIII`, `Part 2`   `frus1952-54v13p2`
    2. `frus1947`, `i`                   `frus1947v01`
    3. `frus1969-76`, `E–14`, `Part 1`   `frus1969-76ve14p1`
    4. `frus1955-57`, `III`, supplement  `frus1955-57v03mSupp`
    5. `frus1961-63`, `X`, supplement    `frus1961-63v10-12mSupp`, one supplement to three volumes
    """
    electronic, figures = _figures(number)
    if not figures:
        return None
    if supplement and int(series[4:8]) >= _FIRST_SUPPLEMENTS:
        return f"{series}v{_supplemented(series, figures)}mSupp"
    return f"{series}v{'e' if electronic else ''}{figures:02d}" + (f"p{part_number(part)}" if part else "")


def series_of_years(years: str) -> str | None:
    """Return the beginning of the ids of the volumes of these years: `1952–1954` is `frus1952-54`; None for words that are no years, or
    years in the wrong order."""
    match = re.fullmatch(r"([0-9]{2})([0-9]{2})(?:\s?[–—-]\s?(?:[0-9]{2})?([0-9]{2}))?", years)
    if match is None:
        return None
    century, first, last = match.groups()
    if last is None:
        return f"frus{century}{first}"
    series = f"frus{century}{first}-{last}"
    return _NAMED_SERIES.get(series, series) if first < last else None


def series_of(volume: str) -> str | None:
    """Return the beginning of the ids of the volumes of the same years as `volume`: `frus1952-54` for `frus1952-54v13p2`."""
    match = re.match(r"frus\d{4}(?:-\d\d)?(?:PubDip)?(?=v)", volume)
    return match[0] if match else None


def first_year(volume: str) -> int | None:
    """Return the first year that `volume` covers, or None if its id doesn't say: 1952 for `frus1952-54v13p2`."""
    match = re.match(r"frus(\d{4})", volume)
    return int(match[1]) if match else None


def parts_of(volume: str) -> tuple[str, ...]:
    """Return the ids of the parts of `volume`, if its number names more than one book.

    `frus1952-54v13` gives `frus1952-54v13p1` and `frus1952-54v13p2`.
    """
    found = _in_parts().get(volume)
    return tuple(f"{volume}p{part}" for part in range(1, found.parts + 1)) if found else ()


def part_meant(volume: str, page: str | None, title: str) -> str:
    """Find the part of `volume` that a page or the words of a title decide; without such a decision return `volume` itself.

    1. `1952–1954, vol. XIII`, p. 1571   Part 2: Part 1 ends on page 1409
    2. `1969–1976, vol. XIX`, `Korea`    Part 1: only its title has this word
    """
    found = _in_parts().get(volume)
    if found is None:
        return volume
    part = _part_with_page(found, page) or _part_titled(found, title)
    return f"{volume}p{part}" if part else volume


def part_of_page(volume: str, page: str) -> str:
    """Return the part that has a page, for a part whose page numbers another continues; `volume` itself if nothing decides.

    1. `frus1952-54v13p1`, p. 1571   `frus1952-54v13p2`: Part 1 ends on page 1409
    2. `frus1952-54v13p1`, p. 12     `frus1952-54v13p1`
    """
    whole = re.sub(r"(?<=\d)p\d$", "", volume)
    part = part_meant(whole, page, "")
    return volume if part == whole else part


def last_page(volume: str) -> int | None:
    """Return the last page of a Part 1 whose numbers Part 2 continues: 1409 for `frus1952-54v13p1`; None if unknown."""
    found = _in_parts().get(volume.removesuffix("p1")) if volume.endswith("p1") else None
    return found.ends if found else None


def _part_with_page(volume: VolumeParts, page: str | None) -> int | None:
    if volume.ends is None or page is None or not page.isdecimal():
        return None
    if int(page) > volume.ends:
        return 2
    return 1 if int(page) <= volume.ends - INDEX_PAGES else None


def _part_titled(volume: VolumeParts, title: str) -> int | None:
    """Return the only part whose words are in the title."""
    found = [n for n, words in enumerate(volume.words, 1) if any(_has(title, word) for word in words)]
    return found[0] if len(found) == 1 else None


def _has(title: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(folded(word))}\b", folded(title)))


@cache
def _in_parts() -> dict[str, VolumeParts]:
    data = tomllib.loads(files("backchannel").joinpath("data", "parts.toml").read_text(encoding="utf-8"))
    return {volume: VolumeParts.model_validate(parts) for volume, parts in data.items()}


def _supplemented(series: str, number: int) -> str:
    """Return the numbers of a supplement's volumes, as in its id: `05`, `10-12`."""
    joint = next((pair for pair in _JOINT_SUPPLEMENTS.get(series, ()) if pair[0] <= number <= pair[1]), None)
    return f"{joint[0]:02d}-{joint[1]:02d}" if joint else f"{number:02d}"


def _figures(number: str) -> tuple[bool, int | None]:
    """Return whether a volume's number is that of an electronic volume, and return its value."""
    electronic = number[:1] == "E"
    words = re.sub(r"^E\s?[–—-]\s?", "", number)
    return electronic, int(words) if words.isdecimal() else ids.roman(words)


def supplement_of(volume: str) -> str | None:
    """Return the id of the microfiche supplement to `volume`, for the years that have them: `frus1958-60v11mSupp` for `frus1958-60v11`."""
    found = re.fullmatch(r"(frus\d{4}-\d\d)v(\d\d)(?:p\d)?", volume)
    if found is None or not _FIRST_SUPPLEMENTS <= int(volume[4:8]) <= _LAST_SUPPLEMENTS:
        return None
    return in_series(found[1], str(int(found[2])), supplement=True)


def other_part(volume: str, words: str) -> str:
    """Return another part of the same volume: `frus1952-54v13p1`, `Part 2` is `frus1952-54v13p2`; `volume` itself if `words` is empty."""
    return re.sub(r"(?<=\d)p\d$", "", volume) + f"p{part_number(words)}" if words else volume


def part_number(words: str) -> int:
    """Return the number of a part: 2 for `Part 2`, `pt. II`, `part two`."""
    word = re.sub(r"^[Pp](?:ar)?t\.?\s?", "", words).lower()
    return int(word) if word.isdecimal() else _PART_NUMBERS.get(word) or ids.roman(word) or 1
