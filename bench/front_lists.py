"""Makes the raw captures of a volume's lists of persons and of terms from its TEI, as its pages at history.state.gov look when copied.

A page has the site's lines, the heading, perhaps a remark of the editors, and a line for each entry; the bold type of names is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TAGS = {"persons": "persName", "terms": "term"}

Form = Literal["lines", "spaced", "bullets", "wrapped", "page"]
FORMS: tuple[Form, ...] = ("lines", "spaced", "bullets", "wrapped", "page")


class TruthEntry(NamedTuple):
    """An entry as the TEI tags it: the name of the person, or the term; what follows it; and the whole line."""

    name: str
    about: str
    line: str


class FrontList(NamedTuple):
    """A list of a volume: its kind (`persons`, `terms`), its heading, the editors' remarks, and its entries."""

    kind: str
    heading: str
    remarks: list[str]
    entries: list[TruthEntry]

    def capture(self, form: Form, chance: Random) -> str:
        """Write the list as a raw text."""
        lines = [*self.remarks, *(entry.line for entry in self.entries)]
        match form:
            case "lines":
                return "\n".join([self.heading, *lines]) + "\n"
            case "spaced":
                return "\n\n".join([self.heading, *lines]) + "\n"
            case "bullets":
                return "\n".join([self.heading, "", *(f"  • {line}" for line in lines)]) + "\n"
            case "wrapped":
                return "\n\n".join([self.heading, *(_wrapped(line, chance.randint(60, 76)) for line in lines)]) + "\n"
            case "page":
                return "\n".join(["Foreign Relations of the United States", "Historical Documents", self.heading, *lines]) + "\n"


def _wrapped(line: str, width: int) -> str:
    rows, row = list[str](), ""
    for word in line.split():
        if row and len(row) + len(word) >= width:
            rows.append(row)
            row = ""
        row = f"{row} {word}".strip()
    return "\n".join([*rows, row])


def front_lists(volume: Path) -> Iterator[FrontList]:
    """Yield the lists of persons and of terms of a TEI volume."""
    root = etree.parse(volume, etree.XMLParser(collect_ids=False)).getroot()
    for part in root.iter(f"{_TEI}div"):
        if (kind := part.get(_ID)) in _TAGS:
            head = part.find(f"{_TEI}head")
            items = [(item, _said(item)) for item in part.iter(f"{_TEI}item", f"{_TEI}p")]
            entries = [_entry(item, line, _TAGS[kind]) for item, line in items if line]
            remarks = [line for (item, line), entry in zip(items, entries, strict=True) if line and entry is None]
            yield FrontList(kind, _said(head) if head is not None else kind.capitalize(), remarks, [entry for entry in entries if entry])


def _entry(item: etree._Element, line: str, tag: str) -> TruthEntry | None:
    named = next((element for element in item.iter(f"{_TEI}{tag}") if element.get(_ID)), None)
    if named is None:
        return None
    name = _said(named).rstrip(" ,;:")
    return TruthEntry(name, line.partition(name)[2].lstrip(" ,;:–—-").rstrip(), line)


def _said(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
