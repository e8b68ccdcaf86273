"""Query what pages show of documents. The results are plain tuples: callers know no SQL.

Documents are rendered in runs of consecutive documents of a volume, so each query is made once for a run, not once for a page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from backchannel import channels, ids
from backchannel.edition.deflated import inflated
from backchannel.edition.named_rows import json_tuple, record_of
from backchannel.source import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.edition.store import Store


class DocumentRun(NamedTuple):
    """Consecutive documents of a volume: from position `first` to position `last`, inclusive."""

    volume: str
    first: int
    last: int


class ListedCorrespondent(NamedTuple):
    """A sender (`from`) or recipient (`to`) of a document, or one of those `present` in a conversation, as printed; `short` is the form for
    lists."""

    role: str
    words: str
    name: str | None
    office: str | None
    short: str


class MessageNumber(NamedTuple):
    """A number of a printed message: `Tohak`, `82`. The channel of a bare serial number is empty."""

    channel: str
    number: str


class ListedDocument(NamedTuple):
    """A document and its position in its volume, with everything that lists show of it."""

    doc: int
    id: str
    volume: str
    local: str
    sequence: int
    path: str
    number: str | None
    kind: str | None
    title: str
    place: str | None
    written_at: str | None
    subject: str | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    stated: bool | None
    apparatus: str
    first_page: str | None
    last_page: str | None
    first_page_from: str | None
    opening: str
    classification: str | None
    collection: str | None
    has_source_note: bool
    repository: str | None = None
    series: str | None = None
    box: str | None = None
    folder: str | None = None
    file: str | None = None
    people: tuple[ListedCorrespondent, ...] = ()
    numbers: tuple[MessageNumber, ...] = ()


class OutgoingReference(NamedTuple):
    """A reference of a document, its sentence, and its target. `target_page` is the anchor of the printed page that it names, if the target
    document has the marker of that page; `target_opening` has the first words of the target document, or note; `message` is the id of the
    message that it names."""

    doc: int
    ordinal: int
    kind: str
    anchor: str
    words: str
    quotation: str
    target: str | None
    status: str | None
    reason: str | None
    candidates: tuple[str, ...]
    target_id: str | None
    target_title: str | None
    target_subject: str | None
    target_present: tuple[str, ...]
    target_page: str | None
    target_edtf: str | None
    target_stated: bool | None
    target_opening: str | None
    message: str | None


class IncomingReference(NamedTuple):
    """A reference to a document (`target_doc`) from another: its place there, and the sentence around it."""

    target_doc: int
    source_id: str
    source_title: str
    source_subject: str | None
    source_present: tuple[str, ...]
    anchor: str
    words: str
    quotation: str
    target: str


class Neighbors(NamedTuple):
    """The documents before and after a document (`doc`) in its `channel`, or among the letters of a `pair` of correspondents: the id, the
    number as printed, and the number as a message (`code`)."""

    doc: int
    kind: str
    name: str
    previous: str | None
    previous_number: str | None
    previous_code: str | None
    following: str | None
    following_number: str | None
    following_code: str | None


class AcceptedFinding(NamedTuple):
    """A finding of a document (`doc`) that the editors accept, and the reason."""

    doc: int
    rule: str
    start: int
    end: int
    message: str
    reason: str


def accepted(store: Store, run: DocumentRun) -> dict[int, list[AcceptedFinding]]:
    """Return the accepted findings in each document of a run, in the order of their places."""
    return _by_doc((found.doc, found) for found in store.records(AcceptedFinding, _ACCEPTED, run))


def accepted_at(store: Store, document: str) -> list[str]:
    """Return the reasons why the editors accept that the words at the address of a document are gone."""
    return [str(row[0]).strip() for row in store.rows(_ACCEPTED_AT, (document,))]


def sizes(store: Store) -> dict[str, int]:
    """Return the number of documents of each volume, in the order of the volumes' ids."""
    return store.pairs("SELECT volume, count(*) FROM document GROUP BY volume ORDER BY volume")


def size(store: Store, volume: str) -> int:
    """Return the number of documents of a volume."""
    return int(store.rows("SELECT count(*) FROM document WHERE volume = ?", (volume,))[0][0])


def runs(store: Store, length: int) -> Iterator[DocumentRun]:
    """Yield all documents, in runs of at most `length`."""
    for volume, size in sizes(store).items():
        for first in range(1, size + 1, length):
            yield DocumentRun(volume, first, min(first + length - 1, size))


