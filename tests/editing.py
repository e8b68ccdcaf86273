"""Edits that an editor can make to an edition. Each is a function of the edition's folder and a random generator."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from backchannel.build import pipeline
from backchannel.edition.traffic import parts
from backchannel.settings import Project
from backchannel.writers import parting
from backchannel.writers.site import is_of_report

DAY = os.environ.setdefault("SOURCE_DATE_EPOCH", "1795737600")
"""The day of all builds, in this process and in those that it starts, so that two of them publish the same."""
TRAFFIC = Path(__file__).parent / "traffic"
VOLUMES = ("frus1969-76v97", "frus1969-76v98", "frus1952-54v13p1", "x#y")
_WORDS = (
    "See Document {n}.",
    "See footnote 1, Document {n}.",
    "See footnote {n} above.",
    "Printed infra.",
    "Supra.",
    "See p. {n}.",
    "See footnote 1, p. {n}.",
    "[Page {n}] He left.",
    "See Foreign Relations, 1969–1976, vol. XCVII, Document {n}.",
    "See Foreign Relations, 1969–1976, vol. XCVIII, p. {n}.",
    "See Foreign Relations, 1952–1954, vol. XIII, Document {n}.",
    "Reference is to Hakto {n}.",
    "Tohak {n} replied to Hakto {n}, December {n}.",
    "In telegram {n} from Saigon, January {n}, he agreed.",
    "Your Tohak {n} was received.",
    "Hakto {n} is Document {n}.",
    "See your last message.",
    "President Marlow spoke. [1 line not declassified]",
    "Source: Jones Library. Secret. Sent via President Marlow and Archer.",
    "Source: Jones Library. Secret. Passed by Baker to the King.",
    "He left. (Jones Library, Archer Papers, Box {n}, Rice) She did too. (Ibid., Box {n}, Sugar)",
    "The NSC and the RICs met, and so did the DOE.",
    "Hakto {n} was sent with a paper.\n\nTab {n}\n\nReport by Archer\n\nStrelsau, May {n}, 1971.\n\nSee Document {n}.",
    "Kestrel told the NSC (WHS 3) that Tohak and Ann Alder were late. WHSR agreed.",
)
_HEADS = (
    "Memorandum From A. Archer to B. Baker",
    "Telegram From the Embassy in Vietnam to the Department of State",
    "Telegram From the Department of State to the Embassy in Vietnam",
    "Message From President Alder to the President’s Assistant (Kestrel) in Northport",
    "Letter From B. Baker to A. Archer",
)
_OPENINGS = (
    "",
    "Saigon, January {n}, 1965, {n} p.m.",
    "Washington, December {n}, 1970.",
    "Tohak {n}. Deliver immediately.",
    "{n}. Ref Deptel {n}.",
)


def sentence(chance: Random) -> str:
    return re.sub(r"\{n\}", lambda _: str(chance.randint(1, 9)), chance.choice(_WORDS))


def text(chance: Random) -> str:
    """Make a document that refers to others, in one of several forms."""
    number = chance.choice([f"{chance.randint(1, 9)}. ", f"{chance.randint(1, 40)}. ", ""])
    opening = re.sub(r"\{n\}", lambda _: str(chance.randint(1, 9)), chance.choice(_OPENINGS))
    paragraphs = [f"{number}{chance.choice(_HEADS)}", opening, *(f"{sentence(chance)}{n}" for n in range(1, chance.randint(1, 4) + 1))]
    notes = [f"  {n}. {sentence(chance)}" for n in range(1, chance.randint(1, 4))]
    return "\n\n".join([*filter(None, paragraphs), "\n".join(notes)]) + "\n"


def page(chance: Random) -> str:
    """Make a saved web page with a document."""
    words = [f'<p>{sentence(chance)}<sup><a href="#n{n}">{n}</a></sup></p>' for n in range(1, chance.randint(1, 3) + 1)]
    notes = [f'<li id="n{n}">{sentence(chance)}</li>' for n in range(1, len(words) + 1)]
    head = f"<h3>{chance.randint(1, 9)}. {chance.choice(_HEADS)}</h3>"
    return f"<nav>Papers</nav><main>{head}{''.join(words)}<ol>{''.join(notes)}</ol></main>"


def texts(root: Path) -> list[Path]:
    return sorted((root / "documents").rglob("*.txt"))


def create_edition(root: Path, chance: Random) -> None:
    """Write an edition with part of the invented traffic and a few more documents."""
    for file in sorted(TRAFFIC.glob("*/*")):
        if file.suffix == ".toml" or (file.suffix == ".txt" and chance.random() < 0.3):
            copy = root / "documents" / file.parent.name / file.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    for _ in range(4):
        add(root, chance)
    change_edition(root, chance)


def add(root: Path, chance: Random) -> None:
    file = root / "documents" / chance.choice(VOLUMES) / f"{chance.choice('abcdefgh')}{chance.randint(1, 9)}.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(chance), encoding="utf-8")


_BY_DATE = "frus1969-76v95"
_IN_ORDER = 30


def print_by_date(root: Path, chance: Random) -> None:
    """Write a volume in order of date, in which every fifth document has no dateline; or change the days of three of its documents."""
    folder = root / "documents" / _BY_DATE
    numbers = chance.sample(range(1, _IN_ORDER + 1), 3) if folder.is_dir() else range(1, _IN_ORDER + 1)
    folder.mkdir(parents=True, exist_ok=True)
    moved = chance.choice((0, 0, 40)) if len(numbers) == 3 else 0
    for number in numbers:
        day = date(1970, 3, 1) + timedelta(3 * number + chance.randint(-moved, moved))
        dateline = [f"Strelsau, {day:%B} {day.day}, {day.year}."] if number % 5 or chance.random() < 0.2 else []
        words = "\n\n".join([f"{number}. {chance.choice(_HEADS)}", *dateline, sentence(chance)])
        (folder / f"{number}.txt").write_text(f"{words}\n", encoding="utf-8")


def restore(root: Path, chance: Random) -> None:
    """Add a document of the invented traffic, or restore it."""
    file = chance.choice(sorted(TRAFFIC.glob("*/*.txt")))
    copy = root / "documents" / file.parent.name / file.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, copy)


def append(root: Path, chance: Random) -> None:
    """Append a document to a file, or remove the last of several documents."""
    file = chance.choice(texts(root) or [None])
    if file is None:
        return
    words = file.read_text(encoding="utf-8")
    first, rule, _ = words.rpartition(RULE)
    file.write_text(first if rule and chance.random() < 0.5 else words + RULE + text(chance), encoding="utf-8")


RULE = "\n-----\n\n"
"""What separates two documents in a file."""


def change(root: Path, chance: Random) -> None:
    """Change a number, insert a sentence, or remove a line."""
    file = chance.choice(texts(root) or [None])
    if file is None:
        return
    words = file.read_text(encoding="utf-8")
    match chance.randint(0, 3):
        case 0:
            places = list(re.finditer(r"\d+", words))
            if places:
                place = chance.choice(places)
                words = words[: place.start()] + str(chance.randint(1, 40)) + words[place.end() :]
        case 1:
            lines = words.split("\n")
            lines.insert(chance.randint(1, len(lines)), f"\n{sentence(chance)}\n")
            words = "\n".join(lines)
        case 2:
            lines = words.split("\n")
            del lines[chance.randrange(len(lines))]
            words = "\n".join(lines)
        case _:
            words = words.replace("the", "some", 1)
    file.write_text(words, encoding="utf-8")


def annotate(root: Path, chance: Random) -> None:
    """Write an annotation file for a text or for a missing document, or remove one."""
    written = sorted((root / "documents").rglob("*.md"))
    if written and chance.random() < 0.3:
        chance.choice(written).unlink()
        return
    file = chance.choice(texts(root) or [None])
    if file is None:
        return
    words = file.read_text(encoding="utf-8")
    number = re.match(r"(\d+)\. ", words)
    quoted = chance.choice(re.findall(r"[A-Z]\w+ [\w ]+", words) or ["nothing"])
    said = {
        "head": f'+++\ndate = "19{chance.randint(60, 75)}-0{chance.randint(1, 9)}"\njourney = "North"\nsource = "a book"\n+++\n',
        "of": f'+++\ntitle = "{file.stem}"\ndocuments = "d{chance.randint(1, 4)}-d{chance.randint(4, 9)}"\n+++\n',
        "whole": f"{sentence(chance)}\n\n",
        "remark": f"> {quoted}\n\n{sentence(chance)}\n\n",
        "note": f"## note {chance.randint(1, 3)} (a letter)\n\nSource: National Archives. Secret. {sentence(chance)}\n\n",
        "corrections": f"## corrections\n\n{quoted}\n: {quoted}s\n\n",
        "settled": f"## settled\n\n- Document {chance.randint(1, 9)} is frus1969-76v97/d{chance.randint(1, 9)}\n- marker 1 is after “n.”\n"
        "- President Marlow means marlow\n- Archer means kestrel\n- Kestrel means kestrel\n",
    }
    name = f"d{number[1]}.md" if number and chance.random() < 0.8 else chance.choice(["d3.md", "d7.md", f"t-{file.stem}.md", *_CHAPTERS])
    file.with_name(name).write_text("".join(part for part in said.values() if chance.random() < 0.6), encoding="utf-8")


_CHAPTERS = ("introduction.md", "a-chapter.md", "persons.md")


def remove(root: Path, chance: Random) -> None:
    for file in chance.sample(texts(root), min(chance.randint(1, 3), len(texts(root)))):
        file.unlink()


def rename(root: Path, chance: Random) -> None:
    """Rename a text, perhaps into another volume."""
    found = texts(root)
    if found:
        file = chance.choice(found)
        target = (
            root / "documents" / chance.choice((*VOLUMES, file.parent.name)) / f"{chance.choice('abcdefgh')}{chance.randint(1, 99)}.txt"
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)


def swap(root: Path, chance: Random) -> None:
    """Swap two texts."""
    found = texts(root)
    if len(found) > 1:
        one, other = chance.sample(found, 2)
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)


def remove_volume(root: Path, chance: Random) -> None:
    shutil.rmtree(root / "documents" / chance.choice(VOLUMES), ignore_errors=True)


_JOURNEY = '[[journeys]]\nname = "Saigon"\nplace = "Saigon"\nfirst = 1970-12-0{n}\nlast = 1970-12-1{n}\n'
_CAPTURE = '[capture]\nprofile = "figures/none"\nskip = ["See Document [{n}-9].*"]\nhead = "[{n}-9]"\n'
_SETTINGS = (
    'title = "One"\nordered = true\n',
    'title = "Two"\npages = [1, {n}]\n',
    'title = "Three"\nvolume = "IX"\n' + _JOURNEY,
    'title = "Four"\n' + _CAPTURE,
    'title = "Five, January–May 197{n}"\n',
    None,
)


def change_settings(root: Path, chance: Random) -> None:
    """Change the settings of a volume, or remove them."""
    file = root / "documents" / chance.choice(VOLUMES) / "volume.toml"
    settings = chance.choice(_SETTINGS)
    if settings is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(settings.replace("{n}", str(chance.randint(1, 8))), encoding="utf-8")


_PEOPLE = (
    '[[people]]\nid = "alder"\nname = "Alder, Ann"\n\n[[people.offices]]\nname = "President"\nfirst = 19{n}0-01-01\n\n',
    '[[people]]\nid = "archer-a"\nname = "Archer, A."\n\n',
    '[[people]]\nid = "archer-b"\nname = "Archer, Bert"\nforms = ["A. Archer"]\n\n',
    '[[people]]\nid = "baker"\nname = "Baker, Bert"\nwikidata = "Q{n}"\n\n',
    '[[people]]\nid = "marlow-{n}"\nname = "Marlow, May"\n\n',
    '[[people]]\nid = "kestrel"\nname = "Kestrel, K."\n\n',
)


def change_people(root: Path, chance: Random) -> None:
    """Write or remove a people file of the edition or of a volume."""
    file = chance.choice([root, *(root / "documents" / volume for volume in VOLUMES)]) / "people.toml"
    if chance.random() < 0.3:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    named = chance.sample(_PEOPLE, chance.randint(1, len(_PEOPLE)))
    file.write_text("".join(named).replace("{n}", str(chance.randint(1, 9))), encoding="utf-8")


_TERMS = (
    '[[terms]]\nabbreviation = "NSC"\nmeaning = "National Security Council {n}"\n\n',
    '[[terms]]\nabbreviation = "NSC"\nmeaning = "New Supply Committee"\nnote = "Note {n}."\n\n',
    '[[terms]]\nabbreviation = "WHS"\nmeaning = "White House series"\n\n',
    '[[terms]]\nabbreviation = "Tohak"\nmeaning = "Messages to the traveler"\nforms = ["Hakto"]\n\n',
    '[[terms]]\nabbreviation = "RIC(s)"\nmeaning = "Rice Import Committee"\n\n',
)
_LISTED = {
    "persons": (
        "Alder, Ann, President of Ruritania from 197{n}",
        "Archer, A., Ambassador until 196{n}",
        "Baker, Bert, Adviser",
        "Kestrel, K.",
        "Marlow, May, see Alder",
    ),
    "terms": (
        "NSC, National Security Council",
        "NSC, Northern Supply Committee {n}",
        "RIC, Rice Import Committee",
        "DOE, Department of Rice",
    ),
}


def change_terms(root: Path, chance: Random) -> None:
    """Write or remove a file of terms of the edition or of a volume."""
    _write_or_remove(chance.choice([root, *(root / "documents" / volume for volume in VOLUMES)]) / "terms.toml", _TERMS, "", chance)


def change_list(root: Path, chance: Random) -> None:
    """Write or remove the printed list of persons or of terms of a volume, by its name or with a heading."""
    kind = chance.choice(sorted(_LISTED))
    name = chance.choice((kind, "list"))
    _write_or_remove(root / "documents" / chance.choice(VOLUMES) / f"{name}.txt", _LISTED[kind], f"{kind.capitalize()}\n\n", chance)


def _write_or_remove(file: Path, parts: Sequence[str], heading: str, chance: Random) -> None:
    if chance.random() < 0.3:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    chosen = chance.sample(parts, chance.randint(1, len(parts)))
    words = "\n".join(chosen) if heading else "".join(chosen)
    file.write_text(heading + words.replace("{n}", str(chance.randint(1, 9))) + "\n", encoding="utf-8")


_DATA = '\n[data]\ntables = ["sqlite", "jsonl"]\ndocuments = true\n'


def change_edition(root: Path, chance: Random) -> None:
    """Change the title, the address, the formats, the series or the data of the edition."""
    series = chance.choice(
        ["", "", '\n[series]\ntitle = "Series {n}"\nvolumes = ["*7", "*{n}"]\n', '\n[series]\nabbreviation = "S{n}"\nvolumes = ["*9{n}"]\n']
    )
    address = chance.choice(["", 'address = "https://example.org/{n}"\n']).replace("{n}", str(chance.randint(1, 2)))
    formats = chance.choice(["", 'formats = ["tei"]\n'])
    number = chance.randint(1, 3)
    words = f'title = "Edition {number}"\n{address}{formats}{series.replace("{n}", str(chance.randint(6, 9)))}'
    data = _DATA if number == 1 else ""  # chosen without `chance`: the seeds of tests keep their editions
    (root / "edition.toml").write_text(f"{words}{data}", encoding="utf-8")
    _write_or_remove(root / "introduction.md", ("# Ruritania\n\n", "Its *papers* of 197{n}.\n\n", "- One\n- Two\n\n"), "", chance)


_ACCEPTANCE = '[[accepted]]\nrule = "{rule}"\ndocument = "{document}"\n{quoted}reason = "Reason {n}"\n'
_RULES = ("H007", "H008", "N001", "N002", "R001", "R003", "V001", "V002", "V003", "V011", "V012", "V013", "M002")
_QUOTED = ("", "", 'quotation = "See"\n', 'quotation = "1. See"\n', 'quotation = "Document"\n')


def accept(root: Path, chance: Random) -> None:
    """Accept some findings and some that don't exist, or remove all acceptances."""
    documents = [f"{volume}/d{n}" for volume in VOLUMES for n in range(1, 10)] + list(VOLUMES)
    entries = (
        _ACCEPTANCE.format(
            rule=chance.choice(_RULES), document=chance.choice(documents), quoted=chance.choice(_QUOTED), n=chance.randint(1, 2)
        )
        for _ in range(chance.choice((0, 9, 30)))
    )
    (root / "accepted.toml").write_text("\n".join(entries), encoding="utf-8")


