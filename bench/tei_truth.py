"""Reads a document in TEI a second time, as simply as can be: `tei.py` compares the program with it.

The text is all characters of the document without white space, with `[Page 12]` for a page break and the label of each note in its place;
then each note, after its label and a period. A note without a label is part of the text, below the block that it is in.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

_CONTAINERS = {"div", "attachment", "body", "floatingText", "text", "front", "back"}
_BLOCKS = _CONTAINERS | set(
    re.findall(
        r"\w+",
        "head p dateline closer opener list table quote postscript salute signed lg l byline argument epigraph trailer figure ab sp "
        "item label row",
    )
)
_ID = "{http://www.w3.org/XML/1998/namespace}id"


class TeiTruth(NamedTuple):
    """What a document has: its text, its head, and its parts, each with its offset in the text without white space."""

    text: str
    head: str
    markers: list[tuple[str, int, int | None]]
    notes: list[tuple[str, str]]
    pages: list[tuple[str, int]]
    links: list[tuple[str, str]]


def bare(words: str) -> str:
    """Return words without white space."""
    return re.sub(r"\s+", "", words)


def truth_of(div: etree._Element) -> TeiTruth:
    """Read a `<div type="document">`."""
    reading = _Reading()
    reading.inside(div)
    reading.apart()
    written = []
    for note in reading.notes:
        label = note.get("n") or ""
        reading.put(f"{label}.")
        start = reading.size
        reading.inside(note)
        written.append((label, "".join(reading.pieces)[start:]))
    places = {note.get(_ID): i for i, note in enumerate(reading.notes, 1)}
    markers = [(label, at, places.get(note) if isinstance(note, str) else note) for label, at, note in reading.markers]
    return TeiTruth("".join(reading.pieces), reading.head, markers, written, reading.pages, reading.links)


class _Reading:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.head = ""
        self.markers: list[tuple[str, int, int | str]] = []
        self.notes: list[etree._Element] = []
        self.pages: list[tuple[str, int]] = []
        self.links: list[tuple[str, str]] = []
        self.waiting: list[etree._Element] = []

    def put(self, words: str | None) -> None:
        self.pieces.append(bare(words or ""))
        self.size += len(self.pieces[-1])

    def inside(self, element: etree._Element) -> None:
        self.put(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.child(child, child.tag.rpartition("}")[2], element.tag.rpartition("}")[2])
            self.put(child.tail)

    def child(self, element: etree._Element, name: str, parent: str) -> None:
        if name == "div" and element.get("type") == "document":
            return
        if name == "pb":
            if element.get("n"):
                self.pages.append((element.get("n") or "", self.size))
                self.put(f"[Page{element.get('n')}]")
            return
        if name == "note":
            self.note(element)
        else:
            self.element(element, name, parent)
        if name in (_BLOCKS | {"note"}) and parent in _CONTAINERS:
            self.apart()

    def element(self, element: etree._Element, name: str, parent: str) -> None:
        start = self.size
        self.inside(element)
        words = "".join(self.pieces)[start:] if name in ("head", "ref") else ""
        if name == "head" and parent == "div" and not self.head:
            self.head = words
        if name == "ref" and element.get("target"):
            raised = [child.get("rend") for child in element] in (["superscript"], ["super"], ["sup"])
            if raised and re.fullmatch(r"#?d\w+fn[\w-]+", element.get("target") or ""):
                self.markers.append((words, start, (element.get("target") or "").lstrip("#")))
            elif words:
                self.links.append((element.get("target") or "", words))

    def note(self, note: etree._Element) -> None:
        label, target = (note.get("n") or "").strip(), note.get("target")
        if label in ("", "0") or note.get("rend") == "inline":
            self.waiting.append(note)
            return
        if target and not bare("".join(map(str, note.itertext()))):
            self.markers.append((label, self.size, target.lstrip("#")))
        else:
            self.notes.append(note)
            self.markers.append((label, self.size, len(self.notes)))
        self.put(label)

    def apart(self) -> None:
        while self.waiting:
            self.inside(self.waiting.pop(0))
