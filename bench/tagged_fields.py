"""Compares the fields of a record with the tags of its published volume: names, bodies, place, signatures, lists and tables.

What the volumes tag, and what a record is compared with:

- names: `persName` with the type `from` or `to` in a head, which is the name alone: `Jones` in `Secretary of State Jones`. The parties of a
  conversation are tagged like sender and recipient, and a record has them in `between`. A head without any such tag says nothing.
- bodies: `gloss` with these types, a sender or recipient without a name. A tag may include the article or not, so that isn't compared.
- place: `placeName` in the head or a dateline. Where the volume has none, the record's place isn't compared.
- signature, list item, table cell: the blocks of those elements. A cell is its words, and the number of its column.
- subject, participants: the items below a heading that says so, and what follows `Subject:` on its line. A line that goes on after its
  subject (`Subject: Rice. Ref: Strelsau 113`) isn't compared.

A published tag that is wrong is a slip: `slips.toml` lists these by kind.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from outcomes import Outcome, Record, Result

SLIPS = Path(__file__).with_name("slips.toml")
_ARTICLE = re.compile(r"(?:the|an?|certain|all)\s+", re.IGNORECASE)
_LIST_HEADS: Mapping[str, re.Pattern[str]] = {
    "subject": re.compile(r"(?:subjects?|sujbect|subj|re)(?: of (?:meeting|conversation|discussion))?\.?:?", re.IGNORECASE),
    "participants": re.compile(
        r"(?:(?:also|others?|those|members|the following were|u\.s\.(?:s\.r\.)?) )?"
        r"(?:participants?|participation|present|attendees|attendance|list of participants|participating)\b[^.]{0,30}:?",
        re.IGNORECASE,
    ),
    "": re.compile(r"(?:place|time|date|agenda|references?|refs?|to|from|through|copies to|cc)\b.{0,30}:?", re.IGNORECASE),
}
"""The headings of lists at the top of a document, by field."""
_INLINE_SUBJECT = re.compile(r"“?(?:(?:[A-Z][a-z]+ )?[\d/]{1,12}\. )?(?:subject|subj):\s+(?P<words>\S.*)", re.IGNORECASE)
_INLINE_PARTICIPANTS = re.compile(r"(?:\d\. )?participants?:\s+\S", re.IGNORECASE)
_ENDS = " \n.,;0123456789"
"""What is left out at the ends of a line: a record leaves the period after a subject out, and a marker."""
_MORE = re.compile(r"\b(?i:Refs?|References?|TAGS)\b|:|\.\s+[A-Z]")
"""A line that goes on after its subject isn't compared: `Subject: Rice. Ref: Strelsau 113`."""


class Tag(NamedTuple):
    """A tag or a field from `start` to `end` (characters), and the rule that its outcome is counted under."""

    rule: str
    start: int
    end: int


_Fields = dict[tuple[object, ...], Tag]
"""Fields or tags by what must be equal: place, and role or column."""


class Slips:
    """The published tags that are wrong, by their keys: part, document, and digest of the words. `used` are those met so far."""

    def __init__(self, file: Path = SLIPS) -> None:
        kinds = tomllib.loads(file.read_text(encoding="utf-8"))["slip"]
        self.places = {f"{kind['part']} {place}" for kind in kinds for place in kind["places"]}
        self.used: set[str] = set()

    def has(self, key: str) -> bool:
        """Return whether the tag with this key is a slip, and remember it as used."""
        if key in self.places:
            self.used.add(key)
        return key in self.places


def slip_key(part: str, document: str, words: str) -> str:
    """Return what identifies a tag in `slips.toml`: `names frus1948v01p1/d61 3f2a9c01`. The digest is that of its words."""
    return f"{part} {document} {hashlib.sha256(' '.join(words.split()).encode()).hexdigest()[:8]}"


def tagged_fields(record: Record, truth: Record, text: str, slips: Slips) -> Iterator[Outcome]:
    """Yield the outcomes of a document's fields that its published volume tags."""
    names, bodies = _tagged_parties(truth, text, "persons"), _tagged_parties(truth, text, "glosses")
    fields: dict[str, tuple[_Fields, _Fields | None]] = {
        "place": (_place(record), _tagged_place(truth, text)),
        "signature": (_blocks(record, {"signed"}), _blocks(truth, {"signed"})),
        "list item": (_blocks(record, {"item", "participants"}), _blocks(truth, {"item"})),
        "table cell": (_cells(record, text), _cells(truth, text)),
        "subject": (_listed(record, text, "subject", _mixed_lines(truth, text)), _tagged_lists(truth, text, "subject")),
        "participants": (
            _listed(record, text, "participants", _lines_of_participants(truth, text)),
            _tagged_lists(truth, text, "participants"),
        ),
    }
    if names or bodies:
        fields |= {"names": (_parties(record, text, names, "name"), names), "bodies": (_parties(record, text, bodies, "office"), bodies)}
    for part, (read, tags) in fields.items():
        if tags is not None:
            yield from _compare(part, truth["id"], read, tags, text, slips)


def _compare(part: str, document: str, read: _Fields, tags: _Fields, text: str, slips: Slips) -> Iterator[Outcome]:
    for key in {**tags, **read}:
        rule, start, end = tags[key] if key in tags else read[key]
        name = slip_key(part, document, text[start:end])
        result: Result = "right" if key in tags and key in read else "missed" if key in tags else "wrong"
        if result != "right" and slips.has(name):
            result = "slip"
        yield Outcome(part, rule, result, f"{name.rpartition(' ')[2]}@{start}", start, end)


