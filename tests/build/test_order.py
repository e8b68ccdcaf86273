"""If two sentences of a paragraph are swapped, the pages that list their references and names follow the new order."""

from __future__ import annotations

from pathlib import Path

import editing
import pytest

FILLER = "He spoke of the ports, and then of the prisoners. " * 9
"""Longer than a preview: what changes after it does not change what other pages show of the document."""

PEOPLE = '[[people]]\nid = "kestrel"\nname = "Kestrel, Karl"\n'


@pytest.mark.parametrize(
    ("first", "second"),
    [("See Document 1.", "Compare Document 1 with it."), ("Yesterday Kestrel came.", "Yesterday Karl Kestrel came.")],
    ids=["references", "names"],
)
def test_a_rebuild_lists_swapped_sentences_in_their_new_order(tmp_path: Path, first: str, second: str) -> None:
    root = tmp_path / "edited"
    volume = root / "documents" / "frus1969-76v99"
    volume.mkdir(parents=True)
    (root / "people.toml").write_text(PEOPLE, encoding="utf-8")
    (volume / "1.txt").write_text("1. Memorandum From A. Archer to B. Baker\n\nOne.\n", encoding="utf-8")
    for sentences in ((first, second), (second, first)):
        text = f"2. Memorandum From A. Archer to B. Baker\n\n{FILLER}\n\nHe left. {' He came back. '.join(sentences)}\n"
        (volume / "2.txt").write_text(text, encoding="utf-8")
        editing.compare(root, tmp_path / "clean")
