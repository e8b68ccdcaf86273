"""Find the places that may be note markers, and add up the weights of each."""

from __future__ import annotations

import re
from functools import cache
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.markers.alignment import MarkerPlace
from backchannel.readers.text.markers.named_again import OwnNumber, find_own_number, number_traits
from backchannel.readers.text.markers.shared_words import SHARED, beginning, named, shareable, shared, words_before
from backchannel.readers.text.markers.traits import is_figure, may_be_cut, traits
from backchannel.readers.text.markers.weights import WEIGHTS
from backchannel.readers.text.source_notes.source_note import is_source_note
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

_SIGNS = "*†‡§‖║¶#"
_FIGURES = frozenset("0123456789")
_SIGN = re.compile(rf"[{_SIGNS}]+")
_LETTER = re.compile(r"(?<=[.,;:!?”’)\]])[a-z](?![\w’.])")
"""A letter is a marker only after punctuation: `Laos.a`. `U.N.a` is none, and `v. the` has a space."""
_LETTERED = re.compile(r"[0-9]{1,3}[a-z](?!\w)")
"""`the King2a`: a note that was added after the others were numbered."""
_SIGN_LINE = re.compile(rf"^[ \t“‘\"(\[]*([{_SIGNS}]+)(?=[^\s{_SIGNS}]| [A-Z“])", re.MULTILINE)
_NUMBERS = frozenset({"leaves a number", "leaves a message", "cut after a capital word", "cut after a small word"})
_GLUED = re.compile(r"[1-9](?:(?<=[a-zà-ÿ.,;:!?)\]”’]\d)|(?<=[A-Z]{2}\d))\d{0,3}(?!\w|[.,:/–-]\d)")
"""The first figure is found first: to look for what is before it at each letter takes five times as long."""
_DATED = re.compile(r"[0-9](?<=[a-z.,] [0-9])[0-9]{2,5}(?!\w|[.,:/–-]\d)")
_OF_DATES = frozenset({"leaves a day", "leaves a year"})
_AT_END = re.compile(r"(?<=\D )([0-9]{1,3})(?: ([0-9]{1,3}))?\s*$")
_NUMBER_AT_END = re.compile(r"[0-9]{3,}(?=\s*$)")
_OF_LABEL = ("given ", "inferred ", "first ", "source ", "other ", "two labels")
"""Prefixes of traits that describe the label, or the part of the document, rather than the characters around the place."""
_LONGEST = 3
"""The most digits of a label at the end of a longer figure: no document has 1,000 notes."""
_MOST_RUNS = 20_000
"""The most figures that are examined one by one. A text that has more is a table, and only those glued to something may be markers."""
_HIGHEST = 999
_ROOM = 30
"""Labels that are tried beyond the highest that looks like a marker."""
_OTHER_MARKERS = re.compile(r"(?:[, ]*[0-9]{1,3}){0,2}\s*")
"""Other markers at the end of a head: `Memorandum of Conversation 5 6`."""
_NEAR = 300
"""Characters after the head within which a dateline may follow; its marker is that of the source note."""
_LONGEST_SIGN = 4
"""`****` may be a marker; a longer row of signs is a rule across the page."""
_ORIGINAL = re.compile(r"\b[Ff]ootnotes?\b[^.\]]{0,40} in (?:the )?(?:source|original)\b")
"""`[Footnote in the source text.]`, as editors mark the document's own notes."""
_MOST_ALIKE = 64
"""The most notes of one label that are considered. Labels restart with each attachment, but a list of thousands of equal labels is no
list of notes, and would make reading slow."""
MOST_SHARED = sum(max(WEIGHTS[trait] for trait in row) for row in SHARED)
"""The most that a place can gain from words that it shares with a note."""


class NoteLabel(NamedTuple):
    """A label whose marker is searched for.

    `source`: it is the label of a source note. `given`: its note is printed, the label is not inferred. `original`: the note is the
    document's own, as marked by the editors. `note` is the text of the note. `name` is empty for an unknown sign.
    """

    name: str
    source: bool = False
    given: bool = True
    original: bool = False
    note: str = ""


