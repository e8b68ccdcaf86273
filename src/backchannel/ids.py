"""Make and parse ids and addresses, compatible with those of history.state.gov.

A volume is `frus1969-76v09`, a document in it `d145`. The ids of the parts of a document begin with its own: note `d145fn3`, its
marker `d145fnref3`, paragraph `d145p7`. A page break is `pg_533`. See https://history.state.gov/developer for the use of the series.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

_DOCUMENT = re.compile(r"d[0-9]+[a-z]?")
_VOLUME = re.compile(r"frus[0-9]{4}(-[0-9]{2,4})?[A-Za-z0-9]*(-[0-9][0-9](mSupp)?)?")
_FIGURES = re.compile(r"[0-9]+")
_LONGEST_SLUG, _DIGEST = 120, 12
_LONGEST_RANGE = 100
"""More pages than notes that are cited together are spread over."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def document_id(number: str | None, stem: str) -> str:
    """Return the id of a document, from its printed number (`145`, `60a`) or else from its file name.

    1. `145`, any name      `d145`
    2. no number, `d201`    `d201`: the name is an id
    3. no number, `Notes 2` `t-notes-2`: a text without a number
    """
    if number:
        return f"d{number}"
    return stem if _DOCUMENT.fullmatch(stem) else f"t-{slug(stem)}"


def is_document(name: str) -> bool:
    """Return whether `name` is the id of a document: `d145`, `d60a`, `t-notes-2`."""
    return _DOCUMENT.fullmatch(name) is not None or name.startswith("t-")


def chapter_name(stem: str, reserved: Container[str]) -> str | None:
    """Return the name of the page for an editors' file: `On Zenda.md` gives `on-zenda`. None where another page has that name: it is
    `reserved` for a page or file of the program, or it is the id of a document (`D44.md`)."""
    name = slug(stem)
    return None if name in reserved or is_document(name) else name


def slug(words: str) -> str:
    """Turn `words` into a part of an id or path: lowercase ASCII letters, digits and single hyphens; `x` if nothing is left. File systems
    allow names of 255 bytes, so a longer slug than 120 characters is cut, and ends in a digest of the words."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
    if len(whole) <= _LONGEST_SLUG:
        return whole
    return f"{whole[: _LONGEST_SLUG - _DIGEST - 1].rstrip('-')}-{sha256(words.encode(errors='surrogatepass')).hexdigest()[:_DIGEST]}"


def unique_slugs(names: Iterable[str]) -> dict[str, str]:
    """Return a slug for each name. Names with the same slug get a number: `smith`, `smith--2`."""
    counts: dict[str, int] = {}
    slugs = {}
    for name in names:
        plain = slug(name)
        counts[plain] = counts.get(plain, 0) + 1
        slugs[name] = plain if counts[plain] == 1 else f"{plain}--{counts[plain]}"
    return slugs


def note_id(document: str, label: str) -> str:
    """Return the id of a note: `d145fn3`. A sign such as `*` is written as its code point, `d145fn-2a`, for ids take letters and digits."""
    return f"{document}fn{_label(label)}"


def marker_id(document: str, label: str, occurrence: int = 1) -> str:
    """Return the id of a marker: `d145fnref3`; of the second marker with the same label: `d145fnref3-2`."""
    return f"{document}fnref{_label(label)}" + (f"-{occurrence}" if occurrence > 1 else "")


def editors_id(document: str, label: str = "") -> str:
    """Return the id of an editors' note: `d145ed-a`; without a label, of their introduction: `d145ed`."""
    return f"{document}ed-{label}" if label else f"{document}ed"


def editors_marker_id(document: str, label: str) -> str:
    """Return the id of the marker of an editors' note in the text: `d145edref-a`."""
    return f"{document}edref-{label}"


def attachment_id(document: str, label: str) -> str:
    """Return the id of an attachment, by its label: `d145att-tab-b` for `Tab B`."""
    return f"{document}att-{slug(label)}"


def page_id(page: str) -> str:
    """Return the id of a page break: `pg_533`; also `pg_506` for `[506]`, a number that the volume printed in brackets."""
    return f"pg_{page.strip('[]')}"


def first_of_pages(pages: str) -> str:
    """Return the first page of a range: 21 for `21–22`, 21 for `21`."""
    return pages.partition("–")[0]


def each_of_pages(pages: str) -> list[str]:
    """Return the pages of a range: 21 and 22 for `21–22`. Of a range that is no short run of numbers, only its ends."""
    first, dash, last = pages.partition("–")
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) < _LONGEST_RANGE:
        return [str(page) for page in range(int(first), int(last) + 1)]
    return [first, last] if dash else [first]


def paragraph_id(document: str, ordinal: int) -> str:
    """Return the id of a paragraph: `d145p7`."""
    return f"{document}p{ordinal}"


def message_id(channel: str, number: str, journey: str | None) -> str:
    """Return the id of a message: `tohak-71-1972-12`, with the month in which its journey began; `hakto-37` if the journey is unknown."""
    return "-".join(filter(None, (slug(channel), slug(number), journey)))


def split_target(target: str) -> tuple[str, str]:
    """Split a target into its path and its fragment: `VOLUME/dN`, `dNfnM`. A folder name may contain a `#`; a fragment has no slash."""
    path, mark, fragment = target.rpartition("#")
    return (path, fragment) if mark and "/" not in fragment else (target, "")


def is_volume(name: str) -> bool:
    """Return whether `name` is the id of a volume of the series: `frus1969-76v09`, `frus1952-54v13p2`, `frus1969-76ve14p1`."""
    return _VOLUME.fullmatch(name) is not None


def volume_years(name: str) -> tuple[int, int] | None:
    """Return the first and last year in a volume's id, or None: `frus1969-76v09` is 1969 to 1976, `frus1948v01p1` 1948 to 1948."""
    years = re.match(r"frus([0-9]{2})([0-9]{2})(?:-([0-9]{2})?([0-9]{2}))?(?![0-9])", name)
    if not years:
        return None
    first = int(years[1] + years[2])
    return first, int((years[3] or years[1]) + years[4]) if years[4] else first


def roman(words: str) -> int | None:
    """Return the value of a Roman numeral in either case, or None: `XIII` is 13, `IIX` is None."""
    value, smaller = 0, 0
    for letter in reversed(words.lower()):
        if (worth := _ROMAN.get(letter)) is None:
            return None
        value += worth if worth >= smaller else -worth
        smaller = max(smaller, worth)
    return value if to_roman(value) == words.lower() else None


def to_roman(value: int) -> str:
    """Write `value` as a lowercase Roman numeral: 13 is `xiii`."""
    words = ""
    for worth, letters in _ROMAN_PARTS:
        count, value = divmod(value, worth)
        words += letters * count
    return words


def page_number(page: str) -> tuple[int, int]:
    """Return a sort key for a page: Roman pages (front matter) come before Arabic ones; `533` is `(1, 533)`, `xiv` is `(0, 14)`."""
    number = page.strip("[]")
    return (1, int(number)) if number.isdecimal() else (0, roman(number) or 0)


def number_key(number: str) -> tuple[int, str]:
    """Return a sort key for a document number: `60` before `60a` before `61`."""
    match = _FIGURES.match(number)
    return (int(match[0]) if match else 0, number)


def _label(label: str) -> str:
    return label if label.isascii() and label.isalnum() else "-" + "-".join(f"{ord(c):x}" for c in label)


_ROMAN_PARTS = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
]
