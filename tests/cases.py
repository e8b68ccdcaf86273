"""Read case files: a line of text, then the expected values, one indented `name = value` per line.

A blank line ends a case; a line that begins with `#` is a comment. In a text `⏎` stands for a line break. Names that a case doesn't have
are not tested; `name = -` means that nothing is found.
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
