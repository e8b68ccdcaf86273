"""Measures the identification of people against the tags of a TEI volume: builds its raw text with the people of its list of persons.

usage: people.py [VOLUME …] [--errors N] [--toml] [--seed N]

A name linked to a person is *right* if it overlaps a tag that points to this person, *wrong* if the tag points to another, and *untagged*
(not counted) if the volume has no tag there. A tag is *found* if a right name overlaps it. Precision is right / (right + wrong); precision
*over all* counts untagged names as wrong. `--errors` shows the worst forms; `--toml` only prints the people of the volume in the format of
people.toml. Nothing is tuned on the held-out volumes.

Exit status 1 if a volume has a precision below 0.99 or finds less than 0.80 of the tags.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from people_lists import as_toml, listed
from shared_corpus import corpus

from backchannel.build import pipeline
from backchannel.edition.anchors import anchors
from backchannel.edition.deflated import inflated
from backchannel.edition.people.reading import names_in
from backchannel.edition.printed_names import runs_at
from backchannel.edition.rows import named_stretches
from backchannel.edition.store import Store
from backchannel.records import Document
from backchannel.settings import Project
from backchannel.system.timings import Timings
from backchannel.system.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.records import Correspondent

_VOLUME = "frus1969-76v12"
"""The volume with the fewest untagged names that is not held out."""
_PRECISION, _RECALL = 0.99, 0.80


class Place(NamedTuple):
    """A name in a document from `start` to `end`, its words, and the person meant."""

    start: int
    end: int
    words: str
    person: str


class Score(NamedTuple):
    """The results for the names and tags of a volume: how many there are of each form, and one place of each."""

    right: Counter[str]
    wrong: Counter[str]
    untagged: Counter[str]
    missed: Counter[str]
    found: int
    shown: dict[str, str]

    @property
    def precision(self) -> float:
        return _ratio(self.right.total(), self.wrong.total())

    @property
    def precision_over_all(self) -> float:
        return _ratio(self.right.total(), self.wrong.total() + self.untagged.total())

    @property
    def recall(self) -> float:
        return _ratio(self.found, self.missed.total())


def _ratio(good: int, bad: int) -> float:
    return good / (good + bad) if good + bad else 1.0


def main() -> int:
    options = _options()
    folder = corpus(options.seed)
    if folder is None:
        return 0
    if options.toml:
        print(*(as_toml(listed(folder / "tei" / f"{volume}.xml")) for volume in options.volumes), sep="\n", end="")
        return 0
    scores = {volume: measure(folder, volume) for volume in options.volumes}
    for volume, score in scores.items():
        print_score(volume, score, options.errors)
    return int(any(score.precision < _PRECISION or score.recall < _RECALL for score in scores.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the identification of people against the tags of TEI volumes.")
    parser.add_argument("volumes", nargs="*", default=[_VOLUME], metavar="VOLUME", help=f"ids of volumes of the corpus ({_VOLUME})")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N of the worst forms")
    parser.add_argument("--toml", action="store_true", help="only print people.toml")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of the corpus")
    return parser.parse_args()


def measure(folder: Path, volume: str) -> Score:
    """Build the volume with the people of its list, and compare."""
    people = listed(folder / "tei" / f"{volume}.xml")
    known = {person.tei: person.id for person in people}
    truth = {entry["id"]: entry for entry in map(json.loads, (folder / "raw" / f"{volume}.truth.jsonl").read_text("utf-8").splitlines())}
    score = Score(Counter(), Counter(), Counter(), Counter(), 0, {})
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        shutil.copytree(folder / "raw" / volume, root / "documents" / volume)
        (root / "people.toml").write_text(as_toml(people), encoding="utf-8")
        for document, names in _linked(root):
            score = _compared(score, document.text, names, list(_tags(document.text, truth[document.id]["persons"], known)))
    return score


def _linked(root: Path) -> list[tuple[Document, list[Place]]]:
    """Return the documents of an edition, each with its linked names."""
    project = Project.load(root)
    with Store.open(root / "edition.sqlite", pipeline.version()) as store, Workers(2) as workers:
        pipeline.update_store(store, project, workers, lambda *_: None, Timings())
        meant: dict[int, dict[tuple[str, int | str], str]] = defaultdict(dict)
        for row in store.rows("SELECT doc, role, ordinal, words, person FROM identification WHERE person IS NOT NULL"):
            meant[row["doc"]][row["role"], row["words"] if row["role"] == "text" else row["ordinal"]] = row["person"]
        documents = ((doc, Document.model_validate_json(inflated(record))) for doc, record in store.rows("SELECT doc, record FROM record"))
        return [(document, [*_in_head(document, meant[doc]), *_in_text(document, meant[doc])]) for doc, document in documents]


def _in_head(document: Document, meant: Mapping[tuple[str, int | str], str]) -> Iterator[Place]:
    for role, correspondents in (("from", document.senders), ("to", document.recipients)):
        for ordinal, correspondent in enumerate(correspondents, 1):
            if (role, ordinal) in meant and correspondent.name:
                yield _named(document, correspondent, correspondent.name, meant[role, ordinal])


def _named(document: Document, correspondent: Correspondent, name: str, person: str) -> Place:
    start = document.text.index(name, correspondent.start)
    return Place(start, start + len(name), f"{name}, in a head", person)


def _in_text(document: Document, meant: Mapping[tuple[str, int | str], str]) -> Iterator[Place]:
    for _, first, last in named_stretches(document, anchors(document)):
        for at, run in runs_at(document.text, first, last):
            for name in names_in(run):
                if person := meant.get(("text", name)):
                    start = document.text.index(name, at)
                    yield Place(start, start + len(name), name, person)


def _tags(text: str, persons: Iterable[dict[str, str | int]], known: Mapping[str, str]) -> Iterator[Place]:
    """Yield the tags of a document that point to the list."""
    for tag in persons:
        start, end, target = int(tag["start"]), int(tag["end"]), str(tag["target"]).removeprefix("#")
        if target in known:
            yield Place(start, end, text[start:end], known[target])


def _compared(score: Score, text: str, names: Iterable[Place], tags: list[Place]) -> Score:
    """Add the results of one document to the score."""
    found: set[Place] = set()
    for name in names:
        here = [tag for tag in tags if tag.start < name.end and tag.end > name.start]
        right = {tag for tag in here if tag.person == name.person}
        found |= right
        kind = score.right if right else score.wrong if here else score.untagged
        _count(score, kind, f"{name.words} → {name.person}" + (f", not {here[0].person}" if here and not right else ""), text, name)
    for tag in tags:
        if tag not in found:
            _count(score, score.missed, f"{tag.words} → {tag.person}", text, tag)
    return score._replace(found=score.found + len(found))


def _count(score: Score, kind: Counter[str], form: str, text: str, place: Place) -> None:
    kind[form] += 1
    score.shown.setdefault(form, " ".join(text[max(place.start - 40, 0) : place.end + 30].split()))


def print_score(volume: str, score: Score, errors: int) -> None:
    right, wrong, untagged, missed = (kind.total() for kind in score[:4])
    print(f"{volume}: {right + wrong + untagged} names linked: {right} right, {wrong} wrong, {untagged} untagged")
    print(f"  precision {score.precision:.4f} ({score.precision_over_all:.4f} over all)")
    print(f"  recall    {score.recall:.4f}: {score.found} of {score.found + missed} tags found")
    for name, kind in (("wrong", score.wrong), ("untagged", score.untagged), ("missed", score.missed)):
        for form, times in kind.most_common(errors):
            print(f"  {name:8} {times:4} {form}    … {score.shown[form]} …")


if __name__ == "__main__":
    sys.exit(main())
