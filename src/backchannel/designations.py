"""What a volume of the series is called in a citation, and its id: `1964–1968, vol. XIII, Part 2` is `frus1964-68v13p2`.

The series' volumes are known by the years they cover and their number. Volumes that are known by a title (`The Conferences at
Malta and Yalta, 1945`) stand in `data/volumes.toml`.
"""

from __future__ import annotations

import re

from backchannel import ids

YEARS = r"[0-9]{4}(?:\s?[–—-]\s?(?:19|18|20)?[0-9]{2})?(?!\d)"
"""Years as they are cited: `1947`, `1952–1954`, `1969–76`."""

NUMBER = r"(?:E\s?[–—-]\s?[0-9]{1,2}|[IVXLivxl]{1,8}|[0-9]{1,2})(?![\w–])"
"""A volume's number as it is cited: `XIII`, `i` in older volumes, `E–14` of the electronic ones, `5`."""

PART = r"Part\s(?:[1-9]|I{1,3}|One|Two|Three)\b"
"""A part of a volume: `Part 2`."""

_PART_NUMBERS = {"one": 1, "two": 2, "three": 3}
_FIRST_SUPPLEMENTS = 1955
"""From the volumes of these years on, a Supplement is on microfiche and has an id of its own."""

_IN_PARTS = {
    "frus1948v01": 2,
    "frus1948v05": 2,
    "frus1949v07": 2,
    "frus1951v03": 2,
    "frus1951v04": 2,
    "frus1951v06": 2,
    "frus1951v07": 2,
    "frus1952-54v01": 2,
    "frus1952-54v02": 2,
    "frus1952-54v05": 2,
    "frus1952-54v06": 2,
    "frus1952-54v07": 2,
    "frus1952-54v09": 2,
    "frus1952-54v11": 2,
    "frus1952-54v12": 2,
    "frus1952-54v13": 2,
    "frus1952-54v14": 2,
    "frus1952-54v15": 2,
    "frus1955-57v23": 2,
    "frus1958-60v07": 2,
    "frus1958-60v10": 2,
    "frus1969-76v38": 2,
    "frus1969-76ve09": 2,
    "frus1969-76ve11": 2,
    "frus1969-76ve14": 2,
    "frus1969-76ve15": 2,
    "frus1977-80v17": 3,
}
"""Volumes that appeared in parts only, and in how many: without its part, such a number names no one book."""


def in_series(series: str, number: str, part: str | None = None, *, supplement: bool = False) -> str | None:
    """The id of the volume of that number among those of the same years (`series_of_years`), or None when the words are no number.

    1. `frus1952-54`, `XIII`, `Part 2`   `frus1952-54v13p2`
    2. `frus1947`, `i`                   `frus1947v01`
    3. `frus1969-76`, `E–14`, `Part 1`   `frus1969-76ve14p1`
    4. `frus1955-57`, `III`, supplement  `frus1955-57v03mSupp`
    """
    electronic, figures = _figures(number)
    if not figures:
        return None
    id = f"{series}v{'e' if electronic else ''}{figures:02d}" + (f"p{_part(part)}" if part else "")
    return id + ("mSupp" if supplement and int(series[4:8]) >= _FIRST_SUPPLEMENTS else "")


def series_of_years(years: str) -> str | None:
    """What the ids of the volumes of these years begin with: `1952–1954` is `frus1952-54`; None for words that are no years, or that
    do not rise."""
    match = re.fullmatch(r"([0-9]{2})([0-9]{2})(?:\s?[–—-]\s?(?:[0-9]{2})?([0-9]{2}))?", years)
    if match is None:
        return None
    century, first, last = match.groups()
    if last is None:
        return f"frus{century}{first}"
    return f"frus{century}{first}-{last}" if first < last else None


def series_of(volume: str) -> str | None:
    """What the ids of the volumes of the same years as `volume` begin with: of `frus1952-54v13p2` it is `frus1952-54`."""
    match = re.match(r"frus\d{4}(?:-\d\d)?(?=v)", volume)
    return match[0] if match else None


def first_year(volume: str) -> int | None:
    """The first year that `volume` covers, or None when its id does not say: 1952 for `frus1952-54v13p2`."""
    match = re.match(r"frus(\d{4})", volume)
    return int(match[1]) if match else None


def parts_of(volume: str) -> tuple[str, ...]:
    """The ids of the parts in which `volume` appeared, where its number names more than one book; else none.

    `frus1952-54v13` gives `frus1952-54v13p1` and `frus1952-54v13p2`.
    """
    return tuple(f"{volume}p{part}" for part in range(1, _IN_PARTS.get(volume, 0) + 1))


def _figures(number: str) -> tuple[bool, int | None]:
    """Whether a volume's number is that of an electronic one, and its value."""
    electronic = number[:1] == "E"
    words = re.sub(r"^E\s?[–—-]\s?", "", number)
    return electronic, int(words) if words.isdecimal() else ids.roman(words)


def _part(words: str) -> int:
    word = words.split()[-1].lower() if words.split() else ""
    return int(word) if word.isdecimal() else _PART_NUMBERS.get(word) or ids.roman(word) or 1
