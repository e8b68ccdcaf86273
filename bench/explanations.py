"""Measures how volumes' lists are read, and draws explanations to be judged.

usage: explanations.py [VOLUME …] [--draw N] [--seed N]

Each list of a volume is written in five forms of raw captures; an entry is *read* if there is one for it, and *exact* if its name and its
description are those that the TEI tags. `--draw` builds the volumes with these lists and prints N explained places with the words around
them, to be judged by a person; places in a tagged volume that point to something else than the tag are counted.

Exit status 1 if not all entries are read.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from front_lists import FORMS, FrontList, front_lists
from lxml import etree, html
from shared_corpus import corpus

from backchannel.build import pipeline
from backchannel.readers.text.printed_lists import read_list
from backchannel.settings import Project
from backchannel.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOLUMES = ("frus1958-60v04", "frus1969-76v12", "frus1969-76ve14p1")
_AROUND = 90


class ListScore(NamedTuple):
    """The entries of a list in all forms: printed, read, and read exactly; and those that differ."""

    printed: int
    read: int
    exact: int
    differing: list[str]


class Explained(NamedTuple):
    """An explained place: the document, the words before it, its words and those after it, and the explanation."""

    document: str
    before: str
    words: str
    after: str
    explanation: str


def main() -> int:
    options = _options()
    work = corpus()
    if work is None:
        return 0
    printed = read = 0
    for volume in options.volumes:
        for found in front_lists(work / "tei" / f"{volume}.xml"):
            score = _score(found, Random(options.seed))
            printed, read = printed + score.printed, read + score.read
            print(f"{volume} {found.kind}: {score.printed} printed, {score.read} read, {score.exact} exact")
            print("".join(f"    {line}\n" for line in score.differing), end="")
    if options.draw:
        _draw(work, options.volumes, options.draw, Random(options.seed))
    return int(read != printed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the reading of lists, and draws explanations to be judged.")
    parser.add_argument("volumes", nargs="*", default=list(_VOLUMES), metavar="VOLUME", help="ids of volumes of the corpus")
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="number of explained places to print")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of the draw")
    return parser.parse_args()


def _score(found: FrontList, chance: Random) -> ListScore:
    printed = read = exact = 0
    differing: dict[str, None] = {}
    for form in FORMS:
        result = read_list(Source("v/list.txt", found.capture(form, chance)))
        entries = [(entry.name.text, entry.about.text if entry.about else "") for entry in result.entries] if result else []
        for entry in found.entries:
            printed += 1
            read += any(entry.line.startswith(name) for name, _ in entries) and len(entries) == len(found.entries)
            exact += (entry.name, entry.about) in entries
            if (entry.name, entry.about) not in entries:
                differing[f"{form}: {entry.name} | {entry.line[:90]}"] = None
        if len(entries) != len(found.entries):
            differing[f"{form}: {len(entries)} entries for {len(found.entries)}"] = None
    return ListScore(printed, read, exact, list(differing)[:6])


def _draw(work: Path, volumes: list[str], number: int, chance: Random) -> None:
    """Build the volumes with their lists, and print explained places drawn at random."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for volume in volumes:
            folder = root / "documents" / volume
            shutil.copytree(work / "raw" / volume, folder)
            for found in front_lists(work / "tei" / f"{volume}.xml"):
                (folder / f"{found.kind}.txt").write_text(found.capture("lines", chance), encoding="utf-8")
        pipeline.build(Project.load(root), 2, lambda *_: None)
        places = [place for page in sorted((root / "site").glob("*/*.html")) for place in _explained(page)]
    print(f"{len(places)} explained places")
    for n, place in enumerate(chance.sample(places, min(number, len(places))), 1):
        print(f"{n}. {place.document}: {place.before} [[{place.words}]] {place.after}\n     = {place.explanation}")


def _explained(page: Path) -> Iterator[Explained]:
    """Yield the explained places of a document's page."""
    root = html.parse(str(page)).getroot()
    for link in root.iter("a"):
        if link.get("class") == "known":
            block = next(element for element in link.iterancestors() if element.tag in _BLOCKS)
            card = root.get_element_by_id(link.get("data-card"))
            said = " ".join(card.text_content().split())
            lead, rest = _around(block, link)
            yield Explained(f"{page.parent.name}/{page.stem}", lead, link.text_content(), rest, said)


_BLOCKS = frozenset({"p", "li", "td", "h2", "div"})


def _around(block: html.HtmlElement, link: html.HtmlElement) -> tuple[str, str]:
    """Return the words before and after a link in its block."""
    lead, rest, found = list[str](), list[str](), False
    for event, element in etree.iterwalk(block, events=("start", "end")):
        inside = element is link or link in element.iterancestors()
        found |= event == "end" and element is link
        words = (element.text if event == "start" else element.tail if element is not block else "") or ""
        if not (inside and event == "start"):
            (rest if found else lead).append(words)
    return " ".join("".join(lead).split())[-_AROUND:], " ".join("".join(rest).split())[:_AROUND]


if __name__ == "__main__":
    sys.exit(main())
