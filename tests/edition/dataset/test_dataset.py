"""The tables have what the edition has, the views count what its pages count, and the same edition gives the same bytes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from invented import VOLUME, an_edition, document, edition

from backchannel.edition.dataset.database import Dataset, dataset
from backchannel.edition.dataset.tables import DataQuery, queries, tables, views
from backchannel.edition.queries.counts import count, counts
from backchannel.edition.store import Store
from backchannel.settings.people import People, Person

TRAFFIC = Path(__file__).parents[2] / "traffic"
TEXTS = {f"{file.parent.name}/{file.name}": file.read_text(encoding="utf-8") for file in sorted(TRAFFIC.glob("frus*/*.txt"))}
PEOPLE = People({"": (Person(id="alder", name="Alder, Ann", wikidata="Q1"),)})
NOTED = """7. Letter From A. Archer to B. Baker1

Strelsau, May 7, 1972.

[Page 5] He left Strelsau.2 See Document 8.

  1. Source: National Archives, RG 59, Box 3. Secret.
  2. He returned. See footnote 1.
"""


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Dataset]:
    """Make the tables of the invented traffic."""
    with dataset(edition(TEXTS, people=PEOPLE), an_edition(), tmp_path / "data.sqlite") as made:
        yield made


def of(store: Store, folder: Path, sql: str) -> list[tuple[object, ...]]:
    with dataset(store, an_edition(), folder / "data.sqlite") as made:
        return made.answer(sql).rows


def test_the_views_count_what_the_pages_count(tmp_path: Path) -> None:
    store = edition(TEXTS | {f"{VOLUME}/a.txt": NOTED}, people=PEOPLE)
    count(store)
    shown = counts(store)
    sums = 'SELECT sum(documents), sum(pages), sum(notes), sum("references") FROM volume_counts'
    assert of(store, tmp_path, sums) == [(shown.documents, shown.pages, shown.notes, sum(shown.references.values()))]
    by_status = "SELECT status, count(*) FROM cross_references WHERE status IS NOT NULL GROUP BY status"
    assert dict(of(store, tmp_path, by_status)) == shown.references  # type: ignore[arg-type]
    assert shown.documents > 20
    assert shown.references["printed"] > 0


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.question)
def test_each_query_is_answered(data: Dataset, query: DataQuery) -> None:
    assert data.answer(query.sql).columns


def test_there_are_ten_queries_and_most_find_something(data: Dataset) -> None:
    assert len(queries()) == 10
    assert sum(bool(answer.rows) for answer in data.answers()) >= 7


def test_each_view_is_described_and_can_be_read(data: Dataset) -> None:
    assert [view.name for view in views() if not view.description] == []
    assert {view.name: data.count(view.name) > 0 for view in views()} == dict.fromkeys([view.name for view in views()], True)


def test_each_key_that_a_table_refers_to_exists(data: Dataset) -> None:
    lost = [
        f"SELECT count(*) FROM {table.name} WHERE {field.name} NOT IN (SELECT id FROM {field.refers})"
        for table in tables()
        for field in table.fields
        if field.refers
    ]
    assert [sql for sql in lost if data.answer(sql).rows != [(0,)]] == []


def test_paragraphs_notes_and_evidence_have_their_words_and_places(tmp_path: Path) -> None:
    store = edition({f"{VOLUME}/a.txt": NOTED})
    assert of(store, tmp_path, "SELECT place, kind, page, text FROM paragraphs") == [
        ("head", "head", "4", "Letter From A. Archer to B. Baker"),
        ("p1", "dateline", "4", "Strelsau, May 7, 1972."),
        ("p2", "paragraph", "5", "He left Strelsau. See Document 8."),
    ]
    assert of(store, tmp_path, "SELECT place, kind, marked_in, text FROM notes") == [
        ("fn1", "source", "head", "Source: National Archives, RG 59, Box 3. Secret."),
        ("fn2", "note", "p2", "He returned. See footnote 1."),
    ]
    assert of(store, tmp_path, "SELECT document, date, date_stated, evidence FROM dated_documents") == [
        (f"{VOLUME}/d7", "1972-05-07", 1, "May 7, 1972")
    ]


def test_the_same_edition_gives_the_same_bytes_in_any_order_of_reading(tmp_path: Path) -> None:
    texts = {f"{VOLUME}/{n}.txt": document(n, f"See Document {n + 1}.") for n in range(1, 5)}
    files = []
    for name, order in (("one", list(texts)), ("other", list(reversed(texts)))):
        with dataset(edition({path: texts[path] for path in order}), an_edition(), tmp_path / name) as made:
            files.append(made.path.read_bytes())
    assert files[0] == files[1]


def test_the_header_does_not_say_which_library_wrote_the_file(data: Dataset) -> None:
    header = data.path.read_bytes()[:100]
    assert [int.from_bytes(header[at : at + 4], "big") for at in (24, 92, 96)] == [1, 1, 3_040_000]
    with closing(sqlite3.connect(data.path)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_database_describes_its_own_columns(data: Dataset) -> None:
    for table in tables():
        sql = data.answer(f"SELECT sql FROM sqlite_master WHERE name = '{table.name}'").rows[0][0]
        assert re.findall(r"^  (\w+) (?:TEXT|INTEGER),? -- (.+)$", sql, re.MULTILINE) == [(f.name, f.description) for f in table.fields]
