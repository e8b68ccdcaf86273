"""The pages of a text with broken lines have the same words as those of the same text with whole paragraphs."""

from __future__ import annotations

import html
import re
import textwrap
from pathlib import Path

from editing import build

VOLUME = "documents/frus1969-76v99"
LETTER = """\
44. Letter From the Ambassador to Ruritania (Archer) to the President’s Assistant for Matters of the Harbor and the Coal (Baker)1

Strelsau, May 5, 1972.

The Duke told Mr. Charles Rudolph that he would not leave Ruritania before the talks on the harbor and the coal had come to an end.2

He spoke of Document 45 and of Soviet-American relations.

Albert Archer

  1. Source: Ruritanian Archives, RG 5, Box 3. Secret. Sent via the Department of State, the Joint Chiefs, and the Rice Office to Archer.
  2. See Document 45, in which Mr. Charles Rudolph describes the harbor. The negotiations had begun in March. They ended in May.
"""
OTHER = "45. Memorandum From Archer to Baker\n\nMr. Charles Rudolph saw the Duke.\n"
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
NOTED = re.compile(r"(?:Edition notes )?(?:heading|¶\d+) Lines broken at a column; \d+ were joined with the next line\. ")


def broken(text: str) -> str:
    lines = (textwrap.fill(line, 70, subsequent_indent="     " * line.startswith(" "), break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join(lines)


def words(root: Path, text: str) -> dict[str, str]:
    """Build an edition, and return the words of its pages."""
    (root / VOLUME).mkdir(parents=True)
    (root / VOLUME / "volume.toml").write_text('title = "Ruritania, 1972"\n')
    (root / VOLUME / "44.txt").write_text(text, encoding="utf-8")
    (root / VOLUME / "45.txt").write_text(OTHER, encoding="utf-8")
    return {path: NOTED.sub("", _words(data)) for path, data in build(root).items() if path.endswith("html")}


def _words(page: bytes) -> str:
    """Return the words of a page on one line."""
    shown = _SCRIPT.sub("", page.decode())
    return " ".join(html.unescape(_TAG.sub("", shown)).split())


def test_the_pages_of_a_broken_text_have_the_same_words(tmp_path: Path) -> None:
    whole, lines = words(tmp_path / "whole", LETTER), words(tmp_path / "broken", broken(LETTER))
    for path in whole.keys() - {"findings.html", "editors.html"}:
        assert lines[path] == whole[path], path
