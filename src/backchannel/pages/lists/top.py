"""Build the pages at the top of the site: the volumes, the edition, and the page for addresses that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.volumes import designation, heading, is_titled
from backchannel.pages.components.words import amount

if TYPE_CHECKING:
    from backchannel.edition.queries.counts import EditionCounts
    from backchannel.pages.components.layout import PageFrame


class VolumeEntry(NamedTuple):
    """A volume in the list of the front page."""

    href: str
    eyebrow: str
    title: str
    total: str


class CountFigure(NamedTuple):
    """A count and what it counts: `1,204`, `references printed here`."""

    number: str
    text: str


class FrontPage(NamedTuple):
    """The front page of the edition. `feed` links to the feed of changes, if there is one."""

    path: str
    layout: Layout
    title: str
    subtitle: str
    volumes: list[VolumeEntry]
    figures: list[CountFigure]
    feed: str


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


def front_page(frame: PageFrame, sizes: dict[str, int], counts: EditionCounts, feed: str) -> FrontPage:
    edition = frame.project.edition
    return FrontPage(frame.path, frame.layout, edition.title, edition.subtitle, _volumes(frame, sizes), _figures(counts), feed)


def _volumes(frame: PageFrame, sizes: dict[str, int]) -> list[VolumeEntry]:
    return [
        VolumeEntry(
            frame.linker.page(page_path("index", volume)),
            heading(frame.project, volume) if is_titled(frame.project, volume) else designation(volume),
            frame.project.volume(volume).title,
            amount(size, "document"),
        )
        for volume, size in sizes.items()
    ]


_REFERENCES = (
    ("printed", "lead to a place in this edition"),
    ("elsewhere", "lead to the official edition"),
    ("mentioned", "name a message that is not printed"),
    ("ambiguous", "could mean more than one thing"),
    ("missing", "refer to something that is not there"),
)


def _figures(counts: EditionCounts) -> list[CountFigure]:
    held = (
        (counts.documents, "document"),
        (counts.notes, "note"),
        (counts.pages, "page label"),
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
    return AboutPage(frame.path, frame.layout, _figures(counts), people, frame.linker.page(page_path("editors")))


def not_found_page(frame: PageFrame, sizes: dict[str, int]) -> NotFoundPage:
    of_foreign_relations = any(map(frame.project.series.is_of_foreign_relations, sizes))
    return NotFoundPage(frame.path, frame.layout, _volumes(frame, sizes), of_foreign_relations)
