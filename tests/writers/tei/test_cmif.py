"""Who wrote to whom is exported as CMIF: senders, recipients, places and days, with the ids of persons in authority files."""

from __future__ import annotations

from pathlib import Path

from exported import VOLUME, People, an_edition, edition
from lxml import etree

from backchannel.edition.store import Store
from backchannel.settings.people import Person
from backchannel.writers.tei.cmif import export_cmif

LETTER = "1. Letter From Ann Archer to the Department of State\n\nStrelsau, December 6, 1972.\n\nWe met.\n"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}


def described(tmp_path: Path, store: Store) -> list[etree._Element]:
    """Return the letters of an export."""
    root = etree.parse(str(export_cmif(tmp_path, an_edition(), store))).getroot()
    return root.findall(".//t:correspDesc", TEI)


def action(letter: etree._Element, kind: str) -> list[tuple[str, str | None, dict[str, str]]]:
    found = letter.find(f"t:correspAction[@type='{kind}']", TEI)
    assert found is not None
    return [(part.tag.rpartition("}")[2], part.text, dict(map(_text, part.attrib.items()))) for part in found]


def _text(pair: tuple[object, object]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])


def test_a_letter_has_its_sender_place_day_and_recipient(tmp_path: Path) -> None:
    people = People({"": (Person(id="archer-ann", name="Archer, Ann", viaf="12", wikidata="Q1"),)})
    letter = described(tmp_path, edition({f"{VOLUME}/a.txt": LETTER}, people=people))[0]
    assert letter.get("key") == "1"
    assert action(letter, "sent") == [
        ("persName", "Archer, Ann", {"ref": "https://viaf.org/viaf/12"}),
        ("placeName", "Strelsau", {}),
        ("date", None, {"when": "1972-12-06"}),
    ]
    assert action(letter, "received") == [("orgName", "the Department of State", {})]


def test_an_inferred_date_has_bounds(tmp_path: Path) -> None:
    text = "1. Message From Archer to Baker\n\nWe met.1\n\n  1. Source: Jones Library, Tohak 1–100, December 3–13, 1972. Secret.\n"
    letter = described(tmp_path, edition({f"{VOLUME}/a.txt": text}))[0]
    dates = [attributes for name, _, attributes in action(letter, "sent") if name == "date"]
    assert dates == [{"notBefore": "1972-12-03", "notAfter": "1972-12-13", "cert": "medium"}]


def test_a_conversation_is_no_letter(tmp_path: Path) -> None:
    store = edition({f"{VOLUME}/a.txt": "1. Conversation Between Archer and Baker\n\nWe met.\n"})
    assert described(tmp_path, store) == []


def test_a_letter_without_a_recipient_names_an_unknown_one(tmp_path: Path) -> None:
    letter = described(tmp_path, edition({f"{VOLUME}/a.txt": "1. Memorandum From Archer\n\nWe met.\n"}))[0]
    assert action(letter, "received") == [("persName", "Unknown", {})]


def test_the_place_that_a_message_was_sent_to_is_that_of_its_recipient(tmp_path: Path) -> None:
    letter = described(
        tmp_path, edition({f"{VOLUME}/a.txt": "1. Message From Archer to the President’s Assistant (Baker) in Northport\n\nWe met.\n"})
    )[0]
    assert [part[:2] for part in action(letter, "sent")] == [("persName", "Archer")]
    assert [part[:2] for part in action(letter, "received")] == [
        ("persName", "the President’s Assistant (Baker)"),
        ("placeName", "Northport"),
    ]
