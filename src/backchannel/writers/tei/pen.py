"""Write TEI elements one after another, and give each id once."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lxml import etree

from backchannel.printed import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEI = "http://www.tei-c.org/ns/1.0"
FRUS = "http://history.state.gov/frus/ns/1.0"
NAMESPACES: dict[Any, str] = {None: TEI, "frus": FRUS}
ID = "{http://www.w3.org/XML/1998/namespace}id"
EDITION, PROGRAM = "edition", "backchannel"
"""The ids of those who are responsible: the editors of the edition, and the program."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class Ids:
    """The ids that a file has, so that each is given once: two texts may print the label of one page."""

    def __init__(self) -> None:
        self._given = {EDITION, PROGRAM}

    def take(self, id: str) -> dict[str, str]:
        """Return the attribute for an id; nothing if the file has it already, or if XML allows no such id."""
        if id in self._given or not _NAME.fullmatch(id):
            return {}
        self._given.add(id)
        return {ID: id}


def by_edition(kind: str) -> dict[str, str]:
    """Return the attributes of words by the edition's editors."""
    return {"type": kind, "resp": f"#{EDITION}"}


def inferred(kind: str, certainty: str) -> dict[str, str]:
    """Return the attributes of what the program inferred; `certainty` is `high`, `medium` or `low`."""
    return {"type": kind, "cert": certainty, "resp": f"#{PROGRAM}"}


def qualified(name: str) -> str:
    """Return a name in the namespace of TEI; one that has a namespace stays as it is."""
    return name if name.startswith("{") else f"{{{TEI}}}{name}"


class Pen:
    """Writes elements and words in their order. A character that XML does not allow is written as its picture, as on a page."""

    def __init__(self, namespaces: Mapping[Any, str] = NAMESPACES) -> None:
        self._namespaces = namespaces
        self._root: etree._Element | None = None
        self._open: list[etree._Element] = []
        self._last: etree._Element | None = None  # the element that was ended last, in the one that is open

    def start(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        """Begin an element. An attribute without a value is left out."""
        given = {key: printable(value) for key, value in (attributes or {}).items() if value}
        if self._open:
            element = etree.SubElement(self._open[-1], qualified(name), given)
        else:
            element = self._root = etree.Element(qualified(name), given, self._namespaces)
        self._open.append(element)
        self._last = None

    def end(self) -> None:
        """End the element that was begun last."""
        self._last = self._open.pop()

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """Write an element around what is written meanwhile."""
        self.start(name, attributes)
        yield
        self.end()

    def empty(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        """Write an element without content."""
        self.start(name, attributes)
        self.end()

    def words(self, name: str, words: str, attributes: Mapping[str, str] | None = None) -> None:
        """Write an element with words."""
        self.start(name, attributes)
        self.text(words)
        self.end()

    def text(self, words: str) -> None:
        """Write words."""
        if not words:
            return
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + printable(words)
        else:
            self._open[-1].text = (self._open[-1].text or "") + printable(words)

    def line(self) -> None:
        """Begin a line of the file, between two elements."""
        self.text("\n")

    def written(self) -> etree._Element:
        """Return the outermost element, once it is ended."""
        if self._root is None or self._open:
            raise ValueError("an element was not ended")
        return self._root
