"""Write the edition's own notes for readers of a document: what the capture lost, and what the program inferred."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.words import amount, capital, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.queries.document_queries import AcceptedFinding
    from backchannel.findings import Finding
    from backchannel.pages.components.places import DocumentPlaces
    from backchannel.records import Block, Document

_SHOWN_IN_PLACE = {
    rule.id
    for rule in (
        rules.NOTE_LABEL,
        rules.NOTE_ARROW,
        rules.NOTE_WITHOUT_MARKER,
        rules.MARKER_WITHOUT_NOTE,
        rules.DATE_INFERRED,
        rules.NO_DATE,
        rules.NO_HEAD,
        rules.NO_NUMBER,
        rules.UNKNOWN_KIND,
    )
}
"""Findings that the page shows in place, in the metadata panel or at the note: they need no note of their own."""

_FOR_EDITORS = {rule.id for rule in (rules.CAPTURE_PROFILE, rules.WITNESS_DIFFERS)}
"""Findings that say nothing to readers: they are about the form of a file."""
_TO_DO = re.compile(r"; (?:list|check|use) [^“”]*$")
"""What a finding tells editors to do, after what it says of the text."""

_OWN_MARK = re.compile(r"[(\[]?\w{1,4}[.)\]]|[-–—•*]")
"""An item's own number or bullet: `1.`, `(a)`, `iv)`."""

_MOST_PLACES = 12
"""Places that a note links to; a text of raw bytes has thousands of control characters."""


class EditionNote(NamedTuple):
    """A note of the edition's own: the places it is about, linked, and a sentence."""

    places: list[Inline]
    text: str


def gap_note(document: Document, name: str, official: str) -> list[Inline]:
    """Describe which notes are missing, if the capture has only their markers, and which of them editors supplied: `Notes 1–5 are missing
    from the source text`. Empty if none are."""
    if document.apparatus != "lost":
        return []
    labels = list(dict.fromkeys(marker.n for marker in document.markers))
    supplied = [note.n for note in document.editors.notes] if document.editors else []
    head, kept = (
        (f"Notes {_range(labels)} are missing from the source text", "The markers are kept where the source has them.")
        if len(labels) > 1
        else (f"Note {labels[0]} is missing from the source text", "The marker is kept where the source has it.")
    )
    twin = [Inline(name, official, "link--external")] if official else []
    return [Inline(head, element="b"), Inline(f" {kept} {_supplied(supplied)} "), *twin]


def _supplied(labels: list[str]) -> str:
    if not labels:
        return "Nothing has been supplied in place of the notes."
    return f"This edition’s editors supplied note{'s' if len(labels) > 1 else ''} {_range(labels)}; no others have been supplied."


def edition_notes(document: Document, places: DocumentPlaces, accepted: Sequence[AcceptedFinding] = ()) -> list[EditionNote]:
    """List what was found in the text, each finding once for all its places; then the findings that the editors accept, and why."""
    settled = {(found.rule, found.start, found.end, found.message) for found in accepted}
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in document.findings:
        if (
            finding.rule not in _SHOWN_IN_PLACE | _FOR_EDITORS
            and (finding.rule, finding.start, finding.end, finding.message) not in settled
        ):
            groups.setdefault((finding.rule, finding.message), []).append(finding)
    found = [EditionNote(_places(group, places), f"{_said(message)}.") for (_, message), group in groups.items()]
    return [
        *_bare_lists(document, places),
        *found,
        *(_accepted(finding, places) for finding in accepted if finding.rule != rules.PUBLISHED_ID_GONE.id),
    ]


def _said(message: str) -> str:
    """Write what a finding says of the text, as a sentence without its period."""
    return capital(_TO_DO.sub("", message))


def _accepted(found: AcceptedFinding, places: DocumentPlaces) -> EditionNote:
    """Write an accepted finding: `Note 3: Marker 3 has no note. The editors accept this: The printed volume has no note 3.`"""
    place = places.at(found.start)
    where = [Inline(place.words, place.href)] if found.end else []
    return EditionNote(where, f"{_said(found.message)}. The editors accept this: {found.reason.strip()}")


def _bare_lists(document: Document, places: DocumentPlaces) -> Iterator[EditionNote]:
    """Write a note for each list whose items have neither number nor bullet in the text: the edition inferred that they are a list."""
    marked = {part.end for part in document.consumed}
    blocks = zip(document.blocks, places.blocks[1:], strict=True)
    for is_item, group in groupby(blocks, key=lambda part: part[0].kind == "item"):
        items = list(group) if is_item else []
        if items and not any(_is_marked(document.text, block, marked) for block, _ in items):
            first, last = items[0][1], items[-1][1]
            ends = joined(([Inline(place.words, place.href)] for place in dict.fromkeys((first, last))), "–")
            what = "These lines have" if len(items) > 1 else "This line has"
            yield EditionNote(
                ends,
                f"{what} no number or bullet in the source text. The edition shows {'them' if len(items) > 1 else 'it'} as a list.",
            )


def _is_marked(text: str, item: Block, consumed: set[int]) -> bool:
    """Return whether an item has a number or bullet: its own, or one that was consumed before it."""
    before = len(text[max(0, item.start - 8) : item.start].rstrip()) + max(0, item.start - 8)
    return before in consumed or item.start in consumed or _OWN_MARK.match(text, item.start) is not None


def _places(findings: list[Finding], places: DocumentPlaces) -> list[Inline]:
    found = list(dict.fromkeys(places.at(finding.start) for finding in findings))
    inlines = joined(([Inline(place.words, place.href)] for place in found[:_MOST_PLACES]), ", ")
    more = len(found) - _MOST_PLACES
    return [*inlines, Inline(f" and {amount(more, 'place')} more")] if more > 0 else inlines


def _range(labels: list[str]) -> str:
    numbers = [int(label) for label in labels if label.isdecimal()]
    if len(numbers) == len(labels) and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and len(numbers) > 2:
        return f"{numbers[0]}–{numbers[-1]}"
    return listing(labels)
