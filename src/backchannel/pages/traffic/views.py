"""The pages of the traffic, each of which leads to the others: of the edition's travellers at the top, of its posts by volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages import addresses
from backchannel.pages.shell import Shell, Way, top_shell, volume_shell

if TYPE_CHECKING:
    from backchannel.settings import Project

CSV = "messages.csv"

_VIEWS = (
    ("The ladder", addresses.TRAFFIC),
    ("The ledger", addresses.MESSAGES),
    ("The threads", addresses.THREADS),
    ("The clock", addresses.UNDER_WAY),
    ("The ledger as a table (CSV)", CSV),
)
_CURRENT = {addresses.TRAFFIC: "Traffic", addresses.MESSAGES: "Messages"}
"""The entries of the way about that are pages of the traffic."""


class View(NamedTuple):
    """The frame of a page of the traffic: its path, and the ways to the pages beside it."""

    path: str
    shell: Shell
    eyebrow: str
    ways: list[Way]


def view(project: Project, folder: str, page: str, title: str) -> View:
    """The frame of the page of that name at the top (`folder` empty) or in the folder of a volume."""
    current = _CURRENT.get(page, "Traffic")
    shell = volume_shell(project, folder, title, current) if folder else top_shell(project, title, current)
    ways = [Way(text, name, name == page) for text, name in _VIEWS]
    return View(f"{folder}/{page}" if folder else page, shell, shell.sub if folder else shell.brand, ways)
