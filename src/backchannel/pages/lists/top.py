"""Build the pages about the edition as a whole: how it was made, and the page for addresses that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.volumes import designation, heading, is_titled
from backchannel.pages.components.words import amount, capital

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.edition.queries.counts import EditionCounts
    from backchannel.pages.components.layout import PageFrame


class VolumeEntry(NamedTuple):
    """A volume in the list of the front page. `period` has the days of its documents, in words."""

    href: str
    eyebrow: str
    title: str
    total: str
    period: str


class CountFigure(NamedTuple):
    """A count and what it counts: `1,204`, `references printed here`."""

    number: str
    text: str


class AboutPage(NamedTuple):
    """How the edition was made, what its marks mean, and the edition in figures. `people` links to the list of people, if there is one;
    `editors` to the page for editors."""

    path: str
    layout: Layout
    figures: list[CountFigure]
    people: str
    editors: str


class NotFoundPage(NamedTuple):
    """The page that a server shows for an address without a page. `of_foreign_relations`: there are volumes of that series."""

    path: str
    layout: Layout
    volumes: list[VolumeEntry]
    of_foreign_relations: bool


def volume_entries(frame: PageFrame, sizes: Mapping[str, int], periods: Mapping[str, str] | None = None) -> list[VolumeEntry]:
    """List the volumes, with the period of each in words if it is known."""
    return [
        VolumeEntry(
            frame.linker.page(page_path("index", volume)),
            heading(frame.project, volume) if is_titled(frame.project, volume) else designation(volume),
            frame.project.volume(volume).title,
            amount(size, "document"),
            capital((periods or {}).get(volume, "")),
        )
        for volume, size in sizes.items()
    ]


_REFERENCES = (
    ("printed", "that lead to a place in this edition"),
    ("elsewhere", "that lead to the official edition"),
    ("mentioned", "to a message that is not printed"),
    ("ambiguous", "that could mean more than one thing"),
    ("missing", "to something that is not there"),
)


def edition_figures(counts: EditionCounts) -> list[CountFigure]:
    """Count what the edition has, and its references by where they lead."""
    held = (
        (counts.documents, "document"),
        (counts.notes, "note"),
        (counts.pages, "page number"),
        (sum(counts.references.values()), "reference"),
    )
    figures = [CountFigure(f"{number:,}", amount(number, thing).partition(" ")[2]) for number, thing in held]
    return figures + [
        CountFigure(f"{counts.references[status]:,}", f"references {words}")
        for status, words in _REFERENCES
        if counts.references.get(status)
    ]


def about_page(frame: PageFrame, counts: EditionCounts) -> AboutPage:
    people = frame.linker.page(page_path("people")) if frame.project.peopled else ""
    return AboutPage(frame.path, frame.layout, edition_figures(counts), people, frame.linker.page(page_path("editors")))


def not_found_page(frame: PageFrame, sizes: dict[str, int]) -> NotFoundPage:
    of_foreign_relations = any(map(frame.project.series.is_of_foreign_relations, sizes))
    return NotFoundPage(frame.path, frame.layout, volume_entries(frame, sizes), of_foreign_relations)
