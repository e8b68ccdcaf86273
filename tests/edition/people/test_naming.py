"""An unsettled name is one finding per volume, and an edit rewrites only the pages with names whose meaning it changed."""

from __future__ import annotations

from pathlib import Path

import editing
import pytest
from invented import VOLUME, document, edition

from backchannel.build import pipeline
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.settings.people import People, Person, PersonOffice

ARCHERS = tuple(Person(id=f"archer-{name.lower()}", name=f"Archer, {name}") for name in ("Ann", "Bert"))
KESTREL = Person(id="kestrel-k", name="Kestrel, Karl", offices=(PersonOffice(name="Adviser"),))


def findings(texts: dict[str, str], *people: Person) -> list[tuple[str, int, int, str]]:
    store = edition(texts, people=People({"": people}))
    rows = store.rows('SELECT path, line, "column", message FROM finding WHERE rule = ? ORDER BY path, message', ("V020",))
    return [tuple(row) for row in rows]


def test_a_name_that_fits_two_people_is_one_finding_per_volume_at_its_first_place() -> None:
    texts = {
        f"{VOLUME}/{n}.txt": document(n, "He came.", f"I told {name}.", head="Memorandum") for n, name in ((1, "Mr. Archer"), (2, "Archer"))
    }
    assert findings(texts, *ARCHERS) == [
        (f"{VOLUME}/1.txt", 5, 8, "ambiguous name “Archer” (also in 1 other document): could be Archer, Ann or Archer, Bert")
    ]


def test_a_name_beside_another_of_the_same_family_is_ambiguous() -> None:
    found = findings({f"{VOLUME}/1.txt": document(1, "Mary Kestrel came. Kestrel spoke.", head="Memorandum")}, KESTREL)
    assert [message for *_, message in found] == ["ambiguous name “Kestrel”: could be Kestrel, Karl or someone else with that name"]


def test_a_name_that_fits_nobody_is_no_finding() -> None:
    assert findings({f"{VOLUME}/1.txt": document(1, "President Marlow spoke.", head="Memorandum")}, *ARCHERS) == []


def test_a_name_with_braces_is_printed_unchanged() -> None:
    odd = (Person(id="a", name="Archer, {Ann}"), Person(id="b", name="Archer, Bert"))
    found = findings({f"{VOLUME}/1.txt": document(1, "Archer spoke.", head="Memorandum")}, *odd)
    assert [message for *_, message in found] == ["ambiguous name “Archer”: could be Archer, Bert or Archer, {Ann}"]


TWO = """[[people]]
id = "archer-ann"
name = "Archer, Ann"

[[people]]
id = "archer-bert"
name = "Archer, Bert"
"""
TEXTS = {
    "1.txt": document(1, "Kestrel spoke.", head="Memorandum"),
    "2.txt": document(2, "Ann Archer spoke.", head="Memorandum"),
    "3.txt": document(3, "Nobody spoke.", head="Memorandum"),
}
PEOPLE = """[[people]]
id = "kestrel-k"
name = "Kestrel, Karl"

[[people]]
id = "archer-ann"
name = "Archer, Ann"
"""


def rebuilt(root: Path, people: str | None) -> list[str]:
    """Give an edition these people, build it again, and return the files that were written."""
    (root / "people.toml").unlink(missing_ok=True)
    if people is not None:
        (root / "people.toml").write_text(people, encoding="utf-8")
    before = editing.site(root / "site") if (root / "site").exists() else {}
    return editing.differences(before, editing.build(root))


def built_edition(root: Path, people: str | None) -> Path:
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    rebuilt(root, people)
    return root


def test_a_changed_office_rewrites_the_pages_of_its_person_and_those_that_explain_the_name(tmp_path: Path) -> None:
    edited = PEOPLE.replace('"Kestrel, Karl"\n', '"Kestrel, Karl"\nviaf = "1"\noffices = [{ name = "Adviser" }]\n')
    assert rebuilt(built_edition(tmp_path, PEOPLE), edited) == [f"{VOLUME}/d1.html", "people.html", "people/kestrel-k.html"]


def test_a_new_form_rewrites_the_pages_that_print_it(tmp_path: Path) -> None:
    edited = PEOPLE.replace('"Archer, Ann"\n', '"Archer, Ann"\nforms = ["Nobody"]\n')
    assert rebuilt(built_edition(tmp_path, PEOPLE), edited) == [
        f"{VOLUME}/d3.html",
        f"{VOLUME}/persons.html",
        "people.html",
        "people/archer-ann.html",
        "search/people.js",
    ]


def test_a_removed_person_leaves_no_page(tmp_path: Path) -> None:
    changed = rebuilt(built_edition(tmp_path, PEOPLE), PEOPLE.partition("\n\n")[0])
    assert changed == [
        ".backchannel",
        f"{VOLUME}/d2.html",
        f"{VOLUME}/persons.html",
        "people.html",
        "people/archer-ann.html",
        "search/people.js",
    ]
    assert not (tmp_path / "site" / "people" / "archer-ann.html").exists()


def test_removing_all_people_equals_an_edition_without_people(tmp_path: Path) -> None:
    without = editing.site(built_edition(tmp_path / "without", None) / "site")
    root = built_edition(tmp_path / "with", PEOPLE)
    rebuilt(root, None)
    assert editing.differences(editing.site(root / "site"), without) == []


def test_a_changed_comment_in_people_toml_writes_nothing(tmp_path: Path) -> None:
    root = built_edition(tmp_path, PEOPLE)
    assert rebuilt(root, f"# The people.\n{PEOPLE}") == []
    assert pipeline.examine(Project.load(root), 1, lambda *_: None).ingested.read == []


def with_settled(root: Path, entry: str, people: str | None = TWO) -> Store:
    """Build an edition of two documents that print `Mr. Archer`, the first of which the editors annotated, and open its database."""
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True)
    for n in (1, 2):
        (folder / f"{n}.txt").write_text(document(n, "I told Mr. Archer.", head="Memorandum"), encoding="utf-8")
    (folder / "d1.md").write_text(f"## settled\n\n- {entry}\n", encoding="utf-8")
    rebuilt(root, people)
    return Store.reading(Project.load(root).store)


def test_editors_settle_a_name_in_one_document(tmp_path: Path) -> None:
    with with_settled(tmp_path, "Archer means archer-bert") as store:
        found = store.rows("SELECT d.local, n.words, n.person FROM identification n JOIN document d USING (doc) ORDER BY d.local")
        assert [tuple(row) for row in found] == [("d1", "Mr. Archer", "archer-bert"), ("d2", "Mr. Archer", None)]
    page = tmp_path / "site" / VOLUME / "d1.html"
    assert "../people/archer-bert.html" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(("people", "hint"), [(TWO, "did you mean 'archer-bert'?"), (None, "none are defined")])
def test_an_id_that_nobody_has_is_a_finding_also_without_people(tmp_path: Path, people: str | None, hint: str) -> None:
    with with_settled(tmp_path, "Archer means archer-bart", people) as store:
        (found,) = store.rows("SELECT path, message FROM finding WHERE rule = 'A017'")
        assert tuple(found) == (f"{VOLUME}/d1.md", f"no person has the id 'archer-bart'; {hint}")


def test_a_settled_word_that_is_no_name_is_a_finding(tmp_path: Path) -> None:
    with with_settled(tmp_path, "Mr means archer-ann") as store:
        assert [row[0] for row in store.rows("SELECT message FROM finding WHERE rule = 'A016'")] == ["“Mr” is not a name in this text"]
