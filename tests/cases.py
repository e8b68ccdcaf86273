"""Reads case files: a line of text, then what is to be found in it, one indented `name = value` a line.

A blank line ends a case; a line that begins with `#` is a remark. In a text `⏎` stands for a new line. A case that says nothing of a
name does not test it; `name = -` says that nothing is to be found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Case(NamedTuple):
    text: str
    expected: dict[str, str]


def read_cases(path: Path) -> list[Case]:
    """Read the cases of a file, in order."""
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  "):
            name, _, value = line.strip().partition(" = ")
            assert name not in cases[-1].expected, f"{path.name}: {name} twice in “{cases[-1].text}”"
            cases[-1].expected[name] = value
        else:
            cases.append(Case(line.replace("⏎", "\n"), {}))
    return cases


def shown(value: object) -> str:
    """Format a value as in case files: `-` for none, ` | ` between the parts of a list."""
    if isinstance(value, tuple | list):
        return " | ".join(shown(part) for part in value) or "-"
    return "-" if value is None else str(getattr(value, "text", value))
