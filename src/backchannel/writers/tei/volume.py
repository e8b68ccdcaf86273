"""Write a volume as one TEI file, a document after the other, so that a long volume takes no more memory than a short one."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from lxml import etree

from backchannel.writers.files import write_long
from backchannel.writers.tei.document import document_element
from backchannel.writers.tei.front import chapters_of, lists, runs_of_volume
from backchannel.writers.tei.header import header_element
from backchannel.writers.tei.pen import NAMESPACES, Ids, qualified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from backchannel.edition.store import Store
    from backchannel.settings import Project

_RUN = 32
"""Documents whose records are in memory at a time."""


def export_volume(folder: Path, project: Project, store: Store, volume: str, *, series_dates: bool = False) -> Path:
    """Write a volume to `VOLUME.xml` in a folder, and return the file. An older file is replaced once the new one is whole."""
    file = folder / f"{volume}.xml"
    write_long(file, lambda out: write_volume(out, project, store, volume, series_dates=series_dates))
    return file


def write_volume(out: IO[bytes], project: Project, store: Store, volume: str, *, series_dates: bool = False) -> None:
    """Write a volume to `out`."""
    from backchannel.writers.units import inputs_of

    ids = Ids()
    runs = runs_of_volume(store, volume, _RUN)
    front, back = lists(store, volume, runs, ids), chapters_of(store, volume, ids)
    documents = (inputs for run in runs for inputs in inputs_of(store, run))
    body = (document_element(inputs, ids, series_dates=series_dates) for inputs in documents)
    write_parts(out, header_element(project, volume), {"front": front, "body": body, "back": back})


def write_parts(out: IO[bytes], header: etree._Element, parts: Mapping[str, Iterable[etree._Element]]) -> None:
    """Write a file: its header, then the elements of each part one after the other. A part whose list is empty is left out."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(qualified("TEI"), nsmap=NAMESPACES):
            file.write("\n", header)
            with file.element(qualified("text")):
                for name, elements in parts.items():
                    if elements != []:
                        with file.element(qualified(name)):
                            for element in elements:
                                file.write("\n", element)
    out.write(b"\n")