def label_of(name: str, note: str) -> NoteLabel:
    """Make the label of a note with the text `note`."""
    return NoteLabel(name, source=is_source_note(note), original="ootnote" in note and _ORIGINAL.search(note) is not None, note=note)


class _Search(NamedTuple):
    """A search for markers: `indexes` are those of the labels by name; `own` is the document's own number, if it is a message."""

    text: str
    head: Span
    labels: Sequence[NoteLabel]
    indexes: Mapping[str, Sequence[int]]
    own: OwnNumber | None


def find_places(text: str, head: Span, labels: Sequence[NoteLabel], floor: float = -inf, after: int = 0) -> Iterator[list[MarkerPlace]]:
    """Yield the places in `text` that may be markers of `labels`, in order; overlapping places are one list. The words of the notes are
    not weighed yet. Places with a gain below `floor`, and those before the character `after`, are left out."""
    indexes: dict[str, list[int]] = {}
    for i, label in enumerate(labels):
        alike = indexes.setdefault(label.name, [])
        if len(alike) < _MOST_ALIKE:
            alike.append(i)
    search = _Search(text, head, labels, indexes, find_own_number(text, head.end, head.end + _NEAR))
    runs = _runs(text, indexes.keys(), after)
    if len(runs) > _MOST_RUNS:
        runs = [run for run in runs if not text[run.start - 1 : run.start].isspace()]
    for run in runs:
        is_long = run.end - run.start > 1
        cut = is_long and text[run.end - 1].isdecimal() and may_be_cut(text, run)
        found = [*_single(search, run, cut)]
        if is_long:
            found += _double(search, run, cut)
        if group := [place for place in found if place.gain >= floor]:
            yield group


def most_shared(label: NoteLabel) -> float:
    """Return the most that a place can gain from words that it shares with the note of `label`."""
    return _weigh(tuple(shareable(beginning(label.note)))) if label.note else 0.0


def weigh_notes(
    text: str, labels: Sequence[NoteLabel], groups: Iterable[Sequence[MarkerPlace]], wanted: Set[int]
) -> list[list[MarkerPlace]]:
    """Add to the places of `wanted` labels (indexes) the weights of the words that they share with their notes."""
    notes = [beginning(label.note) for label in labels]
    return [[_with_words(p, text, notes) if p.first in wanted or p.last in wanted else p for p in group] for group in groups]


def _with_words(place: MarkerPlace, text: str, notes: Sequence[str]) -> MarkerPlace:
    before = words_before(text, place.start)
    its_notes = notes[place.first : place.last + 1]
    seen = tuple(trait for note in its_notes for trait in shared(note, before))
    if before[-1:].isdecimal() or before[-1:] in ("/", "–", "-"):
        seen += tuple(trait for note in its_notes for trait in named(note, before, text[place.start : place.end]))
    return place._replace(gain=place.gain + _weigh(seen), traits=(*place.traits, *seen)) if seen else place


def find_signs(text: str) -> list[Span]:
    """Find signs that are markers of notes without known labels: `warfare,* and`, `the Board‡`.

    A sign that also begins a line (`* Estimate`) belongs to a note in that line, below a table or a paragraph, not to an endnote.
    """
    if not has_signs(text):
        return []
    signs = [Span(*match.span()) for match in _SIGN.finditer(text) if match.end() - match.start() <= _LONGEST_SIGN]
    elsewhere = {match[1] for match in _SIGN_LINE.finditer(text)}
    glued = (sign for sign in signs if "sign after a word" in traits(text, sign.start, *sign))
    return [sign for sign in glued if text[sign.start : sign.end] not in elsewhere]


def has_signs(text: str) -> bool:
    """Return whether `text` has signs that may be markers."""
    return any(sign in text for sign in _SIGNS)