def listed(store: Store, run: DocumentRun) -> list[ListedDocument]:
    """Return the documents of a run, in order."""
    people = _by_doc((row["doc"], record_of(ListedCorrespondent, row)) for row in store.rows(_PEOPLE, run))
    numbers = _by_doc((row["doc"], record_of(MessageNumber, row)) for row in store.rows(_NUMBERS, run))
    return [
        document._replace(people=tuple(people.get(document.doc, ())), numbers=tuple(numbers.get(document.doc, ())))
        for document in store.records(ListedDocument, _LISTED, run)
    ]


def records(store: Store, run: DocumentRun) -> dict[int, str]:
    """Return the record of each document of a run, as JSON."""
    return {row["doc"]: linked_record(row) for row in store.rows(_RECORDS, run)}


def linked_record(row: Any) -> str:
    """Return the record of a document as JSON, with its date as the order of its volume limits it."""
    record = inflated(row["record"])
    if row["date_order"] is None:
        return record
    fields = json.loads(record)
    evidence = fields["date"]["evidence"] if fields["date"] else []
    fields["date"] = {"edtf": row["edtf"], "stated": False, "evidence": evidence, "order": json.loads(row["date_order"])}
    return json.dumps(fields, ensure_ascii=False)


def outgoing(store: Store, run: DocumentRun) -> dict[int, list[OutgoingReference]]:
    """Return the references of each document of a run, in the order of its record."""
    found = store.records(OutgoingReference, _OUTGOING, run, candidates=json_tuple, target_present=json_tuple)
    return _by_doc((reference.doc, reference) for reference in found)


def present(store: Store, targets: Iterable[str]) -> frozenset[str]:
    """Return those of the targets that are documents, volumes or notes of this edition."""
    found = (target for target in set(targets) if store.rows(_PRESENT, (target, *ids.split_target(target))))
    return frozenset(found)


def incoming(store: Store, run: DocumentRun) -> dict[int, list[IncomingReference]]:
    """Return the references to each document of a run from other documents, in the order of the latter."""
    return _by_doc(
        (reference.target_doc, reference) for reference in store.records(IncomingReference, _INCOMING, run, source_present=json_tuple)
    )


def made_of(
    store: Store, documents: Iterable[ListedDocument], records: Mapping[int, str], paragraphs: Mapping[int, tuple[str, ...]]
) -> str:
    """Hash these documents with their records and the names of their paragraphs, and the version of the program that read them. The key
    `doc` is left out: it may differ."""
    made = ((records[listed.doc], listed._replace(doc=0), paragraphs.get(listed.doc, ())) for listed in documents)
    return digest(repr([store.version(), *made]).encode())


def lines(store: Store, run: DocumentRun) -> dict[int, list[Neighbors]]:
    """Return the neighbors of each document of a run, in each series where it has any."""
    return _by_doc((row["doc"], _neighbors(row)) for row in store.rows(_LINES, run))


def _neighbors(row: Any) -> Neighbors:
    """Make the neighbors from a row that has the channel and the number of their messages in columns of their own."""
    return record_of(
        Neighbors,
        row,
        previous_code=_code(row["previous_channel"], row["previous_message"]),
        following_code=_code(row["following_channel"], row["following_message"]),
    )


def _code(channel: str | None, number: str) -> str | None:
    return channels.name(channel, number) if channel else None


_T = TypeVar("_T")


def _by_doc(pairs: Iterable[tuple[int, _T]]) -> dict[int, list[_T]]:
    groups: dict[int, list[_T]] = {}
    for doc, value in pairs:
        groups.setdefault(doc, []).append(value)
    return groups


def present_in(document: str) -> str:
    """Return the expression for the people of a conversation, as a JSON list: those of a document (the alias of its table) that has neither
    a sender nor a recipient."""
    people = f"FROM correspondent c WHERE c.doc = {document}.doc"
    return f"""
  (SELECT json_group_array(short) FROM (SELECT c.short {people} AND c.role = 'present' ORDER BY c.ordinal)
  WHERE NOT EXISTS (SELECT 1 {people} AND c.role <> 'present'))"""


_IN_RUN = "d.volume = ? AND d.sequence BETWEEN ? AND ?"

