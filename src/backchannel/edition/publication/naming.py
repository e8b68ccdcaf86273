"""Name the paragraphs of a document so that a name that was ever published stays with its words.

A document is first published with its paragraphs counted: `p1`, `p2`. Later, paragraphs are inserted, removed, split, joined and moved.
Names then follow the words, by these steps, each of which leaves what it can't tell to the next:

1. the first and the last paragraphs, as far as nothing changed
2. words that only one paragraph and only one name has, wherever they are now
3. words that several have (`Approved.`), next to a neighbor that is settled, then in their order
4. words that a name had before the last build: a paragraph that was removed and is back
5. words that changed, between two neighbors that are settled: the paragraph that kept most of them, at least half
6. words that changed and moved, if nearly all are kept

What is left is new. A new paragraph at the end continues the count; one between others is named after the one before it: `p3a`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.edition.publication.history import by_count
from backchannel.edition.wordings import WordIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from backchannel.edition.publication.history import History

_CHANGED, _MOVED = 0.5, 0.8
"""The least part of its words that a changed paragraph keeps, at its place and elsewhere."""
_PARAGRAPH = re.compile(r"p(\d+)([a-z]*)")


def paragraph_names(digests: Sequence[str], history: History, texts: Callable[[], Sequence[str]]) -> list[str]:
    """Return the names of a document's paragraphs, given by the digests of their words. `texts` returns all their words; it is called
    only if some have changed."""
    published = [anchor for anchor in history.wordings if _PARAGRAPH.fullmatch(anchor)]
    if not published:
        return by_count(len(digests))
    live = history.paragraphs
    if [history.latest(name).wording.digest for name in live] == list(digests):
        return live
    naming = _Naming(digests, history, live)
    naming.match_ends()
    naming.match_unique()
    naming.match_beside()
    naming.match_in_order()
    naming.match_earlier(published)
    if naming.open:
        naming.match_changed(texts())
    return naming.named(published)


class _Naming:
    """The names given so far to the paragraphs with these digests, and the names that are free: of the paragraphs that the last build
    published, in order."""

    def __init__(self, digests: Sequence[str], history: History, live: Sequence[str]) -> None:
        self._digests, self._history, self._live = digests, history, live
        self._names: list[str] = [""] * len(digests)
        self._free = dict.fromkeys(live)
        self._place = {name: n for n, name in enumerate(live)}
        self._digest = {name: history.latest(name).wording.digest for name in live}

    @property
    def open(self) -> list[int]:
        """Return the positions of the paragraphs without a name."""
        return [n for n, name in enumerate(self._names) if not name]

    def _give(self, position: int, name: str) -> None:
        self._names[position] = name
        self._free.pop(name, None)

    def _fits(self, position: int, name: str) -> bool:
        return not self._names[position] and name in self._free and self._digests[position] == self._digest[name]

    def match_ends(self) -> None:
        """Name the first and the last paragraphs, as far as they have the words of the first and the last names."""
        pairs = list(zip(range(len(self._digests)), self._live, strict=False))
        backward = list(zip(reversed(range(len(self._digests))), reversed(self._live), strict=False))
        for side in (pairs, backward):
            for position, name in side:
                if not self._fits(position, name):
                    break
                self._give(position, name)

    def match_unique(self) -> None:
        """Name the paragraphs whose words no other has, with the only name for them."""
        for positions, names in self._by_digest():
            if len(positions) == len(names) == 1:
                self._give(positions[0], names[0])

    def match_beside(self) -> None:
        """Name paragraphs that follow a named one as their name follows its name; then those that precede one."""
        for step, order in ((1, self.open), (-1, self.open[::-1])):
            for position in order:
                neighbor = self._names[position - step] if 0 <= position - step < len(self._names) else ""
                place = self._place.get(neighbor, -9) + step
                if 0 <= place < len(self._live) and self._fits(position, self._live[place]):
                    self._give(position, self._live[place])

    def match_in_order(self) -> None:
        """Name the other paragraphs with the words of a free name, in order."""
        for positions, names in self._by_digest():
            for position, name in zip(positions, names, strict=False):
                self._give(position, name)

    def match_earlier(self, published: Sequence[str]) -> None:
        """Name paragraphs with words that a free name had before: names that are gone, then those whose words changed."""
        had = defaultdict[str, list[str]](list)
        for name in sorted(published, key=lambda name: name in self._free):
            for said in self._history.wordings[name]:
                had[said.wording.digest].append(name)
        for position in self.open:
            free = (name for name in had[self._digests[position]] if name in self._free or name not in self._place)
            if found := next((name for name in free if name not in self._names), None):
                self._give(position, found)

    def match_changed(self, texts: Sequence[str]) -> None:
        """Name paragraphs whose words changed: at their place if half of the words are kept, elsewhere if nearly all are."""
        index = WordIndex({position: texts[position] for position in self.open})
        for name in list(self._free):
            self._give_most_like(name, self._gap(name), index, _CHANGED)
        for name in list(self._free):
            self._give_most_like(name, range(len(self._names)), index, _MOVED)

    def _give_most_like(self, name: str, positions: range, index: WordIndex[int], least: float) -> None:
        shares = index.shares(self._history.latest(name).wording.words)
        found = [(share, -n) for n, share in shares.items() if share >= least and n in positions and not self._names[n]]
        if found:
            self._give(-max(found)[1], name)

    def _gap(self, name: str) -> range:
        """Return the positions that are between those whose names are next to this name."""
        at = {name: position for position, name in enumerate(self._names) if name}
        place = self._place[name]
        before = next((at[other] for other in self._live[place::-1] if other in at), -1)
        after = next((at[other] for other in self._live[place:] if other in at), len(self._names))
        return range(before + 1, after)

    def _by_digest(self) -> Iterator[tuple[list[int], list[str]]]:
        """Yield the paragraphs without a name and the free names that have the same words."""
        positions, names = defaultdict[str, list[int]](list), defaultdict[str, list[str]](list)
        for name in self._free:
            names[self._digest[name]].append(name)
        for position in self.open:
            positions[self._digests[position]].append(position)
        yield from ((positions[digest], names[digest]) for digest in names if digest in positions)

    def named(self, published: Sequence[str]) -> list[str]:
        """Return all names, with new ones for what is left."""
        taken = {*published, *self._names}
        settled = max((position for position, name in enumerate(self._names) if name), default=-1)
        before = "p0"
        for position in range(len(self._names)):
            if not self._names[position]:
                self._names[position] = _counted(taken) if position > settled else _inserted(before, taken)
                taken.add(self._names[position])
            before = self._names[position]
        return self._names


def _counted(taken: Iterable[str]) -> str:
    """Return the name that continues the count."""
    return f"p{max(int(found[1]) for name in taken if (found := _PARAGRAPH.fullmatch(name))) + 1}"


def _inserted(before: str, taken: set[str]) -> str:
    """Return a name for a paragraph after `before`: after `p3` it is `p3a`, or the next one that was never published."""
    number = before.removeprefix("p").rstrip(_LETTERS)
    count = 1
    while (name := f"p{number}{_letters(count)}") in taken:
        count += 1
    return name


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _letters(count: int) -> str:
    """Write a number in letters: 1 is `a`, 26 `z`, 27 `aa`."""
    words = ""
    while count:
        count, rest = divmod(count - 1, len(_LETTERS))
        words = _LETTERS[rest] + words
    return words
