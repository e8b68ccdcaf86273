"""Decide what is published at each address, and find what became of the addresses published earlier.

A *state* is what is published at the address of a document: its title, and the words at each of its anchors. A build publishes the states
that differ from those of `published.jsonl`. They are *pending* until the build appends them to that file, once the site is written. A build
without changes has no pending state, and the same sources with the lines appended give the same site.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.publication.former import FormerAddress, former_addresses
from backchannel.edition.publication.history import History, PublishedLine, history_row, shortest
from backchannel.edition.publication.messages import has_pending_messages, publish_messages, record_messages
from backchannel.edition.publication.names import (
    LastBuild,
    history,
    keep_history,
    keep_last_build,
    last_build,
    renamed,
    texts_of,
    wordings_of,
)
from backchannel.edition.rebuild.invalidation import FORMER, SITEMAP, TOP, invalidate
from backchannel.edition.wordings import Wording
from backchannel.source import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from backchannel.edition.queries.document_queries import DocumentRun
    from backchannel.edition.store import Store


class Publication(NamedTuple):
    """A row of the table `publication`."""

    document: str
    state: str
    title: str
    build: str
    day: str
    pending: int
    former: str

    @property
    def addresses(self) -> list[FormerAddress]:
        """Return the former addresses."""
        return [FormerAddress(*address) for address in json.loads(self.former)]


def publish(store: Store, changed: Collection[str], day: str) -> None:
    """Decide what is published, after an edit that read, named or removed the documents `changed`. `day` is that of this build; it is empty
    in a preview, which publishes nothing. Invalidates the pages whose publication changes."""
    before = {row.document: row for row in store.records(Publication, f"{_ROWS} {_UNSETTLED}")}
    before |= {row.document: row for id in changed for row in store.records(Publication, f"{_ROWS} WHERE document = ?", (id,))}
    words = _PresentWords(store)
    rows = [row for id in sorted({*changed, *before}) if (row := _publication(store, id, words)) is not None]
    for id in before.keys() - {row.document for row in rows}:
        store.run("DELETE FROM publication WHERE document = ?", (id,))
    store.insert_all("publication", rows, "OR REPLACE")
    build = build_id(store) if day and any(row.pending for row in rows) else ""
    for row in rows:
        final = row._replace(build=build, day=day) if row.pending else row
        store.insert_all("publication", [final], "OR REPLACE")
        if final != before.get(row.document):
            _invalidate(store, final)
            if (old := before.get(row.document)) and bool(old.state) != bool(final.state):
                _invalidate(store, old)
    publish_messages(store, day)


def build_id(store: Store) -> str:
    """Return the id of a build that publishes these states: a digest of them all, in 12 hexadecimal digits."""
    states = store.pairs("SELECT document, state FROM publication WHERE state <> '' ORDER BY document")
    return digest(json.dumps(list(states.items())).encode())[:12]


def _invalidate(store: Store, row: Publication) -> None:
    """Invalidate the page at an address, the citations of its volume, which name its build, and what lists the changes of the edition."""
    volume = row.document.partition("/")[0]
    invalidate(store, [row.document if row.state else f"{volume}/{FORMER}", f"{volume}/", TOP, SITEMAP])


def _publication(store: Store, id: str, words: _PresentWords) -> Publication | None:
    """Return what is published at an address, without the build of a pending state; None at one that never had a document."""
    published, title = history(store, id), words.title(id)
    if title is None and not published.lines:
        return None
    state = "" if title is None else _state(title, words.wordings(id), words.paragraphs(id))
    last = published.last
    former = json.dumps(former_addresses(id, published, words) if last else [], ensure_ascii=False)
    if last and last.state == state:
        return Publication(id, state, title or published.title, last.build, last.day, 0, former)
    return Publication(id, state, title or published.title, "", "", 1, former)


def _state(title: str, wordings: dict[str, Wording], paragraphs: list[str]) -> str:
    return digest(repr((title, sorted((anchor, said.digest) for anchor, said in wordings.items()), paragraphs)).encode("utf-8", "replace"))


_REMEMBERED = 512
"""Documents whose words are kept in memory: those near each other, among which words move."""


class _PresentWords:
    """Answers where words are now, as the store has them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._row = lru_cache(_REMEMBERED)(self._found)
        self.wordings = lru_cache(_REMEMBERED)(self._wordings)

    def _found(self, document: str) -> Any:
        found = self._store.rows(_PRESENT, (document,))
        return found[0] if found else None

    def title(self, document: str) -> str | None:
        """Return the title of a document; None if it is gone."""
        return self._row(document)["title"] if self._row(document) else None

    def _wordings(self, document: str) -> dict[str, Wording]:
        if not (row := self._row(document)):
            return {}
        counted = wordings_of(row["wordings"])
        return dict(zip(renamed(counted, row["paragraphs"]).values(), counted.values(), strict=True))

    def paragraphs(self, document: str) -> list[str]:
        """Return the names of a document's paragraphs, in order; none if they are those of a first build."""
        return list(json.loads(self._row(document)["paragraphs"] or "[]"))

    def holders(self, digest: str) -> list[tuple[str, str]]:
        return [(row["id"], row["anchor"]) for row in self._store.rows(_HOLDERS, (digest,))]

    def page(self, volume: str, anchor: str) -> str:
        found = self._store.rows(
            "SELECT d.id FROM page p JOIN document d ON d.doc = p.doc WHERE p.volume = ? AND p.anchor = ?", (volume, anchor)
        )
        return found[0]["id"] if len(found) == 1 else ""

    def texts(self, document: str) -> dict[str, str]:
        counted = texts_of(self._store, self._row(document)["doc"])
        return dict(zip(renamed(counted, self._row(document)["paragraphs"]).values(), counted.values(), strict=True))


