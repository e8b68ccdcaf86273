"""What pages say of a journey: its days, and what tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.pages.components.inline import Inline
from backchannel.pages.components.places import anchor_words
from backchannel.pages.components.volumes import target_words
from backchannel.pages.components.words import date_words

if TYPE_CHECKING:
    from backchannel.edition.queries.messages import JourneyRow
    from backchannel.pages.components.addresses import Linker

_TOLD = {
    "settings": "Dates given by this edition’s editors.",
    "dates": "Dates of its first and last dated messages.",
    "not": "Neither a date nor a folder shows on which journey these were sent, and message numbers restart on every journey.",
}


def journey_days(journey: JourneyRow) -> str:
    """`3–13 December 1972`, `5 December 1972`, of a post's year `1964`; empty where nothing tells them."""
    if not journey.first:
        return ""
    return date_words(f"{journey.first}/{journey.last}" if journey.last != journey.first else journey.first)


def journey_told(journey: JourneyRow, linker: Linker) -> list[Inline]:
    """What tells the days of a journey: `Dates of the folder “Tohak 1–100, December 3–13, 1972”: Document 145, note 3.`"""
    if journey.known == "folder" and journey.document:
        place = Inline(
            f"{target_words(journey.document, linker.here)}, {anchor_words(journey.anchor)}",
            linker.place(journey.document, journey.anchor),
            "here",
        )
        return [Inline("Dates of the folder "), Inline(journey.words, element="q"), Inline(": "), place, Inline(".")]
    return [Inline(_TOLD[journey.known])] if journey.known in _TOLD else []
