"""Measures which references are read, at places of the shared corpus that people judged by their words.

usage: references.py [--errors N] [--kind KIND] [--records FILE] [--bounds] [--jobs N]
       references.py --draw

The links of the published volumes contain many mistakes, so agreement with them says little. `references.jsonl` is a truth of its own:
808 places of the volumes to tune on (`reference_places.py` draws them), each read by a person who knew neither the reader's answer nor the
published link. It has no text of the corpus: only where a place is, a digest of its words, and what the words name. A place has:

- `references`: start, length and target of each reference, in the terms of `../shared/records.md`; none if the words name another work
- `also`: targets that a reference may have as well, such as the page of a note

A reference is right if a reference of the truth has its target and shares a character with it, and wrong if not. Those to the volume or
the document that contains a right target, and those that name no single target, are not counted. The published links are measured in the
same way, and those that are wrong are counted by kind of slip (`outcomes.py`).

`--draw` prints the places that the draw gives, so that more can be judged. Exit status: 0, also if there is nothing to measure; 1 if words
at a place are not those that were judged, or if precision or recall is below its bound.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from outcomes import Link, Record, published_links, slip_of
from reference_places import draw
from shared_corpus import APART, corpus

if TYPE_CHECKING:
    from collections.abc import Iterable

TRUTH = Path(__file__).with_name("references.jsonl")
BOUNDS = {"precision": 0.997, "recall": 0.985}
SEED = 1
"""The seed of the corpus and of the draw."""
_LINKED = ("document", "note", "page", "volume")
_AROUND = 70
"""Characters shown before and after an error."""


class JudgedPlace(NamedTuple):
    """Words from `start` to `end` (characters) of a document, and the references that they make."""

    document: str
    start: int
    end: int
    digest: str
    kind: str
    references: tuple[Link, ...]
    also: frozenset[str]


class Compared(NamedTuple):
    """The references at a place that are right, those of the truth that are missed, and those that are wrong."""

    right: list[Link]
    missed: list[Link]
    wrong: list[Link]


def main() -> int:
    options = _options()
    folder = corpus(SEED)
    if not folder:
        return 0
    raw = folder / "raw"
    if options.draw:
        _print_draw(raw)
        return 0
    places = read_places()
    changed = [place for place in places if _digest(_text(raw, place.document)[place.start : place.end]) != place.digest]
    for place in changed:
        print(f"other words than those that were judged: {place.document} {place.start}")
    records, published = _records(raw, options), _published(raw)
    read = {place: compare(place, _links(records[place.document])) for place in places}
    figures = _print_table(read, {place: compare(place, published_links(published[place.document])) for place in places})
    _print_slips(raw, places, published, records)
    _print_errors(raw, read, options)
    low = [name for name, bound in BOUNDS.items() if figures[name] < bound] if options.bounds else []
    for name in low:
        print(f"below its bound: {name} is {figures[name]:.4f}, wanted {BOUNDS[name]}")
    return int(bool(changed or low))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures which references are read, at places that people judged.")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each kind")
    parser.add_argument("--kind", help="show the errors of this kind only")
    parser.add_argument("--records", type=Path, help="records of the corpus that were written before")
    parser.add_argument("--bounds", action="store_true", help="fail if precision or recall is below its bound")
    parser.add_argument("--draw", action="store_true", help="print the places that the draw gives")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of workers")
    return parser.parse_args()


def read_places() -> list[JudgedPlace]:
    """Read the truth."""
    return [_place(json.loads(line)) for line in TRUTH.read_text(encoding="utf-8").splitlines()]


def _place(entry: Record) -> JudgedPlace:
    references = tuple(Link(target, start, start + length) for start, length, target in entry["references"])
    end = entry["start"] + entry["length"]
    return JudgedPlace(entry["document"], entry["start"], end, entry["digest"], entry["kind"], references, frozenset(entry.get("also", ())))


def compare(place: JudgedPlace, links: Iterable[Link]) -> Compared:
    """Pair the references of the truth at a place with `links` of its document, one to one."""
    words = Link(None, place.start, place.end)
    here = [link for link in links if link.target and (link.touches(words) or any(map(link.touches, place.references)))]
    right, missed = [], []
    for reference in place.references:
        hit = next((link for link in here if link.target == reference.target and link.touches(reference)), None)
        if hit is None:
            missed.append(reference)
        else:
            right.append(hit)
            here.remove(hit)
    return Compared(right, missed, [link for link in here if link.target not in place.also and not _contains(link, place)])


def _contains(link: Link, place: JudgedPlace) -> bool:
    """Return whether a link is to the volume or the document that contains a right target."""
    return any((reference.target or "").startswith((f"{link.target}/", f"{link.target}#")) for reference in place.references)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]


@cache
def _text(raw: Path, document: str) -> str:
    return (raw / f"{document}.txt").read_text(encoding="utf-8")


def _records(raw: Path, options: argparse.Namespace) -> dict[str, Record]:
    if options.records:
        lines = options.records.read_text(encoding="utf-8").splitlines()
    else:
        command = [sys.executable, "-m", "backchannel", "records", str(raw), "--jobs", str(options.jobs)]
        lines = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def _published(raw: Path) -> dict[str, Record]:
    files = [file for file in sorted(raw.glob("*.truth.jsonl")) if file.name.partition(".")[0] not in APART]
    return {truth["id"]: truth for file in files for truth in map(json.loads, file.read_text(encoding="utf-8").splitlines())}


def _links(record: Record) -> list[Link]:
    return [Link(ref["target"], ref["start"], ref["end"]) for ref in record["references"] if ref["kind"] in _LINKED]


def _print_table(read: dict[JudgedPlace, Compared], published: dict[JudgedPlace, Compared]) -> dict[str, float]:
    """Print a row for each kind of place, and return the figures of all."""
    print(f"{'kind of place':24} {'places':>6} {'right':>6} {'missed':>6} {'wrong':>6} {'precision':>9} {'recall':>7}   published links")
    kinds = dict.fromkeys(place.kind for place in sorted(read, key=lambda place: place.kind))
    for kind in [*kinds, None]:
        here = [place for place in read if kind in (None, place.kind)]
        counts, theirs = _counts(read[place] for place in here), _counts(published[place] for place in here)
        precision, recall = _shares(counts)
        print(
            f"{kind or 'all':24} {len(here):6} {counts['right']:6} {counts['missed']:6} {counts['wrong']:6} {precision:9.4f} {recall:7.4f}"
            "   {:.3f} {:.3f}".format(*_shares(theirs))
        )
    return {"precision": precision, "recall": recall}


def _counts(compared: Iterable[Compared]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in compared:
        counts.update({name: len(links) for name, links in one._asdict().items()})
    return counts


def _shares(counts: Counter[str]) -> tuple[float, float]:
    """Return precision and recall."""
    precision, recall = (counts["right"] / (counts["right"] + counts[other] or 1) for other in ("wrong", "missed"))
    return (precision, recall) if counts["right"] else (float(not counts["wrong"]), float(not counts["missed"]))


def _print_slips(raw: Path, places: list[JudgedPlace], published: dict[str, Record], records: dict[str, Record]) -> None:
    """Print the wrong published links by kind of slip."""
    slips: Counter[str] = Counter()
    for place in places:
        links = _links(records[place.document])
        for wrong in compare(place, published_links(published[place.document])).wrong:
            here = [link for link in links if link.touches(wrong)]
            slips[slip_of(_text(raw, place.document), place.document, wrong, here) or "other"] += 1
    print("\nwrong published links by kind:", ", ".join(f"{kind} {count}" for kind, count in slips.most_common()))


def _print_errors(raw: Path, read: dict[JudgedPlace, Compared], options: argparse.Namespace) -> None:
    shown: dict[tuple[str, str], int] = defaultdict(int)
    for place, compared in read.items():
        for result, links in (("missed", compared.missed), ("wrong", compared.wrong)):
            for link in links if options.kind in (None, place.kind) else ():
                shown[place.kind, result] += 1
                if shown[place.kind, result] <= options.errors:
                    text = _text(raw, place.document)
                    before, after = text[max(0, link.start - _AROUND) : link.start], text[link.end : link.end + _AROUND]
                    words = json.dumps(f"{before}⟦{text[link.start : link.end]}⟧{after}", ensure_ascii=False)
                    print(f"{place.kind}, {result}: {place.document} {link.target} {words}")


def _print_draw(raw: Path) -> None:
    texts = {document: _text(raw, document) for document in _published(raw)}
    judged = {(place.document, place.start) for place in read_places()}
    for place in draw(texts, SEED):
        mark = " " if (place.document, place.start) in judged else "?"
        print(f"{mark} {place.document} {place.start}-{place.end} {place.kind}")


if __name__ == "__main__":
    sys.exit(main())
