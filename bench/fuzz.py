"""Mutates texts and whole editions at random, and checks that nothing fails, is lost or is injected.

usage: fuzz.py [--seconds N] [--texts N] [--editions N] [--seed N | --seed-by-date]

Texts are read; editions, with mutated texts, settings, annotations and file names, are built. Checked are: no exception, all spans inside
their text, each character of a text on its page, no broken link, no markup of a text in a page, one record of a bibliography for each
document, and a row of the intake ledger for each name. A fault is printed with the seed that repeats it: `--texts 1 --seed N`.

Exit status: 1 if there was a fault.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

import rispy
from conservation import exceptions

from backchannel import rules
from backchannel.build import pipeline
from backchannel.readers.text.document import read_documents
from backchannel.records import Document
from backchannel.settings import Project, SettingsError
from backchannel.source import Source
from backchannel.system.source_files import spelled_out
from backchannel.writers.links import check_links

TESTS = Path(__file__).resolve().parents[1] / "tests"
_INJECTED = "<script>xss"
_PIECES = (
    *(" ", "\n", "\n\n", "\t", "\r\n", "\0", "\x07", "\x85", "\u2028", "\ufeff", "\u00a0", "\ue000", "\ufdd0", "\U0001f600", "e\u0301"),
    *("1", "2.1", "  1. ", "  2. Source: x.", "- ↩", "[Page 5]", "[Page xiv]", "[1 line not declassified]", "[", "]", "“", "”", "*", "†"),
    *(
        "Document 3",
        "footnote 2 above",
        "ibid.",
        "Tohak 71",
        "Your Hakto 18",
        "December 31, 9999",
        "January 1, 0001",
        "2400Z",
        "—",
        "-----",
    ),
    *(
        _INJECTED,
        "</p>",
        "&amp;",
        "&#0;",
        "<!--",
        "{{ 1/0 }}",
        "{% raw %}",
        "ER  - \nTY  - BOOK",
        "}\n@book{x,",
        "=1+1",
        "\\",
        "%s",
        "${x}",
    ),
    *(" " * 300, "a" * 300, "1 " * 100, "(" * 100, "\n" * 100),
)
_NAMES = (
    "b.TXT",
    "c.text",
    "._a.txt",
    "two\nlines.txt",
    "bad\udcff.txt",
    "é.txt",
    "e\u0301.txt",
    "L" * 200 + ".txt",
    "D1.MD",
    "#?%.txt",
    "x&<b>.html",
)


def main() -> int:
    options = _options()
    seed = int(datetime.now(UTC).strftime("%Y%m%d")) * 1_000_000 if options.seed_by_date else options.seed
    began, faults, done = time.monotonic(), 0, {"texts": 0, "editions": 0}
    with tempfile.TemporaryDirectory() as folder:
        for kind, number in _turns(options.texts, options.editions):
            if options.seconds and time.monotonic() - began > options.seconds:
                break
            fault = text_fault(Random(seed + number)) if kind == "texts" else edition_fault(Random(seed + number), Path(folder) / "edition")
            done[kind] += 1
            if fault:
                faults += 1
                print(f"{kind} {seed + number}: {fault}", flush=True)
    print(f"seed {seed}: {done['texts']:,} texts and {done['editions']:,} editions: {faults} faults")
    return int(faults > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Mutates texts and editions at random, and checks that nothing fails or is lost.")
    parser.add_argument("--seconds", type=float, default=0, metavar="N", help="stop after so many seconds")
    parser.add_argument("--texts", type=int, default=400_000, metavar="N", help="number of texts")
    parser.add_argument("--editions", type=int, default=5_000, metavar="N", help="number of editions")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of the first text and edition")
    parser.add_argument("--seed-by-date", action="store_true", help="another seed every day")
    return parser.parse_args()


def _turns(texts: int, editions: int) -> Iterator[tuple[str, int]]:
    """Yield the kind and number of each trial; editions are spread among the texts."""
    spread = max(1, texts // max(1, editions))
    for number in range(max(texts, editions * spread)):
        if number < texts:
            yield "texts", number
        if number % spread == 0 and number // spread < editions:
            yield "editions", number // spread


@cache
def _texts() -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((TESTS / "traffic").rglob("*.txt"))]


def mutated(text: str, chance: Random) -> str:
    """Return a text with some parts cut, doubled, moved, or replaced by pieces that are hard to read."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 1, 3, 20, 200)))
        part, at = text[start:end], chance.randint(0, len(text))
        match chance.randrange(5):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:at] + part + text[at:]
            case 2:
                other = chance.choice(_texts())
                cut = chance.randint(0, len(other))
                text = text[:start] + other[cut : cut + 200] + text[end:]
            case _:
                text = text[:start] + chance.choice(_PIECES) + text[end:]
    return text


