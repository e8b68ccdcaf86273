"""A document page shows what the text says, with the evidence, and explains what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import VOLUME, an_edition, document, edition

from backchannel.edition.queries import document_queries
from backchannel.edition.store import Store
from backchannel.pages.components.inline import Inline
from backchannel.pages.frames import document_frame
from backchannel.pages.reading import references
from backchannel.pages.reading.document import DocumentPage, document_page
from backchannel.pages.reading.notes import RenderedNote, with_lost
from backchannel.settings import Project
from backchannel.writers.units import inputs_of

DOCUMENTS = Path(__file__).parents[3] / "documents"
IX = "frus1969-76v09"


def pages(store: Store, project: Project) -> dict[str, DocumentPage]:
    found = (
        document_page(document_frame(project, inputs.listed.id), inputs)
        for run in document_queries.runs(store, 2)
        for inputs in inputs_of(store, run)
    )
    return {page.path.rpartition("/")[2].removesuffix(".html"): page for page in found}


def invented(*texts: str) -> dict[str, DocumentPage]:
    return pages(edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)}), an_edition())


@pytest.fixture(scope="module")
def real() -> dict[str, DocumentPage]:
    project = Project.load(DOCUMENTS.parent)
    texts = {f"{IX}/{file.name}": file.read_text(encoding="utf-8") for file in sorted((DOCUMENTS / IX).glob("*.txt"))}
    return pages(edition(texts, project), project)


def words(inlines: list[Inline]) -> str:
    return "".join(f"“{inline.text}”" if inline.element == "q" else inline.text for inline in inlines)


def cell(page: DocumentPage, term: str) -> str:
    """Return a value of the metadata panel with its evidence, as readers see it."""
    found = next(cell for cell in page.metadata_panel if cell.term == term)
    value = (
        found.unknown or words(found.value) or " · ".join([*(c.text for c in found.chips), *(f"{p.name}: {p.text}" for p in found.path)])
    )
    return f"{value}{' (inferred)' if found.inferred else ''} | {words(found.evidence)}"


def test_lost_notes_say_so_and_link_to_the_official_page(real: dict[str, DocumentPage]) -> None:
    page = real["d44"]
    assert words(page.gap).startswith("Notes 1–5 are missing from the source text")
    assert page.gap[-1] == Inline(
        "Document 44 at history.state.gov", f"https://history.state.gov/historicaldocuments/{IX}/d44", "link--external"
    )
    assert [(note.id, note.lost, note.backs[0].href) for note in page.notes] == [(f"d44fn{n}", True, f"#d44fnref{n}") for n in range(1, 6)]
    assert words(page.notes[4].where).endswith("after “last night’s false start,”")


def test_the_first_page_is_inferred_and_the_marked_ones_are_linked(real: dict[str, DocumentPage]) -> None:
    assert cell(real["d44"], "Volume pages") == "247–248–249 (inferred) | 247 is the page before the first page label"
    assert cell(real["d145"], "Volume pages") == "532–533–534 (inferred) | 532 is the page before the first page label"
    assert {"pg_533", "pg_534", "d145fnref1", "d145fn3", "d145p1"} <= set(real["d145"].ids)


def test_the_source_note_is_split_into_fields_and_a_lost_one_is_reported(real: dict[str, DocumentPage]) -> None:
    assert cell(real["d145"], "Classification") == "Top Secret · Flash · Sensitive · Exclusively Eyes Only | From note 1"
    assert cell(real["d145"], "Archival source").startswith("Repository: National Archives · Collection: Nixon Presidential Materials")
    assert cell(real["d44"], "Classification") == "Not known | Would be in note 1, which is missing"
    assert cell(real["d44"], "Archival source") == "Not known | Would be in note 1, which is missing"


def test_references_show_their_link_status(real: dict[str, DocumentPage]) -> None:
    assert real["d145"].mentioned[0].name.text == "Document 144"
    assert real["d145"].mentioned[0].name.classes == "link--external"
    assert [(card.name.text, card.name.classes) for card in real["d44"].mentioned] == [
        ("Hakto 37", "link--mentioned"),
        ("Hakto 38", "link--mentioned"),
    ]
    assert real["d44"].mentioned[0].name.href.startswith("../messages.html#hakto-37")


def test_unmarked_lines_are_items_of_a_list(real: dict[str, DocumentPage]) -> None:
    assert [len(group.paragraphs) for group in real["d44"].body if group.kind == "items"] == [4]


def test_a_message_is_a_line_between_two_endpoints(real: dict[str, DocumentPage]) -> None:
    line = real["d44"].correspondence
    assert line is not None
    assert line.left is not None
    assert line.right is not None
    assert (line.direction, words(line.left.names), line.code, line.serials, words(line.right.names)) == (
        "out",
        "Haig",
        "Tohak 82",
        "/ WHS 2280",
        "Kissinger",
    )
    assert (line.left.place, line.right.place) == ("Place not stated", "Saigon")


def test_the_document_is_cited_in_chicago_style(real: dict[str, DocumentPage]) -> None:
    note = real["d145"].cite
    assert words(note.words) + note.place + note.address + "." == (
        "“Message From President Nixon to the President’s Assistant for National Security Affairs (Kissinger) in Paris,” in "
        "U.S. Department of State, Foreign Relations of the United States, 1969–1976, vol. 9, Vietnam, October 1972–January 1973 "
        "(Washington: Government Printing Office, 2010), doc. 145, 532–34, "
        "https://history.state.gov/historicaldocuments/frus1969-76v09/d145."
    )


def test_a_preview_shows_the_document_or_note_of_a_reference() -> None:
    pages = invented(
        document(1, "See Document 2.", "See footnote 1, Document 2."),
        document(2, "Strelsau, May 5, 1972.", "We met at noon.1", "  1. A note on noon."),
    )
    whole, note = pages["d1"].mentioned
    assert (whole.title, whole.date, whole.inferred) == ("2. Memorandum From A. Archer to B. Baker", "May 5, 1972", False)
    assert whole.opening.startswith("We met at noon.")
    assert words(whole.quotations[0]) == "“See Document 2.” ¶1"
    assert (note.name.text, note.opening) == ("Document 2, note 1", "A note on noon.")


def test_references_to_a_document_are_listed_with_the_citing_words() -> None:
    one = invented(document(1, "First.", "This is as Document 2 says."), document(2, "Second."))["d2"].referenced
    assert [(card.name, card.title) for card in one] == [
        (Inline("Document 1", "d1.html", "link--here"), "1. Memorandum From A. Archer to B. Baker")
    ]
    assert [(inline.text, inline.href) for inline in one[0].quotations[0]] == [
        ("This is as Document 2 says.", "d1.html#d1p2"),
        (" ", ""),
        ("¶2", "d1.html#d1p2"),
    ]


def test_an_ambiguous_reference_is_no_link_but_lists_its_candidates() -> None:
    page = invented(document(1, "See Document 2."), document(2, "One."), document(2, "Another."))["d1"]
    card = page.mentioned[0]
    assert (card.status, card.name.href) == ("Ambiguous: not linked", "")
    assert [(inline.text, inline.href) for inline in card.candidates if inline.href] == [
        ("Document 2", "d2.html"),
        ("Document 2-2", "d2-2.html"),
    ]
    link = next(p for group in page.body for paragraph in group.paragraphs for p in paragraph.pieces if p.kind == "link")
    assert (link.classes, link.href, link.label) == ("link--ambiguous", "#d1ref1", "2 texts in this edition have the number 2.")


def test_a_note_links_back_to_each_of_its_markers() -> None:
    page = invented(document(1, "Laos.1 And Cambodia.1", "  1. See map."))["d1"]
    assert [(back.href, back.text) for back in page.notes[0].backs] in (
        [("#d1fnref1", "↩1"), ("#d1fnref1-2", "↩2")],
        [("#d1fnref1", "↩")],
    )


def test_a_lost_note_is_listed_in_the_order_of_its_marker() -> None:
    notes = [
        RenderedNote(label, label, [], [], lost, []) for label, lost in (("2", False), ("4", False), ("1", True), ("3", True), ("5", True))
    ]
    given, lost = [note for note in notes if not note.lost], [note for note in notes if note.lost]
    assert [note.label for note in with_lost(given, lost, ["1", "2", "1", "3", "4", "5"])] == ["1", "2", "3", "4", "5"]


def test_a_text_that_is_no_document_is_printed_in_full() -> None:
    page = invented("just some words\n\nand more of them")["t-0"]
    assert page.heading == []
    assert [p.text for group in page.body for paragraph in group.paragraphs for p in paragraph.pieces] == [
        "just some words",
        "and more of them",
    ]
    assert page.correspondence is None


def test_an_empty_text_has_a_page() -> None:
    page = invented("")["t-0"]
    assert (page.body, page.notes, page.mentioned) == ([], [], [])


def test_neighbors_are_named_by_their_correspondents() -> None:
    page = invented(document(1, "A."), document(2, "B."))["d1"]
    assert page.previous is None
    assert page.following is not None
    assert (page.following.href, page.following.number) == ("d2.html", "2")


def test_a_list_without_marks_says_that_it_is_editorial(real: dict[str, DocumentPage]) -> None:
    note = real["d44"].edition_notes[0]
    assert words(note.places) == "¶8–¶11"
    assert note.text == "These lines have no number or bullet in the source text. The edition shows them as a list."


def test_a_list_with_marks_says_nothing() -> None:
    page = invented(document(1, "As follows:", "• one\n• two", "1. three\n2. four"))["d1"]
    assert [note.text for note in page.edition_notes if "list" in note.text] == []


def test_remarks_of_a_source_note_remain_sentences() -> None:
    text = document(1, "Paris, May 4, 1961.", "Source: Kennedy Library, China. Secret. Sent from Paris. It bears no time.")
    page = invented(text)["d1"]
    assert cell(page, "Remarks").startswith("Sent from Paris. It bears no time. |")


def test_an_unnumbered_text_is_named_by_its_official_number() -> None:
    store = edition({f"{VOLUME}/d40.txt": "Memorandum From A. Archer to B. Baker\n\nOne.1\n"})
    page = pages(store, an_edition())["d40"]
    assert page.number_shown == "[40]"
    assert words(page.gap).endswith("Document 40 at history.state.gov")


def test_a_date_is_unknown_undated_or_bounded_with_its_evidence() -> None:
    found = invented(
        document(1, "Text."),
        document(2, "[Strelsau, undated.]", "Text."),
        document(3, "I refer to your letter of May 3, 1972."),
        document(4, "Text.", head="Memorandum From A. Archer to President Nixon"),
    )
    assert cell(found["d1"], "Date") == "Not known | Nothing in the text states the date or limits it."
    assert cell(found["d2"], "Date") == "Undated | From ¶1: “undated”"
    assert cell(found["d3"], "Date") == (
        "Between May 3, 1972, and December 31, 1976 (inferred) | "
        "Evidence: ¶1: “May 3, 1972” (mentioned as past); the volume has no document after December 31, 1976"
    )
    assert cell(found["d4"], "Date") == (
        "Between January 20, 1969, and August 9, 1974 (inferred) | Evidence: heading: “President Nixon” (while in office)"
    )


def test_the_metadata_panel_has_the_subject_and_the_participants_but_not_those_of_enclosures() -> None:
    present = "".join(f"  • Mr. {letter}ucker\n" for letter in "BCDFGHJKLMNPQRSTVWXYZA")
    found = invented(
        document(
            1,
            "SUBJECT\n  • Grain1\n  • Sugar",
            "PARTICIPANTS\n  • Archer;\n  • Baker;",
            "We spoke.",
            "Attachment",
            "Subject: Rice",
            "  1. Rye.",
        ),
        document(2, f"PRESENT\n{present}", "We spoke."),
    )
    assert cell(found["d1"], "Subject") == "Grain; Sugar | From ¶2"
    assert cell(found["d1"], "Participants") == "Archer; Baker | From ¶5"
    assert cell(found["d2"], "Participants").endswith("Mr. Yucker; and 2 more | From ¶2")
    assert not [field for field in found["d2"].metadata_panel if field.term == "Subject"]


def test_the_metadata_panel_has_the_time_of_receipt_and_in_transit() -> None:
    head, source = "Telegram From the Embassy in Ruritania to the Department of State1", "  1. Source: Jones Library. Secret. Received at"
    found = invented(
        document(1, "Paris, December 8, 1972, 10 p.m. [Received December 8—6:09 p.m.]", "Text.", head=head[:-1]),
        document(2, "Saigon, August 29, 1966, 1 p.m.", "Text.", f"{source} 3:17 a.m. in two parts.", head=head),
        document(3, "Saigon, August 29, 1966.", "Text.", f"{source} 1146Z, August 29.", head=head),
        document(4, "Strelsau, August 29, 1966.", "Text.", f"{source} 3:17 a.m.", head=head),
    )
    assert cell(found["d1"], "Received") == (
        "December 8, 1972, 6:09 p.m. in Washington, 2 h 9 min after it was sent | From ¶1: “December 8—6:09 p.m.”"
    )
    assert cell(found["d2"], "Received") == (
        "August 29, 1966, 3:17 a.m. in Washington, 2 h 17 min after it was sent (inferred)"
        " | From note 1: “at 3:17 a.m. in two parts” (the day follows from the date)"
    )
    assert cell(found["d3"], "Received") == "August 29, 1966, 7:46 a.m. in Washington | From note 1: “at 1146Z, August 29”"
    assert cell(found["d4"], "Received") == "at 3:17 a.m. | From note 1"
    assert [c.term for c in found["d2"].metadata_panel].count("Received") == 1


def test_the_metadata_panel_shows_the_minute_on_other_clocks() -> None:
    page = invented(document(1, "Paris, December 7, 1972, 1123Z.", head="Message From A. Archer to B. Baker in Saigon"))["d1"]
    assert page.metadata_panel[0].clocks == "Paris 12:23 p.m. · Saigon 7:23 p.m."


def test_the_metadata_panel_has_drafters_and_markings() -> None:
    handled = "Drafted by Archer, cleared by Baker, and approved by Carter. Received at 4:12 p.m. Initialed by Dale."
    read = invented(
        f"1. Memorandum by Archer1\n\nText.\n\n  1. Source: Jones Library, Archer Papers. Secret. {handled}\n",
        "2. Memorandum by Archer\n\ntop secret\n\nus urgent\n\nText.\n",
        "3. Memorandum of Conversation Between President Jones and Secretary of State Archer\n\nText.\n",
    )
    assert [cell(read["d1"], term) for term in ("Drafted", "Cleared", "Approved", "Received", "Remarks")] == [
        "Archer | From note 1",
        "Baker | From note 1",
        "Carter | From note 1",
        "at 4:12 p.m. | From note 1",
        "Initialed by Dale. | From note 1",
    ]
    assert cell(read["d2"], "Classification") == "top secret · us urgent | From ¶1"
    line = read["d3"].correspondence
    assert line is not None
    assert [(end.role, words(end.names)) for end in (line.left, line.right) if end] == [("Between", "Jones"), ("And", "Archer")]


def test_the_metadata_panel_links_each_step_of_a_path_to_the_index() -> None:
    note = "  1. Source: Jones Library. Secret. {}"
    remarks = {
        1: "Sent via Baker, Carter, and CIA channels as telegram 12.",
        2: "Passed by the CIA to the King. Initialed by Dale.",
        3: "Drafted by Archer and sent to Baker through Carter.",
        4: "Sent via telegram 12.",
        5: "Initialed by Dale.",
    }
    read = invented(*(document(n, "Text.", note.format(words), head="Memorandum by Archer1") for n, words in remarks.items()))

    def links(local: str, term: str) -> list[tuple[str, str]]:
        (field,) = [field for field in read[local].metadata_panel if field.term == term]
        return [(inline.text, inline.href) for inline in field.value if inline.href]

    assert cell(read["d1"], "Sent via") == "Baker, Carter, and CIA channels as telegram 12 | From note 1"
    assert links("d1", "Sent via") == [
        ("Baker", "transmission.html#party-baker"),
        ("Carter", "transmission.html#party-carter"),
        ("CIA channels", "transmission.html#channel-cia-channels"),
    ]
    assert cell(read["d2"], "Transmission") == "Passed by the CIA to the King | From note 1"
    assert links("d2", "Transmission") == [("the CIA", "transmission.html#party-cia")]
    assert cell(read["d2"], "Remarks") == "Initialed by Dale. | From note 1"
    assert cell(read["d3"], "Transmission") == "Sent to Baker through Carter | From note 1"
    assert cell(read["d4"], "Sent via") == "telegram 12 | From note 1"
    assert "Transmission" not in {field.term for local in ("d1", "d4", "d5") for field in read[local].metadata_panel}


FOLDER = "  1. Source: National Archives, NSC Files, Box 27, HAK Trip Files, HAK Northport Trip Tohak 1–99, {}, 1972. Secret."
HEAD = "Message From President Archer to B. Baker in Northport1"


def test_the_thread_of_a_message_has_what_it_answers_and_its_answers(real: dict[str, DocumentPage]) -> None:
    thread = real["d145"].thread
    assert thread is not None
    assert [(step.name.text, step.tie, step.date, words(step.evidence)) for step in thread.steps] == [
        (
            "Document 144",
            "Answered here. At history.state.gov, not in this edition.",
            "by December 7, 1972, 1123Z",
            "“your last message” ¶5",
        ),
        ("Tohak 71", "This document", "by December 7, 1972, 1123Z", ""),
        ("Hakto 18", "Answers this. Quoted in a note, not printed.", "December 7, 1972, 1123Z", "“Kissinger replied” note 3"),
    ]
    assert [step.name.href for step in thread.steps] == [
        f"https://history.state.gov/historicaldocuments/{IX}/d144",
        "",
        "d145.html#d145fn3q1",
    ]
    assert words(thread.whole) == "The whole thread · In the ledger"


def test_a_quotation_has_an_anchor_for_other_pages(real: dict[str, DocumentPage]) -> None:
    assert "d145fn3q1" in real["d145"].ids


def test_a_document_without_ties_has_no_thread() -> None:
    assert invented(document(1, "He left."))["d1"].thread is None


def test_an_ambiguous_message_is_shown_with_each_candidate() -> None:
    sent = document(1, "Tohak 7. Stay.", FOLDER.format("October 16–23"), head=HEAD)
    naming = document(2, "Tohak 9. Stay.2", FOLDER.format("December 3–13") + "\n  2. See Tohak 7.", head=HEAD)
    (card,) = invented(sent, naming)["d2"].mentioned
    assert card.status == "Ambiguous: not linked"
    assert words(card.candidates) == "Tohak 7 (October 16–23, 1972) or Tohak 7 of the journey that began in December 1972"


@pytest.mark.parametrize(
    ("message", "month"),
    [("hakto-41-1972-12", "December 1972"), ("hakto-41-frus1969-76v09-d5", "another month"), ("hakto-41", "another month")],
)
def test_the_month_of_a_journey_is_read_from_a_message_id(message: str, month: str) -> None:
    assert references._month(message) == month
