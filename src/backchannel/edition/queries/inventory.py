"""Query what each document of the edition lacks, for the editors' list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from backchannel.edition.store import Store


class InventoriedDocument(NamedTuple):
    """A document, its file, and what the text has: a date, whether it is stated, senders, recipients and those present, a source note. The
    findings are those that nobody accepted: `markers` are the doubts about notes and markers, `findings` all warnings and errors."""

    id: str
    volume: str
    path: str
    title: str
    kind: str | None
    edtf: str | None
    stated: bool | None
    senders: int
    recipients: int
    present: int
    sources: int
    apparatus: str
    markers: int
    findings: int

    @property
    def lacks(self) -> list[str]:
        """Name what it lacks, in the order of its page: `stated date`, `recipient`, `source note`."""
        named = self.kind != _WITHOUT_CORRESPONDENTS and not self.present
        missing = {
            "date": not self.edtf,
            "stated date": bool(self.edtf) and not self.stated,
            "sender": named and not self.senders,
            "recipient": named and not self.recipients,
            "source note": not self.sources and self.apparatus != "lost",
            "notes": self.apparatus == "lost",
        }
        return [name for name, lacking in missing.items() if lacking]


_WITHOUT_CORRESPONDENTS = "editorial note"
"""The kind of document that nobody sent."""


def inventory(store: Store, volume: str) -> list[InventoriedDocument]:
    """Return what each document of a volume has, in order."""
    return store.records(InventoriedDocument, _INVENTORY, (volume,))


_PEOPLE = "(SELECT count(*) FROM correspondent c WHERE c.doc = d.doc AND c.role = '{}')"
_DOUBTS = "(SELECT count(*) FROM finding f WHERE f.doc = d.doc AND f.severity <> 'info' AND f.accepted IS NULL {})"
_INVENTORY = f"""
SELECT d.id, d.volume, d.path, d.title, d.kind, d.edtf, d.stated, {_PEOPLE.format("from")} AS senders, {_PEOPLE.format("to")} AS recipients,
  {_PEOPLE.format("present")} AS present,
  (SELECT count(*) FROM note n WHERE n.doc = d.doc AND n.kind = 'source') + (SELECT count(*) FROM origin o WHERE o.doc = d.doc) AS sources,
  d.apparatus, {_DOUBTS.format("AND f.rule LIKE 'N%'")} AS markers, {_DOUBTS.format("")} AS findings
FROM document d WHERE d.volume = ? ORDER BY d.sequence
"""
