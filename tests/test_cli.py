"""The command line prints what editors expect and has the right exit statuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from invented import VOLUME, document

ROOT = Path(__file__).parents[1]


CONTRACT = {
    *("id", "source", "number", "head", "kind", "from", "to", "place", "message", "date", "blocks", "markers", "pages", "notes"),
    *("references", "findings"),
}


BACKCHANNEL = (sys.executable, "-m", "backchannel")


def run(*words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*BACKCHANNEL, *words], capture_output=True, text=True, cwd=folder, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "documents" / VOLUME
    texts.mkdir(parents=True)
    (texts / "volume.toml").write_text('title = "Ruritania"', encoding="utf-8")
    (texts / "a.txt").write_text(document(44, "Haig wrote.1 See Document 3."), encoding="utf-8")
    return tmp_path


def test_build_writes_a_site_and_a_summary(folder: Path) -> None:
    done = run("build", "--strict-links", folder=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "site" / VOLUME / "d44.html").exists()
    assert f"documents/{VOLUME}/a.txt:3:12: warning N" in done.stdout
    assert "1 document, 0 page markers, 0 notes; 1 file read" in done.stdout
    assert "0 broken" in done.stdout
    assert done.stderr == ""


def test_strict_mode_fails_on_warnings(folder: Path) -> None:
    assert run("check", folder=folder).returncode == 0
    assert run("check", "--strict", folder=folder).returncode == 1


def test_an_unreadable_file_is_an_error(folder: Path) -> None:
    (folder / "documents" / VOLUME / "b.txt").symlink_to("nowhere.txt")
    done = run("check", folder=folder)
    assert f"documents/{VOLUME}/b.txt:1:1: error S004 can’t read the file: No such file or directory" in done.stdout
    assert done.returncode == 1


def test_check_writes_no_page(folder: Path) -> None:
    run("check", folder=folder)
    assert not (folder / "site").exists()


def test_findings_can_be_printed_as_json(folder: Path) -> None:
    findings = [json.loads(line) for line in run("check", "--format", "jsonl", folder=folder).stdout.splitlines()]
    assert {"path", "line", "column", "severity", "rule", "message", "start", "end", "accepted"} == set(findings[0])


def test_findings_can_be_printed_as_github_annotations(folder: Path) -> None:
    assert f"::warning file=documents/{VOLUME}/a.txt,line=3,col=12,title=N" in run("check", "--format", "github", folder=folder).stdout


ACCEPTED = f'[[accepted]]\nrule = "N002"\ndocument = "{VOLUME}/d44"\nquotation = "wrote.1"\nreason = "The volume has none."\n'


def test_accepted_findings_are_not_reported(folder: Path) -> None:
    (folder / "accepted.toml").write_text(ACCEPTED, encoding="utf-8")
    assert "N002" not in run("check", folder=folder).stdout
    assert run("check", "--strict", folder=folder).returncode == 0
    accepted_line = f"{VOLUME}/a.txt:3:12: accepted N002 marker 1 has no note (marker-without-note): The volume has none."
    assert accepted_line in run("check", "-v", folder=folder).stdout
    data = [json.loads(line) for line in run("check", "--format", "jsonl", folder=folder).stdout.splitlines()]
    assert [f["rule"] for f in data if f["accepted"] == "The volume has none."] == ["N002"]
    assert "N002" not in run("check", "--format", "github", folder=folder).stdout


RULE_SELECTIONS = [
    (["--select", "N"], "", {"N002"}),
    (["--select", "h,marker-without-note", "--ignore", "H008"], "", {"N002"}),
    (["--ignore", "N002"], "", {"H008"}),
    ([], '[check]\nignore = ["N"]\n', {"H008"}),
    (["--ignore", "H"], '[check]\nignore = ["N"]\n', {"N002"}),
]


@pytest.mark.parametrize(("words", "settings", "rules"), RULE_SELECTIONS)
def test_check_can_be_limited_to_selected_rules(folder: Path, words: list[str], settings: str, rules: set[str]) -> None:
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    done = run("check", "--strict", "--format", "jsonl", *words, folder=folder)
    assert {json.loads(line)["rule"] for line in done.stdout.splitlines()} == rules
    assert done.returncode == ("N002" in rules)


def test_findings_can_be_printed_as_valid_sarif(folder: Path) -> None:
    (folder / "accepted.toml").write_text(ACCEPTED, encoding="utf-8")
    log = json.loads(run("check", "-v", "--format", "sarif", folder=folder).stdout)
    jsonschema.validate(log, json.loads((ROOT / "tests" / "sarif-schema-2.1.0.json").read_bytes()))
    results = {result["ruleId"]: result for result in log["runs"][0]["results"]}
    place = results["N002"]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": f"documents/{VOLUME}/a.txt"}, "region": {"startLine": 3, "startColumn": 12}}
    assert results["N002"]["suppressions"] == [{"kind": "external", "justification": "The volume has none."}]
    assert results["H008"]["level"] == "note"
    assert all(log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == id for id, result in results.items())
    assert "N002" not in run("check", "--format", "sarif", folder=folder).stdout.partition('"results"')[2]


def test_records_are_sorted_and_do_not_depend_on_the_workers(tmp_path: Path) -> None:
    texts = tmp_path / VOLUME
    texts.mkdir()
    for number in (10, 9, 100):
        (texts / f"x{number}.txt").write_text(document(number, "See Document 9."), encoding="utf-8")
    outputs = [run("records", str(tmp_path), "--jobs", jobs).stdout for jobs in ("1", "2")]
    assert outputs[0] == outputs[1]
    assert [json.loads(line)["number"] for line in outputs[0].splitlines()] == ["9", "10", "100"]


def test_records_have_the_fields_of_the_contract(folder: Path) -> None:
    (record,) = (json.loads(line) for line in run("records", folder=folder).stdout.splitlines())
    assert set(record) >= CONTRACT
    (reference,) = record["references"]
    assert (reference["target"], reference["status"], reference["where"]) == (f"{VOLUME}/d3", "elsewhere", "body")


def test_show_prints_how_a_file_is_read(folder: Path) -> None:
    shown = run("show", f"documents/{VOLUME}/a.txt", folder=folder).stdout
    assert "marker 1" in shown
    assert "3:12" in shown


def test_each_part_is_shown_with_its_place_however_long_it_is() -> None:
    shown = run("show", "documents/frus1969-76v09/004_39017b192e0a4391.txt").stdout.splitlines()
    parts = [tuple(line.split()[:2]) for line in shown]
    assert parts[1:5] == [("place", "part"), ("1:6", "head"), ("1:19", "from"), ("1:38", "to")]
    assert ("27:601", "marker") in parts


def test_explain_takes_an_id_or_a_name() -> None:
    assert run("explain", "V001").stdout == run("explain", "number-twice").stdout
    assert "What to do:" in run("explain", "V001").stdout
    assert "V001 number-twice" in run("explain", "all").stdout


REFUSED = [
    ("an unknown rule", ["explain", "Z999"], "unknown rule 'Z999'"),
    ("a missing folder", ["build", "nowhere"], "is not a folder"),
    ("a folder without documents", ["build", "tests"], "put the raw texts there"),
    ("a schema of an unknown file", ["schema", "wolume"], "there is no schema 'wolume'; the schemas are edition, volume, accepted, people"),
    ("an edition in a folder that is not empty", ["new", "tests"], "tests is not empty"),
    ("a volume that is a path", ["add", "README.md", "--volume", "../x"], "'../x' can’t be a volume id"),
    ("selecting an unknown rule", ["check", "--select", "N2"], "unknown rule 'N2'; did you mean 'N002'?"),
    ("an unknown option", ["build", "--fast"], "No such option"),
]


@pytest.mark.parametrize(("words", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_an_impossible_command_is_refused_with_a_message(words: list[str], sentence: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_build_py_is_backchannel_build(folder: Path) -> None:
    done = subprocess.run([sys.executable, str(ROOT / "build.py")], capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 0
    assert (folder / "site" / "index.html").exists()


@pytest.mark.parametrize("verb", ["new", "add", "schema", "build", "serve", "check", "records", "show", "explain"])
def test_each_command_has_help(verb: str) -> None:
    done = run(verb, "--help")
    assert done.returncode == 0
    assert "Exit status" in done.stdout


def test_output_is_utf8_whatever_the_code_page_of_the_terminal(folder: Path) -> None:
    (folder / "documents" / VOLUME / "a.txt").write_text("44. Letter From Šuvar to “π”\n\nHe left.\n", encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": "cp437"}
    done = subprocess.run([*BACKCHANNEL, "records"], capture_output=True, cwd=folder, check=True, env=environment)
    assert "Letter From Šuvar to “π”" in done.stdout.decode()


def test_a_reader_of_the_output_may_stop(folder: Path) -> None:
    text = document(44, *(f"He left.{n} See Document {n}." for n in range(3000)))
    (folder / "documents" / VOLUME / "a.txt").write_text(text, encoding="utf-8")
    with subprocess.Popen([*BACKCHANNEL, "check", "-v"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder) as checking:
        assert checking.stdout
        assert checking.stderr
        checking.stdout.readline()
        checking.stdout.close()
        assert (checking.stderr.read(), checking.wait()) == (b"", 0)


@pytest.mark.parametrize(
    "moment", ["cli.main = interrupt", "cli.use_utf8 = interrupt", "sys.meta_path.insert(0, type('', (), {'find_spec': interrupt}))"]
)
def test_an_interrupt_ends_a_command_with_one_line_at_any_moment(folder: Path, moment: str) -> None:
    begin = "import sys\ndef interrupt(*_): raise KeyboardInterrupt\nfrom backchannel import __main__"
    load = "" if "meta_path" in moment else "from backchannel import cli"
    done = subprocess.run(
        [sys.executable, "-c", f"{begin}\n{load}\n{moment}\n__main__.main()", "check"],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "backchannel: interrupted.\n")
