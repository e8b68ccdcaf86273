"""Reads subjects and participants from the structure of a TEI volume, as simply as can be: `subjects.py` compares the program with it.

- Subjects are the items of a list with the type `subject` or a heading that says so, and the paragraphs that begin with `Subject:`, to the
  end of the line (`<lb/>`), of the sentence, or of the paragraph, or to the next field (`Ref:`).
- Participants are the `persName` elements in a list with the type `participants` or a heading that says so, or in a paragraph that begins
  with `Participants:`. A volume tags only the people of its list of persons, so a name without a tag says nothing, but a part of a tagged
  name is wrong, and so is a name in the heading of a group, which is italic as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from shared_corpus import TEI

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SUBJECT = re.compile(r"(?:subjects?|subj|re)(?: of \w+)?\.?:?", re.IGNORECASE)
_PARTICIPANTS = re.compile(
    r"(?:(?:the following were|also|others?|members|in|those) )?(?:participants?|participation|present|attendance|attendees)(?: were)?:?",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?:place|time|date|references?|refs?|to|from|memorandum for)\b.{0,30}", re.IGNORECASE)
_SUBJECT_LINE = re.compile(r"\W?(?:[\w/ –-]{1,30}\. )?(?:subject|subj): *", re.IGNORECASE)
_PARTICIPANTS_LINE = re.compile(r"(?:\d\. )?participants?: *", re.IGNORECASE)
_LINE = "\n"
_NEXT_FIELD = re.compile(r"\s(?:REFS?|Refs?|References?|REFERENCES?|PARTICIPANTS|DATE|PLACE|TIME|TAGS)\b[^.]{0,20}?[: (]")
_SENTENCE = re.compile(r"(?:(?<=[\w)]{2})|(?<=\s\d))(?<!\bU\.S)(?<!\bN[Oo])\.(?=\s+[A-Z])")
_LONGEST = 400
"""Characters of the longest subject: a longer line is text."""


class ParticipantItem(NamedTuple):
    """A line of a list of participants: its words, the names tagged in it, and whether it is the heading of a group."""

    words: str
    names: list[str]
    heads: bool


class SubjectTruth(NamedTuple):
    """The subjects and the participants of a document, in order."""

    subjects: list[str]
    participants: list[ParticipantItem]


def truths(volume: Path) -> Iterator[tuple[str, SubjectTruth]]:
    """Yield the id and the truth of each document of a TEI volume."""
    root = etree.parse(str(volume), etree.XMLParser(huge_tree=True, recover=True, collect_ids=False)).getroot()
    for div in root.iter(f"{TEI}div"):
        if div.get("type") == "document" and not any(a.get("type") == "document" for a in div.iterancestors(f"{TEI}div")):
            yield f"{volume.stem}/{div.get(_ID)}", SubjectTruth([*_subjects(div)], [*_participants(div)])


def plain(words: str) -> str:
    """Return words without white space, with one form of each quotation mark, and without the punctuation at their ends."""
    return re.sub(r"\s+", "", words).replace("'", "’").strip('.,;:—–-“”"')


def _subjects(div: etree._Element) -> Iterator[str]:
    for element in div.iter(f"{TEI}list", f"{TEI}p", f"{TEI}item"):
        if element.tag == f"{TEI}list":
            if _is_list(element, "subject", _SUBJECT):
                yield from (words for item in element.iter(f"{TEI}item") if (words := _words(item)) and not _SUBJECT.fullmatch(words))
        elif any(_is_list(above, "subject", _SUBJECT) for above in element.iterancestors(f"{TEI}list")):
            continue
        elif _SUBJECT.fullmatch(words := _words(element)):
            following = element.getnext()
            if (words.isupper() or words.endswith(":")) and following is not None and following.tag == element.tag:
                yield _words(following)
        elif (line := _SUBJECT_LINE.match(words)) and (subject := _first_line(_words(element, breaks=True)[line.end() :])):
            yield subject


def _first_line(words: str) -> str:
    """Return the subject with which a line begins, or nothing if the line is text."""
    words = words.lstrip()
    line = words.partition(_LINE)[0]
    ends = [len(line), *(match.start() for form in (_NEXT_FIELD, _SENTENCE) if (match := form.search(line)))]
    return line[: min(ends)] if min(ends) <= _LONGEST else ""


def _participants(div: etree._Element) -> Iterator[ParticipantItem]:
    for element in div.iter(f"{TEI}list", f"{TEI}p"):
        if element.tag == f"{TEI}list" and _is_list(element, "participants", _PARTICIPANTS):
            yield from (_item(item) for item in element.iter(f"{TEI}item") if not _PARTICIPANTS.fullmatch(_words(item)))
        elif element.tag == f"{TEI}p" and _PARTICIPANTS_LINE.match(_words(element)) and element.find(f".//{TEI}list") is None:
            yield _item(element)


def _item(element: etree._Element) -> ParticipantItem:
    tags = (tag for tag in element.iter(f"{TEI}persName") if next(tag.iterancestors(f"{TEI}note"), None) is None)
    names = [name for tag in tags if (name := _words(tag))]
    shown = "".join(_words(child) for child in element if child.tag == f"{TEI}hi")
    words = _words(element)
    return ParticipantItem(words, names, heads=not names and bool(shown) and plain(shown) == plain(words))


def _is_list(element: etree._Element, kind: str, heading: re.Pattern[str]) -> bool:
    """Return whether a list has this type, or this heading: as its head, or as its first item. A heading goes before a type."""
    head = element.find(f"{TEI}head")
    first = element.find(f"{TEI}item")
    top = first if head is None else head
    above = "" if top is None else _words(top)
    if heading.fullmatch(above):
        return True
    return element.get("type") == kind and not (head is not None and _FIELD.fullmatch(above)) and not _inside(element, kind)


def _inside(element: etree._Element, kind: str) -> bool:
    """Return whether a list is part of another of the same type, whose items include its own."""
    return any(above.get("type") == kind for above in element.iterancestors(f"{TEI}list"))


def _words(element: etree._Element, *, breaks: bool = False) -> str:
    """Return the words of an element without notes and page breaks; a line break is a space, or a newline with `breaks`."""
    pieces = [element.text or ""]
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "lb":
            pieces.append("\f")
        elif name and name not in ("note", "pb"):
            pieces.append(_words(child, breaks=breaks) if not breaks else _words(child, breaks=True).replace(_LINE, "\f"))
        pieces.append(child.tail or "")
    words = re.sub(r"[ \t\r\n]+", " ", "".join(pieces))
    return re.sub(r" *\f *", _LINE if breaks else " ", words).strip(" ")
