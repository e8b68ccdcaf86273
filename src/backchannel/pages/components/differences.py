"""Say in words how a document differs from what was published before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.pages.components.places import place_words

if TYPE_CHECKING:
    from backchannel.edition.publication.changes import ChangedWords


def difference(words: ChangedWords) -> str:
    """Say what differs at a place.

    1. other words            `¶3 was “He left.”, is “He left Paris.”`
    2. after the words kept   `¶3 differs after “He left Paris …”`
    3. new or gone            `¶3 is new: “He left.”`
    """
    place = place_words(words.anchor)
    if words.before == words.after:
        return f"{place} differs after “{words.before}”"
    if words.before and words.after:
        return f"{place} was “{words.before}”, is “{words.after}”"
    return f"{place} is new: “{words.after}”" if words.after else f"{place} is gone: “{words.before}”"
