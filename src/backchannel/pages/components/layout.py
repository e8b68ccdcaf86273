"""The page layout: title, navigation and footer, and what a view model is made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.volumes import volume_words

if TYPE_CHECKING:
    from backchannel.pages.components.addresses import Linker
    from backchannel.settings import Project


NOT_FOUND = "404"
"""The name of the page that a server shows at addresses of its own choice."""


MESSAGES = "Messages"
"""The entry of the messages by number in the header."""


class NavItem(NamedTuple):
    """An entry of a navigation list. `current`: it leads to this page, or to the list that this page belongs to."""

    text: str
    href: str
    current: bool


class PartAnchor(NamedTuple):
    """A place that the page had before it was divided: its id, its words (empty: it has none of its own), and its address in a part."""

    id: str
    text: str
    href: str


class PartEntry(NamedTuple):
    """A part of a divided page: its words, its address, its places."""

    text: str
    href: str
    anchors: list[PartAnchor]


class PartIndex(NamedTuple):
    """The parts of a divided page. If there are too many places for a page, `places` is the address of a script that lists them."""

    entries: list[PartEntry]
    places: str = ""


class Layout(NamedTuple):
    """The frame of a page. `heading` is the page's own title, without the edition's. `static` is the address of the folder with style sheet
    and script, `search` that of the search page, `canonical` that at which the page itself is published (empty if the edition gives no
    address). `volume` is the volume of the page, which the box in its header searches (empty: all). `series` is the title of the series
    from which its text is, `credit` says who holds the rights. `messages` is the address of the messages by number (empty: the header does
    not link to them). A page that is too large is an index of its `parts`, and each part has links to the pages `around` it."""

    title: str
    heading: str
    brand: str
    front: str
    sub: str
    static: str
    search: str
    canonical: str
    volume: str
    series: str
    credit: str
    nav_items: tuple[NavItem, ...]
    foot: tuple[NavItem, ...]
    messages: str = ""
    around: tuple[NavItem, ...] = ()
    parts: PartIndex | None = None

    def titled(self, heading: str) -> Layout:
        """Change the heading of the layout, with the title that follows from it."""
        return self._replace(title=heading if heading == self.brand else f"{heading} · {self.brand}", heading=heading)


class PageFrame(NamedTuple):
    """What a view model is made with: the edition, and the path, links and layout of the page. `tabs` lead to the page's siblings."""

    project: Project
    path: str
    linker: Linker
    layout: Layout
    tabs: tuple[NavItem, ...] = ()

    @property
    def volume(self) -> str:
        """Return the volume in whose folder the page is; empty for all other pages."""
        return self.layout.volume


class PageView(Protocol):
    """A view model: everything that a template needs, ready to print, and the path of the page in the site."""

    @property
    def path(self) -> str: ...


def layout(
    project: Project, path: str, linker: Linker, volume: str, heading: str, nav_items: tuple[NavItem, ...], foot: tuple[NavItem, ...]
) -> Layout:
    """Lay out the page at `path`, which is in the folder of `linker`: a page of `volume` (empty: of no volume)."""
    series = project.series.of(volume) if volume else project.series.common
    return Layout(
        title="",
        heading="",
        brand=project.edition.title,
        front=linker.page(page_path("index")),
        sub=volume_words(project, volume) if volume else project.edition.subtitle,
        static=linker.page("static"),
        search=linker.page(page_path("search")),
        canonical="" if path == page_path(NOT_FOUND) else project.edition.address_of(path),
        volume=volume,
        series=series.title or "",
        credit=series.credit or "",
        nav_items=nav_items,
        foot=foot,
        messages=next((item.href for item in nav_items if item.text == MESSAGES), ""),
    ).titled(heading)
