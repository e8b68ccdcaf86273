"""Build the page of an editors' chapter: an introduction, or a chapter on some documents of a volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.layout import Layout
from backchannel.pages.components.link_status import STATUS_CLASSES, link_class
from backchannel.prose import LinkRun, Prose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from backchannel.edition.resolution import Resolution
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame
    from backchannel.records import Chapter, Reference


class ChapterPage(NamedTuple):
    """A chapter: its title, the documents that it covers in words, and its text, rendered."""

    path: str
    layout: Layout
    title: str
    documents: str
    html: Markup
    source: str


def chapter_page(frame: PageFrame, name: str, chapter: Chapter, resolved: Iterable[tuple[Reference, Resolution]]) -> ChapterPage:
    """Build the page called `name`, its references linked as `resolved`."""
    runs = [_run(frame.linker, reference, resolution) for reference, resolution in resolved]
    return ChapterPage(
        path=frame.path,
        layout=frame.layout.titled(chapter.title)._replace(series=""),
        title=chapter.title,
        documents=range_words(*(chapter.documents or (None, None))),
        html=Prose(chapter.markdown, name).html(runs),
        source=chapter.path,
    )


def range_words(first: str | None, last: str | None) -> str:
    """Write the range of documents that a chapter covers: `Documents 1–43`; empty for a chapter on the whole volume."""
    if first is None or last is None:
        return ""
    return f"Document {first[1:]}" if first == last else f"Documents {first[1:]}–{last[1:]}"


def _run(linker: Linker, reference: Reference, resolution: Resolution) -> LinkRun:
    """Make a reference a link; one that cannot be linked says why."""
    target, status_class = resolution.target or "", STATUS_CLASSES[resolution.status]
    hrefs = {"here": linker.target(target), "external": linker.official(target)} if target else {}
    return LinkRun(
        reference.start,
        reference.end,
        hrefs.get(status_class, ""),
        link_class(status_class),
        "" if status_class in hrefs else resolution.reason or "",
    )
