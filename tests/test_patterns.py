"""Long patterns are verbose, with samples beside their branches."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest

from backchannel import vocabulary

PACKAGE = Path(__file__).parents[1] / "src" / "backchannel"
LONGEST_PLAIN = 120
"""Length in characters up to which a pattern needs no comments."""
FIELDS = sorted(
    file.name.removesuffix(".toml")
    for file in files("backchannel").joinpath("data").iterdir()
    if file.name.endswith(".toml") and "[[term]]" in file.read_text("utf-8")
)


def literal(node: ast.AST, names: dict[str, str]) -> str:
    """Return the literal text of a pattern, including the module's own constants, without computed parts."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(literal(part, names) for part in parts)
        case ast.FormattedValue(value=value):
            return literal(value, names)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return literal(left, names) + literal(right, names)
        case ast.Name(id=name):
            return names.get(name, "")
        case _:
            return ""


def patterns(code: str) -> list[tuple[int, str, bool]]:
    """Yield each pattern given to a function of `re` in `code`: its line, its text, and whether it is verbose."""
    tree = ast.parse(code)
    names: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            names[target.id] = literal(node.value, names)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args]
    flags = [" ".join(map(ast.unparse, [*call.args[1:], *(keyword.value for keyword in call.keywords)])) for call in calls]
    return [(call.lineno, literal(call.args[0], names), "VERBOSE" in given) for call, given in zip(calls, flags, strict=True)]


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_a_long_pattern_is_verbose_and_has_a_sample(file: Path) -> None:
    long = [found for found in patterns(file.read_text(encoding="utf-8")) if len(found[1]) > LONGEST_PLAIN]
    assert [line for line, _, verbose in long if not verbose] == []
    assert [line for line, text, _ in long if not re.search(r"(?m)(?:^|\s)# \S", text)] == []


def test_a_pattern_put_together_from_parts_counts_as_a_whole() -> None:
    code = f'_A = r"{"a" * 70}"\n_B = re.compile(rf"{{_A}}{"b" * 60}")\n_C = re.compile("c" + _A, re.VERBOSE)\n'
    assert [(line, len(text), verbose) for line, text, verbose in patterns(code)] == [(2, 130, False), (3, 71, True)]


@pytest.mark.parametrize("field", FIELDS)
def test_the_words_of_a_field_mean_the_same_in_a_verbose_pattern(field: str) -> None:
    words = vocabulary.alternatives(field)
    plain, verbose = re.compile(words), re.compile(f" {words} # a comment", re.VERBOSE)
    printed = [word for term in vocabulary.terms(field) for word in term.words]
    assert all(plain.fullmatch(word) and verbose.fullmatch(word) for word in printed)
    assert not re.search(r"(?<!\\)[\s#]", words)
