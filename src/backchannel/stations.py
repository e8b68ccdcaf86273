"""Find the station of a post abroad, or of its head: `Saigon` for `the Embassy in Vietnam`, and that of the Department: Washington.

The stations are in `data/stations.toml`, with the years in which each post was there.
"""

from __future__ import annotations

import re
from functools import cache

from backchannel import ids, vocabulary

_RANK = r"(?:(?:the|United\s+States|Acting|Deputy|Permanent|Appointed|American)\s+)*"
_DEPARTMENT = re.compile(
    rf"""
    {_RANK}                                                         # the Acting …
    (?:Department|(?:Under\s+)?Secretary)\s+of\s+(?:the\s+)?State   # Department of State · Under Secretary of State
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HEAD_OF_EMBASSY = re.compile(r"(?:Embassy|Legation|Ambassador|Minister|Chargé(?:\s+d’Affaires)?(?:\s+ad\s+interim)?)\s+(?:in|to|at)\s+")
"""`Ambassador in Vietnam` · `Chargé d’Affaires ad interim in France`"""
_IN_CITY = re.compile(
    r"""
    (?: Embassy(?:\s+Office)? | Legation | Mission | Liaison\s+Office       # Embassy Office in Berlin · Liaison Office in Peking
      | (?:Vice\s+)?Consul(?:ate)?(?:\s+General)?                           # Consulate General in Hong Kong
    )\s+(?:in|at)\s+(?P<city>.+)
    """,
    re.VERBOSE,
)
_BEFORE_OFFICE = re.compile(_RANK, re.IGNORECASE)


def is_department(words: str, place: str | None) -> bool:
    """Return whether `words` name the Department or its head, and in Washington: not `the Secretary of State`, if `place` is Paris."""
    if not _DEPARTMENT.fullmatch(words):
        return False
    return "Secretary" not in words or place is None or place.startswith("Washington")


def station_of(office: str, volume: str) -> str | None:
    """Return the station of a post, or of its head, in the years of `volume`: `Saigon` for `the Ambassador in Vietnam`."""
    words = _BEFORE_OFFICE.sub("", office, count=1)
    if city := _IN_CITY.fullmatch(words):
        station = vocabulary.term_of("stations", city["city"])
        if station and station.kind != "department":
            return station.name
    years = ids.volume_years(volume)
    stations = _posts().get(vocabulary.folded(_HEAD_OF_EMBASSY.sub("Embassy in ", words, count=1)), [])
    there = [station.name for station in stations if years is None or _was_there(station, years)]
    return there[0] if len(there) == 1 else None


@cache
def _posts() -> dict[str, list[vocabulary.Term]]:
    """Map each post, by its name in `folded` form, to the stations where it has been."""
    stations: dict[str, list[vocabulary.Term]] = {}
    for station in vocabulary.terms("stations"):
        for post in station.posts:
            stations.setdefault(vocabulary.folded(post), []).append(station)
    return stations


def _was_there(station: vocabulary.Term, years: tuple[int, int]) -> bool:
    """Return whether the station's posts existed in one of `years`."""
    return (station.first or "0") <= f"{years[1]}-12-31" and (station.last or "9") >= f"{years[0]}-01-01"
