"""Define the record of a printed list of a volume's front matter: its persons, or its abbreviations and terms."""

from __future__ import annotations

from typing import Literal, NamedTuple

from backchannel.records.spans import Record, Spanned, Words

ListKind = Literal["persons", "terms"]


class ListEntry(Spanned):
    """An entry of a printed list: the `name` of a person, or a term, and the printed description or meaning (`about`), if there is one."""

    name: Words
    about: Words | None = None


class PrintedList(Record):
    """A printed list: the text of its file, and the entries in their order. Text outside the entries is the heading and remarks."""

    path: str
    kind: ListKind
    text: str
    entries: tuple[ListEntry, ...] = ()

    def remarks(self) -> list[str]:
        """Return the lines of the text that are outside the entries: the heading, remarks, what could not be read as an entry."""
        ends = [0, *(entry.end for entry in self.entries)]
        starts = [*(entry.start for entry in self.entries), len(self.text)]
        between = "\n".join(self.text[end:start] for end, start in zip(ends, starts, strict=True))
        lines = (" ".join(line.split()) for line in between.split("\n"))
        return [line for line in lines if line.strip("•·▪◦*–- ")]


class ListedPerson(NamedTuple):
    """An entry of a volume's list of persons: its id there, the name, `Archer, Ann B.`, and the words about the person."""

    id: str
    name: str
    about: str


class ListedTerm(NamedTuple):
    """An entry of a volume's list of abbreviations and terms."""

    term: str
    meaning: str
