"""The ledger, threads and in-transit pages show what is known of each message, and an export has it as a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from invented import VOLUME, document, edition, frame

from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.queries.traffic import Traffic
from backchannel.edition.queries.traffic import traffic as traffic_of
from backchannel.edition.store import Store
from backchannel.pages.components.addresses import Linker
from backchannel.pages.reading.thread import document_thread
from backchannel.pages.traffic.in_transit import in_transit_page
from backchannel.pages.traffic.ledger import LedgerRow, ledger_page
from backchannel.pages.traffic.overview import traffic_page
from backchannel.pages.traffic.table import ledger_table
from backchannel.pages.traffic.threads import threads_page
from backchannel.settings import Project
from backchannel.writers.units import inputs_of

TRAFFIC = Path(__file__).parents[2] / "traffic"
FOLDER = "  1. Source: National Archives, NSC Files, Box 27, HAK Trip Files, HAK Northport Trip Tohak 1–9, December 3–13, 1972. Secret."


def message(number: int, *lines: str, notes: str = FOLDER, head: str = "Message From President Archer to B. Baker in Northport1") -> str:
    return document(number, *lines, notes, head=head)


def of(*texts: str) -> Traffic:
    return traffic_of(store(*texts))


def store(*texts: str) -> Store:
    return edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)})


def rows(traffic: Traffic, volume: str = "") -> list[LedgerRow]:
    page = ledger_page(frame("messages", volume), traffic)
    return [row for channel_pair in page.channel_pairs for leg in channel_pair.journeys for count in leg.counts for row in count.rows]


def test_a_channel_is_listed_by_number_with_those_never_seen() -> None:
    traffic = of(message(44, "Tohak 2. Stay."), message(45, "Tohak 5. I have your Hakto 3."))
    assert [(row.code, row.status) for row in rows(traffic)] == [
        ("Tohak 1", "Never seen: 1 number"),
        ("Tohak 2", "In this edition"),
        ("Tohak 3–4", "Never seen: 2 numbers"),
        ("Tohak 5", "In this edition"),
        ("Tohak 6–9", "Never seen: 4 numbers"),
        ("Hakto 1–2", "Never seen: 2 numbers"),
        ("Hakto 3", "Known only by mention"),
    ]


def test_a_message_without_a_journey_names_its_traveler() -> None:
    traffic = of(message(44, "Tohak 2. I have your Hakto 3.", notes="  1. Source: National Archives. Secret."))
    page = ledger_page(frame("messages"), traffic)
    assert [leg.name for leg in page.channel_pairs[0].journeys] == ["Journey not known"]
    assert [(row.code, row.status) for row in rows(traffic)] == [
        ("Tohak 2", "In this edition"),
        ("Hakto 3", "Known only by mention, of the journey of Document 44"),
    ]


def test_a_quoted_message_links_to_its_quotation() -> None:
    words = "I shall do as you say. Yet it would be a mistake to begin with the questions, so I wait for them to ask."
    noted = f"{FOLDER}\n  2. In Hakto 3, Baker replied: “{words}”"
    (row,) = [row for row in rows(of(message(44, "Tohak 2. Stay.2", notes=noted))) if row.code == "Hakto 3"]
    assert (row.status, row.printed[0].href) == ("Quoted in a note, not printed", f"{VOLUME}/d44.html#d44fn2q1")
    assert row.printed[0].text == "Document 44, note 2"


def test_the_exported_table_is_as_expected() -> None:
    texts = {file.relative_to(TRAFFIC).as_posix(): file.read_text(encoding="utf-8") for file in sorted(TRAFFIC.glob("frus*/*.txt"))}
    traffic = traffic_of(edition(texts, Project.of_texts(TRAFFIC)))
    found = {
        (line["id"], line["channel"], _numbers(line), line["also"], line["journey"], line["standing"], line["document"], _stated(line))
        for line in csv.DictReader(io.StringIO(ledger_table(traffic)))
    }
    with (TRAFFIC / "expected" / "ledger.csv").open(encoding="utf-8", newline="") as file:
        assert found == {tuple(line.values()) for line in csv.DictReader(file)}


def test_the_exported_table_has_the_steps_by_which_a_message_was_sent() -> None:
    note = "  1. Source: Jones Library. Secret. Sent via Baker and Carter. Passed by the CIA to the King."
    traffic = of(message(44, "Tohak 2. Stay. See Hakto 3.", notes=note, head="Message From A. Archer to B. Baker1"))
    lines = {line["number"]: line["via"] for line in csv.DictReader(io.StringIO(ledger_table(traffic)))}
    assert lines == {"2": "Baker; Carter; the CIA", "3": ""}


def _numbers(line: dict[str, str]) -> str:
    last = line["last_number"]
    return f"{line['number']}–{last}" if last not in ("", line["number"]) else line["number"]


def _stated(line: dict[str, str]) -> str:
    return line["date"] if line["date_stated"] == "yes" else ""


def test_a_thread_puts_an_answer_after_what_it_answers() -> None:
    texts = ("Tohak 2. Ref: Hakto 3.", "Stay."), ("Tohak 5. Go.",), ("Hakto 4. Ref: Tohak 2.", "I stay.")
    (thread,) = threads_page(frame("threads"), of(*(message(n, *lines) for n, lines in enumerate(texts, 44)))).threads
    assert [entry.name.text for entry in thread.entries] == ["Hakto 3", "Tohak 2", "Hakto 4"]
    links = [(link.tie, link.other.text) for entry in thread.entries for link in entry.links]
    assert links == [("Answers", "Hakto 3"), ("Answers", "Tohak 2")]


def telegram(number: int, head: str, dateline: str, words: str, received: str) -> str:
    note = f"  1. Source: Department of State, Central Files. Secret. Received at {received}."
    return message(number, dateline, words, notes=note, head=f"Telegram From {head}1")


def test_a_message_is_in_transit_from_sending_to_receipt() -> None:
    post, department = "the Embassy in the Soviet Union", "the Department of State"
    texts = (
        telegram(44, f"{post} to {department}", "Moscow, May 5, 1965, 2 p.m.", "1200. I came.", "9:30 a.m."),
        telegram(45, f"{department} to {post}", "Washington, May 5, 1965, 9 a.m.", "900. Stay.", "5 p.m."),
    )
    (clock,) = in_transit_page(frame("underway", VOLUME), traffic_of(store(*texts), VOLUME)).journeys
    assert [(event.time, event.name.text, event.event) for event in clock.events] == [
        ("1100Z", "Telegram 1200 from Moscow", "Sent; received 2 h 30 min later"),
        ("1300Z", "Telegram 900 to Moscow", "Sent; time of receipt not stated"),
        ("1330Z", "Telegram 1200 from Moscow", "Received"),
    ]
    assert [inline.text for inline in clock.events[1].in_transit] == ["Telegram 1200 from Moscow"]
    assert clock.events[0].clocks == "Washington 7 a.m. · Moscow 2 p.m."


def test_each_list_of_messages_says_what_they_are_about() -> None:
    post, department = "the Embassy in the Soviet Union", "the Department of State"
    texts = (
        telegram(44, f"{post} to {department}", "Moscow, May 5, 1965, 2 p.m.", "1200. Subject: Rice. I came.", "9:30 a.m."),
        telegram(45, f"{department} to {post}", "Washington, May 6, 1965, 9 a.m.", "900. Ref: Embtel 1200.\n\nStay.", "5 p.m."),
    )
    store_of_both = store(*texts)
    traffic = traffic_of(store_of_both, VOLUME)
    assert [row.about for row in rows(traffic, VOLUME) if row.id] == ["", "Rice"]
    (thread,) = threads_page(frame("threads", VOLUME), traffic).threads
    assert next((entry.name.text, entry.about) for entry in thread.entries) == ("Telegram 1200 from Moscow", "Rice")
    (figure,) = traffic_page(frame("traffic", VOLUME), traffic).figures
    assert figure.ladder
    assert [row.about for row in figure.ladder.rows] == ["Rice", ""]
    (inputs,) = inputs_of(store_of_both, DocumentRun(VOLUME, 2, 2))
    linked = document_thread(Linker(VOLUME, VOLUME), inputs.own, inputs.tied)
    assert linked
    assert "Answered here. In this edition. Subject: Rice." in [step.tie for step in linked.steps]