def change_template(root: Path, chance: Random) -> None:
    """Add a custom template, or remove it."""
    file = root / "templates" / chance.choice(("pages.html.j2", "static/ours.css"))
    if file.exists():
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Ours {chance.randint(1, 3)}", encoding="utf-8")


FOREIGN = "stray.html"
"""A file that somebody else puts into the site, and that builds leave there."""


def break_site(root: Path, chance: Random) -> None:
    """Damage or remove a page, or add a file that no build wrote."""
    pages = sorted((root / "site").rglob("*.html"))
    if pages:
        page = chance.choice(pages)
        match chance.randint(0, 2):
            case 0:
                page.unlink()
            case 1:
                page.write_text("half a pa", encoding="utf-8")
            case _:
                page.with_name(FOREIGN).write_text("stray", encoding="utf-8")


def damage_cache(root: Path, chance: Random) -> None:
    """Remove or damage the files that builds keep."""
    store = root / ".backchannel" / "edition.sqlite"
    if chance.random() < 0.5:
        shutil.rmtree(store.parent, ignore_errors=True)
    elif store.exists():
        store.write_bytes(b"no database" * 100)


def save_page(root: Path, chance: Random) -> None:
    file = root / "documents" / chance.choice(VOLUMES) / f"{chance.choice('ab')}{chance.randint(1, 3)}.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(chance), encoding="utf-8")


