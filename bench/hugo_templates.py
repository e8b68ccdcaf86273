"""Translates the template of a document's page, with the templates that it extends and imports, from Jinja to Hugo's template language.

So Hugo runs the same loops over the same view model. What Jinja writes as

    {% for chip in field.chips %}<li{% if chip.classes %} class="{{ chip.classes }}"{% endif %}>{{ chip.text }}</li>{% endfor %}

becomes

    {{ range $chip := $field.chips }}<li{{ if $chip.classes }} class="{{ $chip.classes }}"{{ end }}>{{ $chip.text }}</li>{{ end }}

A macro becomes a template of its own. Only what these templates use is translated; anything else raises `NotImplementedError`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import singledispatchmethod

from jinja2 import Environment, nodes
from shared_corpus import PROJECT

from backchannel.pages.citing.citation import MetaTag
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.layout import NavItem

_FOLDER = PROJECT / "templates"
_READER = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
UNPACKED = {len(kind._fields): kind._fields for kind in (Inline, NavItem, MetaTag)}
"""The names of the fields of the records that loops unpack, by their number."""
_HTML = {"introduction", "html"}
"""Fields that are HTML already."""


def page_template() -> str:
    """Translate the template of a document's page."""
    return _Translator().page("document.html.j2")


def field_names() -> set[str]:
    """Return the names of all fields that the template uses, with those that it extends and imports."""
    used = (
        found.attr
        for file in (_FOLDER / "base.html.j2", _FOLDER / "document.html.j2", *(_FOLDER / "parts").glob("*.j2"))
        for found in _parsed(file.relative_to(_FOLDER).as_posix()).find_all(nodes.Getattr)
    )
    return {*used, *(field for fields in UNPACKED.values() for field in fields)}


def _parsed(name: str) -> nodes.Template:
    return _READER.parse((_FOLDER / name).read_text(encoding="utf-8"))


