"""An accepted finding is no longer reported, and an acceptance that matches no finding is itself a finding."""

from __future__ import annotations

from pathlib import Path

import editing
import pytest
from invented import VOLUME, document

from backchannel.build import pipeline
from backchannel.edition.queries.findings import FileFinding, findings
from backchannel.edition.store import Store
from backchannel.settings import Project, SettingsError

TEXTS = {
    "a": document(1, "The Duke wrote about three areas.1 I believe him.", "He left two days later.2 I did not."),
    "b": document(4, "The Duke went home."),
}


def entry(rule: str, document: str, quotation: str | None = None, reason: str = "The printed volume has it so.") -> str:
    quoted = f'quotation = "{quotation}"\n' if quotation else ""
    return f'[[accepted]]\nrule = "{rule}"\ndocument = "{document}"\n{quoted}reason = "{reason}"\n'


def an_edition(root: Path, accepted: str = "") -> Path:
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "volume.toml").write_text('title = "Ruritania"', encoding="utf-8")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (root / "accepted.toml").write_text(accepted, encoding="utf-8")
    return root


def found(root: Path) -> list[FileFinding]:
    project = Project.load(root)
    pipeline.examine(project, 1, lambda *_: None)
    with Store.reading(project.store) as store:
        return list(findings(store))


MATCHING = {
    "the words around the place": ("N002", "d1", "areas.1 I believe", [(3, 34)]),
    "words with different white space": ("N002", "d1", "areas.1  I\\n believe", [(3, 34)]),
    "a rule given by name": ("marker-without-note", "d1", "areas.1", [(3, 34)]),
    "words around two places": ("N002", "d1", "areas.1 I believe him. He left two days later.2 I", [(3, 34), (5, 24)]),
    "a finding without a place, and no quotation": ("V003", "d4", None, [(1, 1)]),
}


@pytest.mark.parametrize(("rule", "id", "quotation", "places"), MATCHING.values(), ids=MATCHING.keys())
def test_an_acceptance_matches_these_findings(
    tmp_path: Path, rule: str, id: str, quotation: str | None, places: list[tuple[int, int]]
) -> None:
    reported = found(an_edition(tmp_path, entry(rule, f"{VOLUME}/{id}", quotation)))
    assert [(f.line, f.column) for f in reported if f.accepted == "The printed volume has it so."] == places
    assert "V010" not in [f.rule for f in reported]


UNUSED = {
    "a missing document": ("N002", "d11", None, "no document has that id; did you mean frus1969-76v99/d1?"),
    "a rule without findings there": ("N001", "d4", None, "findings there: H008, V003"),
    "words that do not occur": ("N002", "d1", "areas.1 I think", "the nearest one is at “about three areas.1 I believe him. He”"),
    "several places, and no quotation": (
        "N002",
        "d1",
        None,
        "there are 2 such findings; quote the words around the one you mean",
    ),
    "a quotation for a finding without a place": (
        "V003",
        "d4",
        "The Duke",
        "the finding has no place in the text, so remove the quotation",
    ),
}


@pytest.mark.parametrize(("rule", "id", "quotation", "nearest"), UNUSED.values(), ids=UNUSED.keys())
def test_an_unused_acceptance_names_the_nearest_finding(tmp_path: Path, rule: str, id: str, quotation: str | None, nearest: str) -> None:
    (fault,) = [f for f in found(an_edition(tmp_path, "\n" + entry(rule, f"{VOLUME}/{id}", quotation))) if f.rule == "V010"]
    assert (fault.path, fault.line) == ("accepted.toml", 2)
    assert f"no finding matches this acceptance of {rule} in {VOLUME}/{id}; {nearest}" in fault.message


def test_a_finding_of_a_volume_is_accepted_by_the_volume_id(tmp_path: Path) -> None:
    (an_edition(tmp_path, entry("V002", VOLUME)) / "documents" / VOLUME / "volume.toml").unlink()
    assert [f.rule for f in found(tmp_path) if f.accepted] == ["V002"]


REFUSED = [
    ("an unknown rule", entry("N202", "v/d1"), "accepted #1 rule: unknown rule 'N202'; did you mean 'N002'?"),
    ("a letter", entry("N", "v/d1"), "'N' means several rules; name one of them, such as N001."),
    ("an error", entry("T003", "v/d1"), "T003 can't be accepted: it is an error, which means lost text or a broken link."),
    ("a finding of a build", entry("W002", "v/d1"), "W002 can't be accepted"),
    ("no reason", '[[accepted]]\nrule = "N002"\ndocument = "v/d1"', "missing key 'accepted #1 reason'."),
    ("an empty reason", entry("N002", "v/d1", reason=" "), "accepted #1 reason: empty value; write some text between the quotation marks."),
    (
        "an unknown key",
        entry("N002", "v/d1") + "quotations = 1",
        "unknown key 'accepted #1 quotations'; did you mean 'quotation'?",
    ),
]


@pytest.mark.parametrize(("toml", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_an_invalid_acceptance_is_refused_in_one_sentence(tmp_path: Path, toml: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as error:
        Project.load(an_edition(tmp_path, toml))
    assert sentence in str(error.value)
    assert "accepted.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_pages_show_accepted_findings_with_their_reasons(tmp_path: Path) -> None:
    site = editing.build(an_edition(tmp_path, entry("N002", f"{VOLUME}/d1", "areas.1", "Lost <long> ago.")))
    page = site[f"{VOLUME}/d1.html"].decode()
    assert "Marker 1 has no note. The editors accept this: Lost &lt;long&gt; ago." in page
    assert "Marker 2 has no note. The editors" not in page
    assert '<span class="tag">accepted</span> Lost &lt;long&gt; ago.' in site[f"{VOLUME}/findings.html"].decode()
    assert "and 1 accepted" in site["findings.html"].decode()


def test_a_new_acceptance_rewrites_only_the_pages_that_show_it(tmp_path: Path) -> None:
    before = editing.build(an_edition(tmp_path))
    accepted = editing.build(an_edition(tmp_path, entry("N002", f"{VOLUME}/d1", "areas.1")))
    affected = ["editors.html", "findings.html", f"{VOLUME}/d1.html", f"{VOLUME}/findings.html"]
    assert [path for path in editing.differences(before, accepted) if path in affected] == editing.differences(before, accepted)
    assert editing.build(an_edition(tmp_path)) == before
