"""Faults that only the whole shows."""

from __future__ import annotations

import pytest
from invented import VOLUME, document, edition

from backchannel.edition.survey import findings

EDITIONS = {
    "two files with one number both stay": (
        {"a": document(44, "One."), "b": document(44, "Other.")},
        [("b", "V001", f"d44 is given by {VOLUME}/a.txt too; this text is {VOLUME}/d44-2")],
    ),
    "one number missing": (
        {"a": document(44, "One."), "b": document(46, "Two.")},
        [("b", "V003", "document 45 is not in this edition")],
    ),
    "several numbers missing": (
        {"a": document(44, "One."), "b": document(145, "Two.")},
        [("b", "V003", "documents 45 to 144 are not in this edition")],
    ),
    "a document begins before the last one ends": (
        {"a": document(1, "One [Page 9] two."), "b": document(2, "Three [Page 8] four.")},
        [("b", "V004", f"it begins on page 7, but {VOLUME}/d1 ends on page 9")],
    ),
    "all is well": ({"a": document(1, "One [Page 9] two."), "b": document(2, "Three [Page 10] four.")}, []),
}


@pytest.mark.parametrize(("texts", "expected"), EDITIONS.values(), ids=EDITIONS.keys())
def test_the_whole_shows(texts: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    store = edition({f"{VOLUME}/{name}.txt": text for name, text in texts.items()})
    found = [(f.path, f.rule, f.message) for f in findings(store) if f.rule.startswith("V")]
    assert found == [(f"{VOLUME}/{name}.txt", rule, message) for name, rule, message in expected]


def test_a_volume_without_settings_is_found() -> None:
    store = edition({"frus1969-76v98/a.txt": document(1, "One.")})
    assert "V002" in [f.rule for f in findings(store)]
