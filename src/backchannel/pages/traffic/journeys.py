"""Describe a journey: its dates, and what they are known from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.places import anchor_words
from backchannel.pages.components.volumes import target_words

if TYPE_CHECKING:
    from backchannel.edition.queries.messages import JourneyRow
    from backchannel.pages.components.addresses import Linker

_KNOWN_FROM = {
    "settings": "Dates given by this edition’s editors.",
    "dates": "Dates of its first and last dated messages, between which the numbers rise with their dates.",
    "not": "Neither a date nor a folder shows on which journey these were sent, and message numbers restart on every journey.",
}


def journey_days(journey: JourneyRow) -> str:
    """Write the dates of a journey: `December 3–13, 1972`, `December 5, 1972`, for a post's year `1964`; empty if they are not known."""
    if not journey.first:
        return ""
    return date_words(f"{journey.first}/{journey.last}" if journey.last != journey.first else journey.first)


def journey_evidence(journey: JourneyRow, linker: Linker) -> list[Inline]:
    """Describe the evidence for a journey's dates: `Dates of the folder “Tohak 1–100, December 3–13, 1972”: Document 145, note 3.`"""
    if journey.known == "folder" and journey.document:
        place = Inline(
            f"{target_words(journey.document, linker.here)}, {anchor_words(journey.anchor)}",
            linker.place(journey.document, journey.anchor),
            "link--here",
        )
        return [Inline("Dates of the folder "), Inline(journey.words, place.href, element="q"), Inline(": "), place, Inline(".")]
    return [Inline(_KNOWN_FROM[journey.known])] if journey.known in _KNOWN_FROM else []