def _tagged_parties(truth: Record, text: str, tags: str) -> _Fields:
    """Return the names or bodies of the head that have the type `from` or `to`."""
    head = truth["head"][0] if truth["head"] else {"start": 0, "end": 0}
    found = [tag for tag in truth[tags] if tag["type"] in ("from", "to") and head["start"] <= tag["start"] < head["end"]]
    return {(*span, tag["type"]): Tag(tag["type"], *span) for tag in found if (span := _bare(text, tag["start"], tag["end"]))}


def _parties(record: Record, text: str, tags: _Fields, field: str) -> _Fields:
    """Return the names of the parties that have one, or the offices of the others. A party of a conversation gets the role of its tag."""
    found: _Fields = {}
    for role in ("from", "to", "between"):
        for party in record[role]:
            if (field == "name") == bool(party["name"]):
                span = _bare(text, *_place_of(party[field], party, text))
                given = next((either for either in ("from", "to") if (*span, either) in tags), role) if role == "between" else role
                found[*span, given] = Tag(given, *span)
    return found


def _place_of(words: str, party: Record, text: str) -> tuple[int, int]:
    """Find where a name or office of a party is printed: a name in parentheses is the last."""
    start, end = party["start"], party["end"]
    find = text.rfind if words == party["name"] and text[start:end].endswith(")") else text.find
    at = find(words, start, end)
    return (at, at + len(words)) if at >= 0 else (start, end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without white space and article: volumes tag either `the Department of State` or `Department of State`."""
    start, end = _words(text, start, end)
    article = _ARTICLE.match(text, start, end)
    return article.end() if article else start, end


def _place(record: Record) -> _Fields:
    place = record["place"]
    return {(place["start"], place["end"]): Tag("place", place["start"], place["end"])} if place else {}


def _tagged_place(truth: Record, text: str) -> _Fields:
    """Return the first place of the volume's tags that is in the head or a dateline."""
    opening = [(block["start"], block["end"]) for block in truth["blocks"] if block["kind"] in ("head", "dateline", "opener", "closer")]
    for tag in truth["els"]:
        if tag["name"] == "placeName" and any(start <= tag["start"] < end for start, end in opening):
            span = _words(text, tag["start"], tag["end"], ", ")
            return {span: Tag("place", *span)}
    return {}


def _blocks(source: Record, kinds: Collection[str]) -> _Fields:
    """Return the blocks of some kinds, of a record or of its truth."""
    found = [(block["start"], block["end"]) for block in source["blocks"] if block["kind"] in kinds]
    return {span: Tag(next(iter(kinds)), *span) for span in found}


def _cells(source: Record, text: str) -> _Fields:
    """Return the cells of tables that have words, with the numbers of their columns."""
    found: _Fields = {}
    for block in source["blocks"]:
        if block["kind"] == "row":
            start = block["start"]
            for column, words in enumerate(text[start : block["end"]].split("\t")):
                span = _words(text, start, start + len(words))
                if span[0] < span[1]:
                    found[column, *span] = Tag("cell", *span)
                start += len(words) + 1
    return found


def _listed(record: Record, text: str, field: str, without: Collection[tuple[int, int]] = ()) -> _Fields:
    """Return the spans of a field that are in none of the lines `without`."""
    spans = [_words(text, item["start"], item["end"], _ENDS) for item in record[field]]
    return {span: Tag("list", *span) for span in spans if not any(start <= span[0] < end for start, end in without)}


def _mixed_lines(truth: Record, text: str) -> list[tuple[int, int]]:
    """Return the lines that go on after their subject."""
    lines = [_words(text, block["start"], block["end"]) for block in truth["blocks"]]
    found = ((line, _INLINE_SUBJECT.search(text, *line)) for line in lines)
    return [line for line, subject in found if subject and _MORE.search(subject["words"])]


def _lines_of_participants(truth: Record, text: str) -> list[tuple[int, int]]:
    """Return the lines with a whole list, `Participants: Mr. Archer, Mr. Baker`, which `subjects.py` compares by name."""
    lines = (_words(text, block["start"], block["end"]) for block in truth["blocks"])
    return [line for line in lines if _INLINE_PARTICIPANTS.match(text, *line)]


def _tagged_lists(truth: Record, text: str, field: str) -> _Fields | None:
    """Return the items of the lists whose heading names `field`, and the words of lines like `Subject: Rice`. Return None if the volume has
    paragraphs below a heading of participants: nothing says where they end."""
    found: _Fields = {}
    current = ""
    for block in truth["blocks"]:
        start, end, kind = block["start"], block["end"], block["kind"]
        heading = _heading(text[start:end].strip().rstrip("0123456789").rstrip()) if kind in ("list-head", "item", "p") else None
        if heading is not None:
            if kind == "p" and heading == field == "participants":
                return None
            current = f"{heading} {'line' if kind == 'p' else ''}".strip()
        elif current.partition(" ")[0] == field and (kind == "item" or (kind == "p" and current.endswith("line"))):
            span = _words(text, start, end, _ENDS)
            found[span] = Tag("below a heading", *span)
            current = "" if current == "subject line" else current
        elif kind not in ("list-head", "page"):
            current = ""
        inline = _INLINE_SUBJECT.fullmatch(text, *_words(text, start, end)) if field == "subject" and kind == "p" else None
        if inline and not _MORE.search(inline["words"]):
            span = _words(text, *inline.span("words"), _ENDS)
            found[span] = Tag("on its line", *span)
    return found


def _heading(words: str) -> str | None:
    """Return the field that a heading of a list names, the empty string for another known heading, or None."""
    return next((field for field, form in _LIST_HEADS.items() if form.fullmatch(words)), None)


def _words(text: str, start: int, end: int, around: str = " \n") -> tuple[int, int]:
    """Return a span without the characters of `around` at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip(around)), end - (len(words) - len(words.rstrip(around)))
