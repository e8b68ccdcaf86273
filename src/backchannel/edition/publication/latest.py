"""Find what builds changed last: the documents that are new, changed, moved or gone, and how each differs from what was there before."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.publication.changes import ChangedDocument, change_between
from backchannel.edition.publication.history import History, How
from backchannel.edition.publication.names import last_build
from backchannel.edition.publication.publish import former_of, published_lines
from backchannel.ids import number_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.store import Store

_MANY = 20
"""Documents of a volume that a build changes in the same way, above which the change is one of the volume."""


class LatestChange(NamedTuple):
    """What a build, given by its id and day, changed in a volume: one document, or so many (`total`) in the same way.

    `document` says what differs in it; it is None if there are many. `now` is the document in which most words of one that is gone are
    now; empty if there is none.
    """

    build: str
    day: str
    volume: str
    how: How
    total: int
    document: ChangedDocument | None = None
    now: str = ""


class _Group(NamedTuple):
    """The documents of a volume that a build changed in the same way."""

    n: int
    build: str
    day: str
    volume: str
    how: How
    total: int


def latest_changes(store: Store, most: int) -> list[LatestChange]:
    """Return what builds changed, the latest build first: at most so many changes. A document that moved is not new where it is now."""
    groups = store.records(_Group, _GROUPS, (last_build(store).n + 1, most))
    changes = list(islice((change for group in groups for change in _changes(store, group)), most))
    moved = {(change.build, change.now) for change in changes}
    return [each for each in changes if not (each.how == "new" and each.document and (each.build, each.document.id) in moved)]


def last_day(store: Store) -> str:
    """Return the day of the latest build that changed anything; empty if none did."""
    return str(store.rows(_LAST_DAY, (last_build(store).n + 1,))[0][0] or "")


def _changes(store: Store, group: _Group) -> Iterator[LatestChange]:
    many = LatestChange(group.build, group.day, group.volume, group.how, group.total)
    if group.total > _MANY:
        yield many
        return
    found = store.rows(_OF_GROUP, (last_build(store).n + 1, group.n, group.build, group.volume, group.how))
    for id in sorted((row[0] for row in found), key=_in_volume):
        if document := _document(store, id, group):
            yield many._replace(total=1, document=document, now=_present_document(store, id) if group.how == "gone" else "")


def _in_volume(id: str) -> tuple[tuple[int, str], str]:
    return number_key(id.rpartition("/")[2].removeprefix("d")), id


def _document(store: Store, id: str, group: _Group) -> ChangedDocument | None:
    """Compare a document before and after a build; None if readers see no difference."""
    lines = [line for line in published_lines(store, id) if (line.n, line.build) <= (group.n, group.build)]
    before = [line for line in lines if (line.n, line.build) < (group.n, group.build)]
    return change_between(id, History(before), History(lines))


def _present_document(store: Store, id: str) -> str:
    """Return the document in which more than half of the passages of one that is gone are now."""
    said = [former for former in former_of(store, id) if former.words]
    (document, count) = next(iter(Counter(former.document for former in said).most_common(1)), ("", 0))
    return document if 2 * count > len(said) else ""


_CHANGES = """
(SELECT document, n, build, day, how FROM published
UNION ALL SELECT document, ?1, build, day, CASE
  WHEN state = '' THEN 'gone'
  WHEN coalesce((SELECT how FROM published b WHERE b.document = p.document ORDER BY n DESC, build DESC LIMIT 1), 'gone') = 'gone' THEN 'new'
  ELSE 'changed' END
FROM publication p WHERE pending AND build <> '')
"""
"""What each build changed, and what this build changes."""

_LAST_DAY = f"SELECT max(day) FROM {_CHANGES}"

_GROUPS = f"""
SELECT n, build, day, substr(document, 1, instr(document, '/') - 1) AS volume, how, count(*) AS total FROM {_CHANGES}
GROUP BY n, build, day, volume, how ORDER BY n DESC, build, volume, how LIMIT ?2
"""

_OF_GROUP = f"SELECT document FROM {_CHANGES} WHERE n = ?2 AND build = ?3 AND document BETWEEN ?4 || '/' AND ?4 || '0' AND how = ?5"
