"""Resolve each reference, and store its target with it.

After an edit, two kinds of references are resolved again: those in the files that were read again, and those that cite the volume of a
document whose summary changed. The messages of the groups that the edit touched are traced again.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels
from backchannel.edition.linking.resolve import document, resolve
from backchannel.edition.named_rows import record_of
from backchannel.edition.resolution import CitingReference, ReferenceFault
from backchannel.edition.stored_source import source_of
from backchannel.edition.tables import FindingRow
from backchannel.edition.traffic.parts import part_messages
from backchannel.edition.traffic.trace import trace_messages
from backchannel.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.resolution import Resolution
    from backchannel.edition.rows import Row
    from backchannel.edition.store import Store
    from backchannel.settings import Project


class LinkFault(NamedTuple):
    """A fault in the words from `start` to `end` of a document. `part` is the reference, or the message group, that has the fault."""

    doc: int
    stage: str
    part: str
    start: int
    end: int
    fault: ReferenceFault


def link(store: Store, project: Project) -> None:
    """Resolve all references of an arranged edition. The findings replace those of an earlier run."""
    _open(store)
    store.run("INSERT INTO again (volume) SELECT DISTINCT cited_volume FROM reference")
    _resolve(store, project)
    _name_groups(store)
    for table in ("reference", "numbering", "folder", "message"):
        store.run(f"INSERT OR IGNORE INTO scope (message_group) SELECT message_group FROM {table} WHERE message_group IS NOT NULL")
    _trace(store, project)
    part_messages(store)


def link_again(store: Store, project: Project, volumes: Iterable[str] = ()) -> None:
    """Resolve the references, and trace the messages, that an edit touches. Use it while the store is `watched`. `volumes` are those whose
    settings changed."""
    _open(store)
    store.run(f"INSERT INTO again (volume) SELECT DISTINCT volume FROM ({_MOVED})")
    for volume in volumes:
        store.insert("again", "OR IGNORE", volume=volume)
        _widen_to_travelers(store)
    _resolve(store, project)
    store.run(f"INSERT OR IGNORE INTO scope (message_group) {_NAMED_AGAIN}")
    _name_groups(store)
    for message_groups in (*_TOUCHED, _TIED):
        store.run(f"INSERT OR IGNORE INTO scope (message_group) {message_groups}")
    _trace(store, project)
    part_messages(store)


def _open(store: Store) -> None:
    """Create the temporary tables `again`, the cited volumes to resolve again, and `scope`, the message groups to trace again."""
    for name, column in (("again", "volume"), ("scope", "message_group")):
        store.run(f"CREATE TEMP TABLE IF NOT EXISTS {name} ({column} TEXT PRIMARY KEY) WITHOUT ROWID")
        store.run(f"DELETE FROM {name}")


def _widen_to_travelers(store: Store) -> None:
    """Trace all travelers' messages again: the settings of a volume may name journeys of any traveler."""
    for table in ("reference", "numbering", "folder"):
        found = store.rows(f"SELECT DISTINCT channel, message_group FROM {table} WHERE message_group IS NOT NULL")
        for row in found:
            if channels.travels(row["channel"] or ""):
                store.insert("scope", "OR IGNORE", message_group=row["message_group"])


def _resolve(store: Store, project: Project) -> None:
    """Resolve the references to documents, notes, pages and volumes: those that cite one of `again`, then those not resolved before."""
    for (volume,) in store.rows("SELECT volume FROM again"):
        cited = f"{_CITING} WHERE r.cited_volume = ? AND r.kind <> 'message' {_IN_ORDER}"
        _resolve_each(store, project, store.records(CitingReference, cited, (volume,)))
    _resolve_each(store, project, store.records(CitingReference, f"{_CITING_UNLINKED} WHERE r.kind <> 'message' {_IN_ORDER}"))


def _resolve_each(store: Store, project: Project, references: Iterable[CitingReference]) -> None:
    _keep(store, [(citing, resolve(store, project, citing), None) for citing in references])


def _trace(store: Store, project: Project) -> None:
    """Trace the messages in `scope`, and resolve the references to them."""
    if not store.rows("SELECT 1 FROM scope LIMIT 1"):
        return
    in_scope = "r.message_group IN (SELECT message_group FROM scope)"
    named = store.records(CitingReference, f"{_CITING} WHERE {_NAMES_A_DOCUMENT} AND {in_scope}")
    traced = trace_messages(store, project, {(citing.doc, citing.ordinal): document(store, citing) for citing in named})
    mentions = store.records(CitingReference, f"{_CITING} WHERE {in_scope} {_IN_ORDER}")
    _keep(store, [(citing, *traced.mentions[citing.doc, citing.ordinal]) for citing in mentions])
    store.run("DELETE FROM finding WHERE stage = 'traffic' AND part IN (SELECT message_group FROM scope)")
    _report(store, (LinkFault(doc, "traffic", message_group, 0, 0, fault) for doc, message_group, fault in traced.faults))


def _keep(store: Store, linked: list[tuple[CitingReference, Resolution, str | None]]) -> None:
    """Store the target of each reference, and the message that it names. Its faults replace those that it had."""
    store.run_many(_LINK, (_link(*reference) for reference in linked))
    store.run_many("DELETE FROM finding WHERE doc = ? AND stage = 'link' AND part = ?", ((c.doc, str(c.ordinal)) for c, _, __ in linked))
    _report(store, (LinkFault(c.doc, "link", str(c.ordinal), c.start, c.end, found.fault) for c, found, _ in linked if found.fault))