def count_figures(text: str) -> int:
    """Count the figures in `text`, which is the most markers that it can have."""
    return len(_figures(text, _FIGURES))


def likely_figures(text: str, head: Span) -> Iterator[Span]:
    """Yield the figures that look like markers at first sight: `Rudolf53 which`, `talks.54`, and those that end the head: `Paris 1 2`."""
    if (last := _AT_END.search(text, head.start, head.end)) and not _GLUED.match(text, last.start()):
        yield from (Span(*last.span(group)) for group in (1, 2) if last[group])
    yield from glued_figures(text)


def date_ends(text: str, above: int = 0, digits: Sequence[int] = (2, 1)) -> Iterator[int]:
    """Yield the ends of dates that may end in a marker `above` a number: `May 254`, `May 25, 19604`. The marker may have so many digits."""
    for start, end in (match.span() for match in _DATED.finditer(text)):
        if int(text[end - 2 : end]) > above and any(not _OF_DATES.isdisjoint(traits(text, start, end - count, end)) for count in digits):
            yield end


def is_likely(text: str, head: Span, end: int) -> bool:
    """Return whether the figure that ends at `end`, or at the end of the head, looks like a marker at first sight."""
    start = end
    while text[start - 1 : start] in _FIGURES:
        start -= 1
    return _GLUED.match(text, start) is not None or (end <= head.end and _AT_END.match(text, start, head.end) is not None)


def glued_figures(text: str, after: int = 0) -> Iterator[Span]:
    """Yield the figures after a character that look like markers at first sight."""
    for match in _GLUED.finditer(text, after):
        yield Span(*match.span())


def highest_likely(text: str, head: Span) -> int:
    """Return the highest label that is tried: that of a figure which looks like a marker, or ends a date or a number at the end of the head
    (`April 4, 195743`, `No. 27869`), and some more."""
    figures = [text[start:end] for start, end in likely_figures(text, head)]
    if any(len(figure) > _LONGEST for figure in figures):  # two markers side by side
        return _HIGHEST
    ends = [*date_ends(text), *([number.end()] if (number := _NUMBER_AT_END.search(text, head.start, head.end)) else [])]
    return min(_HIGHEST, _ROOM + max([*map(int, figures), *(int(text[end - 2 : end]) for end in ends)], default=0))


def find_glued(text: str, label: str, after: int) -> bool:
    """Return whether a figure `label` that looks like a marker is in `text` after a character."""
    at = text.find(label, after)
    while at >= 0:
        if (match := _GLUED.match(text, at)) and match[0] == label:
            return True
        at = text.find(label, at + 1)
    return False


def _runs(text: str, labels: Set[str], after: int) -> list[Span]:
    """Find the figures and signs of `text`, and its single letters after punctuation, that end as one of `labels` does; if one of these is
    empty, all signs. Only these can be markers, and most figures are excluded at once."""
    endings = {label[-1:] for label in labels}
    spans = _figures(text, _FIGURES & endings, after)
    if not endings.isdisjoint(("", *_SIGNS)) and has_signs(text):
        spans += [match.span() for match in _SIGN.finditer(text, after) if "" in endings or match[0][-1] in endings]
    if any(map(str.isalpha, endings)):
        spans += [match.span() for match in _LETTER.finditer(text, after) if match[0] in endings]
        lettered = {match.start(): match.end() for match in _LETTERED.finditer(text, after) if match[0] in labels}
        spans = [(start, end) for start, end in {*spans, *lettered.items()} if lettered.get(start, end) == end]
    return [Span(start, end) for start, end in sorted(spans) if not is_figure(text, start, end)]


def _figures(text: str, endings: Iterable[str], after: int = 0) -> list[tuple[int, int]]:
    """Find the runs of digits that end in one of `endings`. Each ending is searched for by itself; one pattern takes five times as long."""
    runs = []
    for ending in endings:
        at = text.find(ending, after)
        while at >= 0:
            start, end = at, at + 1
            if text[end : end + 1] not in _FIGURES:
                while start and text[start - 1] in _FIGURES:
                    start -= 1
                runs.append((start, end))
            at = text.find(ending, end)
    return runs


