"""Compares the records of a document with its published version: each thing was read right, missed, or wrong.

Each outcome belongs to a part of the reading (markers, notes, references …) and to a rule within it, so that a change to one rule shows
its gains and losses by itself. What counts as right is what `../shared/tools/score.py` counts.

But the links of the published volumes contain mistakes (slips): `footnote 2, Document 203` points to note 2 of the citing document. Those
that the words themselves prove, by a table of their kinds, are counted separately here; the score counts them as missed and wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Record = dict[str, Any]
"""One object of the records contract, or of the truth."""
Result = Literal["right", "missed", "wrong", "slip"]
_MARKERS = 6
"""Characters by which a head may be shorter than the published one: those of its markers."""
_LINKED = ("document", "note", "page", "volume")
_TARGET = re.compile(r"(?P<volume>frus[\w-]*)?(?:#(?:(?P<document>d\d+)(?P<note>fn\d+)?|(?P<page>pg_\w+)))?")


class Outcome(NamedTuple):
    """One thing in a document, from `start` to `end` (characters) if it has a place; `what` distinguishes it from others of its rule."""

    part: str
    rule: str
    result: Result
    what: str
    start: int = 0
    end: int = 0


def outcomes(record: Record, truth: Record, text: str) -> Iterator[Outcome]:
    """Yield all outcomes of a document that was read as `record`."""
    marks = [marker for marker in truth["markers"] if marker["where"] == "body"]
    yield from _spans("markers", record["markers"], marks, lambda span: _construct(text, truth, span))
    yield from _spans(
        "notes", [note for note in record["notes"] if note.get("start") is not None], truth["notes"], lambda _: truth["variant"]
    )
    yield from _spans("pages", record["pages"], truth["pages"], lambda _: "page label")
    yield from _head(record["head"], truth["head"])
    yield from _references(record, truth, text)
    yield from _date(record["date"], truth)


def era(document: str) -> str:
    """Return the years of the subseries of a document's volume: `1952-54` for `frus1952-54v02p1/d3`."""
    found = re.match(r"frus([\d-]*\d)", document)
    return found[1] if found else document


def _spans(part: str, read: list[Record], published: list[Record], rule: Callable[[tuple[int, int]], str]) -> Iterator[Outcome]:
    got, want = (dict.fromkeys((str(item["n"]), item["start"], item["end"]) for item in items) for items in (read, published))
    for n, start, end in got | want:
        result: Result = "missed" if (n, start, end) not in got else "right" if (n, start, end) in want else "wrong"
        yield Outcome(part, rule((start, end)), result, f"{n}@{start}", start, end)


def _construct(text: str, truth: Record, span: tuple[int, int]) -> str:
    """Classify the place of a marker by the reader's constructs: glued to a figure, beside another, in the head …"""
    start, end = span
    before = text[start - 1 : start]
    if not text[start:end].isdecimal():
        return "a sign or letter"
    if truth["head"] and truth["head"][0]["start"] <= start <= truth["head"][0]["end"]:
        return "in the head"
    if before.isdecimal():
        beside = any(marker["end"] == start for marker in truth["markers"])
        return "beside another" if beside else "glued to a figure"
    return "after a space" if before.isspace() else "glued to a word" if before.isalpha() else "glued to punctuation"


def _head(read: Record | None, published: list[Record]) -> Iterator[Outcome]:
    for head in published:
        right = read is not None and read["start"] == head["start"] and 0 <= head["end"] - read["end"] <= _MARKERS
        yield Outcome("head", "extent", "right" if right else "missed", "head", head["start"], head["end"])


class Link(NamedTuple):
    """A published link, or a reference that was read: its target and its words."""

    target: str | None
    start: int
    end: int

    def touches(self, other: Link) -> bool:
        return self.start < other.end and other.start < self.end


def _references(record: Record, truth: Record, text: str) -> Iterator[Outcome]:
    """Yield the outcomes of references, grouped by the kind of target. Words of a link that point elsewhere are wrong; a reference where
    the volume has no link is not counted."""
    read = [Link(ref["target"], ref["start"], ref["end"]) for ref in record["references"] if ref["kind"] in _LINKED]
    links = published_links(truth)
    used: set[int] = set()
    slips: list[Link] = []
    for link in links:
        if not link.target:
            continue
        hit = next((i for i, ref in enumerate(read) if i not in used and ref.target == link.target and ref.touches(link)), None)
        here = [ref for ref in read if ref.touches(link)]
        if hit is not None:
            used.add(hit)
        slip = hit is None and slip_of(text, truth["id"], link, here) is not None
        slips += [link] * slip
        rule = "volume, part not named" if hit is None and _is_part_unnamed(text, link, here) else _sort(link.target)
        result: Result = "slip" if slip else "missed" if hit is None else "right"
        yield Outcome("references", rule, result, link.target, link.start, link.end)
    for i, ref in enumerate(read):
        if ref.target and i not in used and any(ref.touches(link) for link in links if link.target):
            result = "slip" if any(map(ref.touches, slips)) else "wrong"
            yield Outcome("references", _sort(ref.target), result, ref.target, ref.start, ref.end)


