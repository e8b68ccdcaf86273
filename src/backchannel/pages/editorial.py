"""What the edition itself has to say to a reader of a document: what the capture lost, and what the reading inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.pages.bits import Bit, joined
from backchannel.pages.words import amount, capital, listing

if TYPE_CHECKING:
    from backchannel.findings import Finding
    from backchannel.pages.places import Places
    from backchannel.records import Document

_SEEN_IN_PLACE = {rules.NOTE_LABEL.id, rules.NOTE_ARROW.id, rules.NOTE_WITHOUT_MARKER.id, rules.MARKER_WITHOUT_NOTE.id}
"""Findings that the page shows where they are: they need no note."""

_MOST_PLACES = 12
"""Places that a note links to; a text of bytes has thousands of control characters."""


class EditionNote(NamedTuple):
    """A note of the edition's own: the places it is about, linked, and a sentence."""

    places: list[Bit]
    text: str


def gap_note(document: Document, name: str, official: str) -> list[Bit]:
    """`Notes 1–5 are missing from the source text`, where the capture has their markers only; else nothing."""
    if document.apparatus != "lost":
        return []
    labels = list(dict.fromkeys(marker.n for marker in document.markers))
    head, kept = (
        (f"Notes {_range(labels)} are missing from the source text", "The markers are kept where the source has them.")
        if len(labels) > 1
        else (f"Note {labels[0]} is missing from the source text", "The marker is kept where the source has it.")
    )
    twin = [Bit(f"{name} at history.state.gov", official, "ext")] if official else []
    return [Bit(head, element="b"), Bit(f" {kept} Nothing has been supplied in place of the notes. "), *twin]


def edition_notes(document: Document, places: Places) -> list[EditionNote]:
    """What was found in the text, said once for all the places where it was found."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in document.findings:
        if finding.rule not in _SEEN_IN_PLACE:
            groups.setdefault((finding.rule, finding.message), []).append(finding)
    return [EditionNote(_places(group, places), f"{capital(message)}.") for (_, message), group in groups.items()]


def _places(findings: list[Finding], places: Places) -> list[Bit]:
    found = list(dict.fromkeys(places.at(finding.start) for finding in findings))
    bits = joined(([Bit(place.words, place.href)] for place in found[:_MOST_PLACES]), ", ")
    more = len(found) - _MOST_PLACES
    return [*bits, Bit(f" and {amount(more, 'place')} more")] if more > 0 else bits


def _range(labels: list[str]) -> str:
    numbers = [int(label) for label in labels if label.isdecimal()]
    if len(numbers) == len(labels) and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and len(numbers) > 2:
        return f"{numbers[0]}–{numbers[-1]}"
    return listing(labels)
