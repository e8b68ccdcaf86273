"""Show in the metadata panel how a document was sent: `Sent via Kennedy, Guay, and Haig`, each name linked to the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.transmission import path_inlines, step_places
from backchannel.pages.components.words import capital
from backchannel.printed import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.pages.components.addresses import Linker
    from backchannel.records import SourceNote, Transmission


def sent_via(source: SourceNote, linker: Linker, volume: str) -> list[Inline]:
    """Write the words after `Sent via`: `Kennedy, Guay, and Haig`."""
    return joined(([*_linked_words(words, source.via, linker, volume)] for words in source.sent_via), "; ")


def passed_on(source: SourceNote, linker: Linker, volume: str) -> list[Inline]:
    """Write the other paths: `Passed by the Joint Chiefs to the White House`."""
    others = [path for path in source.via if not any(_begins(words, path) for words in source.sent_via)]
    return joined((_capitalized(path_inlines(linker, volume, path)) for path in others), "; ")


def other_remarks(source: SourceNote) -> list[str]:
    """Return the remarks that no other field of the panel shows."""
    shown = {on_one_line(path.text) for path in source.via}
    return [remark for remark in source.others if remark not in shown]


def _begins(words: str, path: Transmission) -> bool:
    """Return whether `words` are those after `Sent via` in this path, perhaps with more after them."""
    return words.startswith(_after_verb(path))


def _after_verb(path: Transmission) -> str:
    return on_one_line(path.text[_first_step(path) :])


def _first_step(path: Transmission) -> int:
    return next(step_places(path))[0]


def _linked_words(words: str, paths: Sequence[Transmission], linker: Linker, volume: str) -> Iterator[Inline]:
    path = next((path for path in paths if _begins(words, path)), None)
    if not path:
        yield Inline(words, classes="printed")
        return
    yield from path_inlines(linker, volume, path, _first_step(path))
    if rest := words[len(_after_verb(path)) :]:
        yield Inline(rest)


def _capitalized(inlines: Iterator[Inline]) -> list[Inline]:
    first, *others = inlines
    return [first._replace(text=capital(first.text)), *others]