class _Translator:
    def __init__(self) -> None:
        self._blocks: dict[str, nodes.Block] = {}
        self._macros: dict[str, nodes.Macro] = {}
        self._file = ""

    def page(self, name: str) -> str:
        """Translate a page's template into that which it extends; the macros that it imports follow."""
        child = _parsed(name)
        self._blocks = {block.name: block for block in child.find_all(nodes.Block)}
        for imported in child.find_all(nodes.Import):
            self._macros |= {f"{imported.target}-{macro.name}": macro for macro in _parsed(_name(imported.template)).find_all(nodes.Macro)}
        base = _parsed(_name(next(child.find_all(nodes.Extends)).template))
        return "".join(("{{ $page := .Params.view }}", self._all(base.body), *self._defined()))

    def _defined(self) -> Iterator[str]:
        for name, macro in self._macros.items():
            self._file = name.partition("-")[0]
            names = [argument.name for argument in macro.args]
            taken = f"{{{{ ${names[0]} := . }}}}" if len(names) == 1 else "".join(f"{{{{ ${each} := .{each} }}}}" for each in names)
            yield f'\n{{{{ define "{name}" }}}}{taken}{self._all(macro.body)}{{{{ end }}}}'

    def _all(self, body: Sequence[nodes.Node]) -> str:
        return "".join(map(self._statement, body))

    @singledispatchmethod
    def _statement(self, node: nodes.Node) -> str:
        raise NotImplementedError(f"{type(node).__name__}, line {node.lineno}")

    @_statement.register
    def _(self, node: nodes.Block) -> str:
        return self._all(self._blocks.get(node.name, node).body)

    @_statement.register
    def _(self, node: nodes.If) -> str:
        cases = [(f"{{{{ {word} {self._value(case.test)} }}}}", case.body) for word, case in _cases(node)]
        otherwise = f"{{{{ else }}}}{self._all(node.else_)}" if node.else_ else ""
        return "".join(f"{test}{self._all(body)}" for test, body in cases) + f"{otherwise}{{{{ end }}}}"

    @_statement.register
    def _(self, node: nodes.For) -> str:
        each = self._value(node.iter)
        if isinstance(node.target, nodes.Name):
            name = node.target.name
            counted = f"$at, ${name} := " if _asks_for_last(node) else f"${name} := "
            listed = f"{{{{ $all := {each} }}}}" if counted.startswith("$at") else ""
            return f"{listed}{{{{ range {counted}{'$all' if listed else each} }}}}{self._all(node.body)}{{{{ end }}}}"
        assert isinstance(node.target, nodes.Tuple)
        targets = [target.name for target in node.target.items if isinstance(target, nodes.Name)]
        fields = [f"index $row {n}" for n in range(len(targets))]
        if not isinstance(node.iter, nodes.Tuple):
            fields = [f"$row.{field}" for field in UNPACKED[len(targets)]]
        taken = "".join(f"{{{{ ${target} := {field} }}}}" for target, field in zip(targets, fields, strict=True))
        return f"{{{{ range $row := {each} }}}}{taken}{self._all(node.body)}{{{{ end }}}}"

    @_statement.register
    def _(self, node: nodes.Output) -> str:
        parts: list[str] = []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                parts.append(child.data)
            elif isinstance(child, nodes.Call):
                parts.append(self._call(child))
            elif parts and parts[-1].endswith(("<", "</")):  # Hugo escapes a bracket before a name that it does not know
                data, _, stroke = parts[-1].rpartition("<")
                parts[-1:] = [data, f'{{{{ printf "<{stroke}%s" {self._value(child)} | safeHTML }}}}']
            else:
                parts.append(f"{{{{ {self._value(child)}{_as_is(child)} }}}}")
        return "".join(parts)

    def _call(self, node: nodes.Call) -> str:
        """Translate the call of a macro: `sentence(inlines)` of the same file, or `edition.sentence(inlines)`."""
        called = node.node
        assert isinstance(called, nodes.Name | nodes.Getattr)
        file, name = (self._file, called.name) if isinstance(called, nodes.Name) else (_variable(called.node), called.attr)
        names = [argument.name for argument in self._macros[f"{file}-{name}"].args]
        values = list(map(self._value, node.args))
        named = " ".join(f'"{each}" {value}' for each, value in zip(names, values, strict=True))
        given = values[0] if len(values) == 1 else f"(dict {named})" if values else ""
        return f'{{{{ template "{file}-{name}" {given} }}}}'

    @singledispatchmethod
    def _value(self, node: nodes.Node) -> str:
        raise NotImplementedError(f"{type(node).__name__}, line {node.lineno}")

    @_value.register
    def _(self, node: nodes.Name) -> str:
        return f"${node.name}"

    @_value.register
    def _(self, node: nodes.Const) -> str:
        return json.dumps(node.value, ensure_ascii=False)

    @_value.register
    def _(self, node: nodes.Getattr) -> str:
        return "(eq (add $at 1) (len $all))" if _is_last(node) else f"{self._value(node.node)}.{node.attr}"

    @_value.register
    def _(self, node: nodes.Compare) -> str:
        (operand,) = node.ops
        assert operand.op == "eq"
        return f"(eq {self._value(node.expr)} {self._value(operand.expr)})"

    @_value.register
    def _(self, node: nodes.And) -> str:
        return f"(and {self._value(node.left)} {self._value(node.right)})"

    @_value.register
    def _(self, node: nodes.Or) -> str:
        return f"(or {self._value(node.left)} {self._value(node.right)})"

    @_value.register
    def _(self, node: nodes.Not) -> str:
        return f"(not {self._value(node.node)})"

    @_value.register(nodes.List)
    @_value.register(nodes.Tuple)
    def _(self, node: nodes.List | nodes.Tuple) -> str:
        return f"(slice {' '.join(map(self._value, node.items))})"

    @_value.register
    def _(self, node: nodes.Filter) -> str:
        assert node.name == "tojson"
        assert node.node
        return self._value(node.node)


def _cases(node: nodes.If) -> Iterator[tuple[str, nodes.If]]:
    yield "if", node
    yield from (("else if", case) for case in node.elif_)


def _is_last(node: nodes.Node) -> bool:
    """Tell whether a node is `loop.last`."""
    return isinstance(node, nodes.Getattr) and node.attr == "last" and _variable(node.node) == "loop"


def _asks_for_last(node: nodes.Node) -> bool:
    """Tell whether a loop uses `loop.last`, not counting loops inside it."""
    return any(_is_last(child) or (not isinstance(child, nodes.For) and _asks_for_last(child)) for child in node.iter_child_nodes())


def _variable(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def _as_is(node: nodes.Node) -> str:
    """Return the filter for a value that is not to be escaped."""
    if isinstance(node, nodes.Filter):
        return " | safeJS"
    return " | safeHTML" if isinstance(node, nodes.Getattr) and node.attr in _HTML else ""


def _name(node: nodes.Expr) -> str:
    assert isinstance(node, nodes.Const)
    return str(node.value)
