"""How a document is cited: the full note of the Chicago Manual of Style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.pages import addresses
from backchannel.pages.bits import Bit
from backchannel.pages.volumes import is_titled
from backchannel.pages.words import cited_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.queries import Listed
    from backchannel.settings import Project, Volume

AUTHOR = "U.S. Department of State"


def chicago_note(project: Project, listed: Listed) -> list[Bit]:
    """`U.S. Department of State, Foreign Relations of the United States, 1969–1976, vol. 9, Vietnam, October 1972–January 1973 (Washington:
    Government Printing Office, 2010), doc. 145, 532–34, https://history.state.gov/…`, as far as `volume.toml` and the text say it."""
    volume = project.volume(listed.volume)
    bits = [Bit(f"{AUTHOR}, "), Bit(series_of(volume), element="i"), Bit(", ")]
    bits += _volume(volume) if is_titled(project, listed.volume) else [Bit(listed.volume)]
    rest = [_document(listed)]
    if listed.first_page:
        rest.append(cited_range(listed.first_page, listed.last_page))
    if address := addresses.official_twin(listed):
        rest.append(address)
    return [*bits, Bit("".join(f", {part}" for part in rest) + ".")]


def series_of(volume: Volume) -> str:
    """`Foreign Relations of the United States, 1969–1976`"""
    return f"{volume.series}, {volume.subseries}" if volume.subseries else volume.series


def _volume(volume: Volume) -> Iterator[Bit]:
    if volume.volume:
        yield Bit(f"vol. {arabic(volume.volume)}, ")
    if volume.part:
        yield Bit(f"pt. {arabic(volume.part)}, ")
    yield Bit(volume.title, element="i")
    imprint = ": ".join(part for part in (volume.place, volume.publisher) if part)
    imprint = ", ".join(part for part in (imprint, str(volume.year or "")) if part)
    if imprint:
        yield Bit(f" ({imprint})")


def arabic(number: str) -> str:
    """Volume numbers are cited in arabic figures: `IX` as 9, `E–14` as it is."""
    return str(ids.roman(number) or number)


def _document(listed: Listed) -> str:
    return f"doc. {listed.number or addresses.official_id(listed).removeprefix('d') or listed.local}"
