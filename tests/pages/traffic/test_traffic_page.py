"""The traffic page shows who wrote to whom, in the known order, with the link status of each message."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from invented import edition, frame

from backchannel.edition.queries.messages import JourneyRow, MessageMention, MessageRow, TieRow
from backchannel.edition.queries.traffic import Traffic, has_traffic, traffic
from backchannel.pages.traffic.figures import JourneyFigure
from backchannel.pages.traffic.ladder import FOLDS
from backchannel.pages.traffic.overview import TrafficPage, traffic_page
from backchannel.pages.traffic.sequence import gaps, in_order
from backchannel.pages.traffic.timeline import TimelineGroup, timeline
from backchannel.settings import EditionSettings, Project
from backchannel.writers.rendering import render

TESTS = Path(__file__).parents[2]
IX, JOURNEY = "frus1969-76v09", "1972-12"
EMPTY = Project(Path(), EditionSettings(), {})
NOTHING: dict[str, Any] = {field: None for field in MessageRow._fields if field not in MessageRow._field_defaults}


def page_of(folder: Path, volume: str = "") -> TrafficPage:
    texts = {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in sorted(folder.glob("frus*/*.txt"))}
    project = Project.of_texts(folder)
    return traffic_page(frame("traffic", volume, project), traffic(edition(texts, project), volume or None))


@pytest.fixture
def real() -> TrafficPage:
    return page_of(TESTS.parent / "documents")


@pytest.fixture
def invented() -> TrafficPage:
    return page_of(TESTS / "traffic")


def figure(page: TrafficPage, id: str) -> JourneyFigure:
    return next(figure for figure in page.figures if figure.id == f"j-{id}")


def row_styles(figure: JourneyFigure) -> list[tuple[str, str, str]]:
    """Return the rows of a ladder: name, style, and the number in the box."""
    assert figure.ladder
    return [(row.code, row.mark, row.box) for row in figure.ladder.rows]


def message(number: int, channel: str = "Tohak", **fields: Any) -> MessageRow:
    """Make a message that is only mentioned, unless fields say otherwise."""
    direction = "in" if channel == "Hakto" else "out"
    known = {
        "id": f"{channel.lower()}-{number}-{JOURNEY}",
        "channel_pair": "Tohak and Hakto",
        "direction": direction,
        "channel": channel,
        "number": str(number),
    }
    return MessageRow(**{**NOTHING, **known, "serials": (), "journey": JOURNEY, "status": "mentioned", **fields})


def printed(number: int, document: int, channel: str = "Tohak", **fields: Any) -> MessageRow:
    id = f"{IX}/d{document}"
    where = {"status": "printed", "target": id, "document": id, "document_number": str(document), "sequence": document}
    return message(number, channel, **{**where, **fields})


def at(first: str, last: str | None = None) -> dict[str, Any]:
    return {"first": first, "last": last or first}


def named(message: MessageRow, document: int) -> dict[str, list[MessageMention]]:
    return {message.id: [MessageMention(message.id, f"{IX}/d{document}", str(document), document, "p1", message.number, None)]}


def order(
    messages: list[MessageRow], mentions: dict[str, list[MessageMention]] | None = None, ties: list[TieRow] | None = None
) -> list[str]:
    found = in_order(messages, mentions or {}, ties or [])
    return [f"{placed.message.channel} {placed.message.number}" for placed in found]


def answers(answer: MessageRow, answered: MessageRow) -> TieRow:
    return TieRow("answers", answer.id, answered.id, None, "", "")


def journey(**fields: Any) -> JourneyRow:
    plain = JourneyRow("Tohak and Hakto", JOURNEY, "", "Paris", "1972-12-03", "1972-12-13", "folder", {}, None, "", "")
    return plain._replace(**fields)


def test_the_two_documents_show_exactly_six_messages(real: TrafficPage) -> None:
    assert row_styles(figure(real, "tohak-and-hakto-1972-12")) == [
        ("Doc. 144", "w-in-external", "144"),
        ("Tohak 71", "w-out-here", "145"),
        ("Hakto 18", "w-in-quoted", ""),
    ]
    assert row_styles(figure(real, "tohak-and-hakto-not-known")) == [
        ("Hakto 37", "w-in-mentioned", ""),
        ("Hakto 38", "w-in-mentioned", ""),
        ("Tohak 82", "w-out-here", "44"),
    ]
    assert (len(real.figures), real.serials) == (2, [])
    assert real.tally == "2 printed here, 1 at history.state.gov, 1 quoted in notes, 2 known only by mention"


def test_each_row_links_to_the_best_target_for_its_message(real: TrafficPage) -> None:
    rows = {row.code: (row.href, row.status_words) for found in real.figures if found.ladder for row in found.ladder.rows}
    assert rows == {
        "Doc. 144": (f"https://history.state.gov/historicaldocuments/{IX}/d144", "At history.state.gov, not in this edition"),
        "Tohak 71": (f"{IX}/d145.html", "Printed here"),
        "Hakto 18": (f"{IX}/d145.html#d145fn3q1", "Quoted in a note of this edition"),
        "Hakto 37": (f"{IX}/d44.html#d44p1", "Known only by mention. Of Document 44’s journey."),
        "Hakto 38": (f"{IX}/d44.html#d44p1", "Known only by mention. Of Document 44’s journey."),
        "Tohak 82": (f"{IX}/d44.html", "Printed here. Of Document 44’s journey."),
    }


def test_numbers_never_mentioned_are_listed_between_the_rows(real: TrafficPage) -> None:
    ladder = figure(real, "tohak-and-hakto-1972-12").ladder
    assert ladder
    assert [(words.text, sum(row.y < words.y for row in ladder.rows)) for words in ladder.breaks] == [
        ("Tohak 1–70 not seen", 1),
        ("Hakto 1–17 not seen", 2),
        ("Tohak 72–81, 83–100 not seen", 3),
    ]


def test_an_unknown_journey_names_its_traveler_and_lists_no_missing_numbers(real: TrafficPage) -> None:
    unknown = figure(real, "tohak-and-hakto-not-known")
    assert unknown.ladder
    assert [words.text for words in unknown.ladder.breaks] == ["Of Document 44’s journey"]
    assert {entry.status for entry in unknown.table} == {
        "Known only by mention. Of Document 44’s journey.",
        "Printed here. Of Document 44’s journey.",
    }


def test_curves_join_answers_to_what_they_answer(real: TrafficPage) -> None:
    arcs = {row.code: [station for station, _ in row.arcs] for found in real.figures if found.ladder for row in found.ladder.rows}
    assert arcs == {"Doc. 144": [], "Tohak 71": ["24%"], "Hakto 18": ["76%"], "Hakto 37": [], "Hakto 38": [], "Tohak 82": ["24%", "24%"]}


def test_the_table_has_the_data_of_the_ladder(real: TrafficPage) -> None:
    table = {entry.code.text: entry for entry in figure(real, "tohak-and-hakto-1972-12").table}
    assert list(table) == ["Doc. 144", "Tohak 1–70", "Tohak 71", "Hakto 1–17", "Hakto 18", "Tohak 72–81", "Tohak 83–100"]
    tohak = table["Tohak 71"]
    assert (tohak.direction, tohak.status, tohak.date, tohak.inferred) == ("To Paris", "Printed here", "by December 7, 1972, 1123Z", True)
    assert [inline.text for inline in tohak.places] == ["Document 145"]
    assert [inline.text for inline in tohak.ties] == ["Answers ", "Doc. 144"]
    assert "".join(inline.text for inline in table["Hakto 18"].places) == "Document 145, note 3"
    assert table["Tohak 72–81"].status == "Not seen"
    (serial,) = [entry.also for entry in figure(real, "tohak-and-hakto-not-known").table if entry.also]
    assert serial == "WHS 2280"


def test_messages_that_crossed_have_a_mark_between_them(invented: TrafficPage) -> None:
    crossed = [row.code for found in invented.figures if found.ladder for row in found.ladder.rows if row.crosses]
    assert crossed == ["Tohak 22"]


def test_journeys_are_in_order_of_their_days_with_unknown_ones_last(invented: TrafficPage) -> None:
    assert [figure.id.removeprefix("j-") for figure in invented.figures] == [
        "tohak-and-hakto-1970-11",
        "tohak-and-hakto-1971-03",
        "tohaig-and-haigto-1971-03",
        "tohak-and-hakto-1971-03-22",
        "tohak-and-hakto-not-known",
    ]


def test_serials_without_a_journey_have_a_table_and_no_ladder(invented: TrafficPage) -> None:
    assert [entry.code.text for entry in invented.serials] == ["WHP 216", "WHS 2299"]


def test_the_numbers_of_a_channel_never_fall_within_a_journey(invented: TrafficPage) -> None:
    for found in invented.figures[:-1]:
        numbers: dict[str, list[int]] = {}
        for code, _, _ in row_styles(found):
            channel, _, number = code.rpartition(" ")
            numbers.setdefault(channel, []).append(int(number))
        assert all(count == sorted(count) for count in numbers.values()), found.id


def test_an_undated_printed_message_keeps_the_order_of_the_volume() -> None:
    loose = at("1972-12-03", "1972-12-13")
    first, second, third = printed(4, 10, **at("1972-12-04")), printed(2, 11, "Hakto", **loose), printed(6, 12, **at("1972-12-05"))
    assert order([third, second, first]) == ["Tohak 4", "Hakto 2", "Tohak 6"]


def test_an_undated_mention_is_placed_before_the_document_that_first_mentions_it() -> None:
    papers = [printed(4, 10, **at("1972-12-04")), printed(6, 12, **at("1972-12-06")), printed(9, 14, **at("1972-12-08"))]
    loose, dated = message(3, "Hakto"), message(5, "Hakto", **at("1972-12-07"))
    names = {**named(loose, 12), **named(dated, 14)}
    assert order([*papers, loose, dated], names) == ["Tohak 4", "Hakto 3", "Tohak 6", "Hakto 5", "Tohak 9"]


def test_an_answer_is_placed_after_what_it_answers() -> None:
    paper, reply = printed(7, 12, **at("1972-12-03", "1972-12-13")), message(18, "Hakto")
    assert order([paper, reply], named(reply, 12), [answers(reply, paper)]) == ["Tohak 7", "Hakto 18"]


def test_an_answer_contradicted_by_dates_or_numbers_moves_nothing() -> None:
    early, late = printed(4, 10, **at("1972-12-04")), printed(6, 12, **at("1972-12-06"))
    assert order([early, late], ties=[answers(early, late)]) == ["Tohak 4", "Tohak 6"]
    one, other = message(1), message(2)
    assert order([one, other], ties=[answers(one, other)]) == ["Tohak 1", "Tohak 2"]


def test_numbers_order_messages_that_dates_do_not() -> None:
    assert order([message(n) for n in (10, 9, 2)]) == ["Tohak 2", "Tohak 9", "Tohak 10"]


def test_gaps_run_up_to_the_highest_known_number() -> None:
    seen = [message(3), message(6), message(2, "Hakto")]
    of_journey = Traffic([], {m.id: m for m in seen}, {}, [])
    words = [gap.words for gap in gaps(of_journey, journey(highest={"Tohak": 9}), seen)]
    assert words == ["Tohak 1–2", "Tohak 4–5", "Tohak 7–9", "Hakto 1"]
    assert list(gaps(of_journey, journey(known="not"), seen)) == []
    assert list(gaps(of_journey, journey(known="year"), seen)) == []


def test_no_number_of_the_channel_and_year_is_called_never_seen() -> None:
    seen = [message(3), message(6), message(5)._replace(id="unplaced", journey="x"), message(4)._replace(id="of-1970", journey="1970-01")]
    of_1970 = journey()._replace(key="1970-01", first="1970-01-02", last="1970-01-09")
    all_traffic = Traffic([journey(), of_1970], {m.id: m for m in seen}, {}, [])
    assert [gap.words for gap in gaps(all_traffic, journey(), seen[:2])] == ["Tohak 1–2", "Tohak 4"]


def test_a_number_in_doubt_does_not_end_the_gaps() -> None:
    seen = [message(3), message(442)._replace(doubtful=True)]
    assert [gap.words for gap in gaps(Traffic([], {m.id: m for m in seen}, {}, []), journey(), seen)] == ["Tohak 1–2"]


def many(count: int, days: int) -> Traffic:
    """Make a journey of so many messages on so many days. Every third document mentions the two before it."""
    messages: dict[str, MessageRow] = {}
    mentions: dict[str, list[MessageMention]] = {}
    ties = []
    for n in range(count):
        day = f"1972-12-{3 + n * days // count:02}"
        channel, number, document = ("Hakto", n // 5 + 1, n // 3 + 1) if n % 5 == 4 else ("Tohak", n + 1, n // 3 + 1)
        made = printed(number, document, channel, sender="Nixon", recipient="Kissinger") if n % 3 == 2 else message(number, channel)
        made = made._replace(**at(day), edtf=day, stated=True)
        messages[made.id] = made
        if n % 3 != 2:
            mentions |= named(made, document)
        if n > 4:
            ties.append(TieRow("answers", made.id, list(messages)[n - 4], None, "", "your"))
    return Traffic([journey()], messages, mentions, ties)


def test_a_journey_of_more_than_sixty_messages_is_folded_into_days() -> None:
    project = Project(Path(), EditionSettings(), {})
    (unfolded,) = traffic_page(frame("traffic", project=project), many(FOLDS, 4)).figures
    assert unfolded.ladder
    assert len(unfolded.ladder.rows) == FOLDS
    (folded,) = traffic_page(frame("traffic", project=project), many(FOLDS + 1, 4)).figures
    assert folded.ladder is None
    assert [panel.title for panel in folded.panels] == ["Dec 3", "Dec 4", "Dec 5", "Dec 6"]
    rows = [row for panel in folded.panels for row in panel.ladder.rows]
    assert len({row.id for row in rows}) == FOLDS + 1
    assert {(*row.labels, *row.arcs, row.date) for row in rows} == {("",)}
    (panel, *_) = folded.panels
    assert {below.y - above.y for above, below in zip(panel.ladder.rows, panel.ladder.rows[1:], strict=False)} == {24}


def test_undated_messages_have_their_own_panels_of_limited_length() -> None:
    messages = {made.id: made for made in (message(n) for n in range(1, 101))}
    (found,) = traffic_page(frame("traffic", project=EMPTY), Traffic([journey(first=None, last=None)], messages, {}, [])).figures
    assert [(panel.title, panel.total) for panel in found.panels] == [
        ("Day not known", 40),
        ("Day not known, continued", 40),
        ("Day not known, continued", 20),
    ]


def test_panels_of_unknown_journeys_name_their_travelers() -> None:
    keys = [f"{IX}-d{document}" for document in (9, 10)]
    messages = {made.id: made for key in keys for made in (message(n, id=f"tohak-{n}-{key}", journey=key) for n in range(1, 36))}
    journeys = [journey(key=key, first=None, last=None, known="not", document=key.replace("-d", "/d")) for key in keys]
    (found,) = traffic_page(frame("traffic", project=EMPTY), Traffic(journeys, messages, named(message(1), 3), [], IX)).figures
    assert [(panel.title, panel.total) for panel in found.panels] == [
        ("Of Document 9’s journey", 35),
        ("Of Document 10’s journey", 35),
    ]


def test_telegrams_of_a_post_run_between_it_and_the_department() -> None:
    channel: dict[str, Any] = {"channel_pair": "Saigon", "channel": "to Saigon", "journey": "1964"}
    telegram = message(1576, id="to-saigon-1576-1964", **channel, **at("1964-03-04"), edtf="1964-03-04", stated=True)
    year = journey(channel_pair="Saigon", key="1964", name="1964", place="", first="1964-01-01", last="1964-12-31", known="year")
    page = traffic_page(frame("traffic", IX, EMPTY), Traffic([year], {telegram.id: telegram}, {}, []))
    (found,) = page.figures
    assert (page.path, found.title, found.left, found.right) == (f"{IX}/traffic.html", "Saigon", "Department", "Saigon")
    assert found.summary == "1964 · 0 printed here, 1 not"
    assert row_styles(found) == [("Telegram 1576", "w-out-mentioned", "")]


def test_a_line_of_the_timeline_combines_messages_if_there_are_many() -> None:
    few, lots = [message(1), printed(2, 1)], [message(n) for n in range(100)]
    found = timeline(
        [TimelineGroup("A", "1972-12-03", "1972-12-13", "", "#a", few), TimelineGroup("B", "1973-01-03", "1973-01-09", "", "#b", lots)]
    )
    assert found
    assert found.note == "Each line represents about 4 messages."
    assert [(lane.name, [bar.total for bar in lane.bars]) for lane in found.lanes] == [("A", ["2"]), ("B", ["100"])]
    assert [tick.text for tick in found.ticks] == ["Dec 1972", "Jan 1973"]


def test_an_edition_has_traffic_if_a_document_mentions_a_message() -> None:
    head = "1. Memorandum From A. Archer to B. Baker\n\n"
    assert has_traffic(edition({f"{IX}/1.txt": f"{head}See Hakto 3."}), "")
    assert not has_traffic(edition({f"{IX}/1.txt": f"{head}Nothing."}), "")


@pytest.mark.parametrize(("count", "most"), [(60, 40_000), (2000, 400_000)])
def test_a_page_of_many_messages_is_small_and_has_no_duplicate_ids(tmp_path: Path, count: int, most: int) -> None:
    render(
        Project(tmp_path, EditionSettings(), {}),
        "traffic.html.j2",
        traffic_page(frame("traffic", project=Project(tmp_path, EditionSettings(), {})), many(count, 11)),
    )
    html = (tmp_path / "site" / "traffic.html").read_bytes()
    assert len(gzip.compress(html, 6)) <= most
    ids = Counter(re.findall(r' id="([^"]*)"', html.decode()))
    assert [id for id, times in ids.items() if times > 1] == []
    assert sum(id.endswith(f"-{JOURNEY}") and not id.startswith("j-") for id in ids) == count
