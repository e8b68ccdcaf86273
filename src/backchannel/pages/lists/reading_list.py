"""Build the page of the reading list. Its script fills it: the list is kept in the reader's browser, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.layout import Layout

if TYPE_CHECKING:
    from backchannel.pages.components.layout import PageFrame


class ReadingListPage(NamedTuple):
    """The reading list. `edition` is the title under which a browser keeps the list, so that two editions on one host don't share it."""

    path: str
    layout: Layout
    edition: str


def reading_list_page(frame: PageFrame) -> ReadingListPage:
    return ReadingListPage(frame.path, frame.layout, frame.project.edition.title)
