"""Read a piece of editors' Markdown: its plain words, and the references in it."""

from __future__ import annotations

from typing import Any

from backchannel.prose import Prose
from backchannel.readers.text.citations import find_references
from backchannel.readers.text.lines import split_lines
from backchannel.source import Span

EDITORS = "editors"
"""The `where` of references in editors' texts, and the rule of evidence for what editors state."""


def read_editorial_text(markdown: str, volume: str) -> dict[str, Any]:
    """Return the fields of an `EditorialText`. A reference without a volume is to `volume`."""
    words = Prose(markdown, "").words
    passages = [(Span(line.start, line.end), EDITORS) for line in split_lines(words)]
    return {"markdown": markdown, "words": words, "references": tuple(find_references(words, passages, volume))}
