"""Print what readers see differently since an earlier state of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.pages.components.places import place_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.publication.changes import ChangedDocument, ChangedWords


def lines(changes: Iterable[ChangedDocument]) -> Iterator[str]:
    """Yield the lines for each document that changed: its id and title, then the words that differ.

    `frus1969-76v09/d7 changed: 7. Memorandum From A. Archer`
    `  ¶3 was “He left.”, is “He left Paris.”`
    """
    nothing = True
    for change in changes:
        nothing = False
        yield f"{change.id} {change.how}: {change.after or change.before}"
        if change.how == "changed" and change.before != change.after:
            yield f"  the title was “{change.before}”"
        yield from map(_line, change.words)
    if nothing:
        yield "Readers see no difference."


def _line(words: ChangedWords) -> str:
    place = place_words(words.anchor)
    if words.before and words.after:
        return f"  {place} was “{words.before}”, is “{words.after}”"
    return f"  {place} is new: “{words.after}”" if words.after else f"  {place} is gone: “{words.before}”"
