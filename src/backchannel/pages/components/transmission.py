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


def path_inlines(linker: Linker, volume: str, path: Transmission, start: int) -> Iterator[Inline]:
    """Write the words of a path from `start` on as printed, each step linked to its row in the index."""
    at = start
    for step in path.steps:
        if step.start > at:
            yield Inline(path.text[at - path.start : step.start - path.start])
        yield Inline(step.text, linker.page(page_path("transmission", volume), step_id(step.kind, step.text)))
        at = step.end
    if path.end > at:
        yield Inline(path.text[at - path.start :])