def has_pending(store: Store) -> bool:
    """Return whether `published.jsonl` lacks a state or a message: of a preview, or of a build that was killed."""
    return has_pending_messages(store) or bool(store.rows("SELECT 1 FROM publication WHERE pending LIMIT 1"))


def pending_lines(store: Store) -> Iterator[PublishedLine]:
    """Yield the lines to append to `published.jsonl`, in the order of documents."""
    n, words = last_build(store).n + 1, _PresentWords(store)
    for row in store.records(Publication, f"{_ROWS} WHERE pending ORDER BY document"):
        yield _line(row, n, history(store, row.document), words)


def published_lines(store: Store, document: str) -> list[PublishedLine]:
    """Return the lines about a document in the order of builds, including that of this build."""
    known = history(store, document)
    pending = store.records(Publication, f"{_ROWS} WHERE document = ? AND pending AND build <> ''", (document,))
    return [*known.lines, *(_line(row, last_build(store).n + 1, known, _PresentWords(store)) for row in pending)]


def _line(row: Publication, n: int, published: History, words: _PresentWords) -> PublishedLine:
    """Write what changed at an address since the last line about it."""
    line = PublishedLine(n=n, build=row.build, day=row.day, document=row.document, state=row.state)
    if not row.state:
        return line.model_copy(update={"gone": tuple(sorted(published.present))})
    present = words.wordings(row.document)
    names = words.paragraphs(row.document) or [anchor for anchor in present if anchor.startswith("p") and anchor[1:].isdecimal()]
    new = {a: said for a, said in present.items() if a not in published.present or published.latest(a).wording.digest != said.digest}
    return line.model_copy(
        update={
            "title": row.title,
            "names": shortest(names),
            "words": {anchor: tuple(said) if said.words else () for anchor, said in new.items()},
            "gone": tuple(sorted(published.present - present.keys())),
        }
    )


class PublishedChange(NamedTuple):
    """What a build changes at the address of a document, which is there or gone: the anchors that are new or have other words, and those
    that are gone."""

    document: str
    is_there: bool
    new: tuple[str, ...]
    gone: tuple[str, ...]


