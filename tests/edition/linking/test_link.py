"""A reference is linked if exactly one target remains; otherwise it says why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from invented import VOLUME, an_edition, document, edition

from backchannel.edition.linking.link import link
from backchannel.edition.tables import FindingRow
from backchannel.settings import EditionSettings, Project, VolumeSettings
from backchannel.settings.series import SeriesSettings

if TYPE_CHECKING:
    from backchannel.edition.store import Store


class Link(NamedTuple):
    """Words of a reference with their target and link status."""

    words: str
    status: str
    target: str | None


def links(store: Store, doc: str) -> list[Link]:
    return store.records(
        Link,
        "SELECT r.words, r.status, r.target FROM reference r JOIN document d ON d.doc = r.doc WHERE d.id = ? ORDER BY r.ordinal",
        (doc,),
    )


def link_of(store: Store, doc: str) -> Link:
    (link,) = links(store, doc)
    return link


def rules_met(store: Store) -> list[str]:
    return [row[0] for row in store.rows("SELECT rule FROM finding WHERE stage = 'link' ORDER BY rule")]


def two(words: str, first: str = "") -> Store:
    """Make an edition of documents 44 and 45: note 1 of 45 is `words`; `first` is a note of 44."""
    return edition(
        {
            f"{VOLUME}/a.txt": document(44, "[Page 7] He left.1 [Page 8] He came.", f"  1. {first or 'Not printed.'}"),
            f"{VOLUME}/b.txt": document(45, "He stayed.1", f"  1. {words}"),
        }
    )


@pytest.mark.parametrize(
    ("words", "status", "target"),
    [
        ("See Document 44.", "printed", f"{VOLUME}/d44"),
        ("See Document 43.", "elsewhere", f"{VOLUME}/d43"),
        ("See footnote 1, Document 44.", "printed", f"{VOLUME}/d44#d44fn1"),
        ("See footnote 1, supra.", "printed", f"{VOLUME}/d44#d44fn1"),
        ("See footnote 1, Document 43.", "elsewhere", f"{VOLUME}/d43#d43fn1"),
        ("See footnote 1 above.", "printed", f"{VOLUME}/d45#d45fn1"),
        ("Supra.", "printed", f"{VOLUME}/d44"),
        ("Printed infra.", "elsewhere", f"{VOLUME}/d46"),
        ("Ante, p. 8.", "printed", f"{VOLUME}#pg_8"),
        ("Ante, p. 5.", "elsewhere", f"{VOLUME}#pg_5"),
        ("See Foreign Relations, 1964–1968, vol. XIII, Document 312.", "elsewhere", "frus1964-68v13/d312"),
        ("See Foreign Relations, 1964–1968, vol. XIII.", "elsewhere", "frus1964-68v13"),
        ("See Foreign Relations, 1952–1954, vol. XIII.", "ambiguous", None),
        ("See Foreign Relations, 1952–1954, vol. XIII, Document 5.", "ambiguous", None),
    ],
)
def test_a_reference_is_resolved_to_what_its_words_name(words: str, status: str, target: str | None) -> None:
    link = link_of(two(words), f"{VOLUME}/d45")
    assert (link.status, link.target) == (status, target)


def test_a_reference_past_the_last_note_is_missing_and_a_finding() -> None:
    store = two("See footnote 9, Document 44.")
    assert link_of(store, f"{VOLUME}/d45").status == "missing"
    assert rules_met(store) == ["R001"]
    (reason,) = [row[0] for row in store.rows("SELECT reason FROM reference WHERE reason IS NOT NULL")]
    assert reason == "Document 44 has no note 9; its last note is 1."


def test_a_finding_has_the_position_of_its_words() -> None:
    store = two("See footnote 9, Document 44.")
    (found,) = store.rows("SELECT path, line, \"column\", start, end FROM finding WHERE stage = 'link'")
    assert tuple(found)[:3] == (f"{VOLUME}/b.txt", 5, 10)
    assert found["end"] - found["start"] == len("footnote 9, Document 44")


def test_a_reference_to_a_number_of_two_texts_is_ambiguous() -> None:
    store = edition(
        {f"{VOLUME}/{name}.txt": document(44, "He left.") for name in "ab"} | {f"{VOLUME}/c.txt": document(45, "See Document 44.")}
    )
    assert link_of(store, f"{VOLUME}/d45").status == "ambiguous"
    (candidates,) = store.rows("SELECT candidates FROM reference")
    assert json.loads(candidates[0]) == [f"{VOLUME}/d44", f"{VOLUME}/d44-2"]
    assert rules_met(store) == ["R003"]


def test_a_reference_to_a_lost_note_is_resolved_to_its_marker() -> None:
    store = edition(
        {
            f"{VOLUME}/a.txt": document(44, "He left.1 He came.2 He stayed.3"),
            f"{VOLUME}/b.txt": document(45, "He sat.1 He stood.2", "  1. See footnote 2, Document 44.\n  2. See footnote 8, Document 44."),
        }
    )
    assert [link[1:] for link in links(store, f"{VOLUME}/d45")] == [
        ("printed", f"{VOLUME}/d44#d44fn2"),
        ("elsewhere", f"{VOLUME}/d44#d44fn8"),
    ]


def test_neighbors_are_determined_by_number_not_by_file() -> None:
    store = edition({f"{VOLUME}/a.txt": document(44, "He left."), f"{VOLUME}/c.txt": document(145, "He stayed.1", "  1. Supra.")})
    assert link_of(store, f"{VOLUME}/d145") == Link("Supra", "elsewhere", f"{VOLUME}/d144")


def test_a_text_without_a_number_has_no_neighbor() -> None:
    store = edition({f"{VOLUME}/note.txt": "Memorandum From A. Archer to B. Baker\n\nHe stayed, as printed, infra.\n"})
    assert link_of(store, f"{VOLUME}/t-note").status == "missing"
    assert rules_met(store) == ["R004"]


def test_a_page_whose_label_was_lost_is_missing() -> None:
    store = edition(
        {
            f"{VOLUME}/a.txt": document(44, "[Page 7] He left. [Page 9] He came."),
            f"{VOLUME}/b.txt": document(45, "He stayed.1", "  1. Ante, p. 8."),
        }
    )
    assert link_of(store, f"{VOLUME}/d45") == Link("p. 8", "missing", f"{VOLUME}#pg_8")
    assert rules_met(store) == ["R002"]


def test_a_page_beyond_the_volume_is_missing_and_a_finding() -> None:
    project = Project(Path(), EditionSettings(), {VOLUME: VolumeSettings(title="Ruritania, 1972", pages=(1, 844))})
    texts = {f"{VOLUME}/b.txt": document(45, "He stayed.1 He sat.2", "  1. Ante, p. 1248.\n  2. Ante, p. 844.")}
    store = edition(texts, project)
    assert [link[1:] for link in links(store, f"{VOLUME}/d45")] == [
        ("missing", f"{VOLUME}#pg_1248"),
        ("elsewhere", f"{VOLUME}#pg_844"),
    ]
    (found,) = store.rows("SELECT rule, message, start FROM finding WHERE stage = 'link'")
    assert tuple(found)[:2] == ("R005", f"page 1248 is outside {VOLUME}, which has pages 1 to 844")
    assert found["start"] == texts[f"{VOLUME}/b.txt"].index("p. 1248")


def test_a_page_beyond_a_part_of_known_length_is_a_finding_too() -> None:
    store = two("See Foreign Relations, 1952–1954, vol. XIII, Part 1, p. 1571.")
    assert rules_met(store) == ["R005"]


def test_no_page_is_beyond_a_volume_of_unknown_length() -> None:
    assert rules_met(two("Ante, p. 1248.")) == []


def test_a_page_is_in_the_first_document_of_the_volume_that_has_its_label() -> None:
    store = edition(
        {
            f"{VOLUME}/b.txt": document(45, "[Page 8] He stayed."),
            f"{VOLUME}/a.txt": document(44, "[Page 7] He left. [Page 8] He came."),
            f"{VOLUME}/c.txt": document(46, "He sat.1", "  1. Ante, p. 8."),
        }
    )
    assert link_of(store, f"{VOLUME}/d46") == Link("p. 8", "printed", f"{VOLUME}#pg_8")
    assert [row["id"] for row in store.rows("SELECT d.id FROM reference r JOIN document d ON d.doc = r.target_doc")] == [f"{VOLUME}/d44"]


def test_a_volume_that_the_edition_assigns_to_another_series_has_no_official_address() -> None:
    series = SeriesSettings(title="Ruritanian Papers", volumes=("frus1969-76v9*",))
    project = Project(Path(), EditionSettings(series=series), {VOLUME: VolumeSettings(title="Ruritania, 1972")})
    words = "See Foreign Relations, 1969–1976, vol. XCVII, Document 5. See Foreign Relations, 1969–1976, vol. XVII, Document 5."
    store = edition({f"{VOLUME}/a.txt": document(44, "He left.1", f"  1. {words}")}, project)
    assert [link[1:] for link in links(store, f"{VOLUME}/d44")] == [
        ("missing", "frus1969-76v97/d5"),
        ("elsewhere", "frus1969-76v17/d5"),
    ]
    (found,) = store.rows("SELECT rule, message FROM finding WHERE stage = 'link'")
    assert found["rule"] == "R006"
    assert found["message"].startswith("document 5 is not in this edition, nor is its volume; frus1969-76v97 is not")


OLD = "frus1948v99"


def on_pages(*texts: str) -> Store:
    return edition({f"{OLD}/{n}.txt": text for n, text in enumerate(texts)})


def test_a_note_cited_by_page_belongs_to_the_document_on_that_page() -> None:
    store = on_pages(
        document(1, "[Page 7] He left.1 [Page 8] He came.2", "  1. Not printed.\n  2. Not printed."),
        document(2, "[Page 9] He stayed.1", "  1. See footnote 2, p. 8."),
    )
    assert links(store, f"{OLD}/d2") == [
        Link("footnote 2", "printed", f"{OLD}/d1#d1fn2"),
        Link("p. 8", "printed", f"{OLD}#pg_8"),
    ]


def test_a_note_cited_by_page_belongs_to_the_document_with_its_marker_on_that_page() -> None:
    store = on_pages(
        document(1, "[Page 7] He left.1 [Page 8] He came.", "  1. Not printed."),
        document(2, "[Page 8] He stood.1 [Page 9] He sat.", "  1. Not printed."),
        document(3, "[Page 10] He stayed.1", "  1. See footnote 1, p. 8."),
    )
    assert links(store, f"{OLD}/d3")[0] == Link("footnote 1", "printed", f"{OLD}/d2#d2fn1")


def test_two_notes_of_one_number_on_a_page_are_ambiguous() -> None:
    store = on_pages(
        document(1, "[Page 8] He left.1", "  1. Not printed."),
        document(2, "[Page 8] He stood.1", "  1. Not printed."),
        document(3, "[Page 10] He stayed.1", "  1. See footnote 1, p. 8."),
    )
    assert links(store, f"{OLD}/d3")[0].status == "ambiguous"


def test_only_ambiguous_references_have_candidates() -> None:
    store = two("See Document 44, and Foreign Relations, 1952–1954, vol. XIII, Document 5.")
    assert [row["candidates"] is None for row in store.rows("SELECT candidates FROM reference ORDER BY ordinal")] == [True, False]


def test_every_reference_has_a_status() -> None:
    store = two("See Document 44, footnote 1 above, Hakto 5, and p. 7. (Ibid., Box 5)", first="See infra. Not printed. (Ibid.)")
    assert store.rows("SELECT words FROM reference WHERE status IS NULL") == []


@pytest.mark.parametrize(("which", "number"), [("first", 1), ("second", 2)])
def test_the_citing_words_decide_between_two_notes_of_one_number(which: str, number: int) -> None:
    store = on_pages(
        document(1, "[Page 7] He left.1", "  1. Not printed."),
        document(2, "He came.1 [Page 8] He sat.", "  1. Not printed."),
        document(3, "[Page 9] He stayed.1", f"  1. See the {which} footnote 1, p. 7."),
    )
    assert links(store, f"{OLD}/d3")[0] == Link("footnote 1", "printed", f"{OLD}/d{number}#d{number}fn1")


def test_linking_again_leaves_the_findings_of_other_stages_alone() -> None:
    store = edition(
        {f"{VOLUME}/a.txt": document(44, "Tohak 71. Deliver immediately.", "See footnote 9, Document 44.", head="Message From A. Archer")}
    )
    others = [FindingRow("check", part, "a.txt", "V001", "warning", 0, 0, 1, 1, "said by another") for part in ("0", "Tohak and Hakto")]
    store.add_findings(others, 1)
    before = [tuple(row) for row in store.rows("SELECT stage, part, rule, start, end, line FROM finding ORDER BY stage, part, rule")]
    link(store, an_edition())
    assert [
        tuple(row) for row in store.rows("SELECT stage, part, rule, start, end, line FROM finding ORDER BY stage, part, rule")
    ] == before
    assert ("traffic", "Tohak and Hakto", "M002", 0, 0, 1) in before
    assert ("link", "0", "R001") in [row[:3] for row in before]
