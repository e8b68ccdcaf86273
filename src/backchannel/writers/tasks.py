"""What is given to a process to draw, and what comes back."""

from __future__ import annotations

from typing import NamedTuple

from backchannel.edition.queries import Run
from backchannel.writers.files import Drawn

IDS = "ids.json"
"""The manifest of the ids that the pages of a volume publish."""


class Task(NamedTuple):
    """What one process draws at one go: the documents of a run, or one other unit. `key` is what the search page calls its volume."""

    run: Run | None = None
    unit: str = ""
    key: str = ""


Drawing = list[tuple[str, list[Drawn]]]
"""Units, each with the files that were drawn of it."""