class PublicationReport(NamedTuple):
    """What a build publishes: its id and the id of the build before it, and the changes since then. The first build has nothing to compare
    with: no build before it, and no changes."""

    build: str
    before: str
    changes: list[PublishedChange]


def publication_report(store: Store) -> PublicationReport:
    """Return what a build publishes, before it is recorded."""
    before = last_build(store).build
    lines = pending_lines(store) if before else ()
    changes = [PublishedChange(line.document, bool(line.state), tuple(line.words), line.gone) for line in lines]
    return PublicationReport(build_id(store), before, changes)


def record_pending(store: Store) -> Iterator[str]:
    """Record each pending state as published, and yield its line of `published.jsonl`, without its end; then those of new messages."""
    for line in pending_lines(store):
        written, known = line.written(), history(store, line.document).lines
        row = history_row(line.document, (*(each.written() for each in known), written))
        keep_history(store, row, (each.presence for each in (*known, line)))
        store.run("UPDATE named SET history = ? WHERE doc = (SELECT doc FROM document WHERE id = ?)", (row.key, line.document))
        store.run("UPDATE publication SET pending = 0 WHERE document = ?", (line.document,))
        keep_last_build(store, LastBuild(line.n, line.build))
        yield written
    yield from record_messages(store, build_id(store))


def publications(store: Store, run: DocumentRun) -> dict[str, Publication]:
    """Return what is published at the address of each document of a run."""
    return {row.document: row for row in store.records(Publication, _OF_RUN, run)}


def paragraphs(store: Store, run: DocumentRun) -> dict[int, tuple[str, ...]]:
    """Return the names of the paragraphs of each document of a run (its key), if they differ from their count."""
    return {row["doc"]: tuple(json.loads(row["paragraphs"])) for row in store.rows(_NAMED, run)}


def former_documents(store: Store, volume: str) -> list[Publication]:
    """Return the addresses in a volume whose documents are gone."""
    return store.records(Publication, f"{_ROWS} WHERE state = '' AND document BETWEEN ?1 || '/' AND ?1 || '0' ORDER BY document", (volume,))


def former_of(store: Store, document: str) -> list[FormerAddress]:
    """Return the former addresses of a document, present or gone."""
    return [former for row in store.records(Publication, f"{_ROWS} WHERE document = ?", (document,)) for former in row.addresses]


def with_former(store: Store) -> list[Publication]:
    """Return the documents, present or gone, that have former addresses."""
    return store.records(Publication, f"{_ROWS} WHERE former <> '[]' OR state = '' ORDER BY document")


def place_of(store: Store, document: str) -> tuple[str, int, int] | None:
    """Return the file of a document, its key in the store, and its first line; None if it is gone."""
    found = store.rows("SELECT path, doc, line FROM document WHERE id = ?", (document,))
    return (found[0]["path"], found[0]["doc"], found[0]["line"]) if found else None


_ROWS = "SELECT document, state, title, build, day, pending, former FROM publication"

_OF_RUN = f"{_ROWS} WHERE document IN (SELECT id FROM document WHERE volume = ? AND sequence BETWEEN ? AND ?)"

_NAMED = """
SELECT n.doc, n.paragraphs FROM document d JOIN named n ON n.doc = d.doc
WHERE d.volume = ? AND d.sequence BETWEEN ? AND ? AND n.paragraphs <> ''
"""

_UNSETTLED = """
WHERE pending OR former <> '[]' OR (state <> '' AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = publication.document))
"""
"""The rows that an edit elsewhere may change: those of states not recorded yet, of former addresses, and of documents that are gone."""

_PRESENT = """
SELECT d.doc, d.title, r.wordings, n.paragraphs FROM document d JOIN record r ON r.doc = d.doc JOIN named n ON n.doc = d.doc WHERE d.id = ?
"""

_HOLDERS = "SELECT d.id, p.anchor FROM passage p JOIN document d ON d.doc = p.doc WHERE p.digest = ? ORDER BY d.id, p.anchor"
