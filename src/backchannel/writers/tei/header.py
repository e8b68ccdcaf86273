"""Write the header of a TEI file: what the volume is, who is responsible, and how the text was marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.writers.tei.pen import EDITION, ID, PROGRAM, Pen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from backchannel.settings import Project

_PRACTICE = (
    "Text, notes and page breaks are those of the printed volume, as the edition’s capture has them. Notes are at their markers.",
    'What has resp="#backchannel" was inferred by a program from the words of the volume; cert says how certainly. The targets of ref, '
    "which the words name, were looked up by the same program.",
    'What has resp="#edition" is by the editors of this edition. It is not part of the printed volume.',
)


def header_element(project: Project, volume: str) -> etree._Element:
    """Write the header of a volume's file."""
    pen = Pen()
    with pen.element("teiHeader"):
        with pen.element("fileDesc"):
            _title(pen, project, volume)
            _publication(pen, project, volume)
            with pen.element("sourceDesc"):
                pen.words("p", f"{volume_title(project, volume)}.")
        with pen.element("encodingDesc"), pen.element("editorialDecl"):
            pen.words("p", "Written by Backchannel, a program for digital editions of diplomatic documents.", {ID: PROGRAM})
            for words in _PRACTICE:
                pen.words("p", words)
    return pen.written()


def _title(pen: Pen, project: Project, volume: str) -> None:
    settings = project.volume(volume)
    with pen.element("titleStmt"):
        for kind, words in _titles(project, volume):
            pen.words("title", words, {"type": kind})
        for editor in settings.editors:
            pen.words("editor", editor, {"role": "primary"})
        pen.words("editor", f"The editors of {project.edition.title}", {ID: EDITION, "role": "edition"})


def _titles(project: Project, volume: str) -> Iterator[tuple[str, str]]:
    """Yield the titles of a volume, each with its type, as the series has them."""
    settings, series = project.volume(volume), project.series.of(volume)
    number = ", ".join(f"{name} {words}" for name, words in (("Volume", settings.volume), ("Part", settings.part)) if words)
    parts = {"series": series.title, "subseries": settings.subseries, "volumenumber": number, "volume": settings.title}
    yield "complete", ", ".join(words for words in parts.values() if words)
    yield from ((kind, words) for kind, words in parts.items() if words)


def volume_title(project: Project, volume: str) -> str:
    """Return the complete title of a volume."""
    return next(words for _, words in _titles(project, volume))


def _publication(pen: Pen, project: Project, volume: str) -> None:
    settings, series = project.volume(volume), project.series.of(volume)
    with pen.element("publicationStmt"):
        pen.words("publisher", settings.publisher or series.publisher or project.edition.title)
        if place := settings.place or series.place:
            pen.words("pubPlace", place)
        if settings.year:
            pen.words("date", str(settings.year))
        pen.words("idno", volume, {"type": "frus"})
