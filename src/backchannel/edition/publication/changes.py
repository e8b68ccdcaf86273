"""Compare two states of an edition that builds published, from the lines of `published.jsonl` alone."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.publication.former import in_page_order
from backchannel.edition.publication.history import History

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.publication.history import How, PublishedLine

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class ChangedWords(NamedTuple):
    """Words at an anchor that differ: before, empty if they are new, and after, empty if they are gone."""

    anchor: str
    before: str
    after: str


class ChangedDocument(NamedTuple):
    """A document that differs: its id, how, its title before and after, and the words in it that differ, in the order of its page."""

    id: str
    how: How
    before: str
    after: str
    words: list[ChangedWords]


def changes_since(lines: Sequence[PublishedLine], since: str) -> list[ChangedDocument]:
    """Return the documents that were published with other words after `since`: the id of a build, or its beginning, or a day, which means
    the end of that day. Raises `ValueError` if there is no such build."""
    last = _number(lines, since)
    by_document = defaultdict[str, list["PublishedLine"]](list)
    for line in lines:
        by_document[line.document].append(line)
    later = sorted(id for id, found in by_document.items() if any(line.n > last for line in found))
    states = ((id, History(line for line in by_document[id] if line.n <= last), History(by_document[id])) for id in later)
    return [change for id, before, after in states if (change := change_between(id, before, after))]


def _number(lines: Iterable[PublishedLine], since: str) -> int:
    """Return the number of the last build that belongs to the earlier state."""
    if _DAY.fullmatch(since):
        return max((line.n for line in lines if line.day <= since), default=0)
    found = [line.n for line in lines if since and line.build.startswith(since)]
    if not found:
        raise ValueError(f"no build {since!r} was published; name a build, as pages cite it, or a day such as 2026-11-29.")
    return max(found)


def change_between(id: str, before: History, after: History) -> ChangedDocument | None:
    """Compare what was published at the address of a document up to two builds; None if readers see no difference."""
    if not (before.present or after.present):
        return None
    how: How = "gone" if not after.present else "changed" if before.present else "new"
    words = list(_words(before, after)) if how == "changed" else []
    if how == "changed" and not words and before.title == after.title:
        return None
    return ChangedDocument(id, how, before.title, after.title, words)


def _words(before: History, after: History) -> Iterator[ChangedWords]:
    for anchor in sorted(before.present | after.present, key=in_page_order):
        old = before.latest(anchor).wording if anchor in before.present else None
        new = after.latest(anchor).wording if anchor in after.present else None
        if (old and old.digest) != (new and new.digest) and ((old and old.words) or (new and new.words)):
            yield ChangedWords(anchor, old.words if old else "", new.words if new else "")
