"""List where each word is in the documents of a volume.

The *documents* of a term say which documents have it, how much it weighs in each, and whether it is in the text, in notes or in both; the
*positions* say where, for phrases and for neighboring words. Both are strings of `codes`:

    documents   for each document: the difference of its slot to the one before, then a character for weight and zone
    positions   for each document: differences of positions in the text, a comma, those in the notes; a blank between documents

Positions are counted in words, from 1; a word that is joined at a hyphen has the position 0. A weight is the part of BM25 that depends on
the document alone, in 16 steps. It compares the length of a document with a constant, not with the average of the edition, so that a new
document does not change the weights of the others.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from backchannel.search.codes import CODES, DIGITS
from backchannel.search.words import BREAK, folded, joined_words, stems, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_STEPS = 16
_K1, _B, _USUAL_LENGTH = 1.2, 0.5, 600
"""BM25's constants, and the words of a usual document."""
_IN_HEAD = 5
"""How often a word of the head counts, besides the times it is there."""
_TEXT, _NOTES = 1, 2
_SLOT, _IN_NOTES, _ELSEWHERE = 25, 1 << 23, 1 << 22
"""A place is a number: the slot of the document, shifted by so many bits, a bit for notes, and the position. Places that differ by so much
are in other documents, or one is in the text and one in the notes: no text has four million words."""
_POSITION = _ELSEWHERE - 1


class SlottedText(NamedTuple):
    """A document to index: its slot in its volume; its head, with the names and dates that lists show of it; the passages of its text, and
    its notes."""

    slot: int
    head: str
    text: Sequence[str]
    notes: Sequence[str]


class TermRun(NamedTuple):
    """What the index has of a term of a volume: in how many documents it is, and its postings. A `term` is a stem and a word:
    `negoti negotiating`."""

    term: str
    frequency: int
    documents: str
    positions: str


def slots(numbers: Iterable[str]) -> list[int]:
    """Return the slot of each document of a volume, by their printed numbers in order: the number itself where it can be, so that a
    document that is added between others does not move them. Slots rise, from 1."""
    found, last = [], 0
    for number in numbers:
        last = max(last + 1, int(number) if number.isdecimal() and number.isascii() and len(number) < 6 else 0)
        found.append(last)
    return found


def term_runs(documents: Iterable[SlottedText]) -> list[TermRun]:
    """Index the documents of a volume, whose slots rise. Terms are sorted."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    heads: defaultdict[str, set[int]] = defaultdict(set)
    lengths: dict[int, int] = {}
    for document in documents:
        head = folded(document.head)
        text = f" {BREAK} ".join([head, *map(folded, document.text)])
        notes = f" {BREAK} ".join(map(folded, document.notes))
        base = document.slot << _SLOT
        lengths[document.slot] = _add(places, base, text) + _add(places, base | _IN_NOTES, notes)
        for word in words(head):
            heads[word].add(document.slot)
    places.pop(BREAK, None)
    found = list(places)
    terms = sorted(zip((f"{stem} {word}" for stem, word in zip(stems(found), found, strict=True)), found, strict=True))
    steady = {slot: _K1 * (1 - _B + _B * length / _USUAL_LENGTH) for slot, length in lengths.items()}
    return [_run(term, places[word], heads.get(word, ()), steady) for term, word in terms]


def _add(places: defaultdict[str, list[int]], base: int, folded_text: str) -> int:
    """Add the places of the words of a text, and return how many words it has."""
    for word in joined_words(folded_text):
        places[word].append(base)
    found = words(folded_text)
    for place, word in zip(count(base + 1), found):
        places[word].append(place)
    return len(found)


def _run(term: str, places: Iterable[int], in_head: Collection[int], steady: Mapping[int, float]) -> TermRun:
    """Write the postings of a term that has these places. `steady` is what BM25 weighs each document's count against."""
    documents: list[str] = []
    positions: list[str] = []
    slot = before = times = zone = last = 0
    for place in places:
        gap = place - before
        if gap >= _ELSEWHERE:
            here, gap = place >> _SLOT, place & _POSITION
            if here != slot:
                if slot:
                    documents.append(_document(slot - last, times + _IN_HEAD * (slot in in_head), steady[slot], zone))
                    positions.append(" ")
                last, slot, times, zone = slot, here, 0, 0
            if place & _IN_NOTES:
                positions.append(",")
                zone |= _NOTES
            else:
                zone = _TEXT
        positions.append(CODES[gap])
        before = place
        times += 1
    documents.append(_document(slot - last, times + _IN_HEAD * (slot in in_head), steady[slot], zone))
    return TermRun(term, len(documents), "".join(documents), "".join(positions))


def _document(gap: int, times: int, steady: float, zone: int) -> str:
    return CODES[gap] + DIGITS[int(_STEPS * times / (times + steady)) * 4 + zone]
