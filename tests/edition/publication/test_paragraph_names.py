"""The names of paragraphs follow their words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.edition.publication.history import History, PublishedLine, history_row, parsed, shortest
from backchannel.edition.publication.naming import paragraph_names
from backchannel.edition.wordings import wording

CASES = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines()
    if "|" in line
]


def words(sign: str) -> str:
    """Write the paragraph of a sign: twelve words, that differ from those of any other letter."""
    if "+" in sign:
        return " ".join(map(words, sign.split("+")))
    said = ["Approved"] if sign == "s" else [f"{sign[0]}{n}word" for n in range(12)]
    return " ".join({"1": said[:7], "2": said[7:], "'": [*said[:4], "other", *said[5:]]}.get(sign[1:], said))


def line(n: int, names: Sequence[str], texts: Sequence[str], build: str = "") -> PublishedLine:
    """Make the line of a build that publishes these paragraphs."""
    said = {name: tuple(wording(text)) for name, text in zip(names, texts, strict=True)}
    fields = {"n": n, "build": build or f"b{n}", "day": "2026-11-29", "document": "v/d1", "state": "x"}
    return PublishedLine.model_validate({**fields, "names": shortest(names), "words": said})


def named(texts: Sequence[str], history: History) -> list[str]:
    return paragraph_names([wording(text).digest for text in texts], history, lambda: texts)


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_names_follow_their_words(before: str, after: str, expected: str) -> None:
    published = [words(sign) for sign in before.split()]
    history = History([line(1, named(published, History(())), published)] if published else ())
    assert named([words(sign) for sign in after.split()], history) == expected.split()


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "e'", "e", "s", "a+b", "c1", "c2"]).map(words), max_size=9)


@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_publishing_again_changes_no_name(states: list[list[str]]) -> None:
    lines: list[PublishedLine] = []
    for n, texts in enumerate(states, 1):
        names = named(texts, History(lines))
        assert len(set(names)) == len(texts)
        lines.append(line(n, names, texts))
        assert named(texts, History(lines)) == names


@given(TEXTS, TEXTS)
def test_a_name_never_passes_to_other_words(before: list[str], after: list[str]) -> None:
    history = History([line(1, named(before, History(())), before)])
    published = dict(zip(named(before, history), before, strict=True))
    for name, text in zip(named(after, history), after, strict=True):
        if name in published and published[name] != text:
            assert set(published[name].split()) & set(text.split())


@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=3))
def test_the_order_of_lines_and_lines_that_occur_twice_change_nothing(order: list[int], twice: list[int]) -> None:
    states = ["a b c", "x a b c", "x a c", "c x a y"]
    lines: list[PublishedLine] = []
    for n, state in enumerate(states, 1):
        texts = [words(sign) for sign in state.split()]
        lines.append(line(n, named(texts, History(lines)), texts))
    shuffled = [lines[n] for n in (*order, *twice)]
    assert History(shuffled).lines == lines
    assert history_row("v/d1", (line.written() for line in shuffled)) == history_row("v/d1", (line.written() for line in lines))


def test_a_line_is_read_as_it_was_written() -> None:
    written = line(3, ["p1", "p1a"], ["One “two” three.", "\ue000 four"])
    assert parsed(written.written()) == written
    assert parsed("<<<<<<< HEAD") is None
    assert parsed('{"n":1}') is None
