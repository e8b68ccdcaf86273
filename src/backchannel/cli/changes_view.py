"""Print what readers see differently since an earlier state of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.pages.components.differences import difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.publication.changes import ChangedDocument


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
        yield from (f"  {difference(words)}" for words in change.words)
    if nothing:
        yield "Readers see no difference."
