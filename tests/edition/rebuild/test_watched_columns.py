"""A change of one watched column invalidates exactly the pages and links that depend on it; a change of any other invalidates nothing.

`watched_columns.toml` lists the effects. Each case changes one column of one row, in an edition of the invented traffic, and compares
what is to be rendered and what is to be linked again. A column that is added to the schema is watched, and needs an entry there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from invented import OPENED, an_edition, edition

from backchannel.edition.change_log import EXEMPT, NARROW, UNWATCHED, watched, watched_columns
from backchannel.edition.glossary.queries import invalidate_explanations, keep_pages
from backchannel.edition.linking.link import link_again
from backchannel.edition.people.queries import invalidate_people
from backchannel.edition.rebuild import invalidation
from backchannel.edition.store import Store
from backchannel.edition.tables import PrintedListRow
from backchannel.settings.people import People, Person
from backchannel.settings.terms import Glossaries, TermEntry

TRAFFIC = Path(__file__).parents[2] / "traffic"
CASES: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").with_stem("watched_columns").read_text(encoding="utf-8"))
PEOPLE = tuple(Person(id=id, name=name) for id, name in (("alder", "Alder, Ann"), ("kestrel", "Kestrel, K."), ("marlow", "Marlow, May")))
TERMS = Glossaries({"frus1969-76v97": (TermEntry(abbreviation="WHS", meaning="White House series"),)})
LIST = PrintedListRow(path="v97/persons.txt", volume="frus1969-76v97", kind="persons", record="{}")


class Outcome(NamedTuple):
    """Effects of a change: units to render, volumes whose references are resolved again, message groups to trace again."""

    pages: str
    volumes: str
    groups: str


def columns_of(store: Store) -> dict[str, list[str]]:
    """Return all columns of the schema, by table."""
    tables = [row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    return {table: [row["name"] for row in store.rows(f"PRAGMA table_info({table})")] for table in tables}


with Store.in_memory() as empty:
    SCHEMA, WATCHED = columns_of(empty), watched_columns(empty)
CHANGES = [(name, column) for name, case in CASES.items() for column in SCHEMA[case.get("table", name)]]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Make an edition of the invented traffic, with one accepted finding and nothing to render."""
    texts = {f"{file.parent.name}/{file.name}": file.read_text(encoding="utf-8") for file in sorted(TRAFFIC.glob("*/*.txt"))}
    store = edition(texts, people=People({"": PEOPLE}), glossaries=TERMS)
    OPENED.remove(store)
    store.run("UPDATE finding SET accepted = 'It is known.' WHERE rule = 'M001'")
    store.insert_all("printed_list", [LIST])
    store.insert("description", volume="frus1969-76v97", person="alder", words="President")
    store.insert("archival_citation", doc=1, anchor="fn1", repository="Jones Library", quotation="He left.")
    keep_pages(store)
    invalidation.invalidate_all(store)
    store.run("DELETE FROM invalidated")
    store.run("COMMIT")
    store.run("PRAGMA foreign_keys = OFF")  # a case may change a key without the rows that refer to it
    with store:
        yield store


@pytest.mark.parametrize(("name", "column"), CHANGES)
def test_a_change_of_one_column_invalidates_what_depends_on_it(store: Store, name: str, column: str) -> None:
    case = CASES[name]
    expected = {} if column in case.get("nothing", ()) else case.get("columns", {}).get(column, case)
    assert outcome(store, name, column) == Outcome(*(expected.get(field, "") for field in Outcome._fields))


def test_each_watched_table_has_a_case_that_expects_something() -> None:
    assert {case.get("table", name) for name, case in CASES.items()} == WATCHED.keys()
    assert all(any(case.get(field) for field in Outcome._fields) for case in CASES.values())


def outcome(store: Store, name: str, column: str) -> Outcome:
    """Change this column, and return the effects on pages and links, each measured separately."""
    case, value = CASES[name], changed_value(store, name, column)
    change = f'UPDATE {case.get("table", name)} SET "{column}" = ? WHERE {case["row"]}'
    store.run("SAVEPOINT change")
    with watched(store):
        store.run(change, (value,))
        invalidation.invalidate_changed(store, [])
        invalidate_people(store)
        invalidate_explanations(store)
        pages = shown(store, "SELECT unit FROM invalidated")
    store.run("ROLLBACK TO change")
    with watched(store):
        store.run(change, (value,))
        link_again(store, an_edition())
        volumes, groups = shown(store, "SELECT volume FROM again"), shown(store, "SELECT message_group FROM scope")
    store.run("ROLLBACK TO change")
    store.run("RELEASE change")
    return Outcome(pages, volumes, groups)


