"""Every file has a text, and every position in it counts characters of that text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.source import Source, Span, decode

DECODED = [
    ("UTF-8", "Thieu’s".encode(), "Thieu’s", "utf-8"),
    ("a byte order mark is dropped", b"\xef\xbb\xbfTohak 71", "Tohak 71", "utf-8"),
    ("Windows line breaks become single newlines", b"a\r\nb\rc\n", "a\nb\nc\n", "utf-8"),
    ("Windows-1252 that is not UTF-8", b"Thieu\x92s", "Thieu’s", "windows-1252"),
    ("a byte unused in Windows-1252 is a control character", b"\x92\x81", "’\x81", "windows-1252"),
    ("UTF-16 with its byte order mark", "Hakto 18".encode("utf-16"), "Hakto 18", "utf-16"),
    ("nothing", b"", "", "utf-8"),
]


@pytest.mark.parametrize(("data", "text", "encoding"), [row[1:] for row in DECODED], ids=[row[0] for row in DECODED])
def test_bytes_are_decoded(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@given(st.binary(max_size=400))
def test_all_bytes_have_a_text_without_carriage_returns(data: bytes) -> None:
    text, _ = decode(data)
    assert "\r" not in text
    assert bool(text) == bool(data.removeprefix(b"\xef\xbb\xbf")) or data[:2] in (b"\xff\xfe", b"\xfe\xff")


@given(st.text(alphabet="ab\n", max_size=60).flatmap(lambda text: st.tuples(st.just(text), st.integers(0, len(text)))))
def test_a_position_gives_back_its_offset(case: tuple[str, int]) -> None:
    text, offset = case
    line, column = Source("a.txt", text).place(offset)
    assert sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + column - 1 == offset


def test_a_source_knows_its_path_and_its_words(tmp_path: Path) -> None:
    file = tmp_path / "v" / "x.txt"
    file.parent.mkdir()
    file.write_bytes(b"Tohak 71. Deliver.")
    source = Source.read(file, tmp_path)
    assert source.path == "v/x.txt"
    assert source.words(Span(0, 8)) == "Tohak 71"
