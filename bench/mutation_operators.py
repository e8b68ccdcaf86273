"""Lists the ways to mutate one node of a syntax tree: each operator is a function, and a row of `OPERATORS`.

An operator takes a node and yields its replacements. It never changes the node itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from copy import copy

Operator = Callable[[ast.AST], Iterator[ast.AST]]

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_CONJUNCT = re.compile(r"\bAND (?!\()(?>(?:(?!\b(?:AND|OR|ORDER|UNION|LIMIT|WHEN)\b|[()\n]).)+)(?!\()")
"""A conjunct of a SQL condition: `AND r.kind <> 'message'`. One with parentheses is not matched."""
_FIRST_CONJUNCT = re.compile(r"(?<=\bWHERE )(?:(?!\b(?:AND|OR|ORDER|UNION|LIMIT)\b|[()\n]).)+ AND ")
_ORDER = re.compile(r"\bORDER BY [\w., ]+?(?: DESC)?(?= LIMIT|$|\n|\))")


def swap_comparison(node: ast.AST) -> Iterator[ast.AST]:
    """Swap a comparison: `a < b` → `a <= b` · `a in b` → `a not in b`"""
    if isinstance(node, ast.Compare):
        for i, operator in enumerate(node.ops):
            changed = copy(node)
            changed.ops = [*node.ops[:i], _COMPARED[type(operator)](), *node.ops[i + 1 :]]
            yield changed


def swap_and_or(node: ast.AST) -> Iterator[ast.AST]:
    """Swap `and` and `or`: `a and b` → `a or b`"""
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def drop_not(node: ast.AST) -> Iterator[ast.AST]:
    """Drop a negation: `not a` → `a`"""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand


def swap_arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    """Swap an arithmetic operator: `a + b` → `a - b` · `a += b` → `a -= b` · `-a` → `a`"""
    if isinstance(node, ast.BinOp | ast.AugAssign):
        changed = copy(node)
        changed.op = _COMPUTED[type(node.op)]()
        yield changed
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand


def change_constant(node: ast.AST) -> Iterator[ast.AST]:
    """Change a constant: `2` → `3` · `True` → `False` · `""` → `"x"`"""
    if isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool):
            yield ast.Constant(not value)
        elif isinstance(value, int | float):
            yield ast.Constant(value + 1)
        elif value == "":
            yield ast.Constant("x")


def return_none(node: ast.AST) -> Iterator[ast.AST]:
    """Return nothing: `return a` → `return None`"""
    if isinstance(node, ast.Return) and node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield ast.Return(ast.Constant(None))


def drop_statement(node: ast.AST) -> Iterator[ast.AST]:
    """Drop a statement: `a.append(b)` → `pass` · `a += 1` → `pass` · `a[b] = c` → `pass`"""
    assigned = node.targets[0] if isinstance(node, ast.Assign) else None
    if isinstance(node, ast.Expr | ast.AugAssign) or isinstance(assigned, ast.Subscript | ast.Attribute):
        yield ast.Pass()


def drop_jump(node: ast.AST) -> Iterator[ast.AST]:
    """Drop a jump: `continue` → `pass` · `break` → `pass`"""
    if isinstance(node, ast.Continue | ast.Break):
        yield ast.Pass()


def fix_condition(node: ast.AST) -> Iterator[ast.AST]:
    """Fix a condition: `if a:` → `if True:`, `if False:` · `b if a else c` → `b`, `c` · `while a:` → `while False:`"""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        for value in (False,) if isinstance(node, ast.While) else (True, False):
            changed = copy(node)
            changed.test = ast.Constant(value)
            yield changed


def fix_filter(node: ast.AST) -> Iterator[ast.AST]:
    """Drop a filter: `[a for a in b if c]` → `[a for a in b]`"""
    if isinstance(node, ast.comprehension):
        for i in range(len(node.ifs)):
            changed = copy(node)
            changed.ifs = [*node.ifs[:i], *node.ifs[i + 1 :]]
            yield changed


def open_slice(node: ast.AST) -> Iterator[ast.AST]:
    """Open a slice at one end: `a[1:2]` → `a[:2]`, `a[1:]`"""
    if isinstance(node, ast.Slice):
        for bound in ("lower", "upper"):
            if getattr(node, bound) is not None:
                changed = copy(node)
                setattr(changed, bound, None)
                yield changed


def swap_function(node: ast.AST) -> Iterator[ast.AST]:
    """Swap a function for its opposite: `min(a, b)` → `max(a, b)` · `any(a)` → `all(a)`"""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLED:
        changed = copy(node)
        changed.func = ast.Name(_CALLED[node.func.id], ast.Load())
        yield changed


def drop_from_sql(node: ast.AST) -> Iterator[ast.AST]:
    """Drop a part of a query: `WHERE a = 1 AND b = 2` → `WHERE a = 1`, `WHERE b = 2` · `ORDER BY a` → nothing"""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        for pattern in (_CONJUNCT, _FIRST_CONJUNCT, _ORDER):
            for found in pattern.finditer(node.value):
                yield ast.Constant(node.value[: found.start()] + node.value[found.end() :])


OPERATORS: dict[str, Operator] = {
    "comparison": swap_comparison,
    "and/or": swap_and_or,
    "not": drop_not,
    "arithmetic": swap_arithmetic,
    "constant": change_constant,
    "return": return_none,
    "statement": drop_statement,
    "jump": drop_jump,
    "condition": fix_condition,
    "filter": fix_filter,
    "slice": open_slice,
    "function": swap_function,
    "sql": drop_from_sql,
}
