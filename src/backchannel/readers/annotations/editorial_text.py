"""Reads a piece of the editors' own words: what they are as plain words, and what they refer to."""

from __future__ import annotations

from typing import Any

from backchannel.prose import Prose
from backchannel.readers.text.citations import find_references
from backchannel.readers.text.lines import split_lines
from backchannel.source import Span

EDITORS = "editors"
"""Where references of editors stand; and the rule by which something is known that they say."""


def read_editorial_text(markdown: str, volume: str) -> dict[str, Any]:
    """The fields of a record `Said`. What is cited without a volume is of `volume`."""
    words = Prose(markdown, "").words
    passages = [(Span(line.start, line.end), EDITORS) for line in split_lines(words)]
    return {"markdown": markdown, "words": words, "references": tuple(find_references(words, passages, volume))}
