"""The pages of the traffic, each of which leads to the others: of the edition's travellers at the top, of its posts by volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components import addresses
from backchannel.pages.components.layout import Layout, NavItem, top_layout, volume_layout

if TYPE_CHECKING:
    from backchannel.settings import Project

CSV = "messages.csv"

_VIEWS = (
    ("The ladder", addresses.TRAFFIC),
    ("The ledger", addresses.MESSAGES),
    ("The threads", addresses.THREADS),
    ("The clock", addresses.IN_TRANSIT),
    ("The ledger as a table (CSV)", CSV),
)
_CURRENT = {addresses.TRAFFIC: "Traffic", addresses.MESSAGES: "Messages"}
"""The entries of the way about that are pages of the traffic."""


class TrafficView(NamedTuple):
    """The frame of a page of the traffic: its path, and the ways to the pages beside it."""

    path: str
    layout: Layout
    eyebrow: str
    nav_items: list[NavItem]


def traffic_view(project: Project, folder: str, page: str, title: str) -> TrafficView:
    """The frame of the page of that name at the top (`folder` empty) or in the folder of a volume."""
    current = _CURRENT.get(page, "Traffic")
    layout = volume_layout(project, folder, title, current) if folder else top_layout(project, title, current)
    nav_items = [NavItem(text, name, name == page) for text, name in _VIEWS]
    return TrafficView(f"{folder}/{page}" if folder else page, layout, layout.sub if folder else layout.brand, nav_items)