def _single(search: _Search, run: Span, cut: bool) -> Iterator[MarkerPlace]:
    """Read the run, or its end, as the marker of one label: `areas.3`, `Hakto 414`."""
    unknown = search.indexes.get("") if run.end - run.start <= _LONGEST_SIGN and not search.text[run.start].isalnum() else None
    for start in range(max(run.start, run.end - _LONGEST), run.end) if cut else (run.start,):
        if indexes := search.indexes.get(search.text[start : run.end]) or unknown:
            around = tuple(traits(search.text, run.start, start, run.end))
            for index in indexes:
                yield _place(search, start, run.end, index, index, around, run.start)


def _double(search: _Search, run: Span, cut_off: bool) -> Iterator[MarkerPlace]:
    """Read the run, or its end, as two adjacent markers: `undated.12` is 1 and 2, `Djakarta 877023` ends in 2 and 3."""
    for cut in range(max(run.start + 1, run.end - _LONGEST + 1), run.end):
        seconds = search.indexes.get(search.text[cut : run.end], ())
        starts = range(max(run.start, cut - _LONGEST + 1), cut) if cut_off else (run.start,)
        for start in starts if seconds else ():
            for index in search.indexes.get(search.text[start:cut], ()):
                if index + 1 in seconds:
                    around = ("two labels", *traits(search.text, run.start, start, run.end))
                    yield _place(search, start, run.end, index, index + 1, around, run.start)


def _place(search: _Search, start: int, end: int, first: int, last: int, around: tuple[str, ...], run: int) -> MarkerPlace:
    cut = run < start
    seen = around
    for index in range(first, last + 1):
        seen += _position_traits(search, start, end, index, cut=cut)
    if cut and not _NUMBERS.isdisjoint(around):
        seen += tuple(number_traits(search.text, run, Span(start, end), search.own))
    return MarkerPlace(start, end, first, last, _weigh(seen), seen)


def _position_traits(search: _Search, start: int, end: int, index: int, *, cut: bool) -> tuple[str, str]:
    """Describe the position of a place for its kind of note: the marker of a source note ends the head, or the dateline below it."""
    label = search.labels[index]
    kind = "source" if label.source else "other" if index else "first" if label.given else "inferred first"
    if search.head.start <= start < search.head.end:
        where = "at the end of the head" if _OTHER_MARKERS.fullmatch(search.text, end, search.head.end) else "in the head"
        if where == "at the end of the head" and not label.given and search.text[start:end].startswith(label.name):
            kind = "inferred first"  # whatever number it has, it is the first of the document
    else:
        where = "near the head" if search.head.end <= start < search.head.end + _NEAR else "elsewhere"
    cut_off = cut and where == "elsewhere" and kind != "other"
    return "given label" if label.given else "inferred label", f"{kind} cut {where}" if cut_off else f"{kind} {where}"


def strongest_traits(place: MarkerPlace) -> list[str]:
    """Return the two traits of a place with the greatest weights, without those of its label and its position in the document."""
    around = (trait for trait in dict.fromkeys(place.traits) if WEIGHTS.get(trait, 0.0) > 0 and not trait.startswith(_OF_LABEL))
    return sorted(around, key=lambda trait: -WEIGHTS[trait])[:2]


def worth_of_label(place: MarkerPlace) -> float:
    """Return the part of a place's gain that comes from the label itself, whatever surrounds it."""
    return _worth_of_label(place.traits)


@cache
def _worth_of_label(seen: tuple[str, ...]) -> float:
    return _weigh(tuple(trait for trait in seen if trait in ("given label", "inferred label")))


@cache
def _weigh(seen: tuple[str, ...]) -> float:
    return sum(WEIGHTS.get(trait, 0.0) for trait in seen)