def _is_number_of_body(text: str, document: str, link: Link, here: list[Link]) -> bool:
    """Match `NAC Document 59–46`, a paper of the National Advisory Council, linked to documents 59 and 46 of the volume."""
    return re.search(r"\b[A-Z]{3,} Documents? [\d–,\sand]*$", text[max(0, link.start - 60) : link.end]) is not None


def _is_note_of_another(text: str, document: str, link: Link, here: list[Link]) -> bool:
    """Match `footnote 2, Document 203` or `footnote 1 thereto`, linked to the note with that number in the citing document."""
    cites_document = any(re.search(r"Document\s+\d|thereto", text[ref.start : ref.end]) for ref in here)
    return cites_document and link.target is not None and link.target.startswith(f"{document}#")


def _is_other_volume(text: str, document: str, link: Link, here: list[Link]) -> bool:
    """Match `vol. II, Document 245` or `ibid., Document 66`, linked to the document with that number in the citing volume."""
    own = document.partition("/")[0]
    elsewhere = any(ref.target and not ref.target.startswith(own) for ref in here)
    return elsewhere and link.target is not None and link.target.startswith(f"{own}/")


def _is_linked_apart(text: str, document: str, link: Link, here: list[Link]) -> bool:
    """Match `Document 96 and footnote 5 thereto`, linked as a document and as a note; the records have one reference, to the note."""
    return any(ref.target and ref.target.startswith(f"{link.target}#") for ref in here)


def _is_page_linked_to_document(text: str, document: str, link: Link, here: list[Link]) -> bool:
    """Match `p. 223`, linked to the document on that page."""
    page = re.match(r"pp?\.\s?\d", text[link.start : link.end])
    return page is not None and link.target is not None and _sort(link.target) == "document"


_SLIPS = {
    "number of another body": _is_number_of_body,
    "note of another document": _is_note_of_another,
    "other volume": _is_other_volume,
    "document and note apart": _is_linked_apart,
    "page linked to a document": _is_page_linked_to_document,
}
"""The kinds of published links that their own words prove wrong."""


def slip_of(text: str, document: str, link: Link, here: list[Link]) -> str | None:
    """Return the kind of slip of a published link in a document's text, given the references that were read at its words; None if none."""
    return next((kind for kind, test in _SLIPS.items() if test(text, document, link, here)), None)


def published_links(truth: Record) -> list[Link]:
    """Return the links of a published document."""
    volume = truth["id"].partition("/")[0]
    return [Link(_target(volume, ref["target"]), ref["start"], ref["end"]) for ref in truth["refs"]]


def _is_part_unnamed(text: str, link: Link, here: list[Link]) -> bool:
    """Match `see volume VI`, of a volume in parts: the published link points to the first part; the reader names all parts, and links to
    none."""
    first = link.target is not None and re.fullmatch(r"[^/#]*p1", link.target) is not None
    return first and "Part" not in text[link.start : link.end] and any(ref.target is None for ref in here)


def _target(volume: str, target: str) -> str | None:
    """Write the target of a published link as records do: `frus1969-76v09/d145#d145fn3`, `frus1969-76v09#pg_7`."""
    found = _TARGET.fullmatch(target)
    if not found or not target:
        return None
    volume = found["volume"] or volume
    if found["page"]:
        return f"{volume}#{found['page']}"
    note = f"#{found['document']}{found['note']}" if found["note"] else ""
    return f"{volume}/{found['document']}{note}" if found["document"] else volume


def _sort(target: str) -> str:
    return "page" if "#pg_" in target else "note" if "fn" in target else "document" if "/" in target else "volume"


def _date(read: Record | None, truth: Record) -> Iterator[Outcome]:
    """Yield the outcome of the date, by its first evidence. A missing date is missed; one whose interval excludes the day is wrong."""
    if not isinstance(truth["date"], str) or not re.match(r"\d{4}-\d\d-\d\d", truth["date"]):
        return
    part = "stated dates" if truth["dateline_kept"] else "inferred dates"
    if not read:
        yield Outcome(part, "none", "missed", "date")
        return
    day, (first, slash, last) = truth["date"][:10], read["edtf"].partition("/")
    right = first[:10] == day if not slash else (first or "0") <= day <= (last or "9")
    rule = next((evidence["rule"] for evidence in read["evidence"]), "none")
    yield Outcome(part, rule, "right" if right else "wrong", read["edtf"])
