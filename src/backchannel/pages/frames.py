"""Make the frame of each page: its path, its links, and the layout with the navigation that follows from the registry of pages."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from backchannel.pages.components.addresses import Linker, page_of, page_path, person_page
from backchannel.pages.components.layout import NavItem, PageFrame, layout
from backchannel.pages.registry import TOP_PAGES, VOLUME_PAGES, features_of
from backchannel.pages.traffic.views import CSV

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.pages.registry import SiteFeatures, SitePage
    from backchannel.settings import Project

_DOCUMENTS, _PEOPLE = "index", "people"
"""The pages whose navigation entries documents and chapters, and people, belong to."""


def page_frame(project: Project, page: SitePage, volume: str = "") -> PageFrame:
    """Make the frame of a page of the registry: in the folder of `volume`, or at the top of the site."""
    linker = Linker(volume, volume, project.series)
    title = page.title or (project.volume(volume).title if volume else project.edition.title)
    frame = _frame(project, page_path(page.name, volume), linker, volume, title, page.under or page.name)
    return frame._replace(tabs=_tabs(page, VOLUME_PAGES if volume else TOP_PAGES)) if page.tab else frame


def document_frame(project: Project, id: str) -> PageFrame:
    """Make the frame of a document, or of a chapter, that has the path of its page as id. Its title is the view's to give."""
    volume = id.partition("/")[0]
    return _frame(project, page_of(id), Linker(volume, volume, project.series), volume, "", _DOCUMENTS)


def former_frame(project: Project, id: str, *, present: bool) -> PageFrame:
    """Make the frame of a document that is gone, by its id. If its volume is not `present` either, the page links to the edition's."""
    volume = id.partition("/")[0]
    linker = Linker(volume, volume if present else "", project.series)
    return _frame(project, page_of(id), linker, volume if present else "", "", _DOCUMENTS)


def person_frame(project: Project, id: str) -> PageFrame:
    """Make the frame of a person's page. Its title is the view's to give."""
    path = person_page(id)
    return _frame(project, path, Linker(path.partition("/")[0], "", project.series), "", "", _PEOPLE)


def _frame(project: Project, path: str, linker: Linker, volume: str, title: str, current: str) -> PageFrame:
    features = features_of(project).of(volume)
    around = _navigation(linker, volume, current, features), _footer(linker, volume, features)
    return PageFrame(project, path, linker, layout(project, path, linker, volume, title, *around))


@lru_cache(1024)
def _navigation(linker: Linker, volume: str, current: str, features: SiteFeatures) -> tuple[NavItem, ...]:
    """List the entries of the header: the same on all pages of a volume that have the same entry marked as current."""
    pages = (
        _volume_entries(volume, features) if volume else ((page, page_path(page.name)) for page in TOP_PAGES if page.is_led_to(features))
    )
    return tuple(NavItem(page.nav, linker.page(path), page.name == current) for page, path in pages if page.nav)


def _volume_entries(volume: str, features: SiteFeatures) -> Iterator[tuple[SitePage, str]]:
    """Yield the navigation entries of a volume. Without a traffic page of the volume, its entry links to that of the edition."""
    top = {page.name: page for page in TOP_PAGES}
    for page in VOLUME_PAGES:
        if page.is_led_to(features, volume):
            yield page, page_path(page.name, volume)
        elif page.name in top and top[page.name].is_led_to(features):
            yield page, page_path(page.name)


@lru_cache(1024)
def _footer(linker: Linker, volume: str, features: SiteFeatures) -> tuple[NavItem, ...]:
    own = {page.name for page in VOLUME_PAGES if page.foot}
    return tuple(
        NavItem(words, linker.page(page_path(page.name, volume if page.name in own else ""), fragment), False)
        for page in TOP_PAGES
        if page.exists(features, "")
        for words, fragment in page.foot
    )


def _tabs(current: SitePage, pages: Sequence[SitePage]) -> tuple[NavItem, ...]:
    tabs = [NavItem(page.tab, page_path(page.name), page is current) for page in pages if page.tab]
    return *tabs, NavItem("The ledger as a table (CSV)", CSV, False)
