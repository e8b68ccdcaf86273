"""Judges documents for the queries of `search_queries.toml` by the words of their texts, independently of any search engine.

The texts are the raw ones, without the note markers and page breaks that the truth next to them gives; nothing of the program is used.
Words are folded: no case, no accents, no apostrophes, and a hyphen separates words as a blank does. A line of a raw text is a paragraph,
a heading, an item or a note, and no phrase is counted across lines.

    Vang Pao                   the words together, or a name's possessive; `forms` in the file lists other ways to write the same thing
    "most favored nation"      the same in quotation marks: other documents are wrong answers
    negot*                     words that begin so
    Laos -Vietnam              not if the other word is in the document

A document is about the query (grade 2) if its opening has the words, or its text has them `often`; otherwise it mentions it (1). Topics
have no rule: people read the heads and openings of candidates, found by several scans for words, and the file lists the documents.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

QUERIES = Path(__file__).with_name("search_queries.toml")
OFTEN = {"name": 5, "phrase": 3, "pair": 3, "number": 2, "prefix": 5, "exclusion": 5}
"""How often a text has the words of a query of each kind if it is about them, unless the query says otherwise."""
_OPENING = 200
"""Characters of the first line that ends the opening: shorter ones are the head, the parties, the subject, the date."""
_APOSTROPHE = re.compile("['’‘ʼ`´]")
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'(-?)(?:"([^"]+)"|(\S+))')
"""A phrase in quotation marks, or a word; excluded after a hyphen."""


class Text(NamedTuple):
    """The folded words of a document, with a bar between lines: ` to prince souvanna | the prince `; of its opening; and without bars."""

    words: str
    opening: str
    run_on: str


@dataclass(frozen=True)
class Query:
    """A query: the words typed, its kind, the forms that answer it and the words that exclude a document, all folded. A topic has the ids
    of documents judged by hand instead."""

    words: str
    kind: str
    forms: tuple[str, ...]
    without: tuple[str, ...]
    often: int
    judged: dict[str, int]

    @property
    def quoted(self) -> bool:
        return self.words.startswith(('"', "“"))


class Judged(NamedTuple):
    """The grades of documents by id: 2 or 1. `tolerated`, neither right nor wrong, have a phrase across lines or as a possessive."""

    grades: dict[str, int]
    tolerated: set[str]

    @property
    def about(self) -> set[str]:
        return {id for id, grade in self.grades.items() if grade == 2}


def queries() -> list[Query]:
    return [_query(entry) for entry in _data()["query"]]


def typos() -> dict[str, str]:
    """Return the right words of each misspelled query."""
    found: dict[str, str] = _data()["typos"]
    return found


def fold(words: str) -> str:
    """Fold words: `Chou En-lai’s coup d’état` becomes `chou en lais coup detat`."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", words))
    return " ".join(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)).lower()))


def texts(raw: Path) -> dict[str, Text]:
    """Read the texts of the corpus in the folder `raw`, by id: `frus1948v01p1/d7`."""
    truths = (json.loads(line) for file in sorted(raw.glob("*.truth.jsonl")) for line in file.open(encoding="utf-8"))
    return {truth["id"]: _text((raw / f"{truth['id']}.txt").read_text(encoding="utf-8"), truth) for truth in truths}


def judge(query: Query, of: dict[str, Text]) -> Judged:
    """Grade all documents for a query."""
    if query.judged:
        return Judged(query.judged, set())
    grades, tolerated = {}, set()
    for id, text in of.items():
        if excluded(query, text):
            continue
        if times := _times(query.forms, text.words):
            grades[id] = 2 if times >= query.often or _times(query.forms, text.opening) else 1
        elif query.quoted and _times((*query.forms, *_possessives(query.forms)), text.run_on):
            tolerated.add(id)
    return Judged(grades, tolerated)


def excluded(query: Query, text: Text) -> bool:
    """Tell whether a text has words that the query excludes."""
    return _times(query.without, text.words) > 0


def _data() -> dict[str, Any]:
    return tomllib.loads(QUERIES.read_text(encoding="utf-8"))


def _query(entry: dict[str, Any]) -> Query:
    words, kind = entry["words"], entry["kind"]
    parts = [(hyphen, _form(quoted or bare)) for hyphen, quoted, bare in _PART.findall(words.replace("“", '"').replace("”", '"'))]
    typed = " ".join(form for hyphen, form in parts if not hyphen)
    forms = tuple(map(_form, entry.get("forms", ()))) or (typed,)
    judged = {
        f"{volume}/{id}": grade
        for grade, key in ((1, "says"), (2, "about"))
        for volume, ids in entry.get(key, {}).items()
        for id in ids.split()
    }
    return Query(
        words,
        kind,
        (*forms, *_possessives(forms)) if kind == "name" else forms,
        tuple(form for hyphen, form in parts if hyphen),
        entry.get("often", OFTEN.get(kind, 0)),
        judged,
    )


def _possessives(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded possessives of forms: `vang paos`."""
    return tuple(f"{form}s" for form in forms if not form.endswith("*"))


def _form(words: str) -> str:
    return f"{fold(words)}*" if words.endswith("*") else fold(words)


def _text(text: str, truth: dict[str, Any]) -> Text:
    head = next((block["start"] for block in truth["blocks"] if block["kind"] == "head"), 0)
    marks = [(mark["start"], mark["end"], "") for mark in truth["markers"]] + [(mark["start"], mark["end"], " ") for mark in truth["pages"]]
    before, after = _lines(text, 0, head, marks), _lines(text, head, len(text), marks)
    opening = [line for line in after if not line.startswith("[")]  # a source note in brackets may come between head and date
    long = next((n for n, line in enumerate(opening[1:], 1) if len(line) > _OPENING), len(opening))
    folded = list(map(fold, before + after))
    return Text(_barred(folded), _barred(map(fold, opening[:long])), f" {' '.join(folded)} ")


def _lines(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> list[str]:
    """Return the lines between two places that have words, with each mark (its start, end, and what to read instead) replaced."""
    parts, at = [], start
    for first, last, instead in sorted(marks):
        if start <= first < end:
            parts += [text[at:first], instead]
            at = last
    return [line for line in "".join((*parts, text[at:end])).splitlines() if line.strip()]


def _barred(lines: Iterable[str]) -> str:
    return f" {' | '.join(lines)} "


def _times(forms: tuple[str, ...], words: str) -> int:
    """Count the forms in folded words; `negot*` is the beginning of a word."""
    return sum(words.count(f" {form[:-1]}" if form.endswith("*") else f" {form} ") for form in forms)
