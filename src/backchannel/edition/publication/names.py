"""Store what was published, and name the paragraphs of each document so that they keep their published names.

Paragraphs are counted when a file is read. Once a document has its id, its history is known, and with it the names of its paragraphs. If
these differ from the count, the rows of the document are changed. Names change only for a document that was just read: one whose id or
history has changed since is read again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.anchors import anchors
from backchannel.edition.deflated import inflated
from backchannel.edition.publication.former import is_paragraph
from backchannel.edition.publication.history import History, Presence, history_row, parsed, published_rows, shortest
from backchannel.edition.publication.messages import load_messages, parsed_ledger
from backchannel.edition.publication.naming import paragraph_names
from backchannel.edition.rebuild.invalidation import TOP, invalidate
from backchannel.edition.sentences import Sentences
from backchannel.edition.wordings import Wording, passages
from backchannel.records import Document
from backchannel.source import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.edition.publication.history import HistoryRow
    from backchannel.edition.publication.messages import LedgerLine
    from backchannel.edition.store import Store


class LoadedHistory(NamedTuple):
    """The documents whose history changed, and the numbers of the lines that can't be read."""

    changed: set[str]
    unread: list[int]


_LAST = "last published"
"""The name under which the number and the id of the last build that published something are stored."""


class LastBuild(NamedTuple):
    """The number and the id of the last build that published something: 0 and empty before the first."""

    n: int
    build: str


def last_build(store: Store) -> LastBuild:
    """Return the last build that published something."""
    n, _, build = (store.get(_LAST) or "0 ").partition(" ")
    return LastBuild(int(n), build)


def keep_last_build(store: Store, last: LastBuild) -> None:
    """Store which build was the last that published something."""
    store.put(_LAST, f"{last.n} {last.build}")


def load(store: Store, lines: Iterable[str]) -> LoadedHistory:
    """Store the lines of `published.jsonl`."""
    by_document, presences = defaultdict[str, list[str]](list), defaultdict[str, set[Presence]](set)
    unread, last = [], LastBuild(0, "")
    of_ledgers: list[LedgerLine] = []
    for number, words in enumerate(lines, 1):
        if line := parsed(words):
            by_document[line.document].append(words.strip())
            presences[line.document].add(line.presence)
            last = max(last, LastBuild(line.n, line.build))
        elif ledger := parsed_ledger(words):
            of_ledgers.append(ledger)
        elif words.strip() and words.endswith("\n"):  # the build that was killed while it appended the last line did not finish
            unread.append(number)
    load_messages(store, of_ledgers)
    keys = store.pairs("SELECT document, key FROM history")
    changed = set(keys.keys() - by_document.keys())
    for table in ("history", "published"):
        store.run_many(f"DELETE FROM {table} WHERE document = ?", ((id,) for id in changed))
    for id, found in by_document.items():
        row = history_row(id, found)
        if keys.get(id) != row.key:
            keep_history(store, row, presences[id])
            changed.add(id)
    keep_last_build(store, last)
    if changed:
        invalidate(store, (TOP,))  # its feed shows the latest changes
    return LoadedHistory(changed, unread)


def keep_history(store: Store, row: HistoryRow, presences: Iterable[Presence]) -> None:
    """Store what was published at the address of a document."""
    store.insert_all("history", [row], "OR REPLACE")
    store.run("DELETE FROM published WHERE document = ?", (row.document,))
    store.insert_all("published", published_rows(row.document, presences))


def history(store: Store, document: str) -> History:
    """Return what was published at the address of a document."""
    found = store.rows("SELECT lines FROM history WHERE document = ?", (document,))
    return History.of(found[0]["lines"]) if found else History(())


class OutdatedNames(NamedTuple):
    """Documents whose id or history changed since their paragraphs were named: the texts (path and volume) to read again, because a name
    changed, and the ids of the documents that keep their names."""

    texts: list[tuple[str, str]]
    kept: set[str]


def outdated_names(store: Store) -> OutdatedNames:
    """Find the documents whose paragraphs must be named again."""
    texts, kept = set(), set()
    for row in store.rows(_OUTDATED):
        if _names(store, row) == row["paragraphs"]:
            store.insert("named", "OR REPLACE", doc=row["doc"], paragraphs=row["paragraphs"], id=row["id"], history=row["key"])
            kept.add(row["id"])
        else:
            texts.add((row["path"], row["volume"]))
    return OutdatedNames(sorted(texts), kept)


