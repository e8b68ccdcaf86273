"""What pages say of a journey: its days, and what tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.pages import addresses
from backchannel.pages.bits import Bit
from backchannel.pages.places import anchor_words, place_id
from backchannel.pages.volumes import target_words
from backchannel.pages.words import date_words

if TYPE_CHECKING:
    from backchannel.edition.wires import Journey

_TOLD = {
    "settings": "Its days are those that the editors of this edition give.",
    "dates": "Its days are those of its first and its last dated message.",
    "not": "Neither a date nor a folder tells on which journey these were sent; and the numbers of a channel begin again with each.",
}


def journey_days(journey: Journey) -> str:
    """`3–13 December 1972`, `5 December 1972`, of a post's year `1964`; empty where nothing tells them."""
    if not journey.first:
        return ""
    return date_words(f"{journey.first}/{journey.last}" if journey.last != journey.first else journey.first)


def journey_told(journey: Journey, folder: str, here: str) -> list[Bit]:
    """What tells the days of a journey: `Its days are those of the folder “Tohak 1–100, December 3–13, 1972”: Document 145, note 3.` The
    page stands in `folder`; `here` is the volume that needs no name on it."""
    if journey.known == "folder" and journey.document:
        local = journey.document.partition("/")[2]
        href = addresses.href(folder, addresses.page_of(journey.document), place_id(local, journey.anchor))
        place = Bit(f"{target_words(journey.document, here)}, {anchor_words(journey.anchor)}", href, "here")
        return [Bit("Its days are those of the folder "), Bit(journey.words, element="q"), Bit(": "), place, Bit(".")]
    return [Bit(_TOLD[journey.known])] if journey.known in _TOLD else []
