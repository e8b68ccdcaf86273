"""Describe an address whose words are no longer there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from backchannel.pages.components.inline import Inline


class FormerEntry(NamedTuple):
    """A former address: its id in the page (empty if the page uses it for other words), its name, its words, when they were published, and
    where they are now."""

    id: str
    name: str
    words: str
    published: str
    now: list[Inline]
