"""Each module imports only from floors below its own, and each library is imported only where it is allowed."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from house import FLOORS, PACKAGE, ROOMS, ROOT, with_picture

WITHOUT_FLOOR = {"__init__", "py"}

ALLOWED_IMPORTS: list[tuple[str, tuple[str, ...]]] = [
    ("lxml", ("writers.", "readers.markup.")),
    ("jinja2", ("writers.rendering",)),
    ("sqlite3", ("edition.",)),
    ("click", ("cli.",)),
    ("rich", ("cli.",)),
    ("markdown_it", ("prose",)),
    ("watchfiles", ("serve.",)),
    ("http", ("serve.",)),
]


def modules() -> list[str]:
    files = sorted(PACKAGE.rglob("*.py"))
    return [".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__") for file in files]


@cache
def tree(module: str) -> ast.Module:
    file = PACKAGE.joinpath(*module.split(".")).with_suffix(".py")
    return ast.parse((file if file.exists() else file.with_suffix("") / "__init__.py").read_text(encoding="utf-8"))


def imports(module: str) -> set[str]:
    """Return the full dotted names of all imports of `module`, including those for types."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def floor(module: str) -> int | None:
    """Return the number of a module's floor, from 1, or None if it has none."""
    return next((number for number, floor in enumerate(FLOORS, 1) if any(matches(module, name) for name in floor.names)), None)


def matches(module: str, name: str) -> bool:
    return module == name.removesuffix(".") or (name.endswith(".") and module.startswith(name))


def room(module: str) -> str:
    return next(name for floor in FLOORS for name in floor.names if matches(module, name))


@pytest.mark.parametrize("module", [m for m in modules() if (m.split(".")[-1] not in WITHOUT_FLOOR and "." in m) or floor(m)])
def test_a_module_imports_only_from_floors_below_its_own(module: str) -> None:
    own = floor(module)
    if own is None:
        assert not [name for name in imports(module) if name.startswith("backchannel.")], f"{module} has no floor"
        return
    known = set(modules())
    for name in imports(module):
        other = name.removeprefix("backchannel.")
        if name.startswith("backchannel.") and other in known and floor(other) is not None:
            below = floor(other) or 0
            assert below < own or room(other) == room(module), f"{module} (floor {own}) imports {other} (floor {below})"


def room_of(package: str, module: str) -> int | None:
    """Return the position of the module's room in its package; None for the package itself."""
    name = module.removeprefix(package)
    return next((i for i, rooms in enumerate(ROOMS[package]) for room in rooms if matches(name, room)), None)


@pytest.mark.parametrize(("package", "module"), [(p, m) for p in ROOMS for m in modules() if m.startswith(p)])
def test_a_room_imports_only_rooms_before_it(package: str, module: str) -> None:
    own = room_of(package, module)
    assert own is not None, f"{module} has no room"
    name = module.removeprefix(package)
    known = {other.removeprefix("backchannel.") for other in imports(module)} & set(modules())
    for other in sorted(found.removeprefix(package) for found in known if found.startswith(package)):
        place = room_of(package, f"{package}{other}")
        same = name.split(".")[0] == other.split(".")[0]
        assert same or (place is not None and place < own), f"{module} imports {package}{other}"


