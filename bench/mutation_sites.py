"""Finds the mutants of a module, and installs one in the loaded module.

Tests keep references to functions that they imported, so a module is not loaded again: the code of the mutated function replaces that of
the loaded one. For a mutant outside functions, the module's assignments run again, and those of modules that imported their values.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import NamedTuple

from mutation_operators import OPERATORS

_FUTURE = sys.modules["__future__"].annotations.compiler_flag
_OF_TYPES = frozenset({"annotation", "returns", "type_comment"})
_WIDEST = 90
"""Characters of a change shown before and after."""


class Mutant(NamedTuple):
    """One change to one place of a module. `function` is empty outside of functions and classes, `line` the text of the source line,
    `change` the code before and after; `first` and `last` are the lines that run if the change matters; `site` and `variant` say which
    place and which change of the operator it is."""

    module: str
    function: str
    operator: str
    line: str
    change: str
    lineno: int
    first: int
    last: int
    site: int
    variant: int


class Site(NamedTuple):
    """A node that may be mutated: its parent's field, and the place in it if that is a list; the function (or class) that has the node, and
    the lines of its statement."""

    parent: ast.AST
    field: str
    place: int | None
    node: ast.AST
    function: str
    lines: tuple[int, int]

    def put(self, node: ast.AST) -> None:
        ast.copy_location(node, self.node)
        if self.place is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.place] = node


def find_mutants(name: str) -> list[Mutant]:
    """Find all mutants of a module of the package, in the order of its text."""
    source = _file(name).read_text(encoding="utf-8")
    lines = source.splitlines()
    found: list[Mutant] = []
    for number, site in enumerate(_sites(ast.parse(source), "", (1, 1))):
        for operator, mutate in OPERATORS.items():
            for variant, node in enumerate(mutate(site.node)):
                change = _change(site.node, node)
                lineno = getattr(site.node, "lineno", site.lines[0])
                line = lines[lineno - 1].strip()
                found.append(Mutant(name, site.function, operator, line, change, lineno, *site.lines, number, variant))
    return found


def install(mutant: Mutant) -> None:
    """Make the loaded module behave as the mutant does."""
    module = import_module(f"backchannel.{mutant.module}")
    tree = ast.parse(_file(mutant.module).read_text(encoding="utf-8"))
    site = [*_sites(tree, "", (1, 1))][mutant.site]
    site.put([*OPERATORS[mutant.operator](site.node)][mutant.variant])
    ast.fix_missing_locations(tree)
    if mutant.function:
        outer = mutant.function.partition(".")[0]
        body = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == outer]
        scope = dict(vars(module))
        _run(module, body, scope)
        _swap(vars(module)[outer], scope[outer])
    else:
        _assign_again(module, tree)
    for value in vars(module).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def _file(name: str) -> Path:
    found = import_module(f"backchannel.{name}").__file__
    assert found is not None
    return Path(found)


def _change(old: ast.AST, new: ast.AST) -> str:
    """Show the code before and after; if part of a string was left out, that part: `a < b → a <= b` · `AND b = 2 → `"""
    if isinstance(old, ast.Constant) and isinstance(new, ast.Constant) and isinstance(old.value, str) and old.value:
        short = str(new.value)
        kept = next((n for n, (one, other) in enumerate(zip(old.value, short, strict=False)) if one != other), len(short))
        return f"{' '.join(old.value[kept : len(old.value) - len(short) + kept].split())} → "
    return f"{_shown(old)} → {_shown(new)}"


def _shown(node: ast.AST) -> str:
    """Write a node as code on one line, truncated if it is long: `a < b`"""
    return " ".join(ast.unparse(node).split())[:_WIDEST]


def _sites(node: ast.AST, function: str, lines: tuple[int, int]) -> Iterator[Site]:
    """Yield the nodes below `node` that run, in the order of the text; no annotations, docstrings or imports."""
    for field, value in ast.iter_fields(node):
        if field in _OF_TYPES:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _is_skipped(child):
                continue
            inside = f"{function}.{child.name}".strip(".") if isinstance(child, ast.FunctionDef | ast.ClassDef) else function
            around = _lines(child, node) if isinstance(child, ast.stmt) else lines
            yield Site(node, field, index, child, inside, around)
            yield from _sites(child, inside, around)


def _is_skipped(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    return isinstance(node, ast.Import | ast.ImportFrom) or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")


def _lines(node: ast.stmt, parent: ast.AST) -> tuple[int, int]:
    """Find the lines that a statement affects: its own, or those of its header if it has a body; all lines of a function for its defaults;
    the whole module for a field of a class."""
    if isinstance(parent, ast.ClassDef) and not isinstance(node, ast.FunctionDef):
        return 1, sys.maxsize
    body = [] if isinstance(node, ast.FunctionDef | ast.ClassDef) else getattr(node, "body", [])
    return node.lineno, max(node.lineno, body[0].lineno - 1) if body else node.end_lineno or node.lineno


def _run(module: ModuleType, body: Iterable[ast.stmt], scope: dict[str, object]) -> None:
    code = compile(ast.Module([*body], []), module.__file__ or "", "exec", _FUTURE, dont_inherit=True)
    exec(code, scope)


def _swap(old: object, new: object) -> None:
    """Put the code and defaults of `new`, a function or class, into `old`."""
    old, new = getattr(old, "__wrapped__", old), getattr(new, "__wrapped__", new)
    if isinstance(old, staticmethod) and isinstance(new, staticmethod):  # the `__new__` of a named tuple, which has its defaults
        old, new = old.__func__, new.__func__
    if isinstance(old, property) and isinstance(new, property):
        old, new = old.fget, new.fget
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    elif isinstance(old, type) and isinstance(new, type):
        for name, member in vars(new).items():
            if isinstance(member, FunctionType | property | staticmethod):
                _swap(vars(old)[name], member)


def _assign_again(module: ModuleType, tree: ast.Module) -> None:
    """Run the assignments of a module again, and then those of the modules that imported what they changed."""
    before = dict(vars(module))
    body = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    _run(module, body, vars(module))
    changed = {name: before[name] for name, value in vars(module).items() if name in before and value is not before[name]}
    for other in [*sys.modules.values()]:
        names = [name for name, old in changed.items() if other is not module and vars(other).get(name) is old]
        for name in names:
            setattr(other, name, vars(module)[name])
        if names and other.__name__.startswith("backchannel."):
            _assign_again(other, ast.parse(Path(other.__file__ or "").read_text(encoding="utf-8")))