def save_witness(root: Path, chance: Random) -> None:
    if found := texts(root):
        chance.choice(found).with_suffix(".html").write_text(page(chance), encoding="utf-8")


def remove_page(root: Path, chance: Random) -> None:
    if found := sorted((root / "documents").rglob("*.html")):
        chance.choice(found).unlink()


EDITS: tuple[Callable[[Path, Random], None], ...] = (
    *(
        add,
        add,
        append,
        append,
        restore,
        restore,
        restore,
        change,
        change,
        change,
        change,
        change,
        remove,
        rename,
        rename,
        swap,
        change_settings,
        change_settings,
    ),
    *(print_by_date, print_by_date),
    *(change_terms, change_terms, change_list, change_list),
    *(annotate, annotate, annotate, change_people, change_people, save_page, save_witness, remove_page),
    *(remove_volume, change_edition, accept, accept, change_template, break_site, damage_cache),
)


def divide_pages(largest: int) -> None:
    """Divide pages in this process that have more bytes, so that small editions have divided ones."""
    parting.LARGEST, parts.LARGEST = largest, largest * 4 // 5


def build(root: Path, progress: pipeline.Progress = lambda *_: None) -> dict[str, bytes]:
    """Build the edition in a folder, and return the files of its site that depend on the edition."""
    project = Project.load(root)
    pipeline.build(project, 1, progress)
    return site(project.site)


def site(folder: Path) -> dict[str, bytes]:
    """Return the files of a site that depend on the edition."""
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {path: data for path, data in found.items() if not is_of_report(path) and not path.endswith(FOREIGN)}


def build_clean(root: Path, elsewhere: Path) -> dict[str, bytes]:
    """Build a copy of the edition that was never built, and return the same files."""
    shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.copytree(root, elsewhere, ignore=shutil.ignore_patterns("site", ".backchannel"))
    return build(elsewhere)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that differ between two sites."""
    return [path for path in sorted(one.keys() | other.keys()) if one.get(path) != other.get(path)]


def compare(root: Path, elsewhere: Path) -> None:
    """Raise an `AssertionError` that names the first files that differ from a clean build."""
    assert differences(build(root), build_clean(root, elsewhere))[:9] == []
