"""Build the page for editors: for the edition and each volume, the links to what is left to check, to find and to explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.volumes import volume_words
from backchannel.pages.components.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.pages.components.layout import PageFrame


class EditorsAreaRow(NamedTuple):
    """A volume: its name, the places to check, the references wanted, and the abbreviations to explain (none: no list explains any)."""

    volume: Inline
    findings: Inline
    wanted: Inline
    unexplained: list[Inline]


class EditorsAreaPage(NamedTuple):
    """The page for editors: where the whole edition's lists are, and those of each volume."""

    path: str
    layout: Layout
    findings: str
    wanted: str
    volumes: list[EditorsAreaRow]


def editors_area_page(frame: PageFrame, volumes: Iterable[str], to_check: Mapping[str, int]) -> EditorsAreaPage:
    """Link to the editors' pages. `to_check` has the number of errors and warnings of each volume that are not accepted."""
    return EditorsAreaPage(
        frame.path,
        frame.layout,
        frame.linker.page(page_path("findings")),
        frame.linker.page(page_path("wanted")),
        [_row(frame, volume, to_check.get(volume, 0)) for volume in volumes],
    )


def _row(frame: PageFrame, volume: str, to_check: int) -> EditorsAreaRow:
    def lead(words: str, name: str) -> Inline:
        return Inline(words, frame.linker.page(page_path(name, volume)))

    return EditorsAreaRow(
        lead(volume_words(frame.project, volume), "index"),
        lead(f"{amount(to_check, 'place')} to check", "findings"),
        lead("References wanted", "wanted"),
        [lead("Abbreviations to explain", "unexplained")] if volume in frame.project.explained else [],
    )
