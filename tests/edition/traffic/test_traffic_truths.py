"""Messages of a delegation, of two posts, and beside other works: each is told once, as in the truths of `tests/traffic/`, made by hand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from traffic_truths import EDITIONS, FOLDER, MAY, build, expected_mentions, found, local, ranges, truth

from backchannel.edition.queries.traffic import never_seen, traffic

if TYPE_CHECKING:
    from backchannel.edition.store import Store

Edition = tuple[str, "Store"]


@pytest.fixture(params=EDITIONS)
def invented(request: pytest.FixtureRequest) -> Edition:
    return request.param, build(request.param)


def warnings(name: str, store: Store) -> list[tuple[str, int, str]]:
    rows = store.rows("""
        SELECT d.id, f.line, f.rule, f.message FROM finding f JOIN document d ON d.doc = f.doc WHERE f.severity IN ('warning', 'error')""")
    return [(local(name, row["id"]), row["line"], row["message"]) for row in rows]


@pytest.mark.parametrize("name", EDITIONS)
def test_the_tables_of_a_truth_agree_with_each_other_and_with_the_texts(name: str) -> None:
    texts = {
        local(name, file.relative_to(FOLDER / name).with_suffix("").as_posix()): file.read_text(encoding="utf-8")
        for file in (FOLDER / name).glob("frus*/*.txt")
    }
    rows = [row["row"] for row in truth(name, "ledger.csv")]
    meant = {row for _, means in expected_mentions(name).values() for row in means}
    printed = {row["row"] for row in truth(name, "ledger.csv") if row["status"] == "printed"}
    assert len(set(rows)) == len(rows)
    assert meant <= {*rows}
    assert {*rows} <= meant | printed | {row["row"] for row in truth(name, "ledger.csv") if row["status"] == MAY}
    for file in ("mentions.csv", "findings.csv", "links.csv"):
        assert [row for row in truth(name, file) if row["words"] not in texts[row["document"]]] == []


def test_the_ledger_has_each_message_once_and_no_other(invented: Edition) -> None:
    name, store = invented
    rows = truth(name, "ledger.csv")
    demanded = {row["row"] for row in rows if row["status"] != MAY}
    allowed = {row["row"] for row in rows if row["status"] == MAY}
    assert sorted({*found(name, store).names.values()} - allowed) == sorted(demanded)


def test_a_row_says_where_its_message_is_and_of_what_day(invented: Edition) -> None:
    name, store = invented
    names = found(name, store).names
    rows = store.rows("SELECT id, channel, number, status, target, edtf, stated FROM message")
    actual = {
        names[row["id"]]: (
            row["channel"],
            row["number"],
            row["status"],
            local(name, (row["target"] or "").partition("#")[0]),
            (row["edtf"] or "")[:10] if row["stated"] else "",
        )
        for row in rows
    }
    wanted = {
        row["row"]: tuple(row[column] for column in ("channel", "number", "status", "document", "date"))
        for row in truth(name, "ledger.csv")
        if row["status"] != MAY
    }
    assert {row: actual.get(row) for row in wanted} == wanted


def test_each_mention_means_what_a_careful_reader_takes_it_to_mean(invented: Edition) -> None:
    name, store = invented
    expected, actual = expected_mentions(name), found(name, store)
    optional = {key for key, (status, _) in expected.items() if status == MAY}
    assert {key: actual.meaning(key) for key in actual.mentions if key not in optional} == {
        key: meaning for key, meaning in expected.items() if key not in optional
    }


def test_a_mention_of_doubtful_reading_is_no_link_to_anything_else(invented: Edition) -> None:
    name, store = invented
    actual = found(name, store)
    for key, (status, means) in expected_mentions(name).items():
        if status == MAY and key in actual.mentions:
            status, named = actual.meaning(key)
            assert status != "printed"
            assert not means or named == means


def test_messages_of_one_session_are_numbered_together(invented: Edition) -> None:
    name, store = invented
    names = found(name, store).names
    expected: dict[tuple[str, str], set[str]] = defaultdict(set)
    actual: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for row in truth(name, "ledger.csv"):
        if row["status"] != MAY and not row["channel"].startswith(("to ", "from ")):
            alone = row["row"] if row["session"] == "?" else ""
            expected[row["session"], alone].add(row["row"])
    members = {row for group in expected.values() for row in group}
    for message in store.rows("SELECT id, channel_pair, journey FROM message"):
        if names[message["id"]] in members:
            actual[message["channel_pair"], message["journey"]].add(names[message["id"]])
    assert sorted(map(sorted, actual.values())) == sorted(map(sorted, expected.values()))


def test_a_telegram_of_a_post_has_a_year_where_the_texts_give_one(invented: Edition) -> None:
    name, store = invented
    names = found(name, store).names
    rows = store.rows("""
        SELECT m.id, j.known, j.first, j.last FROM message m
        LEFT JOIN journey j ON j.channel_pair = m.channel_pair AND j.key = m.journey
        WHERE m.channel LIKE 'to %' OR m.channel LIKE 'from %'""")
    years = {
        names[row["id"]]: (row["first"][:4], row["last"][:4]) if row["known"] != "not" and row["first"] else ("?", "?") for row in rows
    }
    false = []
    for row in truth(name, "ledger.csv"):
        if row["row"] in years and row["session"]:
            first, last = years[row["row"]]
            false += [(row["row"], first, last)] * (not any(first <= year <= last for year in row["session"].split("/")))
    assert false == []


def test_no_number_that_may_have_been_seen_is_called_never_seen(invented: Edition) -> None:
    name, store = invented
    names = found(name, store).names
    sessions = {row["row"]: row["session"] for row in truth(name, "ledger.csv")}
    allowed = {(row["channel"], row["session"]): ranges(row["numbers"]) for row in truth(name, "never-seen.csv")}
    all_traffic = traffic(store)
    claimed: dict[tuple[str, str], set[int]] = {}
    for journey in all_traffic.journeys:
        on = all_traffic.on(journey)
        of = {sessions.get(names[message.id], "?") for message in on}
        for channel in {message.channel for message in on} | {*journey.highest}:
            gaps = {number for first, last in never_seen(all_traffic, journey, channel) for number in range(first, last + 1)}
            for session in of:
                claimed[channel, session] = claimed.get((channel, session), set()) | gaps
    false = {key: sorted(numbers - allowed.get(key, set())) for key, numbers in claimed.items()}
    assert {key: numbers for key, numbers in false.items() if numbers} == {}


def test_rows_that_may_be_one_message_say_so(invented: Edition) -> None:
    name, store = invented
    places: dict[str, set[str]] = defaultdict(set)
    for row in truth(name, "ledger.csv"):
        places[row["row"]] |= {row["document"]} - {""}
    for key, (_, means) in expected_mentions(name).items():
        for meant in means:
            places[meant].add(key.document)
    pairs = [places[pair["one"]] | places[pair["other"]] for pair in truth(name, "same.csv")]
    said = {document for document, _, message in warnings(name, store) if "may be the same as" in message}
    assert [pair for pair in pairs if not pair & said] == []
    assert said <= {document for pair in pairs for document in pair}


def test_a_doubtful_number_has_a_warning(invented: Edition) -> None:
    name, store = invented
    made = warnings(name, store)
    silent = []
    for row in truth(name, "findings.csv"):
        (file,) = (FOLDER / name).glob(f"frus*/{row['document']}.txt")
        lines = {number for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if row["words"] in line}
        if not any(document == row["document"] and (line in lines or row["words"] in words) for document, line, words in made):
            silent.append((row["document"], row["words"]))
    assert silent == []


def test_no_words_about_another_work_lead_to_a_document_of_this_edition() -> None:
    store = build("other-works")
    rows = store.rows("""
        SELECT d.id, d.volume, CASE WHEN r.anchor LIKE 'fn%' THEN r.anchor ELSE 'text' END AS place, r.status, r.target
        FROM reference r JOIN document d ON d.doc = r.doc
        WHERE r.kind IN ('document', 'note', 'page') AND r.status IN ('printed', 'ambiguous')""")
    links = [
        (local("other-works", row["id"]), row["place"], row["status"], (row["target"] or "").removeprefix(row["volume"]).lstrip("/"))
        for row in rows
    ]
    assert sorted(links) == sorted(
        (row["document"], row["place"], row["status"], row["target"]) for row in truth("other-works", "links.csv")
    )
