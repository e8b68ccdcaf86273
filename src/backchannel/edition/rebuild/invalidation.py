"""Decide which pages to render: after an edit, those whose inputs changed; after an interrupted build, those that were not written.

A *unit* is what is rendered in one step: a document's page (`frus1969-76v09/d145`), the lists of a volume (`frus1969-76v09/`), its posts'
traffic (`frus1969-76v09/traffic`), its full-text index (`frus1969-76v09/index`), the pages of all travelers' messages, the references
wanted, and the other pages at the top. A unit may be invalidated although nothing changed on its page: a page with the same contents is not
written again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from backchannel.edition.queries.chapters import citing_volumes
from backchannel.edition.queries.counts import OF_FINDING
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.queries.lists import has_transmission
from backchannel.edition.queries.messages import POST
from backchannel.edition.queries.traffic import has_traffic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from backchannel.edition.store import Store

TOP, TRAFFIC, WANTED, SEARCH, STATIC, PEOPLE, SITEMAP = "top", "traffic", "wanted", "search", "static", "people", "sitemap"
GLOSSARY, ARCHIVES, DATA = "glossary", "archives", "data"
TERMS, WORDS, PLACES = "terms", "words", "places"
"""The units at the top of the site: `search` is the directory of the search, `terms:comm` are the terms from `comm` up to the next range of
the index, `words:c` lists the words that begin with a letter, `places:7` is a share of what has a number, `static` is copied from the
templates' folder, `people` lists all people and, followed by an id (`people:archer-ann`), is the page of one; `glossary` lists
all abbreviations that are explained, `archives` all boxes and folders; `data` has the tables of the edition, and the page about them;
`sitemap` lists all pages that were written."""
ABOVE = (TOP, TRAFFIC, WANTED, SEARCH, GLOSSARY, ARCHIVES)
"""The units at the top whose pages show the names of volumes, and the header."""
INDEX, FORMER, CHAPTERS, TEI, DOCUMENT = "index", "former", "chapters", "tei", "document"
"""The parts of a volume: its full-text index, the pages at the addresses of documents that are gone, the editors' chapters, the volume as a
TEI file, a document, and `traffic`, the messages of its posts. Its lists are the part without a name."""


_WITH_TRAFFIC, _WITH_TRANSMISSION = "with_traffic", "with_transmission"
"""What the store keeps of the last build: the volumes that have traffic pages, and those that have a page of transmission paths."""


def invalidate_all(store: Store) -> None:
    """Invalidate all units, including those that no longer exist, whose files must be removed."""
    store.run("INSERT OR IGNORE INTO invalidated (unit) SELECT id FROM document")
    for volume in store.volumes():
        invalidate(store, (f"{volume}/{part}" for part in ("", TRAFFIC, CHAPTERS)))
    invalidate_former(store)
    invalidate(store, (*ABOVE, STATIC, DATA, SITEMAP))
    store.run("INSERT OR IGNORE INTO invalidated (unit) SELECT ? || ':' || id FROM person UNION SELECT ? FROM person", (PEOPLE, PEOPLE))
    store.run("INSERT OR IGNORE INTO invalidated (unit) SELECT DISTINCT unit FROM output WHERE unit IS NOT NULL")
    store.put(_WITH_TRAFFIC, json.dumps(sorted(id for id in ("", *store.volumes()) if has_traffic(store, id))))
    store.put(_WITH_TRANSMISSION, json.dumps([id for id in store.volumes() if has_transmission(store, id)]))


def invalidate_former(store: Store, volumes: Collection[str] | None = None) -> None:
    """Invalidate the pages of documents and ledgers that are gone; only of these volumes, if some are named."""
    gone = [row[0] for row in store.rows(_WITH_FORMER)]
    invalidate(store, (f"{volume}/{FORMER}" for volume in gone if volumes is None or volume in volumes))


def invalidate(store: Store, units: Iterable[str]) -> None:
    """Invalidate these units."""
    for unit in units:
        store.insert("invalidated", "OR IGNORE", unit=unit)


def invalidate_tei(store: Store) -> None:
    """Invalidate the TEI files of the volumes of which something else is invalidated: such a file shows what the pages show."""
    store.run(
        "INSERT OR IGNORE INTO invalidated (unit) SELECT DISTINCT substr(unit, 1, instr(unit, '/')) || ? FROM invalidated "
        "WHERE instr(unit, '/') > 0",
        (TEI,),
    )


def invalidated_units(store: Store) -> list[str]:
    """Return the units that are invalidated."""
    return [row[0] for row in store.rows("SELECT unit FROM invalidated ORDER BY unit")]


_PARTS = ("", TRAFFIC, INDEX, FORMER, CHAPTERS, TEI)


def part(unit: str) -> str:
    """Return which part of a volume a unit is (empty for its lists, `document` for a document), or the unit itself, if it is at the top."""
    volume, slash, part = unit.partition("/")
    return volume.partition(":")[0] if not slash else part if part in _PARTS else DOCUMENT


def runs(store: Store, length: int) -> Iterator[DocumentRun]:
    """Yield the invalidated documents, in runs of at most `length`."""
    found = store.rows(
        "SELECT d.volume, d.sequence FROM invalidated CROSS JOIN document d ON d.id = invalidated.unit ORDER BY d.volume, d.sequence"
    )
    run: DocumentRun | None = None
    for volume, sequence in found:
        if run and run.volume == volume and run.last == sequence - 1 and sequence - run.first < length:
            run = run._replace(last=sequence)
            continue
        if run:
            yield run
        run = DocumentRun(volume, sequence, sequence)
    if run:
        yield run


def invalidate_volume(store: Store, id: str) -> None:
    """Invalidate all pages of a volume, and the pages at the top."""
    store.run("INSERT OR IGNORE INTO invalidated (unit) SELECT id FROM document WHERE volume = ?", (id,))
    invalidate(store, (f"{id}/{part}" for part in ("", TRAFFIC, FORMER, CHAPTERS)))
    invalidate(store, ABOVE)


def invalidate_chapters(store: Store, volumes: Collection[str], rewritten: Iterable[str]) -> None:
    """Invalidate the chapters that refer to one of these volumes, and the contents of the volumes whose chapters were `rewritten`."""
    invalidate(store, (f"{volume}/{CHAPTERS}" for volume in citing_volumes(store, volumes)))
    invalidate(store, (f"{volume}/{part}" for volume in rewritten for part in ("", CHAPTERS)))


def invalidate_changed(store: Store, read: Sequence[str]) -> set[str]:
    """Invalidate everything that depends on what changed while the store was watched. `read` are the source files that were read again.
    Returns the volumes that were touched, whose counts must be computed again."""
    _open(store)
    store.run_many("INSERT OR IGNORE INTO invalidated_document (doc) SELECT doc FROM document WHERE path = ?", ((path,) for path in read))
    for table, column, selects in _STEPS:
        for select in selects:
            store.run(f"INSERT OR IGNORE INTO {table} ({column}) {select}")
    _add_candidates(store)
    store.run(
        "INSERT OR IGNORE INTO invalidated (unit) "
        "SELECT d.id FROM invalidated_document CROSS JOIN document d ON d.doc = invalidated_document.doc"
    )
    store.run(
        "INSERT OR IGNORE INTO invalidated (unit) SELECT id FROM document_change WHERE id IS NOT NULL GROUP BY id HAVING sum(sign) < 0"
    )
    if store.rows(_AT_FORMER_ADDRESS):
        invalidate_former(store)
    read_in = {row[0] for path in read for row in store.rows("SELECT volume FROM document WHERE path = ?", (path,))}
    listed = read_in | {row[0] for select in _VOLUMES for row in store.rows(select)}
    sent = read_in | {row[0] for select in _VOLUMES_WITH_MESSAGES for row in store.rows(select)}
    touched = listed | sent
    invalidate(store, (unit for unit, selects in _ABOVE.items() if any(store.rows(f"{select} LIMIT 1") for select in selects)))
    if touched:
        invalidate(store, [TOP, *(f"{volume}/" for volume in listed), *(f"{volume}/{TRAFFIC}" for volume in sent)])
        invalidate_former(store, touched)
        _after_new_navigation(store, touched)
    return touched


def volumes_with_traffic(store: Store) -> frozenset[str]:
    """Return the volumes that have traffic pages for their posts, and the empty name if the edition has those for travelers."""
    return frozenset(json.loads(store.get(_WITH_TRAFFIC) or "[]"))


def volumes_with_transmission(store: Store) -> frozenset[str]:
    """Return the volumes that have a page of transmission paths."""
    return frozenset(json.loads(store.get(_WITH_TRANSMISSION) or "[]"))


def _after_new_navigation(store: Store, touched: set[str]) -> None:
    """Invalidate the pages whose navigation changes: it links to a volume's traffic if there is any, else to the travelers' traffic; and to
    its transmission paths, if there are any."""
    sent = volumes_with_transmission(store)
    now_sent = sent - touched | {id for id in touched if has_transmission(store, id)}
    store.put(_WITH_TRANSMISSION, json.dumps(sorted(now_sent)))
    for id in sent ^ now_sent:
        invalidate_volume(store, id)
    before = volumes_with_traffic(store)
    now = before - touched - {""} | {id for id in ("", *touched) if has_traffic(store, id)}
    store.put(_WITH_TRAFFIC, json.dumps(sorted(now)))
    if before ^ now:
        invalidate_former(store)
    for id in before ^ now:
        for led in store.volumes() if not id else [id]:
            invalidate_volume(store, led)


def _open(store: Store) -> None:
    """Create the temporary tables: the documents and the messages that changed as other pages show them, and the documents to render."""
    for name, column in (("changed_document", "doc INTEGER"), ("changed_message", "id TEXT"), ("invalidated_document", "doc INTEGER")):
        store.run(f"CREATE TEMP TABLE IF NOT EXISTS {name} ({column} PRIMARY KEY) WITHOUT ROWID")
        store.run(f"DELETE FROM {name}")


def _add_candidates(store: Store) -> None:
    """Invalidate the documents with an ambiguous reference if one of its candidates changed, was added or was removed: a document, a
    message, or a page of a volume in which a document changed."""
    new = {value for row in store.rows("SELECT id, volume FROM document_change") for value in (row["id"], row["volume"]) if value}
    new |= {row[0] for row in store.rows("SELECT id FROM changed_message")}
    if not new:
        return
    for doc, candidates in store.rows("SELECT doc, candidates FROM reference WHERE candidates IS NOT NULL"):
        if any(f'"{name}"' in candidates or f'"{name}#' in candidates for name in new):
            store.insert("invalidated_document", "OR IGNORE", doc=doc)


_NAMING = "SELECT c.volume FROM reference r JOIN document c ON c.doc = r.doc WHERE r.message"
_TIED = """
SELECT other FROM message_tie WHERE message IN (SELECT id FROM changed_message)
UNION SELECT message FROM message_tie WHERE other IN (SELECT id FROM changed_message)
UNION SELECT other.value FROM message m JOIN json_each(m.may_be) other WHERE m.id IN (SELECT id FROM changed_message)
"""

_REORDERED = """
SELECT n.{0} FROM order_change n
WHERE n.{0} IS NOT NULL AND (SELECT count(*) FROM reference r WHERE r.doc = n.doc AND r.{0} = n.{0}) > 1
"""
"""The targets (or messages) that one document refers to more than once, if one of these references moved within the document."""

_ON_JOURNEY = """
SELECT m.doc FROM station_change s JOIN message m ON m.channel_pair = s.channel_pair AND m.journey = s.key WHERE m.doc IS NOT NULL
"""
"""The documents of a journey whose place changed: they show its clock."""

# `change_log` defines the views `…_change`.

_AT_FORMER_ADDRESS = "SELECT 1 FROM finding_change WHERE stage = 'addresses' AND doc IS NULL LIMIT 1"
"""Whether a finding about a document that is gone changed: its page shows why the editors accept it."""

_WITH_FORMER = """
SELECT substr(document, 1, instr(document, '/') - 1) FROM publication WHERE state = ''
UNION SELECT ledger FROM published_message WHERE ledger <> ''
"""
"""The volumes that may have pages at the addresses of documents and ledgers that are gone."""

_STEPS = (
    ("changed_document", "doc", ("SELECT doc FROM document_change",)),
    (
        "changed_message",
        "id",
        (
            "SELECT id FROM message_change",
            "SELECT message FROM message_tie_change UNION SELECT other FROM message_tie_change",
            "SELECT id FROM message WHERE doc IN (SELECT doc FROM changed_document)",
            "SELECT message FROM message_tie WHERE doc IN (SELECT doc FROM changed_document)",
            "SELECT other FROM message_tie WHERE doc IN (SELECT doc FROM changed_document)",
        ),
    ),
    (
        "invalidated_document",
        "doc",
        (
            "SELECT doc FROM changed_document",
            "SELECT doc FROM neighbor_change",
            "SELECT previous FROM neighbor WHERE doc IN (SELECT doc FROM changed_document) AND previous IS NOT NULL",
            "SELECT following FROM neighbor WHERE doc IN (SELECT doc FROM changed_document) AND following IS NOT NULL",
            "SELECT doc FROM reference WHERE target_doc IN (SELECT doc FROM changed_document)",
            "SELECT target_doc FROM reference WHERE doc IN (SELECT doc FROM changed_document) AND target_doc IS NOT NULL",
            "SELECT doc FROM reference_change",
            "SELECT target_doc FROM reference_change WHERE target_doc IS NOT NULL",
            _REORDERED.format("target_doc"),
            "SELECT doc FROM reference WHERE message IN (SELECT id FROM changed_message)",
            "SELECT doc FROM message WHERE id IN (SELECT id FROM changed_message) AND doc IS NOT NULL",
            f"SELECT doc FROM message WHERE id IN ({_TIED}) AND doc IS NOT NULL",
            _ON_JOURNEY,
            "SELECT doc FROM finding_change WHERE accepted IS NOT NULL AND doc IS NOT NULL",
        ),
    ),
)
"""The documents and the messages that changed as other pages show them; and the documents that show one of these: those before and after,
those that refer to one or that one refers to, those that name, print or answer such a message, those of a journey whose place changed, and
those with an accepted finding."""

_PRINTING = "SELECT d.volume FROM message m JOIN document d ON d.doc = m.doc WHERE m.id"

_DOCUMENTS_IN = "SELECT DISTINCT volume FROM document_change"
_REFERENCES_IN = "SELECT DISTINCT d.volume FROM reference_change r JOIN document d ON d.doc = r.doc"

_VOLUMES = (
    _DOCUMENTS_IN,
    _REFERENCES_IN,
    f"SELECT DISTINCT {OF_FINDING} FROM finding_change f LEFT JOIN document d ON d.doc = f.doc WHERE f.stage <> 'write'",
    f"{_NAMING} IN (SELECT id FROM listed_message_change)",
    f"{_PRINTING} IN (SELECT id FROM listed_message_change)",
)
"""The volumes whose lists show something that changed."""

_VOLUMES_WITH_MESSAGES = (
    _DOCUMENTS_IN,
    _REFERENCES_IN,
    f"{_NAMING} IN (SELECT id FROM changed_message) UNION {_NAMING} IN ({_TIED})",
    f"{_PRINTING} IN (SELECT id FROM changed_message) UNION {_PRINTING} IN ({_TIED})",
    "SELECT d.volume FROM message_change m JOIN document d ON d.doc = m.doc",
)
"""The volumes whose traffic shows something that changed."""

_ABOVE = {
    ARCHIVES: ("SELECT 1 FROM origin_change", "SELECT 1 FROM archival_citation_change", "SELECT 1 FROM home_change"),
    TRAFFIC: (
        f"SELECT 1 FROM message m WHERE NOT {POST} AND (m.id IN (SELECT id FROM changed_message) OR m.id IN ({_TIED}))",
        f"SELECT 1 FROM message_change m WHERE NOT {POST}",
        "SELECT 1 FROM journey_change",
        f"SELECT 1 FROM reference_change r JOIN message m ON m.id = r.message WHERE NOT {POST}",
        "SELECT 1 FROM reference_change WHERE kind = 'message' AND candidates IS NOT NULL",
        """SELECT 1 FROM changed_document c CROSS JOIN reference r ON r.doc = c.doc
        WHERE r.kind = 'message' AND r.candidates IS NOT NULL""",
        f"SELECT 1 FROM message m WHERE NOT {POST} AND m.id IN ({_REORDERED.format('message')})",
        f"""SELECT 1 FROM changed_document c CROSS JOIN reference r ON r.doc = c.doc
        JOIN message m ON m.id = r.message WHERE NOT {POST}""",
        f"""SELECT 1 FROM message m JOIN document d ON d.doc = m.doc
        WHERE NOT {POST} AND d.volume IN (SELECT volume FROM document_change)""",
    ),
    WANTED: (
        "SELECT 1 FROM part_change GROUP BY id HAVING count(*) > 1",
        "SELECT 1 FROM wanted_change WHERE status IN ('elsewhere', 'mentioned')",
        "SELECT 1 FROM changed_document c CROSS JOIN reference r ON r.doc = c.doc WHERE r.status IN ('elsewhere', 'mentioned')",
    ),
}
"""The pages at the top that show something that changed."""
