"""Read what earlier builds published at the address of a document, from the lines of `published.jsonl`.

A line says what one build changed at one address. Lines are only ever appended, and two branches may both append some, so their order in
the file means nothing: they are ordered by the number of their build, and a line that occurs twice counts once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from backchannel import ids
from backchannel.edition.wordings import Wording
from backchannel.source import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class PublishedLine(BaseModel):
    """A line of `published.jsonl`: what build number `n`, whose id is `build`, changed at the address of a `document`, and on which day.

    `words` has the wording of each anchor that is new or has other words; `gone` the anchors that are no longer there; `names` the names
    of its paragraphs in order, or their number if these are `p1`, `p2` and so on. `state` is the fingerprint of all that is published
    there; it is empty if the document itself is gone.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    n: int
    build: str
    day: str
    document: str
    state: str
    title: str = ""
    names: int | tuple[str, ...] = 0
    words: dict[str, tuple[str, str] | tuple[()]] = {}
    gone: tuple[str, ...] = ()

    def written(self) -> str:
        """Return the line without its end."""
        return json.dumps(self.model_dump(exclude_defaults=True), ensure_ascii=False, separators=(",", ":"))

    @property
    def presence(self) -> Presence:
        return Presence(self.n, self.build, self.day, bool(self.state))

    @property
    def paragraphs(self) -> list[str]:
        """Return the names of the paragraphs, in order."""
        return by_count(self.names) if isinstance(self.names, int) else list(self.names)


def by_count(count: int) -> list[str]:
    """Return the names that a first build gives to so many paragraphs."""
    return [ids.paragraph_id("", ordinal) for ordinal in range(1, count + 1)]


def shortest(names: Sequence[str]) -> int | tuple[str, ...]:
    """Return the form in which a line has the names of paragraphs: their number, if they are named by their count."""
    return len(names) if list(names) == by_count(len(names)) else tuple(names)


def parsed(line: str) -> PublishedLine | None:
    """Parse a line of `published.jsonl`; None if it is none, such as the mark of a conflict between two branches."""
    try:
        return PublishedLine.model_validate_json(line)
    except ValidationError:
        return None


class PublishedWording(NamedTuple):
    """A wording, and the number, id and day of the build that first published it at an address."""

    wording: Wording
    n: int
    build: str
    day: str


class History:
    """What was published at the address of a document: of each anchor its wordings, in the order of builds; the anchors that the last build
    left there (`present`), the names of its paragraphs, and its last line."""

    def __init__(self, lines: Iterable[PublishedLine]) -> None:
        ordered = sorted(lines, key=lambda line: (line.n, line.build, line.written()))
        self.lines = [line for n, line in enumerate(ordered) if n == 0 or line != ordered[n - 1]]
        self.wordings: dict[str, list[PublishedWording]] = {}
        self.present: set[str] = set()
        for line in self.lines:
            for anchor, said in line.words.items():
                self.wordings.setdefault(anchor, []).append(PublishedWording(Wording(*said), line.n, line.build, line.day))
            self.present = (self.present | line.words.keys()) - set(line.gone) if line.state else set()

    @classmethod
    def of(cls, lines: str) -> History:
        """Return the history that is stored as the JSON list of its lines."""
        return cls(PublishedLine.model_validate(line) for line in json.loads(lines))

    @property
    def last(self) -> PublishedLine | None:
        return self.lines[-1] if self.lines else None

    @property
    def title(self) -> str:
        """Return the last title of the document."""
        return next((line.title for line in reversed(self.lines) if line.title), "")

    @property
    def paragraphs(self) -> list[str]:
        """Return the names of the paragraphs that the last build published, in order."""
        return [name for name in self.last.paragraphs if name in self.wordings] if self.last and self.last.state else []

    def latest(self, anchor: str) -> PublishedWording:
        """Return the last wording of an anchor that was published."""
        return self.wordings[anchor][-1]


class Presence(NamedTuple):
    """The number, id and day of a build that changed what is at the address of a document, and whether a document is there since."""

    n: int
    build: str
    day: str
    is_there: bool


How = Literal["new", "changed", "gone"]
"""How a build changed what is at the address of a document."""


class PublishedRow(NamedTuple):
    """A row of the table `published`."""

    document: str
    n: int
    build: str
    day: str
    how: How


def published_rows(document: str, found: Iterable[Presence]) -> Iterator[PublishedRow]:
    """Yield the row of each build that changed what is at an address, given in any order."""
    was_there = False
    for n, build, day, is_there in sorted(set(found)):
        yield PublishedRow(document, n, build, day, "gone" if not is_there else "changed" if was_there else "new")
        was_there = is_there


class HistoryRow(NamedTuple):
    """A row of the table `history`."""

    document: str
    lines: str
    key: str


def history_row(document: str, lines: Iterable[str]) -> HistoryRow:
    """Return the row of a document with these lines of `published.jsonl`, in any order."""
    words = f"[{','.join(sorted(set(lines)))}]"
    return HistoryRow(document, words, digest(words.encode("utf-8", "replace")))
