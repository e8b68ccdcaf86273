"""Keep each published address of a message in a ledger, and find what became of it.

A ledger is that of all travelers, or of the posts of a volume. The id of a message follows its number and its journey, so it changes if the
journey becomes known, and the message goes if no text mentions it any longer. `published.jsonl` has a line for each ledger and build with
the messages that are new there; an address is recorded once, with the words by which a reader recognizes the message.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from backchannel import channels
from backchannel.edition.queries.messages import POST
from backchannel.edition.rebuild.invalidation import FORMER, TRAFFIC, invalidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.store import Store


class LedgerLine(BaseModel):
    """A line of `published.jsonl` about a ledger, by its volume (empty: that of all travelers): the messages that were new in a build, by
    id, each with its name, its date (EDTF, or empty), and a document that prints or mentions it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    build: str
    day: str
    ledger: str
    messages: dict[str, tuple[str, str, str]]

    def written(self) -> str:
        """Return the line without its end."""
        return json.dumps(self.model_dump(), ensure_ascii=False, separators=(",", ":"))


class PublishedMessage(NamedTuple):
    """A row of `published_message`: a message by its ledger and id, with the words of its line; `pending` if it has no line yet."""

    ledger: str
    id: str
    name: str
    edtf: str
    document: str
    build: str
    day: str
    pending: int = 0


class FormerMessage(NamedTuple):
    """A message that was published at an address and is not there any longer. `now` are the ids of those in the ledger that it may be now:
    with the same number, printed or mentioned in the same document, if there is one. `is_there` says whether its document is."""

    published: PublishedMessage
    now: tuple[str, ...]
    is_there: bool


def parsed_ledger(line: str) -> LedgerLine | None:
    """Parse a line about a ledger; None if it is none."""
    try:
        return LedgerLine.model_validate_json(line)
    except ValidationError:
        return None


def load_messages(store: Store, lines: Iterable[LedgerLine]) -> None:
    """Store the messages of these lines, given in any order: of several lines about one address the earliest counts."""
    found: dict[tuple[str, str], PublishedMessage] = {}
    for line in sorted(lines, key=lambda line: (line.day, line.build, line.written())):
        for id, words in line.messages.items():
            found.setdefault((line.ledger, id), PublishedMessage(line.ledger, id, *words, line.build, line.day))
    before = {(row.ledger, row.id): row for row in store.records(PublishedMessage, f"{_ROWS} WHERE NOT pending")}
    changed = {key[0] for key in before.keys() | found.keys() if before.get(key) != found.get(key)}
    if changed:
        store.run("DELETE FROM published_message")
        store.insert_all("published_message", found.values())
        invalidate(store, (unit for ledger in changed for unit in ([f"{ledger}/", f"{ledger}/{FORMER}"] if ledger else [TRAFFIC])))


def publish_messages(store: Store, day: str) -> None:
    """Find the messages whose addresses are new in this build."""
    store.run("DELETE FROM published_message WHERE pending")
    store.insert_all("published_message", [message._replace(day=day) for message in _present(store, _NEW)])


def has_pending_messages(store: Store) -> bool:
    """Return whether `published.jsonl` lacks a message."""
    return bool(store.rows("SELECT 1 FROM published_message WHERE pending LIMIT 1"))


def record_messages(store: Store, build: str) -> Iterator[str]:
    """Record the new messages as published by a build, and yield a line for each ledger, without its end."""
    found: dict[str, list[PublishedMessage]] = defaultdict(list)
    for row in store.records(PublishedMessage, f"{_ROWS} WHERE pending ORDER BY ledger, id"):
        found[row.ledger].append(row)
    for ledger, new in found.items():
        words = {message.id: (message.name, message.edtf, message.document) for message in new}
        yield LedgerLine(build=build, day=new[0].day, ledger=ledger, messages=words).written()
    store.run("UPDATE published_message SET pending = 0, build = ? WHERE pending", (build,))


def ledgers_with_former(store: Store) -> list[str]:
    """Return the ledgers that have former messages."""
    return [row[0] for row in store.rows(_WITH_FORMER)]


def former_messages(store: Store, ledger: str) -> list[FormerMessage]:
    """Return the messages that a ledger has no longer, in the order of their names."""
    gone = store.records(PublishedMessage, _FORMER_OF_VOLUME if ledger else _FORMER_OF_TRAVELERS, (ledger,))
    named: dict[str, list[PublishedMessage]] = defaultdict(list)
    for message in _present(store, _OF_VOLUME if ledger else _OF_TRAVELERS, ledger) if gone else ():
        named[message.name].append(message)
    there = {row[0] for message in gone for row in store.rows("SELECT id FROM document WHERE id = ?", (message.document,))}
    return [FormerMessage(message, _now(message, named[message.name]), message.document in there) for message in gone]


def _now(gone: PublishedMessage, alike: list[PublishedMessage]) -> tuple[str, ...]:
    same = [message.id for message in alike if message.document == gone.document]
    return tuple(sorted(same or [message.id for message in alike]))


def _present(store: Store, sql: str, *values: str) -> list[PublishedMessage]:
    return [
        PublishedMessage(
            row["ledger"],
            row["id"],
            channels.name(row["channel"], row["number"]) if row["number"] else row["target"] or "",
            row["edtf"] or "",
            row["document"] or "",
            "",
            "",
            1,
        )
        for row in store.rows(sql, values)
    ]


_ROWS = "SELECT ledger, id, name, edtf, document, build, day, pending FROM published_message"

_TRAVELERS = f"SELECT ?1 AS ledger, m.id FROM message m WHERE NOT {POST}"

_IN_VOLUME = f"""
SELECT d.volume AS ledger, m.id FROM document d JOIN message m ON m.doc = d.doc WHERE d.volume = ?1 AND {POST}
UNION SELECT d.volume, m.id FROM document d JOIN reference r ON r.doc = d.doc JOIN message m ON m.id = r.message
WHERE d.volume = ?1 AND {POST}
"""

_IN_ALL = f"{_TRAVELERS} UNION {_IN_VOLUME}".replace("?1", "''").replace("d.volume = '' AND ", "")

_MENTIONED = """
(SELECT c.id FROM reference r JOIN document c ON c.doc = r.doc
WHERE r.message = m.id ORDER BY c.volume, c.sequence, r.ordinal LIMIT 1)
"""

_PRESENT = f"""
SELECT l.ledger, m.id, m.channel, m.number, m.target, m.edtf, coalesce(d.id, {_MENTIONED}) AS document
FROM ({{}}) l JOIN message m ON m.id = l.id LEFT JOIN document d ON d.doc = m.doc
"""

_OF_TRAVELERS, _OF_VOLUME = _PRESENT.format(_TRAVELERS), _PRESENT.format(_IN_VOLUME)

_NEW = f"""
{_PRESENT.format(_IN_ALL)} WHERE NOT EXISTS (SELECT 1 FROM published_message p WHERE p.ledger = l.ledger AND p.id = l.id)
ORDER BY l.ledger, l.id
"""

_FORMER = f"{_ROWS} WHERE ledger = ?1 AND NOT pending AND id NOT IN (SELECT id FROM ({{}})) ORDER BY name, id"

_FORMER_OF_TRAVELERS, _FORMER_OF_VOLUME = _FORMER.format(_TRAVELERS), _FORMER.format(_IN_VOLUME)

_WITH_FORMER = f"""
SELECT DISTINCT ledger FROM (SELECT ledger, id FROM published_message WHERE NOT pending EXCEPT SELECT ledger, id FROM ({_IN_ALL}))
ORDER BY ledger
"""
