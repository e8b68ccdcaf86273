"""Name the steps of the paths by which documents were sent, and link them to their rows in the index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.pages.components.addresses import Linker
    from backchannel.records import Transmission

_ARTICLE = re.compile(r"(?:the|a)\s+", re.IGNORECASE)


def step_name(words: str) -> str:
    """Name a step in the index, without an article: `Department of State`, `CIA channels`, `Pouch`."""
    return capital(" ".join(_ARTICLE.sub("", words, count=1).split()) if _ARTICLE.match(words) else " ".join(words.split()))


def step_id(kind: str, words: str) -> str:
    """Return the id of a step's row in the index: `party-kennedy`, `channel-cia-channels`. Steps share a row if their names differ only in
    case, accents or punctuation."""
    return f"{kind}-{ids.slug(step_name(words))}"


def path_inlines(linker: Linker, volume: str, path: Transmission, start: int = 0) -> Iterator[Inline]:
    """Write the words of a path from `start` on as printed, each step linked to its row in the index."""
    at = start
    for step, (first, last) in zip(path.steps, step_places(path), strict=True):
        if first > at:
            yield Inline(path.text[at:first])
        yield Inline(step.text, linker.page(page_path("transmission", volume), step_id(step.kind, step.text)))
        at = last
    if at < len(path.text):
        yield Inline(path.text[at:])


def step_places(path: Transmission) -> Iterator[tuple[int, int]]:
    """Yield where each step is in the words of a path. If these go on over a broken line, they are searched for."""
    at = 0
    for step in path.steps:
        whole = len(path.text) == path.end - path.start
        first = step.start - path.start if whole else max(path.text.find(step.text, at), at)
        at = first + len(step.text)
        yield first, at
