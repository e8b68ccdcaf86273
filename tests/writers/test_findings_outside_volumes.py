"""Findings that belong to no volume are listed with their places on the edition's page of findings."""

from __future__ import annotations

from pathlib import Path

import editing
from invented import VOLUME, document
from test_site import parsed

ACCEPTED = '[[accepted]]\nrule = "N002"\ndocument = "{}/d9"\nreason = "Printed so."\n'


def outside(root: Path) -> list[str]:
    """Build the edition, compare it with a clean build, and return the listed findings."""
    editing.compare(root, root.with_name("clean"))
    listed = parsed(root / "site" / "findings.html").findall(".//ul[@class='found']/li")
    return [" ".join("".join(map(str, entry.itertext())).split()) for entry in listed]


def test_an_acceptance_that_matches_nothing_is_listed_with_its_line(tmp_path: Path) -> None:
    root = tmp_path / "edited"
    file = root / "documents" / VOLUME / "a.txt"
    file.parent.mkdir(parents=True)
    file.write_text(document(1, "He left."), encoding="utf-8")
    assert outside(root) == []
    (root / "accepted.toml").write_text(ACCEPTED.format(VOLUME), encoding="utf-8")
    (first,) = outside(root)
    assert first.endswith("accepted.toml:1:1")
    (root / "accepted.toml").write_text("# Reviewed\n" + ACCEPTED.format(VOLUME), encoding="utf-8")
    assert outside(root) == [first.replace(":1:1", ":2:1")]
