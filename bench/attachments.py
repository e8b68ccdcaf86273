"""Measures how well attachments are found, against the structure of the TEI volumes.

usage: attachments.py [--errors N] [--apart] [--seed N] [--jobs N] [--bounds]

The truth has each element of a document that is a label and nothing else (`[Enclosure 1]`, `Tab B`) with text after it, and the day in the
dateline below it. The raw texts lack some datelines, so a day that is tagged but not read is no fault (`lost`). A paper that a volume tags
as an attachment but prints without a label is counted apart: plain text doesn't show it.
A row for each volume has the labels and the days that were read right, missed, or wrong.

Exit status: 0, also if there is nothing to measure; 1 if a figure of the tuned volumes is below its bound.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from shared_corpus import APART, TEI, corpus

BOUNDS = {"label.precision": 0.99, "label.recall": 0.97, "day.precision": 0.99}
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LABEL = re.compile(
    r"\[?(?:sub-?)?(?:attachment|enclosure|inclosure|annex|appendix|tab|addendum)"
    r"(?: [“\"]?(?:[a-z]\d?|\d\d?|[ivx]+)[”\"]?)?[.:]?\]?[.:]?"
    r"(?: (?:top secret|secret|confidential|official use only)\.?)?",
    re.IGNORECASE,
)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_PRINTED_DAY = re.compile(
    r"[(\[]?(?:[A-Z][^\d]{1,60}?,? ?\]? )?\[?(?P<month>[A-Z][a-z]{2,8}) (?P<day>\d\d?), (?P<year>\d{4})[.,]?\]?"
    r"(?:, [\d:]+(?: ?[ap]\.m|Z)?)?\.?"
)
_BLOCKS = ("head", "p", "opener", "label", "seg", "salute", "dateline")
_BELOW = 4
"""Elements below a label among which its dateline is."""
_LISTED = re.compile(r"(?:tab|attachment|enclosure|annex) [A-Z\d]+ ?[-–—:] ", re.IGNORECASE)


class TaggedAttachment(NamedTuple):
    """An attachment of a volume: its label, and the day of its dateline."""

    label: str
    day: str | None


def truths(volume: Path) -> Iterator[tuple[str, list[TaggedAttachment], int]]:
    """Yield the id of each document, its attachments, and the number of those that have no label."""
    tree = etree.parse(str(volume), etree.XMLParser(recover=True, huge_tree=True))
    for document in tree.iter(f"{TEI}div"):
        if document.get("type") == "document":
            found = list(_attachments(document))
            tagged = sum(1 for _ in document.iter("{*}attachment"))
            yield f"{volume.stem}/{document.get(_ID)}", found, max(0, tagged - len(found))


def _attachments(document: etree._Element) -> Iterator[TaggedAttachment]:
    blocks = [part for part in document.iter(*(f"{{*}}{name}" for name in _BLOCKS)) if not _inside(part, "note")]
    for n, block in enumerate(blocks):
        below = [other for other in blocks[n + 1 : n + 1 + 2 * _BELOW] if block not in other.iterancestors() and _words(other)]
        words = _words(block)
        if _LABEL.fullmatch(words) and below and not _LISTED.match(_words(below[0])) and not _holds_label(block):
            yield TaggedAttachment(_plain(words), next(filter(None, map(_day, below[:_BELOW])), None))


def _holds_label(block: etree._Element) -> bool:
    """Return whether an element inside the block is the label itself: `<opener><seg>[Enclosure]</seg></opener>`."""
    return any(_LABEL.fullmatch(_words(part)) for part in block.iter(*(f"{{*}}{name}" for name in _BLOCKS)) if part is not block)


def _inside(part: etree._Element, name: str) -> bool:
    return any(etree.QName(above).localname == name for above in part.iterancestors())


def _words(part: etree._Element) -> str:
    """Return the words of an element without those of its notes."""
    return " ".join("".join(_texts(part)).split())


def _texts(part: etree._Element) -> Iterator[str]:
    yield part.text or ""
    for child in part.iterchildren("{*}*"):
        if etree.QName(child).localname != "note":
            yield from _texts(child)
        yield child.tail or ""


def _day(part: etree._Element) -> str | None:
    """Return the day of a dateline, which newer volumes print as a paragraph without a tag."""
    datelines = [part] if etree.QName(part).localname == "dateline" else part.iter("{*}dateline")
    dates = [date for dateline in datelines for date in dateline.iter("{*}date")]
    tagged = next(filter(None, (date.get("when", "")[:10] for date in dates)), None)
    printed = _PRINTED_DAY.fullmatch(_words(part))
    if tagged or not printed:
        return tagged
    return f"{printed['year']}-{_MONTHS.index(printed['month'][:3]) // 3 + 1:02}-{int(printed['day']):02}"


def _is_day(day: str | None) -> bool:
    return day is not None and "/" not in day


def _plain(label: str) -> str:
    return re.sub(r"\W+|\b(?:top secret|secret|confidential|official use only)\b", " ", label.casefold()).strip()


def main() -> int:
    options = _options()
    folder = corpus(options.seed)
    if not folder:
        return 0
    command = [sys.executable, "-m", "backchannel", "records", str(folder / "raw"), "--jobs", str(options.jobs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as reading:
        read = {record["id"]: record["attachments"] for record in map(json.loads, reading.stdout or ())}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for volume in sorted((folder / "tei").glob("*.xml")):
        for id, tagged, unlabeled in truths(volume):
            if id not in read:
                continue
            found = [TaggedAttachment(_plain(part["label"]["text"]), part["date"]) for part in read[id]]
            for part, result, words in _compared(found, tagged):
                counts[volume.stem][f"{part}.{result}"] += 1
                shown = result != "right" and counts[volume.stem][f"{part}.{result}"] <= options.errors
                if shown and (options.apart or volume.stem not in APART):
                    print(f"{part}, {result}: {id} {words}")
            counts[volume.stem]["unlabeled"] += unlabeled
    return _report(counts, bounded=options.bounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures how well attachments are found.")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each volume and kind")
    parser.add_argument("--apart", action="store_true", help="also show errors of the held-out volumes")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the corpus")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of workers")
    parser.add_argument("--bounds", action="store_true", help="fail if a figure is below its bound")
    return parser.parse_args()


def _compared(found: list[TaggedAttachment], tagged: list[TaggedAttachment]) -> Iterator[tuple[str, str, str]]:
    for part, values in (("label", lambda one: [one.label]), ("day", lambda one: [f"{one.label} {one.day}"] if _is_day(one.day) else [])):
        got, want = (Counter(value for one in many for value in values(one)) for many in (found, tagged))
        for words in {**want, **got}:
            right = min(got[words], want[words])
            missed = "missed" if part == "label" else "lost"
            for result, count in (("right", right), (missed, want[words] - right), ("wrong", got[words] - right)):
                yield from [(part, result, words)] * count


def _report(counts: dict[str, Counter[str]], *, bounded: bool) -> int:
    print(f"{'volume':18} {'label right':>11} {'missed':>6} {'wrong':>6} {'day right':>9} {'lost':>6} {'wrong':>6} {'no label':>8}")
    for volume, count in counts.items():
        print(_row(volume + ("*" if volume in APART else ""), count))
    tuned, apart = (sum((c for v, c in counts.items() if (v in APART) == held), Counter[str]()) for held in (False, True))
    print(_row("tuned on", tuned), _row("* held out", apart), sep="\n")
    for name, count in (("tuned on", tuned), ("* held out", apart)):
        print(name, *(f"{figure} {value:.4f}" for figure, value in _figures(count).items()))
    below = [f"{name} is {value:.4f}; the bound is {BOUNDS[name]}" for name, value in _figures(tuned).items() if value < BOUNDS[name]]
    print("\n".join(below if bounded else []), end="\n" if below and bounded else "")
    return int(bounded and bool(below))


def _row(name: str, count: Counter[str]) -> str:
    cells = (("label.right", 11), ("label.missed", 6), ("label.wrong", 6), ("day.right", 9), ("day.lost", 6), ("day.wrong", 6))
    return f"{name:18} {' '.join(f'{count[cell]:{width}}' for cell, width in cells)} {count['unlabeled']:8}"


def _figures(count: Counter[str]) -> dict[str, float]:
    return {
        f"{part}.{name}": count[f"{part}.right"] / max(1, count[f"{part}.right"] + count[f"{part}.{fault}"])
        for part, name, fault in (("label", "precision", "wrong"), ("label", "recall", "missed"), ("day", "precision", "wrong"))
    }


if __name__ == "__main__":
    sys.exit(main())