def text_fault(chance: Random) -> str:
    """Read a mutated text. Returns what is wrong, or nothing."""
    data = mutated(chance.choice(_texts()), chance).encode()
    if chance.random() < 0.1:
        at = chance.randrange(len(data) or 1)
        data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    return _caught(lambda: next(filter(None, map(_misplaced, read_documents(Source.of("v/a.txt", data), "frus1969-76v99"))), ""))


def _misplaced(document: Document) -> str:
    """Name a span that is not in the text, or text that the reader itself found lost or doubled."""
    if found := next((f for f in document.findings if f.rule in (rules.LOST_TEXT.id, rules.DOUBLED_TEXT.id)), None):
        return found.message
    parts = (*document.blocks, *document.markers, *document.notes, *document.pages, *document.references, *document.consumed)
    return next((f"{part!r} is outside the text" for part in parts if not 0 <= part.start <= part.end <= len(document.text)), "")


def edition_fault(chance: Random, root: Path) -> str:
    """Build a mutated edition. Returns what is wrong, or nothing."""
    shutil.rmtree(root, ignore_errors=True)
    documents = root / "documents"
    for file in sorted((TESTS / "traffic").glob("frus1969-76v98/*")):
        if file.suffix == ".toml" or (file.suffix in (".txt", ".md") and chance.random() < 0.3):
            copy = documents / "frus1969-76v98" / file.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            words = file.read_text(encoding="utf-8")
            copy.write_text(words if chance.random() < 0.4 else mutated(words, chance), encoding="utf-8", newline="")
    for name in chance.sample(_NAMES, 3):
        words = mutated(chance.choice(_texts()), chance)
        (documents / "frus1969-76v98" / name).write_text(words, encoding="utf-8", newline="")
    return _caught(lambda: _fault_of_site(root))


def _fault_of_site(root: Path) -> str:
    try:
        project = Project.load(root)
        pipeline.build(project, 1, lambda *_: None)
    except SettingsError:  # one sentence
        return ""
    ledger = project.store.with_name("intake").read_text(encoding="utf-8")
    rows = {line.split("\t")[1] for line in ledger.split("\n") if line}
    names = {spelled_out(file.relative_to(project.documents).as_posix()) for file in project.documents.rglob("*") if file.is_file()}
    if names != rows:
        return f"names without a row: {names ^ rows}"
    if broken := check_links(project.site).broken:
        return f"broken links: {broken[:3]}"
    documents, lost = exceptions(root, 1)
    if lost:
        return f"text: {lost[0]}"
    cited = sum(len(rispy.loads(file.read_text(encoding="utf-8"))) for file in project.site.glob("*/citations.ris"))
    if cited != documents:
        return f"{documents} documents and {cited} records"
    pages = (page for page in project.site.rglob("*.html") if _INJECTED in page.read_text(encoding="utf-8"))
    return f"markup in {page.name}" if (page := next(pages, None)) else ""


def _caught(trial: Callable[[], str]) -> str:
    try:
        return trial()
    except Exception:
        return traceback.format_exc(limit=-3)


if __name__ == "__main__":
    sys.exit(main())
