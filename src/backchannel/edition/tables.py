"""The rows that the edition keeps of a document and of a finding: one named tuple for each table, whose fields are columns of `schema.sql`.

Rows of a document lack the column `doc`, which the store supplies, and the columns that are filled in once all documents are read.
"""

from __future__ import annotations

from typing import NamedTuple


class DocumentRow(NamedTuple):
    """A row of `document`, as far as reading one file fills it."""

    path: str
    part: int
    start: int
    line: int
    volume: str
    claim: str
    sort: str
    number: str | None
    kind: str | None
    title: str
    place: str | None
    written_at: str | None
    subject: str | None
    own_edtf: str | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    stated: bool | None
    instant: str | None
    received: str | None
    apparatus: str
    first_break: str | None
    last_break: str | None
    opens_with_break: bool
    opening: str
    journey: str | None
    annotated: bool
    summary_hash: str = ""
    minhash: str = ""


class FileRow(NamedTuple):
    """A row of `file`."""

    path: str
    inputs: str
    stamp: str


class PrintedListRow(NamedTuple):
    """A row of `printed_list`."""

    path: str
    volume: str
    kind: str
    record: str


class RecordRow(NamedTuple):
    """A row of `record`."""

    record: bytes
    names: str
    settled: str
    wordings: str


class PassageRow(NamedTuple):
    """A row of `passage`."""

    anchor: str
    digest: str


class CorrespondentRow(NamedTuple):
    """A row of `correspondent`."""

    role: str
    ordinal: int
    words: str
    name: str | None
    office: str | None
    short: str


class BracketRow(NamedTuple):
    """A row of `bracket`."""

    kind: str
    words: str
    anchor: str


class PageRow(NamedTuple):
    """A row of `page`."""

    volume: str
    n: str
    ordinal: int
    anchor: str


class NoteRow(NamedTuple):
    """A row of `note`."""

    ordinal: int
    label: str
    anchor: str
    kind: str
    opening: str


class MarkerRow(NamedTuple):
    """A row of `marker`."""

    ordinal: int
    label: str
    note: str
    anchor: str
    page: int


class OriginRow(NamedTuple):
    """A row of `origin`."""

    repository: str | None
    collection: str | None
    series: str | None
    box: str | None
    folder: str | None
    file: str | None
    classification: str | None
    precedence: str | None


class ArchivalCitationRow(NamedTuple):
    """A row of `archival_citation`."""

    anchor: str
    repository: str
    collection: str | None
    series: str | None
    box: str | None
    folder: str | None
    file: str | None
    quotation: str


class TransmissionRow(NamedTuple):
    """A row of `transmission`."""

    path: int
    ordinal: int
    kind: str
    words: str


class NumberingRow(NamedTuple):
    """A row of `numbering`."""

    ordinal: int
    channel: str
    number: str
    message_group: str


class GroupTieRow(NamedTuple):
    """A row of `group_tie`."""

    one: str
    other: str


class FolderRow(NamedTuple):
    """A row of `folder`."""

    ordinal: int
    channel: str
    lowest: int
    highest: int
    first: str
    last: str
    anchor: str
    words: str
    message_group: str


class ReferenceRow(NamedTuple):
    """A row of `reference`, as far as reading one file fills it."""

    ordinal: int
    start: int
    end: int
    kind: str
    place: str
    anchor: str
    words: str
    quotation: str
    cited_volume: str
    cited_document: str | None
    cited_note: str | None
    cited_page: str | None
    relation: str | None
    channel: str | None
    number: str | None
    dated: str | None
    alternative: str | None
    steps: str | None
    quoted: str | None
    copies: str | None
    message_group: str | None


class FindingRow(NamedTuple):
    """A row of `finding`, without the reason for which the editors accept it."""

    stage: str
    part: str
    path: str
    rule: str
    severity: str
    start: int
    end: int
    line: int
    column: int
    message: str


CHILDREN: dict[str, type[NamedTuple]] = {
    "record": RecordRow,
    "passage": PassageRow,
    "correspondent": CorrespondentRow,
    "bracket": BracketRow,
    "page": PageRow,
    "note": NoteRow,
    "marker": MarkerRow,
    "origin": OriginRow,
    "archival_citation": ArchivalCitationRow,
    "transmission": TransmissionRow,
    "numbering": NumberingRow,
    "group_tie": GroupTieRow,
    "folder": FolderRow,
    "reference": ReferenceRow,
    "finding": FindingRow,
}
"""The tables that have rows of a document, in the order in which they are filled."""
