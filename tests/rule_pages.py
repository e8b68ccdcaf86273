"""Read the manual's pages on the rules (`docs/rules/*.md`). The examples on a page are also the test of its rule.

A page gives the rule's name and severity, the reason for the rule, what to do, and two examples: files with the finding, together with the
output, and files without it. If no example can show the finding, the page says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from backchannel.build import pipeline
from backchannel.checks import formats
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.printed import on_one_line
from backchannel.readers.text.document import read_documents
from backchannel.rules import CATALOG
from backchannel.settings import Project
from backchannel.source import Source

MANUAL = Path(__file__).parents[1] / "docs"
FOLDER = MANUAL / "rules"
PAGES = sorted(FOLDER.glob("[A-Z]*.md"))

_HEADING = re.compile(r"^## (Why|What to do|Example with this finding|Example without it|Why there is no example)\n", re.MULTILINE)
_BLOCK = re.compile(r"^```\{code-block\} (?:text|toml)\n:caption: ([^\n]+)\n\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")
_IN_BYTES = " (in bytes)"
_OUTPUT = ("output", "consumed")

Files = dict[str, bytes]
"""The files of an example, by path in the edition."""


class Page(NamedTuple):
    """A page: its title, the line below the title, its sections by heading, and its examples, which are empty if it has none."""

    title: str
    line: str
    sections: dict[str, str]
    bad: Files
    output: list[str]
    good: Files


def read_page(file: Path) -> Page:
    head, *parts = _HEADING.split(file.read_text(encoding="utf-8"))
    title, line = (words for words in head.split("\n") if words.strip())
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    blocks = {heading: dict(_BLOCK.findall(words)) for heading, words in sections.items()}
    bad = blocks.get("Example with this finding", {})
    output = [line for caption in _OUTPUT for line in bad.pop(caption, "").splitlines()]
    return Page(title, line, sections, _files(bad), output, _files(blocks.get("Example without it", {})))


def _files(blocks: dict[str, str]) -> Files:
    """Convert code blocks to files. In a block whose caption ends with `(in bytes)`, `\\x92` is one byte."""
    return {caption.removesuffix(_IN_BYTES): _bytes(words, _IN_BYTES in caption) for caption, words in blocks.items()}


def _bytes(words: str, escaped: bool) -> bytes:
    data = words.encode()
    return _BYTE.sub(lambda match: bytes.fromhex(match[1].decode()), data) if escaped else data


def output_for(root: Path, files: Files, rule: str) -> list[str]:
    """Write an edition of these files to the folder `root`, and return the output for one rule: the lines that `check -v` prints, and the
    marks that were consumed under the rule. A volume without a `volume.toml` gets one, unless the rule is about that."""
    for path, data in files.items():
        _write(root / path, data)
        title_page = (root / path).with_name("volume.toml")
        if path.startswith("documents/") and title_page.relative_to(root).as_posix() not in files and rule != "V002":
            _write(title_page, b'title = "Ruritania, 1972"\n')
    return [*_printed(Project.load(root), rule), *_consumed(root, files, rule)]


def _printed(project: Project, rule: str) -> list[str]:
    pipeline.examine(project, 1, lambda *_: None)
    with Store.reading(project.store) as store:
        found = [found._replace(path=project.edition.shown(found.path)) for found in findings(store) if found.rule == rule]
    return [line for line in formats.text(found) if f" × {rule} " not in line]


def _consumed(root: Path, files: Files, rule: str) -> Iterator[str]:
    """`documents/frus1969-76v99/44.txt:5:3: consumed T001 “• ” (bullet)`"""
    for path in files:
        if path.endswith(".txt"):
            source = Source.read(root / path, root)
            for document in read_documents(source, (root / path).parent.name):
                for part in document.consumed:
                    if part.rule == rule:
                        line, column = source.place((document.start or 0) + part.start)
                        words = on_one_line(document.text[part.start : part.end])
                        yield f"{path}:{line}:{column}: consumed {rule} “{words}” ({CATALOG[rule].name})"


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