def changed_value(store: Store, name: str, column: str) -> object:
    """Return another value for a column: the one in the case, or the old one with an `x` or a thousand added."""
    case = CASES[name]
    table = case.get("table", name)
    (row,) = store.rows(f'SELECT "{column}" AS old FROM {table} WHERE {case["row"]}')
    kind = next(info["type"] for info in store.rows(f"PRAGMA table_info({table})") if info["name"] == column)
    value = case.get("values", {}).get(column, (row["old"] or 0) + 1000 if kind == "INTEGER" else f"{row['old'] or ''}x")
    assert value != row["old"]
    return value


def shown(store: Store, sql: str) -> str:
    return " | ".join(sorted(row[0].replace("frus1969-76", "") for row in store.rows(sql)))


def test_each_table_is_watched_or_exempted_with_a_reason() -> None:
    assert WATCHED.keys() | UNWATCHED.keys() == SCHEMA.keys()
    assert all(reason.strip() for reason in UNWATCHED.values())


def test_each_exemption_names_a_column_of_a_watched_table_and_has_a_reason() -> None:
    exempted = {(table, column): reason for table, columns in EXEMPT.items() for column, reason in columns.items()}
    assert [name for name in exempted if name[0] not in WATCHED or name[1] not in SCHEMA[name[0]]] == []
    assert all(reason.strip() for reason in exempted.values())
    assert all(WATCHED[table] == tuple(c for c in SCHEMA[table] if (table, c) not in exempted) for table in WATCHED)


def test_a_narrow_view_has_columns_of_its_table() -> None:
    assert [name for name, view in NARROW.items() if not set(view.columns) <= set(SCHEMA[view.table])] == []


def test_a_column_added_to_the_schema_is_watched() -> None:
    with Store.in_memory() as store:
        store.run("ALTER TABLE message ADD COLUMN novel TEXT")
        store.run("CREATE TABLE novel (name TEXT)")
        found = watched_columns(store)
    assert "novel" in found["message"]
    assert found["novel"] == ("name",)


def test_a_row_removed_and_restored_is_no_change(store: Store) -> None:
    store.run("SAVEPOINT change")
    with watched(store):
        store.run("CREATE TEMP TABLE kept AS SELECT * FROM message_tie")
        store.run("DELETE FROM message_tie")
        gone = len(store.rows("SELECT * FROM message_tie_change"))
        store.run("INSERT INTO message_tie (kind, message, other, doc, ordinal, anchor, words) SELECT * FROM kept")
        left = store.rows("SELECT * FROM message_tie_change")
    store.run("ROLLBACK TO change")
    store.run("RELEASE change")
    assert gone > 0
    assert left == []


@pytest.mark.parametrize("column", ["anchor", "words", "quotation"])
def test_swapping_two_references_invalidates_their_target(store: Store, column: str) -> None:
    """Swap this column of two references of one document to one target, which differ in no other column."""
    both = "doc = 44 AND ordinal IN (0, 2)"
    store.run("SAVEPOINT change")
    store.run(f"UPDATE reference SET anchor = 'p3', words = 'Tohak 14', quotation = 'See Tohak 14.' WHERE {both}")
    store.run(f"UPDATE reference SET {column} = 'other' WHERE doc = 44 AND ordinal = 2")
    with watched(store):
        for old, new in ((0, 1000), (2, 0), (1000, 2)):
            store.run("UPDATE reference SET ordinal = ? WHERE doc = 44 AND ordinal = ?", (new, old))
        invalidation.invalidate_changed(store, [])
        pages = shown(store, "SELECT unit FROM invalidated")
    store.run("ROLLBACK TO change")
    store.run("RELEASE change")
    assert pages == "traffic | v98/d7"


@pytest.mark.parametrize("table", ["journey", "message", "person"])
def test_a_row_that_is_replaced_by_an_equal_one_is_no_change(store: Store, table: str) -> None:
    store.run("SAVEPOINT change")
    with watched(store):
        columns = ", ".join(f'"{column}"' for column in SCHEMA[table])
        store.run(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")
        changed = store.rows(f"SELECT * FROM {table}_change")
    store.run("ROLLBACK TO change")
    store.run("RELEASE change")
    assert store.rows(f"SELECT 1 FROM {table} LIMIT 1")
    assert changed == []
