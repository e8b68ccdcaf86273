"""Finds the places where a note's marker may stand, and weighs what speaks for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.marker_alignment import Place
from backchannel.readers.text.marker_traits import traits
from backchannel.readers.text.marker_weights import WEIGHTS
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SIGNS = "*†‡§║‖¶#"
_CLUSTER = re.compile(rf"[0-9{_SIGNS}]+")
_RUN = re.compile(rf"[0-9]+|[{_SIGNS}]+")
_LETTER = re.compile(r"(?<=[.,;:!?”’)\]])[a-z](?![\w’.])")
"""A letter is a marker only after punctuation: `Laos.a`. `U.N.a` is none, and `v. the` has a space."""
_SIGN_LINE = re.compile(rf"^[ \t“‘\"(\[]*([{_SIGNS}]+)(?=[^\s{_SIGNS}]| [A-Z“])", re.MULTILINE)
_GLUED = frozenset({"after a word", "after capitals", "after punctuation", "after a quotation", "after a bracket"})
_LONGEST = 3
"""The most figures that a label has at the end of a longer figure."""
_LONGEST_SIGN = 4
"""`****` may be a marker; a longer row of signs is a rule across the page."""
_MOST_ALIKE = 32
"""How many notes of one label are told apart. Labels begin anew with each attachment; thousands alike are no notes."""


class Label(NamedTuple):
    """A label whose marker is looked for. `source`: its note is a source note; `given`: the note is there, the label is not inferred."""

    name: str
    source: bool = False
    given: bool = True


class _Search(NamedTuple):
    """What is searched for where: `indexes` of the labels by their names."""

    text: str
    head: Span
    labels: Sequence[Label]
    indexes: Mapping[str, Sequence[int]]


def find_places(text: str, head: Span, labels: Sequence[Label]) -> Iterator[list[Place]]:
    """The places in `text` that may be markers of `labels`, in order; those that share characters are one list."""
    indexes: dict[str, list[int]] = {}
    for i, label in enumerate(labels):
        alike = indexes.setdefault(label.name, [])
        if len(alike) < _MOST_ALIKE:
            alike.append(i)
    search = _Search(text, head, labels, indexes)
    for run in _runs(text, letters=any(label.name.isalpha() for label in labels)):
        if group := [*_single(search, run), *_double(search, run)]:
            yield group


def find_signs(text: str) -> list[Span]:
    """Signs that are markers by themselves, for notes of which no label is known: `warfare,* and`, `the Board‡`.

    A sign that also begins a line (`* Estimate`) belongs to a note that stands there, under a table or a paragraph, not at the foot.
    """
    signs = [run for run in _runs(text) if not text[run.start].isdecimal() and run.end - run.start <= _LONGEST_SIGN]
    elsewhere = {match[1] for match in _SIGN_LINE.finditer(text)} if signs else set()
    glued = (sign for sign in signs if not _GLUED.isdisjoint(traits(text, sign.start, *sign)))
    return [sign for sign in glued if text[sign.start : sign.end] not in elsewhere]


def count_figures(text: str) -> int:
    """How many figures stand in `text`: there can't be more markers."""
    return sum(1 for _ in _CLUSTER.finditer(text))


def _runs(text: str, letters: bool = False) -> Iterator[Span]:
    """The figures and signs of `text`, and its single letters after punctuation if they too may be markers."""
    if letters:
        yield from sorted(Span(*match.span()) for pattern in (_RUN, _LETTER) for match in pattern.finditer(text))
        return
    for cluster in _CLUSTER.finditer(text):  # one class of characters is found three times as fast as one of two
        for run in _RUN.finditer(text, *cluster.span()):
            yield Span(*run.span())


def _single(search: _Search, run: Span) -> Iterator[Place]:
    """The run, or its end, as the marker of one label: `areas.3`, `Hakto 414`."""
    whole = not search.text[run.start].isdecimal()
    for start in (run.start,) if whole else range(max(run.start, run.end - _LONGEST), run.end):
        if indexes := search.indexes.get(search.text[start : run.end]):
            around = _weigh(traits(search.text, run.start, start, run.end))
            for index in indexes:
                yield Place(start, run.end, index, index, around + _weigh((_standing(search, start, index), _kind(search.labels[index]))))


def _double(search: _Search, run: Span) -> Iterator[Place]:
    """The run as the markers of two labels, side by side: `undated.12` are 1 and 2."""
    for cut in range(run.start + 1, min(run.end, run.start + _LONGEST)):
        seconds = search.indexes.get(search.text[cut : run.end], ())
        for index in search.indexes.get(search.text[run.start : cut], ()) if seconds else ():
            if index + 1 in seconds:
                kinds = [_kind(label) for label in search.labels[index : index + 2]]
                seen = [*traits(search.text, run.start, *run), _standing(search, run.start, index), *kinds, "two labels"]
                yield Place(run.start, run.end, index, index + 1, _weigh(seen))


def _standing(search: _Search, position: int, index: int) -> str:
    """Where a place stands for what its note is: a source note's marker stands in the head, that of the first note most often."""
    where = "in head" if search.head.start <= position < search.head.end else "elsewhere"
    label = search.labels[index]
    if label.source:
        return f"source {where}"
    if index:
        return f"other {where}"
    return f"first {where}" if label.given else f"inferred first {where}"


def _kind(label: Label) -> str:
    return "given label" if label.given else "inferred label"


def _weigh(seen: Iterable[str]) -> float:
    return sum(map(WEIGHTS.__getitem__, seen))