def test_each_public_class_name_is_defined_once() -> None:
    names = Counter(
        node.name for module in modules() for node in tree(module).body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []


INSERTION = re.compile(r"\bINSERT\b[\w\s{}]*?\bINTO\s+[\w.{}]+(?!\s*\(|[\w.{}])")


def code(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def strings(code: ast.Module) -> list[str]:
    """Yield the strings of a module, with `{}` for the values inserted into them."""
    inside = {id(part) for node in ast.walk(code) if isinstance(node, ast.JoinedStr) for part in node.values}
    plain = [
        node.value for node in ast.walk(code) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside
    ]
    joined = [
        "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        for node in ast.walk(code)
        if isinstance(node, ast.JoinedStr)
    ]
    return plain + joined


FILES = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").glob("*.py")]


def test_each_insert_names_its_columns() -> None:
    """Require `INSERT INTO table (a, b)`, so that an added or moved column can't shift the others."""
    assert INSERTION.search("INSERT INTO file VALUES (?, ?)")
    assert INSERTION.search("INSERT OR IGNORE INTO {} {}")
    assert not INSERTION.search("INSERT OR IGNORE INTO {} ({}) {}")
    found = [f"{file.name}: {words}" for file in FILES for words in strings(code(file)) if INSERTION.search(words)]
    assert [words for words in found if not words.startswith("test_house.py")] == []


def test_no_record_is_made_from_a_row_by_position() -> None:
    """Allow `Thing(*row)` and `Thing._make(row)` in `Store.records` only, which compares the column names first."""
    assert [f"{file.name}:{line}" for file in FILES for line in by_place(code(file))] == []


def by_place(code: ast.Module) -> list[int]:
    """Find the lines that make a record from a row by position: `Thing(*row)`, `Thing(*row[2:])`, `Thing._make`, `row[4]`."""
    lines = []
    for node in ast.walk(code):
        if isinstance(node, ast.Call):
            starred = [arg.value for arg in node.args if isinstance(arg, ast.Starred)]
            values = [value.value if isinstance(value, ast.Subscript) else value for value in starred]
            if any(isinstance(value, ast.Name) and value.id == "row" for value in values):
                lines.append(node.lineno)
        elif isinstance(node, ast.Attribute) and node.attr == "_make":
            lines.append(node.lineno)
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "row":
            lines += [node.lineno] if isinstance(node.slice, ast.Constant) and node.slice.value in range(3, 99) else []
    return lines


def test_each_module_has_a_floor() -> None:
    packages = {"__init__", "__main__", "data", "readers", "py"}
    assert [m for m in modules() if floor(m) is None and m not in packages] == []


@pytest.mark.parametrize(("library", "allowed"), ALLOWED_IMPORTS)
def test_a_library_is_imported_only_where_it_is_allowed(library: str, allowed: tuple[str, ...]) -> None:
    users = [m for m in modules() if any(name == library or name.startswith(f"{library}.") for name in imports(m))]
    assert [m for m in users if not any(matches(m, name) for name in allowed)] == []


@pytest.mark.parametrize("module", [m for m in modules() if not matches(m, "cli.") and m != "__main__"])
def test_nothing_below_the_command_line_prints_or_exits(module: str) -> None:
    names = {node.func.id for node in ast.walk(tree(module)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not names & {"print", "exit", "quit", "input"}
    assert "sys.exit" not in imports(module)


def test_no_module_is_a_catch_all() -> None:
    assert [m for m in modules() if m.split(".")[-1] in ("utils", "helpers", "common", "misc")] == []


WRITTEN = [*PACKAGE.rglob("*.py"), *(ROOT / "bench").glob("*.py")]

FIRST_WORDS = {"The", "A", "An", "What", "Whether", "How", "Which", "If", "As"}
"""Words that begin a description of a value, but not a sentence that says what a function does."""

BRITISH = (
    r"travell(?:er|ed|ing)|neighbour|(?:un)?labell(?:ed|ing)\b|colour|favour|behaviour|harbour|labour|honour|catalogue|artefact|judgement"
    r"|(?:recogn|modern|normal|organ|summar|initial|minim|maxim|optim|categor)is(?:e|ed|es|ing|ation)\b|analyse|cancelled|modelled|signalled"
    r"|spelt|learnt|whilst|centre\b|licence|defence|programme\b"
)
ARCHAIC = (
    r"stands|stood|lies|bears|tells of|anew|gainsa(?:y|id)|whereabouts|under way|(?:is|are) due|that (?:is|are) known|as it (?:came|stood)"
    r"|of its own accord|com(?:es|e) upon|came upon|seldom|thereof"
)
BANNED = re.compile(rf"\b(?:un)?(?:{BRITISH})|\b(?:{ARCHAIC})\b", re.IGNORECASE)
QUOTED = re.compile(r"`[^`]*`|“[^”]*”")
"""Code, names and samples of documents, which keep their own words: `no-neighbour` is a published name."""


def functions(code: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the names of functions and methods, with their docstrings."""
    for node in ast.walk(code):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, ast.get_docstring(node) or ""


def test_the_docstring_of_a_function_begins_with_a_verb() -> None:
    found = [(file.name, name, words) for file in WRITTEN for name, words in functions(code(file)) if words]
    assert [f"{file} {name}: {words[:60]}" for file, name, words in found if words.split()[0].strip("`:") in FIRST_WORDS] == []
    assert [f"{file} {name}: {words[:60]}" for file, name, words in found if words.startswith("`")] == []


def prose(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the prose of a file with its lines: docstrings and comments of code, comments of settings and scripts, all of other texts."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        for node in ast.walk(code(file)):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                yield node.lineno, node.value.value
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        yield from ((token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT)
    elif file.suffix in (".toml", ".sql", ""):
        comment = re.compile(r"^\s*(?:#|--)(.*)|\s--\s(.*)|^reason = (.*)", re.MULTILINE)
        yield from ((text.count("\n", 0, found.start()) + 1, found[0]) for found in comment.finditer(text))
    else:
        yield from enumerate(re.sub(r"^```.*?^```", lambda found: "\n" * found[0].count("\n"), text, flags=re.M | re.S).splitlines(), 1)


READ = [
    *WRITTEN,
    *(file for folder in (PACKAGE, ROOT / "bench") for suffix in ("toml", "sql") for file in folder.rglob(f"*.{suffix}")),
    *(ROOT / "docs").glob("*.md"),
    *(file for suffix in ("j2", "css") for file in (ROOT / "templates").rglob(f"*.{suffix}")),
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "pyproject.toml", ".ci/run")),
]


def test_prose_is_plain_american_english() -> None:
    assert BANNED.search("An unlabelled note of the traveller.")
    assert BANNED.search("What stands around every page.")
    assert not BANNED.search("A standing order to understand a dialogue.")
    found = [
        f"{file.relative_to(ROOT)}:{line}: {word[0]}"
        for file in READ
        for line, words in prose(file)
        for word in BANNED.finditer(QUOTED.sub("``", words))
    ]
    assert found == []


ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_architecture_page_shows_the_floors() -> None:
    assert with_picture(ARCHITECTURE) == ARCHITECTURE, "`python tests/house.py` writes the picture again"


def test_the_architecture_page_fits_two_screens() -> None:
    assert len(ARCHITECTURE.split()) <= 900


def test_the_architecture_page_names_only_files_that_exist() -> None:
    named = set(re.findall(r"`([\w.-]+/[\w./-]*)`", ARCHITECTURE))
    assert named
    assert [path for path in sorted(named) if not any((folder / path).exists() for folder in (ROOT, PACKAGE))] == []
