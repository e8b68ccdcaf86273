"""Learns the weight of each trait of a possible note marker, and writes the weights to `data/marker_weights.toml`.

usage: fit_markers.py [--seed N] [--rounds N] [--folds N] [--write]

The published volumes show where each marker is. The first weight of a trait is the logarithm of its odds among right and wrong places, so
that a rare trait has a fair weight too. Then an averaged perceptron (M. Collins, 2002) reads whole documents: if the best chain of labels
differs from the published one, the weights of traits of right places are raised, and those of wrong places lowered. A margin separates
right readings from the next best. The weights are rounded to halves.

With `--folds N` (cross-validation) nothing is written: the volumes are split, each part is read with weights learned from the others, and
the figures are an estimate for unseen volumes; with as many folds as volumes, one is left out at a time. Only the volumes that readers are
tuned on are used, not those in `shared_corpus.APART`.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from shared_corpus import APART, PROJECT, corpus

from backchannel.findings import Report
from backchannel.readers.text.markers.alignment import SkippedLabels, best_chain
from backchannel.readers.text.markers.hypotheses import inferred_labels
from backchannel.readers.text.markers.label_sequences import label_sequences
from backchannel.readers.text.markers.places import find_places, weigh_notes
from backchannel.readers.text.prepared import prepare_text
from backchannel.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from backchannel.readers.text.markers.alignment import MarkerPlace
    from backchannel.readers.text.markers.places import NoteLabel

WEIGHTS = PROJECT / "src" / "backchannel" / "data" / "marker_weights.toml"
FORMS = ("numbered", "none", "arrow")
"""Each document is a lesson in each form that captures give its notes."""
LEFT_OUT = "a label left out"
"""The one trait that is not of a place, but of an inferred label without a place before one that has a place."""
_RATE = 0.5
_MARGIN = 8.0
_PRIOR = 3.0
"""The factor of a trait's log odds at the beginning. With it, and the margin, held-out volumes are read best."""
_EVERY = 50
"""Documents between two averaged states."""

Weights = dict[str, float]
Mark = tuple[str, int, int]


class Lesson(NamedTuple):
    """A document: its candidate places, the labels, and which places are the published ones."""

    id: str
    labels: Sequence[NoteLabel]
    groups: Sequence[Sequence[MarkerPlace]]
    published: frozenset[Mark]
    right: Sequence[MarkerPlace]
    form: str


def main() -> int:
    options = _options()
    lessons = [lesson for seed, form in enumerate(FORMS, options.seed) for lesson in _lessons(seed, form)]
    if not lessons:
        return 0
    if options.folds:
        _cross_validate(lessons, options)
        return 0
    weights = learn(lessons, options.rounds)
    print("all", _figures(lessons, weights))
    _report(weights, lessons)
    if options.write:
        WEIGHTS.write_text(rewritten(WEIGHTS.read_text(encoding="utf-8"), weights), encoding="utf-8")
    return 0


def learn(lessons: Sequence[Lesson], rounds: int) -> Weights:
    """Return the weights averaged over the rounds; the order of the lessons is the same in each run."""
    order, chance = list(lessons), random.Random(0)
    weights: Weights = defaultdict(float, {**_odds(lessons), LEFT_OUT: 3.0})
    total: Weights = defaultdict(float)
    states = seen = 0
    for turn in range(rounds):
        chance.shuffle(order)
        rate = _RATE / (1 + 0.5 * turn)
        for lesson in order:
            _learn_one(lesson, weights, rate)
            seen += 1
            if turn > 1 and seen % _EVERY == 0:
                states += 1
                for trait, weight in weights.items():
                    total[trait] += weight
    return {trait: weight / max(1, states) for trait, weight in total.items()}


def _odds(lessons: Sequence[Lesson]) -> Weights:
    """Compute each trait's weight by itself: how much more likely places with the trait are right than all places."""
    seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    places: Counter[bool] = Counter()
    for lesson in lessons:
        right = {place[:4] for place in lesson.right}
        for place in chain.from_iterable(lesson.groups):
            seen[place[:4] in right].update(place.traits)
            places[place[:4] in right] += 1
    at_large = math.log((places[True] + 0.5) / (places[False] + 0.5))
    return {
        trait: _PRIOR * (math.log((seen[True][trait] + 0.5) / (seen[False][trait] + 0.5)) - at_large) for trait in seen[True] | seen[False]
    }


def _learn_one(lesson: Lesson, weights: Weights, rate: float) -> None:
    def gain(place: MarkerPlace) -> float:
        is_right = _marks([place], lesson.labels) <= lesson.published
        return sum(weights[trait] for trait in place.traits) + (-_MARGIN if is_right else _MARGIN)

    read = _best_chain(lesson, gain, max(0.0, weights[LEFT_OUT]))
    if [place[:4] for place in read] == [place[:4] for place in lesson.right]:
        return
    for places, sign in ((lesson.right, 1), (read, -1)):
        for place in places:
            for trait in place.traits:
                weights[trait] += sign * rate
    if lesson.form == "lost":
        weights[LEFT_OUT] += rate * (_left_out(read) - _left_out(lesson.right))


