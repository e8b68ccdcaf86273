"""Compares records with fields that were judged by hand, by reading, without sight of what the reader gives. The files are in `judged/`.

- `heads.jsonl`: kind and parties of 200 heads. A party has the role `from`, `to` or `between`, and the spans in the head of its name and
  its office.
- `source_notes.jsonl`: the fields of 400 source notes by their spans in the note. A file number is not a folder; `folder` is all that is
  printed after the box, or else after the last part that names files, papers, records, a record group or a transfer, or that the volume's
  list of sources has as a collection. The first precedence is that of the document, a second one is handling.
- `messages.jsonl`: channel and number of 147 telegrams and messages. A telegram to several posts, or between posts, has no channel.

Heads and notes are drawn by volume, with fixed seeds, from the volumes that readers are tuned on. Each has the digest of its words: a text
that changed is reported, not compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from outcomes import Outcome, Record, Result

_JUDGED = Path(__file__).with_name("judged")
_ONE = ("repository", "collection", "series", "box", "folder", "file", "classification", "precedence")

Judged = Mapping[str, Mapping[str, Record]]
"""The judged rows by file and document."""


def judged_rows() -> Judged:
    """Read the judged fields."""
    return {file.stem: {row["id"]: row for row in map(json.loads, file.open(encoding="utf-8"))} for file in _JUDGED.glob("*.jsonl")}


def judged_fields(record: Record, truth: Record, text: str, rows: Judged) -> Iterator[Outcome]:
    """Yield the outcomes of the fields of a document that were judged."""
    if (head := rows["heads"].get(truth["id"])) and truth["head"]:
        yield from _head(record, head, text, truth["head"][0]["start"], truth["head"][0]["end"])
    if note := rows["source_notes"].get(truth["id"]):
        yield from _source_note(record, note, text)
    if message := rows["messages"].get(truth["id"]):
        yield from _message(record, message)


def _head(record: Record, row: Record, text: str, start: int, end: int) -> Iterator[Outcome]:
    words = text[start:end]
    if digest(words) != row["digest"]:
        yield Outcome("kind", "changed text", "missed", row["id"])
        return
    yield from _one("kind", row["kind"], record["kind"], start, end)
    for field in ("name", "office"):
        wanted = {(party["role"], _plain(words[slice(*party[field])])) for party in row["parties"] if field in party}
        found = {(role, _plain(party[field])) for role in ("from", "to", "between") for party in record[role] if party[field]}
        for role, value in sorted(wanted | found):
            result: Result = "right" if (role, value) in wanted & found else "missed" if (role, value) in wanted else "wrong"
            yield Outcome(f"judged {field}", role, result, value, start, end)


def _source_note(record: Record, row: Record, text: str) -> Iterator[Outcome]:
    origin = record["origin"]
    words = text[origin["start"] : origin["end"]] if origin else ""
    if not origin or digest(words) != row["digest"]:
        # A capture without notes has none of its source notes either.
        if record["apparatus"] == "given" or origin:
            yield Outcome("repository", "changed text", "missed", row["id"])
        return
    for field in _ONE:
        wanted = _plain(words[slice(*row["fields"][field])]) if field in row["fields"] else None
        yield from _one(field, wanted, _plain(origin["source"][field] or "") or None, origin["start"], origin["end"])
    markings = [_plain(words[slice(*span)]) for span in row["fields"].get("handling", [])]
    found = [_plain(marking) for marking in origin["source"]["handling"]]
    for marking in dict.fromkeys(markings + found):
        result: Result = "right" if marking in markings and marking in found else "missed" if marking in markings else "wrong"
        yield Outcome("handling", "marking", result, marking, origin["start"], origin["end"])


def _message(record: Record, row: Record) -> Iterator[Outcome]:
    message = record["message"] or {"channel": None, "number": None, "start": 0, "end": 0}
    wanted = f"{row['channel']} {row['number']}" if row["channel"] else None
    found = f"{message['channel']} {message['number']}" if message["number"] else None
    yield from _one("message", wanted, found, message["start"], message["end"])


def _one(part: str, wanted: str | None, found: str | None, start: int, end: int) -> Iterator[Outcome]:
    """Yield the outcome of a field that has one value or none. A wrong value is also one that was missed."""
    if wanted == found:
        if wanted is not None:
            yield Outcome(part, "value", "right", wanted, start, end)
        return
    if wanted is not None:
        yield Outcome(part, "value", "missed", wanted, start, end)
    if found is not None:
        yield Outcome(part, "value", "wrong", found, start, end)


def digest(words: str) -> str:
    """Return the first twelve digits of the digest of a text."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _plain(words: str) -> str:
    """Return words with single blanks and without the period of the sentence."""
    return " ".join(words.split()).rstrip(".")
