"""What stands around every page: the edition's name, the way about, the foot."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages.components import addresses
from backchannel.pages.components.addresses import Linker
from backchannel.pages.components.volumes import volume_words

if TYPE_CHECKING:
    from backchannel.settings import Project


class NavItem(NamedTuple):
    """An entry of the way about. `current`: the page is that, or belongs to it."""

    text: str
    href: str
    current: bool


class Layout(NamedTuple):
    """The frame of a page. `static` is the address of the folder with style sheet and script, `search` that of the search page; `volume`
    is that of the page, in which the box in its head looks, or empty for all. `of_series`: what it shows is of *Foreign Relations*."""

    title: str
    brand: str
    front: str
    sub: str
    static: str
    search: str
    volume: str
    of_series: bool
    nav_items: tuple[NavItem, ...]
    foot: tuple[NavItem, ...]


_VOLUME_NAVIGATION = (
    ("Documents", addresses.FRONT),
    ("Chronology", "chronology.html"),
    ("Persons", "persons.html"),
    ("Sources", "sources.html"),
    ("Pages", "pages.html"),
)


def volume_layout(project: Project, volume: str, title: str, current: str) -> Layout:
    """The frame of a page in the folder of `volume`; `current` is its entry in the way about, `Documents` for a document."""
    return _layout(
        project,
        volume,
        volume,
        title,
        volume_words(project, volume),
        _volume_navigation(volume, current, project.with_traffic & {volume, ""}),
    )


@lru_cache(1024)
def _volume_navigation(volume: str, current: str, with_traffic: frozenset[str]) -> tuple[NavItem, ...]:
    """The same on all pages of a volume: `with_traffic` has its id if its posts have traffic, and an empty name if travellers have."""
    nav_items = [NavItem(text, Linker(volume).page(f"{volume}/{page}"), text == current) for text, page in _VOLUME_NAVIGATION]
    page = f"{volume}/{addresses.MESSAGES}" if volume in with_traffic else addresses.MESSAGES
    return *nav_items, *_traffic(volume, current, with_traffic), NavItem("Messages", Linker(volume).page(page), current == "Messages")


def _traffic(volume: str, current: str, with_traffic: frozenset[str]) -> list[NavItem]:
    """The way to the traffic: of the volume's posts if it has any, else of the edition's travellers."""
    page = f"{volume}/{addresses.TRAFFIC}" if volume and volume in with_traffic else addresses.TRAFFIC
    return [NavItem("Traffic", Linker(volume).page(page), current == "Traffic")] if with_traffic else []


_TOP_NAVIGATION = (
    ("Volumes", addresses.FRONT),
    ("Messages", addresses.MESSAGES),
    ("People", addresses.PEOPLE),
    ("Search", addresses.SEARCH),
    ("Findings", addresses.FINDINGS),
)


def top_layout(project: Project, title: str, current: str, folder: str = "") -> Layout:
    """The frame of a page at the top of the site, or in a `folder` that is no volume's."""
    pages = [item for item in _TOP_NAVIGATION if item[0] != "People" or project.peopled]
    volumes, *others = [NavItem(text, Linker(folder).page(page), text == current) for text, page in pages]
    traffic = [item._replace(href=Linker(folder).page(item.href)) for item in _traffic("", current, project.with_traffic & {""})]
    return _layout(project, folder, "", title, project.edition.subtitle, (volumes, *traffic, *others))


def _layout(project: Project, folder: str, volume: str, title: str, sub: str, nav_items: tuple[NavItem, ...]) -> Layout:
    brand = project.edition.title
    return Layout(
        title if title == brand else f"{title} · {brand}",
        brand,
        Linker(folder).page(addresses.FRONT),
        sub,
        Linker(folder).page("static"),
        Linker(folder).page(addresses.SEARCH),
        volume,
        not volume or ids.is_volume(volume),
        nav_items,
        _foot(folder, volume),
    )


@lru_cache(1024)
def _foot(folder: str, volume: str) -> tuple[NavItem, ...]:
    findings = f"{volume}/{addresses.FINDINGS}" if volume else addresses.FINDINGS
    return (
        NavItem("All volumes", Linker(folder).page(addresses.FRONT), False),
        NavItem("About this edition", Linker(folder).page(addresses.ABOUT), False),
        NavItem("What the marks mean", Linker(folder).page(addresses.ABOUT, "marks"), False),
        NavItem("Findings", Linker(folder).page(findings), False),
    )