def rewritten(toml: str, weights: Mapping[str, float]) -> str:
    """Return the file of weights with the new values. Traits that occur in no document keep theirs."""
    lines = []
    for line in toml.splitlines():
        match = re.match(r'"(?P<trait>[^"]+)" = \S+(?P<rest>.*)', line)
        value = weights.get(match["trait"]) if match else None
        lines.append(line if match is None or value is None else f'"{match["trait"]}" = {round(value * 2) / 2}{match["rest"]}')
    return "\n".join(lines) + "\n"


def _lessons(seed: int, form: str) -> Iterator[Lesson]:
    folder = corpus(seed, form)
    for file in sorted((folder / "raw").glob("*.truth.jsonl")) if folder else ():
        if file.name.partition(".")[0] not in APART:
            for line in file.read_text(encoding="utf-8").splitlines():
                yield _lesson(json.loads(line), file.parent)


def _lesson(truth: dict[str, Any], raw: Path) -> Lesson:
    source = Source(truth["id"], (raw / f"{truth['id']}.txt").read_text(encoding="utf-8"))
    frame = prepare_text(source.text, Report(source))
    published = frozenset((marker["n"], marker["start"], marker["end"]) for marker in truth["markers"] if marker["where"] == "body")
    inferred = frame.form == "lost"
    labels = inferred_labels(frame.running) if inferred else frame.labels
    if frame.form == "arrow" and len(truth["notes"]) == len(labels):
        unsigned = [
            label._replace(name=note["n"] if note["n"].isdecimal() else "") for label, note in zip(labels, truth["notes"], strict=True)
        ]
        labels = unsigned if any(not label.name for label in unsigned) else next(label_sequences(frame.running, labels))[0]
        published = frozenset((n if n.isdecimal() else "", start, end) for n, start, end in published)
    if inferred:
        published = frozenset(mark for mark in published if mark[0].isdecimal())
    groups = weigh_notes(frame.running, labels, find_places(frame.running, frame.title, labels), set(range(len(labels))))
    lesson = Lesson(truth["id"], labels, groups, published, (), frame.form)
    return lesson._replace(
        right=_best_chain(
            lesson, lambda place: 10.0 * (place.last - place.first + 1) if _marks([place], labels) <= published else -1e3, 0.01
        )
    )


def _best_chain(lesson: Lesson, gain: Callable[[MarkerPlace], float], left_out: float) -> list[MarkerPlace]:
    groups = [[place._replace(gain=gain(place)) for place in group] for group in lesson.groups]
    return best_chain(groups, len(lesson.labels), SkippedLabels(left_out if lesson.form == "lost" else 0.0))


def _marks(places: Iterable[MarkerPlace], labels: Sequence[NoteLabel]) -> frozenset[Mark]:
    marks, names = set(), [label.name for label in labels]
    for place in places:
        start = place.start
        for name in names[place.first : place.last + 1]:
            end = start + len(name) if name else place.end
            marks.add((name, start, end))
            start = end
    return frozenset(marks)


def _left_out(places: Sequence[MarkerPlace]) -> int:
    return places[-1].last + 1 - sum(place.last - place.first + 1 for place in places) if places else 0


def _figures(lessons: Sequence[Lesson], weights: Mapping[str, float]) -> str:
    """Measure how well lessons of each form are read with these weights: F1 of the markers, share of documents with all markers right."""
    count: Counter[tuple[str, str]] = Counter()
    for lesson in lessons:
        chain = _best_chain(lesson, lambda place: sum(weights.get(trait, 0.0) for trait in place.traits), weights.get(LEFT_OUT, 0.0))
        read = _marks(chain, lesson.labels)
        right, both = len(read & lesson.published), len(read) + len(lesson.published)
        count.update(
            {
                (lesson.form, "right"): right,
                (lesson.form, "all"): both,
                (lesson.form, "exact"): read == lesson.published,
                (lesson.form, "n"): 1,
            }
        )
    forms = sorted({form for form, _ in count})
    return "  ".join(f"{f} {2 * count[f, 'right'] / max(1, count[f, 'all']):.4f} {count[f, 'exact'] / count[f, 'n']:.4f}" for f in forms)


def _cross_validate(lessons: Sequence[Lesson], options: argparse.Namespace) -> None:
    volumes = sorted({lesson.id.partition("/")[0] for lesson in lessons})
    for fold in range(options.folds):
        kept = set(volumes[fold :: options.folds])
        parts: dict[bool, list[Lesson]] = {True: [], False: []}
        for lesson in lessons:
            parts[lesson.id.partition("/")[0] in kept].append(lesson)
        print(", ".join(sorted(kept)), _figures(parts[True], learn(parts[False], options.rounds)))


def _report(weights: Mapping[str, float], lessons: Sequence[Lesson]) -> None:
    seen = Counter(trait for lesson in lessons for group in lesson.groups for place in group for trait in place.traits)
    for trait, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{weight:7.2f} {seen[trait]:8} {trait}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Learns the weights of the traits of note markers.")
    parser.add_argument("--seed", type=int, default=11, metavar="N", help="the seed of the first corpus to learn from")
    parser.add_argument("--rounds", type=int, default=10, metavar="N", help="number of passes over all documents")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="cross-validate with N parts")
    parser.add_argument("--write", action="store_true", help="write the learned weights")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
