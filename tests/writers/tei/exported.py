"""Export invented documents as TEI, and show the elements without their ids and namespaces."""

from __future__ import annotations

import re
from pathlib import Path

from invented import VOLUME, an_edition, edition
from lxml import etree

from backchannel.build import pipeline
from backchannel.edition.queries.document_queries import DocumentRun, size
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.settings.people import People
from backchannel.writers.tei.document import document_element
from backchannel.writers.tei.pen import Ids
from backchannel.writers.units import inputs_of

_UNSHOWN = re.compile(r' (xml:id|xmlns(:\w+)?)="[^"]*"')


def element_of(text: str, *, series_dates: bool = False) -> etree._Element:
    """Return the element of the only document of an edition."""
    return elements_of(edition({f"{VOLUME}/a.txt": text}), series_dates=series_dates)[0]


def elements_of(store: Store, *, series_dates: bool = False) -> list[etree._Element]:
    """Return the elements of the documents of a volume."""
    ids, run = Ids(), DocumentRun(VOLUME, 1, size(store, VOLUME))
    return [document_element(inputs, ids, series_dates=series_dates) for inputs in inputs_of(store, run)]


def shown(element: etree._Element) -> str:
    """Show what is in an element, each line end as ` / `."""
    words = etree.tostring(element, encoding="unicode")
    inside = _UNSHOWN.sub("", words).partition(">")[2].rpartition("</div>")[0]
    return inside.strip().replace("\n", " / ")


def nothing(stage: str, done: int, total: int) -> None:
    """Show no progress."""


def built(root: Path, texts: list[str]) -> Project:
    """Build an edition of one volume in a folder."""
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True, exist_ok=True)
    for n, text in enumerate(texts, 1):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    project = Project.load(root)
    pipeline.build(project, 1, nothing)
    return project


__all__ = ["VOLUME", "People", "an_edition", "built", "edition", "element_of", "elements_of", "nothing", "shown"]
