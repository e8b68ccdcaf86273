"""Read where messages are: which document prints a message, and which folder holds which numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.dates import find_moment, month_of
from backchannel.readers.text.messages.ties import LISTED, quotation_at
from backchannel.records import Cited, MessageFolder, Reference, ReferenceTie

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.records import Marker, Note


def printed_as(text: str, references: list[Reference]) -> list[Reference]:
    """Add to message references the document that prints the message, if the words say so.

    1. `Tohak 84 is Document 50` · `Hakto 5, October 20, is printed as Document 300` · `Hakto 41 (Document 43)` · `Hakto 41, Document 43.`
    2. `Messages 42 and 43 are Documents 46 and 48`, respectively
    """
    found = list(references)
    for i, document in enumerate(references):
        if document.kind != "document" or document.cited.alternative or not i or references[i - 1].kind != "message":
            continue
        if not _IS_PRINTED.fullmatch(text[references[i - 1].end : document.start]):
            continue
        messages = _list_before(text, references, i)
        documents = _list_from(text, references, i)
        if len(messages) == len(documents):
            for m, d in zip(messages, documents, strict=True):
                cited = references[d].cited
                named = {"volume": cited.volume, "document": cited.document, "relation": cited.relation}
                found[m] = found[m].model_copy(update={"cited": found[m].cited.model_copy(update=named)})
    return found


_IS_PRINTED = re.compile(
    r"""
      ,?\s+(?:is|are|was|were)\s+(?:printed\s+(?:(?:as|in)\s+)?)?     # Tohak 84 is Document 50 · is printed as Document 50
    | ,?\s+printed\s+(?:as|in)\s+                                     # , printed as Document 50
    | \s*\(\s*(?:printed\s+as\s+)? | ,\s+                            # (Document 50 · , Document 50
    """,
    re.VERBOSE,
)


def _list_before(text: str, references: Sequence[Reference], i: int) -> list[int]:
    """List the messages that end right before reference `i`, in order."""
    found = [i - 1]
    while found[0] and _in_list(text, references, found[0] - 1, "message"):
        found.insert(0, found[0] - 1)
    return found


def _list_from(text: str, references: Sequence[Reference], i: int) -> list[int]:
    found = [i]
    while found[-1] + 1 < len(references) and _in_list(text, references, found[-1], "document"):
        found.append(found[-1] + 1)
    return found


def _in_list(text: str, references: Sequence[Reference], i: int, kind: str) -> bool:
    """Return whether references `i` and `i + 1` are of that kind and in the same list."""
    one, other = references[i], references[i + 1]
    return one.kind == other.kind == kind and LISTED.fullmatch(text[one.end : other.start]) is not None


_LAST = re.compile(
    r"""
    \b(?:your|his|my)\s+
    (?:(?:last|latest|previous|most\s+recent|earlier|first|second)\s+)?     # your last message
    (?:backchannel\s+)?(?:message|cable|telegram)$                          # his backchannel message
    """,
    re.VERBOSE,
)


def noted_as(text: str, references: Sequence[Reference], markers: Sequence[Marker], notes: Sequence[Note]) -> list[Reference]:
    """Add to message references what the note whose marker follows the words says of the message.

    1. `Embtel 1034.2`, with note 2 `Document 6.` or `Supra.`      the document that prints it, if the note names just that
       `Deptel 4756.2`, with note 2 `Printed as telegram 3828 to Paris, supra.`
    2. `Manila 13420.2`, with note 2 `Dated December 29.`         its date
       `Embtel 237.2`, with note 2 `Telegram 237, September 11, reported …`
    3. `Deptel 109.2`, with note 2 `This telegram, July 12, reads as follows: “…”`     its date and words
    """
    marked = {marker.start: marker for marker in markers}
    found = list(references)
    for i, reference in enumerate(references):
        if reference.kind != "message" or not reference.cited.number or reference.cited.document or reference.cited.relation:
            continue
        marker = next((marked[at] for at in _after_words(text, reference.end) if at in marked), None)
        note = _note_of(marker, notes) if marker else None
        if note:
            found[i] = _with_note(text, reference, references, note)
    return found


def _with_note(text: str, reference: Reference, references: Sequence[Reference], note: Note) -> Reference:
    """Add to a message reference what the note on its words says."""
    cited, quotation = reference.cited, reference.quotation
    if document := _sole_document(text, references, note) or _printed_as_other(text, references, note):
        named = {"volume": document.cited.volume, "document": document.cited.document, "relation": document.cited.relation}
        cited = cited.model_copy(update=named)
    elif other := _other_message(text, references, note):
        cited = other.cited
    dated = _DATED.match(text, note.start, note.end)
    if dated and dated["day"] and not cited.date and dated["number"] in (None, cited.number):
        date = f"{dated['year'] or 'XXXX'}-{month_of(dated['month']):02d}-{int(dated['day']):02d}"
        cited = cited.model_copy(update={"date": date})
    if reads := _READS.match(text, dated.end() if dated else note.start, note.end):
        quotation = quotation_at(text, reads.end() - 1, note.end)
    return reference.model_copy(update={"cited": cited, "quotation": quotation})


def _printed_as_other(text: str, references: Sequence[Reference], note: Note) -> Reference | None:
    """Return the document of a note that gives another number of the message: `Printed as telegram 3828 to Paris, supra.`"""
    within = [reference for reference in references if note.start <= reference.start < note.end]
    is_one = [reference.kind for reference in within] == ["message", "document"]
    return within[1] if is_one and _PRINTED_AS.fullmatch(text, note.start, within[0].start) else None


def _other_message(text: str, references: Sequence[Reference], note: Note) -> Reference | None:
    """Return the message that a note puts in place of a number.

    1. `Reference should be to telegram 942, January 31.`
    2. `Printed as telegram 2261 from Saigon, December 14, 1954, Foreign Relations, 1952–1954, vol. XIII, Part 2, p. 2362.`
    """
    first = next((reference for reference in references if note.start <= reference.start < note.end), None)
    if first is None or first.kind != "message":
        return None
    before = text[note.start : first.start]
    return first if _PRINTED_AS.fullmatch(before) or _SHOULD_BE.fullmatch(before) else None


_PRINTED_AS = re.compile(r"\s*(?:[Pp]rinted|[Tt]he\s+same|[Ss]ame|[Ss]ent)\s+as\s+(?:[Tt]elegram\s+)?")
_SHOULD_BE = re.compile(
    r"\s*(?:The\s+)?[Rr]eference\s+(?:is\s+(?:in\s+error|incorrect|erroneous)[;,.]\s+it\s+)?should\s+(?:be|read)\s+(?:to\s+)?",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"""
    \s*(?: (?:In\s+t|T)his\s+(?:telegram|message|cable)(?:,(?:\s+(?:dated|of))?)?         # In this telegram, July 12
        | (?:In\s+)?[Tt]elegram\s+(?P<number>[0-9]{{1,6}}),                                # Telegram 237, September 11
        | (?:Telegram\s+)?[Dd]ated                                                         # Dated December 29, 1969
    )
    (?: \s+(?P<month>{vocabulary.alternatives("months")})\s+(?P<day>\d{{1,2}})(?!\d)
        (?:,\s+(?P<year>\d{{4}})\b)?
    )?
    """,
    re.VERBOSE,
)
_READS = re.compile(r"[^“.]{0,40}?,?\s+reads?(?:\s+in\s+(?:full|part))?(?:\s+as\s+follows)?:\s+“")
"""`This telegram, July 12, reads as follows: “`"""


def _after_words(text: str, end: int) -> tuple[int, ...]:
    """Return where the marker of words that end there may be: right after them, or after a stop."""
    return (end, end + 1) if text[end : end + 1] in tuple(".,;:)") else (end,)


_ONLY_A_DOCUMENT = re.compile(r"\s*(?:See\s+|Printed\s+as\s+|(?:Apparent\s+)?[Rr]eference\s+(?:is\s+)?to\s+)?$")


def messages_by_note(
    text: str, references: Sequence[Reference], markers: Sequence[Marker], notes: Sequence[Note], own: str | None
) -> Iterator[Reference]:
    """Yield a reference for `your last message2`, if note 2 is just `Document 144.`: that document is the message, whatever its number."""
    for marker in markers:
        words = _LAST.search(text, max(0, marker.start - 60), marker.start)
        note = _note_of(marker, notes)
        document = _sole_document(text, references, note) if words and note else None
        if words and document:
            steps = (ReferenceTie(kind="answers", start=words.start(), end=words.end()),) if own and words[0].startswith("your") else ()
            cited = Cited(volume=document.cited.volume, document=document.cited.document)
            yield Reference(start=words.start(), end=words.end(), kind="message", where="body", cited=cited, steps=steps)


def _note_of(marker: Marker, notes: Sequence[Note]) -> Note | None:
    """Return the note of a marker, by its place, because two notes may have one label; None if the capture lost it."""
    return notes[marker.note - 1] if marker.note else None


def _sole_document(text: str, references: Sequence[Reference], note: Note) -> Reference | None:
    """Return the document if a note names just that: `Document 144.`, `See Document 144.`"""
    within = [reference for reference in references if note.start <= reference.start < note.end]
    if len(within) != 1 or within[0].kind != "document" or within[0].cited.alternative:
        return None
    only = within[0]
    alone = _ONLY_A_DOCUMENT.fullmatch(text[note.start : only.start]) and not text[only.end : note.end].strip(" .\n")
    return only if alone else None


_FOLDER = re.compile(
    rf"(?P<channel>{vocabulary.alternatives('channels', 'channel')})\s+(?P<lowest>\d{{1,4}})\s*[–-]\s*(?P<highest>\d{{1,4}})"
    r"(?:\s*\[[^\]\n]{0,40}\])?,?\s+"
)
_FOLDER_DATE = 60
"""Characters after a folder's numbers within which its days follow."""


def find_folders(text: str) -> Iterator[MessageFolder]:
    """Find folders of messages, with their channel, first and last number, and days: `HAK Paris Trip Tohak 1–100, December 3–13, 1972`."""
    for folder in _FOLDER.finditer(text, vocabulary.first_of("channels", text)):
        moment = find_moment(text, folder.end(), min(len(text), folder.end() + _FOLDER_DATE))
        if moment and moment.start == folder.end():
            yield MessageFolder(
                start=folder.start(),
                end=moment.end,
                channel=vocabulary.name_of("channels", folder["channel"]) or folder["channel"],
                lowest=int(folder["lowest"]),
                highest=int(folder["highest"]),
                first=moment.first,
                last=moment.last,
            )
