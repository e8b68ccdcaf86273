"""The jobs that are given to a process to render, and what it returns."""

from __future__ import annotations

from typing import NamedTuple

from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.search.places import VolumePlaces
from backchannel.edition.search.terms import VolumeIndex
from backchannel.writers.files import WrittenFile

_UNIT = 40


class RenderJob(NamedTuple):
    """What one process renders in one go: the documents of a run, or one other unit (a person's unit, `people:archer-ann`, is one page)."""

    run: DocumentRun | None = None
    unit: str = ""

    @property
    def weight(self) -> int:
        """Estimate the work, in pages of documents that take as long to render."""
        if self.run:
            return self.run.last - self.run.first + 1
        return 1 if ":" in self.unit and "/" not in self.unit else _UNIT


class RenderedUnit(NamedTuple):
    """A unit, the files that were rendered for it, and for the search the document in deflated JSON, the volume's index, or its places."""

    unit: str
    files: list[WrittenFile]
    searched: bytes | VolumeIndex | VolumePlaces | None = None


RenderedUnits = list[RenderedUnit]
