"""Searches the shared corpus for links to places of the series whose words name another work, and fails if there is one.

usage: other_works.py [--seed N] [--all]

The search knows nothing of the reader's guards and its vocabulary, and is broader. It takes each reference to a document, a note or a page
of the edition, and the raw text around it: 160 characters before, back to the end of a sentence, and 60 characters after. A reference is a
hit if one of these is true:

- title: two or more capitalized words, with small words between them, end right before it; between them and the reference there may be
  years, a series, a volume, a number, pages, an imprint in parentheses
- word: one capitalized word that does not begin the sentence is right before it, without a comma
- publication: a word for a publication (`Papers`, `Bulletin`, `Hearings`, `Memoirs`, `United Nations` …) is before it, in its sentence and
  not before a `see` or a semicolon
- paper: `of`, `in`, `to` or `from` with an article or a capitalized word is right after it

Three kinds of hits can't be faults, and are not counted: a reference whose sentence names the series before it, since the volume carries
over; `supra` and `infra`, which no other work is cited by; and `Tab A, Document 228`, in which the tab is one of the document.

People read the others. Those that are right, a name of a person or a body in front of a document of the series, are in `other_works.toml`
with a reason. `--all` prints them too. This reads the edition that `corpus.py` built. Exit status: 0, also if there is nothing to measure;
1 if a hit is not in that list, or an entry of the list is no hit.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shared_corpus import corpus

from backchannel.edition.deflated import inflated

if TYPE_CHECKING:
    from collections.abc import Iterator

JUDGED = Path(__file__).with_suffix(".toml")
_BEFORE, _AFTER, _SERIES_BEFORE = 160, 60, 300
_CAPITAL = r"[A-ZÀ-Þ][\w’'.&–-]*"
_TITLE = re.compile(
    rf"""
    {_CAPITAL} (?:[,:]?\s+(?:(?:of|the|on|and|for|in|to|a|from|with|by|de|des|und)\s+){{0,3}}{_CAPITAL})+   # Repertoire of the Practice
    [,:]? (?: \s* (?: \(?\d{{4}}(?:[–-]\d{{2,4}})?\)? | \([^()]*\d{{4}}\) | [Ss]eries\s\w+ | [Vv]ol(?:\.|ume)?\s*\w+   # (New York, 1954)
      | Nos?\.\s\w+ | pp?\.\s*[\d–-]+ | \d+(?:st|nd|rd|th) | \([^()]*\) | and(?:\s+\d+)?(?=\s) ) ,? )*
    \s*[(\[]?$
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"(?<=[\w,]\s)(?!See\s|Also\s|In\s|And\s)[A-Z][\w’-]+\s+$")
_PUBLICATION = re.compile(
    r"""
    \b(?: Papers | Years | Memoirs? | Bulletin | Hearings | Congress\w* | Diary | Diaries | History | Documents\son | Current\sDocuments
        | Archives? | Review | Times | Post | Press | University | Yearbook | Statutes | Treaty | Treaties | Senate | House\sof
        | United\sNations | Official\sRecords | Plenary | Annexes
    )\b [^;]* $                                                                # Department of State Bulletin, June 5, 1961
    """,
    re.VERBOSE,
)
_PAPER = re.compile(r",?\s+(?:of|in|to|from)\s+(?:the|a|an|his|her|its|their|[A-Z])")
_SIGNS = {"title": _TITLE, "word": _WORD, "publication": _PUBLICATION}
_SENTENCE = re.compile(r"(?<=[\w)”]{2}[.;])\s+(?=[A-Z–-])|\n|\b[Ss]ee\b")
_SERIES = re.compile(r"Foreign\s+Relations,(?:(?!\b[Ss]ee\b|\.\s+[A-Z][a-z]).)*$", re.DOTALL)
_RELATIVE = re.compile(r"supra|infra", re.IGNORECASE)
_TAB = re.compile(r"\bTab [A-Z],\s+$")

_LINKS = """
SELECT d.id, r.words, r.start, r.end, json_extract(inflated(read.record), '$.text') AS text
FROM reference r JOIN document d ON d.doc = r.doc JOIN record read ON read.doc = r.doc
WHERE r.kind IN ('document', 'note', 'page') AND r.target IS NOT NULL ORDER BY d.volume, d.sequence, r.ordinal
"""


class Hit(NamedTuple):
    """A link whose words may name another work: its document, its words, those around it, and the signs."""

    document: str
    words: str
    before: str
    after: str
    signs: tuple[str, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description="Searches the shared corpus for links whose words name another work.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="also print the hits that people judged to be right")
    options = parser.parse_args()
    folder = corpus(options.seed)
    store = folder / ".backchannel" / "edition.sqlite" if folder else None
    if not store or not store.exists():
        print("skipped: run bench/corpus.py first to build the edition")
        return 0
    with sqlite3.connect(store) as connection:
        connection.row_factory = sqlite3.Row
        connection.create_function("inflated", 1, inflated, deterministic=True)
        links = connection.execute(_LINKS).fetchall()
    hits = list(search(links))
    judged = {(entry["document"], entry["words"]) for entry in tomllib.loads(JUDGED.read_text(encoding="utf-8"))["right"]}
    found = {(hit.document, hit.words) for hit in hits}
    left = [hit for hit in hits if (hit.document, hit.words) not in judged]
    print(f"{len(links):,} links: {len(hits):,} hits, {len(hits) - len(left):,} judged right, {len(left):,} to other works")
    for hit in hits if options.all else left:
        print(f"  {hit.document} {'+'.join(hit.signs)}: {json.dumps(f'{hit.before}⟦{hit.words}⟧{hit.after}', ensure_ascii=False)}")
    for document, words in sorted(judged - found):
        print(f"  no hit: {document} {words}")
    return int(bool(left or judged - found))


def search(links: list[sqlite3.Row]) -> Iterator[Hit]:
    """Yield the links whose words may name another work."""
    for link in links:
        text, start, end = link["text"], link["start"], link["end"]
        before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
        sentence = _SENTENCE.split(before)[-1]
        if _SERIES.search(text[max(0, start - _SERIES_BEFORE) : end]) or _RELATIVE.search(link["words"]) or _TAB.search(before):
            continue
        signs = tuple(name for name, sign in _SIGNS.items() if sign.search(sentence)) + (("paper",) if _PAPER.match(after) else ())
        if signs:
            yield Hit(link["id"], " ".join(link["words"].split()), before, after, signs)


if __name__ == "__main__":
    sys.exit(main())
