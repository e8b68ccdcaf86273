"""The jobs that are given to a process to render, and what it returns."""

from __future__ import annotations

from typing import NamedTuple

from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.writers.files import WrittenFile

_UNIT = 40


class RenderJob(NamedTuple):
    """What one process renders in one go: the documents of a run, or one other unit (a person's unit, `people:archer-ann`, is one page).
    `key` is the search page's name for its volume."""

    run: DocumentRun | None = None
    unit: str = ""
    key: str = ""

    @property
    def weight(self) -> int:
        """Estimate the work, in pages of documents that take as long to render."""
        if self.run:
            return self.run.last - self.run.first + 1
        return 1 if ":" in self.unit and "/" not in self.unit else _UNIT


RenderedUnits = list[tuple[str, list[WrittenFile]]]
"""Units, each with the files that were rendered for it."""
