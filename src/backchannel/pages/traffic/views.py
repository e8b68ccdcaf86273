"""The frame that the pages of the traffic share: each leads to the others, of the edition's travelers or of a volume's posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from backchannel.pages.components.layout import NavItem, PageFrame

CSV = "messages.csv"


class TrafficView(NamedTuple):
    """The words above the heading of a page of the traffic, and the tabs that lead to its siblings."""

    eyebrow: str
    nav_items: tuple[NavItem, ...]


def traffic_view(frame: PageFrame) -> TrafficView:
    """Build the view of the page of message traffic, headed with the volume that it is about, or with the edition."""
    return TrafficView(frame.layout.sub if frame.volume else frame.layout.brand, frame.tabs)