_LISTED = f"""
SELECT d.doc, d.id, d.volume, d.local, d.sequence, d.path, d.number, d.kind, d.title, d.place, d.written_at, d.subject,
  d.edtf, d.earliest, d.latest, d.stated, d.apparatus,
  d.first_page, d.last_page, d.first_page_from, d.opening, o.classification, o.collection, o.doc IS NOT NULL AS has_source_note,
  o.repository, o.series, o.box, o.folder, o.file
FROM document d LEFT JOIN origin o ON o.doc = d.doc WHERE {_IN_RUN} ORDER BY d.sequence
"""

_PEOPLE = f"""
SELECT d.doc, c.role, c.words, c.name, c.office, c.short FROM document d JOIN correspondent c ON c.doc = d.doc
WHERE {_IN_RUN} ORDER BY d.sequence, c.role, c.ordinal
"""

_NUMBERS = f"""
SELECT d.doc, m.channel, m.number FROM document d JOIN numbering m ON m.doc = d.doc WHERE {_IN_RUN} ORDER BY d.sequence, m.ordinal
"""

_RECORDS = f"SELECT d.doc, d.edtf, d.date_order, r.record FROM document d JOIN record r ON r.doc = d.doc WHERE {_IN_RUN}"

_OUTGOING = f"""
SELECT r.doc, r.ordinal, r.kind, r.anchor, r.words, r.quotation, r.target, r.status, r.reason, r.candidates,
  t.id AS target_id, t.title AS target_title, t.subject AS target_subject, {present_in("t")} AS target_present,
  (SELECT min(p.anchor) FROM page p WHERE p.doc = r.target_doc AND r.target = t.volume || '#pg_' || p.n) AS target_page,
  t.edtf AS target_edtf, t.stated AS target_stated,
  coalesce((SELECT n.opening FROM note n WHERE n.doc = r.target_doc AND r.target = t.id || '#' || t.local || n.anchor), t.opening)
    AS target_opening,
  r.message
FROM document d JOIN reference r ON r.doc = d.doc LEFT JOIN document t ON t.doc = r.target_doc
WHERE {_IN_RUN} ORDER BY d.sequence, r.ordinal
"""

_PRESENT = """
SELECT 1 FROM document WHERE id = ?1 UNION ALL SELECT 1 FROM document WHERE volume = ?1
UNION ALL SELECT 1 FROM document d JOIN note n ON n.doc = d.doc WHERE d.id = ?2 AND d.local || n.anchor = ?3
UNION ALL SELECT 1 FROM document d JOIN marker m ON m.doc = d.doc WHERE d.id = ?2 AND d.local || m.note = ?3 LIMIT 1
"""

_INCOMING = f"""
SELECT r.target_doc, s.id AS source_id, s.title AS source_title, s.subject AS source_subject,
  {present_in("s")} AS source_present, r.anchor, r.words, r.quotation, r.target
FROM document d JOIN reference r ON r.target_doc = d.doc JOIN document s ON s.doc = r.doc
WHERE {_IN_RUN} AND r.status = 'printed' AND r.doc <> r.target_doc ORDER BY d.sequence, s.volume, s.sequence, r.ordinal
"""

_ACCEPTED = f"""
SELECT f.doc, f.rule, f.start, f.end, f.message, f.accepted AS reason FROM document d JOIN finding f ON f.doc = d.doc
WHERE {_IN_RUN} AND f.accepted IS NOT NULL ORDER BY f.start, f.end, f.rule, f.message
"""

_ACCEPTED_AT = """
SELECT accepted FROM finding WHERE doc IS NULL AND stage = 'addresses' AND part = ? AND accepted IS NOT NULL ORDER BY message
"""

_LINES = f"""
SELECT l.doc, l.kind, l.name,
  p.id AS previous, p.number AS previous_number, pm.channel AS previous_channel, pm.number AS previous_message,
  f.id AS following, f.number AS following_number, fm.channel AS following_channel, fm.number AS following_message
FROM document d JOIN neighbor l ON l.doc = d.doc
LEFT JOIN document p ON p.doc = l.previous LEFT JOIN numbering pm ON pm.doc = p.doc AND pm.ordinal = 1
LEFT JOIN document f ON f.doc = l.following LEFT JOIN numbering fm ON fm.doc = f.doc AND fm.ordinal = 1
WHERE {_IN_RUN} AND l.kind <> 'volume' AND coalesce(l.previous, l.following) IS NOT NULL ORDER BY l.doc, l.kind
"""