def name_paragraphs(store: Store) -> set[str]:
    """Name the paragraphs of the documents that were just read, and return the ids of these documents."""
    named = {row["id"] for row in store.rows(_UNNAMED)}
    store.run(_FIRST_NAMES)
    for row in store.rows(_UNNAMED):
        names = _names(store, row)
        if names:
            _rename(store, row, json.loads(names))
        store.insert("named", doc=row["doc"], paragraphs=names, id=row["id"], history=row["key"])
    return named


def _names(store: Store, row: Any) -> str:
    """Return the names of a document's paragraphs as JSON; empty if they are those of a first build."""
    counted = {anchor: said for anchor, said in wordings_of(row["wordings"]).items() if is_paragraph(anchor)}
    found = History.of(row["lines"]) if row["lines"] else History(())
    names = paragraph_names([said.digest for said in counted.values()], found, lambda: _texts(store, row["doc"], counted))
    return "" if isinstance(shortest(names), int) else json.dumps(names)


def wordings_of(words: str) -> dict[str, Wording]:
    """Return the wordings that are stored in `record`, by anchor."""
    return {anchor: Wording(*said) for anchor, said in json.loads(words).items()}


def _texts(store: Store, doc: int, counted: Iterable[str]) -> list[str]:
    texts = texts_of(store, doc)
    return [texts[anchor] for anchor in counted]


def texts_of(store: Store, doc: int) -> dict[str, str]:
    """Return all words at each anchor of a document, its paragraphs by their count."""
    document = Document.model_validate_json(inflated(store.rows("SELECT record FROM record WHERE doc = ?", (doc,))[0]["record"]))
    return dict(passages(document, anchors(document), Sentences.of(document)))


def renamed(counted: Iterable[str], names: str) -> dict[str, str]:
    """Return the published anchor of each anchor of a document, given the stored names of its paragraphs."""
    published = iter(json.loads(names)) if names else None
    return {anchor: next(published) if published and is_paragraph(anchor) else anchor for anchor in counted}


def _rename(store: Store, row: Any, names: Sequence[str]) -> None:
    """Change the rows of a document that was just read."""
    published = renamed(wordings_of(row["wordings"]), json.dumps(names))
    moved = json.dumps({anchor: name for anchor, name in published.items() if anchor != name})
    for table in _ANCHORED:
        store.run(
            f"UPDATE {table} SET anchor = coalesce(json_extract(?, '$.\"' || anchor || '\"'), anchor) WHERE doc = ?", (moved, row["doc"])
        )
    printed = _printed_names(store, row["doc"], published)
    store.run("UPDATE record SET names = ? WHERE doc = ?", (printed, row["doc"]))
    store.run("UPDATE document SET summary_hash = ? WHERE doc = ?", (digest(f"{row['summary_hash']} {moved}".encode()), row["doc"]))


def _printed_names(store: Store, doc: int, published: Mapping[str, str]) -> str:
    printed = json.loads(store.rows("SELECT names FROM record WHERE doc = ?", (doc,))[0]["names"])
    return json.dumps(
        {words: [published.get(anchor, anchor) for anchor in places] for words, places in printed.items()}, ensure_ascii=False
    )


_ANCHORED = ("bracket", "marker", "folder", "reference", "passage")
"""The tables whose rows have an anchor that may be a paragraph's."""
_COLUMNS = "d.doc, d.id, d.path, d.volume, d.summary_hash, r.wordings, h.lines, coalesce(h.key, '') AS key"

_OUTDATED = f"""
SELECT {_COLUMNS}, n.paragraphs FROM named n JOIN document d ON d.doc = n.doc JOIN record r ON r.doc = n.doc
LEFT JOIN history h ON h.document = d.id WHERE n.id <> d.id OR n.history <> coalesce(h.key, '') ORDER BY d.doc
"""

_UNNAMED = f"""
SELECT {_COLUMNS} FROM document d JOIN record r ON r.doc = d.doc LEFT JOIN history h ON h.document = d.id
WHERE NOT EXISTS (SELECT 1 FROM named WHERE named.doc = d.doc) ORDER BY d.doc
"""

_FIRST_NAMES = """
INSERT INTO named (doc, paragraphs, id, history) SELECT d.doc, '', d.id, '' FROM document d
WHERE NOT EXISTS (SELECT 1 FROM named WHERE named.doc = d.doc) AND NOT EXISTS (SELECT 1 FROM history h WHERE h.document = d.id)
"""