def _link(citing: CitingReference, resolution: Resolution, message: str | None) -> Row:
    candidates = json.dumps(resolution.candidates) if resolution.candidates else None
    return (resolution.target, resolution.doc, resolution.status, resolution.reason, candidates, message, citing.doc, citing.ordinal)


def _name_groups(store: Store) -> None:
    """Put messages that are named by a document into the group of that document's message, or tie their own group to it."""
    for row in store.rows(_NAMED_BY_DOCUMENT):
        citing, numbered = record_of(CitingReference, row), row["message_group"] if row["numbered"] else None
        names = citing.document or citing.relation
        found = document(store, citing) if names else None
        own = found and found.doc and _group_of(store, found.doc)
        message_group = own or f"@{found.target if found and found.target else f'{citing.id}#{citing.ordinal}'}"
        store.run("DELETE FROM group_tie WHERE doc = ? AND ordinal = ?", (citing.doc, citing.ordinal))
        other = numbered or _group_of(store, citing.doc)
        if other and other != message_group:
            store.insert("group_tie", doc=citing.doc, ordinal=citing.ordinal, one=message_group, other=other)
        if not numbered:
            store.run("UPDATE reference SET message_group = ? WHERE doc = ? AND ordinal = ?", (message_group, citing.doc, citing.ordinal))


def _group_of(store: Store, doc: int) -> str | None:
    """Return the group of the message that a document prints."""
    found = store.rows("SELECT message_group FROM numbering WHERE doc = ? AND ordinal = 1", (doc,))
    return str(found[0][0]) if found else None


def _report(store: Store, faults: Iterable[LinkFault]) -> None:
    """Insert the findings for these faults, with the line and column of each."""
    for doc, found in groupby(sorted(faults, key=lambda fault: fault.doc), key=lambda fault: fault.doc):
        source = source_of(store, doc)
        store.add_findings([_finding(source, fault) for fault in found], doc)


def _finding(source: Source, found: LinkFault) -> FindingRow:
    line, column = source.place(found.start)
    return FindingRow(
        stage=found.stage,
        part=found.part,
        path=source.path,
        rule=found.fault.rule.id,
        severity=found.fault.rule.severity,
        start=found.start,
        end=found.end,
        line=line,
        column=column,
        message=found.fault.rule.message.format(**found.fault.fields),
    )


_CITING = """
SELECT r.doc, r.ordinal, d.id, d.local, d.apparatus, r.start, r.end, r.kind, r.place AS "where", r.anchor, r.words, r.cited_volume,
  r.cited_document AS document, r.cited_note AS note, r.cited_page AS page, r.relation, r.alternative
FROM reference r JOIN document d ON d.doc = r.doc
"""

_IN_ORDER = "ORDER BY r.doc, r.ordinal"

_LINK = "UPDATE reference SET target = ?, target_doc = ?, status = ?, reason = ?, candidates = ?, message = ? WHERE doc = ? AND ordinal = ?"

# Messages whose words name the document that prints them: `Tohak 84 is Document 50`.

_NAMES_A_DOCUMENT = "r.kind = 'message' AND (r.cited_document IS NOT NULL OR r.relation IS NOT NULL)"

_UNLINKED = "reference INDEXED BY reference_unlinked WHERE status IS NULL"

_CITING_UNLINKED = _CITING.replace(
    "FROM reference r", f"FROM (SELECT doc, ordinal FROM {_UNLINKED}) CROSS JOIN reference r USING (doc, ordinal)"
)

_AGAIN = f"""
(SELECT doc, ordinal FROM reference WHERE cited_volume IN (SELECT volume FROM again) UNION SELECT doc, ordinal FROM {_UNLINKED})
CROSS JOIN reference r USING (doc, ordinal)
"""

_NUMBERED = "coalesce(r.channel, '') <> '' AND coalesce(r.number, '') <> ''"

_NAMED_BY_DOCUMENT = f"""
{_CITING.replace("FROM reference r", f", r.message_group, {_NUMBERED} AS numbered FROM {_AGAIN}", 1)}
WHERE r.kind = 'message' AND (r.cited_document IS NOT NULL OR r.relation IS NOT NULL OR r.message_group IS NULL)
"""

_NAMED_AGAIN = f"SELECT r.message_group FROM {_AGAIN} WHERE {_NAMES_A_DOCUMENT} AND r.message_group IS NOT NULL"

# What an edit touched, by the views of `change_log`.

_MOVED = "SELECT doc, volume FROM document_change UNION SELECT doc, volume FROM near_change"
"""The documents whose change may affect references to them, or the messages that they print or name."""

_TOUCHED = (
    f"SELECT message_group FROM {_UNLINKED} AND message_group IS NOT NULL",
    "SELECT part FROM log_finding WHERE stage = 'traffic'",
    "SELECT message_group FROM numbering_change",
    "SELECT message_group FROM folder_change",
    "SELECT message_group FROM reference_change WHERE message_group IS NOT NULL",
    "SELECT one FROM group_tie_change UNION SELECT other FROM group_tie_change",
    *(
        f"SELECT message_group FROM {table} WHERE message_group IS NOT NULL AND doc IN (SELECT doc FROM ({_MOVED}))"
        for table in ("numbering", "folder", "reference")
    ),
)

_TIES = "(SELECT one, other FROM group_tie UNION SELECT one, other FROM log_group_tie)"

_TIED = f"""
WITH RECURSIVE tied (message_group) AS (
  SELECT message_group FROM scope UNION SELECT t.other FROM tied JOIN {_TIES} t ON t.one = tied.message_group
  UNION SELECT t.one FROM tied JOIN {_TIES} t ON t.other = tied.message_group)
SELECT message_group FROM tied
"""
