"""The store keeps the rows of its documents, and none of a removed document."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import VOLUME, document, edition

from backchannel.edition.rows import rows_of
from backchannel.edition.store import Store, StoreDamaged
from backchannel.readers.text.document import read_document
from backchannel.source import Source

TABLES = ("document", "correspondent", "page", "note", "marker", "origin", "message", "reference", "finding")


def sizes(store: Store) -> dict[str, int]:
    return {table: store.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_a_removed_document_leaves_no_rows() -> None:
    store = edition({f"{VOLUME}/a.txt": document(44, "See Document 3.1 [Page 8] More.", "  1. Source: National Archives, RG 59. Secret.")})
    assert sizes(store)["document"] == 1
    store.forget([f"{VOLUME}/a.txt"])
    assert sizes(store) == dict.fromkeys(TABLES, 0)


def test_a_document_read_again_replaces_its_rows() -> None:
    with Store.in_memory() as store:
        for text in (document(44, "Once [Page 3] a page."), document(44, "Twice, without one.")):
            store.add([rows_of(read_document(Source("v/a.txt", text), "v"), text)])
        assert (sizes(store)["document"], sizes(store)["page"]) == (1, 0)


def test_another_version_of_the_program_starts_a_new_database(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "edition.sqlite"
    with Store.open(file, "1") as store, store.transaction():
        store.insert("meta", key="x", value="y")
    with Store.open(file, "1") as store:
        assert len(store.rows("SELECT * FROM meta WHERE key = 'x'")) == 1
    with Store.open(file, "2") as store:
        assert store.rows("SELECT * FROM meta WHERE key = 'x'") == []


@pytest.mark.parametrize("garbage", [b"", b"no database at all" * 100], ids=["empty", "garbage"])
def test_a_damaged_file_is_not_taken_for_a_database(tmp_path: Path, garbage: bytes) -> None:
    file = tmp_path / "edition.sqlite"
    file.write_bytes(garbage)
    with pytest.raises(StoreDamaged):
        Store.open(file, "1")
    Store.discard(file)
    with Store.open(file, "1") as store:
        assert sizes(store) == dict.fromkeys(TABLES, 0)


def test_an_unfinished_database_is_rebuilt(tmp_path: Path) -> None:
    (tmp_path / "edition.sqlite.new").write_bytes(b"half a data")
    with Store.open(tmp_path / "edition.sqlite", "1") as store:
        assert sizes(store) == dict.fromkeys(TABLES, 0)
    assert not (tmp_path / "edition.sqlite.new").exists()


def test_a_failed_transaction_is_rolled_back(tmp_path: Path) -> None:
    def fail(store: Store) -> None:
        with store.transaction():
            store.insert("meta", key="x", value="y")
            raise KeyError

    with Store.open(tmp_path / "edition.sqlite", "1") as store:
        with pytest.raises(KeyError):
            fail(store)
        assert store.rows("SELECT * FROM meta WHERE key = 'x'") == []


def test_a_folder_can_have_any_name(tmp_path: Path) -> None:
    file = tmp_path / "100% #1? a&b" / "edition.sqlite"
    with Store.open(file, "1"), Store.reading(file) as store:
        assert sizes(store) == dict.fromkeys(TABLES, 0)
