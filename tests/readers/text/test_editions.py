"""Documents of other eras and editions are read in the forms of their captures: the cases of `cases/editions.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases

from backchannel.readers.text.document import read_document
from backchannel.records import Correspondent, Document
from backchannel.source import Source

CASES = Path(__file__).parent / "cases" / "editions.txt"


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.text[:60])
def test_documents_of_other_editions_are_read(case: Case) -> None:
    expected = {name: value.replace("⏎", "\n") for name, value in case.expected.items()}
    volume = expected.pop("volume", "edition")
    read = read_document(Source(f"{volume}/a.txt", case.text.replace("␣", " ")), volume)
    found = fields(read)
    assert {name: found[name] for name in expected} == expected
    assert not [finding for finding in read.findings if finding.severity == "error"]


def fields(read: Document) -> dict[str, str]:
    """Return what is read in a document, each field in words."""
    words = {name: [read.text[part.start : part.end] for part in getattr(read, name)] for name in ("markings", "notes", "consumed")}
    markers = [f"{read.text[: marker.start].split()[-1]} {marker.n}→{marker.note or '-'}" for marker in read.markers]
    return {
        "number": read.number or "-",
        "head": read.head.text if read.head else "-",
        "kind": read.kind or "-",
        "from": _parties(read.senders),
        "to": _parties(read.recipients),
        "date": read.date.edtf if read.date and read.date.stated else "-",
        "place": read.place.text if read.place else "-",
        "source": read.text[read.origin.start : read.origin.end] if read.origin else "-",
        "markings": " | ".join(words["markings"]) or "-",
        "markers": " | ".join(markers) or "-",
        "notes": " | ".join(words["notes"]) or "-",
        "left out": " | ".join(part for part, span in zip(words["consumed"], read.consumed, strict=True) if span.rule == "S006") or "-",
        "warnings": " ".join(finding.rule for finding in read.findings if finding.severity == "warning") or "-",
    }


def _parties(parties: tuple[Correspondent, ...]) -> str:
    """Write correspondents with their names and offices: `Archer, the Secretary of State`."""
    return " | ".join(", ".join(part for part in (party.name, party.office) if part) for party in parties) or "-"
