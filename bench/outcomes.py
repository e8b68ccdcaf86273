"""What became of each thing that a published volume says of a document: read right, missed, or read where it is not.

Each outcome belongs to a part of the reading (markers, notes, references …) and to a rule within it, so that a change to one rule shows
its gains and losses by itself. What counts as right is what `../shared/tools/score.py` counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, Any]
"""One object of the records contract, or of the truth."""
Result = Literal["right", "missed", "wrong"]
_LINKED = ("document", "note", "page", "volume")
_TARGET = re.compile(r"(?P<volume>frus[\w-]*)?(?:#(?:(?P<document>d\d+)(?P<note>fn\d+)?|(?P<page>pg_\w+)))?")


class Outcome(NamedTuple):
    """One thing in a document, which lies from `start` to `end` (characters), or nowhere; `what` tells it from others of its rule."""

    part: str
    rule: str
    result: Result
    what: str
    start: int = 0
    end: int = 0


def outcomes(record: Record, truth: Record, text: str) -> Iterator[Outcome]:
    """All outcomes of a document that was read as `record`."""
    marks = [marker for marker in truth["markers"] if marker["where"] == "body"]
    yield from _spans("markers", record["markers"], marks, lambda span: _standing(text, truth, span))
    yield from _spans(
        "notes", [note for note in record["notes"] if note.get("start") is not None], truth["notes"], lambda _: truth["variant"]
    )
    yield from _spans("pages", record["pages"], truth["pages"], lambda _: "page label")
    yield from _head(record["head"], truth["head"])
    yield from _references(record, truth)
    yield from _date(record["date"], truth)


def era(document: str) -> str:
    """The years of the subseries that a document's volume belongs to: `frus1952-54v02p1/d3` is of `1952-54`."""
    found = re.match(r"frus([\d-]*\d)", document)
    return found[1] if found else document


def _spans(part: str, read: list[Record], published: list[Record], rule: Any) -> Iterator[Outcome]:
    got, want = (dict.fromkeys((str(item["n"]), item["start"], item["end"]) for item in items) for items in (read, published))
    for n, start, end in got | want:
        result: Result = "missed" if (n, start, end) not in got else "right" if (n, start, end) in want else "wrong"
        yield Outcome(part, rule((start, end)), result, f"{n}@{start}", start, end)


def _standing(text: str, truth: Record, span: tuple[int, int]) -> str:
    """How a marker stands: the constructs of the reader of markers."""
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
        right = read is not None and read["start"] == head["start"] and 0 <= head["end"] - read["end"] <= len("123456")
        yield Outcome("head", "extent", "right" if right else "missed", "head", head["start"], head["end"])


def _references(record: Record, truth: Record) -> Iterator[Outcome]:
    """By what is pointed to. Words of a link that point elsewhere are wrong; a reference where the volume has no link is neither."""
    volume = truth["id"].partition("/")[0]
    got = [(ref["target"], ref["start"], ref["end"]) for ref in record["references"] if ref["kind"] in _LINKED and ref["target"]]
    links = [(target, ref["start"], ref["end"]) for ref in truth["refs"] if (target := _target(volume, ref["target"]))]
    used: set[int] = set()
    for target, start, end in links:
        hit = next((i for i, (to, *at) in enumerate(got) if i not in used and to == target and at[0] < end and start < at[1]), None)
        if hit is not None:
            used.add(hit)
        yield Outcome("references", _sort(target), "missed" if hit is None else "right", target, start, end)
    for i, (target, start, end) in enumerate(got):
        if i not in used and any(start < link_end and link_start < end for _, link_start, link_end in links):
            yield Outcome("references", _sort(target), "wrong", target, start, end)


def _target(volume: str, target: str) -> str | None:
    """The target of a published link as records write it: `frus1969-76v09/d145#d145fn3`, `frus1969-76v09#pg_7`."""
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
    """By the first evidence that the date stands on. A date that is missing is missed; one whose interval lacks the day is wrong."""
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
