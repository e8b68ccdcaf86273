"""Findings that need the edition as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import VOLUME, an_edition, document, edition

from backchannel.edition.queries.findings import findings
from backchannel.settings import VolumeSettings

SPEECH = (
    "The Duke received the envoy in the morning. They spoke of the harbour at Gorse. They agreed that the fleet would stay there. "
    "The envoy thanked him for the coal. Neither of them mentioned the railway. The Duke then asked about the loan."
)
OTHER = (
    "Nobody had expected the strike of the miners. The railway had no coal for a week. The ministers met at night in the palace. "
    "A second strike was feared in Northport. It was settled by the bishop in the end."
)
EDITIONS = {
    "two files with the same number, which are both kept": (
        {"a": document(44, "One."), "b": document(44, "Other.")},
        [("b", "V001", f"{VOLUME}/a.txt is also d44; this text gets the id {VOLUME}/d44-2")],
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
        [("b", "V004", f"begins on page 7, but {VOLUME}/d1 ends on page 9")],
    ),
    "two files with nearly the same text and different numbers": (
        {"a": document(1, SPEECH), "b": document(2, SPEECH.replace("Gorse.", "Gorse.1").replace(" They", "\n\nThey"))},
        [("b", "V011", f"begins with nearly the same text as {VOLUME}/d1 ({VOLUME}/a.txt)")],
    ),
    "two files with the same beginning": ({"a": document(1, SPEECH), "b": document(2, SPEECH[:90], OTHER)}, []),
    "the same document twice": (
        {"a": document(1, SPEECH), "b": document(1, SPEECH)},
        [("b", "V001", f"{VOLUME}/a.txt is also d1; this text gets the id {VOLUME}/d1-2")],
    ),
    "no findings": ({"a": document(1, "One [Page 9] two."), "b": document(2, "Three [Page 10] four.")}, []),
}


@pytest.mark.parametrize(("texts", "expected"), EDITIONS.values(), ids=EDITIONS.keys())
def test_checking_the_edition_as_a_whole_finds(texts: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    store = edition({f"{VOLUME}/{name}.txt": text for name, text in texts.items()})
    found = [(f.path, f.rule, f.message) for f in findings(store) if f.rule.startswith("V")]
    assert found == [(f"{VOLUME}/{name}.txt", rule, message) for name, rule, message in expected]


DAYS = {
    "a": document(1, "Strelsau, May 7, 1972.", "One."),
    "b": document(2, "Strelsau, May 9, 1972.", "Two."),
    "c": document(3, "Three, of which nothing tells the day."),
    "d": document(4, "Strelsau, May 8, 1972.", "Four."),
    "e": document(5, "Strelsau, May 8, 1972.", "Five."),
}


@pytest.mark.parametrize(
    ("ordered", "found"), [(True, [("d", f"dated 1972-05-08, but the document before it ({VOLUME}/d2) is dated 1972-05-09")]), (False, [])]
)
def test_dates_are_compared_in_a_volume_ordered_by_date(ordered: bool, found: list[tuple[str, str]]) -> None:
    project = replace(an_edition(), volumes={VOLUME: VolumeSettings(title="Ruritania", ordered=ordered)})
    store = edition({f"{VOLUME}/{name}.txt": text for name, text in DAYS.items()}, project)
    reported = [(f.path, f.message) for f in findings(store) if f.rule == "V012"]
    assert reported == [(f"{VOLUME}/{name}.txt", words) for name, words in found]


def test_a_volume_without_settings_is_a_finding() -> None:
    store = edition({"frus1969-76v98/a.txt": document(1, "One.")})
    assert "V002" in [f.rule for f in findings(store)]
