"""Describe the tables, views and queries of the edition's data, as `tables.toml`, `views.toml` and `queries.toml` define them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

VERSION = "1.0.0"
"""The version of the tables: the first number changes if a column is renamed or removed, the second if one is added."""


class DataField(NamedTuple):
    """A column: its name, whether it has whole numbers, its meaning, and the table whose key it has, if any."""

    name: str
    whole: bool
    description: str
    refers: str


class DataTable(NamedTuple):
    """A table. `select` asks the edition's database for its rows; without it, `contents` makes them from the records."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    fields: tuple[DataField, ...]
    select: str

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def sql(self) -> str:
        """Write the statement that creates the table, with the meaning of each column as a comment."""
        key = f",\n  PRIMARY KEY ({', '.join(self.key)})" if self.key else ""
        last = len(self.fields) - 1
        columns = "\n".join(
            f"  {field.name} {'INTEGER' if field.whole else 'TEXT'}{',' if at < last else key and ','} -- {field.description}"
            for at, field in enumerate(self.fields)
        )
        end = key.lstrip(",") if self.key else ""
        return f"CREATE TABLE {self.name} ( -- {self.description}\n{columns}{end}\n)"


class DataView(NamedTuple):
    """A view over the tables."""

    name: str
    description: str
    select: str

    @property
    def sql(self) -> str:
        return f"CREATE VIEW {self.name} AS -- {self.description}\n{self.select.strip()}"


class DataQuery(NamedTuple):
    """A question that the data answers, and the query for it."""

    question: str
    sql: str


@cache
def tables() -> tuple[DataTable, ...]:
    """Return the tables, in the order in which they are filled."""
    return tuple(_table(name, given) for name, given in _read("tables.toml").items())


@cache
def views() -> tuple[DataView, ...]:
    """Return the views."""
    return tuple(DataView(view["name"], view["description"], view["select"]) for view in _read("views.toml")["views"])


@cache
def queries() -> tuple[DataQuery, ...]:
    """Return the queries that the page of the data shows."""
    return tuple(DataQuery(query["question"], query["sql"].strip()) for query in _read("queries.toml")["queries"])


def _table(name: str, given: dict[str, Any]) -> DataTable:
    whole, refers = given.get("whole", ()), given.get("refers", {})
    fields = tuple(DataField(field, field in whole, words, refers.get(field, "")) for field, words in given["fields"].items())
    return DataTable(name, given["title"], given["description"], tuple(given["key"]), fields, given.get("select", ""))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
