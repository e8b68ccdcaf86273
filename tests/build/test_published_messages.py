"""The address of a message that was ever published leads to the message, or to a place that says what became of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import editing
import pytest
from invented import VOLUME, document

from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.writers.links import check_links

HEAD = "Message From President Archer to B. Baker in Northport"
PRINTED = document(1, "Tohak 5. Stay.", "Strelsau, May 5, 1972.", "The talks go on.", head=HEAD)
NAMING = document(2, "He answered Hakto 7 and telegram 33 from Manila that evening.")
OTHER = document(3, "Nobody answered Hakto 7.")
JOURNEY = '[[journeys]]\nname = "Northport"\nfirst = 1972-05-01\nlast = 1972-05-31\ndocuments = ["d1-d9"]\n'


def built(root: Path, *texts: str, settings: str = "") -> dict[str, bytes]:
    """Build an edition of these texts, compare it with a clean build, and check its links."""
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "volume.toml").write_text(f'title = "Ruritania"\n{settings}', encoding="utf-8")
    for file in folder.glob("*.txt"):
        file.unlink()
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    site = editing.build(root)
    assert editing.differences(site, editing.build_clean(root, root.with_name("clean"))) == []
    assert check_links(root / "site").broken == []
    return site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "edited"
    built(root, PRINTED, NAMING, OTHER)
    return root


def lines(root: Path) -> list[dict[str, Any]]:
    """Return the lines of `published.jsonl` about messages."""
    found = (json.loads(line) for line in (root / "published.jsonl").read_text(encoding="utf-8").splitlines())
    return [line for line in found if "ledger" in line]


def recorded(root: Path) -> dict[str, tuple[str, str]]:
    """Return the ledger and the name of each message that was published."""
    return {id: (line["ledger"], name) for line in lines(root) for id, (name, *_) in line["messages"].items()}


def at(page: bytes, id: str) -> str:
    """Return the words of the entry for a former message."""
    entry = re.search(rf'<li class="card" id="{id}">(.*?)</li>', page.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", entry[1]).split()) if entry else ""


def test_each_message_is_recorded_once_with_its_name(root: Path) -> None:
    assert set(recorded(root).values()) == {("", "Hakto 7"), ("", "Tohak 5"), (VOLUME, "Telegram 33 from Manila")}
    before = lines(root)
    built(root, PRINTED, NAMING, OTHER, document(4, "More words."))
    assert lines(root) == before


def test_a_message_whose_journey_becomes_known_is_found_from_its_old_address(root: Path) -> None:
    before = {id for id, (ledger, name) in recorded(root).items() if name == "Tohak 5"}
    page = built(root, PRINTED, NAMING, OTHER, settings=JOURNEY)["messages.html"]
    assert b'<tr id="tohak-5-1972-05"' in page
    for id in before - {"tohak-5-1972-05"}:
        assert "Now Tohak 5" in at(page, id)


def test_a_message_that_no_text_names_any_longer_is_quoted(root: Path) -> None:
    gone = [id for id, (_, name) in recorded(root).items() if name == "Hakto 7"]
    page = built(root, PRINTED, document(2, "He answered."), document(3, "Nobody did."))["messages.html"]
    for id in gone:
        assert "Hakto 7 No text in this edition prints or mentions it any longer." in at(page, id)
    with Store.reading(Project.load(root).store) as store:
        assert {"messages.html" in found.message for found in findings(store) if found.rule == "W001" and "hakto" in found.message} == {
            True
        }


def test_a_ledger_that_is_gone_leaves_a_page(root: Path) -> None:
    id = next(id for id, (ledger, _) in recorded(root).items() if ledger == VOLUME)
    page = built(root, PRINTED, document(2, "He answered."), OTHER)[f"{VOLUME}/messages.html"]
    assert "Telegram 33 from Manila" in at(page, id)
    page = built(root, PRINTED, NAMING, OTHER)[f"{VOLUME}/messages.html"]
    assert f'<tr id="{id}"'.encode() in page
    assert b"Former addresses" not in page


def test_the_ledger_of_a_volume_that_is_gone_leaves_a_page(root: Path) -> None:
    id = next(id for id, (ledger, _) in recorded(root).items() if ledger == VOLUME)
    assert "Telegram 33 from Manila" in at(built(root)[f"{VOLUME}/messages.html"], id)


def test_lines_of_two_branches_count_in_any_order(root: Path) -> None:
    file = root / "published.jsonl"
    kept = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*reversed(kept), *kept]), encoding="utf-8")
    page = built(root, document(2, "He answered."))["messages.html"]
    assert b'<li class="card" id="' in page
    with Store.reading(Project.load(root).store) as store:
        assert not any(found.rule == "W002" for found in findings(store))
