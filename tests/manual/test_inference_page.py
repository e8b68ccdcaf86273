"""The page on inference has each kind of evidence, each link status, and each source of a journey."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args, get_type_hints

from manual_pages import DOCS

from backchannel.edition.resolution import Status
from backchannel.edition.traffic.inferred_journey import InferredJourney
from backchannel.readers.text import dating

PAGE = (DOCS / "inference.md").read_text(encoding="utf-8")
_EVIDENCE = re.compile(r'(?:Bound|_day)\(.*"(?P<rule>[a-z]+(?:-[a-z]+)*)"')


def rows(heading: str) -> list[str]:
    """Return the first cells of the table under a heading."""
    return re.findall(r"^\| `([\w-]+)` \|", PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0], re.MULTILINE)


def test_the_page_has_each_kind_of_evidence() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in Path(dating.__file__).parent.glob("*.py"))
    assert sorted(rows("When a document was written")) == sorted({found["rule"] for found in _EVIDENCE.finditer(code)})


def test_the_page_has_each_status_of_a_reference() -> None:
    assert rows("What a reference leads to") == list(get_args(Status))


def test_the_page_has_each_source_of_a_journey() -> None:
    assert rows("Which message is meant") == list(get_args(get_type_hints(InferredJourney)["known"]))
